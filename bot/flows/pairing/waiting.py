"""Waiting honestly: why there is nobody yet, and what someone could widen themselves."""

from __future__ import annotations

from bot.flows.engine.telling import Telling
from bot.flows.matches.keeping import record
from bot.flows.matches.presence import is_put_off, waits_for_day
from bot.flows.matches.ties import proposals, ties_in
from bot.flows.standing.buttons import verb_button
from bot.words.people import Due, Membership
from bot.words.phrases import Phrase

STILL = Phrase(
    "waiting-still", "A short word about your place on the list, {name}: I have not found a mentor for you yet."
)
SEATS = Phrase("waiting-seats", "There are people who would fit, but all of them have their hands full just now.")
NO_MENTORS = Phrase("waiting-no-mentors", "The program is still looking for mentors.")
LANGUAGE = Phrase("waiting-language", "Nobody with a free place speaks one of your languages yet.")
TIMES = Phrase("waiting-times", "Nobody with a free place has time when you have time.")
WISH = Phrase("waiting-wish", "There is no free place yet with a mentor as you wished.")
OTHERWISE = Phrase("waiting-otherwise", "The mentors who have a free place just now would not suit you well.")
COULD_WIDEN = Phrase(
    "waiting-could-widen",
    "If you like, you can make it easier to find someone: {wish}. It is entirely up to you, and you keep your place "
    "either way.",
)
WIDEN_TIMES = Phrase("waiting-widen-times", "let me also look for people whose times don't match yours exactly")
WIDEN_WISH = Phrase("waiting-widen-wish", "let me also ask people who don't match your wish for a woman or a man")
WIDENED = Phrase("waiting-widened", "Thank you, I look more widely from now on. You can take that back at any time.")
NOT_WIDENED = Phrase("waiting-narrowed", "All right, I look only for what you wished for again.")

REASONS = {
    "seats": SEATS,
    "no_mentors": NO_MENTORS,
    "not_ready": NO_MENTORS,
    "shared_language": LANGUAGE,
    "overlapping_times": TIMES,
    "mentee_wish": WISH,
}
WIDENING = {"overlapping_times": ("overlapping_times", WIDEN_TIMES), "mentee_wish": ("same_gender_wish", WIDEN_WISH)}
"""The rule that bites, what easing it is called in the record, and how it is put to the mentee."""


def tell_why(telling: Telling, due: Due) -> None:
    """Say why there is no match yet, and offer the one thing that would help most where it is theirs to change."""
    program, _, rest = due.subject.partition("/")
    reason, _, easing = rest.partition("/")
    if proposals(telling, program) or ties_in(telling, program=program) or is_put_off(telling, due):
        return
    membership = _mentee(telling, program)
    if membership is None or membership.status != "waiting" or waits_for_day(telling, due):
        return
    said = [telling.words(STILL(name=telling.person.name)), telling.words(REASONS.get(reason, OTHERWISE)())]
    buttons = []
    if easing in WIDENING:
        said.append(telling.words(COULD_WIDEN(wish=telling.words(WIDENING[easing][1]()))))
        buttons.append(verb_button(telling, "widen"))
    record(telling, program, "mentee", told_why=telling.now.isoformat(), could_widen=easing or None)
    telling.say("\n\n".join(said), tuple(buttons))


def widen(telling: Telling) -> None:
    """Look beyond what was wished, in the way that was offered."""
    for membership in telling.scene.memberships:
        offered = membership.record.get("could_widen")
        if membership.role == "mentee" and isinstance(offered, str) and offered in WIDENING:
            before = membership.record.get("widened")
            widened = [*(before if isinstance(before, list) else []), WIDENING[offered][0]]
            record(telling, membership.program, "mentee", widened=sorted(set(map(str, widened))), could_widen=None)
    telling.say(telling.words(WIDENED()), (verb_button(telling, "narrow"),))


def narrow(telling: Telling) -> None:
    """Keep to what was wished again."""
    for membership in telling.scene.memberships:
        if membership.role == "mentee":
            record(telling, membership.program, "mentee", widened=None)
    telling.say(telling.words(NOT_WIDENED()))


def _mentee(telling: Telling, program: str) -> Membership | None:
    wanted = (program, "mentee")
    return next((m for m in telling.scene.memberships if (m.program, m.role) == wanted), None)


PHRASES = (
    STILL,
    SEATS,
    NO_MENTORS,
    LANGUAGE,
    TIMES,
    WISH,
    OTHERWISE,
    COULD_WIDEN,
    WIDEN_TIMES,
    WIDEN_WISH,
    WIDENED,
    NOT_WIDENED,
)

"""Words on their way from one of a pair to the other, with what becomes of them when they are changed or taken back."""

from __future__ import annotations

import datetime as dt

from bot.flows.alive.signs import alive
from bot.flows.engine.telling import Telling
from bot.flows.matches.keeping import note
from bot.flows.matches.ties import tie_due, tie_of
from bot.flows.talking import copies, pace
from bot.flows.talking.labels import offer_button, paused_it
from bot.flows.talking.said import Said
from bot.flows.talking.threads import thread_at_partner
from bot.words.effects.sending import NoteRelayed, Queue
from bot.words.matches import TOGETHER, Match, Relayed, Tie
from bot.words.messages import Button, Delivery, Edit, Json, Outbound, Place, Priority, Remove, Say
from bot.words.people import Due
from bot.words.phrases import Line, Phrase

FRESH = dt.timedelta(hours=48)
"""How long a message can still be changed or taken back (what Telegram allows people and bots alike)."""
RECENT = 6
"""How many of the last messages of a talk are remembered, by delivery id, for someone who wants to report one."""

ENDED = Phrase("relay-ended", "Your match with {partner} has ended, so I have not passed this on.")
I_PAUSED = Phrase(
    "relay-i-paused",
    "You are taking a break from your match with {partner}, so I have not passed this on. To write again, end "
    "the break.",
)
PARTNER_PAUSED = Phrase(
    "relay-partner-paused",
    "{partner} is taking a break just now, so I have not passed this on. I will tell you when they are back.",
)
NOT_NOW = Phrase("relay-not-now", "I can't pass this on, because you are not taking part in the program just now.")
PROGRAM_PAUSED = Phrase(
    "relay-program-paused",
    "Your match with {partner} is resting for now, so I have not passed this on. The people who look after your "
    "program will be in touch.",
)
NOT_MET = Phrase(
    "relay-not-met",
    "It is late where {partner} is, and {partner} meets you only in the morning, so I have not passed this on. Please "
    "send it once more tomorrow.",
)
UNREACHABLE = Phrase(
    "relay-unreachable",
    "I can't reach {partner} just now, so this has not gone out. It has nothing to do with you. Your words are still "
    "above; please try again another day.",
)
NOTHING = Phrase("relay-nothing", "There was nothing in that message that I could pass on.")
TO = Phrase("relay-to", "→ {partner}")
TOO_OLD = Phrase(
    "relay-too-old",
    "That message is more than two days old, so your change stays with you: {partner} sees it as it was.",
)
NOT_PASSED = Phrase(
    "relay-not-passed",
    "Something you wrote to {partner} did not get through, although I tried. Please send it once more.",
)
GONE = Phrase(
    "relay-gone",
    "I can't reach {partner} just now, so the last thing you wrote did not get through. It has nothing to do with you. "
    "Please try again another day.",
)
FILE_NOT_PASSED = Phrase(
    "relay-file-not-passed",
    "The last file you sent could not be passed on to {partner}: it is too large, or of a kind that I can't check and "
    "clean. Photos, voice messages, PDFs and short videos work.",
)
CHANGE_NOT_PASSED = Phrase(
    "relay-change-not-passed", "I could not carry your last change over: {partner} still sees that message as it was."
)
FAILURES = {"file": FILE_NOT_PASSED, "gone": GONE, "change": CHANGE_NOT_PASSED, "failed": NOT_PASSED}


def send(telling: Telling, tie: Tie, said: Said) -> bool:
    """Pass this on to the partner and say nothing, or say why not."""
    if (why := obstacle(telling, tie)) is not None:
        line, buttons = why
        telling.say(telling.words(line), buttons)
        return False
    if not _may_go(telling, tie):
        return False
    place = Place(said.answers or None, said.answers_ours or None, thread_at_partner(telling, tie))
    made = copies.copies_of(telling, tie, said, place)
    if not made:
        telling.say(telling.words(NOTHING()))
        return False
    _pass(telling, tie.match.id, said, made)
    return True


def obstacle(telling: Telling, tie: Tie) -> tuple[Line, tuple[Button, ...]] | None:
    """Why nothing can be passed on to this partner now, and what to do about it. Looked at with every message: the age
    screen and the membership of both, and whether the partner is there."""
    match, partner = tie.match, tie.partner
    mine = next(
        (m for m in telling.scene.memberships if (m.program, m.role) == (match.program, match.side(telling.person.id))),
        None,
    )
    if match.status not in TOGETHER:
        return ENDED(partner=partner.name), ()
    if telling.person.adult is None or mine is None or mine.status != "waiting":
        return NOT_NOW(), ()
    if match.status == "paused" and paused_it(telling, tie):
        return I_PAUSED(partner=partner.name), (offer_button(telling, "resume", tie),)
    if match.status == "paused":
        return (PROGRAM_PAUSED if match.by == "coordinator" else PARTNER_PAUSED)(partner=partner.name), ()
    if match.told.get("meets") == match.side(partner.id):
        return NOT_MET(partner=partner.name), ()
    theirs = tie.membership
    is_there = partner.active and partner.adult is not None and theirs is not None and theirs.status == "waiting"
    is_other = partner.id != telling.person.id and tie.address != telling.scene.address
    return None if is_there and is_other and tie.address else (UNREACHABLE(partner=partner.name), ())


def say_to_whom(telling: Telling, tie: Tie) -> None:
    """Show whom a message went to, where there is a choice."""
    if len([one for one in telling.scene.ties if one.match.status in TOGETHER]) > 1:
        telling.say(telling.words(TO(partner=tie.partner.name)))


# --- changed and taken back ------------------------------------------------------------------------------------------


def change(telling: Telling, text: str) -> None:
    """Carry over what someone changed about a message of theirs."""
    found = _copies_meant(telling)
    if found is None:
        return
    tie, old = found
    if telling.now - old[0].sent_at > FRESH:
        telling.say(telling.words(TOO_OLD(partner=tie.partner.name)))
        return
    if not _may_go(telling, tie):
        return
    new = copies.texts(telling, tie, text) or [copies.bare(telling, tie)]
    for copy, words in zip(old, new, strict=False):
        _pass_on(telling, tie, Edit(copy.delivery, words))
    for copy in old[len(new) :]:
        _pass_on(telling, tie, Remove(copy.delivery))
    place = Place(thread=thread_at_partner(telling, tie))
    more: list[Outbound] = [Say(words, place=place) for words in new[len(old) :]]
    _pass(telling, tie.match.id, Said("text", channel=old[0].at.channel, chat=old[0].at.id, own=old[0].source), more)


def take_back(telling: Telling) -> None:
    """Take back the copies of a message someone deleted; what is too old for that says so in its place."""
    found = _copies_meant(telling)
    if found is None:
        return
    tie, old = found
    for copy in old:
        is_fresh = telling.now - copy.sent_at <= FRESH
        _pass_on(
            telling, tie, Remove(copy.delivery) if is_fresh else Edit(copy.delivery, copies.taken_back(telling, tie))
        )


def _copies_meant(telling: Telling) -> tuple[Tie, tuple[Relayed, ...]] | None:
    """The copies of the message that was changed, and whose they are; None where they are none of this person's."""
    old = telling.scene.thread.copies if telling.scene.thread else ()
    mine = tuple(copy for copy in old if copy.sender == telling.person.id and copy.match == old[0].match)
    tie = tie_of(telling, mine[0].match) if mine else None
    return (tie, mine) if tie is not None and obstacle(telling, tie) is None else None


# --- what did not arrive ---------------------------------------------------------------------------------------------


def tell_not_passed(telling: Telling, due: Due) -> None:
    """Something did not get through, whatever was tried; where the match rests or ended, its end was told already."""
    tie, what = tie_due(telling, due), due.subject.partition("/")[2]
    if tie is not None and tie.match.status == "open":
        telling.say(telling.words(FAILURES.get(what, NOT_PASSED)(partner=tie.partner.name)))


# --- what both ways share --------------------------------------------------------------------------------------------


def _may_go(telling: Telling, tie: Tie) -> bool:
    """Whether one more message may go; who writes too fast is told once."""
    line = pace.too_much(telling)
    if line is not None and not pace.is_told(telling, tie.match):
        note(telling, tie.match, **pace.refused(telling, tie.match))
        telling.say(telling.words(line))
    return line is None


def _pass(telling: Telling, match: int, said: Said, made: list[Outbound]) -> None:
    """Queue these for the partner, remember whose copies they are, and count them as one message."""
    tie = tie_of(telling, match)
    if tie is None:
        return
    passed = [number for one in made if (number := _pass_on(telling, tie, one)) is not None]
    for number in passed:
        telling.wish(NoteRelayed(Relayed(number, match, telling.person.id, said.at, said.own, telling.now)))
    note(telling, tie.match, **pace.counted(telling, tie.match), recent=_recent(telling, tie.match, passed))
    alive(telling, tie.match)


def _recent(telling: Telling, match: Match, passed: list[int]) -> list[Json]:
    """The last messages of the talk, each as delivery id, who wrote it, and when (seconds since 1970)."""
    kept = match.told.get("recent")
    side, at = match.side(telling.person.id), int(telling.now.timestamp())
    fresh: list[Json] = [[number, side, at] for number in passed[:1]]
    return [*(kept if isinstance(kept, list) else []), *fresh][-RECENT:]


def _pass_on(telling: Telling, tie: Tie, content: Outbound) -> int | None:
    """Queue something of this person's own for the partner; the delivery's id, None where they cannot be reached."""
    if tie.address is None:
        return None
    number = telling.moment.ids()
    delivery = Delivery(
        number,
        tie.address,
        content,
        Priority.RELAY,
        person=tie.partner.id,
        created_at=telling.now,
        relay=(tie.match.id, telling.person.id),
    )
    telling.wish(Queue(delivery))
    return number


PHRASES = (
    ENDED, I_PAUSED, PARTNER_PAUSED, PROGRAM_PAUSED, NOT_NOW, NOT_MET, UNREACHABLE, NOTHING, TO, TOO_OLD,
    *FAILURES.values(),
)  # fmt: skip

"""Some days after the introduction, each is asked alone whether the two have been in touch, and helped if not."""

from __future__ import annotations

from bot.flows.alive.diary import day_together, put_on_list
from bot.flows.alive.gate import count, is_held_back
from bot.flows.alive.holdout import is_left_out
from bot.flows.alive.met import TOO_LATE, log
from bot.flows.alive.rounds import asked_ago, note_asked, was_asked_lately
from bot.flows.alive.signs import quiet
from bot.flows.engine.flow import Ask, Do, Flow
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.journey.hours import today_of
from bot.flows.matches.keeping import note
from bot.flows.matches.ties import tell_partner_name, tie_asked, tie_due
from bot.flows.matches.verbs import pair_button
from bot.flows.shapes import Choice
from bot.flows.talking.verbs import VERBS, pair_buttons
from bot.words.people import Due
from bot.words.phrases import Phrase

GLAD = Phrase("in-touch-met", "How good to hear! I wish you both many good talks.")
PLANNED = Phrase("in-touch-planned", "Good, then I just wish you a good talk.")
HELP = Phrase(
    "in-touch-not-yet",
    "That's all right, the first message is the hardest one. Something as small as this is enough: "
    "“Hi {partner}, how was your week?”",
)
NOT_RIGHT = Phrase(
    "in-touch-not-right",
    "Thank you for saying so. It happens, and it is nobody's fault. I have put it on the coordinator's list, so that "
    "someone can help; {partner} isn't told. You can also pause, or end this match, with the buttons below.",
)


def take_answer(telling: Telling) -> None:
    """Keep what this side said, for the coordinator's list, and help where it has not begun yet."""
    tie, answer = tie_asked(telling), str(telling.run.answers.get("been"))
    telling.close_run()
    if tie is None or tie.match.status != "open":
        telling.say(telling.words(PLANNED()))
        return
    side = tie.match.side(telling.person.id)
    before = tie.match.told.get("in_touch")
    said = {"by": side, "said": answer, "at": telling.now.isoformat()}
    note(telling, tie.match, in_touch=[*(before if isinstance(before, list) else []), said])
    if answer != "not_right":
        log(telling, tie, day_together(tie, today_of(telling)), answer, today_of(telling))
    match answer:
        case "met":
            telling.say(telling.words(GLAD()))
        case "planned":
            telling.say(telling.words(PLANNED()))
        case "not_yet":
            buttons = tuple(pair_button(telling, VERBS, verb, tie) for verb in ("write", "meet") if verb in VERBS)
            telling.say(telling.words(HELP(partner=tie.partner.name)), buttons)
        case _:
            put_on_list(telling, tie.match, "not-right", side)
            telling.say(telling.words(NOT_RIGHT(partner=tie.partner.name)), pair_buttons(telling, tie))


class InTouch(Flow):
    """Have the two been in touch?"""

    been = Ask(
        "Have you and {partner} been in touch? Only the program sees your answer.",
        Choice(met="Yes, we talked", planned="We have a date", not_yet="Not yet", not_right="It doesn't feel right"),
        values=tell_partner_name,
        counted=False,
    )
    taken = Do(take_answer)


def ask(telling: Telling, due: Due) -> None:
    """The day to ask has come; whoever has gone quiet is left to the reminders. What is long past, or would be the
    second time on a day, is left out: the next comes at its own time."""
    tie = tie_due(telling, due)
    if tie is None or tie.match.status != "open" or quiet(tie, tie.match.side(telling.person.id)).rung > 0:
        return
    if was_asked_lately(telling, tie, "met") or asked_ago(telling, tie, "in-touch") < 1:
        return
    if telling.now - due.at > TOO_LATE:
        return
    if is_left_out(telling, tie, "in_touch") or is_held_back(telling, due, tie):
        return
    note_asked(telling, tie, "in-touch")
    count(telling, tie)
    telling.open_run("intouch", tie.match.program, {"match": tie.match.id})
    advance(telling)


PHRASES = (GLAD, PLANNED, HELP, NOT_RIGHT)

"""What a coordinator can do about a line: each deed is entered into the trail."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.flows.cohorts import questions as cohort_questions
from bot.flows.desk import concerns, interventions, owning
from bot.flows.desk.checks import recording
from bot.flows.desk.kinds import code_of, kind_of
from bot.flows.desk.labels import DEEDS
from bot.flows.desk.views import button
from bot.flows.engine.telling import Telling
from bot.words.desk import Desk
from bot.words.journeys import Attention
from bot.words.matches import TOGETHER
from bot.words.messages import Button
from bot.words.phrases import Phrase

NOT_NOW = Phrase("desk-not-now", "That is not possible any more: things have changed meanwhile.")

Deed = Callable[[Telling, Desk, Attention, str], None]


def buttons(telling: Telling, desk: Desk, line: Attention) -> tuple[Button, ...]:
    """Everything that fits this line now."""
    names = [deed for deed in kind_of(line).deeds if _fits(desk, line, deed)]
    match = desk.matches.get(line.match or 0)
    if match is not None and match.status == "paused" and match.by == "coordinator":
        names.append("resume")
    names.append("give-back" if line.owner == telling.person.id else "take")
    names.append("hand-over")
    if line.kind != "concern":
        names.append("done")
    return tuple(_button(telling, line, name) for name in names)


def do(telling: Telling, desk: Desk, line: Attention, said: str) -> None:
    """Do this about the line; what does not fit any more is said to be so."""
    name, _, arg = said.partition(".")
    if name not in DOING or not _fits(desk, line, name):
        telling.say(telling.words(NOT_NOW()))
        return
    DOING[name](telling, desk, line, arg)


def read(telling: Telling, desk: Desk, line: Attention, _: str) -> None:
    """Open the report."""
    del desk
    told = line.told if isinstance(line.told, dict) else {}
    concerns.act(telling, f"{int(str(told.get('concern', 0))):x}")


def open_questions(telling: Telling, desk: Desk, line: Attention, _: str) -> None:
    """Show what was asked in a cohort's room."""
    del desk
    told = line.told if isinstance(line.told, dict) else {}
    cohort_questions.questions_of(telling, int(str(told.get("cohort", 0))))


DOING: Mapping[str, Deed] = {
    "write": interventions.write,
    "nudge": interventions.nudge,
    "pause": interventions.pause,
    "resume": interventions.resume,
    "close": interventions.close,
    "rematch": interventions.rematch,
    "remind": interventions.remind,
    "next": interventions.go_on,
    "round": interventions.search,
    "release": interventions.release,
    "record": recording.begin,
    "read": read,
    "questions": open_questions,
    "take": owning.take,
    "give-back": owning.give_back,
    "hand-over": owning.hand_over,
    "done": owning.done,
}


def _fits(desk: Desk, line: Attention, deed: str) -> bool:
    """Whether this can be done about the line as things stand."""
    match = desk.matches.get(line.match or 0)
    status = match.status if match else ""
    match deed:
        case "pause" | "nudge":
            return status == "open"
        case "resume":
            return status == "paused"
        case "close" | "rematch":
            return status in TOGETHER
        case "remind" | "next":
            return status in {"offered", "asked"}
        case "write":
            return line.match is not None or line.person is not None
        case _:
            return True


def _button(telling: Telling, line: Attention, name: str) -> Button:
    return button(telling, DEEDS[name], f"line.{code_of(line)}.{name}", "option")


PHRASES = (
    NOT_NOW,
)  # fmt: skip

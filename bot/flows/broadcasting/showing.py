"""How a broadcast is shown at the desk: how it stands, what can be done about it, and why something was not done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from bot.flows.broadcasting import moves
from bot.flows.broadcasting.audience.queries import Query, from_json
from bot.flows.broadcasting.moves import Fault, faults
from bot.flows.broadcasting.refusing import why_not
from bot.flows.broadcasting.reporting import ANSWERS, answers_of, report
from bot.flows.desk.rights import desk_of, may
from bot.flows.desk.views import button, remember
from bot.flows.engine.telling import Telling
from bot.texts.dates import day, hour
from bot.words.broadcasts import STANDING, Broadcast, Tally
from bot.words.messages import Button
from bot.words.phrases import Phrase

BACK = Phrase("cast-back", "All broadcasts")
SEND = Phrase("cast-send", "Send to {count}")
REPEAT = Phrase("cast-repeat", "Start it")
DROP = Phrase("cast-drop", "Drop it")
APPROVE = Phrase("cast-approve", "Approve and send")
PAUSE = Phrase("cast-pause", "Pause")
RESUME = Phrase("cast-resume", "Go on")
CANCEL = Phrase("cast-cancel", "Cancel")
AGAIN = Phrase("cast-again", "Send the {count} uncertain again")
LEAVE = Phrase("cast-leave", "Leave them")
LATER = Phrase("cast-later", "It goes out on {day}, at {hour} on each person's own clock.")
CHANGE = Phrase("cast-change", "Change it")
CHANGES: Mapping[str, Phrase] = {
    "words": Phrase("cast-change-words", "Change the words"),
    "picture": Phrase("cast-change-picture", "Another picture, or none"),
    "whom": Phrase("cast-change-whom", "Choose other people"),
    "when": Phrase("cast-change-when", "Another time"),
}
"""What of a draft can be changed, by the name in its button."""
MENDS: Mapping[str, tuple[str, ...]] = {
    "empty": ("whom",),
    "unknown-people": ("whom",),
    "lacking": ("words", "whom"),
}
"""What helps where a draft cannot be sent as it is."""
GOING_OUT = STANDING | {"cancelled", "done"}
"""Statuses in which something came of it, or comes."""
UNSURE = Phrase(
    "cast-unsure",
    "I can't find out whether those {count} got it, so I haven't sent it to them twice. If I send it again, some may "
    "read it two times; if not, some may never read it.",
)


def ways(telling: Telling, one: Broadcast) -> tuple[Button, ...]:
    """What can be done about one, as buttons."""
    code = f"{one.id:x}"
    match one.status:
        case "draft" | "asked":
            return _before(telling, one)
        case "running":
            return button(telling, PAUSE, f"cast.pause.{code}"), button(telling, CANCEL, f"cast.cancel.{code}")
        case "paused":
            return button(telling, RESUME, f"cast.resume.{code}"), button(telling, CANCEL, f"cast.cancel.{code}")
        case "repeating":
            return (button(telling, CANCEL, f"cast.cancel.{code}"),)
        case "done" if moves.may_decide(one, tally := tally_of(telling, one)):
            again = button(telling, AGAIN, f"cast.again.{code}", "option", count=tally.uncertain)
            return again, button(telling, LEAVE, f"cast.leave.{code}")
    return ()


def _before(telling: Telling, one: Broadcast) -> tuple[Button, ...]:
    """What can be done before anything is sent: send, change, drop; what would help, where it cannot be sent so."""
    code = f"{one.id:x}"
    drop = button(telling, DROP, f"cast.drop.{code}")
    if one.status == "draft" and (fault := faults(one)) is not None:
        helps = (button(telling, CHANGES[what], f"cast.{what}.{code}", "option") for what in MENDS.get(fault.code, ()))
        return *helps, drop
    phrase = APPROVE if one.status == "asked" else REPEAT if one.repeat else SEND
    send = button(telling, phrase, f"cast.go.{code}", "option", count=one.size)
    return (send, drop) if one.status == "asked" else (send, button(telling, CHANGE, f"cast.change.{code}"), drop)


def refuse(telling: Telling, one: Broadcast, fault: Fault) -> None:
    """Say why something was not done, with what can be done now."""
    said = why_not(fault, one, query_of(one), telling.words, telling.language, desk_of(telling).name)
    helps = ways(telling, one) if one.status == "draft" and fault.code in MENDS else ()
    say(telling, said, (*helps, button(telling, BACK, "cast")))


def say(telling: Telling, text: str, buttons: tuple[Button, ...], number: int = 0) -> None:
    """A message of its own, whose buttons can be typed as well."""
    telling.say(text, buttons, number=number)
    remember(telling, buttons)


def meant(telling: Telling, id: int) -> Broadcast | None:
    """The broadcast of this id, where this person may act on it."""
    found = next((one for one in desk_of(telling).broadcasts if one.id == id), None)
    return found if found is not None and may_act(telling, found) else None


def may_act(telling: Telling, one: Broadcast) -> bool:
    """Whether this person looks after all of its programs."""
    return all(may(telling, program) for program in one.programs)


def query_of(one: Broadcast) -> Query:
    """Whom it is for."""
    return from_json(one.audience)


def tally_of(telling: Telling, one: Broadcast) -> Tally:
    """How many are in which state."""
    return desk_of(telling).tallies.get(one.id, Tally())


def words_of(one: Broadcast) -> str:
    """What it says, as it was written, in each of its languages."""
    return "\n\n".join(f"“{text}”" for text in one.letter.texts.values())


def report_of(telling: Telling, one: Broadcast, tally: Tally | None = None, *, answers: bool = True) -> str:
    """How it stands, in words, with what there is to decide."""
    counted = tally or tally_of(telling, one)
    said = report(one, counted, query_of(one), telling.words, telling.language)
    if answers and one.status in GOING_OUT and (given := answers_of(one, counted, telling.language)):
        said += "\n" + telling.words(ANSWERS(answers=", ".join(f"{label} {count}" for label, count in given.items())))
    if one.status in {"draft", "asked"} and one.timing.kind == "local" and not one.repeat:
        at = dt.datetime.fromisoformat(one.timing.at).replace(tzinfo=dt.timezone.utc)
        language = telling.language
        said += "\n" + telling.words(LATER(day=day(at, "UTC", language), hour=hour(at, "UTC", language)))
    if moves.may_decide(one, counted):
        said += "\n\n" + telling.words(UNSURE(count=counted.uncertain))
    return said


PHRASES = (
    LATER,
    *CHANGES.values(),
    CHANGE,
    BACK,
    SEND,
    REPEAT,
    DROP,
    APPROVE,
    PAUSE,
    RESUME,
    CANCEL,
    AGAIN,
    LEAVE,
    UNSURE,
)

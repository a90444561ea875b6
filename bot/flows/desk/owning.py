"""Whose a line of the list is: taken, given back, handed over to a colleague, done."""

from __future__ import annotations

from bot.flows.desk.kinds import code_of, title
from bot.flows.desk.labels import LIST
from bot.flows.desk.rights import desk_of, enter
from bot.flows.desk.views import button, show
from bot.flows.engine.telling import Telling
from bot.words.desk import Desk
from bot.words.effects.desk import LookAfter, Tend
from bot.words.effects.sending import Schedule
from bot.words.journeys import Attention
from bot.words.messages import Button, Json
from bot.words.people import Due
from bot.words.phrases import Phrase

NO = Phrase("desk-no", "No, back")
NAME = Phrase("desk-name", "{name}")
TOOK = Phrase("desk-took", "It is yours now: {line}")
BY_OTHER = Phrase("desk-taken-by", "{name} has this one already.")
GAVE = Phrase("desk-gave-back", "Everyone sees it again: {line}")
DONE = Phrase("desk-done", "Done, and off the list: {line}")
TO_COLLEAGUE = Phrase("desk-to-colleague", "Who takes it over? From then on this match is theirs to look after.")
NO_COLLEAGUE = Phrase("desk-no-colleague", "There is nobody else in this program yet. You can invite someone: /desk")
HANDED = Phrase("desk-handed", "{name} has it now, and hears of it: {line}")
HANDED_TO_ME = Phrase("desk-handed-to-me", "{name} has handed this over to you: {line}")
LOOK = Phrase("desk-look", "Look at it")


def take(telling: Telling, desk: Desk, line: Attention, _: str) -> None:
    """It is mine from now on, and so is the match, where nobody looked after it by name."""
    if line.owner and line.owner != telling.person.id and any(one.person == line.owner for one in desk.staff):
        telling.say(telling.words(BY_OTHER(name=desk.name(line.owner))))
        return
    telling.wish(Tend(line.key, "taken", telling.person.id))
    if line.match is not None and line.match not in desk.owners:
        telling.wish(LookAfter(line.match, telling.person.id))
    _enter_about(telling, "take", line)
    telling.say(telling.words(TOOK(line=title(telling, desk, line))), (button(telling, LOOK, f"line.{code_of(line)}"),))


def give_back(telling: Telling, desk: Desk, line: Attention, _: str) -> None:
    """It is everyone's again."""
    telling.wish(Tend(line.key, "open"))
    if line.match is not None and desk.owners.get(line.match) == telling.person.id:
        telling.wish(LookAfter(line.match, None))
    _enter_about(telling, "give-back", line)
    telling.say(telling.words(GAVE(line=title(telling, desk, line))))


def hand_over(telling: Telling, desk: Desk, line: Attention, arg: str) -> None:
    """A colleague takes it, and the match with it."""
    others = colleagues(desk, line.program, telling.person.id)
    chosen = next((person for person in others if f"{person:x}" == arg), None)
    if chosen is None:
        found = tuple(
            button(telling, NAME, f"line.{code_of(line)}.hand-over.{person:x}", "option", name=desk.name(person))
            for person in others
        )
        said = TO_COLLEAGUE() if others else NO_COLLEAGUE()
        show(telling, telling.words(said), (*found, back_to(telling, line)))
        return
    telling.wish(Tend(line.key, "taken", chosen))
    if line.match is not None:
        telling.wish(LookAfter(line.match, chosen))
    key = f"desk-handed:{code_of(line)}"
    telling.wish(Schedule(Due(key, "desk-handed", chosen, telling.now, subject=f"{telling.person.id}/{line.key}")))
    _enter_about(telling, "hand-over", line, {"to": chosen})
    telling.say(telling.words(HANDED(name=desk.name(chosen), line=title(telling, desk, line))))


def done(telling: Telling, desk: Desk, line: Attention, _: str) -> None:
    """Nothing more needs to be done about it."""
    telling.wish(Tend(line.key, "done", telling.person.id))
    _enter_about(telling, "done", line)
    telling.say(telling.words(DONE(line=title(telling, desk, line))), (button(telling, LIST, "today"),))


def colleagues(desk: Desk, program: str, me: int) -> list[int]:
    """Everyone else who may act on this program."""
    return list(dict.fromkeys(one.person for one in desk.staff if one.program in {program, ""} and one.person != me))


def tell_handed(telling: Telling, due: Due) -> None:
    """A colleague handed something over to me."""
    giver, _, key = due.subject.partition("/")
    desk = desk_of(telling)
    line = next((one for one in desk.lines if one.key == key and one.owner == telling.person.id), None)
    if line is None:
        return
    text = telling.words(HANDED_TO_ME(name=desk.name(int(giver)), line=title(telling, desk, line)))
    telling.say(text, (button(telling, LOOK, f"line.{code_of(line)}"),))


def back_to(telling: Telling, line: Attention) -> Button:
    """The way back to a line."""
    return button(telling, NO, f"line.{code_of(line)}")


def _enter_about(telling: Telling, what: str, line: Attention, details: dict[str, Json] | None = None) -> None:
    kept: dict[str, Json] = {"kind": line.kind, **(details or {})}
    person = line.person if line.match is None else None
    enter(telling, what, line.program, match=line.match, person=person, details=kept)


PHRASES = (
    NO, NAME, TOOK, BY_OTHER, GAVE, DONE, TO_COLLEAGUE, NO_COLLEAGUE, HANDED, HANDED_TO_ME, LOOK,
)  # fmt: skip

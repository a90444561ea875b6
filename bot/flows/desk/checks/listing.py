"""Mentors whose checks are missing or run out, those who wait for nothing else first; and finding one by name."""

from __future__ import annotations

from collections.abc import Iterator

from bot.curriculum.matching import Check
from bot.flows.desk.board.searching import Names
from bot.flows.desk.board.seeing import code_of
from bot.flows.desk.checks.page import show_person
from bot.flows.desk.rights import desk_of, my_programs
from bot.flows.desk.views import button, remember, show
from bot.flows.engine.flow import Ask, Do, Flow
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.shapes import FreeText
from bot.flows.training.awaited import awaited, is_open
from bot.flows.training.checks import WARN_BEFORE
from bot.texts.naming import joined
from bot.words.matches import Member
from bot.words.messages import Button
from bot.words.phrases import Phrase

AT_MOST = 8
"""Mentors on one page, and of one name."""

TITLE = Phrase("desk-checks", "Checks")
HEAD = Phrase(
    "desk-checks-head", "Mentors with a check that is missing or runs out soon: {count}. Who waits for it comes first."
)
NONE = Phrase("desk-checks-none", "No mentor has a check that is missing or runs out soon. 🌿")
ONE = Phrase("desk-checks-one", "{number}. {name} ({program}): {checks}")
WAITS = Phrase("desk-checks-waits", "{item} · waits")
LOOK = Phrase("desk-checks-look", "{number} · {name}")
BEFORE = Phrase("desk-checks-before", "◀ Before")
MORE = Phrase("desk-checks-more", "More ▶")
FIND = Phrase("desk-checks-find", "Find a mentor")
DESK = Phrase("desk-checks-desk", "Back to my desk")
NOBODY = Phrase("desk-checks-nobody", "I find no mentor of that name in your programs.")
SEVERAL = Phrase("desk-checks-several", "Who is meant?")
TOO_MANY = Phrase("desk-checks-too-many", "Many are called so. Please write more of the name.")


def act(telling: Telling, arg: str) -> None:
    """A page of the list, or a question for a name."""
    if arg == "find":
        telling.open_run(DeskFinding.key, "", {})
        advance(telling)
        return
    everyone = sorted(_lacking(telling), key=lambda one: (not one[2], one[0].person.name, one[0].membership.id))
    last = max(0, (len(everyone) - 1) // AT_MOST)
    page = min(int(arg) if arg.isdecimal() else 0, last)
    said, buttons = [telling.words(HEAD(count=len(everyone)) if everyone else NONE())], list[Button]()
    for number, (member, checks, waits) in enumerate(everyone[page * AT_MOST :][:AT_MOST], page * AT_MOST + 1):
        labels = joined([check.label.in_language(telling.language) for check in checks], telling.language)
        title = telling.title_of(member.membership.program)
        line = telling.words(ONE(number=number, name=member.person.name, program=title, checks=labels))
        said.append(telling.words(WAITS(item=line)) if waits else line)
        buttons.append(_look(telling, member, number))
    if page:
        buttons.append(button(telling, BEFORE, f"checks.{page - 1}"))
    if page < last:
        buttons.append(button(telling, MORE, f"checks.{page + 1}"))
    show(telling, "\n".join([said[0], "", *said[1:]]) if everyone else said[0], (*buttons, *_ways(telling)))


def find(telling: Telling) -> None:
    """A name was written: show the mentor, or ask which one is meant."""
    said = str(telling.run.answers.get("name") or "")
    telling.close_run()
    pools = desk_of(telling).pools
    found = [
        member
        for program in my_programs(telling)
        if program in pools
        for member in Names(pools[program]).find(said, "mentor")
    ]
    if len(found) == 1:
        show_person(telling, found[0].person, found[0].membership)
        return
    is_close = 0 < len(found) <= AT_MOST
    named = [_look(telling, member, number) for number, member in enumerate(found, 1)] if is_close else []
    ways = (*named, *_ways(telling))
    telling.say(telling.words((SEVERAL if is_close else TOO_MANY if found else NOBODY)()), ways)
    remember(telling, ways)


class DeskFinding(Flow):
    """A mentor looked for by name."""

    name = Ask("Who is it? Write their name, or how it begins.", FreeText(at_most=100), counted=False, optional=True)
    found = Do(find)


def _lacking(telling: Telling) -> Iterator[tuple[Member, list[Check], bool]]:
    """Mentors with what is open of their checks, and whether they wait for nothing else."""
    pools, soon = desk_of(telling).pools, telling.now.date() + WARN_BEFORE
    for name in my_programs(telling):
        program = telling.stage.programs[name]
        for one in pools[name].members if name in pools and program.matching.checks else ():
            mine = one.membership
            if (mine.role, mine.status) != ("mentor", "waiting") or one.person.id == telling.person.id:
                continue
            checks = [check for check in program.matching.checks if is_open(check, mine, soon)]
            if checks and one.person.active:
                yield one, checks, bool(awaited(program, one.person, mine))


def _look(telling: Telling, member: Member, number: int) -> Button:
    data = f"check.{member.person.id:x}.{code_of(member.membership.program)}"
    return button(telling, LOOK, data, "option", number=number, name=member.person.name)


def _ways(telling: Telling) -> tuple[Button, ...]:
    return (button(telling, FIND, "checks.find", "option"), button(telling, DESK, "menu"))


PHRASES = (
    TITLE, HEAD, NONE, ONE, WAITS, LOOK, BEFORE, MORE, FIND, DESK, NOBODY, SEVERAL, TOO_MANY,
)  # fmt: skip

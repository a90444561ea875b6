"""The desk's menu: every part of it that is built, in one visible list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.flows.broadcasting import desk as broadcasting
from bot.flows.cohorts import desk as cohorts
from bot.flows.cohorts.labels import TITLE as COHORTS
from bot.flows.desk import dashboard, inviting, joins, people, programs, reports, today
from bot.flows.desk.board import door as board
from bot.flows.desk.board.overview import TITLE as MATCHING
from bot.flows.desk.digest import TODAY
from bot.flows.desk.rights import desk_of, is_admin, my_programs
from bot.flows.desk.views import button, show
from bot.flows.engine.telling import Telling
from bot.flows.standing import program_title
from bot.texts.naming import joined
from bot.words.phrases import Phrase

Part = Callable[[Telling, str], None]
"""Shows a part of the desk, or does something in it; gets what followed its name in the button's data."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A part of the desk: the name its buttons begin with, and what its button in the menu says (None: it has none)."""

    name: str
    label: Phrase | None
    part: Part


MENU = Phrase("desk-menu", "Your desk, {name}. You look after {programs}.\n{count}")
NONE = Phrase("desk-menu-none", "Nothing needs you just now.")
SOME = Phrase("desk-menu-some", "On the list today: {count}.")
HOW = Phrase("desk-menu-how", "Press one of these, or type its words.")
ALL = Phrase("desk-menu-all", "all programs")
BACK = Phrase("desk-back", "Back to the desk")


def show_menu(telling: Telling, _: str = "") -> None:
    """What there is to do, and how much of it."""
    _show(telling, ())


def answer_with_menu(telling: Telling) -> None:
    """The menu for whoever wrote words that mean nothing here: with how it is used."""
    _show(telling, (telling.words(HOW()),))


def _show(telling: Telling, more: tuple[str, ...]) -> None:
    programs = [program_title(telling, program) for program in my_programs(telling)]
    named = telling.words(ALL()) if is_admin(telling.scene.staff) else joined(programs, telling.language)
    count = len(today.visible(telling, desk_of(telling)))
    said = telling.words(SOME(count=count) if count else NONE())
    buttons = tuple(button(telling, one.label, one.name, "option") for one in ENTRIES if one.label)
    head = telling.words(MENU(name=telling.person.name, programs=named, count=said))
    show(telling, "\n\n".join((head, *more)), buttons)


ENTRIES: tuple[Entry, ...] = (
    Entry("menu", None, show_menu),
    Entry("today", TODAY, today.show_list),
    Entry("line", None, today.act),
    Entry("board", MATCHING, board.act),
    Entry("programs", programs.TITLE, programs.show_programs),
    Entry("people", Phrase("desk-people", "People"), people.show_people),
    Entry("staff", None, people.act),
    Entry("invite", Phrase("desk-invite", "Invite"), inviting.act),
    Entry("join", joins.TITLE, joins.act),
    Entry("cohorts", COHORTS, cohorts.act),
    Entry("cast", broadcasting.TITLE, broadcasting.act),
    Entry("report", reports.TITLE, reports.act),
    Entry("dash", dashboard.TITLE, dashboard.give_link),
)
"""Every part there is, in the order in which the buttons stand; one more line makes a part appear."""
PARTS = (*dashboard.PHRASES, *reports.PHRASES)
PHRASES = (MENU, NONE, SOME, HOW, ALL, BACK, *(one.label for one in ENTRIES if one.label), *PARTS)

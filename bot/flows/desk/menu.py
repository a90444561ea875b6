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
from bot.flows.desk.checks import listing
from bot.flows.desk.labels import TODAY
from bot.flows.desk.listed import visible
from bot.flows.desk.rights import desk_of, is_admin, my_programs
from bot.flows.desk.views import button, remember, show
from bot.flows.engine.telling import Telling
from bot.texts.naming import joined
from bot.words.messages import Button
from bot.words.phrases import Phrase

Part = Callable[[Telling, str], None]
"""Shows a part of the desk, or does something in it; gets what followed its name in the button's data."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A part of the desk: the name its buttons begin with, what its button says (None: it has none), and `within` which
    other part that button stands ("": on the desk itself)."""

    name: str
    label: Phrase | None
    part: Part
    within: str = ""


MENU = Phrase("desk-menu", "Your desk, {name}. You look after {programs}.\n{count}")
NONE = Phrase("desk-menu-none", "Nothing needs you just now.")
SOME = Phrase("desk-menu-some", "On the list today: {count}.")
HOW = Phrase("desk-menu-how", "Press one of these, or type its words. These work as well: {words}.")
NUMBERS = Phrase("desk-numbers", "How it goes")
NUMBERS_HEAD = Phrase(
    "desk-numbers-head",
    "How it goes:\n• Report: pictures here in the chat, with a sentence each\n• Programs: each of them in numbers\n"
    "• Dashboard: a page to look at, with every match",
)
ALL = Phrase("desk-menu-all", "all programs")


def show_menu(telling: Telling, _: str = "") -> None:
    """What there is to do, and how much of it."""
    _show(telling, ())


def answer_with_menu(telling: Telling) -> None:
    """The menu for whoever wrote words that mean nothing here: with how it is used."""
    words = [telling.words(one.label()).lower() for one in ENTRIES if one.label and one.within]
    _show(telling, (telling.words(HOW(words=", ".join(words))),))


def show_numbers(telling: Telling, _: str = "") -> None:
    """Where it can be seen how the programs go."""
    show(telling, telling.words(NUMBERS_HEAD()), (*_buttons(telling, "numbers"), button(telling, today.MENU, "menu")))


def _buttons(telling: Telling, within: str) -> tuple[Button, ...]:
    return tuple(
        button(telling, one.label, one.name, "option") for one in ENTRIES if one.label and one.within == within
    )


def _show(telling: Telling, more: tuple[str, ...]) -> None:
    programs = [telling.title_of(program) for program in my_programs(telling)]
    named = telling.words(ALL()) if is_admin(telling.scene.staff) else joined(programs, telling.language)
    count = len(visible(telling, desk_of(telling)))
    said = telling.words(SOME(count=count) if count else NONE())
    head = telling.words(MENU(name=telling.person.name, programs=named, count=said))
    show(telling, "\n\n".join((head, *more)), _buttons(telling, ""))
    # What stands one tap further can be typed here too.
    remember(telling, tuple(button(telling, one.label, one.name) for one in ENTRIES if one.label))


ENTRIES: tuple[Entry, ...] = (
    Entry("menu", None, show_menu),
    Entry("today", TODAY, today.show_list),
    Entry("line", None, today.act),
    Entry("board", MATCHING, board.act),
    Entry("cast", broadcasting.TITLE, broadcasting.act),
    Entry("people", people.PEOPLE, people.show_people),
    Entry("staff", None, people.act),
    Entry("invite", people.INVITE, inviting.act, within="people"),
    Entry("join", joins.TITLE, joins.act, within="people"),
    Entry("cohorts", COHORTS, cohorts.act, within="people"),
    Entry("checks", listing.TITLE, listing.act, within="people"),
    Entry("numbers", NUMBERS, show_numbers),
    Entry("report", reports.TITLE, reports.act, within="numbers"),
    Entry("programs", programs.TITLE, programs.show_programs, within="numbers"),
    Entry("dash", dashboard.TITLE, dashboard.give_link, within="numbers"),
)
"""Every part there is, in the order in which the buttons stand; one more line makes a part appear."""
PARTS = (*dashboard.PHRASES, *reports.PHRASES)
PHRASES = (MENU, NONE, SOME, HOW, NUMBERS_HEAD, ALL, *(one.label for one in ENTRIES if one.label), *PARTS)

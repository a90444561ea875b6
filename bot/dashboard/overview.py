"""The first page: how it goes in pictures, each with a sentence, what was counted, and the numbers as a table."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from babel.numbers import format_decimal

from bot.dashboard.room import Room
from bot.dashboard.tables import Asked
from bot.reporting.rounding import ROUNDED
from bot.reporting.words import in_words as read_out
from bot.texts.naming import locale_of
from bot.words.matches import PROPOSED
from bot.words.phrases import Line
from bot.words.ports import Session
from bot.words.reports import Facts, Figure, Filters, Report

FILTERS = ("program", "since", "until", "track", "language", "role", "cohort", "owner")

PATIENCE = 0.15
"""Seconds the page waits for its figures; what takes longer to count comes by itself as soon as it is there."""


class Known(Protocol):
    """What a program's report can be filtered by."""

    @property
    def tracks(self) -> Sequence[str]: ...
    @property
    def languages(self) -> Sequence[str]: ...
    @property
    def cohorts(self) -> Sequence[str]: ...
    @property
    def coordinators(self) -> Sequence[int]: ...


class Look(Protocol):
    """What there is to see at once; no report where it takes longer to count one."""

    @property
    def report(self) -> Report | None: ...
    @property
    def known(self) -> Known: ...
    @property
    def is_older(self) -> bool: ...


class Pictures(Protocol):
    """Makes reports and draws their figures."""

    async def report(self, filters: Filters) -> Report:
        """All figures under these filters."""
        ...

    async def look(self, filters: Filters, patience: float | None = None) -> Look:
        """The same at once, though it may have been counted before the last start; or not yet, where that takes longer
        than `patience` in seconds."""
        ...

    async def facts(self, program: str) -> Facts:
        """What reports are made of."""
        ...

    def look_ahead(self) -> None:
        """Somebody is about to look."""
        ...

    async def picture(self, figure: Figure, language: str, *, form: str = "png", theme: str = "light") -> bytes:
        """A figure as it is drawn."""
        ...


@dataclass(frozen=True, slots=True)
class FigureShown:
    """A figure in the reader's words."""

    key: str
    title: str
    says: str
    defines: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    is_empty: bool


def filters_of(room: Room, asked: Asked, usual: str = "") -> Filters | None:
    """What the report is about, of the `usual` program unless another is asked for; None where there is none."""
    program = asked.get("program") if asked.get("program") in room.programs else usual
    if not program:
        return None
    owner = asked.get("owner")
    return Filters(
        program,
        since=asked.day("since"),
        until=asked.day("until"),
        track=asked.get("track"),
        role=asked.get("role") if asked.get("role") in {"mentee", "mentor"} else "",
        language=asked.get("language"),
        cohort=asked.get("cohort"),
        coordinator=int(owner, 16) if owner and all(c in "0123456789abcdef" for c in owner) else None,
    )


def tiles(session: Session, room: Room) -> tuple[list[tuple[str, int, str]], str]:
    """The counts of the visitor's own tables: what it is called, how many, and where they are; and the program with the
    most pairs."""
    counts = session.dashboard().counts(room.programs)
    by_status: Counter[str] = Counter()
    by_program = dict.fromkeys(room.programs, 0)
    for (program, status), count in counts.matches.items():
        by_status[status] += count
        by_program[program] += count if status in {"open", "paused", "ended"} else 0
    proposed = sum(by_status[status] for status in PROPOSED)
    shown = [
        ("pairs-going", by_status["open"], room.link("/matches", {"state": "open"})),
        ("pairs-paused", by_status["paused"], room.link("/matches", {"state": "paused"})),
        ("pairs-listed", counts.listed, room.link("/matches", {"listed": "1", "sort": "look"})),
        ("pairs-proposed", proposed, room.link("/matches", {"state": "proposed"})),
        ("people-mentees", counts.people.get("mentee", 0), room.link("/people", {"role": "mentee"})),
        ("people-mentors", counts.people.get("mentor", 0), room.link("/people", {"role": "mentor"})),
    ]
    return shown, max(by_program, key=lambda program: by_program[program], default="")


def in_words(room: Room, figure: Figure) -> FigureShown:
    """A figure in the reader's words; a cell that must not be shown is None."""
    return FigureShown(
        figure.key,
        room.words(figure.title),
        " ".join(_said(room, one) for one in (figure.says, *figure.adds)),
        tuple(room.words(one) for one in figure.defines),
        tuple(room.words(one) for one in figure.columns),
        tuple((_said(room, row.label), *(_cell(room, cell) for cell in row.cells)) for row in figure.rows),
        figure.is_empty,
    )


def rows_of_csv(room: Room, figure: Figure) -> Iterator[Sequence[object]]:
    """A figure's table as lines of a file; a month stands in it as "2026-03"."""
    yield [room.words(one) for one in figure.columns]
    for row in figure.rows:
        cells = (cell if isinstance(cell, int | float) else _cell(room, cell) for cell in row.cells)
        yield [room.words(row.label), *(room.say("hidden") if cell is None else cell for cell in cells)]


def _said(room: Room, line: Line | str) -> str:
    """With months and numbers as they are written in the reader's language."""
    return read_out(line, room.words, room.language)


async def overview(pictures: Pictures | None, room: Room, asked: Asked, usual: str) -> Mapping[str, Any]:
    """The figures asked for, and what can be filtered by."""
    filters = filters_of(room, asked, usual)
    if filters is None or pictures is None:
        return {
            "figures": (),
            "known": None,
            "filters": None,
            "counted": None,
            "query": {},
            "is_older": False,
            "told": (),
        }
    look = await pictures.look(filters, PATIENCE)
    is_whole = filters == Filters(filters.program)
    told = () if is_whole else (room.words(ROUNDED()),)
    shown = {"known": look.known, "filters": filters, "is_older": look.is_older, "told": told}
    if look.report is None:
        return {**shown, "figures": (), "counted": None, "query": {}}
    at = look.report.made_at
    return {
        **shown,
        "figures": [in_words(room, one) for one in look.report.figures],
        "counted": at,
        "query": {**asked.filters, "program": filters.program, "at": int(at.timestamp())},
    }


def _cell(room: Room, cell: object) -> str | None:
    match cell:
        case None:
            return None
        case Line():
            return room.words(cell)
        case int() | float():
            return str(format_decimal(round(cell, 1), locale=locale_of(room.language)))
        case dt.date():
            return room.day(cell)
        case _:
            return str(cell)

"""The people of the programs: a table to search, and one person with what they take part in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.dashboard.room import Room
from bot.dashboard.tables import Asked, Key, paged, turned
from bot.words.dashboard import PersonRow, Whole
from bot.words.desk import AuditLine
from bot.words.effects.desk import Audit
from bot.words.folding import normalise
from bot.words.matches import Match
from bot.words.people import pseudonym
from bot.words.ports import Session

FILTERS = ("program", "role", "state", "language", "since", "until", "q")
COLUMNS = ("name", "program", "role", "state", "begun", "matches", "language")
STATES = ("waiting", "stopped")
HEAD = ("person", "program", "role", "state", "since", "language", "active", "matches")


@dataclass(frozen=True, slots=True)
class PersonShown:
    """A row of the table, with the name."""

    row: PersonRow
    name: str


def reads_much(asked: Asked) -> bool:
    """Whether everyone's name has to be unsealed for this, and not only those of a page."""
    return bool(asked.get("q")) or asked.sort == "name"


def rows_asked(session: Session, room: Room, asked: Asked, rows: Sequence[PersonRow] | None = None) -> list[PersonRow]:
    """Everyone who is asked for (of these, or of all), in the order asked for."""
    found = _fitting(session.dashboard().people(room.programs) if rows is None else rows, asked)
    names: Mapping[int, str] = {}
    if reads_much(asked):
        names = session.dashboard().names({row.person for row in found})
    if text := asked.get("q"):
        wanted, code = normalise(text), text.strip().lower()
        found = [
            row
            for row in found
            if (wanted and wanted in normalise(names.get(row.person, ""))) or code == pseudonym(row.person)
        ]
    keys: Mapping[str, Key[PersonRow]] = {
        "name": lambda row: normalise(names.get(row.person, "")),
        "program": lambda row: room.title(row.program),
        "role": lambda row: row.role,
        "state": lambda row: row.status,
        "begun": lambda row: row.since,
        "matches": lambda row: row.matches,
        "language": lambda row: room.tongue(row.language) if row.language else None,
    }
    return turned(found, asked, keys)


def table(session: Session, room: Room, asked: Asked) -> dict[str, Any]:
    """One page of it, and what can be filtered by."""
    everyone = session.dashboard().people(room.programs)
    shown = paged(rows_asked(session, room, asked, everyone), asked)
    return {
        "shown": shown,
        "everyone": with_names(session, shown.rows),
        "states": STATES,
        "languages": sorted({row.language for row in everyone if row.language}),
    }


def with_names(session: Session, rows: Sequence[PersonRow], *, named: bool = True) -> list[PersonShown]:
    """Rows with their names; only these are unsealed, and only where they are asked for."""
    names = session.dashboard().names({row.person for row in rows}) if named else {}
    return [PersonShown(row, names.get(row.person, "")) for row in rows]


def lines_of_csv(people: Sequence[PersonShown], *, named: bool) -> Iterator[Sequence[object]]:
    """The rows of the file; people stand in it by pseudonym unless names were asked for."""
    for one in people:
        row = one.row
        who = one.name if named else pseudonym(row.person)
        yield who, row.program, row.role, row.status, row.since.date(), row.language, row.active, row.matches


def person(session: Session, room: Room, id: int) -> dict[str, Any] | None:
    """One person, as far as it is of programs the visitor has; that it was looked at is entered into the trail."""
    whole = session.dashboard().whole(id)
    parts = [one for one in whole.memberships if one.program in room.programs] if whole else []
    if whole is None or not parts:
        return None
    line = AuditLine(room.now, room.me, "show-person", parts[0].program, person=id, details={"where": "dashboard"})
    session.carry_out([Audit(line)], room.now)
    pairs = _pairs(room, whole)
    names = session.dashboard().names({one.other(id) for one in pairs})
    return {
        "person": whole.person,
        "code": pseudonym(id),
        "parts": parts,
        "pairs": [(one, one.side(id), names.get(one.other(id), "")) for one in pairs],
    }


def _pairs(room: Room, whole: Whole) -> list[Match]:
    """Their matches, but for the visitor's own."""
    return [
        one
        for one in reversed(whole.matches)
        if one.program in room.programs and one.status not in {"dropped", "spare"}
        if room.me not in (one.mentee, one.mentor)
    ]


def _fitting(rows: Sequence[PersonRow], asked: Asked) -> list[PersonRow]:
    """Those that fit the filters; each filter is looked at once, not once a row."""
    found = list(rows)
    for name, column in (("program", "program"), ("role", "role"), ("state", "status"), ("language", "language")):
        if wanted := asked.get(name):
            found = [row for row in found if getattr(row, column) == wanted]
    if since := asked.day("since"):
        found = [row for row in found if row.since.date() >= since]
    if until := asked.day("until"):
        found = [row for row in found if row.since.date() <= until]
    return found

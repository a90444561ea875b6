"""The table of matches: which there are, how each goes, who looks after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.dashboard.going import Going, going
from bot.dashboard.room import Room
from bot.dashboard.tables import Asked, Key, paged, turned
from bot.flows.desk.kinds import KINDS, OTHER
from bot.words.dashboard import PairRow
from bot.words.folding import normalise
from bot.words.matches import PROPOSED, TOGETHER
from bot.words.people import pseudonym
from bot.words.ports import Session

FILTERS = ("program", "state", "track", "language", "owner", "since", "until", "listed", "q")
STATES: Mapping[str, Collection[str]] = {
    "going": TOGETHER,
    "open": ("open",),
    "paused": ("paused",),
    "ended": ("ended",),
    "proposed": PROPOSED,
    "dropped": ("dropped",),
}
"""What can be asked for, by the statuses that are meant; the first where nothing is said."""
URGENCY = {kind: at for at, kind in enumerate(KINDS)}
HEAD = (
    "match", "program", "mentee", "mentor", "state", "since", "began", "track", "week", "last_sign_mentee",
    "last_sign_mentor", "meetings", "check_ins_mentee", "check_ins_mentor", "owner", "on_the_list",
)  # fmt: skip
BY_COURSE = ("sign-mentee", "sign-mentor", "met", "check-ins")
"""Columns about how a match goes."""
COLUMNS = ("program", "week", "look", "state", "owner", "begun", "track", *BY_COURSE)
NOTHING: Mapping[int, Going] = {}


@dataclass(frozen=True, slots=True)
class PairShown:
    """A row of the table, with the names and how it goes."""

    row: PairRow
    going: Going
    mentee: str
    mentor: str
    owner: str
    look: tuple[str, ...]
    began: dt.date


def rows_asked(
    session: Session,
    room: Room,
    asked: Asked,
    known: Mapping[int, Going] = NOTHING,
    rows: Sequence[PairRow] | None = None,
) -> list[PairRow]:
    """Every match that is asked for (of these rows, or of all), in the order asked for."""
    found = _fitting(_all(session, room, asked) if rows is None else rows, asked)
    if text := asked.get("q"):
        found = _named(session, found, text)
    return turned(found, asked, {**_keys(session, room, found, asked.sort), **_keys_of_courses(known)})


def table(session: Session, room: Room, asked: Asked, known: Mapping[int, Going] = NOTHING) -> dict[str, Any]:
    """One page of it, and what can be filtered by."""
    everything = _all(session, room, asked)
    shown = paged(rows_asked(session, room, asked, known, everything), asked)
    owners = {row.owner for row in everything if row.owner}
    return {
        "shown": shown,
        "pairs": with_courses(session, room, shown.rows),
        "states": STATES,
        "tracks": _tracks(room, everything),
        "languages": sorted({row.language for row in everything if row.language}),
        "owners": sorted(((f"{id:x}", name) for id, name in session.dashboard().names(owners).items()), key=_second),
    }


def _all(session: Session, room: Room, asked: Asked) -> list[PairRow]:
    """Every match in the state asked for. Who walks in a program themselves does not see their own: what the partner
    said is not for them."""
    found = session.dashboard().pairs(room.programs, STATES.get(asked.get("state"), TOGETHER))
    return [row for row in found if room.me not in (row.mentee, row.mentor)]


def with_courses(session: Session, room: Room, rows: Sequence[PairRow], *, named: bool = True) -> list[PairShown]:
    """Rows with all that stands in a row; only these are unsealed, and names only where they are asked for."""
    reads = session.dashboard()
    courses = reads.courses([row.id for row in rows])
    asked = (person for row in rows for person in (row.mentee, row.mentor, row.owner) if person)
    names = reads.names(set(asked)) if named else {}

    def shown(row: PairRow) -> PairShown:
        how = going(room.stage, *courses[row.id], room.today) if row.id in courses else Going()
        mentee, mentor, owner = (names.get(person or 0, "") for person in (row.mentee, row.mentor, row.owner))
        look = tuple(room.words(KINDS.get(kind, OTHER).title) for kind in sorted(row.lines, key=_urgency))
        return PairShown(row, how, mentee, mentor, owner, look, row.begun_on or row.created_at.date())

    return [shown(row) for row in rows]


def lines_of_csv(room: Room, pairs: Sequence[PairShown], *, named: bool) -> Iterator[Sequence[object]]:
    """The rows of the file; people stand in it by pseudonym unless names were asked for."""
    for one in pairs:
        row, how = one.row, one.going
        yield (
            pseudonym(row.id),
            row.program,
            _who(row.mentee, one.mentee, named=named),
            _who(row.mentor, one.mentor, named=named),
            row.status,
            row.since.date(),
            row.created_at.date(),
            row.track,
            row.week(room.today) or "",
            *how.signs,
            how.meetings,
            *(" ".join(map(str, marks)) for marks in how.marks),
            _who(row.owner or 0, one.owner, named=named),
            " ".join(row.lines),
        )


def _who(person: int, name: str, *, named: bool) -> str:
    return (name if named else pseudonym(person)) if person else ""


def _fitting(rows: Sequence[PairRow], asked: Asked) -> list[PairRow]:
    """Those that fit the filters; each filter is looked at once, not once a row."""
    found = list(rows)
    for name in ("program", "track", "language"):
        if wanted := asked.get(name):
            found = [row for row in found if getattr(row, name) == wanted]
    if owner := asked.get("owner"):
        found = [row for row in found if (f"{row.owner:x}" if row.owner else "0") == owner]
    if asked.get("listed"):
        found = [row for row in found if row.lines]
    if since := asked.day("since"):
        found = [row for row in found if row.created_at.date() >= since]
    if until := asked.day("until"):
        found = [row for row in found if row.created_at.date() <= until]
    return found


def _named(session: Session, rows: Sequence[PairRow], text: str) -> list[PairRow]:
    """Those where one of the two is called so, or whose code or one of theirs it is."""
    wanted = normalise(text)
    names = session.dashboard().names({person for row in rows for person in (row.mentee, row.mentor) if person})
    called = {person for person, name in names.items() if wanted and wanted in normalise(name)}
    code = text.strip().lower()
    return [
        row
        for row in rows
        if called & {row.mentee, row.mentor} or code in {pseudonym(id) for id in (row.id, row.mentee, row.mentor) if id}
    ]


def _keys(session: Session, room: Room, rows: Sequence[PairRow], sort: str) -> Mapping[str, Key[PairRow]]:
    owners: Mapping[int, str] = {}
    if sort == "owner":
        owners = session.dashboard().names({row.owner for row in rows if row.owner})
    return {
        "program": lambda row: room.title(row.program),
        "week": lambda row: row.week(room.today) or None,
        "look": lambda row: min(map(_urgency, row.lines), default=None),
        "state": lambda row: (row.status, row.since),
        "owner": lambda row: normalise(owners.get(row.owner or 0, "")),
        "begun": lambda row: row.created_at,
        "track": lambda row: room.track(row.program, row.track),
    }


def _keys_of_courses(known: Mapping[int, Going]) -> Mapping[str, Key[PairRow]]:
    """Sorts by how matches go; of check-ins the lower of the two last marks counts."""

    def lowest(row: PairRow) -> int | None:
        return min((marks[-1] for marks in known.get(row.id, Going()).marks if marks), default=None)

    return {
        "sign-mentee": lambda row: known.get(row.id, Going()).signs[0],
        "sign-mentor": lambda row: known.get(row.id, Going()).signs[1],
        "met": lambda row: known.get(row.id, Going()).meetings,
        "check-ins": lowest,
    }


def _tracks(room: Room, rows: Sequence[PairRow]) -> list[tuple[str, str]]:
    there = {(row.program, row.track) for row in rows if row.track}
    return sorted({track: room.track(program, track) for program, track in there}.items(), key=_second)


def _urgency(kind: str) -> int:
    return URGENCY.get(kind, len(URGENCY))


def _second(pair: tuple[str, str]) -> str:
    return pair[1]

"""Pairs from a spreadsheet: each line read, found among the people there are, and held against every rule."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.flows.desk.board.pairs import Standing
from bot.flows.desk.board.searching import Check, Names, Rules
from bot.matching.rules import Terms
from bot.words.errors import AlongsideError
from bot.words.folding import normalise
from bot.words.matches import Member, Pool

MOST = 20_000
"""Lines of one file."""
QUIET = frozenset({"there", "further"})
"""Faults that are none: there is nothing to do for the line."""
APART = frozenset({"never", "nunca", "forbid", "apart"})
"""What stands in the column "status" of two who shall be kept apart."""


class TableError(AlongsideError):
    """This is no table of pairs. `why` is a code: "workbook" "no-text" "columns" "no-lines" "too-many"."""

    def __init__(self, why: str, said: str) -> None:
        super().__init__(said)
        self.why = why


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number in the file (the head is line 1), the two as they are written there, and as they were found.

    With `never` the two shall be kept apart instead. `fault` is a code: "" · "no-mentee" "no-mentor" (nobody is called
    so) · "several" · "twice" · "there" (it is so already) · "further" (a further suggestion for someone of whom a pair
    stands above) · or the code of a rule, with `person` on whose side it is. `unless` are rules that may be overridden.
    """

    number: int
    mentee: str
    mentor: str
    found: tuple[Member, Member] | None = None
    fault: str = ""
    person: int = 0
    unless: tuple[str, ...] = ()
    rank: str = ""
    never: bool = False


def text_of(data: bytes) -> str:
    """The words of a file as spreadsheets write them: UTF-8, UTF-16 with its mark, or what older Windows writes. Raises
    TableError where these are no words."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise TableError("workbook", "that is a workbook; save it as “CSV UTF-8”")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise TableError("no-text", "that is no text; save it as “CSV UTF-8”")


def read(text: str, most: int = MOST) -> list[Line]:
    """The lines of a file with the columns "mentee" and "mentor", perhaps "rank" and "status"; others are passed over.
    Raises TableError where there are no such columns, no lines, or too many."""
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        lines = list(_lines(rows))
    except csv.Error:
        raise TableError("no-text", "that is no table; save it as “CSV UTF-8”") from None
    if not lines:
        raise TableError("no-lines", "there are no lines under the first")
    if len(lines) > most:
        raise TableError("too-many", f"that is more than {most} lines")
    return lines


def _lines(rows: Iterator[list[str]]) -> Iterator[Line]:
    head = {one.strip().casefold(): at for at, one in reversed(list(enumerate(next(rows, []))))}
    if "mentee" not in head or "mentor" not in head:
        raise TableError("columns", 'the first line has to name the columns "mentee" and "mentor"')
    for row in rows:
        if any(cell.strip() for cell in row):
            yield _line(rows.line_num, row, head)  # type: ignore[attr-defined]


def _line(number: int, row: Sequence[str], head: Mapping[str, int]) -> Line:
    cells = {name: _plain(row[at]) if at < len(row) else "" for name, at in head.items()}
    is_never = normalise(cells.get("status", "")) in APART
    return Line(number, cells["mentee"], cells["mentor"], rank=cells.get("rank", ""), never=is_never)


def examine(
    lines: Sequence[Line], pool: Pool, terms: Terms, standing: Standing, *, anyway: bool = False
) -> Iterator[Line]:
    """Each line with whom it means and what is wrong with it, as `judge` has it."""
    names = Names(pool)
    return judge([_found(line, names) for line in lines], pool, terms, standing, anyway=anyway)


def judge(
    lines: Iterable[Line], pool: Pool, terms: Terms, standing: Standing, *, anyway: bool = False
) -> Iterator[Line]:
    """What is wrong with each line whose two are found; seats fill from the first line on. With `anyway` rules that may
    be overridden are."""
    approved = {(one.mentee, one.mentor) for one in pool.matches if one.status == "held"}
    rules, seen, pairs = Rules(pool, terms), set[int](), set[tuple[int, int]]()
    for line in lines:
        if line.found is None:
            yield line
            continue
        one, other = line.found[0].person.id, line.found[1].person.id
        is_new, is_first = (one, other) not in pairs, one not in seen
        pairs.add((one, other))
        if not line.never:
            seen.add(one)
        if not is_new or not (line.never or is_first):
            yield replace(line, fault="further" if line.rank not in {"", "1"} else "twice", person=one)
        elif line.never:
            yield replace(line, fault="there" if standing.kept_apart(one, other) else "")
        elif (one, other) in approved:
            yield replace(line, fault="there")
        else:
            yield _held_against(line, rules.check(standing, *line.found), standing, anyway=anyway)


def _held_against(line: Line, judged: Check, standing: Standing, *, anyway: bool) -> Line:
    """The line with the first rule against it; where there is none, its mentor's place is taken."""
    fault, person = judged.never[0] if judged.never else ("", 0)
    if not fault and judged.unless and not anyway:
        fault = judged.unless[0]
    if not fault and line.found:
        standing.take(*(member.person.id for member in line.found))
    return replace(line, fault=fault, person=person, unless=judged.unless)


def _found(line: Line, names: Names) -> Line:
    mentees, mentors = names.find(line.mentee, "mentee"), names.find(line.mentor, "mentor")
    if not mentees or not mentors:
        return replace(line, fault="no-mentor" if mentees else "no-mentee")
    if len(mentees) > 1 or len(mentors) > 1:
        return replace(line, fault="several")
    return replace(line, found=(mentees[0], mentors[0]))


def _plain(cell: str) -> str:
    """What was written, without what makes spreadsheets show it as it is."""
    return cell.strip().removeprefix("'")

"""Pairs from a spreadsheet: each line read, found among the people there are, and held against every rule."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.flows.desk.board.pairs import Standing
from bot.flows.desk.board.searching import Check, check, named
from bot.matching.rules import Terms
from bot.words.matches import Member, Pool

MOST = 20_000
"""Lines of one file."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number in the file (the head is line 1), the two as they are written there, and as they were found.

    `fault` is a code: "" · "no-mentee" "no-mentor" (nobody is called so) · "several" · "twice" · "there" (the pair is
    approved already, so there is nothing to do) · or the code of a rule, with `person` on whose side it is. `unless`
    are rules that may be overridden.
    """

    number: int
    mentee: str
    mentor: str
    found: tuple[Member, Member] | None = None
    fault: str = ""
    person: int = 0
    unless: tuple[str, ...] = ()


def read(text: str) -> list[Line]:
    """The lines of a file with the columns "mentee" and "mentor"; others are passed over. Raises ValueError where there
    are no such columns, or too many lines."""
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ",")
    head = [one.strip().casefold() for one in next(rows, [])]
    if "mentee" not in head or "mentor" not in head:
        raise ValueError('the first line has to name the columns "mentee" and "mentor"')
    at, other = head.index("mentee"), head.index("mentor")
    lines = []
    for row in rows:
        if any(cell.strip() for cell in row):
            cells = [*row, *[""] * len(head)]
            lines.append(Line(rows.line_num, _plain(cells[at]), _plain(cells[other])))
    if len(lines) > MOST:
        raise ValueError(f"that is more than {MOST} lines")
    return lines


def examine(
    lines: Sequence[Line], pool: Pool, terms: Terms, standing: Standing, *, anyway: bool = False
) -> Iterator[Line]:
    """Each line with whom it means and what is wrong with it; seats fill from the first line on. With `anyway` rules
    that may be overridden are."""
    approved = {(one.mentee, one.mentor) for one in pool.matches if one.status == "held"}
    seen: set[int] = set()
    for line in lines:
        found = _found(line, pool)
        if isinstance(found, str):
            yield Line(line.number, line.mentee, line.mentor, fault=found)
            continue
        mentee, mentor = found
        one, other = mentee.person.id, mentor.person.id
        judged = Check()
        if one in seen:
            fault, person = "twice", one
        elif (one, other) in approved:
            fault, person = "there", 0
        else:
            judged = check(standing, pool, terms, mentee, mentor)
            fault, person = judged.never[0] if judged.never else ("", 0)
            if not fault and judged.unless and not anyway:
                fault = judged.unless[0]
        seen.add(one)
        if not fault:
            standing.take(one, other)
        yield Line(line.number, line.mentee, line.mentor, found, fault, person, judged.unless)


def _found(line: Line, pool: Pool) -> tuple[Member, Member] | str:
    mentees, mentors = named(line.mentee, "mentee", pool), named(line.mentor, "mentor", pool)
    if not mentees or not mentors:
        return "no-mentee" if not mentees else "no-mentor"
    return (mentees[0], mentors[0]) if len(mentees) == len(mentors) == 1 else "several"


def _plain(cell: str) -> str:
    """What was written, without what makes spreadsheets show it as it is."""
    return cell.strip().removeprefix("'")

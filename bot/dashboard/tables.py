"""Tables that are sorted, filtered and turned page by page, by what stands in the address; and saved as CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import regex
from starlette.datastructures import QueryParams

Row = TypeVar("Row")
Key = Callable[[Row], Any]

PAGE = 50
"""Rows on a page."""
_BEGINS_FORMULA = frozenset("=+-@|%＝＋－＠")
# Where commas are for decimals, spreadsheets take a semicolon for the end of a cell, within quotation marks as well.
_AFTER_A_BREAK = regex.compile(r"[;\t\r\n]\s*\K(?=[=+\-@|%＝＋－＠])")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: filters by name, a column to sort by, whether the highest come first, and the page."""

    filters: Mapping[str, str]
    sort: str = ""
    falling: bool = False
    page: int = 1

    @classmethod
    def of(cls, query: QueryParams, filters: Iterable[str], columns: Iterable[str]) -> Asked:
        """Read from the address; what makes no sense in it counts as not said."""
        said = {name: query.get(name, "").strip()[:80] for name in filters}
        sort = query.get("sort", "")
        page = query.get("page", "1")
        number = int(page) if page.isascii() and page.isdecimal() and len(page) < 7 else 1
        return cls(said, sort if sort in set(columns) else "", query.get("desc") == "1", max(1, number))

    def get(self, name: str) -> str:
        """What a filter says, "" for nothing."""
        return self.filters.get(name, "")

    def day(self, name: str) -> dt.date | None:
        """A filter as a date; what is none counts as not said."""
        try:
            return dt.date.fromisoformat(self.get(name))
        except ValueError:
            return None

    def query(self, **changes: object) -> dict[str, object]:
        """The address again, with changes."""
        now: dict[str, object] = {**self.filters, "sort": self.sort, "desc": "1" if self.falling else ""}
        return {**now, "page": self.page if self.page > 1 else "", **changes}


@dataclass(frozen=True, slots=True)
class Shown(Generic[Row]):
    """The rows of one page, of how many there are."""

    rows: Sequence[Row]
    count: int
    page: int
    last: int


def turned(rows: Sequence[Row], asked: Asked, keys: Mapping[str, Key[Row]]) -> list[Row]:
    """The rows in the order asked for; what has no value in that column stands at the end either way."""
    key = keys.get(asked.sort)
    if key is None:
        return list(rows)
    valued = [(key(row), row) for row in rows]
    there = [one for one in valued if one[0] not in (None, "")]
    there.sort(key=lambda one: one[0], reverse=asked.falling)
    return [row for _, row in there] + [row for value, row in valued if value in (None, "")]


def paged(rows: Sequence[Row], asked: Asked) -> Shown[Row]:
    """One page of them; a page beyond the last is the last."""
    last = max(1, -(-len(rows) // PAGE))
    page = min(asked.page, last)
    return Shown(rows[(page - 1) * PAGE : page * PAGE], len(rows), page, last)


def harmless(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    match cell:
        case str():
            return cell if cell.isalnum() else _guarded(cell)
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case dt.datetime():
            return cell.astimezone(dt.timezone.utc).isoformat(timespec="seconds")
        case int() | float() | dt.date():
            return str(cell)
        case _:
            return _guarded(str(cell))


def _guarded(text: str) -> str:
    said = text.lstrip()
    guarded = text[: len(text) - len(said)] + _AFTER_A_BREAK.sub("'", said)
    return f"'{guarded}" if said and said[0] in _BEGINS_FORMULA else guarded


def as_csv(rows: Iterable[Sequence[object]]) -> str:
    """Rows as lines of CSV, as spreadsheets read them."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()

"""A report as JSON, so that the last one can be kept and shown again at once after a start."""

from __future__ import annotations

import datetime as dt
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from typing import Any

from bot.reporting.figures import PHRASES
from bot.words.messages import Json
from bot.words.phrases import Line
from bot.words.reports import Figure, Filters, Report, Row, Series

_ENGLISH = {phrase.key: phrase.english for phrase in PHRASES}
FORM = 1
"""Raised whenever what stands in it changes: what was kept in another form is not read."""


def laid_down(report: Report) -> Json:
    """Everything of the report but its filters."""
    return {"form": FORM, "at": report.made_at.isoformat(), "figures": [_figure(one) for one in report.figures]}


def taken_up(kept: Any, filters: Filters) -> Report | None:
    """The report again; None where it was kept by another version that counted or said things differently."""
    try:
        if kept["form"] != FORM:
            return None
        figures = tuple(_read_figure(one) for one in kept["figures"])
        return Report(filters, dt.datetime.fromisoformat(kept["at"]), figures)
    except (KeyError, TypeError, ValueError):
        return None


def _figure(one: Figure) -> dict[str, Json]:
    return {
        "key": one.key,
        "title": _line(one.title),
        "says": _line(one.says),
        "defines": [_line(line) for line in one.defines],
        "shape": one.shape,
        "columns": [_line(line) for line in one.columns],
        "rows": [[_cell(row.label), *(_cell(cell) for cell in row.cells)] for row in one.rows],
        "axis": [_cell(label) for label in one.axis],
        "across": _cell(one.across),
        "up": _cell(one.up),
        "series": [[_line(of.label), list(of.points), list(of.low), list(of.high)] for of in one.series],
        "grid": [b64encode(line).decode() for line in one.grid],
        "is_empty": one.is_empty,
        "adds": [_line(line) for line in one.adds],
    }


def _read_figure(said: Mapping[str, Any]) -> Figure:
    return Figure(
        said["key"],
        _read_line(said["title"]),
        _read_line(said["says"]),
        _lines(said["defines"]),
        said["shape"],
        _lines(said["columns"]),
        tuple(Row(_read_cell(label), tuple(map(_read_cell, cells))) for label, *cells in said["rows"]),
        tuple(map(_read_cell, said["axis"])),
        _read_cell(said["across"]),
        _read_cell(said["up"]),
        tuple(Series(_read_line(label), *map(tuple, points)) for label, *points in said["series"]),
        tuple(b64decode(line) for line in said["grid"]),
        said["is_empty"],
        _lines(said["adds"]),
    )


def _line(line: Line) -> Json:
    """What is said stands in the texts: the key is enough."""
    return {"line": line.key, "values": dict(line.values)}


def _cell(cell: Line | str | float | None) -> Json:
    return _line(cell) if isinstance(cell, Line) else cell


def _read_line(said: Mapping[str, Any]) -> Line:
    return Line(said["line"], _ENGLISH[said["line"]], said["values"])


def _read_cell(said: Any) -> Any:
    return _read_line(said) if isinstance(said, dict) else said


def _lines(said: Sequence[Mapping[str, Any]]) -> tuple[Line, ...]:
    return tuple(map(_read_line, said))

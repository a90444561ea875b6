"""The table: one line an axis, one column a bot, how far apart they are, and what we set out to reach."""

from __future__ import annotations

import json
import platform
import sqlite3
from dataclasses import dataclass
from importlib.metadata import version
from os import cpu_count, getloadavg
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.measure import Results
from bench.process import AIOGRAM, CONCURRENT, HANDLER, OURS

COLUMNS = (OURS, HANDLER, CONCURRENT, AIOGRAM)


@dataclass(frozen=True, slots=True)
class Axis:
    """One line: a figure of a scenario. `target` is what must hold; `is_more_better` says which way."""

    scenario: str
    figure: str
    title: str
    target: str = ""
    form: str = "{:,.1f}"
    is_more_better: bool = False


AXES = (
    Axis("saturated", "per second", "200 at once: updates/s", "≥ 4x, 3x (aim 7x, 6x)", "{:,.0f}", is_more_better=True),
    Axis("saturated", "p50", "  reply p50, ms"),
    Axis("saturated", "p99", "  reply p99, ms"),
    Axis("saturated", "cpu", "  CPU per 1,000 updates, ms", "≤ 1/3 (aim 1/6)", "{:,.0f}"),
    Axis("saturated", "wrong", "  wrong replies", "0", "{:,.0f}"),
    Axis("dressed", "per second", "  with progress, back button, edits: updates/s", "", "{:,.0f}"),
    Axis(
        "slow",
        "per second",
        "150 at once, 50 ms a call: updates/s",
        "≥ 1.4x (aim 1.8x)",
        "{:,.0f}",
        is_more_better=True,
    ),
    Axis("slow", "p99", "  reply p99, ms"),
    Axis("slow", "wrong", "  wrong replies", "0", "{:,.0f}"),
    Axis("offered", "p50", "50 updates/s: reply p50, ms", "≤ 1x (aim 0.65x)", "{:,.2f}"),
    Axis("offered", "p99", "  reply p99, ms", "≤ 1x (aim 0.6x)", "{:,.2f}"),
    Axis("offered", "cpu", "  CPU per 1,000 updates, ms", "≤ 0.8x (aim 0.6x)", "{:,.0f}"),
    Axis("crowded", "memory", "thousands in the middle: memory, MiB", "≤ 90 (aim 60)"),
    Axis("crowded", "worst", "  worst reply, ms", "≤ 500 (aim 150)", "{:,.0f}"),
    Axis("idle", "idle", "idle: CPU, % of a core", "≤ 1", "{:,.2f}"),
    Axis("idle", "memory idle", "  memory, MiB"),
    Axis("start", "start", "start to first poll, s", "≤ 1 (aim 0.5)", "{:,.2f}"),
    Axis("start", "first start", "  the very first time, s", "", "{:,.2f}"),
    Axis("killed", "silent", "kill -9: left in silence", "0", "{:,.0f}"),
    Axis("killed", "wrong", "  forgotten or wrong", "0", "{:,.0f}"),
    Axis("killed", "doubled", "  heard something twice", "≤ in flight", "{:,.0f}"),
)


def show(results: Results, console: Console) -> None:
    """Print the table and what it was measured on."""
    table = Table(title="One conversation, eight questions, one machine", title_justify="left", header_style="bold")
    table.add_column("")
    for bot in COLUMNS:
        table.add_column(bot.name, justify="right")
    for heading in ("to Conv.H.", "to aiogram"):
        table.add_column(heading, justify="right")
    table.add_column("target")
    for axis in AXES:
        if axis.scenario in results:
            table.add_row(*_row(axis, results))
    console.print(table)
    for bot in COLUMNS:
        console.print(f"{bot.name}: {bot.about}", style="dim", highlight=False)
    console.print(", ".join(f"{name} {value}" for name, value in setting().items()), style="dim", highlight=False)


def as_json(results: Results) -> str:
    """Everything measured, and on what."""
    return json.dumps({"setting": setting(), "results": results}, indent=2, ensure_ascii=False) + "\n"


def setting() -> dict[str, Any]:
    """What the figures depend on."""
    return {
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "python-telegram-bot": version("python-telegram-bot"),
        "aiogram": version("aiogram"),
        "cores": cpu_count(),
        "load": f"{getloadavg()[0]:.1f}",
    }


def _row(axis: Axis, results: Results) -> list[str]:
    found = {name: figures.get(axis.figure) for name, figures in results[axis.scenario].items()}
    ours = found.get(OURS.name)
    cells = [_cell(found.get(bot.name), axis.form) for bot in COLUMNS]
    handler = _best([found.get(HANDLER.name), found.get(CONCURRENT.name)], axis)
    ratios = [_ratio(ours, handler, axis), _ratio(ours, found.get(AIOGRAM.name), axis)]
    return [axis.title, *cells, *ratios, axis.target]


def _best(values: list[float | None], axis: Axis) -> float | None:
    known = [value for value in values if value is not None]
    if not known:
        return None
    return max(known) if axis.is_more_better else min(known)


def _cell(value: float | None, form: str) -> str:
    return "" if value is None else form.format(value)


def _ratio(ours: float | None, theirs: float | None, axis: Axis) -> str:
    """How many times as much as theirs; nothing where the figure is a count of mishaps."""
    if ours is None or not theirs or axis.target == "0":
        return ""
    return f"{ours / theirs:.2f}x"

"""A simulation's figures as pictures, one PNG each: what a person hears, the load, silence, check-ins, and who stays.

Loads matplotlib, so nothing but the command that was asked for pictures imports it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from bot.pictures.plotting import MARGIN, SAYS, SMALL, THEMES, TITLE, Sheet, style

THEME = THEMES["light"]
COLOURS = {"keen": THEME.first, "busy": THEME.third, "silent": THEME.second, "leaving": THEME.ink}
DASHES = {"keen": "-", "busy": "--", "silent": "-.", "leaving": ":"}
MARKS = {"keen": "o", "busy": "s", "silent": "^", "leaving": "D"}
LEFT, BOTTOM = MARGIN + 90, MARGIN + 92
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
RUNGS = {
    "nudge": "a soft nudge",
    "help": "an offer of help",
    "coordinator": "on the coordinator's list",
    "warning": "told that it may end",
    "closure": "asked whether to end",
}
Told = Mapping[str, Any]


def draw_all(told: Told, folder: Path) -> list[Path]:
    """Every picture of these figures as a file in this folder, which is made where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, draw in PICTURES.items():
        with mpl.rc_context(style(THEME)):  # type: ignore[arg-type]
            path = folder / f"{name}.png"
            path.write_bytes(draw(told).png())
        paths.append(path)
    return paths


def messages(told: Told) -> Sheet:
    """What one person hears in a week: the median, and what nine in ten stay within."""
    said = told["messages"]
    weeks, median, most = _weeks(told), said["median_by_week"], said["p90_by_week"]
    sheet = _sheet(
        told,
        "Messages a person gets in a week",
        f"Half of all people get {_between(median)} messages a week, nine in ten at most {max(most)}.",
        f"Answers to what they wrote and messages of their partner included; unasked are "
        f"{said['unasked_per_person_and_week']:.1f} a week on average. One person once got "
        f"{said['most_for_one_person_in_a_week']}.",
    )
    axes = _axes(sheet, "week", "messages a person", gap=92)
    axes.fill_between(weeks, median, most, color=THEME.first, alpha=0.18, linewidth=0)
    axes.plot(weeks, most, "--", color=THEME.first, linewidth=3)
    axes.plot(weeks, median, "-o", color=THEME.first, linewidth=4, markersize=9)
    _upwards(axes, max(1, *most))
    _weeks_across(axes, weeks)
    half = Line2D([], [], color=THEME.first, marker="o", markersize=9, linewidth=4, label="half get at most")
    tenth = Line2D([], [], color=THEME.first, linestyle="--", linewidth=3, label="nine in ten get at most")
    _legend(axes, [half, tenth])
    return sheet


def load(told: Told) -> Sheet:
    """The busiest of each of the week's hours, on a scale on which the limits can be seen as well."""
    platforms: Told = told["load"]
    busiest = max(one["busiest_minute_share"] for one in platforms.values())
    waits = max(one["longest_wait"] for one in platforms.values())
    sheet = _sheet(
        told,
        "Load against the platforms' limits",
        f"In the busiest minute of the whole term {_share(busiest)} of what a platform takes is used.",
        f"The longest that anything had to wait for a limit, that of its own chat included, is {waits} s. Each step of "
        "the lines is the busiest such hour of all weeks.",
    )
    axes = _axes(sheet, "hour of the week (UTC)", "messages an hour", gap=92, left=LEFT + 50)
    handles = []
    colours = zip(platforms.items(), (THEME.first, THEME.second), ("-", "--"), strict=False)
    for (name, one), colour, dashes in colours:
        hours = one["most_by_hour_of_week"]
        axes.step(range(len(hours)), [max(number, 0.8) for number in hours], where="mid", color=colour, linewidth=2.5)
        limit = one["allowed_per_second"] * 3600
        axes.axhline(limit, color=colour, linewidth=3, linestyle=dashes)
        says = f"{name.capitalize()} allows {one['allowed_per_second']:g} a second: {limit:,.0f} an hour"
        axes.annotate(says, (0, limit), (6, 8), textcoords="offset points", size=SMALL - 3, color=THEME.ink)
        handles.append(Line2D([], [], color=colour, linewidth=3, label=name.capitalize()))
    axes.set_yscale("log")
    axes.set_ylim(0.8, 400_000)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.set_xlim(0, 167)
    axes.set_xticks([24 * day for day in range(7)], DAYS)
    _legend(axes, handles)
    return sheet


def ladder(told: Told) -> Sheet:
    """How many sides of matches climbed to which rung, by how they behave."""
    reached, by_model = told["ladder"]["sides_that_reached"], told["ladder"]["by_model"]
    sides = 2 * told["matches"]["introduced"]
    listed, first = reached["coordinator"], reached["nudge"]
    without = told["ladder"]["went_without"].get("nudge", 0)
    spared = f" {without} went without one: the program holds it back from a share of matches." if without else ""
    sheet = _sheet(
        told,
        "The silence ladder",
        f"{listed} of {sides} sides of matches ever came to a coordinator for their silence.",
        f"{first} heard a soft nudge at least once. Each is counted once, at the highest rung it reached and at every "
        f"one below.{spared}",
    )
    axes = sheet.place(MARGIN + 330, BOTTOM, right=MARGIN + 40, gap=92)
    base = dict.fromkeys(reached, 0)
    for model, colour in COLOURS.items():
        values = [by_model[rung][model] for rung in reached]
        axes.barh(range(len(reached)), values, 0.66, list(base.values()), color=colour, edgecolor=THEME.paper,
                  hatch="//" if model == "leaving" else None)  # fmt: skip
        base = {rung: low + more for (rung, low), more in zip(base.items(), values, strict=True)}
    for at, total in enumerate(reached.values()):
        axes.annotate(str(total), (total, at), (10, 0), textcoords="offset points", va="center", size=SMALL)
    axes.set_yticks(range(len(reached)), [RUNGS.get(rung, rung) for rung in reached])
    axes.invert_yaxis()
    axes.set_xlim(0, max(1, *reached.values()) * 1.14)
    axes.set_xlabel("sides of matches (a match has two)", labelpad=10)
    axes.grid(visible=False, axis="y")
    axes.tick_params(length=0, pad=10)
    axes.set_xticks(_whole(0, max(1, *reached.values()), 6))
    patches = [
        Patch(facecolor=colour, edgecolor=THEME.paper, hatch="//" if model == "leaving" else None, label=model)
        for model, colour in COLOURS.items()
    ]
    axes.legend(handles=patches, loc="lower left", bbox_to_anchor=(-0.48, 1.0), ncols=4, handlelength=1.2)
    return sheet


def check_ins(told: Told) -> Sheet:
    """The marks of both sides, from check-in to check-in."""
    said = told["check_ins"]
    days = sorted(map(int, said["by_day"]))
    asked = said["answers"] + said["unanswered"]
    means = {side: _number(mean) for side, mean in said["mean"].items()}
    sheet = _sheet(
        told,
        "Check-ins: how it goes, from 1 to 10",
        f"Mentees give {means['mentee']} on average, mentors {means['mentor']}."
        if asked
        else "Nobody was asked within these weeks.",
        f"{said['answers']} answers. Half of the marks lie within the band.",
    )
    axes = _axes(sheet, "days since the introduction", "mark", gap=92)
    looks = {"mentee": (THEME.first, "o", "-"), "mentor": (THEME.second, "s", "--")}
    handles = []
    for side, (colour, mark, dashes) in looks.items():
        there = [(day, one) for day in days if (one := said["by_day"][str(day)][side])]
        places = [day for day, _ in there]
        lows, highs = [one["low"] for _, one in there], [one["high"] for _, one in there]
        axes.fill_between(places, lows, highs, color=colour, alpha=0.14, linewidth=0)
        axes.plot(
            places, [one["mean"] for _, one in there], dashes, marker=mark, color=colour, linewidth=4, markersize=11
        )
        look: dict[str, Any] = {"color": colour, "marker": mark, "linestyle": dashes, "linewidth": 4}
        handles.append(Line2D([], [], label=f"{side}s, mean", **look))
    axes.set_ylim(1, 10)
    axes.set_yticks(range(1, 11))
    axes.set_xticks(days)
    _legend(axes, handles)
    return sheet


def matches(told: Told) -> Sheet:
    """How many matches go on at the end of each week, by how their mentee behaves."""
    said, weeks = told["matches"], _weeks(told)
    going = said["going_by_week_and_model"]
    last = sum(by_week[-1] for by_week in going.values())
    sheet = _sheet(
        told,
        "Matches that go on",
        f"Of {said['introduced']} matches {last} go on after {told['weeks']} weeks, {said['completed']} came to their "
        f"planned end and {said['ended_early']} ended early.",
        "A line for each way in which mentees behave. Who loses a mentor may find another one: a line can rise again.",
    )
    axes = _axes(sheet, "week", "matches open or paused", gap=92)
    handles = []
    for model, by_week in going.items():
        look: dict[str, Any] = {"color": COLOURS[model], "linestyle": DASHES[model], "linewidth": 4}
        axes.plot(weeks, by_week, marker=MARKS[model], markersize=8, **look)
        handles.append(Line2D([], [], marker=MARKS[model], markersize=9, label=model, **look))
    _upwards(axes, max(1, *(number for by_week in going.values() for number in by_week)))
    _weeks_across(axes, weeks)
    _legend(axes, handles)
    return sheet


PICTURES: Mapping[str, Callable[[Told], Sheet]] = {
    "messages": messages,
    "load": load,
    "ladder": ladder,
    "check-ins": check_ins,
    "matches": matches,
}
"""Each picture by the name of its file."""


def _sheet(told: Told, title: str, says: str, adds: str) -> Sheet:
    sheet = Sheet(THEME)
    sheet.write(title, TITLE, THEME.first)
    sheet.write(says, SAYS, THEME.ink, gap=10)
    sheet.write(adds, SMALL, THEME.soft, gap=8)
    models = ", ".join(f"{number} {name}" for name, number in told["models"].items())
    whom = f"Simulated: {told['program']}, {told['people']} made-up people ({models}), seed {told['seed']}."
    sheet.write(whom, SMALL - 3, THEME.soft, gap=8)
    return sheet


def _axes(sheet: Sheet, across: str, up: str, *, gap: float, left: float = LEFT) -> Axes:
    axes = sheet.place(left, BOTTOM, gap=gap)
    axes.set_xlabel(across, labelpad=10)
    axes.set_ylabel(up, labelpad=8)
    axes.tick_params(length=0, pad=10)
    return axes


def _weeks(told: Told) -> list[int]:
    return list(range(1, told["weeks"] + 1))


def _weeks_across(axes: Axes, weeks: Sequence[int]) -> None:
    axes.set_xlim(weeks[0] - 0.3, weeks[-1] + 0.3)
    axes.set_xticks(weeks[:: -(-len(weeks) // 12)])


def _upwards(axes: Axes, most: int) -> None:
    axes.set_ylim(0, most * 1.06)
    axes.set_yticks(_whole(0, most, 7))


def _whole(low: int, high: int, most: int) -> list[float]:
    """Round whole numbers between two, about so many."""
    return [float(tick) for tick in MaxNLocator(most, integer=True).tick_values(low, high) if low <= tick <= high]


def _legend(axes: Axes, handles: list[Line2D]) -> None:
    axes.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(-0.02, 1.0), ncols=4, handlelength=2.2, columnspacing=1.4
    )


def _between(values: Sequence[int]) -> str:
    low, high = min(values), max(values)
    return str(low) if low == high else f"{low} to {high}"


def _share(part: float) -> str:
    return f"{part:.0%}" if part >= 0.1 else f"{part:.1%}"


def _number(mean: float | None) -> str:
    return "no marks" if mean is None else f"{mean:.1f}"

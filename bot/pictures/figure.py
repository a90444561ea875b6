"""Draws one figure of a report, as `bot.reporting.drawn` describes it: bars, stacks, lines, steps or a grid."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from bot.pictures.plotting import MARGIN, SAYS, SMALL, THEMES, TITLE, WIDTH, Sheet, Theme, every, style, wrapped
from bot.pictures.values import mapping, text
from bot.words.messages import Json

NO_WEEK = 255
MOST_LABELS = 10
HATCH = "///"
SMALLEST = 5
LEGEND = 50
"""Pixels that one row of a legend takes."""


@dataclass(frozen=True, slots=True)
class _Series:
    label: str
    points: list[float]
    """Not a number where nothing is shown."""
    low: list[float]
    high: list[float]


def figure(values: Json) -> bytes:
    """The picture as PNG or, where `form` is "svg", as SVG; raises ValueError where the values are no figure's."""
    said = mapping(values)
    theme = THEMES[text(said, "theme") or "light"]
    with mpl.rc_context(style(theme)):  # type: ignore[arg-type]
        sheet = sheet_of(said)
        if text(said, "form") == "svg":
            return sheet.svg(text(said, "title"), " ".join((text(said, "says"), *_texts(said, "adds"))))
        return sheet.png()


def sheet_of(said: Mapping[str, Any]) -> Sheet:
    """The sheet, drawn; within the style of its theme."""
    theme = THEMES[said.get("theme") or "light"]
    sheet = Sheet(theme)
    sheet.write(str(said["title"]), TITLE, theme.first)
    sheet.write(str(said["says"]), SAYS, theme.ink, gap=10)
    for line in said.get("adds") or []:
        sheet.write(str(line), SMALL, theme.soft, gap=8)
    if not said.get("empty"):
        draw = _SHAPES.get(said.get("shape", ""))
        if draw is None:
            raise ValueError("there is no such shape")
        draw(sheet, said, [_series(one) for one in said.get("series") or []])
    return sheet


def _texts(said: Mapping[str, Any], name: str) -> list[str]:
    return [str(one) for one in said.get(name) or []]


def _series(one: Mapping[str, Any]) -> _Series:
    def numbers(name: str) -> list[float]:
        return [float("nan") if value is None else float(value) for value in one.get(name) or []]

    return _Series(str(one["label"]), numbers("points"), numbers("low"), numbers("high"))


# --- bars ------------------------------------------------------------------------------------------------------------


def _bars(sheet: Sheet, said: Mapping[str, Any], series: list[_Series]) -> None:
    if said.get("across"):
        _standing(sheet, said, series[0])
    else:
        _lying(sheet, said, series[0])


def _lying(sheet: Sheet, said: Mapping[str, Any], one: _Series) -> None:
    """Bars that lie; what is not shown is hatched, as long as it may be at most."""
    theme, labels = sheet.theme, _texts(said, "axis")
    left, names = _labels_at_left(sheet, labels)
    axes = sheet.place(left, MARGIN, right=MARGIN + 80)
    for at, value in enumerate(one.points):
        is_hidden = bool(np.isnan(value))
        length = one.high[at] if is_hidden else value
        label = f"{value:g}" if not is_hidden else "<5" if length < SMALLEST else "≈"
        more: dict[str, Any] = (
            {"facecolor": "none", "edgecolor": theme.soft, "hatch": HATCH} if is_hidden else {"color": theme.first}
        )
        axes.barh(at, length, 0.68, **more)
        axes.annotate(label, (length, at), (10, 0), textcoords="offset points", va="center", size=SMALL)
    _lie_down(axes, theme, names)
    axes.set_xlim(0, max([1.0, *(value for value in one.points if not np.isnan(value))]))


def _lie_down(axes: Axes, theme: Theme, names: list[str]) -> None:
    axes.set_yticks(range(len(names)), names)
    axes.set_xticks([])
    axes.invert_yaxis()
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(length=0, labelcolor=theme.ink)


def _labels_at_left(sheet: Sheet, labels: list[str]) -> tuple[float, list[str]]:
    """How much room the labels of lying bars need, and the labels in as many lines as that takes."""
    names = ["\n".join(wrapped(sheet, label, SMALL, WIDTH * 0.3)) for label in labels]
    widest = max((sheet.width_of(name, SMALL) for name in names), default=0)
    return MARGIN + widest + 16, names


def _standing(sheet: Sheet, said: Mapping[str, Any], one: _Series) -> None:
    theme = sheet.theme
    axes = _framed(sheet, said, len(one.points))
    axes.bar(range(len(one.points)), np.nan_to_num(one.points), 0.72, color=theme.first)
    top = max([1.0, *(value for value in one.points if not np.isnan(value))])
    for at, value in enumerate(one.points):
        if np.isnan(value):
            axes.text(at, top * 0.02, "–", ha="center", va="bottom", size=SMALL - 4, color=theme.soft)
        elif len(one.points) <= 9:
            axes.annotate(f"{value:.1f}", (at, value), (0, 6), textcoords="offset points", ha="center", size=SMALL)
    axes.set_ylim(0, top * 1.12)
    axes.grid(visible=False, axis="x")


# --- stacks ----------------------------------------------------------------------------------------------------------


def _stacks(sheet: Sheet, said: Mapping[str, Any], series: list[_Series]) -> None:
    if said.get("across"):
        _standing_stacks(sheet, said, series)
    else:
        _lying_groups(sheet, said, series)


def _standing_stacks(sheet: Sheet, said: Mapping[str, Any], series: list[_Series]) -> None:
    """Stacked shares; a bar of which a part is not shown is hatched as a whole."""
    theme, count = sheet.theme, len(series[0].points)
    is_hidden = np.any([np.isnan(one.points) for one in series], axis=0)
    colours = (theme.first, theme.third, theme.faint)
    patches = [Patch(color=colour, label=one.label) for one, colour in zip(series, colours, strict=False)]
    if is_hidden.any():
        label = str(said.get("hidden", ""))
        patches.append(Patch(facecolor="none", edgecolor=theme.soft, hatch=HATCH, label=label))
    axes = _framed(sheet, said, count, patches)
    base = np.zeros(count)
    for one, colour in zip(series, colours, strict=False):
        height = np.where(is_hidden, 0, np.nan_to_num(one.points))
        axes.bar(range(count), height, 0.82, base, color=colour, edgecolor=theme.paper, linewidth=1.0)
        base += height
    whole = np.where(is_hidden, 100, 0)
    axes.bar(range(count), whole, 0.82, facecolor="none", edgecolor=theme.soft, hatch=HATCH, linewidth=0)
    axes.set_ylim(0, 100)
    axes.grid(visible=False, axis="x")


def _lying_groups(sheet: Sheet, said: Mapping[str, Any], series: list[_Series]) -> None:
    """Bars in groups, one for each series."""
    theme, labels = sheet.theme, _texts(said, "axis")
    left, names = _labels_at_left(sheet, labels)
    colours, deep = (theme.first, theme.second), 0.8 / max(len(series), 1)
    patches = [Patch(color=colour, label=one.label) for one, colour in zip(series, colours, strict=False)]
    columns, rows = _columns(sheet, patches)
    axes = sheet.place(left, MARGIN, right=MARGIN + 80, gap=36 + LEGEND * rows)
    for number, (one, colour) in enumerate(zip(series, colours, strict=False)):
        for at, value in enumerate(one.points):
            y, length = at + (number - (len(series) - 1) / 2) * deep, 0.0 if np.isnan(value) else value
            label = "–" if np.isnan(value) else f"{value:g}"
            axes.barh(y, length, deep * 0.92, color=colour)
            axes.annotate(label, (length, y), (10, 0), textcoords="offset points", va="center", size=SMALL - 2)
    _lie_down(axes, theme, names)
    axes.set_xlim(left=0)
    _legend(axes, patches, columns)


# --- lines -----------------------------------------------------------------------------------------------------------


def _lines(sheet: Sheet, said: Mapping[str, Any], series: list[_Series]) -> None:
    theme = sheet.theme
    marks: tuple[tuple[str, str, Literal["-", "--"]], ...] = ((theme.first, "o", "-"), (theme.second, "s", "--"))
    handles = [
        Line2D([], [], color=colour, marker=mark, linestyle=dashes, linewidth=4, markersize=11, label=one.label)
        for one, (colour, mark, dashes) in zip(series, marks, strict=False)
    ]
    axes = _framed(sheet, said, len(series[0].points), handles)
    for one, (colour, mark, dashes) in zip(series, marks, strict=False):
        places = np.arange(len(one.points))
        if one.low:
            axes.fill_between(places, one.low, one.high, color=colour, alpha=0.2, linewidth=0)
        axes.plot(places, one.points, dashes, marker=mark, color=colour, linewidth=4, markersize=11)
    if said.get("key") == "check-ins":
        axes.set_ylim(1, 10.2)
    else:
        axes.set_ylim(bottom=0)
    axes.set_xlim(-0.4, len(series[0].points) - 0.6)


def _steps(sheet: Sheet, said: Mapping[str, Any], series: list[_Series]) -> None:
    """A curve that falls in steps, with its band."""
    theme, one = sheet.theme, series[0]
    axes = _framed(sheet, said, len(one.points))
    places = np.arange(len(one.points))
    axes.fill_between(places, one.low, one.high, step="post", color=theme.first, alpha=0.22, linewidth=0)
    axes.step(places, one.points, where="post", color=theme.first, linewidth=4.5)
    axes.set_ylim(0, 104)
    axes.set_xlim(0, max(len(one.points) - 1, 1))


# --- the grid --------------------------------------------------------------------------------------------------------


def _grid(sheet: Sheet, said: Mapping[str, Any], series: list[_Series]) -> None:
    theme = sheet.theme
    lines = [list(base64.b64decode(line)) for line in said.get("grid") or []]
    if not lines:
        raise ValueError("a grid without lines")
    cells = np.ma.masked_equal(np.array(lines), NO_WEEK)
    patches = [Patch(color=c, label=one.label) for c, one in zip(theme.levels, series, strict=False)]
    axes = _framed(sheet, said, cells.shape[1], patches)
    levels = ListedColormap(list(theme.levels))
    axes.imshow(cells, cmap=levels, vmin=-0.5, vmax=len(theme.levels) - 0.5, aspect="auto", interpolation="nearest")
    axes.grid(visible=False)
    axes.yaxis.set_major_locator(MaxNLocator(1))
    axes.set_yticks([])
    if cells.shape[0] <= 60:
        axes.set_yticks(np.arange(cells.shape[0] + 1) - 0.5, minor=True)
        axes.set_xticks(np.arange(cells.shape[1] + 1) - 0.5, minor=True)
        axes.grid(which="minor", color=theme.paper, linewidth=1.5)
    axes.tick_params(which="minor", length=0)


# --- what they share -------------------------------------------------------------------------------------------------


def _framed(sheet: Sheet, said: Mapping[str, Any], count: int, handles: Sequence[Artist] = ()) -> Axes:
    """Axes with their words, the labels along the horizontal one, and above them what the colours mean."""
    columns, rows = _columns(sheet, handles)
    axes = sheet.place(MARGIN + 84, MARGIN + 84, gap=36 + LEGEND * rows)
    labels = _texts(said, "axis")
    widest = max((sheet.width_of(label, SMALL) for label in labels), default=1)
    room = WIDTH - 2 * MARGIN - 84
    shown = every(labels, max(2, min(MOST_LABELS + 4, int(room / (widest + 18)))))
    axes.set_xticks([at for at in shown if at < count], [labels[at] for at in shown if at < count])
    axes.set_xlabel(str(said.get("across") or ""), labelpad=10)
    axes.set_ylabel(str(said.get("up") or ""), labelpad=8)
    axes.tick_params(length=0, pad=10)
    if handles:
        _legend(axes, handles, columns)
    return axes


def _columns(sheet: Sheet, handles: Sequence[Artist]) -> tuple[int, int]:
    """In how many columns a legend fits over the axes, and in how many rows."""
    widest = max((sheet.width_of(str(one.get_label()), SMALL) for one in handles), default=0) + 76
    columns = max(1, min(len(handles), int((WIDTH - 2 * MARGIN - 84) / widest)))
    return columns, -(-len(handles) // columns)


def _legend(axes: Axes, handles: Sequence[Artist], columns: int) -> None:
    axes.legend(
        handles=list(handles), loc="lower left", bbox_to_anchor=(-0.02, 1.0), ncols=columns, handlelength=1.2,
        columnspacing=1.2, handletextpad=0.6,
    )  # fmt: skip


_SHAPES: Mapping[str, Callable[[Sheet, Mapping[str, Any], list[_Series]], None]] = {
    "bars": _bars,
    "stacks": _stacks,
    "lines": _lines,
    "steps": _steps,
    "grid": _grid,
}

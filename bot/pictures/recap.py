"""The card two people get at the end of their way: weeks walked, steps done, meetings, and a sentence of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi, sin

from bot.pictures import setting
from bot.pictures.canvas import Canvas, Style, fitted
from bot.pictures.palette import CARD, CLAY, FAINT, GOLD, GREEN, INK, SOFT, card, drawn, leftwards, wave
from bot.pictures.values import listed, mapping, text, texts, whole
from bot.words.messages import Json

WIDTH, HEIGHT = 1600, 1130
MOST_NUMBERS = 4
LEFT, RIGHT, MIDDLE, SWING = 170.0, 1430.0, 660.0, 56.0


@dataclass(frozen=True, slots=True)
class Week:
    """One week of the way: how many of the two did its step (0 to 2), and whether they met."""

    done: int
    met: bool


def recap(values: Json) -> Canvas:
    """Values, all texts in the reader's language: `title`, `names` (two), `program`, `span` ("March to August 2026");
    `numbers`, at most four of {`value`: "24", `label`: "weeks side by side"}; `weeks`, one {`done`: 0 to 2, `met`: true
    or false} for each week of the way; `legend`, three texts for a step both did, one that one did, and a meeting;
    `quote` and `by`, a sentence of their own and whose it is; and `language`, a BCP 47 tag.
    """
    said = mapping(values)
    is_leftwards = leftwards(text(said, "language"))
    canvas = card(WIDTH, HEIGHT)
    middle = WIDTH / 2
    canvas.text(middle, 140, text(said, "title"), Style(34, 600, GREEN, "middle"))
    _names(canvas, texts(said, "names")[:2], is_leftwards=is_leftwards)
    under = " · ".join(part for part in (text(said, "program"), text(said, "span")) if part)
    canvas.text(middle, 298, under, fitted(under, Style(28, 400, SOFT, "middle"), 1340, 20))
    _numbers(canvas, [mapping(one) for one in listed(said, "numbers")][:MOST_NUMBERS], is_leftwards=is_leftwards)
    weeks = [_week(mapping(one)) for one in listed(said, "weeks")]
    _way(canvas, weeks, is_leftwards=is_leftwards)
    _legend(canvas, texts(said, "legend"), is_leftwards=is_leftwards)
    _quote(canvas, text(said, "quote"), text(said, "by"))
    return canvas


def _names(canvas: Canvas, names: Sequence[str], *, is_leftwards: bool) -> None:
    """The two names in a row, each in the direction of its own writing."""
    shown = [setting.shortened(name, 48, 620, 700) for name in names]
    parts = shown[:1] + [part for name in shown[1:] for part in (" & ", name)]
    style = fitted("".join(parts), Style(76, 700, INK), 1340, 48)
    x = (WIDTH - sum(setting.width(part, style.size, 700) for part in parts)) / 2
    for part in reversed(parts) if is_leftwards else parts:
        x += canvas.text(x, 240, part, style)


def _week(said: dict[str, Json]) -> Week:
    return Week(max(0, min(2, whole(said, "done"))), bool(whole(said, "met")))


def _numbers(canvas: Canvas, numbers: Sequence[dict[str, Json]], *, is_leftwards: bool) -> None:
    room = (WIDTH - 240) / max(len(numbers), 1)
    ordered = list(reversed(numbers)) if is_leftwards else numbers
    for at, number in enumerate(ordered):
        x = 120 + room * (at + 0.5)
        canvas.text(x, 420, text(number, "value"), Style(84, 700, CLAY if at % 2 else GREEN, "middle"))
        label = Style(26, 400, SOFT, "middle")
        canvas.text(x, 466, text(number, "label"), fitted(text(number, "label"), label, room - 20, 16))


def _way(canvas: Canvas, weeks: Sequence[Week], *, is_leftwards: bool) -> None:
    """Two lines alongside, with one bead for each week."""
    for offset, colour in ((-7, GREEN), (7, CLAY)):
        line = drawn(wave(LEFT, RIGHT, MIDDLE + offset, SWING, 1.5))
        canvas.path(line, stroke=colour, stroke_width=5, stroke_linecap="round", opacity=0.45)
    radius = min(20.0, (RIGHT - LEFT) / max(len(weeks), 1) * 0.34)
    for at, week in enumerate(weeks):
        part = (at + 0.5) / len(weeks)
        part = 1 - part if is_leftwards else part
        x, y = LEFT + part * (RIGHT - LEFT), MIDDLE - SWING * sin(3 * pi * part)
        bead(canvas, x, y, week, radius)


def bead(canvas: Canvas, x: float, y: float, week: Week, radius: float) -> None:
    """A week on the way: full, half or empty, with a spark above where the two met."""
    canvas.circle(x, y, radius, GREEN if week.done == 2 else CARD, stroke=GREEN if week.done else FAINT, stroke_width=4)
    if week.done == 1:
        canvas.circle(x, y, radius * 0.45, GREEN)
    if week.met:
        canvas.circle(x, y - radius * 2.1, radius * 0.5, GOLD)


def _legend(canvas: Canvas, legend: Sequence[str], *, is_leftwards: bool) -> None:
    """What the beads mean, in one centred row."""
    signs = (Week(2, met=False), Week(1, met=False), None)
    style = Style(22, 400, SOFT)
    entries = [(sign, said) for sign, said in zip(signs, legend, strict=False) if said]
    widths = [44 + setting.width(said, style.size) for _, said in entries]
    x = (WIDTH - sum(widths) - 50 * (len(entries) - 1)) / 2
    ordered = list(zip(entries, widths, strict=True))
    for (sign, said), width in reversed(ordered) if is_leftwards else ordered:
        spot = x + width - 14 if is_leftwards else x + 14
        if sign is None:
            canvas.circle(spot, 812, 8, GOLD)
        else:
            bead(canvas, spot, 812, sign, 11)
        canvas.text(x if is_leftwards else x + 44, 820, said, style)
        x += width + 50


def _quote(canvas: Canvas, quote: str, by: str) -> None:
    if not quote:
        return
    style = Style(34, 400, INK, "middle")
    found = setting.lines(f"“{quote}”", style.size, 1160, style.weight, 3)
    y = 930 - (len(found) - 1) * 20
    for said in found:
        canvas.text(WIDTH / 2, y, said, style)
        y += 46
    canvas.text(WIDTH / 2, y + 6, by, Style(26, 600, CLAY, "middle"))

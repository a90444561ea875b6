"""What every picture of ours has in common: warm paper, a handful of colours, two lines that run alongside."""

from __future__ import annotations

from collections.abc import Iterator
from math import pi, sin

from bot.pictures.canvas import Canvas

PAPER, CARD = "#f6efe2", "#fffdf8"
INK, SOFT, FAINT = "#2b2a26", "#6d675b", "#e6dcc8"
GREEN, CLAY, GOLD = "#2f6f5e", "#c8663f", "#e0a63a"
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur", "ckb", "yi", "dv"})
"""Languages whose pictures begin at the right."""


def leftwards(language: str) -> bool:
    """Whether a picture in this language begins at the right."""
    return language.replace("_", "-").partition("-")[0].lower() in RIGHT_TO_LEFT


def card(width: int, height: int, margin: int = 44) -> Canvas:
    """A sheet of paper with a card on it."""
    canvas = Canvas(width, height)
    canvas.rect(0, 0, width, height, PAPER)
    inner = (margin, margin, width - 2 * margin, height - 2 * margin)
    canvas.rect(*inner, CARD, rx=28, stroke=FAINT, stroke_width=2)
    return canvas


def wave(left: float, right: float, middle: float, height: float, turns: float = 1.0) -> Iterator[tuple[float, float]]:
    """Points along a gentle wave from left to right."""
    count = 160
    for at in range(count + 1):
        part = at / count
        yield left + part * (right - left), middle - height * sin(2 * pi * turns * part)


def drawn(points: Iterator[tuple[float, float]]) -> str:
    """Points as the commands of a path."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def alongside(canvas: Canvas, left: float, right: float, middle: float, height: float) -> None:
    """Two lines that run alongside, never crossing."""
    for offset, colour in ((-9, GREEN), (9, CLAY)):
        line = drawn(wave(left, right, middle + offset, height))
        canvas.path(line, stroke=colour, stroke_width=6, stroke_linecap="round", opacity=0.9)

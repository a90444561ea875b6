"""How the figures of a report look: one style for all, light and dark, with the palette of our other pictures.

Loads matplotlib, so it belongs in the process that draws and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from bot.pictures.fonts import shipped
from bot.pictures.palette import CLAY, FAINT, GOLD, GREEN, INK, PAPER

WIDTH, HEIGHT = 1080, 1200
DPI = 100
MARGIN = 64
"""Pixels at the edges."""
SAYS, SMALL, TITLE = 29.0, 20.0, 20.0
"""Sizes of text in points; on a phone the picture is shown at about a third of its width."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a picture. `first`, `second` and `third` can be told apart by whoever cannot tell red from green,
    and without colours by their brightness; `levels` go from nothing to most."""

    paper: str
    ink: str
    soft: str
    faint: str
    first: str
    second: str
    third: str
    levels: tuple[str, ...]


THEMES: Mapping[str, Theme] = {
    "light": Theme(
        PAPER, INK, "#57524a", FAINT, GREEN, CLAY, GOLD, ("#e9dfc9", "#ecc477", "#9cc3ae", "#3f8671", "#163f34")
    ),
    "dark": Theme(
        "#1f1e1b", "#f4efe4", "#c2bbac", "#46423a", "#7cc7ae", "#e8966d", "#eec66f",
        ("#37342d", "#8a6a2c", "#4f8a77", "#8fd3bd", "#e2fff5"),
    ),
}  # fmt: skip


@lru_cache(maxsize=1)
def families() -> list[str]:
    """The families of the fonts that come with us, the one for Latin, Greek and Cyrillic first."""
    names = []
    for face in shipped():
        if face.path.suffix.lower() in {".ttf", ".otf"} and not face.is_emoji:
            font_manager.fontManager.addfont(str(face.path))
            names.append(font_manager.FontProperties(fname=str(face.path)).get_name())
    return [*dict.fromkeys(names), "DejaVu Sans"]


def style(theme: Theme) -> dict[str, object]:
    """What every figure has in common, for matplotlib."""
    return {
        "font.family": families(),
        "font.size": SMALL,
        "text.color": theme.ink,
        "axes.facecolor": theme.paper,
        "axes.edgecolor": theme.faint,
        "axes.labelcolor": theme.soft,
        "axes.labelsize": SMALL,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "axes.grid": True,
        "grid.color": theme.faint,
        "grid.linewidth": 1.0,
        "xtick.color": theme.faint,
        "ytick.color": theme.faint,
        "xtick.labelcolor": theme.soft,
        "ytick.labelcolor": theme.soft,
        "xtick.labelsize": SMALL,
        "ytick.labelsize": SMALL,
        "figure.facecolor": theme.paper,
        "savefig.facecolor": theme.paper,
        "legend.frameon": False,
        "legend.fontsize": SMALL,
        "legend.labelcolor": theme.ink,
        "hatch.color": theme.soft,
        "svg.fonttype": "path",
        "svg.hashsalt": "alongside",
    }


class Sheet:
    """One picture: a title, what one sees, and below them a place to draw. Lengths are pixels from the top left."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.figure = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI)
        self._canvas: Any = FigureCanvasAgg(self.figure)
        self._below = float(MARGIN)

    def write(self, text: str, size: float, colour: str, *, gap: float = 0.0) -> None:
        """A paragraph over the whole width, below what is written already."""
        self._below += gap
        for line in wrapped(self, text, size, WIDTH - 2 * MARGIN):
            self.figure.text(
                MARGIN / WIDTH, 1 - self._below / HEIGHT, line, size=size, color=colour, va="top", ha="left"
            )
            self._below += size * DPI / 72 * 1.32

    def place(self, left: float, bottom: float, *, right: float = MARGIN, gap: float = 36.0) -> Axes:
        """Axes in what is left of the sheet, with so much room for labels at the left and at the bottom."""
        top = self._below + gap
        box = (left / WIDTH, bottom / HEIGHT, (WIDTH - left - right) / WIDTH, (HEIGHT - top - bottom) / HEIGHT)
        return self.figure.add_axes(box)

    def width_of(self, text: str, size: float) -> float:
        """How wide a line of text is."""
        drawn = self.figure.text(0, 0, text, size=size)
        width = drawn.get_window_extent(self._canvas.get_renderer()).width
        drawn.remove()
        return float(width)

    def cut_off(self) -> list[str]:
        """Texts that run over the edge of the sheet, which none should."""
        self._canvas.draw()
        renderer = self._canvas.get_renderer()
        found = []
        for text in self.figure.findobj(mpl.text.Text):
            box = text.get_window_extent(renderer)
            inside = box.x0 >= 0 and box.y0 >= 0 and box.x1 <= WIDTH and box.y1 <= HEIGHT
            if text.get_text().strip() and text.get_visible() and not inside:
                found.append(text.get_text())
        return found

    def png(self) -> bytes:
        """The sheet as PNG."""
        into = BytesIO()
        self._canvas.print_png(into)
        return into.getvalue()

    def svg(self, title: str, says: str) -> bytes:
        """The sheet as SVG that scales, with its title and what one sees for those who don't."""
        into = BytesIO()
        canvas: Any = FigureCanvasSVG(self.figure)
        canvas.print_svg(into, metadata={"Date": None, "Creator": None})
        drawn = into.getvalue().decode()
        opening, rest = drawn[drawn.index("<svg") :].split(">", 1)
        named = f"<title>{_escaped(title)}</title><desc>{_escaped(says)}</desc>"
        return f'{opening} role="img">{named}{rest}'.encode()


def wrapped(sheet: Sheet, text: str, size: float, room: float) -> list[str]:
    """A text in lines that are no wider than this, but for words that are."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and sheet.width_of(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def every(labels: Sequence[str], most: int) -> list[int]:
    """Which of many labels are written, so that they do not run into each other: at most so many, evenly, the last
    among them."""
    step = max(1, -(-len(labels) // most))
    return list(range(len(labels) - 1, -1, -step))[::-1]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

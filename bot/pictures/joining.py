"""What brings people in: a QR code to print or pass on, and the picture that stands where a page is shared."""

from __future__ import annotations

import segno

from bot.pictures import setting
from bot.pictures.canvas import Align, Canvas, Style, fitted
from bot.pictures.palette import CARD, CLAY, GREEN, INK, PAPER, SOFT, alongside, leftwards
from bot.pictures.values import mapping, text
from bot.words.messages import Json

WIDTH, HEIGHT = 1200, 1600
ROOM = 900
"""Pixels a side that the code has: printed 8 cm wide, that is nearly 300 dots per inch."""
QUIET = 4
"""Light modules around the code that readers need (ISO/IEC 18004)."""
PREVIEW = (1200, 630)


def joining(values: Json) -> Canvas:
    """Values: `link` (what the code says), and in the reader's language `title`, `wanted` ("Be a mentor"), `scan`
    ("Point your phone's camera here"), `typed` (what to write there; "" for nothing); and `language`, a BCP 47 tag."""
    said = mapping(values)
    canvas = Canvas(WIDTH, HEIGHT)
    canvas.rect(0, 0, WIDTH, HEIGHT, "#ffffff")
    middle = WIDTH / 2
    title = fitted(text(said, "title"), Style(84, 700, GREEN, "middle"), WIDTH - 160, 48)
    below = canvas.paragraph(middle, 150, text(said, "title"), title, room=WIDTH - 160, at_most=2)
    canvas.text(middle, below - 10, text(said, "wanted"), Style(46, 600, CLAY, "middle"))
    top = 340
    side = _code(canvas, text(said, "link"), middle, top) if text(said, "link") else ROOM
    canvas.text(middle, top + side + 50, text(said, "scan"), Style(42, 700, INK, "middle"))
    link = text(said, "link").partition("://")[2]
    canvas.text(middle, top + side + 110, link, fitted(link, Style(32, 400, SOFT, "middle"), WIDTH - 120, 16))
    if typed := text(said, "typed"):
        canvas.text(middle, top + side + 165, typed, fitted(typed, Style(36, 600, INK, "middle"), WIDTH - 120, 16))
    alongside(canvas, middle - 180, middle + 180, HEIGHT - 70, 12)
    return canvas


def _code(canvas: Canvas, link: str, middle: float, top: float) -> float:
    """The code, each module a whole number of pixels; returns how tall it is."""
    code = segno.make_qr(link, error="m")
    rows = [list(row) for row in code.matrix_iter(border=QUIET)]
    scale = ROOM // len(rows)
    left = middle - scale * len(rows) / 2
    drawn = "".join(
        f"M{left + x * scale:g} {top + y * scale:g}h{scale}v{scale}h-{scale}z"
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    )
    canvas.path(drawn, fill="#000", shape_rendering="crispEdges")
    return float(scale * len(rows))


def preview(values: Json) -> Canvas:
    """Values, in the reader's language: `title`, `about`, `sender`; and `language`, a BCP 47 tag."""
    said = mapping(values)
    width, height = PREVIEW
    is_leftwards = leftwards(text(said, "language"))
    start = width - 90 if is_leftwards else 90
    side: Align = "right" if is_leftwards else "left"
    canvas = Canvas(width, height)
    canvas.rect(0, 0, width, height, PAPER)
    canvas.rect(36, 36, width - 72, height - 72, CARD, rx=28)
    title = Style(92, 700, GREEN, side, is_leftwards)
    title = fitted(text(said, "title"), title, width - 180, 56)
    below = canvas.paragraph(start, 185, text(said, "title"), title, room=width - 180, at_most=2)
    about = Style(42, 400, INK, side, is_leftwards)
    lines = len(setting.lines(text(said, "about"), about.size, width - 180, about.weight, 99))
    about = Style(42 if lines <= 4 else 34, 400, INK, side, is_leftwards)
    canvas.paragraph(start, below + 10, text(said, "about"), about, room=width - 180, at_most=5)
    alongside(canvas, 90, 420, height - 100, 12)
    canvas.text(width - 90, height - 88, text(said, "sender"), Style(32, 600, SOFT, "right"))
    return canvas

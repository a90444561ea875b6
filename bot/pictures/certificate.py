"""The card a mentor gets at the end of the training."""

from __future__ import annotations

from bot.pictures.canvas import Canvas, Style, fitted
from bot.pictures.palette import CLAY, FAINT, GREEN, INK, SOFT, alongside, card, leftwards
from bot.pictures.values import mapping, text, texts
from bot.words.messages import Json

WIDTH, HEIGHT = 1600, 1130
MOST_LESSONS = 16


def certificate(values: Json) -> Canvas:
    """Values, all texts in the reader's language: `title` ("Certificate"), `lead` ("This is to say, with thanks,
    that"), `name` (whoever finished), `did` ("has finished the training for mentors of"), `program`, `about_lessons`
    ("13 lessons, about 130 minutes"), `lessons` (their titles, a list), `date`, `sender`; and `language`, a BCP 47 tag.
    """
    said = mapping(values)
    is_leftwards = leftwards(text(said, "language"))
    canvas = card(WIDTH, HEIGHT)
    middle = WIDTH / 2
    _seal(canvas, middle, 132)
    canvas.text(middle, 226, text(said, "title"), Style(46, 700, GREEN, "middle"))
    canvas.text(middle, 286, text(said, "lead"), Style(28, 400, SOFT, "middle"))
    below = _name(canvas, middle, text(said, "name"))
    canvas.text(middle, below + 62, text(said, "did"), Style(28, 400, SOFT, "middle"))
    program = Style(44, 700, INK, "middle")
    canvas.text(middle, below + 124, text(said, "program"), fitted(text(said, "program"), program, 1300, 26))
    canvas.text(middle, below + 206, text(said, "about_lessons"), Style(24, 600, CLAY, "middle"))
    _lessons(canvas, below + 250, texts(said, "lessons"), is_leftwards=is_leftwards)
    _foot(canvas, text(said, "date"), text(said, "sender"), is_leftwards=is_leftwards)
    return canvas


def _seal(canvas: Canvas, x: float, y: float) -> None:
    """A young plant in a circle."""
    canvas.circle(x, y, 42, "#e7f0ea")
    canvas.path(f"M{x} {y + 26}V{y - 4}", stroke=GREEN, stroke_width=5, stroke_linecap="round")
    canvas.path(
        f"M{x} {y}C{x - 26} {y + 2} {x - 28} {y - 18} {x - 26} {y - 24}C{x - 8} {y - 24} {x} {y - 16} {x} {y}Z",
        fill=GREEN,
    )
    canvas.path(
        f"M{x} {y + 10}C{x + 24} {y + 10} {x + 27} {y - 8} {x + 25} {y - 14}"
        f"C{x + 8} {y - 13} {x} {y - 6} {x} {y + 10}Z",
        fill=CLAY,
    )


def _name(canvas: Canvas, middle: float, name: str) -> float:
    """The name as large as it fits, in two lines where it must be; returns the line under it."""
    style = fitted(name, Style(88, 700, INK, "middle"), 1240, 56)
    below = canvas.paragraph(middle, 400, name, style, room=1240, at_most=2) - style.leading + 42
    canvas.path(f"M{middle - 180} {below:g}H{middle + 180}", stroke=FAINT, stroke_width=4, stroke_linecap="round")
    return below


def _lessons(canvas: Canvas, top: float, lessons: list[str], *, is_leftwards: bool) -> None:
    """Two columns of lessons, the first half in the one where reading begins."""
    shown = lessons[:MOST_LESSONS]
    half = (len(shown) + 1) // 2
    room = HEIGHT - 150 - top
    step = min(44.0, room / max(half, 1))
    style = Style(min(24, step * 0.6), 400, INK, "right" if is_leftwards else "left", is_leftwards)
    for at, lesson in enumerate(shown):
        second, row = divmod(at, half)
        start = 230 + second * 610
        x, sign = (WIDTH - start, -1) if is_leftwards else (start, 1)
        y = top + step * (row + 0.7)
        _tick(canvas, x - (20 if is_leftwards else 0), y - style.size * 0.34, style.size / 24)
        said = fitted(lesson, style, 540, style.size * 0.7)
        canvas.paragraph(x + sign * 38, y, lesson, said, room=540, at_most=1)


def _tick(canvas: Canvas, x: float, y: float, scale: float) -> None:
    steps = f"l{7 * scale:.1f} {7 * scale:.1f}l{13 * scale:.1f} {-15 * scale:.1f}"
    canvas.path(f"M{x:g} {y:.1f}{steps}", stroke=GREEN, stroke_width=4 * scale, stroke_linecap="round")


def _foot(canvas: Canvas, date: str, sender: str, *, is_leftwards: bool) -> None:
    y = HEIGHT - 96
    first, last = (WIDTH - 130, 130) if is_leftwards else (130, WIDTH - 130)
    sides: tuple[tuple[float, str, str], ...] = ((first, date, SOFT), (last, sender, GREEN))
    for x, said, colour in sides:
        canvas.text(x, y, said, Style(26, 600, colour, "right" if x > WIDTH / 2 else "left"))
    alongside(canvas, 560, WIDTH - 560, y - 8, 12)

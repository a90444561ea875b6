"""Sets text: which glyphs, of which font, where; measured exactly, and given out as paths."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex
import uharfbuzz as hb  # type: ignore[import-untyped]

from bot.pictures.bidi import plain, runs_leftwards, visual_runs
from bot.pictures.fonts import Face, face_for, shipped

_IGNORED = regex.compile(r"[\p{Default_Ignorable_Code_Point}\p{Cc}\s]")
_ANYWHERE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
MORE = "…"
_LOOSE = " -–,.;:"
_BOX = "M80 0H560V700H80ZM130 50V650H510V50Z"
_BOX_WIDTH = 0.64


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph: its outline in font units (y upwards), and where it stands in ems from the line's left end."""

    outline: str
    scale: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text as it is drawn. `width` is in ems, `missing` counts signs no font has."""

    glyphs: tuple[Glyph, ...]
    width: float
    missing: int = 0


@lru_cache(maxsize=512)
def line(text: str, weight: int = 400, *, leftwards: bool | None = None) -> Line:
    """One line, in the direction of its first letter unless told otherwise."""
    text = plain(text)
    leftwards = runs_leftwards(text) if leftwards is None else leftwards
    glyphs: list[Glyph] = []
    x, missing = 0.0, 0
    for piece, is_leftwards in visual_runs(text, leftwards=leftwards):
        runs = list(_by_face(piece))
        for face, part in reversed(runs) if is_leftwards else runs:
            x, lost = _shape(glyphs, (face, part), weight, x, leftwards=is_leftwards)
            missing += lost
    return Line(tuple(glyphs), x, missing)


def width(text: str, size: float, weight: int = 400) -> float:
    """How wide one line is at this size."""
    return line(text, weight).width * size


def lines(text: str, size: float, room: float, weight: int = 400, at_most: int = 99) -> list[str]:
    """The text broken into lines that fit the room; what does not fit into so many lines ends in "…"."""
    broken: list[str] = []
    for paragraph in plain(text).splitlines() or [""]:
        broken += _broken(paragraph.strip(), size, room, weight)
    if len(broken) <= at_most:
        return broken
    return [*broken[: at_most - 1], shortened(" ".join(broken[at_most - 1 :]), size, room, weight)]


def shortened(text: str, size: float, room: float, weight: int = 400) -> str:
    """As much of the text as fits into one line, with "…" where something is left out."""
    if width(text, size, weight) <= room:
        return text
    kept = regex.findall(r"\X", text)
    while kept and width("".join(kept).rstrip(_LOOSE) + MORE, size, weight) > room:
        kept.pop()
    return "".join(kept).rstrip(_LOOSE) + MORE


def _broken(paragraph: str, size: float, room: float, weight: int) -> Iterator[str]:
    at = ""
    for piece in _pieces(paragraph):
        if not at or width((at + piece).rstrip(), size, weight) <= room:
            at += piece
        else:
            yield at.rstrip()
            at = piece
        while width(at.rstrip(), size, weight) > room and len(signs := regex.findall(r"\X", at)) > 1:
            count = len(signs) - 1
            while count > 1 and width("".join(signs[:count]), size, weight) > room:
                count -= 1
            yield "".join(signs[:count])
            at = "".join(signs[count:])
    if at.strip():
        yield at.rstrip()


def _pieces(text: str) -> list[str]:
    """The smallest pieces that stay together: words with the space behind them, single signs in scripts without."""
    pieces: list[str] = []
    for word in regex.findall(r"\S+\s*", text):
        pieces += regex.findall(r"\X\s*", word) if _ANYWHERE.search(word) else [word]
    return pieces


def _by_face(piece: str) -> Iterator[tuple[Face | None, str]]:
    """The piece in runs of one face each; what every face has stays with what stands before it."""
    first = shipped()[0] if shipped() else None
    current, held = first, ""
    for sign in regex.findall(r"\X", piece):
        needed = frozenset(map(ord, _IGNORED.sub("", sign)))
        fits = current is not None and all(point in current.covers for point in needed)
        is_wide = sign.isspace() and current is not None and current.is_emoji
        face = first if is_wide else current if fits else face_for(needed) or face_for(frozenset({ord(sign[0])}))
        if face is not current and held:
            yield current, held
            held = ""
        current, held = face, held + sign
    if held:
        yield current, held


def _shape(
    glyphs: list[Glyph], run: tuple[Face | None, str], weight: int, x: float, *, leftwards: bool
) -> tuple[float, int]:
    """Add a run's glyphs from `x` on; returns where it ends, and how many of its signs have none."""
    face, text = run
    if face is None:
        return _boxes(glyphs, text, x)
    font, upem = face.at_weight(weight), face.face.upem
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction = "rtl" if leftwards else "ltr"
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    missing = 0
    for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        missing += not info.codepoint
        if outline := _outline(face, weight, info.codepoint):
            glyphs.append(Glyph(outline, 1 / upem, x + at.x_offset / upem, at.y_offset / upem))
        x += at.x_advance / upem
    return x, missing


def _boxes(glyphs: list[Glyph], text: str, x: float) -> tuple[float, int]:
    """An empty box for each sign no font has."""
    signs = [sign for sign in regex.findall(r"\X", text) if not _IGNORED.match(sign)]
    glyphs += [Glyph(_BOX, 0.001, x + at * _BOX_WIDTH, 0) for at in range(len(signs))]
    return x + len(signs) * _BOX_WIDTH, len(signs)


@lru_cache(maxsize=4096)
def _outline(face: Face, weight: int, glyph: int) -> str:
    pen = _Pen()
    face.at_weight(weight).draw_glyph_with_pen(glyph, pen)
    return "".join(pen.path)


Point = Sequence[float]


class _Pen:
    """Writes outlines down as SVG path commands."""

    def __init__(self) -> None:
        self.path: list[str] = []

    def moveTo(self, to: Point) -> None:  # noqa: N802 - the names HarfBuzz calls
        self.path.append(f"M{_xy(to)}")

    def lineTo(self, to: Point) -> None:  # noqa: N802 - as above
        self.path.append(f"L{_xy(to)}")

    def qCurveTo(self, *points: Point) -> None:  # noqa: N802 - as above
        self.path.append("Q" + " ".join(map(_xy, points)))

    def curveTo(self, *points: Point) -> None:  # noqa: N802 - as above
        self.path.append("C" + " ".join(map(_xy, points)))

    def closePath(self) -> None:  # noqa: N802 - as above
        self.path.append("Z")

    def endPath(self) -> None:  # noqa: N802 - as above
        pass


def _xy(point: Point) -> str:
    return f"{point[0]:g} {point[1]:g}"

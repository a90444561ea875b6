"""A sheet to draw on: shapes and set text, written down as SVG without any fonts, and as PNG."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import resvg_py

from bot.pictures import setting

Align = Literal["left", "middle", "right"]


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks: size in pixels, weight (400 regular, 700 bold), colour, and which side is held fast."""

    size: float
    weight: int = 400
    colour: str = "#2b2a26"
    align: Align = "left"
    leftwards: bool | None = None
    """Whether the writing runs to the left; None: as the first letter does."""

    @property
    def leading(self) -> float:
        """From one baseline to the next."""
        return self.size * 1.4


@dataclass(slots=True)
class Canvas:
    """Grows from back to front. Lengths are pixels, y grows downwards."""

    width: int
    height: int
    parts: list[str] = field(default_factory=list)
    missing: int = 0
    """Signs that were to be written and that no font on this machine has."""

    def rect(self, x: float, y: float, width: float, height: float, fill: str, **more: str | float) -> None:
        """A rectangle; `more` are further SVG attributes, with _ for -."""
        self.parts.append(
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}"{_attributes(more)}/>'
        )

    def path(self, d: str, *, fill: str = "none", **more: str | float) -> None:
        """A path as SVG writes it."""
        self.parts.append(f'<path d="{d}" fill="{fill}"{_attributes(more)}/>')

    def circle(self, x: float, y: float, radius: float, fill: str, **more: str | float) -> None:
        """A circle around a point."""
        self.parts.append(f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{fill}"{_attributes(more)}/>')

    def text(self, x: float, y: float, text: str, style: Style) -> float:
        """One line of text with its baseline at y; returns its width."""
        line = setting.line(text, style.weight, leftwards=style.leftwards)
        self.missing += line.missing
        width = line.width * style.size
        left = x - width * {"left": 0.0, "middle": 0.5, "right": 1.0}[style.align]
        drawn = [
            f'<path transform="translate({left + glyph.x * style.size:.2f} {y - glyph.y * style.size:.2f}) '
            f'scale({glyph.scale * style.size:.5f} {-glyph.scale * style.size:.5f})" d="{glyph.outline}"/>'
            for glyph in line.glyphs
        ]
        self.parts.append(f'<g fill="{style.colour}">{"".join(drawn)}</g>')
        return width

    def paragraph(self, x: float, y: float, text: str, style: Style, *, room: float, at_most: int = 99) -> float:  # noqa: PLR0913 - where, what, how and how much
        """Lines of text in this room, the first one's baseline at y; returns the baseline below the last."""
        for said in setting.lines(text, style.size, room, style.weight, at_most):
            self.text(x, y, said, style)
            y += style.leading
        return y

    def svg(self) -> str:
        """The sheet as SVG."""
        size = f'width="{self.width}" height="{self.height}" viewBox="0 0 {self.width} {self.height}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(self.parts)}</svg>'

    def png(self) -> bytes:
        """The sheet as PNG; the same sheet gives the same bytes."""
        return bytes(resvg_py.svg_to_bytes(svg_string=self.svg(), skip_system_fonts=True))


def fitted(text: str, style: Style, room: float, smallest: float) -> Style:
    """The style in the largest size, from its own down to the smallest, at which the text fits into one line."""
    width = setting.width(text, style.size, style.weight)
    size = style.size if width <= room else max(smallest, style.size * room / width)
    return Style(size, style.weight, style.colour, style.align, style.leftwards)


def _attributes(more: dict[str, str | float]) -> str:
    return "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())

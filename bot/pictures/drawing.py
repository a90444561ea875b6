"""Every picture there is, by name, and drawing one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.pictures.canvas import Canvas
from bot.pictures.certificate import certificate
from bot.pictures.joining import joining, preview
from bot.pictures.recap import recap
from bot.words.messages import Json

PICTURES: Mapping[str, Callable[[Json], Canvas]] = {
    "certificate": certificate,
    "recap": recap,
    "joining": joining,
    "preview": preview,
}
"""What is drawn, by the name `Drawn.picture` has. A further picture is a further entry."""

FIGURE = "figure"
"""What a report's pictures are called; they are drawn with matplotlib, and as SVG too."""


def draw(picture: str, values: Json) -> bytes:
    """The picture as PNG (a figure that asks for it: as SVG).

    Raises ValueError where there is none of that name, or the values are not what it needs.
    """
    if picture == FIGURE:
        from bot.pictures.figure import figure  # noqa: PLC0415 - matplotlib takes longer to load than the others to draw

        return figure(values)
    if picture not in PICTURES:
        raise ValueError(f"there is no picture {picture!r}")
    return PICTURES[picture](values).png()

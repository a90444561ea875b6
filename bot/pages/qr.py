"""QR codes of links, as they stand in a page."""

from __future__ import annotations

import segno
from markupsafe import Markup

QUIET = 4
"""Light modules around the code that readers need (ISO/IEC 18004)."""


def as_svg(link: str) -> Markup:
    """The code as inline SVG, dark on light in every theme, as large as its surroundings make it."""
    svg = _made(link).svg_inline(border=QUIET, omitsize=True, dark="#000", light="#fff", svgclass="qr", lineclass=None)
    return Markup(svg)  # noqa: S704 - drawn from the link, which does not stand in it


def _made(link: str) -> segno.QRCode:
    # Level M survives the folds and drops of a poster; more would only make the squares smaller.
    return segno.make_qr(link, error="m")

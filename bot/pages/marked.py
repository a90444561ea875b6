"""Markdown of a program's files as HTML that can stand on a public page: no raw HTML, no pictures, no dead links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

_WEB = re.compile(r"(https?|mailto|tel):", re.IGNORECASE)
BELOW = 3
"""Levels that a heading goes down, so that it stands under those of the page."""


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    writer = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}).enable("table")
    # A picture would be fetched from somewhere; its words say the same.
    writer.add_render_rule("image", _words_of_image)
    return writer


def as_markup(markdown: str) -> Markup:
    """Markdown as HTML. HTML in it is shown as text; a link that leads nowhere from here leaves its words."""
    writer = _markdown()
    tokens = writer.parse(markdown)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1:]) + BELOW)}"
        _hide_dead_links(token.children or ())
    return Markup(writer.renderer.render(tokens, writer.options, {}))  # noqa: S704 - made of escaped text by markdown-it


def _hide_dead_links(tokens: Sequence[Token]) -> None:
    hidden: list[bool] = []
    for token in tokens:
        if token.type == "link_open":
            hidden.append(not _WEB.match(str(token.attrGet("href") or "")))
            token.hidden = hidden[-1]
        elif token.type == "link_close":
            token.hidden = hidden.pop()


def _words_of_image(_: Any, tokens: Sequence[Token], at: int, *__: Any) -> str:
    return str(escape(tokens[at].content))

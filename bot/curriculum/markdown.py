"""Markdown for chat: flattened to plain words, its links found, and what chat cannot show named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_WEB = re.compile(r"(https?|mailto|tel):", re.IGNORECASE)
_SHEET = re.compile(r"(?:\.{0,2}/)*resources/([^/]+?)\.([A-Za-z-]+)\.md|(?:\./)?([^/]+?)\.([A-Za-z-]+)\.md")
_UNSHOWABLE = {
    "table_open": "a table cannot be shown in chat; write a list",
    "image": "an image cannot be shown in chat; say it in words, or link to a page",
    "html_block": "HTML cannot be shown in chat; write plain Markdown",
    "html_inline": "HTML cannot be shown in chat; write plain Markdown",
}


@dataclass(frozen=True, slots=True)
class Resource:
    """Something to open: a public page (`url`), or a sheet of the program's own (`sheet` is its id)."""

    title: str
    url: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it is written, and the line of the paragraph it stands in."""

    title: str
    target: str
    line: int

    @property
    def leads_outside(self) -> bool:
        """Whether it leads to a page outside the program."""
        return bool(_WEB.match(self.target))


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - 40 ms and 4 MB that a start does without

    return MarkdownIt("commonmark").enable("table")


@lru_cache(maxsize=128)
def plain(markdown: str) -> str:
    """Markdown as plain words for chat: emphasis goes, a link becomes "Title: address", list items get a bullet.

    A link to a sheet leaves its title only; `resource_of` gives what it leads to.
    """
    blocks: list[tuple[str, bool]] = []
    markers: list[str] = []
    counts: list[int] = []
    for token in _markdown().parse(markdown):
        match token.type:
            case "bullet_list_open":
                counts.append(0)
            case "ordered_list_open":
                counts.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                counts.pop()
            case "list_item_open":
                markers.append(f"{counts[-1]}. " if counts[-1] else "• ")
                counts[-1] += bool(counts[-1])
            case "inline" | "fence" | "code_block" | "html_block":
                text = _inline(token.children) if token.type == "inline" else token.content.strip()
                marker, markers = "".join(markers), []
                indent = "   " * (len(counts) - 1)
                blocks.append((indent + marker + text, bool(marker)))
    return _joined(blocks)


def _joined(blocks: Sequence[tuple[str, bool]]) -> str:
    """List items stand on lines of their own without a gap; everything else is set apart."""
    text, before = "", False
    for block, is_item in blocks:
        gap = "" if not text else "\n" if is_item and before else "\n\n"
        text, before = text + gap + block, is_item
    return text


def _inline(tokens: Sequence[Token] | None) -> str:
    said: list[str] = []
    opened: list[tuple[str, int]] = []
    for token in tokens or ():
        match token.type:
            case "link_open":
                opened.append((str(token.attrGet("href") or ""), len(said)))
            case "link_close":
                target, start = opened.pop()
                title = "".join(said[start:]).strip()
                said[start:] = [_link(title, target)]
            case "softbreak":
                said.append(" ")
            case "hardbreak":
                said.append("\n")
            case _:
                said.append(token.content)
    return "".join(said).strip()


def _link(title: str, target: str) -> str:
    if not _WEB.match(target):
        return title
    address = re.sub(r"(?i)^(mailto|tel):", "", target)
    return address if title in {"", target, address} else f"{title}: {address}"


def links(markdown: str, first: int = 1) -> Iterator[Link]:
    """Every link, in order; `first` is the file's line the text begins on."""
    for token in _markdown().parse(markdown):
        children = token.children or []
        for at, child in enumerate(children):
            if child.type == "link_open":
                end = next(i for i in range(at, len(children)) if children[i].type == "link_close")
                title = _inline([c for c in children[at + 1 : end] if c.type != "link_open"])
                yield Link(title, str(child.attrGet("href") or ""), first + (token.map or [0])[0])


def resource_of(link: Link) -> Resource | None:
    """A link as something to open; None where it leads neither to the web nor to a sheet."""
    if link.leads_outside:
        return Resource(link.title, url=link.target)
    sheet = sheet_of(link.target)
    return Resource(link.title, sheet=sheet[0]) if sheet else None


def sheet_of(target: str) -> tuple[str, str] | None:
    """The sheet's id and language a relative link names, wherever in the program it stands."""
    found = _SHEET.fullmatch(target)
    return (found[1] or found[3], found[2] or found[4]) if found else None


def unshowable(markdown: str, first: int = 1) -> Iterator[tuple[int, str]]:
    """What chat cannot show, each with its line and what to do."""
    for token in _markdown().parse(markdown):
        line = first + (token.map or [0])[0]
        for part in (token, *(token.children or ())):
            if said := _UNSHOWABLE.get(part.type):
                yield line, said


def as_html(markdown: str) -> str:
    """Markdown as HTML; anything in it that is HTML already is shown as text. Headings begin at the fourth level."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - as above

    writer = MarkdownIt("commonmark", {"html": False})
    tokens = writer.parse(markdown)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1:]) + 3)}"
    return str(writer.renderer.render(tokens, writer.options, {}))

"""Resource sheets and mentor guidelines: plain useful text in one language."""

from __future__ import annotations

from dataclasses import dataclass

from bot.curriculum.localised import Model
from bot.curriculum.pages import Parsed, open_page
from bot.curriculum.steps import Line
from bot.curriculum.training import cut

PAGE_AT_MOST = 1400
"""Characters of a page that is read in chat."""
TITLE_AT_MOST = 52
"""Characters of a resource's title: it stands on a button, behind a word or a sign; what is longer is cut there."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A resource of the program's own, in `language`: a title and Markdown."""

    id: str
    language: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Guidelines:
    """What mentors read before anything else, in `language`, whole and in pages for chat."""

    language: str
    title: str
    text: str

    @property
    def pages(self) -> tuple[str, ...]:
        """As the author cut it (`***`), else paragraphs together up to a page's length."""
        pages = cut(self.text)
        return pages if len(pages) > 1 else packed(self.text)


class _SheetHead(Model):
    title: Line


class _GuidelinesHead(Model):
    title: Line = ""


def parse_sheet(file: str, text: str, id: str = "", language: str = "en") -> Parsed:
    """A sheet's file as Sheet, and what is wrong with it."""
    page = open_page(file, text, sections=False)
    head = page.titles(_SheetHead)
    body = page.opening.text.strip()
    if not body:
        page.fault(page.opening.line, "this sheet is empty; write what helps, or take the file out")
    return Sheet(id, language, head.title if head else "", body), page.findings


def parse_guidelines(file: str, text: str, _id: str = "", language: str = "en") -> Parsed:
    """A guidelines file as Guidelines, and what is wrong with it."""
    page = open_page(file, text, sections=False)
    head = page.titles(_GuidelinesHead)
    body = page.opening.text.strip()
    if not body:
        page.fault(page.opening.line, "the guidelines are empty; write what a mentor does and does not do")
    return Guidelines(language, head.title if head else "", body), page.findings


def packed(text: str, at_most: int = PAGE_AT_MOST) -> tuple[str, ...]:
    """Paragraphs put together into pages of at most so many characters; a heading stays with what follows it."""
    pages: list[str] = []
    for block in _blocks(text):
        if pages and len(pages[-1]) + 2 + len(block) <= at_most:
            pages[-1] += f"\n\n{block}"
        else:
            pages.append(block)
    return tuple(pages)


def _blocks(text: str) -> list[str]:
    blocks: list[str] = []
    for block in (part.strip() for part in text.split("\n\n")):
        if blocks and blocks[-1].startswith("#") and "\n" not in blocks[-1]:
            blocks[-1] += f"\n\n{block}"
        elif block:
            blocks.append(block)
    return blocks

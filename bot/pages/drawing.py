"""Draws the pages from their templates: everything a page needs is in it, and everything in it is escaped."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.pages import words
from bot.pages.contents import Frame, Listing, Poster, Showing
from bot.pages.marked import as_markup
from bot.texts.naming import language_name

HERE = Path(__file__).parent


POLICY = "default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
FRAMES = "; frame-ancestors 'none'"
"""What can only be said in a header."""


def program_page(showing: Showing, *, alone: bool = False) -> str:
    """A program's page. One that stands alone carries its policy itself: nobody is there to send it along."""
    return _drawn("program.html", showing, alone=alone)


def programs_page(listing: Listing) -> str:
    """The list of all programs, also for who asked for a page there is not."""
    return _drawn("programs.html", listing)


def poster_page(poster: Poster, *, alone: bool = False) -> str:
    """The poster."""
    return _drawn("poster.html", poster, alone=alone)


@lru_cache(maxsize=1)
def policy() -> str:
    """What a browser may do on these pages: show them, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(_css().encode()).digest()).decode()
    return POLICY.format(digest=digest)


def _drawn(template: str, it: Frame, *, alone: bool = False) -> str:
    return _environment().get_template(template).render(it=it, policy=policy() if alone else "")


@lru_cache(maxsize=1)
def _css() -> str:
    return "\n".join((HERE / name).read_text(encoding="utf-8").strip() for name in ("base.css", "page.css"))


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, auto_reload=False
    )
    made.filters |= {"markdown": as_markup, "bare": _bare, "dialled": _dialled}
    made.globals |= {"words": words, "css": Markup(_css()), "own_name": _own_name}  # noqa: S704 - our own file
    return made


def _own_name(tag: str) -> str:
    """What a language calls itself."""
    return language_name(tag, tag)


def _bare(link: str) -> str:
    """A link as people read it."""
    return link.partition("://")[2].removeprefix("www.").rstrip("/")


def _dialled(phone: str) -> str:
    """A telephone number as a phone takes it."""
    return re.sub(r"[^0-9+*#]", "", phone)

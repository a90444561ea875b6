"""Slack's escapes and tokens: made readable on the way in, impossible on the way out."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MARK = re.compile(r"<([^<>\s][^<>\n]*)>|&(amp|lt|gt);")
_ENTITY = re.compile(r"&(amp|lt|gt);")
_CHARACTER = {"amp": "&", "lt": "<", "gt": ">"}
_ESCAPE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# ASCII only: a look-alike letter or a change of direction must not stand in something one can click on.
_URL = re.compile(r"https?://[!#-;=?-\[\]_a-z~]+", re.IGNORECASE)
_UNSENDABLE = re.compile("[\x00\ud800-\udfff]")


def unescape(text: str) -> str:
    """What the person saw when they wrote it: entities undone once, links and mentions as plain words."""
    if "<" not in text and "&" not in text:
        return text
    return _MARK.sub(lambda found: _entity(found) if found[1] is None else _token(found[1]), text)


def _entity(found: re.Match[str]) -> str:
    return _CHARACTER[found[found.lastindex or 0]]


def _plain(text: str) -> str:
    return _ENTITY.sub(_entity, text)


def _token(inside: str) -> str:
    """One `<…>` token: a link, a person, a channel, a group, a broadcast or a date."""
    head, _, label = (_plain(part) for part in inside.partition("|"))
    if not head:
        return f"<{_plain(inside)}>"
    if head[0] in "@#":
        return head[0] + (label or head[1:]).removeprefix(head[0])
    if head[0] == "!":
        return label if label.startswith("@") or head.startswith("!date") else f"@{label or head[1:]}"
    return _link(head, label)


def _link(url: str, label: str) -> str:
    """A link as it was typed; where the label says something else than the address, both."""
    if not label or label == url:
        return url.removeprefix("mailto:").removeprefix("tel:")
    if url.removesuffix("/").endswith(label.removesuffix("/")) or url.startswith("tel:"):
        return label
    return f"{label} ({url})"


def escape(text: str) -> str:
    """Text in which Slack finds no token and no entity of anyone's making."""
    return text.translate(_ESCAPE) if "&" in text or "<" in text or ">" in text else text


def sendable(text: str) -> str:
    """The same text without what JSON or Slack cannot carry: NUL goes, a lone surrogate becomes a replacement mark."""
    if text.isascii() and "\0" not in text:
        return text
    return _UNSENDABLE.sub(lambda found: "" if found[0] == "\0" else "\ufffd", text)


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, ending in "…" where something is missing."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def escaped_within(text: str, limit: int) -> str:
    """Escaped text of at most `limit` characters, never cut inside an entity."""
    escaped = escape(text[:limit])
    if len(text) <= limit and len(escaped) <= limit:
        return escaped
    room, kept = limit - 1, []
    for character in text[:limit]:
        piece = escape(character)
        room -= len(piece)
        if room < 0:
            break
        kept.append(piece)
    return "".join(kept) + "…"


def has_url(text: str) -> bool:
    """Whether anything in the text can be clicked on."""
    return "://" in text and _URL.search(text) is not None


def split_at_urls(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is an http(s) address; the pieces joined are the text."""
    at = 0
    for found in _URL.finditer(text):
        url = found[0].rstrip(".,;:!?'")
        if url.endswith(")") and "(" not in url:
            url = url.rstrip(").,;:!?'")
        if url.count("/") < 2 or url.endswith("//"):
            continue
        if found.start() > at:
            yield text[at : found.start()], False
        yield url, True
        at = found.start() + len(url)
    if at < len(text):
        yield text[at:], False

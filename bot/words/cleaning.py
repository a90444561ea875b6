"""Making what people write safe to keep and show: names and texts in any script, without tricks."""

from __future__ import annotations

import unicodedata

import regex

NAME_AT_MOST = 64
"""Graphemes in a name."""

# Three marks per letter are enough for every living script; more is a tower meant to cover other people's words.
_MARKS = regex.compile(r"(\p{M}{3})\p{M}+")
_BLANK = regex.compile(r"[\s\p{Z}]+")
_UNUSABLE = regex.compile(r"[\p{Cs}\p{Noncharacter_Code_Point}\x00]+")
_CONTROLS = regex.compile(r"[^\P{Cc}\n\t]+")
_TAGS = regex.compile(r"(?<!\U0001f3f4[\U000e0000-\U000e007f]*)[\U000e0000-\U000e007f]+")
_LINE_ENDS = regex.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")

# A joiner is part of the word between two letters of these scripts, and part of the picture between two emoji.
_JOINED = (
    r"[\p{Arabic}\p{Syriac}\p{Mongolian}\p{Devanagari}\p{Bengali}\p{Gurmukhi}\p{Gujarati}\p{Oriya}\p{Tamil}"
    r"\p{Telugu}\p{Kannada}\p{Malayalam}\p{Sinhala}\p{Khmer}\p{Myanmar}]"
)
_JOINER = rf"(?:(?<={_JOINED}\p{{M}}*)[\u200c\u200d](?={_JOINED})|(?<=[\p{{Emoji}}\ufe0f])\u200d(?=\p{{Emoji}}))"
_HIDDEN = regex.compile(rf"{_JOINER}(*SKIP)(*FAIL)|[\p{{Cf}}\p{{Cc}}\u115f\u1160\u2800\u3164\uffa0]+")

_OPENS = "\u2066\u2067\u2068"
_FIRST_STRONG, _CLOSE = "\u2068", "\u2069"


def _usable(text: str) -> str:
    """Without what no encoder takes, in NFC; long towers of marks go first because ordering them is quadratic."""
    kept = _MARKS.sub(r"\1", _UNUSABLE.sub("", text))
    return _MARKS.sub(r"\1", unicodedata.normalize("NFC", kept))


def _is_plain(text: str) -> bool:
    """Whether there is nothing in it but ASCII letters, digits, signs and spaces."""
    return text.isascii() and text.isprintable()


def graphemes(text: str) -> int:
    """How many characters a reader sees."""
    if text.isascii() and "\r" not in text:
        return len(text)
    return sum(1 for _ in regex.finditer(r"\X", text))


def shorten(text: str, at_most: int) -> str:
    """The first `at_most` characters a reader sees; nothing is cut in the middle of one."""
    for count, found in enumerate(regex.finditer(r"\X", text)):
        if count == at_most:
            return text[: found.start()].rstrip()
    return text


def clean_name(text: str, at_most: int = NAME_AT_MOST) -> str:
    """A name on one line: NFC, nothing invisible, nothing that turns the writing direction, at most 64 graphemes.

    Emoji stay, and so do the joiners Persian and Indic names are written with. May be empty.
    """
    line = _BLANK.sub(" ", _usable(text))
    return shorten(_HIDDEN.sub("", line).strip(), at_most).strip()


def clean_text(text: str) -> str:
    """A text as it was written, line breaks and all, without NUL, lone surrogates, controls and hidden tags."""
    if _is_plain(text):
        return text.strip()
    lines = _LINE_ENDS.sub("\n", _usable(text))
    return _CONTROLS.sub("", _TAGS.sub("", lines)).strip()


def clean_line(text: str) -> str:
    """A text on one line, with nothing invisible in it."""
    if _is_plain(text):
        return " ".join(text.split())
    return _HIDDEN.sub("", _BLANK.sub(" ", _usable(text))).strip()


def isolate(text: str) -> str:
    """The text set apart, so that its writing direction cannot reach the words around it (FSI … PDI).

    A closing mark without an opening one would end the isolation early, so it is left out.
    """
    kept: list[str] = []
    depth = 0
    for character in text:
        if character == _CLOSE and depth == 0:
            continue
        depth += (character in _OPENS) - (character == _CLOSE)
        kept.append(character)
    return _FIRST_STRONG + "".join(kept) + _CLOSE * (depth + 1)

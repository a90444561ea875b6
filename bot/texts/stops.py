"""A sentence has one full stop, also where it ends with a name that brings one of its own ("Jonas B.")."""

from __future__ import annotations

import re

MARK = "\ue001"
"""Stands behind a value that ends with a full stop, until the sentence is put together."""

_DOUBLED = re.compile(rf"\.(\u2069?){MARK}\.(?!\.)")


def begins_with_stop(text: str) -> bool:
    """Whether a text goes on with a full stop, and not with the three of an ellipsis."""
    return text[:1] == "." and text[1:2] != "."


def without_stop(value: str | int) -> str | int:
    """A value as it stands right before a full stop."""
    return value[:-1] if isinstance(value, str) and value.endswith(".") else value


def marked(value: str | int, shown: str | int) -> str | int:
    """A value as it is `shown` in a sentence, marked where it ends with a full stop."""
    return f"{shown}{MARK}" if isinstance(value, str) and value.endswith(".") else shown


def unmarked(sentence: str) -> str:
    """The sentence that marked values were put into."""
    return _DOUBLED.sub(r"\1.", sentence).replace(MARK, "") if MARK in sentence else sentence

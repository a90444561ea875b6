"""Ids as buttons and addresses of pages carry them: in hexadecimal digits, which take little room."""

from __future__ import annotations

_DIGITS = frozenset("0123456789abcdef")
_LONGEST = 16
"""Digits of the largest id a database keeps."""


def id_in(code: str) -> int:
    """The id; 0, which nothing has, where this is none."""
    return int(code, 16) if code and len(code) <= _LONGEST and _DIGITS.issuperset(code) else 0

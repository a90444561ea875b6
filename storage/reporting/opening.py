"""Sealed values as they are read for a report: quickly, many in a row, and only where they were written anew."""

from __future__ import annotations

from typing import Any

import orjson
from sqlalchemy import BindParameter, bindparam

from storage.codec import read_json

# The first bytes of a sealed value are a nonce of its own: another one means that it was written anew.
NONCE = 13
PROGRAM: BindParameter[Any] = bindparam("of_program")
IDS: BindParameter[Any] = bindparam("ids", expanding=True)


def read(text: str) -> Any:
    """Plain JSON, quickly; chats may hold lone surrogates, which only the slow way reads."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return read_json(text)

"""What the doings log: one event a line, keys not prose; ids only as short keyed hashes, never words or names."""

from __future__ import annotations

import hashlib
import re
import secrets

import structlog

from bot.words.messages import Address

log = structlog.get_logger("alongside")

_KEY = secrets.token_bytes(16)
_CODE = re.compile(r"[A-Za-z0-9_.:/-]{1,64}")


def short(value: object) -> str:
    """Eight hex digits that stand for an id or a key within one run of the process, and tell nothing outside it."""
    return hashlib.blake2b(str(value).encode(errors="replace"), key=_KEY, digest_size=4).hexdigest()


def lane(address: Address) -> str:
    """The same for an address: which channel, and a hash of the rest."""
    return f"{address.channel}:{short(address.id)}"


def code(error: BaseException) -> str:
    """What may be kept of an error: its message if it is a code, else only its type (messages may quote people)."""
    words = str(error)
    return words if _CODE.fullmatch(words) else type(error).__name__

"""Refuses a key that does not fit: a value sealed with the first key stands in the database ever after."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from bot.words.errors import StorageError
from storage.schema import notes
from storage.sealing import Sealer

_NAME = "key-check"
_KNOWN = "Alongside"


def check_key(connection: Connection, sealer: Sealer) -> None:
    """Leave the value in a new database; in another, raise StorageError where the key does not open it."""
    value = connection.execute(select(notes.c.value).where(notes.c.key == _NAME)).scalar()
    if value is None:
        connection.execute(insert(notes).values(key=_NAME, value=sealer.seal(_KNOWN, _NAME)))
        return
    try:
        sealer.open(value, _NAME)
    except StorageError as error:
        raise StorageError(
            "The key does not fit this database: it was sealed with another key. Start with the key file that "
            "belongs to it; a new key cannot read what an old one sealed."
        ) from error

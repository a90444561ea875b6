"""Refuses a key that does not fit: a value sealed with the first key stands in the database ever after."""

from __future__ import annotations

from sqlalchemy import bindparam, insert, select

from bot.words.errors import StorageError
from storage.schema import notes
from storage.sealing import Sealer
from storage.statements import Statements

_NAME = "key-check"
_KNOWN = "Alongside"
_READ = select(notes.c.value).where(notes.c.key == bindparam("name"))
_WRITE = insert(notes)


def check_key(statements: Statements, sealer: Sealer) -> None:
    """Leave the value in a new database; in another, raise StorageError where the key does not open it."""
    rows = statements.rows(_READ, {"name": _NAME})
    if not rows:
        statements.each(_WRITE, [{"key": _NAME, "value": sealer.seal(_KNOWN, _NAME)}])
        return
    try:
        sealer.open(rows[0][0], _NAME)
    except StorageError as error:
        raise StorageError(
            "The key does not fit this database: it was sealed with another key. Start with the key file that "
            "belongs to it; a new key cannot read what an old one sealed."
        ) from error

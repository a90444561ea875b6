"""What must hold beyond the single message: hours, repeats, names, languages, and what is kept of whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, select

from storage.schema.columns import metadata
from storage.schema.people import people
from tests.wild.folk import InRehearsal, OnSlack, OnTelegram, Player

QUIET_FROM, QUIET_TO = 21.5, 8.0
"""Hours of the day, on one's own clock, between which nothing comes by itself."""
NAMED = frozenset({"person", "mentee", "mentor", "sender", "owner", "reporter", "about", "asker", "one", "other", "by"})
"""Columns that hold the id of a person."""
STAYS = frozenset({"audit"})
"""Tables in which people stay named whatever becomes of them."""


def count(player: Player) -> int:
    """How many messages of the bot ever came to someone."""
    side = player.side
    if isinstance(side, OnTelegram):
        return len(side.person.chat) + len(side.person.removed)
    if isinstance(side, OnSlack):
        return sum("bot_id" in one for one in side.world.workspace.messages[side.person.member.channel])
    assert isinstance(side, InRehearsal)
    return sum(one.origin == "bot" for one in side.chat.messages())


def is_at_night(hour: float) -> bool:
    """Whether this hour of the day is one to be left alone in."""
    return hour >= QUIET_FROM or hour < QUIET_TO


def named(text: str, name: str) -> bool:
    """Whether somebody is spoken of by name."""
    return re.search(rf"\b{re.escape(name)}\b", text) is not None


def left_behind(rows: Mapping[str, Sequence[Any]], gone: set[int]) -> Iterator[str]:
    """Where somebody who is erased is still named."""
    for where, ids in rows.items():
        if left := gone & set(ids):
            yield f"{where}: {len(left)}"


def columns() -> Iterator[tuple[str, Column[Any]]]:
    """Every column that may name a person."""
    for table in metadata.sorted_tables:
        if table.name not in STAYS and table is not people:
            for column in table.columns:
                if column.name in NAMED and "INT" in str(column.type).upper():
                    yield f"{table.name}.{column.name}", column


def everyone() -> Any:
    return select(people.c.id)

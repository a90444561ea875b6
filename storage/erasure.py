"""Erases a person: everything told, every address, every text to and from them; nothing that leads back stays."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, select, update

from storage.schema import addresses, consents, due, inbox, memberships, outbox, people, runs
from storage.transaction import Transaction, lists

_people: BindParameter[Any] = bindparam("people", expanding=True)
_lanes: BindParameter[Any] = bindparam("lanes", expanding=True)
_LANES = select(addresses.c.lane).where(addresses.c.person.in_(_people))
_BY_PERSON = tuple(
    delete(table).where(table.c.person.in_(_people)) for table in (outbox, due, consents, memberships, runs, addresses)
)
_PEOPLE = delete(people).where(people.c.id.in_(_people))
_OUTBOX = delete(outbox).where(outbox.c.lane.in_(_lanes))
# The digest stays, so that a copy of an old message is still recognised as a copy.
_INBOX = update(inbox).where(inbox.c.lane.in_(_lanes)).values(payload=None, person=None, lane=None)


def erase(tx: Transaction, persons: Collection[int], more_lanes: Collection[bytes] = ()) -> None:
    """Remove these people, and what went to and came from their addresses and `more_lanes`."""
    gone = set(more_lanes)
    for ids in lists(sorted(persons)):
        gone.update(row[0] for row in tx.rows(_LANES, {"people": ids}))
        for statement in (*_BY_PERSON, _PEOPLE):
            tx.changed(statement, {"people": ids})
    for lanes in lists(sorted(gone)):
        tx.changed(_OUTBOX, {"lanes": lanes})
        tx.changed(_INBOX, {"lanes": lanes})
    tx.erased.update(persons)
    tx.erased_lanes |= gone

"""What a report has to know of members: their role, their training and checks, and how they are told apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from bot.words.messages import Json
from bot.words.reports import MemberFacts
from storage.moments import day
from storage.reporting.opening import IDS, NONCE, PROGRAM, read
from storage.schema import memberships
from storage.transaction import Transaction, lists

_MEMBERS = (
    select(
        memberships.c.id,
        memberships.c.person,
        memberships.c.role,
        memberships.c.status,
        memberships.c.since,
        func.substr(memberships.c.profile, 1, NONCE),
    )
    .where(memberships.c.program == PROGRAM)
    .order_by(memberships.c.id)
)
_PROFILES = select(memberships.c.id, memberships.c.profile).where(memberships.c.id.in_(IDS))


def member_facts(
    tx: Transaction, values: Mapping[str, Any], before: Mapping[int, MemberFacts]
) -> tuple[MemberFacts, ...]:
    """Everyone who takes part, by membership; what was read `before` and has not changed is not opened again."""
    rows = [(*row[:5], bytes(row[5])) for row in tx.rows(_MEMBERS, values)]
    changed = {row[0]: row for row in rows if row[0] not in before or before[row[0]].version != row[5]}
    anew = {
        id: _member(changed[id], _record(tx.sealer.open(sealed, f"membership:{id}")))
        for some in lists(list(changed))
        for id, sealed in tx.rows(_PROFILES, {"ids": some})
    }
    return tuple(anew.get(row[0]) or _moved(before[row[0]], row) for row in rows)


def _record(text: str) -> Mapping[str, Any]:
    told = read(text)
    return told[1] if isinstance(told, list) else {}


def _member(row: tuple[Any, ...], record: Mapping[str, Any]) -> MemberFacts:
    id, person, role, status, since, version = row
    training, checks = record.get("training"), record.get("checks")
    return MemberFacts(
        id,
        person,
        role,
        status,
        day(since),
        trained=isinstance(training, dict) and bool(training.get("passed")),
        checks=frozenset(
            name
            for name, one in (checks if isinstance(checks, dict) else {}).items()
            if isinstance(one, dict) and one.get("outcome") == "passed"
        ),
        tags=_listed(record.get("tags")),
        cohorts=_listed(record.get("cohorts")) | _listed(record.get("cohort")),
        version=version,
    )


def _moved(held: MemberFacts, row: tuple[Any, ...]) -> MemberFacts:
    """The same sealed part, whatever became of the rest."""
    since = day(row[4])
    if held.status == row[3] and held.since == since:
        return held
    return MemberFacts(
        held.id, held.person, held.role, row[3], since, held.trained, held.checks, held.tags, held.cohorts, held.version
    )


def _listed(value: Json) -> frozenset[str]:
    found = value if isinstance(value, list) else [] if value is None else [value]
    return frozenset(str(one).lower() for one in found if isinstance(one, str | int))

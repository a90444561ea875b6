"""The facts of a program as they stand: who came, who takes part, which pairs there are, and who wrote how often."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import and_, func, literal_column, or_, select

from bot.words.reports import Facts, Newcomer
from storage.moments import day
from storage.reporting.members import member_facts
from storage.reporting.opening import PROGRAM
from storage.reporting.pairs import pair_facts
from storage.schema import consents, memberships, people, runs
from storage.tallies import HEARD, counted_until, monday, tallied, tallies
from storage.transaction import Transaction

_began = (
    select(runs.c.person, func.min(runs.c.started_at).label("at"))
    .where(runs.c.flow == literal_column("'onboarding'"), runs.c.variant == PROGRAM)
    .group_by(runs.c.person)
    .subquery("began")
)
_agreed = (
    select(consents.c.person)
    .where(consents.c.kind == literal_column("'onboarding'"), consents.c.given == 1)
    .distinct()
    .subquery("agreed")
)
_joined = (
    select(memberships.c.person, func.min(memberships.c.since).label("at"))
    .where(memberships.c.program == PROGRAM)
    .group_by(memberships.c.person)
    .subquery("joined")
)
_NEWCOMERS = (
    select(
        people.c.id,
        func.coalesce(_began.c.at, people.c.created_at),
        _joined.c.at,
        _agreed.c.person,
        people.c.adult_at,
        people.c.language,
    )
    .outerjoin(_began, _began.c.person == people.c.id)
    .outerjoin(_joined, _joined.c.person == people.c.id)
    .outerjoin(_agreed, _agreed.c.person == people.c.id)
    .where(or_(_began.c.person.is_not(None), _joined.c.person.is_not(None)))
    .order_by(people.c.id)
)
_HEARD = (
    select(tallies.c.of, tallies.c.first, tallies.c.counts)
    .join(memberships, and_(memberships.c.person == tallies.c.of, memberships.c.program == PROGRAM))
    .where(tallies.c.kind == literal_column(f"'{HEARD}'"))
)


def facts(tx: Transaction, program: str, now: dt.datetime, before: Facts | None = None) -> Facts:
    """The facts of a program as they stand. What has not changed since `before` is taken over from it."""
    values = {"of_program": program}
    until = counted_until(tx)
    return Facts(
        program,
        now,
        newcomers=_newcomers(tx, values),
        members=member_facts(tx, values, {one.id: one for one in before.members} if before else {}),
        pairs=pair_facts(tx, values, {one.match: one.course for one in before.pairs} if before else {}),
        heard={of: tallied(first, counts) for of, first, counts in tx.rows(_HEARD, values)},
        tallied_until=None if until is None else monday(until),
    )


def _newcomers(tx: Transaction, values: Mapping[str, Any]) -> tuple[Newcomer, ...]:
    return tuple(
        Newcomer(
            id,
            day(min(began, joined) if joined else began),
            agreed is not None,
            adult is not None,
            language,
        )
        for id, began, joined, agreed, adult, language in tx.rows(_NEWCOMERS, values)
    )

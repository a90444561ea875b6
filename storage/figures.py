"""Counts a program: its people, its matches, and how far its journeys are."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from sqlalchemy import BindParameter, bindparam, func, select

from bot.words.boards import Figures
from bot.words.matches import SEATED
from storage.moments import moment
from storage.reading import MEMBERSHIP, read_membership
from storage.schema import addresses, among, due, journeys, matches, memberships, people
from storage.transaction import Transaction

_of: BindParameter[Any] = bindparam("of_program")
_MEMBERS = (
    select(memberships.c.role, memberships.c.status, func.count())
    .where(memberships.c.program == _of)
    .group_by(memberships.c.role, memberships.c.status)
)
_MATCHES = select(matches.c.status, func.count()).where(matches.c.program == _of).group_by(matches.c.status)
_here = (
    (memberships.c.program == _of)
    & (memberships.c.status == "waiting")
    & (people.c.active == 1)
    & select(addresses.c.lane).where(addresses.c.person == people.c.id, addresses.c.reachable == 1).exists()
)
_is_seated = (matches.c.live == 1) & among(matches.c.status, SEATED) & (matches.c.program == _of)
_WAITING = (
    select(func.count())
    .select_from(memberships)
    .join(people, people.c.id == memberships.c.person)
    .where(
        _here,
        memberships.c.role == "mentee",
        ~select(matches.c.id).where(matches.c.mentee == memberships.c.person, _is_seated).exists(),
    )
)
_MENTORS = (
    select(memberships.c.person, *MEMBERSHIP)
    .join(people, people.c.id == memberships.c.person)
    .where(_here, memberships.c.role == "mentor")
)
_TAKEN = select(matches.c.mentor, func.count()).where(_is_seated).group_by(matches.c.mentor)
_GOING = select(journeys.c.version, journeys.c.begun_on, journeys.c.shift).where(
    journeys.c.program == _of, journeys.c.status != "ended"
)
_ROUND = select(due.c.at).where(due.c.key == bindparam("key"))


def figures(tx: Transaction, program: str, now: dt.datetime) -> Figures:
    """The program as it stands. Weeks are counted on the day it is in UTC."""
    values = {"of_program": program}
    at = tx.rows(_ROUND, {"key": f"round:{program}"})
    going = [(version, _week(begun_on, shift, now.date())) for version, begun_on, shift in tx.rows(_GOING, values)]
    return Figures(
        waiting=tx.rows(_WAITING, values)[0][0],
        seats=_seats(tx, values),
        members={(role, status): count for role, status, count in tx.rows(_MEMBERS, values)},
        matches=dict(map(tuple, tx.rows(_MATCHES, values))),
        weeks=dict(sorted(Counter(week for _, week in going).items())),
        versions=Counter(version for version, _ in going),
        next_round=moment(at[0][0]) if at else None,
    )


def _seats(tx: Transaction, values: dict[str, str]) -> int:
    taken: dict[int, int] = dict(map(tuple, tx.rows(_TAKEN, values)))
    free = 0
    for mentor, *row in tx.rows(_MENTORS, values):
        offered = read_membership(tx, mentor, tuple(row)).profile.get("seats")
        free += max(0, (offered if isinstance(offered, int) else 1) - taken.get(mentor, 0))
    return free


def _week(begun_on: str, shift: int, today: dt.date) -> int:
    return max(0, (today - dt.date.fromisoformat(begun_on)).days - shift) // 7 + 1

"""Small histories to reckon with by hand."""

from __future__ import annotations

import datetime as dt

from bot.reporting.plan import Plan
from bot.words.reports import Course, Facts, MemberFacts, Newcomer, PairFacts, Tallied

TODAY = dt.date(2026, 6, 29)
"""A Monday."""
NOW = dt.datetime(2026, 6, 29, 9, tzinfo=dt.timezone.utc)
PLAN = Plan(weeks=8, week_of={"arrive": 1, "goal": 2, "people": 3}, training=True, checks=frozenset({"id"}))
MONDAY = dt.date(2026, 6, 1)


def newcomer(person: int, came: dt.date = MONDAY, *, consented: bool = True, adult: bool = True, **more) -> Newcomer:
    return Newcomer(person, came, consented, adult, **more)


def mentee(person: int, since: dt.date = MONDAY, **more) -> MemberFacts:
    return MemberFacts(person, person, "mentee", more.pop("status", "waiting"), since, **more)


def mentor(person: int, since: dt.date = MONDAY, *, ready: bool = True, **more) -> MemberFacts:
    checks = frozenset({"id"}) if ready else frozenset()
    return MemberFacts(person, person, "mentor", "waiting", since, trained=ready, checks=checks, **more)


def pair(number: int, status: str = "open", *, introduced: dt.date = MONDAY, **more) -> PairFacts:
    """The pair of mentee `number` and mentor 1000 + `number`; what belongs to its course is named as there."""
    of_course = {name: more.pop(name) for name in Course.__dataclass_fields__ if name in more}
    course = Course(**{"introduced_on": introduced, "begun_on": introduced, **of_course})
    return PairFacts(number, number, 1000 + number, status, introduced, course=course, **more)


def steps(**did: str) -> tuple[tuple[str, str, str, str, str], ...]:
    """Steps as they were done: "both", "mentee", "mentor" or "neither", sent on the Monday of their week."""
    rows = []
    for step, who in did.items():
        sent = (MONDAY + dt.timedelta(weeks=PLAN.week_of[step] - 1)).isoformat()
        done = ("done" if who in {"both", side} else "" for side in ("mentee", "mentor"))
        rows.append((step, sent, next(done), sent, next(done)))
    return tuple(rows)


def facts(newcomers=(), members=(), pairs=(), **more) -> Facts:
    return Facts("first-job", NOW, tuple(newcomers), tuple(members), tuple(pairs), **more)


def tallied(*counts: int, first: dt.date = MONDAY) -> Tallied:
    return Tallied(first, bytes(counts))

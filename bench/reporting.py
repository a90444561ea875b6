"""How long the figures of a program take: 5,000 matches over 24 weeks in a database, first and once facts are known.

The database is generated: people who came and how far, matches and their ends, steps, meetings, check-ins and messages
by week, in proportions as programs report them (38 % of matches end early).
"""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from bot.curriculum.folders import read_programs
from bot.curriculum.program import Program
from bot.doings.reporting import Reporting
from bot.flows.gazetteer import open_gazetteer
from bot.flows.staging import set_stage
from bot.sparing import spare_what_stays
from bot.words.effects.matches import SaveJourney, SaveMatch
from bot.words.effects.people import RecordConsent, SaveMembership, SavePerson, SaveRun
from bot.words.journeys import Journey
from bot.words.matches import Match
from bot.words.messages import Json
from bot.words.people import Adult, Consent, Membership, Person, Run
from bot.words.ports import Store
from bot.words.reports import Filters, WeekCounts
from bot.words.turns import Effect
from storage import open_store

NOW = dt.datetime(2027, 3, 1, 9, tzinfo=dt.timezone.utc)
PROGRAM = "first_year"
CHUNK = 250
REASONS = ("no-time",) * 5 + ("silent",) * 4 + ("no-fit",) * 2 + ("no-contact", "left", "other")


class At:
    """A clock that stands where it is put."""

    def __init__(self, now: dt.datetime) -> None:
        self.moment = now

    def now(self) -> dt.datetime:
        """The moment."""
        return self.moment


async def fill(store: Store, pairs: int, seed: int = 1) -> None:
    """Write a program of so many pairs, half a year old and more."""
    program = read_programs(None)[PROGRAM]
    chance = random.Random(seed)
    effects: list[Effect] = []
    counts: dict[int, dict[tuple[str, int], int]] = {}
    for at in range(pairs):
        effects += _pair(program, at, chance, counts)
        if at % CHUNK == CHUNK - 1 or at == pairs - 1:
            await store.write(lambda session, some=effects: session.carry_out(some, NOW))  # type: ignore[misc]
            effects = []
    for week in sorted(counts):
        counted = WeekCounts(week, counts[week])
        await store.write(lambda session, one=counted: session.keep_week(one, is_last=True))  # type: ignore[misc]


def _pair(
    program: Program, at: int, chance: random.Random, counts: dict[int, dict[tuple[str, int], int]]
) -> Iterator[Effect]:
    """A mentee and a mentor, now and then someone who never got so far, and their match."""
    came = NOW - dt.timedelta(days=chance.randint(10, 330))
    mentee, mentor = 10 * at + 1, 10 * at + 2
    yield from _person(mentee, "mentee", came, chance)
    yield from _person(mentor, "mentor", came - dt.timedelta(days=20), chance)
    if chance.random() < 0.4:
        yield from _person(10 * at + 3, "mentee", came, chance, reaches=chance.random() * 0.9)
    introduced = came + dt.timedelta(days=int(chance.expovariate(1 / 12)) + 1)
    if introduced >= NOW - dt.timedelta(days=2):
        return
    lasts = int(chance.expovariate(1 / 240)) if chance.random() < 0.6 else 10_000
    days = min((NOW - introduced).days, lasts, 7 * program.weeks)
    is_over = days == lasts or days == 7 * program.weeks
    reason = "finished" if days == 7 * program.weeks else chance.choice(REASONS)
    since = introduced + dt.timedelta(days=days)
    status = "ended" if is_over else "open"
    yield SaveMatch(
        Match(
            10 * at + 5, PROGRAM, mentee, mentor, status, since if is_over else introduced, came, chance.random() * 9,
            reason=reason if is_over else "", by=chance.choice(["mentor", "mentee", "clock"]) if is_over else "",
        )
    )  # fmt: skip
    yield SaveJourney(_journey(program, 10 * at + 5, introduced.date(), days, chance, ended=is_over))
    _count(counts, 10 * at + 5, (mentee, mentor), introduced.date(), days, chance)


def _person(id: int, role: str, came: dt.datetime, chance: random.Random, reaches: float = 1.0) -> Iterator[Effect]:
    language = chance.choice(["en", "en", "es"])
    adult = Adult(came, "v1") if reaches > 0.4 else None
    yield SavePerson(Person(id, came, f"Person {id}", language, "Europe/Madrid", adult))
    status = "done" if reaches == 1.0 else "open"
    yield SaveRun(
        Run(id, id, "onboarding", PROGRAM, "1", status, None if status == "done" else "goal", started_at=came)
    )
    if reaches > 0.2:
        yield RecordConsent(Consent(id, "onboarding", "v1", given=True, at=came))
    if reaches == 1.0:
        passed: dict[str, Json] = {"training": {"passed": "2026-05-01", "version": "1"}} if role == "mentor" else {}
        tags: dict[str, Json] = {"tags": [chance.choice(["north", "south"])]}
        profile: dict[str, Json] = {"goal": ["study"], "interests": ["chess", "maps"], "about": "x" * 400}
        yield SaveMembership(Membership(id, id, PROGRAM, role, "waiting", profile, came, {**passed, **tags}))


def _journey(  # noqa: PLR0913 - what makes a way
    program: Program, id: int, introduced: dt.date, days: int, chance: random.Random, *, ended: bool
) -> Journey:
    begun = introduced + dt.timedelta(days=(-introduced.weekday()) % 7 or 7)
    keenness = chance.betavariate(2.2, 1.4)
    steps: dict[str, Json] = {}
    for step in program.steps_for(None):
        week = step.week or 1
        sent = begun + dt.timedelta(days=7 * (week - 1))
        if (sent - introduced).days <= days:
            wanes = keenness * (1 - 0.012 * week)
            steps[step.id] = {
                side: {"sent": sent.isoformat(), **({"did": "done"} if chance.random() < wanes else {})}
                for side in ("mentee", "mentor")
            }
    meetings: list[Json] = [
        {
            "day": day,
            "on": (introduced + dt.timedelta(days=day)).isoformat(),
            "by": chance.choice(["mentee", "mentor"]),
            "said": "met",
        }
        for day in range(6, days + 1, 7)
        if chance.random() < keenness * 0.65
    ]
    marks: list[Json] = [
        {"day": day, **{side: _mark(keenness, chance) for side in ("mentee", "mentor")}}
        for day in (14, *range(30, days + 1, 30))
        if day <= days
    ]
    kept: dict[str, Json] = {"introduced_on": introduced.isoformat(), "meetings": meetings, "check_ins": marks}
    status, track = "ended" if ended else "going", chance.choice(["study", "work"])
    return Journey(id, PROGRAM, "v1", begun, track, status=status, steps=steps, kept=kept)


def _mark(keenness: float, chance: random.Random) -> int | None:
    return None if chance.random() < 0.25 else min(10, max(1, round(chance.gauss(4.5 + 5 * keenness, 1.3))))


def _count(  # noqa: PLR0913, PLR0917 - whose messages, and when
    counts: dict[int, dict[tuple[str, int], int]],
    match: int,
    both: tuple[int, int],
    introduced: dt.date,
    days: int,
    chance: random.Random,
) -> None:
    first = (introduced - dt.date(1970, 1, 5)).days // 7
    last = (NOW.date() - dt.date(1970, 1, 5)).days // 7
    for week in range(first, min(first + days // 7 + 1, last)):
        into = counts.setdefault(week, {})
        for person in both:
            into["heard", person] = chance.randint(2, 6)
        for side in ("mentee", "mentor"):
            if count := max(0, round(chance.gauss(2.5, 2.5))):
                into[side, match] = count


async def measure(pairs: int = 5_000) -> dict[str, float]:
    """Milliseconds of the first report, of one when the facts are known, and of another filter on the same facts."""
    with TemporaryDirectory() as folder:
        store = await open_store(f"sqlite:///{Path(folder) / 'bench.sqlite3'}", bytes(32))
        try:
            await fill(store, pairs)
            return await _measured(store)
        finally:
            await store.close()


async def _measured(store: Store) -> dict[str, float]:
    clock = At(NOW)
    reporting = Reporting(store, clock, set_stage(read_programs(None), open_gazetteer()))
    found: dict[str, float] = {}
    for name, seconds, filters in (
        ("first after the start", 0, Filters(PROGRAM)),
        ("a minute later", 60, Filters(PROGRAM)),
        ("another filter", 0, Filters(PROGRAM, track="study")),
        ("the same filter again", 0, Filters(PROGRAM, track="study")),
        ("another page a minute later", 60, Filters(PROGRAM, language="es")),
    ):
        clock.moment += dt.timedelta(seconds=seconds)
        began = time.perf_counter()
        await reporting.report(filters)
        found[name] = (time.perf_counter() - began) * 1_000
    return found


def show_reports(console: Console, pairs: int | None) -> None:
    """Measure and print, once without anything known and then as a dashboard asks."""
    spare_what_stays()
    found = asyncio.run(measure(pairs or 5_000))
    table = Table(title=f"A report on {pairs or 5_000} pairs over 24 weeks")
    for column in ("report", "ms"):
        table.add_column(column, justify="right" if column == "ms" else "left")
    for name, took in found.items():
        table.add_row(name, f"{took:.0f}")
    console.print(table)

"""A term of the real process under a hastened system clock, with hours, days and weeks down in between: every message
that came is compared with a calendar worked out by hand.

How quick the machine is decides nothing: the bot stays awake until what belongs to a day has come, and how late that
may be grows with how long the machine itself let this test wait.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest

from tests.outside import harbour
from tests.outside.hastened import UTC, Hastened, awake, watch
from tests.outside.settling import Settler, settle_in

SPREAD = dt.timedelta(hours=2, minutes=15)
"""What is held up for more than a quarter of an hour is spread over two hours."""
LEAST_SLACK = 5.0
"""Real seconds that a message may take on its way where the machine has nothing else to do."""
TITLES = frozenset(
    [title for _, title in (*harbour.WEEKS.values(), harbour.ROW)] + [title for _, title in harbour.DATES.values()]
)


def _at(text: str) -> dt.datetime:
    """`03-02 12:00` of 2026, UTC."""
    return dt.datetime.strptime(f"2026-{text} +0000", "%Y-%m-%d %H:%M %z")


OFFSETS = {
    "Europe/Berlin": (("01-01 00:00", 1), ("03-29 01:00", 2)),
    "America/New_York": (("01-01 00:00", -5), ("03-08 07:00", -4)),
    "Europe/London": (("01-01 00:00", 0), ("03-29 01:00", 1)),
    "Asia/Kolkata": (("01-01 00:00", 5.5),),
    "Africa/Lagos": (("01-01 00:00", 1),),
}
"""Zone → from which moment (UTC) its clocks are how many hours ahead: from the almanac, not from our code."""


@dataclass(frozen=True)
class Term:
    """How fast time goes, from when to when the bot may run (UTC), what comes at 10:00 of which local date, and in the
    window that begins when the mentees answer the question of the second week."""

    rate: float
    windows: tuple[tuple[str, str], ...]
    calendar: tuple[tuple[str, str], ...]
    answered: str


LONG = Term(
    rate=1000.0,
    windows=(
        ("02-27 10:00", "02-27 18:00"),
        ("03-02 03:30", "03-02 20:00"),
        ("03-09 03:30", "03-09 08:40"),
        ("03-09 09:40", "03-09 20:00"),
        ("03-18 09:00", "03-18 20:00"),
        ("03-20 03:30", "03-20 20:00"),
        ("03-23 03:30", "03-23 20:00"),
        ("03-30 03:30", "03-30 20:00"),
        ("04-14 10:00", "04-14 20:00"),
        ("04-20 03:30", "04-20 20:00"),
    ),
    calendar=(
        ("Make fast", "03-02"),
        ("Read the chart", "03-09"),
        ("{branch}", "03-16"),
        ("The first day of spring", "03-20"),
        ("Ask about the wind", "03-23"),
        ("Mind the tide", "03-30"),
        ("Tie a knot", "04-13"),
        ("Come ashore", "04-20"),
    ),
    answered="03-09 09:40",
)
"""Down for an hour on 9 March, three days from 15 March, two weeks in April: of what was missed the newest comes."""
SHORT = Term(
    rate=600.0,
    windows=(
        ("02-27 10:00", "02-27 18:00"),
        ("03-02 08:00", "03-02 18:00"),
        ("03-09 09:40", "03-09 18:00"),
        ("03-18 12:00", "03-18 18:00"),
        ("03-24 12:00", "03-24 18:00"),
        ("03-30 07:00", "03-30 18:00"),
        ("04-14 10:00", "04-14 18:00"),
    ),
    calendar=(
        ("Make fast", "03-02"),
        ("Read the chart", "03-09"),
        ("{branch}", "03-16"),
        ("Ask about the wind", "03-23"),
        ("Mind the tide", "03-30"),
        ("Tie a knot", "04-13"),
    ),
    answered="03-09 09:40",
)
"""Down whenever nothing is due, and over the hour on 9 March, for two days in March, and for two weeks in April."""


@dataclass
class Someone(Settler):
    """One of the four; `got` is what they got, and when."""

    branch: str
    got: list[tuple[dt.datetime, str]] = field(default_factory=list)

    def local(self, at: dt.datetime) -> dt.datetime:
        """What their clock shows, without a zone."""
        hours = [hours for since, hours in OFFSETS[self.zone] if _at(since) <= at][-1]
        return at.replace(tzinfo=None) + dt.timedelta(hours=hours)

    def utc(self, date: str, time: str) -> dt.datetime:
        """When their clock shows this."""
        wanted = _at(f"{date} {time}").replace(tzinfo=None)
        hours = {hours for _, hours in OFFSETS[self.zone]}
        found = [wanted.replace(tzinfo=UTC) - dt.timedelta(hours=one) for one in hours]
        return next(at for at in found if self.local(at) == wanted)

    def steps(self) -> list[tuple[dt.datetime, str]]:
        """The weekly and calendar steps that came, by their titles."""
        return [(at, title) for at, text in self.got if (title := text.split("\n")[0].partition(": ")[2]) in TITLES]

    def introduced(self) -> list[dt.datetime]:
        """When they were introduced."""
        return [at for at, text in self.got if "meet" in text.split("\n")[0]]


def _two() -> list[Someone]:
    return [
        Someone(1, "Ana", "mentee", "Europe/Berlin", "Set sail"),
        Someone(2, "Ben", "mentor", "Africa/Lagos", "Set sail"),
    ]


def _four() -> list[Someone]:
    return [
        Someone(1, "Ana", "mentee", "Europe/Berlin", "Set sail"),
        Someone(2, "Ben", "mentor", "America/New_York", "Set sail"),
        Someone(3, "Cleo", "mentee", "Europe/London", "Row instead"),
        Someone(4, "Dev", "mentor", "Asia/Kolkata", "Row instead"),
    ]


MODES = pytest.mark.parametrize(
    "steady", [False, True], ids=["every clock runs fast", "the steady clock keeps its pace"]
)


@pytest.mark.slow
@MODES
async def test_a_short_term_under_a_hastened_clock_brings_both_exactly_their_calendar(tmp_path, steady):
    await _walk(SHORT, _two(), tmp_path, steady=steady)


@pytest.mark.long
@MODES
async def test_a_term_under_a_hastened_clock_brings_everybody_exactly_their_calendar(tmp_path, steady):
    await _walk(LONG, _four(), tmp_path, steady=steady)


async def _walk(term: Term, people: list[Someone], folder: Path, *, steady: bool) -> None:
    """Play the term, and compare what everyone got with their calendar."""
    world = await Hastened.start()
    programs = harbour.write(folder / "programs")
    await settle_in(folder, people, _at(term.windows[0][0]))
    for one in people:
        person = world.person(1000 + one.id, one.name)
        person.started = True
        one.got = watch(world, person)
    ups: dict[str, dt.datetime] = {}
    try:
        async with _pulse() as pulse:
            for begins, ends in term.windows:
                async with awake(world, folder, programs, _at(begins), term.rate, steady=steady) as bot:
                    await world.until_called("getUpdates", world.calls["getUpdates"] + 1, within=120)
                    ups[begins] = world.moment
                    await _until_all_came(world, term, people, ends)
                    if begins == term.answered:
                        await _answer(world, people)
                    assert "clock.jumped" not in bot.said or "clock.believed" in bot.said
        assert not world.violations
    finally:
        await world.close()
    slack = dt.timedelta(seconds=term.rate * max(LEAST_SLACK, 10 * pulse.longest))
    for one in people:
        _compare(term, one, ups, slack)


@dataclass
class _Pulse:
    """How long the machine let this process wait at most, in real seconds."""

    longest: float = 0.0

    async def beat(self) -> None:
        while True:
            began = time.monotonic()
            await asyncio.sleep(0.05)
            self.longest = max(self.longest, time.monotonic() - began - 0.05)


@asynccontextmanager
async def _pulse() -> AsyncIterator[_Pulse]:
    pulse = _Pulse()
    beating = asyncio.create_task(pulse.beat())
    try:
        yield pulse
    finally:
        beating.cancel()
        with suppress(asyncio.CancelledError):
            await beating


async def _until_all_came(world: Hastened, term: Term, people: list[Someone], ends: str) -> None:
    """Return when everyone has what is due to them before this moment, a while later, or when it is past."""

    def all_came() -> bool:
        return all(
            one.introduced()
            and len(_once(one.steps())) >= sum(one.utc(date, "10:00") <= _at(ends) for _, date in term.calendar)
            for one in people
        )

    while world.moment < _at(ends) and not all_came():
        await asyncio.sleep(0.1)
    await world.until(min(_at(ends), world.moment + dt.timedelta(minutes=20)))


async def _answer(world: Hastened, people: list[Someone]) -> None:
    """The mentees say whether they read it, and the bot has taken it down."""
    for one in people[::2]:
        await world.person(1000 + one.id).presses(harbour.YES if one.branch == "Set sail" else harbour.NO)
    await world.until_confirmed(within=60)


def _once(steps: list[tuple[dt.datetime, str]]) -> list[tuple[dt.datetime, str]]:
    """Where every clock is hastened, a call's 20 seconds are 30 milliseconds: what may not have arrived is then sent
    again at once, and counts as one."""
    return [*steps[:1], *(b for a, b in pairwise(steps) if a[1] != b[1] or b[0] - a[0] > dt.timedelta(hours=1))]


def _compare(term: Term, one: Someone, ups: Mapping[str, dt.datetime], slack: dt.timedelta) -> None:
    """What they got is their calendar: these steps in this order, once, at their hour or soon after we were back."""
    steps = _once(one.steps())
    assert [title for _, title in steps] == [title.format(branch=one.branch) for title, _ in term.calendar], one.name
    for (at, title), (_, date) in zip(steps, term.calendar, strict=True):
        earliest, latest = _expected(term, one, one.utc(date, "10:00"), ups)
        assert earliest - dt.timedelta(minutes=1) <= at <= latest + SPREAD + slack, (one.name, title, one.local(at))
        assert dt.time(8) <= one.local(at).time() < dt.time(21, 30), (one.name, title, one.local(at))
    days = [one.local(at).date() for at, _ in steps]
    assert len(set(days)) == len(days), "two on one day"
    introduced = one.introduced()
    assert introduced[-1] - introduced[0] <= dt.timedelta(hours=1), "introduced once"


def _expected(
    term: Term, one: Someone, due: dt.datetime, ups: Mapping[str, dt.datetime]
) -> tuple[dt.datetime, dt.datetime]:
    """Between which moments something due then has to arrive, given when the bot was really there."""
    for begins, ends in term.windows:
        if ups[begins] <= due <= _at(ends):
            return due, due
        if due < ups[begins] and due <= _at(ends):
            return _awake(one, max(due, _at(begins))), _awake(one, ups[begins])
    raise AssertionError("due after the end")


def _awake(one: Someone, at: dt.datetime) -> dt.datetime:
    """The moment, or the end of their quiet hours if it falls into these."""
    shows = one.local(at)
    if dt.time(8) <= shows.time() < dt.time(20, 30):
        return at
    day = shows.date() + dt.timedelta(days=shows.time() >= dt.time(20, 30))
    return at + (dt.datetime.combine(day, dt.time(8)) - shows)

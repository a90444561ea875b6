"""A whole term of the real process under a hastened system clock, with hours, days and weeks down in between: every
message that came is compared with a calendar worked out by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from tests.outside import harbour
from tests.outside.hastened import UTC, Hastened, awake, watch
from tests.outside.settling import Settler, settle_in

RATE = 1000.0
SLACK = dt.timedelta(seconds=RATE)
"""What a message may take on its way on a busy machine: a real second."""
HELD_UP = dt.timedelta(hours=2, minutes=15)
"""What the machine holds up for more than a quarter of an hour (0.9 real seconds) is spread over two hours; few are."""


def _at(text: str) -> dt.datetime:
    """`03-02 12:00` of 2026, UTC."""
    return dt.datetime.strptime(f"2026-{text} +0000", "%Y-%m-%d %H:%M %z")


OFFSETS = {
    "Europe/Berlin": (("01-01 00:00", 1), ("03-29 01:00", 2)),
    "America/New_York": (("01-01 00:00", -5), ("03-08 07:00", -4)),
    "Europe/London": (("01-01 00:00", 0), ("03-29 01:00", 1)),
    "Asia/Kolkata": (("01-01 00:00", 5.5),),
}
"""Zone → from which moment (UTC) its clocks are how many hours ahead: from the almanac, not from our code."""
WINDOWS = (
    ("02-27 10:00", "02-27 18:00"),
    ("03-02 03:30", "03-02 16:30"),
    ("03-09 03:30", "03-09 08:40"),
    ("03-09 09:40", "03-09 16:30"),
    ("03-18 12:00", "03-18 18:00"),
    ("03-20 03:30", "03-20 16:30"),
    ("03-23 03:30", "03-23 16:30"),
    ("03-30 03:30", "03-30 16:30"),
    ("04-14 10:00", "04-14 18:00"),
    ("04-20 03:30", "04-20 16:30"),
)
"""From when to when the bot runs; down for an hour on 9 March, three days from 15 March, two weeks in April."""
CALENDAR = (
    ("Make fast", "03-02"),
    ("Read the chart", "03-09"),
    ("{branch}", "03-16"),
    ("The first day of spring", "03-20"),
    ("Ask about the wind", "03-23"),
    ("Mind the tide", "03-30"),
    ("Tie a knot", "04-13"),
    ("Come ashore", "04-20"),
)
"""What comes, by the local date it is for at 10:00. Down from 03-30 to 04-14: of what was missed the newest comes."""


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


def _people() -> list[Someone]:
    return [
        Someone(1, "Ana", "mentee", "Europe/Berlin", "Set sail"),
        Someone(2, "Ben", "mentor", "America/New_York", "Set sail"),
        Someone(3, "Cleo", "mentee", "Europe/London", "Row instead"),
        Someone(4, "Dev", "mentor", "Asia/Kolkata", "Row instead"),
    ]


@pytest.mark.long
@pytest.mark.parametrize("steady", [False, True], ids=["every clock runs fast", "the steady clock keeps its pace"])
async def test_a_term_under_a_hastened_clock_brings_everybody_exactly_their_calendar(tmp_path, steady):
    world = await Hastened.start()
    programs = harbour.write(tmp_path / "programs")
    people = _people()
    await settle_in(tmp_path, people, _at(WINDOWS[0][0]))
    for one in people:
        person = world.person(1000 + one.id, one.name)
        person.started = True
        one.got = watch(world, person)
    ups: dict[str, dt.datetime] = {}
    try:
        for begins, ends in WINDOWS:
            async with awake(world, tmp_path, programs, _at(begins), RATE, steady=steady) as bot:
                await world.until_called("getUpdates", world.calls["getUpdates"] + 1, within=30)
                ups[begins] = world.moment
                if begins == "03-09 09:40":
                    await world.until(_at("03-09 15:00"))
                    await world.person(1001).presses(harbour.YES)
                    await world.person(1003).presses(harbour.NO)
                await world.until(_at(ends))
                assert "clock.jumped" not in bot.said or "clock.believed" in bot.said
        assert not world.violations
    finally:
        await world.close()
    for one in people:
        _compare(one, ups, again=not steady)


def _compare(one: Someone, ups: Mapping[str, dt.datetime], *, again: bool) -> None:
    """What they got is their calendar: these steps in this order, once, at their hour or soon after we were back.

    `again`: a call may have been cut off, where its 20 seconds are 20 milliseconds; what may not have arrived is then
    sent again at once, and counts as one.
    """
    titles = [title.format(branch=one.branch) for title, _ in CALENDAR]
    every = {*(title for _, title in harbour.WEEKS.values()), harbour.ROW[1]}
    every |= {title for _, title in harbour.DATES.values()}
    steps = [(at, title) for at, text in one.got if (title := text.split("\n")[0].partition(": ")[2]) in every]
    if again:
        steps = [steps[0], *(b for a, b in pairwise(steps) if a[1] != b[1] or b[0] - a[0] > dt.timedelta(hours=1))]
    assert [title for _, title in steps] == titles, one.name
    late: list[dt.timedelta] = []
    for (at, title), (_, date) in zip(steps, CALENDAR, strict=True):
        due = one.utc(date, "10:00")
        earliest, latest = _expected(one, due, ups)
        assert earliest - dt.timedelta(minutes=1) <= at <= latest + HELD_UP + SLACK, (one.name, title, one.local(at))
        assert dt.time(8) <= one.local(at).time() < dt.time(21, 30), (one.name, title, one.local(at))
        late.append(at - latest)
    assert sorted(late)[len(late) // 2] <= SLACK, "half of them at their hour"
    days = [one.local(at).date() for at, _ in steps]
    assert len(set(days)) == len(days), "two on one day"
    introduced = [at for at, text in one.got if "meet" in text.split("\n")[0]]
    assert introduced[-1] - introduced[0] <= dt.timedelta(hours=again), "introduced once"


def _expected(one: Someone, due: dt.datetime, ups: Mapping[str, dt.datetime]) -> tuple[dt.datetime, dt.datetime]:
    """Between which moments something due then has to arrive, given when the bot was really there."""
    for begins, ends in WINDOWS:
        if ups[begins] <= due <= _at(ends):
            return due, due
        if due < ups[begins] and due <= _at(ends):
            return _awake(one, max(due, _at(begins))), _awake(one, ups[begins]) + dt.timedelta(hours=2)
    raise AssertionError("due after the end")


def _awake(one: Someone, at: dt.datetime) -> dt.datetime:
    """The moment, or the end of their quiet hours if it falls into these."""
    shows = one.local(at)
    if dt.time(8) <= shows.time() < dt.time(20, 30):
        return at
    day = shows.date() + dt.timedelta(days=shows.time() >= dt.time(20, 30))
    return at + (dt.datetime.combine(day, dt.time(8)) - shows)

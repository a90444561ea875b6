"""What is due on a local day goes out at the right moment, whatever the zone does to its days and hours.

The oracle walks minute by minute and only ever asks what the clocks on the wall show.
"""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.curriculum.rhythm import QuietHours
from bot.flows.journey.calendar import SPREAD, Hours, dates_of, moment_of

UTC = dt.timezone.utc
MINUTE = dt.timedelta(minutes=1)
ZONES = (
    "Europe/Berlin", "America/New_York", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu",
    "Africa/Casablanca", "America/Sao_Paulo", "Asia/Tehran", "Pacific/Kiritimati", "Antarctica/Troll", "Asia/Beirut",
    "Africa/Cairo", "America/Santiago", "Europe/Dublin", "Pacific/Chatham", "UTC",
)  # fmt: skip
zones = st.sampled_from(ZONES)
days = st.dates(dt.date(2000, 1, 1), dt.date(2036, 12, 28))
times = st.times().map(lambda time: time.replace(second=0, microsecond=0))
turning = st.sampled_from(
    [
        ("Europe/Berlin", dt.date(2026, 3, 29), dt.time(2, 30)),
        ("Europe/Berlin", dt.date(2026, 10, 25), dt.time(2, 30)),
        ("America/New_York", dt.date(2026, 11, 1), dt.time(1, 30)),
        ("Pacific/Apia", dt.date(2011, 12, 30), dt.time(10)),
        ("Australia/Lord_Howe", dt.date(2026, 10, 4), dt.time(2, 10)),
        ("America/Sao_Paulo", dt.date(2018, 11, 4), dt.time(0, 0)),
        ("Asia/Beirut", dt.date(2026, 3, 29), dt.time(0, 30)),
        ("Antarctica/Troll", dt.date(2026, 3, 29), dt.time(1, 30)),
    ]
)
moments = st.one_of(st.tuples(zones, days, times), turning)


def on_the_wall(at: dt.datetime, zone: str) -> dt.datetime:
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def first_minute(zone: str, begin: dt.datetime, holds) -> dt.datetime:
    """The first whole minute from here on at which what the clocks show fulfils something."""
    at = begin
    while not holds(on_the_wall(at, zone)):
        at += MINUTE
        assert at - begin < dt.timedelta(days=4)
    return at


def expected(zone: str, day: dt.date, time: dt.time) -> dt.datetime:
    wanted = dt.datetime.combine(day, time)
    begin = dt.datetime.combine(day, dt.time(0), UTC) - dt.timedelta(hours=15)
    return first_minute(zone, begin, lambda shown: shown >= wanted)


@settings(max_examples=150, deadline=None)
@given(moments)
@example(("Pacific/Apia", dt.date(2011, 12, 30), dt.time(10)))
@example(("Asia/Beirut", dt.date(2000, 10, 28), dt.time(23, 0, fold=1)))
def test_a_local_time_is_the_first_minute_at_which_the_clocks_show_it_or_have_passed_it(moment):
    zone, day, time = moment
    assert moment_of(day, time, zone) == expected(zone, day, time)


@pytest.mark.parametrize(
    ("zone", "day", "time", "utc"),
    [
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:00"),
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30"),
        ("America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30"),
        ("Pacific/Apia", "2011-12-30", "10:00", "2011-12-30T10:00"),
        ("Nowhere/Special", "2026-05-05", "10:00", "2026-05-05T10:00"),
        ("", "2026-05-05", "10:00", "2026-05-05T10:00"),
    ],
)
def test_row_50_gap_fold_a_day_that_is_missing_and_a_zone_nobody_knows(zone, day, time, utc):
    found = moment_of(dt.date.fromisoformat(day), dt.time.fromisoformat(time), zone)
    assert found == dt.datetime.fromisoformat(utc).replace(tzinfo=UTC)


quiet = st.builds(lambda start, end: QuietHours(**{"from": start, "to": end}), times, times)


@settings(max_examples=150, deadline=None)
@given(moments, quiet, st.integers(0, 6))
def test_what_would_fall_into_quiet_hours_comes_in_the_first_minute_after_them(moment, quiet, weekday):
    zone, day, time = moment
    hours = Hours(weekday, time, zone, quiet)
    wanted, found = expected(zone, day, time), hours.at(day)
    assert wanted <= found
    assert not hours.is_quiet(found)
    # Where the clocks are set back into a quiet hour, its end still counts, not the minutes that come a second time.
    if wanted.astimezone(ZoneInfo(zone)).utcoffset() == found.astimezone(ZoneInfo(zone)).utcoffset():
        assert found == first_minute(zone, wanted, lambda shown: not quiet.cover(shown.time()))


@settings(max_examples=200, deadline=None)
@given(moments, st.integers(1, 2**62))
def test_what_is_late_is_spread_over_two_hours_and_never_wakes_anyone(moment, person):
    zone, day, time = moment
    hours = Hours(0, dt.time(10), zone, QuietHours())
    at = moment_of(day, time, zone)
    then = hours.apart(at, person)
    assert not hours.is_quiet(then)
    awake = hours.awake(at)
    assert awake <= then <= hours.awake(awake + dt.timedelta(seconds=SPREAD)) + dt.timedelta(seconds=SPREAD)


def test_row_49_ten_thousand_who_are_late_at_once_are_at_most_ten_in_a_second():
    hours = Hours(0, dt.time(10), "Europe/Berlin", QuietHours())
    for at in (dt.datetime(2026, 3, 10, 10, tzinfo=UTC), dt.datetime(2026, 3, 10, 19, 30, tzinfo=UTC)):
        seconds: dict[dt.datetime, int] = {}
        for person in range(10_000):
            then = hours.apart(at, person * 7919).replace(microsecond=0)
            seconds[then] = seconds.get(then, 0) + 1
        assert max(seconds.values()) <= 10


@given(days, st.integers(0, 6))
def test_a_weekday_is_found_within_the_week_that_begins_on_any_day(day, weekday):
    found = Hours(weekday, dt.time(10), "UTC", QuietHours()).on(day)
    assert found.weekday() == weekday
    assert 0 <= (found - day).days < 7


@given(days, st.integers(0, 1200), st.dates(dt.date(2000, 1, 1), dt.date(2000, 12, 31)))
def test_a_date_of_every_year_is_found_whenever_it_comes_and_29_february_is_never_lost(first, length, any_day):
    last = first + dt.timedelta(days=length)
    month_day = (any_day.month, any_day.day)

    def is_it(day: dt.date) -> bool:
        is_last_of_february = (day + dt.timedelta(days=1)).month == 3 and day.month == 2
        return is_last_of_february if month_day == (2, 29) else (day.month, day.day) == month_day

    walked = [day for more in range(length + 1) if is_it(day := first + dt.timedelta(days=more))]
    assert list(dates_of(month_day, first, last)) == walked

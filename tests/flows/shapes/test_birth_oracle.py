"""What the age screen decides is what counting years at every hour of offset on earth decides."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flows.engine.shape import Draft, Value
from bot.flows.shapes import BirthMonth
from bot.words.messages import DatePicked, Typed

from .conftest import asked as ask


def asked(now):
    return ask(now=now)


MOMENTS = st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2032, 12, 31), timezones=st.just(dt.timezone.utc))


def is_adult_everywhere(born: dt.date, now: dt.datetime) -> bool:
    """Counting years the way people do, at every hour of offset on earth."""

    def years(today):
        return today.year - born.year - ((today.month, today.day) < (born.month, born.day))

    return all(years((now + dt.timedelta(hours=ahead)).date()) >= 18 for ahead in range(-12, 15))


@given(MOMENTS, st.integers(-40, 40))
def test_a_full_date_around_the_birthday(now, away):
    around = now.date() + dt.timedelta(days=away)
    born = dt.date(around.year - 18, around.month, min(around.day, 28))
    reading = BirthMonth().read(DatePicked(born), asked(now))
    assert reading.value["adult"] is is_adult_everywhere(born, now)


@pytest.mark.parametrize("year", [2025, 2026, 2028])
@pytest.mark.parametrize("born", [dt.date(2008, 2, 28), dt.date(2008, 2, 29), dt.date(2008, 3, 1), dt.date(2010, 3, 1)])
def test_leap_birthdays_at_every_hour(year, born):
    now = dt.datetime(year, 2, 26, tzinfo=dt.timezone.utc)
    for hour in range(24 * 6):
        moment = now + dt.timedelta(hours=hour)
        value = BirthMonth().read(Typed(born.isoformat()), asked(moment)).value
        assert value["adult"] is is_adult_everywhere(born, moment)


@given(MOMENTS, st.integers(-3, 3))
def test_a_month_decides_only_what_every_day_in_it_would(now, away):
    year, month = divmod((now.year - 18) * 12 + now.month - 1 + away, 12)
    month += 1
    days = [dt.date(year, month, 1) + dt.timedelta(days=day) for day in range(31)]
    outcomes = {is_adult_everywhere(day, now) for day in days if day.month == month}
    reading = BirthMonth().read(Typed(f"{month}/{year}"), asked(now))
    assert isinstance(reading, Draft) is (len(outcomes) == 2)
    if isinstance(reading, Value):
        assert reading.value["adult"] in outcomes


@given(MOMENTS, st.dates(dt.date(2006, 1, 1), dt.date(2019, 1, 1)), st.booleans())
def test_on_the_day_it_lifts_one_is_surely_an_adult(now, born, by_month):
    typed = f"{born.month}/{born.year}" if by_month else born.isoformat()
    reading = BirthMonth().read(Typed(typed), asked(now))
    value = reading.value if isinstance(reading, Value) else {}
    if value.get("adult") is False:
        lift = dt.datetime.combine(dt.date.fromisoformat(value["lift"]), dt.time(), dt.timezone.utc)
        last = dt.date(born.year, born.month, 28)
        assert is_adult_everywhere(born if not by_month else max(last, born), lift)
        assert set(value) == {"adult", "lift"}


@given(MOMENTS, st.integers(5, 17))
def test_a_stated_age_lifts_when_it_must_have_passed(now, years):
    value = BirthMonth().read(Typed(f"I'm {years}"), asked(now)).value
    youngest = dt.date(now.year - years, now.month, min(now.day, 28))
    lift = dt.datetime.combine(dt.date.fromisoformat(value["lift"]), dt.time(), dt.timezone.utc)
    assert is_adult_everywhere(youngest, lift)

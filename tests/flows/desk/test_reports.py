"""What coordinators write behind /report is read as filters, and filters survive the way through a button."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.reporting import fill
from bot.curriculum.folders import read_programs
from bot.flows.desk.reports import _KEYS, MOST_CODE, as_json, decoded, encoded, from_json, read
from bot.flows.desk.rights import DENIED
from bot.words.reports import Filters
from tests.flows.desk.office import CAST, trail

TODAY = dt.date(2027, 3, 31)
PROGRAMS = {"first year together": "first_year", "first_year": "first_year", "new neighbors": "new_neighbors"}


@pytest.mark.parametrize(
    ("said", "filters"),
    [
        ("last 30 days", Filters("", since=dt.date(2027, 3, 1))),
        ("the past 2 weeks", Filters("", since=dt.date(2027, 3, 17))),
        ("últimos 30 días", Filters("", since=dt.date(2027, 3, 1))),
        ("ultimas 2 semanas", Filters("", since=dt.date(2027, 3, 17))),
        ("Track Work", Filters("", track="work")),
        ("last 30 days, track work", Filters("", since=dt.date(2027, 3, 1), track="work")),
        ("from 2027-01-01 to 2027-02-28", Filters("", dt.date(2027, 1, 1), dt.date(2027, 2, 28))),
        ("desde 2027-01-01 hasta 2027-02-28", Filters("", dt.date(2027, 1, 1), dt.date(2027, 2, 28))),
        ("First Year Together, only mentors", Filters("first_year", role="mentor")),
        ("mentees, language es and tag night", Filters("", role="mentee", language="es", tag="night")),
        ("cohort spring-27", Filters("", cohort="spring-27")),
        ("", Filters("")),
    ],
)
def test_words_are_read_as_filters(said: str, filters: Filters) -> None:
    wish = read(said, PROGRAMS, TODAY)

    assert wish.filters == filters
    assert not wish.unread


@pytest.mark.parametrize("said", ["spanish inquisition", "last 30 days quickly", "from 2027-13-45", "track"])
def test_what_is_not_understood_is_said_so(said: str) -> None:
    assert read(said, PROGRAMS, TODAY).unread


_WORD = st.text("abcdefgh-_0123", max_size=8)
_DAY = st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2060, 1, 1))


@given(_DAY, _DAY, _WORD, st.sampled_from(["", "mentee", "mentor"]), _WORD)
def test_filters_come_back_from_a_button_and_from_what_is_kept(since, until, track, role, language) -> None:
    filters = Filters("first_year", since, until, track=track, role=role, language=language)

    assert decoded("first_year", encoded(filters)) == filters
    assert from_json(as_json(filters)) == filters


def test_the_longest_button_fits() -> None:
    longest = max(read_programs(None), key=len)

    for number in _KEYS:
        assert len(f"desk.report.{longest}.{number}.{'x' * MOST_CODE}".encode()) <= 64


async def test_a_report_is_for_the_staff_of_its_program_and_is_entered_into_the_trail(company) -> None:
    async with company(CAST) as everyone:
        await everyone.says("Rosa", "/report")
        everyone.news("Rosa")
        await everyone.taps("Rosa", "Steps done by both")

        assert any("There is nothing to show yet." in text for text in everyone.news("Rosa"))
        assert (await trail(everyone))[-1] == "report"


async def test_what_belongs_to_another_program_is_denied(company) -> None:
    async with company(CAST) as everyone:
        await everyone.presses("Rosa", "desk.report.first_year.0.")

        assert everyone.news("Rosa")[-1] == DENIED.english
        assert (await trail(everyone))[-1] == "denied"


async def test_report_of_someone_in_a_match_stays_what_it_was(company) -> None:
    async with company(CAST) as everyone:
        await everyone.says("Sam", "/report")

        assert "What is it about?" in everyone.news("Sam")[-1]


async def test_the_picture_reaches_the_chat_with_what_one_sees(company) -> None:
    async with company(CAST) as everyone:
        await fill(everyone.store, 30)
        await everyone.says("Luis", "/report first year together")
        await everyone.taps("Luis", "From the first message to the goodbye")

        *_, told, picture = everyone.chat("Luis").entries.values()
        assert told.text == "There you are: First Year Together, everything up to today."
        assert picture.text.startswith("Of 72 people who came, about 58 were introduced to someone.")
        assert picture.file.data.startswith(b"\x89PNG")

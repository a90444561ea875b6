"""Audiences, texts and rules as people write them, and as they are kept."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flows.broadcasting.audience import members
from bot.flows.broadcasting.audience.belonging import holds
from bot.flows.broadcasting.audience.members import Someone
from bot.flows.broadcasting.audience.queries import (
    All,
    AnyOf,
    AudienceError,
    Between,
    Everyone,
    Is,
    Not,
    as_json,
    from_json,
)
from bot.flows.broadcasting.audience.reading import read_audience
from bot.flows.broadcasting.audience.saying import spoken
from bot.flows.broadcasting.filling import fill, lacking, variables
from bot.flows.broadcasting.moves import Fault
from bot.flows.broadcasting.questions.timing import WHEN
from bot.flows.broadcasting.refusing import why_not
from bot.flows.broadcasting.repeating import next_time, read_rule
from bot.flows.engine.shape import Asking, Declined, Value
from bot.flows.shapes.local_time import LocalTime
from bot.words.journeys import Journey
from bot.words.matches import Match, Tie
from bot.words.messages import Typed
from bot.words.people import Membership, Person
from tests.broadcasting.city import START, stage, to_all

MENTEES, ALONE = Is("role", ("mentee",)), Is("match", ("none",))


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("everyone", Everyone()),
        ("mentees without a match, who write Spanish", All((All((MENTEES, ALONE)), Is("language", ("es",))))),
        ("unmatched mentees who speak Arabic", All((ALONE, MENTEES, Is("language", ("ar",))))),
        ("aprendices sin pareja", All((MENTEES, ALONE))),
        ("mentors and not trained", All((Is("role", ("mentor",)), Is("training", ("open",))))),
        ("mentors, but not tag: choir", All((Is("role", ("mentor",)), Not(Is("tag", ("choir",)))))),
        ("week 3-6", Between("week", 3, 6)),
        ("mentees in week 15", All((MENTEES, Between("week", 15, 15)))),
        ("semana 3", Between("week", 3, 3)),
        ("check-in below 5", Between("check-in", 0, 4)),
        ("track nursing or law", Is("track", ("nursing", "law"))),
        ("profile.goal = job", Is("profile.goal", ("job",))),
        ("p-12ab34cd, 00112233", Is("person", ("12ab34cd", "00112233"))),
    ],
)
def test_an_audience_is_read_from_words(words, query):
    assert read_audience(words) == query


@pytest.mark.parametrize("words", ["", "blue people", "week ten", "mentees who are tall", "profile.goal"])
def test_what_is_not_understood_is_never_guessed(words):
    with pytest.raises(AudienceError):
        read_audience(words)


queries = st.recursive(
    st.one_of(
        st.just(Everyone()),
        st.builds(
            Is,
            st.sampled_from([*members.WORDS, "profile.goal"]),
            st.lists(st.sampled_from(["mentee", "open", "none", "es", "job", ""]), min_size=1).map(tuple),
        ),
        st.builds(
            lambda field, low, more: Between(field, low, low + more),
            st.sampled_from(list(members.NUMBERS)),
            st.integers(0, 9),
            st.integers(0, 9),
        ),
    ),
    lambda parts: st.one_of(
        st.builds(Not, parts),
        st.builds(lambda some: All(tuple(some)), st.lists(parts, min_size=1, max_size=3)),
        st.builds(lambda some: AnyOf(tuple(some)), st.lists(parts, min_size=1, max_size=3)),
    ),
    max_leaves=8,
)


def someone(**more) -> Someone:
    """A mentee in week 3 of an open match who gave a 4."""
    person = Person(0x12AB34CD, START, name="Sam", language="es-MX", zone="America/Lima")
    membership = Membership(1, person.id, "walking", "mentee", "waiting", {"goal": ["job"]}, START, {"tags": ["choir"]})
    journey = Journey(
        7, "walking", "v", (START - dt.timedelta(days=15)).date(), track="law", kept={"check_ins": [{"mentee": 4}]}
    )
    match = Match(7, "walking", person.id, 2, more.get("status", "open"), START, START)
    tie = Tie(match, Person(2, START, name="Ana"), None, journey=journey)
    return Someone(person, membership, (tie,), START.date())


@pytest.mark.parametrize(
    ("words", "is_so"),
    [
        ("mentees", True),
        ("mentors", False),
        ("matched", True),
        ("without a match", False),
        ("who write Spanish", True),
        ("week 3", True),
        ("week 4+", False),
        ("check-in below 5", True),
        ("tag choir", True),
        ("track law", True),
        ("profile.goal job", True),
        ("p-12ab34cd", True),
        ("not tag choir", False),
    ],
)
def test_everything_known_of_someone_can_be_asked_for(words, is_so):
    assert holds(read_audience(words), someone()) is is_so


@settings(deadline=None)
@given(queries)
def test_a_query_is_kept_as_it_is_and_can_be_said_in_every_language(query):
    assert from_json(as_json(query)) == query
    assert all(spoken(query, partial(_said, language), language) for language in ("en", "es"))


def _said(language, line) -> str:
    return stage().speech.say(line, language)


@given(queries)
def test_someone_is_either_in_it_or_in_its_opposite(query):
    assert holds(query, someone()) is not holds(Not(query), someone())


@given(st.text(max_size=30), st.text(alphabet="ab{}|", max_size=20))
def test_what_is_filled_in_is_never_read_again(name, text):
    assert fill("Hi {name}!", {"name": name}) == f"Hi {name}!"
    assert lacking(text, dict.fromkeys(variables(text), "x")) == ()


def test_a_name_that_ends_with_a_full_stop_brings_no_second_one():
    assert (
        fill("Hello {name}. {partner|A friend.}. {name}!", {"name": "Jonas B."}) == "Hello Jonas B. A friend. Jonas B.!"
    )


def test_something_else_stands_where_nothing_is_known():
    assert fill("{name|friend} and {partner|your mentor}", {"name": "Sam"}) == "Sam and your mentor"
    assert lacking("{name|friend}, {partner}, {week} and {partner}", {}) == ("partner", "week")


@pytest.mark.parametrize(
    ("language", "missing", "instead"),
    [
        ("en", "in place of {partner} or {week}; the first is Ana.", "for example {partner|…} and {week|…}."),
        ("es", "en lugar de {partner} o {week}; la primera es Ana.", "por ejemplo {partner|…} y {week|…}."),
    ],
)
def test_everything_that_is_missing_for_somebody_is_named_in_one_answer(language, missing, instead):
    fault = Fault("lacking", "2 partner week", 1)
    said = why_not(fault, to_all(size=3), Everyone(), partial(_said, language), language, lambda _: "Ana")
    assert missing in said
    assert said.endswith(instead)


@pytest.mark.parametrize(
    ("words", "rule", "first"),
    [
        ("every Monday at 9", "weekly 0 09:00", "2026-03-16 09:00"),
        ("cada lunes a las 17:30", "weekly 0 17:30", "2026-03-16 17:30"),
        ("every other friday at 6pm", "fortnightly 4 18:00", "2026-03-13 18:00"),
        ("on the 1st of the month", "monthly 1 09:00", "2026-04-01 09:00"),
        ("on the 31st of each month at 8", "monthly 31 08:00", "2026-03-31 08:00"),
        ("every day at 11", "daily 11:00", "2026-03-11 11:00"),
    ],
)
def test_a_rule_is_read_from_words_and_gives_its_next_time(words, rule, first):
    assert read_rule(words) == rule
    assert f"{next_time(rule, dt.datetime(2026, 3, 10, 12)):%Y-%m-%d %H:%M}" == first


def test_the_last_day_stands_in_for_a_day_a_month_does_not_have():
    assert next_time("monthly 31 08:00", dt.datetime(2026, 4, 1)).date() == dt.date(2026, 4, 30)
    assert next_time("monthly 30 08:00", dt.datetime(2027, 2, 1)).date() == dt.date(2027, 2, 28)


@pytest.mark.parametrize("words", ["whenever", "every Monday at 25", "on the 32nd of the month", "every"])
def test_a_rule_that_is_not_understood_is_none(words):
    assert read_rule(words) is None


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("tomorrow at 9", "2026-03-11T09:00:00"),
        ("mañana a las 9:30", "2026-03-11T09:30:00"),
        ("monday at 6pm", "2026-03-16T18:00:00"),
        ("2026-05-01 17:30", "2026-05-01T17:30:00"),
        ("2026-02-30 17:30", None),
        ("2025-05-01 17:30", None),
        ("soon", None),
    ],
)
def test_a_time_on_everyones_clock_is_read_and_has_to_be_still_to_come(said, at):
    read = LocalTime(WHEN, anywhere=True).read(Typed(said), Asking("when", "en", START, partial(_said, "en")))
    assert read == (Declined(WHEN()) if at is None else Value(at))

"""Made-up people whose answers fit together."""

from __future__ import annotations

from collections import Counter
from zoneinfo import ZoneInfo

import pytest

from bot.flows.gazetteer import open_gazetteer
from bot.matching.believable import believable
from bot.matching.concepts import concepts
from bot.matching.demands import ready
from bot.matching.traits import Reader
from tests.matching.given import GOALS, INTERESTS, TERMS, TODAY


@pytest.fixture(scope="module")
def people():
    return believable(1, 400, 200, TERMS)


def test_the_same_seed_makes_the_same_people_and_another_seed_others(people):
    assert believable(1, 400, 200, TERMS) == people
    assert believable(2, 400, 200, TERMS) != people
    assert [one.person.id for one in believable(1, 2, 1, TERMS, first_id=50)] == [50, 51, 52]


@pytest.mark.parametrize("written", ["en", "es"])
def test_whoever_is_to_be_read_along_writes_in_the_language_asked_for(written):
    fields = {concept.name(written) for concept in concepts().by_key.values()}
    said = [one.membership.profile for one in believable(1, 200, 100, TERMS, written=written)]
    assert len([profile for profile in said if "field" in profile]) > 100
    assert {profile["field"] for profile in said if "field" in profile} <= fields
    assert not any(profile.get("profession", "").startswith(("Je suis", "Ich bin")) for profile in said)


def test_places_are_on_the_map_and_zones_are_theirs(people):
    gazetteer = open_gazetteer()
    for one in people:
        place = one.membership.profile["place"]
        city = gazetteer.by_id(place["id"])
        assert (city.name, city.country, city.zone, city.region) == (
            place["city"], place["country"], place["zone"], place["region"],
        )  # fmt: skip
        assert abs(city.latitude - place["lat"]) < 0.1
        assert abs(city.longitude - place["lon"]) < 0.1
        assert ZoneInfo(one.person.zone).key == place["zone"]


def test_most_speak_what_is_spoken_where_they_live_and_write_in_a_language_they_speak(people):
    germans = [one for one in people if one.membership.profile["place"]["country"] == "DE"]
    speak = sum("de" in one.membership.profile["languages"] for one in germans)
    assert speak > 0.8 * len(germans) > 10
    assert all(one.membership.profile["languages"] for one in people)


def test_answers_are_those_the_questions_can_have(people):
    for one in people:
        profile, is_mentor = one.membership.profile, one.membership.role == "mentor"
        chosen = profile["offer" if is_mentor else "goal"]
        assert all(key in GOALS or set(key) == {"own"} for key in chosen if not isinstance(key, dict))
        assert all(isinstance(key, dict) or key in INTERESTS for key in profile["interests"])
        assert ("seats" in profile) == is_mentor
        assert set(profile["times"]) <= {"mornings", "afternoons", "evenings", "weekends"}
        assert set(profile["times"])


def test_nearly_every_job_is_understood(people):
    reader = Reader(TERMS)
    jobs = [reader.traits(one).job for one in people if "profession" in one.membership.profile]
    assert sum(map(bool, jobs)) > 0.97 * len(jobs)
    assert len(set(jobs)) > 80


def test_seats_readiness_and_roles_are_spread_as_documented(people):
    mentors = [one for one in people if one.membership.role == "mentor"]
    assert len(mentors) == 200
    mean = sum(one.membership.profile["seats"] for one in mentors) / len(mentors)
    assert 2.1 < mean < 2.7
    untrained = sum("training" in ready(one, TERMS.rules, TODAY) for one in mentors)
    assert 5 < untrained < 40
    roles = Counter(one.membership.role for one in people)
    assert roles == {"mentee": 400, "mentor": 200}

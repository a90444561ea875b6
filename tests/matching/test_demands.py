"""The hard rules, one by one: who is ready, which two are kept apart, and when they can talk."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.demands import breaches, facts_of, ready, seats
from bot.matching.hours import SLOTS, hours, overlap
from bot.matching.rules import Rules
from bot.matching.traits import Reader
from bot.words.messages import Address
from tests.matching.given import TERMS, TODAY, bond, mentee, mentor, pool, with_rules


def broken(one, other, terms=TERMS, **facts):
    reader = Reader(terms)
    return breaches(reader.traits(one), reader.traits(other), terms.rules, facts_of(pool(**facts), terms))


def test_two_without_anything_between_them_may_be_matched():
    assert broken(mentee(1), mentor(2)) == ()


# --- pairs -----------------------------------------------------------------------------------------------------


def test_they_need_a_language_in_common_whatever_its_country():
    assert broken(mentee(1, languages=["pt-BR"]), mentor(2, languages=["pt-PT", "en"])) == ()
    assert broken(mentee(1, languages=["pt"]), mentor(2, languages=["es"])) == ("shared_language",)
    assert broken(mentee(1, languages=["pt"]), mentor(2, languages=["es"]), with_rules(shared_language=False)) == ()


@pytest.mark.parametrize(
    ("times", "zone", "other_times", "other_zone", "fits"),
    [
        (["evenings"], "Europe/Paris", ["evenings"], "Europe/London", True),
        (["evenings"], "Europe/Paris", ["mornings"], "Europe/Paris", False),
        (["evenings"], "Europe/Paris", ["afternoons"], "America/New_York", True),
        (["evenings"], "Europe/Paris", ["evenings"], "America/New_York", False),
        (["mornings"], "Asia/Tokyo", ["evenings"], "America/New_York", True),
        (["weekends"], "Asia/Kathmandu", ["weekends"], "America/Los_Angeles", True),
        (["weekends"], "Europe/Paris", ["mornings", "afternoons", "evenings"], "Europe/Paris", False),
        (["mornings"], "Pacific/Auckland", ["weekends"], "America/Los_Angeles", True),  # Monday there, Sunday here
        ([], "Europe/Paris", ["mornings"], "Europe/Paris", True),
        (["evenings"], "", ["mornings"], "Europe/Paris", True),
        (["evenings"], "Nowhere/Land", ["mornings"], "Europe/Paris", True),
    ],
)
def test_they_need_an_hour_in_common_by_the_clocks_of_their_own_places(times, zone, other_times, other_zone, fits):
    one, other = mentee(1, times=times, zone=zone), mentor(2, times=other_times, zone=other_zone)
    assert broken(one, other) == (() if fits else ("overlapping_times",))
    assert broken(one, other, with_rules(overlapping_times=False)) == ()


def test_the_hours_are_those_of_the_day_of_the_round():
    winter, summer = dt.date(2026, 1, 12), dt.date(2026, 7, 13)
    assert hours(("evenings",), "Europe/Paris", winter) != hours(("evenings",), "Europe/Paris", summer)
    assert hours(("evenings",), "Africa/Lagos", winter) == hours(("evenings",), "Africa/Lagos", summer)


TIMES = st.lists(st.sampled_from(["mornings", "afternoons", "evenings", "weekends"]), min_size=1, unique=True)
ZONES = st.sampled_from(["UTC", "Asia/Kathmandu", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/St_Johns"])


@given(TIMES, ZONES, TIMES, ZONES)
def test_overlap_has_no_sides_and_everyone_overlaps_with_themselves(times, zone, other_times, other_zone):
    one, other = hours(tuple(times), zone, TODAY), hours(tuple(other_times), other_zone, TODAY)
    assert overlap(one, other) == overlap(other, one)
    assert overlap(one, one)
    assert one.bit_length() <= SLOTS
    assert one.bit_count() == hours(tuple(times), "UTC", TODAY).bit_count()


@pytest.mark.parametrize(
    ("mine", "theirs", "rule"),
    [
        ({"gender": "woman", "wish": {"gender": "same"}}, {"gender": "woman"}, ()),
        ({"gender": "woman", "wish": {"gender": "same"}}, {"gender": "man"}, ("mentee_wish",)),
        ({"gender": "woman", "wish": {"gender": "same"}}, {}, ("mentee_wish",)),
        ({"gender": "nonbinary", "wish": {"gender": "same"}}, {"gender": "Nonbinary"}, ()),
        ({"wish": {"gender": "woman"}}, {"gender": "woman"}, ()),
        ({"wish": {"gender": "same"}}, {"gender": "woman"}, ("mentee_wish",)),
        ({"gender": "man"}, {"gender": "woman", "wish": {"gender": "same"}}, ("mentor_wish",)),
        ({}, {"gender": "woman", "wish": {"gender": "same"}}, ("mentor_wish",)),
        ({"wish": {"gender": "any"}}, {}, ()),
        ({"wish": {"gender": "woman"}, "widened": ["same_gender_wish"]}, {"gender": "man"}, ()),
    ],
)
def test_a_wish_about_gender_holds_both_ways_and_what_is_unknown_meets_no_wish(mine, theirs, rule):
    assert broken(mentee(1, record=mine), mentor(2, record=theirs)) == rule
    assert broken(mentee(1, record=mine), mentor(2, record=theirs), with_rules(same_gender_wish=False)) == ()


@pytest.mark.parametrize(
    ("one", "other", "knows"),
    [
        ({"known": [{"id": "2"}]}, {}, True),
        ({}, {"known": [{"id": "1"}]}, True),
        ({"known": [{"name": "omar hassán"}]}, {"name": "Omar Hassan"}, True),
        ({"known": [{"name": "Omar"}]}, {"name": "Omar"}, False),
        ({"known": [{"id": "3"}, {"name": "Li Na"}]}, {"name": "Omar Hassan"}, False),
    ],
)
def test_people_who_know_each_other_are_kept_apart(one, other, knows):
    assert broken(mentee(1, **one), mentor(2, **other)) == (("already_know",) if knows else ())
    assert broken(mentee(1, **one), mentor(2, **other), with_rules(already_know="allow")) == ()


def test_an_id_means_someone_only_on_the_channel_it_was_picked_on():
    on_slack = replace(mentor(2), addresses=(Address("slack", "2"),))
    assert broken(mentee(1, known=[{"id": "2"}]), on_slack) == ()
    second = replace(mentor(2), addresses=(Address("slack", "U2"), Address("telegram", "2")))
    assert broken(mentee(1, known=[{"id": "2"}]), second) == ("already_know",)


def test_household_inviter_and_oneself():
    assert broken(mentee(1, record={"household": "Elm 3"}), mentor(2, record={"household": "elm  3"})) == ("household",)
    assert broken(mentee(1, record={"household": ""}), mentor(2, record={"household": ""})) == ()
    assert broken(mentee(1, record={"invited_by": 2}), mentor(2)) == ("inviter",)
    assert broken(mentee(1), mentor(2, record={"invited_by": 1})) == ("inviter",)
    assert broken(mentee(1), mentor(1)) == ("self",)


def test_pairs_kept_apart_stay_apart_whoever_is_the_mentor():
    assert broken(mentee(1), mentor(2), apart={(1, 2): "blocked"}) == ("apart",)
    assert broken(mentee(2), mentor(1), apart={(1, 2): "blocked"}) == ("apart",)


def test_the_same_two_are_not_put_together_again_before_the_buffer_is_over():
    for status in ("ended", "dropped"):
        assert broken(mentee(1), mentor(2), past=(bond(1, 2, status, ago=89),)) == ("rematch",)
        assert broken(mentee(1), mentor(2), past=(bond(1, 2, status, ago=90),)) == ()
        assert broken(mentee(2), mentor(1), past=(bond(1, 2, status, ago=5),)) == ()
        assert broken(mentee(1), mentor(2), with_rules(rematch_days=0), past=(bond(1, 2, status),)) == ()


def test_a_circle_is_seen_through_several_people_and_programs():
    bonds = {"matches": (bond(2, 1), bond(3, 2)), "elsewhere": (bond(4, 3, program="other"),)}
    for guided in (2, 3, 4):
        assert broken(mentee(1), mentor(guided), **bonds) == ("circle",)
    assert broken(mentee(4), mentor(1), **bonds) == ()
    assert broken(mentee(1), mentor(4), with_rules(circles="allow"), **bonds) == ()
    assert broken(mentee(1), mentor(2), matches=(bond(2, 1, "ended"),)) == ()


# --- ready or not ----------------------------------------------------------------------------------------------

CHECKED = Rules(checks=("references",))


def test_a_mentee_who_finished_onboarding_is_ready():
    assert ready(mentee(1), CHECKED, TODAY) == ()


def test_nobody_is_ready_whose_age_screen_was_not_passed_who_stopped_or_cannot_be_reached():
    one = mentee(1)
    assert ready(replace(one, person=replace(one.person, adult=None)), Rules(), TODAY) == ("age",)
    assert ready(replace(one, person=replace(one.person, active=False)), Rules(), TODAY) == ("stopped",)
    assert ready(replace(one, membership=replace(one.membership, status="stopped")), Rules(), TODAY) == ("stopped",)
    assert ready(replace(one, reachable=False), Rules(), TODAY) == ("unreachable",)


@pytest.mark.parametrize(
    ("until", "is_away"),
    [("2026-11-24", True), ("2026-11-23", False), ("2026-11-24T08:00:00+00:00", True), ("soon", False), (None, False)],
)
def test_who_is_away_comes_back_on_the_day_they_named(until, is_away):
    assert ready(mentee(1, record={"away_until": until}), Rules(), TODAY) == (("away",) if is_away else ())


@pytest.mark.parametrize(
    ("record", "missing"),
    [
        ({"training": None}, ("training", "check:references")),
        ({"training": {"passed": "2026-01-01"}, "checks": {}}, ("check:references",)),
        ({"checks": {"references": {"outcome": "failed", "expires": None}}}, ("check:references",)),
        ({"checks": {"references": {"outcome": "passed", "expires": "2026-11-22"}}}, ("check:references",)),
        ({"checks": {"references": {"outcome": "passed", "expires": "2026-11-23"}}}, ()),
        ({"checks": {"references": {"outcome": "passed", "expires": None}}}, ()),
        ({"checks": {"references": {"outcome": "passed", "expires": "later"}}}, ("check:references",)),
        ({"checks": "yes", "training": "yes"}, ("training", "check:references")),
    ],
)
def test_a_mentor_is_ready_after_training_and_with_every_check_valid(record, missing):
    assert ready(mentor(1, record=record), CHECKED, TODAY) == missing


def test_training_is_asked_only_where_the_program_asks_for_it():
    assert ready(mentor(1, record={"training": None}), Rules(training=False), TODAY) == ()


@pytest.mark.parametrize(("offered", "count"), [(3, 3), (0, 0), (-1, 0), ("3", 0), (True, 0), (None, 0)])
def test_seats_are_what_the_profile_offers(offered, count):
    assert seats(mentor(1, seats=offered)) == count
    assert ready(mentor(1, seats=offered), Rules(), TODAY) == (() if count else ("seats",))
    assert ready(mentor(1, seats=offered), Rules(), TODAY, free_seats=0) == ("seats",)

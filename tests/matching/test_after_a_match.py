"""Who was in a match before: first in line where they were left waiting, not before the program's days otherwise."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.curriculum.folders import read_programs
from bot.doings.rounds import looking, terms_for
from bot.matching.solving import solve
from tests.matching.given import NOW, TERMS, TODAY, bond, mentee, mentor, pool


def suggested(*members, terms=TERMS, **given):
    found = solve(looking(pool(*members, **given)), terms)
    return {one: [each.mentor for each in some] for one, some in found.suggestions.items()}


def test_whoever_was_left_waiting_comes_before_who_has_waited_long():
    assert suggested(mentee(1, waited=80), mentee(2, waited=2), mentor(3)) == {1: [3]}
    assert suggested(mentee(1, waited=80), mentee(2, waited=2, record={"first": True}), mentor(3)) == {2: [3]}


def test_the_days_between_two_matches_are_kept():
    until = (TODAY + dt.timedelta(days=1)).isoformat()
    assert suggested(mentee(1, record={"away_until": until}), mentor(2)) == {}
    assert suggested(mentee(1, record={"away_until": TODAY.isoformat()}), mentor(2)) == {1: [2]}


def test_who_rests_is_not_matched_on_either_side():
    assert suggested(mentee(1, record={"resting": True}), mentor(2)) == {}
    assert suggested(mentee(1), mentor(2, record={"resting": True})) == {}


def test_the_same_two_meet_again_only_after_the_programs_days():
    terms = terms_for(read_programs()["first_year"], TODAY)
    terms = replace(terms, rules=replace(terms.rules, training=False, checks=()))
    ended = bond(1, 2, "ended", ago=terms.rules.rematch_days - 1)
    assert suggested(mentee(1), mentor(2), terms=terms, past=(ended,)) == {}
    long_ago = replace(ended, since=NOW - dt.timedelta(days=terms.rules.rematch_days))
    assert suggested(mentee(1), mentor(2), terms=terms, past=(long_ago,)) == {1: [2]}

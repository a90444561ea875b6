"""A whole round: no rule broken, nobody left out who could be matched, the same whatever the order, and why."""

from __future__ import annotations

import itertools
import pickle
import subprocess
import sys
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching import strengths
from bot.matching.believable import believable
from bot.matching.demands import breaches, facts_of, ready, seats
from bot.matching.ground import as_json, common_ground
from bot.matching.round import RunnerUp
from bot.matching.solving import Hall, explain, grid_of, solve
from bot.words.matches import SEATED, Pool
from tests.matching.given import (
    LYON,
    MADRID,
    TERMS,
    TODAY,
    bond,
    crowd,
    mentee,
    mentor,
    only,
    pool,
    seeded,
    with_rules,
)

crowds = st.builds(
    crowd,
    st.integers(0, 10**6).map(seeded),
    st.integers(0, 14),
    st.integers(0, 9),
    both=st.integers(0, 4),
)


def arrows_of(found, people, terms):
    arrows = {mentor: set(guided) for mentor, guided in facts_of(people, terms).guided.items()}
    for one in (pairing for some in found.suggestions.values() for pairing in some):
        arrows.setdefault(one.mentor, set()).add(one.mentee)
    return arrows


def has_circle(arrows):
    left = {one: set(others) for one, others in arrows.items()}
    while True:
        ends = {one for one, others in left.items() if not others & left.keys()}
        if not ends:
            return bool(left)
        left = {one: others for one, others in left.items() if one not in ends}


@settings(deadline=None, max_examples=150)
@given(crowds)
def test_no_hard_rule_is_ever_broken(people):
    found = solve(people, TERMS)
    hall, facts = Hall(people, TERMS), facts_of(people, TERMS)
    member, traits = hall.member, hall.reader.traits
    assert len({one.mentee for one in found.pairs}) == len(found.pairs)
    for one in (pairing for some in found.suggestions.values() for pairing in some):
        mentee_, mentor_ = member["mentee", one.mentee], member["mentor", one.mentor]
        assert breaches(traits(mentee_), traits(mentor_), TERMS.rules, facts) == ()
        assert ready(mentee_, TERMS.rules, TODAY) == ready(mentor_, TERMS.rules, TODAY) == ()
    assert not has_circle(arrows_of(found, people, TERMS))


@settings(deadline=None, max_examples=100)
@given(crowds)
def test_no_mentor_gets_more_than_they_have_places_whatever_the_mentees_choose(people):
    found = solve(people, TERMS)
    given_ = Counter(one.mentor for some in found.suggestions.values() for one in some)
    offered = {one.person.id: seats(one) for one in people.members if one.membership.role == "mentor"}
    assert all(count <= offered[mentor_] for mentor_, count in given_.items())
    for some in found.suggestions.values():
        assert len({one.mentor for one in some}) == len(some) <= TERMS.suggestions


@settings(deadline=None, max_examples=60)
@given(crowds, st.randoms(use_true_random=False))
def test_the_order_in_which_people_come_makes_no_difference(people, random):
    shuffled = list(people.members)
    random.shuffle(shuffled)
    assert solve(replace(people, members=tuple(shuffled)), TERMS) == solve(people, TERMS)


@settings(deadline=None, max_examples=80)
@given(crowds, st.integers(0, 10**6))
def test_one_more_mentor_never_leaves_fewer_people_matched(people, seed):
    rng = seeded(seed)
    extra = mentor(5000, seats=rng.randint(1, 3), languages=rng.sample(["en", "es", "fr"], 2), offer=["study"])
    more = replace(people, members=(*people.members, extra))
    assert solve(more, TERMS).proof.matched >= solve(people, TERMS).proof.matched


def brute(people, terms):
    """The best there is, by trying everything: (matched, score)."""
    hall = Hall(people, terms)
    traits, facts = hall.reader.traits, hall.facts
    possible = [
        [None] + [one for one in hall.mentors if not breaches(traits(mentee_), traits(one), terms.rules, facts)]
        for mentee_ in hall.mentees
    ]
    best = (0, 0)
    for choice in itertools.product(*possible):
        taken = Counter(one.person.id for one in choice if one)
        if any(count > hall.free(hall.member["mentor", id]) for id, count in taken.items()):
            continue
        arrows = {id: set(guided) for id, guided in facts.guided.items()}
        score = -sum(sum(hall.costs(hall.member["mentor", id])[:count]) for id, count in taken.items())
        for mentee_, one in zip(hall.mentees, choice, strict=True):
            if one:
                arrows.setdefault(one.person.id, set()).add(mentee_.person.id)
                worth = strengths.parts(traits(mentee_), traits(one), terms.weights, terms.languages)
                score += sum(worth.values()) + hall.wait(mentee_)
        if terms.rules.circles != "forbid" or not has_circle(arrows):
            best = max(best, (sum(taken.values()), score))
    return best


@settings(deadline=None, max_examples=120)
@given(
    st.builds(
        crowd, st.integers(0, 10**6).map(seeded), st.integers(0, 5), st.integers(0, 4), both=st.integers(0, 4),
        ring=st.booleans(),
    )
)  # fmt: skip
def test_the_round_is_the_best_there_is_circles_and_load_included(people):
    found = solve(people, TERMS)
    assert (found.proof.matched, found.proof.score) == brute(people, TERMS)
    assert found.proof.is_optimal
    assert sum(one.score for one in found.pairs) == found.proof.score


@settings(deadline=None, max_examples=40)
@given(crowds)
def test_scores_in_blocks_are_those_of_the_pair_alone(people):
    hall = Hall(people, TERMS)
    grid = grid_of(hall)
    for rows, columns, scores in grid.blocks(np.arange(grid.height)):
        for at, row in enumerate(rows):
            for place, column in enumerate(columns):
                one, other = hall.reader.traits(hall.mentees[row]), hall.reader.traits(hall.mentors[column])
                broken = breaches(one, other, TERMS.rules, hall.facts)
                worth = strengths.parts(one, other, TERMS.weights, TERMS.languages)
                expected = -1 if broken else sum(worth.values()) + hall.wait(hall.mentees[row])
                assert scores[at, place] == expected
    for row, one in enumerate(hall.mentees):
        fitting = {hall.mentors[column].person.id for column in np.flatnonzero(grid.fits(row))}
        traits = hall.reader.traits
        alone = {
            other.person.id
            for other in hall.mentors
            if not breaches(traits(one), traits(other), TERMS.rules, hall.facts)
        }
        assert fitting == alone


def test_believable_people_score_in_blocks_as_alone():
    people = Pool("believable", believable(5, 60, 40, TERMS))
    hall = Hall(people, TERMS)
    grid = grid_of(hall)
    grid.keep()
    seen = 0
    for rows, columns, scores in grid.blocks(np.arange(grid.height)):
        for at, row in enumerate(rows):
            for place, column in enumerate(columns):
                if scores[at, place] >= 0:
                    pairing = hall.pairing(hall.mentees[row], hall.mentors[column], 1, 1)
                    assert scores[at, place] == pairing.score
                    seen += 1
    assert seen > 100


# --- what a program weighs -------------------------------------------------------------------------------------


def test_who_waits_longer_goes_first_but_only_up_to_a_bound():
    late, early, earlier = mentee(1, waited=3), mentee(2, waited=40), mentee(3, waited=5)
    assert [one.mentee for one in solve(pool(late, early, earlier, mentor(9)), TERMS).pairs] == [2]
    a_year, two_years = mentee(1, waited=400, interests=["sport"]), mentee(2, waited=800)
    found = solve(pool(a_year, two_years, mentor(9, interests=["sport"])), TERMS)
    assert [one.mentee for one in found.pairs] == [1]


def test_load_is_spread_where_people_fit_alike():
    people = [mentee(one) for one in range(1, 5)] + [mentor(one, seats=4) for one in (10, 11, 12, 13)]
    assert {one.mentor for one in solve(pool(*people), TERMS).pairs} == {10, 11, 12, 13}
    busy = solve(pool(mentee(1), mentor(10, seats=3), mentor(11, seats=3), matches=(bond(7, 10),)), TERMS)
    assert [one.mentor for one in busy.pairs] == [11]


def test_the_weights_of_the_program_decide():
    nurse, neighbour = mentor(10, profession="nurse", place=MADRID), mentor(11, profession="cook", place=LYON)
    wants = mentee(1, goal=[{"own": "become a nurse"}], place=LYON)
    assert solve(pool(wants, nurse, neighbour), TERMS).pairs[0].mentor == 10
    assert solve(pool(wants, nurse, neighbour), only("place")).pairs[0].mentor == 11


def test_seats_taken_by_matches_and_proposals_are_not_given_twice():
    for status in SEATED:
        found = solve(pool(mentee(1), mentor(10, seats=1), matches=(bond(2, 10, status),)), TERMS)
        assert found.pairs == ()
        assert solve(pool(mentee(2), mentor(10, seats=2), matches=(bond(2, 10, status),)), TERMS).pairs == ()
    assert solve(pool(mentee(1), mentor(10, seats=1), matches=(bond(2, 10, "spare"),)), TERMS).pairs


def test_locked_pairs_survive_and_take_their_seat():
    people = pool(mentee(1), mentee(2, interests=["sport"]), mentor(10, interests=["sport"], languages=["en", "fr"]))
    assert [(one.mentee, one.mentor) for one in solve(people, TERMS).pairs] == [(2, 10)]
    found = solve(people, TERMS, locked=[(1, 10)])
    assert [(one.mentee, one.mentor, one.is_locked) for one in found.pairs] == [(1, 10, True)]
    assert [one.mentee for one in found.unmatched] == [2]


def test_the_second_suggestion_comes_only_from_seats_that_are_left_over():
    found = solve(pool(mentee(1), mentee(2), mentor(10), mentor(11), mentor(12)), TERMS)
    assert {one[0].mentor for one in found.suggestions.values()} < {10, 11, 12}
    assert Counter(len(one) for one in found.suggestions.values()) == {1: 1, 2: 1}
    assert [one.rank for one in max(found.suggestions.values(), key=len)] == [1, 2]
    one_only = solve(pool(mentee(1), mentor(10), mentor(11)), replace(TERMS, suggestions=1))
    assert [len(one) for one in one_only.suggestions.values()] == [1]


def test_each_pair_comes_with_its_common_ground_as_plain_data():
    one, other = mentee(1, interests=["sport"], place=LYON), mentor(10, interests=["sport"], place=LYON)
    found = solve(pool(one, other), TERMS)
    assert found.grounds[1, 10] == as_json(common_ground(one, other, TERMS))
    assert [point["kind"] for point in found.grounds[1, 10]] == ["same_city", "interests"]


# --- circles ---------------------------------------------------------------------------------------------------


def test_nobody_becomes_the_mentor_of_their_mentor_through_others_or_other_programs():
    elsewhere = (bond(2, 1, program="other"),)
    both = pool(mentee(1), mentor(2), elsewhere=elsewhere)
    assert solve(both, TERMS).pairs == ()
    through = pool(mentee(1), mentor(3), matches=(bond(2, 1),), elsewhere=(bond(3, 2, program="other"),))
    assert solve(through, TERMS).pairs == ()
    assert solve(both, with_rules(circles="allow")).pairs
    told = solve(both, TERMS).unmatched[0]
    assert (told.reason, told.easing, told.can_widen) == ("circle", "circle", False)


def test_two_who_could_guide_each_other_do_not_both():
    two = pool(mentee(1), mentor(1), mentee(2), mentor(2))
    assert len(solve(two, TERMS).pairs) == 1
    three = pool(*(side(one) for one in (1, 2, 3) for side in (mentee, mentor)))
    assert len(solve(three, TERMS).pairs) == 2
    assert len(solve(three, with_rules(circles="allow")).pairs) == 3


def test_many_who_are_both_end_without_circles_and_in_time():
    everyone = [side(one, interests=["sport"] * (one % 2)) for one in range(1, 61) for side in (mentee, mentor)]
    people = pool(*everyone)
    found = solve(people, TERMS)
    assert not has_circle(arrows_of(found, people, TERMS))
    assert found.proof.matched >= 50
    assert found.proof.bound >= found.proof.score


# --- why -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "easing", "can_widen"),
    [
        ({"languages": ["ar"]}, {"languages": ["fr"]}, "shared_language", False),
        ({"times": ["mornings"]}, {"times": ["evenings"]}, "overlapping_times", True),
        (
            {"record": {"gender": "woman", "wish": {"gender": "same"}}},
            {"record": {"gender": "man"}},
            "mentee_wish",
            True,
        ),
        (
            {"record": {"gender": "woman"}},
            {"record": {"gender": "man", "wish": {"gender": "man"}}},
            "mentor_wish",
            False,
        ),
        ({"known": [{"id": "10"}]}, {}, "already_know", False),
    ],
)
def test_an_unmatched_mentee_hears_the_rule_that_bites_and_whether_they_can_ease_it(one, other, easing, can_widen):
    told = solve(pool(mentee(1, **one), mentor(10, **other)), TERMS).unmatched[0]
    assert (told.reason, told.easing, told.would_fit, told.can_widen) == (easing, easing, 1, can_widen)


@pytest.mark.parametrize("rule", ["overlapping_times", "same_gender_wish"])
def test_who_widens_their_wishes_is_matched(rule):
    record = {"gender": "woman", "wish": {"gender": "woman"}} if rule == "same_gender_wish" else {}
    times = ["mornings"] if rule == "overlapping_times" else ["evenings"]
    man = mentor(10, record={"gender": "man"})
    assert solve(pool(mentee(1, times=times, record=record), man), TERMS).pairs == ()
    assert solve(pool(mentee(1, times=times, record={**record, "widened": [rule]}), man), TERMS).pairs


def test_nobody_is_asked_to_ease_what_keeps_people_safe():
    for people in (
        pool(mentee(1), mentor(10), apart={(1, 10): "blocked"}),
        pool(mentee(1, record={"household": "A"}), mentor(10, record={"household": "a"})),
        pool(mentee(1, record={"invited_by": 10}), mentor(10)),
    ):
        told = solve(people, TERMS).unmatched[0]
        assert (told.easing, told.would_fit) == ("", 0)


def test_the_rule_is_named_that_would_bring_most_mentors_with_a_place():
    others = [mentor(10 + at, times=["mornings"]) for at in range(3)] + [mentor(20, languages=["fr"])]
    told = solve(pool(mentee(1), *others), TERMS).unmatched[0]
    assert (told.easing, told.would_fit) == ("overlapping_times", 3)


def test_easing_a_rule_towards_mentors_whose_places_are_all_needed_by_others_is_no_help():
    crowded = pool(mentee(1), mentee(2), mentee(3, languages=["ar"]), mentor(10))
    told = {one.mentee: one for one in solve(crowded, TERMS).unmatched}
    assert told[3].reason == "shared_language"
    assert told[3].easing == ""
    taken = next(one for one in told.values() if one.mentee != 3)
    assert (taken.reason, taken.fitting, taken.easing) == ("seats", 1, "")


def test_a_place_that_others_could_make_free_by_moving_along_counts_as_open():
    flexible, arabic = mentee(1, languages=["en", "fr"], interests=["sport"]), mentee(2, languages=["ar"])
    people = pool(flexible, arabic, mentor(10, languages=["en"], interests=["sport"]), mentor(11, languages=["fr"]))
    told = solve(people, TERMS).unmatched[0]
    assert (told.mentee, told.easing, told.would_fit) == (2, "shared_language", 2)


def test_mentors_who_are_not_ready_yet_are_named_as_the_reason():
    untrained = mentor(10, record={"training": None})
    told = solve(pool(mentee(1), untrained), TERMS)
    assert (told.unmatched[0].reason, told.unmatched[0].easing, told.unmatched[0].would_fit) == (
        "no_mentors",
        "ready",
        1,
    )
    assert (told.unused[0].reason, told.unused[0].missing) == ("not_ready", ("training",))


def test_every_mentee_is_told_of_once_and_mentors_without_a_mentee_are_explained():
    people = pool(mentee(1), mentee(2, languages=["ar"]), mentee(3, record={"away_until": "2027-01-01"}),
                  mentor(10), mentor(11, languages=["de"]), mentor(12), mentor(13, seats=0))  # fmt: skip
    found = solve(people, TERMS)
    assert {one.mentee for one in found.pairs} | {one.mentee for one in found.unmatched} == {1, 2, 3}
    assert {one.mentee: one.missing for one in found.unmatched}[3] == ("away",)
    reasons = {one.mentor: one.reason for one in found.unused}
    assert reasons[11] == "nobody_fits"
    assert sorted(reasons.values()) == ["nobody_fits", "others_fit_better"]
    assert [one.reason for one in solve(pool(mentor(10)), TERMS).unused] == ["no_mentees"]


def test_a_pair_is_explained_with_parts_breaches_and_whom_else_the_mentee_would_fit():
    wants = mentee(1, goal=[{"own": "become a nurse"}], waited=9)
    people = pool(wants, mentor(10, profession="nurse"), mentor(11, profession="midwife"), mentor(12, languages=["fr"]))
    found = explain(people, TERMS, 1, 10)
    assert (found.strengths["profession"], found.parts["profession"], found.parts["waiting"]) == (100, 500, 30)
    assert found.score == sum(found.parts.values())
    assert found.others == (RunnerUp(11, 380, has_seat=True),)
    assert explain(people, TERMS, 1, 12).breaches == ("shared_language",)
    assert solve(people, TERMS).runners_up[1] == RunnerUp(11, 380, has_seat=True)
    with pytest.raises(KeyError):
        explain(people, TERMS, 1, 99)


# --- where it runs ---------------------------------------------------------------------------------------------


def test_a_round_travels_to_a_worker_process_and_back():
    people = pool(mentee(1), mentor(10))
    function, given_, terms = pickle.loads(pickle.dumps((solve, people, TERMS)))
    found = function(given_, terms)
    assert pickle.loads(pickle.dumps(found)) == found


def test_what_the_bot_itself_imports_loads_neither_numpy_nor_scipy():
    modules = "bot.matching.round bot.matching.rules bot.matching.ground bot.matching.demands"
    code = f"import sys, {', '.join(modules.split())}; print([m for m in ('numpy', 'scipy') if m in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_an_empty_program_is_a_round_as_well():
    found = solve(pool(), TERMS)
    assert (found.pairs, found.unmatched, found.unused) == ((), (), ())
    assert found.proof.is_optimal

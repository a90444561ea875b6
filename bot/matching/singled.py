"""The few pairs that stand out: two whom a rule keeps apart by name, and two who know someone in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from bot.matching.demands import PAIR_RULES, Facts
from bot.matching.rules import Terms
from bot.matching.strengths import FRIEND, NAMESAKE
from bot.matching.traits import Traits

BIT = {rule: 1 << at for at, rule in enumerate(PAIR_RULES)}
"""Each rule between two people as a bit."""

Apart = defaultdict[int, dict[int, int]]
"""Row → column → bits of the rules that keep the two apart."""
People = Sequence[Traits]
_Values = Callable[[Traits], Iterable[str]]


def apart_by_name(mentees: People, mentors: People, terms: Terms, facts: Facts) -> Apart:
    """The pairs kept apart by rules that concern single pairs."""
    found: Apart = defaultdict(dict)
    row_of = {one.person: at for at, one in enumerate(mentees)}
    column_of = {one.person: at for at, one in enumerate(mentors)}
    for rule, pairs in _by_rule(mentees, mentors, terms, facts):
        for mentee, mentor in pairs:
            row, column = row_of.get(mentee), column_of.get(mentor)
            if row is not None and column is not None:
                found[row][column] = found[row].get(column, 0) | BIT[rule]
    return found


def _by_rule(
    mentees: People, mentors: People, terms: Terms, facts: Facts
) -> Iterator[tuple[str, Iterable[tuple[int, int]]]]:
    """Each rule with the pairs (mentee, mentor) of persons it keeps apart, those not there among them."""
    yield "self", ((one.person, one.person) for one in mentees)
    yield "inviter", ((one.person, one.invited_by) for one in mentees if one.invited_by is not None)
    yield "inviter", ((one.invited_by, one.person) for one in mentors if one.invited_by is not None)
    yield "circle", ((one.person, guided) for one in mentees for guided in facts.guided.get(one.person, ()))
    yield "apart", facts.apart
    yield "apart", ((other, one) for one, other in facts.apart)
    yield "rematch", facts.lately
    yield "household", _meeting(mentees, mentors, _household, _household)
    if terms.rules.already_know == "apart":
        yield "already_know", _meeting(mentees, mentors, lambda one: one.known_ids, lambda one: one.ids)
        yield "already_know", _meeting(mentees, mentors, lambda one: one.ids, lambda one: one.known_ids)
        yield "already_know", _meeting(mentees, mentors, lambda one: one.known_names, _own_name)
        yield "already_know", _meeting(mentees, mentors, _own_name, lambda one: one.known_names)


def _household(one: Traits) -> Iterable[str]:
    return [one.household] if one.household else []


def _own_name(one: Traits) -> Iterable[str]:
    return [one.name] if one.name else []


def _meeting(mentees: People, mentors: People, of_mentee: _Values, of_mentor: _Values) -> Iterator[tuple[int, int]]:
    """Pairs of persons who have one of these values in common."""
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for one in mentors:
        for value in of_mentor(one):
            holding[value].append(one.person)
    for one in mentees:
        for value in of_mentee(one):
            for mentor in holding.get(value, ()):
                yield one.person, mentor


def friends(mentees: People, mentors: People, weight: int) -> Mapping[int, Mapping[int, int]]:
    """Row → column → what someone both know adds."""
    found: defaultdict[int, dict[int, int]] = defaultdict(dict)
    if not weight:
        return found
    row_of = {one.person: at for at, one in enumerate(mentees)}
    column_of = {one.person: at for at, one in enumerate(mentors)}
    by_name = _meeting(mentees, mentors, lambda one: one.known_names, lambda one: one.known_names)
    by_id = _meeting(mentees, mentors, lambda one: one.known_ids, lambda one: one.known_ids)
    for strength, pairs in ((NAMESAKE, by_name), (FRIEND, by_id)):
        for mentee, mentor in pairs:
            found[row_of[mentee]][column_of[mentor]] = weight * strength // 100
    return found

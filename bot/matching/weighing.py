"""Which tables a program needs: the rules that depend on few kinds of people, and all that adds to a score."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.matching.demands import wish_met
from bot.matching.hours import overlap
from bot.matching.rules import Terms
from bot.matching.strengths import INTERESTS_ENOUGH
from bot.matching.tables import Covering, Education, Lookup, by_pair, places, profession
from bot.matching.traits import Traits

Soft = Lookup | Education | Covering


def hard_tables(mentees: Sequence[Traits], mentors: Sequence[Traits], terms: Terms) -> list[tuple[Lookup, str]]:
    """The rules that depend on few kinds of people, as tables of who is kept apart; languages first, if they count."""
    rules = terms.rules
    tables: list[tuple[Lookup, str]] = []
    if rules.shared_language:
        spoken = by_pair(_no_language, bool)
        tables.append(
            (Lookup([a.languages for a in mentees], [b.languages for b in mentors], spoken), "shared_language")
        )
    if rules.overlapping_times:
        at_once = by_pair(_no_hour, bool)
        tables.append((Lookup([a.hours for a in mentees], [b.hours for b in mentors], at_once), "overlapping_times"))
    if rules.same_gender_wish:
        wishes = [(a.wish, a.gender) for a in mentees], [(b.wish, b.gender) for b in mentors]
        tables.append((Lookup(*wishes, by_pair(_mentee_unmet, bool)), "mentee_wish"))
        tables.append((Lookup(*wishes, by_pair(_mentor_unmet, bool)), "mentor_wish"))
    if not tables:
        tables.append((Lookup([""] * len(mentees), [""] * len(mentors), by_pair(_never, bool)), "self"))
    return tables


def _no_language(mentee: frozenset[str], mentor: frozenset[str]) -> bool:
    return not mentee & mentor


def _no_hour(mentee: int | None, mentor: int | None) -> bool:
    return not overlap(mentee, mentor)


def _mentee_unmet(mentee: tuple[str, str], mentor: tuple[str, str]) -> bool:
    return not wish_met(*mentee, mentor[1])


def _mentor_unmet(mentee: tuple[str, str], mentor: tuple[str, str]) -> bool:
    return not wish_met(*mentor, mentee[1])


def _never(mentee: str, mentor: str) -> bool:
    del mentee, mentor
    return False


def soft_tables(mentees: Sequence[Traits], mentors: Sequence[Traits], terms: Terms) -> list[Soft]:
    """What adds to a score, but for people both know."""
    of = terms.weights.of

    def rare(mentee: frozenset[str], mentor: frozenset[str]) -> int:
        return of("languages") if (mentee & mentor).difference(terms.languages) else 0

    jobs = [(a.job, *a.aims) for a in mentees], [(b.job,) for b in mentors]
    spots = [(a.spot, a.origin) for a in mentees], [(b.spot, b.origin) for b in mentors]
    liked = [a.interests for a in mentees], [b.interests for b in mentors]
    return [
        Lookup(jobs[0], jobs[1], profession(of("profession"))),
        Lookup(spots[0], spots[1], places(of("place"))),
        Lookup([a.languages for a in mentees], [b.languages for b in mentors], by_pair(rare, np.int32)),
        Education(mentees, mentors, of("education")),
        Covering([a.goals for a in mentees], [b.goals for b in mentors], of("goals")),
        Covering(liked[0], liked[1], of("interests"), INTERESTS_ENOUGH),
    ]

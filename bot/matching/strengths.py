"""How strongly each facet ties a mentee and a mentor, 0 to 100, and what that is worth: the parts of a score."""

from __future__ import annotations

from collections.abc import Iterable

from bot.matching.concepts import Listed, concepts
from bot.matching.places import nearness
from bot.matching.rules import FACETS, Weights
from bot.matching.traits import Traits

AIM, OWN_JOB = 100, 80
"""A mentor who does what the mentee aims for counts more than one who does what the mentee does already."""
INTERESTS_ENOUGH = 3
"""Shared interests beyond which more add nothing."""
SCHOOL, FIELD, LEVEL = 100, 70, 30
ORIGIN = 100
FRIEND, NAMESAKE = 100, 30
"""Someone both know, by the platform's word or by a full name alone."""


def strengths(mentee: Traits, mentor: Traits, languages: Iterable[str]) -> dict[str, int]:
    """Every facet's strength; `languages` are those everyone in the program speaks."""
    return {
        "known_people": known_people(mentee, mentor),
        "place": place(mentee, mentor),
        "education": education(mentee, mentor),
        "profession": profession(mentee, mentor),
        "goals": goals(mentee.goals, mentor.goals),
        "interests": interests(mentee.interests, mentor.interests),
        "languages": shared_rarely(mentee, mentor, languages),
    }


def parts(mentee: Traits, mentor: Traits, weights: Weights, languages: Iterable[str]) -> dict[str, int]:
    """What every facet adds to the score: its strength times its weight."""
    found = strengths(mentee, mentor, languages)
    return {facet: weights.of(facet) * found[facet] // 100 for facet in FACETS}


def waiting(days: int, weights: Weights, at_most: int) -> int:
    """What waiting since so many days adds to every score of a mentee; it counts up to a bound."""
    return weights.of("waiting") * min(max(days, 0), at_most) // max(at_most, 1)


def load(place: int, weights: Weights) -> int:
    """What it costs to give a mentor one more, who then has `place` mentees (1 and more)."""
    return weights.of("load") * (place - 1) // 4


def known_people(mentee: Traits, mentor: Traits) -> int:
    """Whether both know someone: by id on the same channel, or, weakly, by a full name."""
    if mentee.known_ids & mentor.known_ids:
        return FRIEND
    return NAMESAKE if mentee.known_names & mentor.known_names else 0


def place(mentee: Traits, mentor: Traits) -> int:
    """Same city, near, same region, same country; the same country of origin, where a program asks for it."""
    if mentee.origin and mentee.origin == mentor.origin:
        return ORIGIN
    return nearness(mentee.spot, mentor.spot)[1]


def education(mentee: Traits, mentor: Traits) -> int:
    """The same school, else the same field, else the same level."""
    if mentee.school and mentee.school == mentor.school:
        return SCHOOL
    if mentee.field and mentee.field == mentor.field:
        return FIELD
    return LEVEL if mentee.level and mentee.level == mentor.level else 0


def profession(mentee: Traits, mentor: Traits) -> int:
    """The mentor's job beside the jobs the mentee aims for, and beside the mentee's own."""
    if not mentor.job:
        return 0
    listed = concepts()
    aimed = max((listed.nearness(aim, mentor.job) * AIM for aim in mentee.aims), default=0)
    own = listed.nearness(mentee.job, mentor.job) * OWN_JOB if mentee.job else 0
    return max(aimed, own) // 100


def token_nearness(one: str, other: str, listed: Listed) -> int:
    """How near two goals or two interests are; options and own words that mean no concept are only like themselves."""
    return 100 if one == other else listed.nearness(one, other)


def covered(wanted: tuple[str, ...], offered: tuple[str, ...]) -> int:
    """The sum, over what is wanted, of how near the nearest of what is offered is."""
    listed = concepts()
    return sum(max((token_nearness(one, other, listed) for other in offered), default=0) for one in wanted)


def goals(wanted: tuple[str, ...], offered: tuple[str, ...]) -> int:
    """How much of what the mentee wants the mentor offers; the first goal covered counts most."""
    return _concave(covered(wanted, offered) // len(wanted)) if wanted else 0


def interests(mentee: tuple[str, ...], mentor: tuple[str, ...]) -> int:
    """How many interests they share, up to three; the first counts most."""
    return _concave(min(100, covered(mentee, mentor) // INTERESTS_ENOUGH))


def shared_rarely(mentee: Traits, mentor: Traits, languages: Iterable[str]) -> int:
    """Whether they share a language that not everyone in the program speaks anyway."""
    return 100 if (mentee.languages & mentor.languages).difference(languages) else 0


def _concave(share: int) -> int:
    return share * (200 - share) // 100

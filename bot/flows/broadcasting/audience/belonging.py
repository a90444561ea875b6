"""Who is in an audience: whether its fields are there, and whether they hold for someone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from bot.flows.broadcasting.audience.members import NUMBERS, WORDS, Someone, in_profile
from bot.flows.broadcasting.audience.queries import FACET, All, AnyOf, AudienceError, Between, Everyone, Is, Not, Query
from bot.words.matches import Tie
from bot.words.people import Membership
from bot.words.turns import Scene


def check(query: Query) -> None:
    """Raises AudienceError naming the first field that there is none of, or that is used in the wrong way."""
    match query:
        case Is(field=field) if field not in WORDS and not field.startswith(FACET):
            hint = (
                " takes numbers, such as 3-6" if field in NUMBERS else f" is no field; there are {', '.join(_known())}"
            )
            raise AudienceError(f"{field}{hint}")
        case Is(field=field, values=()):
            raise AudienceError(f"{field} has no values")
        case Between(field=field) if field not in NUMBERS:
            raise AudienceError(f"{field} has no numbers; those that have are {', '.join(NUMBERS)}")
        case Between(field=field, low=low, high=high) if low > high:
            raise AudienceError(f"{field}: {low:g} is more than {high:g}")
        case Not(part=part):
            check(part)
        case All(parts=parts) | AnyOf(parts=parts):
            if not parts:
                raise AudienceError("a group without parts")
            for part in parts:
                check(part)


def _known() -> Iterable[str]:
    return (*WORDS, *NUMBERS, f"{FACET}…")


def holds(query: Query, one: Someone) -> bool:
    """Whether someone is in the audience."""
    match query:
        case Everyone():
            return True
        case Is(field=field, values=values):
            found = in_profile(one, field.removeprefix(FACET)) if field.startswith(FACET) else WORDS[field](one)
            return bool(set(values) & set(found)) or ("" in values and not any(found))
        case Between(field=field, low=low, high=high):
            return any(low <= number <= high for number in NUMBERS[field](one))
        case Not(part=part):
            return not holds(part, one)
        case All(parts=parts):
            return all(holds(part, one) for part in parts)
        case AnyOf(parts=parts):
            return any(holds(part, one) for part in parts)


def met_by(query: Query, scene: Scene, programs: Sequence[str], now: dt.datetime) -> Someone | None:
    """The first role of theirs in these programs with which someone is in the audience, None where they are not.

    Who stopped taking part is in no audience, nor is who joined after the moment asked for.
    """
    if scene.person is None or not scene.person.active:
        return None
    for membership in scene.memberships:
        if membership.program in programs and membership.status != "stopped" and membership.since <= now:
            one = Someone(scene.person, membership, _ties(scene, membership), now.date())
            if holds(query, one):
                return one
    return None


def _ties(scene: Scene, membership: Membership) -> tuple[Tie, ...]:
    return tuple(
        tie
        for tie in scene.ties
        if tie.match.program == membership.program and tie.match.side(membership.person) == membership.role
    )

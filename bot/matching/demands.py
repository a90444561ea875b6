"""The hard rules: who is ready for a match at all, and which rules keep two people apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.matching.hours import overlap
from bot.matching.rules import Rules, Terms
from bot.matching.traits import Traits
from bot.words.matches import Match, Member, Pool
from bot.words.messages import Json

PAIR_RULES = (
    "shared_language", "overlapping_times", "mentee_wish", "mentor_wish", "already_know", "household", "inviter",
    "rematch", "apart", "circle", "self",
)  # fmt: skip
"""Rules between two people, in the order in which they are named when several bite alike.

`mentee_wish` and `mentor_wish` are the two sides of `same_gender_wish`; `apart` are pairs kept apart for good.
"""
WIDENABLE = {"overlapping_times": "overlapping_times", "mentee_wish": "same_gender_wish"}
"""Rules a mentee can ease themselves, and what then stands in `record["widened"]`."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about pairs, by person: kept apart, put together too lately, and who walks alongside whom."""

    apart: frozenset[tuple[int, int]] = frozenset()
    lately: frozenset[tuple[int, int]] = frozenset()
    guided: Mapping[int, frozenset[int]] = field(default_factory=dict)
    """Mentor → everyone they are a mentor of, directly or through others."""


def facts_of(pool: Pool, terms: Terms) -> Facts:
    """What a pool says about pairs on the day of the terms."""
    since = terms.today - dt.timedelta(days=terms.rules.rematch_days)
    lately = {
        (one.mentee, one.mentor)
        for one in pool.past
        if one.program == pool.program and one.since.date() > since and one.reason != "undone"
    }
    bonds = [one for one in (*pool.matches, *pool.elsewhere) if one.status not in {"spare", "ended", "dropped"}]
    return Facts(
        apart=frozenset(_pair(*pair) for pair in pool.apart),
        lately=frozenset(lately),
        guided=guided(bonds) if terms.rules.circles == "forbid" else {},
    )


def guided(bonds: Iterable[Match]) -> dict[int, frozenset[int]]:
    """Mentor → all they guide, directly or through others."""
    direct: dict[int, set[int]] = {}
    for bond in bonds:
        direct.setdefault(bond.mentor, set()).add(bond.mentee)
    return {mentor: frozenset(reached(mentor, direct)) for mentor in direct}


def reached(start: int, direct: Mapping[int, Iterable[int]]) -> set[int]:
    """Everyone reached from someone along these arrows."""
    found: set[int] = set()
    ahead = [start]
    while ahead:
        for one in direct.get(ahead.pop(), ()):
            if one not in found:
                found.add(one)
                ahead.append(one)
    return found


def breaches(mentee: Traits, mentor: Traits, rules: Rules, facts: Facts) -> tuple[str, ...]:
    """The rules that keep these two apart, () when they may be matched."""
    broken = {
        "shared_language": rules.shared_language and not mentee.languages & mentor.languages,
        "overlapping_times": rules.overlapping_times and not overlap(mentee.hours, mentor.hours),
        "mentee_wish": rules.same_gender_wish and not wish_met(mentee.wish, mentee.gender, mentor.gender),
        "mentor_wish": rules.same_gender_wish and not wish_met(mentor.wish, mentor.gender, mentee.gender),
        "already_know": rules.already_know == "apart" and know_each_other(mentee, mentor),
        "household": bool(mentee.household) and mentee.household == mentor.household,
        "inviter": mentee.person == mentor.invited_by or mentor.person == mentee.invited_by,
        "rematch": (mentee.person, mentor.person) in facts.lately,
        "apart": _pair(mentee.person, mentor.person) in facts.apart,
        "circle": mentor.person in facts.guided.get(mentee.person, ()),
        "self": mentee.person == mentor.person,
    }
    return tuple(rule for rule in PAIR_RULES if broken[rule])


def wish_met(wish: str, own: str, other: str) -> bool:
    """Whether a wish about the other's gender is met: "same", or a gender; unknown never meets a wish."""
    if wish in {"", "any"}:
        return True
    return bool(other) and other == (own if wish == "same" else wish)


def know_each_other(one: Traits, other: Traits) -> bool:
    """Whether one of them said so: picked on the platform, or named in full."""
    return bool(
        one.known_ids & other.ids
        or other.known_ids & one.ids
        or (other.name and other.name in one.known_names)
        or (one.name and one.name in other.known_names)
    )


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


# --- ready or not ----------------------------------------------------------------------------------------------


def ready(member: Member, rules: Rules, today: dt.date, free_seats: int | None = None) -> tuple[str, ...]:
    """What is missing before this member can be matched, () when nothing is: "age", "stopped", "unreachable", "away",
    "seats", "training", and "check:references" for a check of that name.

    `free_seats` are a mentor's seats that nobody has; None means all that the profile offers.
    """
    membership = member.membership
    missing = []
    if member.person.adult is None:
        missing.append("age")
    if membership.status != "waiting" or not member.person.active:
        missing.append("stopped")
    if not member.reachable:
        missing.append("unreachable")
    if (until := _day(membership.record.get("away_until"))) is not None and until > today:
        missing.append("away")
    if membership.role == "mentor":
        missing += _of_mentor(member, rules, today, seats(member) if free_seats is None else free_seats)
    return tuple(missing)


def seats(member: Member) -> int:
    """How many mentees this mentor offers to take at the same time."""
    offered = member.membership.profile.get("seats")
    return offered if isinstance(offered, int) and not isinstance(offered, bool) and offered > 0 else 0


def _of_mentor(member: Member, rules: Rules, today: dt.date, free: int) -> list[str]:
    record = member.membership.record
    training, checks = record.get("training"), record.get("checks")
    missing = [] if free > 0 else ["seats"]
    if rules.training and not (isinstance(training, dict) and training.get("passed")):
        missing.append("training")
    held = checks if isinstance(checks, dict) else {}
    return missing + [f"check:{name}" for name in rules.checks if not _holds(held.get(name), today)]


def _holds(check: Json, today: dt.date) -> bool:
    if not isinstance(check, dict) or check.get("outcome") != "passed":
        return False
    expires = check.get("expires")
    return expires is None or ((day := _day(expires)) is not None and day >= today)


def _day(value: Json) -> dt.date | None:
    """An ISO date, or the date of an ISO time; None where it is neither."""
    try:
        return dt.date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None

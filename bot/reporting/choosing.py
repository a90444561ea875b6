"""Takes from the facts what the filters ask for, and says where that would give a small group away."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import asdict, replace
from typing import Any

from bot.words.reports import SMALLEST, Facts, Filters, MemberFacts, Newcomer, PairFacts, Tallied, suppressed
from bot.words.values import dataclass


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a report is made of. `newcomers` came and `begun` were introduced within the days asked for; `pairs` are all
    pairs the filters hold, and `introduced` those of them that were introduced, whenever: what happened to them is
    looked at by its own day.

    `gives_away` says that what was left out, or what is left, is of one to four people or pairs. `untold` names of
    whom filters and days together leave one to four out: "newcomers", "begun".
    """

    facts: Facts
    filters: Filters
    newcomers: tuple[Newcomer, ...]
    members: tuple[MemberFacts, ...]
    pairs: tuple[PairFacts, ...]
    introduced: tuple[PairFacts, ...]
    gives_away: bool = False
    untold: frozenset[str] = frozenset()

    @property
    def begun(self) -> list[PairFacts]:
        """Pairs that were introduced within the days asked for."""
        every = self.introduced
        return list(every) if self.is_ever else [pair for pair in every if self.within(pair.introduced_on)]

    @property
    def is_ever(self) -> bool:
        """Whether all days are asked for."""
        return self.filters.since is None and self.filters.until is None

    @property
    def today(self) -> dt.date:
        """The day of the report, or the last one asked for, where that is earlier."""
        today = self.facts.now.date()
        return min(today, self.filters.until) if self.filters.until else today

    def within(self, day: dt.date) -> bool:
        """Whether this day is among those asked for."""
        return not (self._too_early(day) or (self.filters.until and day > self.filters.until))

    def within_iso(self, day: str) -> bool:
        """The same for a day as "2026-03-02": these are many, and compare as they are written."""
        since, until = self.filters.since, self.filters.until
        return (since is None or day >= since.isoformat()) and (until is None or day <= until.isoformat())

    def heard(self, person: int) -> Tallied | None:
        """What we sent someone."""
        return self.facts.heard.get(person)

    def _too_early(self, day: dt.date) -> bool:
        return self.filters.since is not None and day < self.filters.since


def choose(facts: Facts, filters: Filters) -> Chosen:
    """What the filters hold."""
    chosen = _chosen(facts, filters)
    always = replace(filters, since=None, until=None)
    ever = chosen if always == filters else _chosen(facts, always)
    gives_away = any(_tells(ever, _chosen(facts, wider), name) for name, wider in _wider(always))
    untold = {of for _, wider in _wider(filters) for of in _left_out(chosen, _chosen(facts, wider))}
    return replace(chosen, gives_away=gives_away, untold=frozenset(untold))


def _chosen(facts: Facts, filters: Filters) -> Chosen:
    people = _people(facts, filters)
    pairs = facts.pairs
    if people is not None or filters.track or filters.coordinator is not None:
        pairs = tuple(pair for pair in pairs if _holds(pair, filters, people))
    if filters.track or filters.coordinator is not None:
        in_pairs = {person for pair in pairs for person in (pair.mentee, pair.mentor)}
        people = in_pairs if people is None else people & in_pairs
    roles = {filters.role} if filters.role else {"mentee", "mentor"}
    members = tuple(one for one in facts.members if one.role in roles and (people is None or one.person in people))
    introduced = tuple(pair for pair in pairs if pair.introduced)
    chosen = Chosen(facts, filters, facts.newcomers, members, pairs, introduced)
    newcomers = facts.newcomers
    if people is not None:
        newcomers = tuple(one for one in newcomers if one.person in people)
    if not chosen.is_ever:
        newcomers = tuple(one for one in newcomers if chosen.within(one.came))
    return replace(chosen, newcomers=newcomers)


# --- what would give someone away ----------------------------------------------------------------------------------


def _wider(filters: Filters) -> Iterator[tuple[str, Filters]]:
    """The filters with one of them left out, for each of them, and with all of them left out."""
    asked = [name for name, said in asdict(filters).items() if said and name != "program"]
    for name in asked:
        nothing: Any = None if name in {"since", "until", "coordinator"} else ""
        yield name, replace(filters, **{name: nothing})
    if len(asked) > 1:
        yield "", Filters(filters.program)


def _left_out(part: Chosen, whole: Chosen) -> Iterator[str]:
    """What one to four are left out of, by these filters and days together."""
    if _few_left_out(len(whole.newcomers), len(part.newcomers)):
        yield "newcomers"
    if _few_left_out(len(whole.begun), len(part.begun)):
        yield "begun"


def _tells(part: Chosen, whole: Chosen, name: str) -> bool:
    """Whether one to four are left of a whole that can be asked for as well, or are left out of it."""
    return (
        _small(len(whole.newcomers), len(part.newcomers))
        or _small(len(whole.introduced), len(part.introduced))
        or _rest_tells(part, whole, name)
    )


def _rest_tells(part: Chosen, whole: Chosen, name: str) -> bool:
    """Whether this part, taken from the whole with the other parts that can be asked for, would leave one to four."""
    if name not in {"track", "coordinator"}:
        return False
    counts = Counter(pair.course.track if name == "track" else pair.owner for pair in whole.introduced)
    wanted = getattr(part.filters, name)
    parts = sorted(counts.items(), key=lambda one: str(one[0]))
    shown = suppressed([count for _, count in parts])
    return any(cell is None for (value, _), cell in zip(parts, shown, strict=True) if value == wanted)


def _small(whole: int, part: int) -> bool:
    """Whether a part of one to four is left, or is left out and could be worked out from the whole."""
    return 0 < part < SMALLEST or _few_left_out(whole, part)


def _few_left_out(whole: int, part: int) -> bool:
    return 0 < whole - part < SMALLEST


def _people(facts: Facts, filters: Filters) -> set[int] | None:
    """Those whom the filters about people hold; None where there are none."""
    if not (filters.role or filters.language or filters.cohort or filters.tag):
        return None
    found = {one.person for one in facts.newcomers}
    if filters.language:
        found &= {one.person for one in facts.newcomers if _speaks(one.language, filters.language)}
    if filters.role or filters.cohort or filters.tag:
        found &= {one.person for one in facts.members if _is_such(one, filters)}
    return found


def _speaks(language: str, wanted: str) -> bool:
    tag, wanted = language.lower(), wanted.lower()
    return tag == wanted or tag.partition("-")[0] == wanted


def _is_such(one: MemberFacts, filters: Filters) -> bool:
    return (
        filters.role in {"", one.role}
        and (not filters.cohort or filters.cohort.lower() in one.cohorts)
        and (not filters.tag or filters.tag.lower() in one.tags)
    )


def _holds(pair: PairFacts, filters: Filters, people: Collection[int] | None) -> bool:
    if filters.track and pair.course.track != filters.track:
        return False
    if filters.coordinator is not None and pair.owner != filters.coordinator:
        return False
    sides = {"mentee": (pair.mentee,), "mentor": (pair.mentor,)}.get(filters.role, (pair.mentee, pair.mentor))
    return people is None or any(person in people for person in sides)

"""Takes from the facts what the filters ask for, and says where that would give a small group away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from bot.words.reports import SMALLEST, Facts, Filters, MemberFacts, Newcomer, PairFacts, Tallied


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a report is made of. `newcomers` came and `begun` were introduced within the days asked for; `pairs` are all
    pairs the filters hold, whenever they were introduced: what happened to them is looked at by its own day.

    `gives_away` says that what was left out, or what is left, is of one to four people or pairs.
    """

    facts: Facts
    filters: Filters
    newcomers: tuple[Newcomer, ...]
    members: tuple[MemberFacts, ...]
    pairs: tuple[PairFacts, ...]
    gives_away: bool = False

    @property
    def introduced(self) -> list[PairFacts]:
        """Pairs that were introduced, whenever."""
        return [pair for pair in self.pairs if pair.introduced]

    @property
    def begun(self) -> list[PairFacts]:
        """Pairs that were introduced within the days asked for."""
        return [pair for pair in self.introduced if self.within(pair.introduced_on)]

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
    people = _people(facts, filters)
    pairs = tuple(pair for pair in facts.pairs if _holds(pair, filters, people))
    narrow = people is not None or filters.track or filters.coordinator is not None
    if filters.track or filters.coordinator is not None:
        in_pairs = {person for pair in pairs for person in (pair.mentee, pair.mentor)}
        people = in_pairs if people is None else people & in_pairs
    roles = {filters.role} if filters.role else {"mentee", "mentor"}
    members = tuple(one for one in facts.members if one.role in roles and (people is None or one.person in people))
    chosen = Chosen(
        facts,
        filters,
        tuple(one for one in facts.newcomers if people is None or one.person in people),
        members,
        pairs,
    )
    gives_away = bool(narrow) and (
        _small(len(facts.newcomers), len(chosen.newcomers))
        or _small(sum(one.introduced for one in facts.pairs), len(chosen.introduced))
    )
    newcomers = tuple(one for one in chosen.newcomers if chosen.within(one.came))
    return Chosen(facts, filters, newcomers, members, pairs, gives_away)


def _small(whole: int, part: int) -> bool:
    """Whether a part of one to four is left, or is left out and could be worked out from the whole."""
    return 0 < part < SMALLEST or 0 < whole - part < SMALLEST


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

"""Pairs in the middle of a program, as rows in a real database: what benches of nudges have come due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from bot.flows.engine.stage import Stage
from bot.words.effects.matches import KeepVersion, SaveJourney, SaveMatch
from bot.words.effects.people import SaveAddress, SaveMembership, SavePerson
from bot.words.effects.sending import Schedule
from bot.words.journeys import Journey, Version
from bot.words.matches import Match
from bot.words.messages import Address
from bot.words.people import Adult, Due, Membership, Person
from bot.words.ports import Store
from bot.words.turns import Effect

PROGRAM = "first_year"
FIRST = 5000
"""The first of them; each number is person and chat."""
LOT = 5_000
WEEK = dt.timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Walkers:
    """Members of the first-year program who were introduced a few days ago; the first step is due at `at` (UTC, a full
    minute) for both of each pair, at an hour of the day that is nobody's night."""

    stage: Stage
    at: dt.datetime

    def rows(self, first: int, number: int, at: dt.datetime | None = None) -> Iterator[Effect]:
        """What is kept of so many members, two by two; their prompt comes at `at` where that is another time."""
        for mentee in range(first, first + number, 2):
            yield from self._pair(mentee, at or self.at)

    async def settle(self, store: Store, first: int, number: int, at: dt.datetime | None = None) -> None:
        """Write them, some thousands in one transaction."""
        hash, frozen = self.stage.editions.current(PROGRAM)
        kept: list[Effect] = [KeepVersion(Version(hash, PROGRAM, frozen, self.at))]
        for start in range(first, first + number, LOT):
            effects = kept + list(self.rows(start, min(LOT, first + number - start), at))
            await store.write(lambda session, effects=effects: session.carry_out(effects, self.at))  # type: ignore[misc]

    def _pair(self, mentee: int, at: dt.datetime) -> Iterator[Effect]:
        before = self.at - dt.timedelta(days=3)
        match = Match(10**12 + mentee, PROGRAM, mentee, mentee + 1, "open", since=before, created_at=before)
        yield from self._member(mentee, "mentee", at)
        yield from self._member(mentee + 1, "mentor", at)
        yield SaveMatch(match)
        hash, _ = self.stage.editions.current(PROGRAM)
        local = self._local
        kept = {"introduced_on": (local - dt.timedelta(days=3)).date().isoformat()}
        yield SaveJourney(Journey(match.id, PROGRAM, hash, local.date(), "study", kept=kept))

    def _member(self, number: int, role: str, at: dt.datetime) -> Iterator[Effect]:
        before = self.at - dt.timedelta(days=30)
        local = self._local
        record = {"prompts": {"weekday": local.weekday(), "time": f"{local:%H:%M}"}}
        profile = {"goal": ["study"], "languages": ["en"], "interests": ["music"]}
        yield SavePerson(Person(number, before, f"P{number}", "en", self._zone, Adult(before, "v1")))
        yield SaveAddress(Address("telegram", str(number)), number)
        yield SaveMembership(
            Membership(10**9 + number, number, PROGRAM, role, "waiting", profile, before, record=record)
        )
        key = f"prompts:{PROGRAM}:{number:x}"
        yield Schedule(Due(key, "prompts", number, at, zone=self._zone, subject=PROGRAM))

    @property
    def _zone(self) -> str:
        """A zone in which it is about one o'clock in the afternoon."""
        east = 13 - self.at.hour
        return f"Etc/GMT{-east:+d}" if east else "Etc/GMT"

    @property
    def _local(self) -> dt.datetime:
        return self.at + dt.timedelta(hours=13 - self.at.hour)

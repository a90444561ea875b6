"""Matching in a rehearsal: rounds on order, and mentors whose training and checks count as done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.curriculum.program import Program
from bot.doings.rounds import Rounds, in_thread
from bot.flows.training.awaited import listed
from bot.flows.training.checks import record_check, told_of, valid_until
from bot.flows.training.course import version_of
from bot.matching.demands import ready
from bot.matching.rules import Terms
from bot.words.clock import Clock
from bot.words.effects.people import SaveMembership
from bot.words.effects.sending import Schedule
from bot.words.matches import Member
from bot.words.messages import Json
from bot.words.ports import Store
from bot.words.turns import Effect

TRAINING, CHECK = "training", "check:"


@dataclass(frozen=True, slots=True)
class Matchmaking:
    """Brings people together in every program there is; `settle` returns once nothing is on its way."""

    store: Store
    clock: Clock
    programs: Mapping[str, Program]
    settle: Callable[[], Awaitable[None]]

    async def round(self) -> int:
        """A matching round in every program, offered at once; returns how many proposals there are."""
        rounds = self._rounds()
        found = 0
        for program in self.programs:
            pool, _ = await rounds.pool(program)
            if not any(one.membership.role == "mentee" for one in pool.members):
                continue
            found += len(await rounds.write(program, await rounds.look(program), release=True))
        await self.settle()
        return found

    async def liveliest(self) -> Program:
        """The program that most people take part in; the first where nobody does."""
        sizes = {program: len((await self._rounds().pool(program))[0].members) for program in self.programs}
        return self.programs[max(sizes, key=lambda program: sizes[program])]

    async def unready(self) -> list[str]:
        """The mentors who still have training or checks before them, by name."""
        return [member.person.name for member, _, _ in await self._unready()]

    async def make_ready(self) -> list[str]:
        """Count the training and the checks of every mentor as done, and return their names."""
        found, now = await self._unready(), self.clock.now()
        effects = [
            each for member, missing, program in found for each in counted_as_done(member, missing, program, now)
        ]
        await self.store.write(lambda session: session.carry_out(effects, now))
        await self.settle()
        return [member.person.name for member, _, _ in found]

    async def _unready(self) -> list[tuple[Member, Sequence[str], Program]]:
        found: list[tuple[Member, Sequence[str], Program]] = []
        for program in self.programs.values():
            pool, terms = await self._rounds().pool(program.id)
            mentors = (member for member in pool.members if member.membership.role == "mentor")
            found += [(mentor, missing, program) for mentor in mentors if (missing := open_of(mentor, terms))]
        return found

    def _rounds(self) -> Rounds:
        return Rounds(self.store, self.clock, self.programs, in_thread)


def open_of(member: Member, terms: Terms) -> Sequence[str]:
    """What of training and checks a mentor still has before them; nothing for whoever is not waiting for a match."""
    missing = ready(member, terms.rules, terms.today)
    if "stopped" in missing:
        return ()
    return [one for one in missing if one == TRAINING or one.startswith(CHECK)]


def counted_as_done(member: Member, missing: Sequence[str], program: Program, now: dt.datetime) -> Sequence[Effect]:
    """What has to be kept of a mentor whose training and checks count as done; they are told of all checks at once."""
    membership, effects = member.membership, list[Effect]()
    if TRAINING in missing:
        passed: dict[str, Json] = {"passed": now.date().isoformat(), "version": version_of(program)}
        membership = replace(membership, record={**membership.record, "training": passed})
        effects.append(SaveMembership(membership))
    checks = [one for one in program.matching.checks if f"{CHECK}{one.name}" in missing]
    for check in checks:
        for effect in record_check(membership, check.name, "passed", valid_until(check, now.date()), now):
            if isinstance(effect, SaveMembership):
                membership = effect.membership
            if not (isinstance(effect, Schedule) and effect.due.kind == "check-recorded"):
                effects.append(effect)
    if checks:
        effects.append(told_of(membership, [check.name for check in checks], "passed", now))
    return [*effects, listed(program, member.person, membership, now)]

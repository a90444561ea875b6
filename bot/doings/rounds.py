"""Matching rounds: everyone waiting in a program is looked at together, and what was found is held for them."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from bot.curriculum.program import Program
from bot.doings.desk.lines import still_unmatched
from bot.doings.traces import log
from bot.flows.nudges.hours import friendly
from bot.matching.ground import as_json, grounds
from bot.matching.round import Explanation, Proof, Round, Unmatched
from bot.matching.rules import Terms
from bot.matching.terms import terms_for
from bot.matching.traits import Reader
from bot.words.clock import Clock
from bot.words.effects.sending import Schedule
from bot.words.matches import SEATED, Match, Member, Pool
from bot.words.messages import Json
from bot.words.people import Due
from bot.words.ports import Session, Store
from bot.words.turns import Effect, ids_from

__all__ = ["Looked", "Rounds", "Worker", "as_read", "in_thread", "in_worker", "looking", "released", "terms_for"]

AT = dt.time(7)
"""When the daily round runs (UTC): whoever finished yesterday hears today."""
TELL_FIRST, TELL_AGAIN = dt.timedelta(days=6), dt.timedelta(days=21)
"""How long someone waits until they are told why there is nobody yet, and until they are told again."""

T = TypeVar("T")
Worker = Callable[..., Awaitable[Any]]
"""Does a piece of work with its arguments, somewhere nobody waits for it."""
Points = Mapping[tuple[int, int], Json]
"""What mentee and mentor of each suggestion have in common, as it is kept."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a round found before anything is written: who was looked at, and what each suggested pair has in common."""

    pool: Pool
    found: Round
    points: Points

    @property
    def waiting(self) -> int:
        """How many mentees there are in the pool."""
        return sum(one.membership.role == "mentee" for one in self.pool.members)


class Rounds:
    """Runs rounds for the programs there are."""

    def __init__(
        self, store: Store, clock: Clock, programs: Mapping[str, Program], worker: Worker | None = None
    ) -> None:
        """`worker` does what takes long; a process of its own, where none is given."""
        self._in_worker = worker or in_worker
        self._store = store
        self._clock = clock
        self._programs = programs

    async def plan(self) -> None:
        """Have every program's next round done in time."""
        now = self._clock.now()
        effects = [Schedule(_next(program, now)) for program in self._programs]
        await self._store.write(lambda session: session.carry_out(effects, now))

    async def work(self, due: Due) -> None:
        """The daily round is due; `due.subject` names the program."""
        if due.key.startswith("round:"):
            now = self._clock.now()
            await self._store.write(lambda session: session.carry_out([Schedule(_next(due.subject, now))], now))
        if due.subject in self._programs:
            await self.run(due.subject, by_day=True)

    async def run(self, program: str, *, by_day: bool = False) -> list[Match]:
        """One round, as the program wants it; returns the proposals written. `by_day`: nobody ordered it, so nobody
        waits for it, and suggestions come when it is day where their mentee is."""
        looked = await self.look(program)
        held = await self.write(program, looked, by_day=by_day)
        bound = looked.found.proof.bound
        log.info("round.done", program=program, waiting=looked.waiting, proposals=len(held), bound=bound)
        return held

    async def pool(self, program: str) -> tuple[Pool, Terms]:
        """Everyone a round looks at now, and the program's terms."""
        terms = terms_for(self._programs[program], self._clock.now().date())
        return looking(await self._store.read(lambda session: session.pool(program))), terms

    async def look(self, program: str, *, others: int = 0) -> Looked:
        """Find the best round for who is waiting now, and the next best (so many) for each; nothing is written."""
        pool, terms = await self.pool(program)
        if not _may_find(pool):
            return Looked(pool, _nothing(pool), {})
        found, points = await self._in_worker(_solve, pool, terms, others)
        return Looked(pool, found, points)

    async def explained(self, pool: Pool, terms: Terms, mentee: int, mentor: int) -> Explanation:
        """Why these two fit or not."""
        return await self._in_worker(_explain, pool, terms, mentee, mentor)

    async def write(
        self, program: str, looked: Looked, *, release: bool | None = None, by_day: bool = False
    ) -> list[Match]:
        """Hold what was found, as far as it still fits. It is offered at once where the program (or `release`) says so,
        and whoever stays without a match is told why."""
        matches = self._matches(program, looked.found, looked.points)
        is_automatic = self._programs[program].matching.proposals == "automatic" if release is None else release

        zones = {member.person.id: member.person.zone for member in looked.pool.members}

        def write(session: Session) -> list[Match]:
            now = self._clock.now()
            held = session.propose(matches, now)
            effects = released(held, now, zones if by_day else {}) if is_automatic else []
            effects += still_unmatched(
                program,
                looked.found.unmatched,
                looked.pool,
                {one.mentee for one in held},
                now,
                session.done(program),
            )
            session.carry_out([*effects, *_told(looked.found.unmatched, looked.pool, now)], now)
            return held

        return await self._store.write(write)

    def _matches(self, program: str, found: Round, points: Points) -> list[Match]:
        now = self._clock.now()
        matches = []
        for mentee in sorted(found.suggestions):
            for one in found.suggestions[mentee]:
                id = ids_from(f"round\0{program}\0{now.isoformat()}\0{one.mentee}\0{one.mentor}")()
                match = Match(id, program, one.mentee, one.mentor, "held", since=now, created_at=now)
                common = points[one.mentee, one.mentor]
                matches.append(replace(match, score=one.score / 100, rank=one.rank, points=common))
        return matches


def released(held: Sequence[Match], now: dt.datetime, zones: Mapping[int, str] | None = None) -> list[Effect]:
    """What shows these proposals to their mentees: now, or at a friendly hour of those whose zones are given."""
    pairs = {(match.mentee, match.program) for match in held}
    times = {mentee: friendly(now, zone) for mentee, zone in (zones or {}).items()}
    return [
        Schedule(Due(f"offer:{program}:{mentee:x}", "offer", mentee, times.get(mentee, now), subject=program))
        for mentee, program in sorted(pairs)
    ]


def looking(pool: Pool) -> Pool:
    """The pool as a round looks at it: without mentees who let suggestions go by and have not asked for others since,
    and with everyone's wish and word about themselves where the matching reads them."""
    return replace(
        pool, members=tuple(map(as_read, (m for m in pool.members if not m.membership.record.get("resting"))))
    )


def as_read(member: Member) -> Member:
    """Someone with their wish and their word about themselves where the matching reads them."""
    profile, record = member.membership.profile, member.membership.record
    said = {"gender": profile.get("gender", ""), "wish": {"gender": profile.get("wish", "")}}
    return replace(member, membership=replace(member.membership, record={**said, **record}))


async def in_worker(work: Callable[..., T], *arguments: object) -> T:
    """Do this in a process of its own, so that nobody waits meanwhile and its memory is given back."""
    import multiprocessing  # noqa: PLC0415 - most processes live long before they need another
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    process = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
    try:
        return await asyncio.get_running_loop().run_in_executor(process, work, *arguments)
    finally:
        process.shutdown(wait=False, cancel_futures=True)


async def in_thread(work: Callable[..., T], *arguments: object) -> T:
    """Do this in this process: a rehearsal's few people are matched sooner than a process starts."""
    return await asyncio.to_thread(work, *arguments)


def _may_find(pool: Pool) -> bool:
    """Whether anyone waits, and anyone could be asked; most mornings of a small program nobody does."""
    engaged = {match.mentee for match in pool.matches if match.status in SEATED}
    roles = {
        one.membership.role for one in pool.members if one.membership.role == "mentor" or one.person.id not in engaged
    }
    return roles == {"mentee", "mentor"}


def _nothing(pool: Pool) -> Round:
    """The round of a program in which nobody waits, or nobody is a mentor."""
    engaged = {match.mentee for match in pool.matches if match.status in SEATED}
    waiting = sorted(m.person.id for m in pool.members if m.membership.role == "mentee" and m.person.id not in engaged)
    unmatched = tuple(Unmatched(mentee, "no_mentors") for mentee in waiting)
    return Round((), {}, {}, {}, unmatched, (), Proof(0, 0, 0, is_optimal=True))


def _solve(pool: Pool, terms: Terms, others: int) -> tuple[Round, Points]:
    from bot.matching.solving import solve  # noqa: PLC0415 - numpy and scipy belong in the worker process only

    found, reader = solve(pool, terms, others=others), Reader(terms)
    members = {(one.membership.role, one.person.id): one for one in pool.members}
    pairs = [(one.mentee, one.mentor) for each in found.suggestions.values() for one in each]
    return found, {
        (mentee, mentor): as_json(grounds(reader, members["mentee", mentee], members["mentor", mentor]))
        for mentee, mentor in pairs
    }


def _explain(pool: Pool, terms: Terms, mentee: int, mentor: int) -> Explanation:
    from bot.matching.solving import explain  # noqa: PLC0415 - as above

    return explain(pool, terms, mentee, mentor)


def _next(program: str, now: dt.datetime) -> Due:
    at = dt.datetime.combine(now.date(), AT, dt.timezone.utc)
    at += dt.timedelta(days=at <= now)
    return Due(f"round:{program}", "round", 0, at, subject=program)


def _told(unmatched: Sequence[Unmatched], pool: Pool, now: dt.datetime) -> list[Effect]:
    """Whoever stays without a match is told why, but not every day."""
    effects: list[Effect] = []
    mentees: dict[int, Member] = {one.person.id: one for one in pool.members if one.membership.role == "mentee"}
    for one in unmatched:
        membership = mentees[one.mentee].membership
        told = membership.record.get("told_why")
        since, pause = (
            (dt.datetime.fromisoformat(told), TELL_AGAIN) if isinstance(told, str) else (membership.since, TELL_FIRST)
        )
        if now - since < pause:
            continue
        easing = one.easing if one.can_widen else ""
        key = f"still-waiting:{pool.program}:{one.mentee:x}"
        effects.append(
            Schedule(Due(key, "still-waiting", one.mentee, now, subject=f"{pool.program}/{one.reason}/{easing}"))
        )
    return effects

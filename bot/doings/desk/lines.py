"""Which lines belong on a program's list as things stand: what nobody's own turn would notice. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence

from bot.curriculum.program import Program
from bot.flows.training import awaited
from bot.matching.round import Unmatched
from bot.words.effects.desk import Raise, Settle, Tend
from bot.words.journeys import Attention
from bot.words.matches import SEATED, TOGETHER, Match, Member, Pool
from bot.words.messages import Json
from bot.words.turns import Effect

KINDS = frozenset({"unreachable", "proposal-stuck", "held", "check-expiring", awaited.KIND})
"""Lines that are looked over here: whatever of them stands and is no longer true, is over."""
GRACE = dt.timedelta(days=2)
"""How long after its time a proposal nobody answered is stuck: by then it should have gone on by itself."""
HELD_FOR = dt.timedelta(hours=20)
"""How long found suggestions may wait for their release."""
RUNS_OUT = dt.timedelta(days=30)
"""How long before a check runs out somebody should know."""
WAITED = dt.timedelta(days=14)
"""How long a mentee has waited before their line is put on the list."""


def looked_over(
    program: Program, pool: Pool, standing: Sequence[Attention], now: dt.datetime, done: Sequence[Attention] = ()
) -> list[Effect]:
    """What to put on the list and what to take off it, so that it is true. What somebody marked as `done` stays done
    for as long as it is as it was; once it is over by itself, it may come anew."""
    true = {line.key: line for line in found(program, pool, now)}
    known = (*standing, *done)
    over = [line.key for line in known if line.kind in KINDS and line.key not in true]
    over += [line.key for line in known if line.kind == "unmatched" and not _still_waits(line, pool)]
    settled = {line.key for line in done}
    raised = (Raise(line) for line in true.values() if line.key not in settled)
    return [*raised, *(Tend(key, "gone") for key in over)]


def found(program: Program, pool: Pool, now: dt.datetime) -> Iterator[Attention]:
    """Every line of these kinds that is true now."""
    yield from _unreachable(pool, now)
    yield from _stuck(program, pool, now)
    yield from _held(program, pool, now)
    yield from _running_out(program, pool, now)


def still_unmatched(  # noqa: PLR0913, PLR0917 - what a round found, and what is known of the list
    program: str,
    unmatched: Collection[Unmatched],
    pool: Pool,
    found_for: Collection[int],
    now: dt.datetime,
    done: Sequence[Attention] = (),
) -> list[Effect]:
    """What a matching round knows: who has waited long, and why; and for whom something was found. What was marked as
    `done` stays so until there is another reason."""
    reasons = {line.key: line.told.get("reason") for line in done if isinstance(line.told, dict)}
    members = {one.person.id: one for one in pool.members if one.membership.role == "mentee"}
    effects: list[Effect] = [Settle(_key(program, mentee)) for mentee in sorted(found_for)]
    for one in unmatched:
        since = members[one.mentee].membership.since
        if now - since >= WAITED:
            told: dict[str, Json] = {"reason": one.reason, "easing": one.easing, "would_fit": one.would_fit}
            key = _key(program, one.mentee)
            if key not in reasons or reasons[key] != one.reason:
                effects.append(Raise(Attention(key, "unmatched", program, since, person=one.mentee, told=told)))
    return effects


def _key(program: str, mentee: int) -> str:
    return f"unmatched:{program}:{mentee:x}"


def _still_waits(line: Attention, pool: Pool) -> bool:
    is_there = any(
        one.person.id == line.person and one.membership.role == "mentee" and one.membership.status == "waiting"
        for one in pool.members
    )
    has_someone = any(match.mentee == line.person and match.status in SEATED for match in pool.matches)
    return is_there and not has_someone


def _unreachable(pool: Pool, now: dt.datetime) -> Iterator[Attention]:
    reachable = {one.person.id for one in pool.members if one.reachable}
    for match in pool.matches:
        for side, person in (("mentee", match.mentee), ("mentor", match.mentor)):
            if match.status in TOGETHER and person and person not in reachable:
                key = f"unreachable:{match.id:x}:{side}"
                yield Attention(key, "unreachable", pool.program, now, match=match.id, person=person)


def _stuck(program: Program, pool: Pool, now: dt.datetime) -> Iterator[Attention]:
    given = {"offered": program.matching.mentee_days, "asked": program.matching.mentor_days}
    seen: set[int] = set()
    for match in sorted(pool.matches, key=_first_choice):
        days = given.get(match.status)
        if days is None or match.mentee in seen or now - match.since < dt.timedelta(days=days) + GRACE:
            continue
        seen.add(match.mentee)
        key = f"proposal-stuck:{pool.program}:{match.mentee:x}"
        yield Attention(key, "proposal-stuck", pool.program, match.since, match=match.id)


def _held(program: Program, pool: Pool, now: dt.datetime) -> Iterator[Attention]:
    held = [match for match in pool.matches if match.status == "held" and now - match.since >= HELD_FOR]
    if held:
        mentees = sorted({match.mentee for match in held})
        since = min(match.since for match in held)
        yield Attention(f"held:{program.id}", "held", program.id, since, told={"mentees": list(mentees)})


def _running_out(program: Program, pool: Pool, now: dt.datetime) -> Iterator[Attention]:
    for member in pool.members:
        if member.membership.role == "mentor" and member.membership.status == "waiting":
            yield from _checks_of(program, member, now)
            if awaited.awaited(program, member.person, member.membership):
                yield awaited.line_of(program, member.membership, now)


def _checks_of(program: Program, member: Member, now: dt.datetime) -> Iterator[Attention]:
    kept = member.membership.record.get("checks")
    checks = kept if isinstance(kept, dict) else {}
    for check in program.matching.checks:
        held = checks.get(check.name)
        expires = held.get("expires") if isinstance(held, dict) and held.get("outcome") == "passed" else None
        if isinstance(expires, str) and dt.date.fromisoformat(expires) - now.date() <= RUNS_OUT:
            key = awaited.expiring_key(member.membership, check.name)
            told: dict[str, Json] = {"check": check.label.in_language("en"), "day": expires}
            yield Attention(key, "check-expiring", program.id, now, person=member.person.id, told=told)


def _first_choice(match: Match) -> tuple[int, int, int]:
    return match.mentee, match.rank, match.id

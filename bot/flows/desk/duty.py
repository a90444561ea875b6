"""Who has to hear of a report, and by when: someone by name first, and others for as long as nobody takes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.flows.desk.rights import may_see
from bot.words.desk import Staff
from bot.words.effects.desk import Raise, Tend
from bot.words.effects.matches import SaveConcern
from bot.words.effects.sending import Schedule
from bot.words.journeys import Attention
from bot.words.matches import Concern
from bot.words.messages import Json
from bot.words.people import Due
from bot.words.turns import Effect

OUTCOMES = ("talked", "parted", "left", "advised", "nothing")
"""What can come of a report."""


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Who works here, who looks after which match, and how many hours each program gives to acknowledge a report."""

    staff: Sequence[Staff]
    owners: Mapping[int, int]
    hours: Mapping[str, int]

    def deadline(self, program: str) -> dt.timedelta:
        """How long each circle of people has."""
        return dt.timedelta(hours=self.hours.get(program, 24))


def circles(concern: Concern, duty: OnDuty, today: dt.date) -> list[tuple[int, ...]]:
    """Who hears of it, circle by circle: who looks after the match (or who stands in for them), the program's other
    coordinators, the admins. Nobody hears of a report about themselves, or of their own; a circle is never empty."""
    coordinators = [one.person for one in duty.staff if one.program == concern.program and one.role == "coordinator"]
    admins = [one.person for one in duty.staff if one.role == "admin"]
    owner = duty.owners.get(concern.match or 0)
    named = [_present(owner, duty.staff, today)] if owner is not None else []
    there = [person for person in coordinators if _present(person, duty.staff, today) == person]
    # Who is on holiday is asked only when nobody else is there.
    found: list[tuple[int, ...]] = []
    for circle in ([*filter(None, named)], there, admins, coordinators):
        known = {person for one in found for person in one}
        fresh = tuple(dict.fromkeys(p for p in circle if p not in known and may_see(concern, p)))
        if fresh:
            found.append(fresh)
    return found


def watch(concerns: Collection[Concern], duty: OnDuty, now: dt.datetime) -> tuple[list[Effect], dt.datetime | None]:
    """What has to be done about reports nobody has taken, and when to look again (None: there are none)."""
    effects: list[Effect] = []
    again: list[dt.datetime] = []
    for concern in concerns:
        wished, at = _watch(concern, duty, now)
        effects += wished
        if at is not None:
            again.append(at)
    return effects, min(again, default=None)


def line_of(concern: Concern) -> Attention:
    """The report as a line of the list. What was reported does not stand in it."""
    told: dict[str, Json] = {"concern": concern.id, "reporter": concern.reporter, "category": concern.category}
    return Attention(
        key_of(concern),
        "concern",
        concern.program,
        concern.created_at,
        match=concern.match,
        person=concern.about if concern.match is None else None,
        told={**told, "about": concern.about},
    )


def key_of(concern: Concern) -> str:
    """The key of its line."""
    return f"concern:{concern.id:x}"


def acknowledge_by(concern: Concern, duty: OnDuty) -> dt.datetime:
    """By when somebody should have taken it."""
    return concern.created_at + duty.deadline(concern.program)


def closing(concern: Concern, outcome: str, owner: int | None, now: dt.datetime) -> list[Effect]:
    """A report is over: it is kept so, it leaves the list, and the reporter hears it."""
    effects: list[Effect] = [
        SaveConcern(replace(concern, status="closed", outcome=outcome, owner=concern.owner or owner)),
        Tend(key_of(concern), "done", concern.owner or owner),
    ]
    if concern.reporter:
        key = f"desk-settled:{concern.id:x}"
        effects.append(Schedule(Due(key, "desk-settled", concern.reporter, now, subject=str(concern.id))))
    return effects


def _watch(concern: Concern, duty: OnDuty, now: dt.datetime) -> tuple[list[Effect], dt.datetime | None]:
    if concern.status == "taken":
        if any(one.person == concern.owner for one in duty.staff):
            return [], None
        # Whoever had it is no longer here: it is new again.
        concern = replace(concern, status="new", owner=None, rung=0, rung_at=None)
        wished, at = _watch(concern, duty, now)
        return [Tend(key_of(concern), "open"), *wished], at
    deadline = duty.deadline(concern.program)
    if concern.rung and concern.rung_at is not None and now < concern.rung_at + deadline:
        return [], concern.rung_at + deadline
    around = circles(concern, duty, now.date())
    told = {person for circle in around[: concern.rung + 1] for person in circle}
    rung = concern.rung + 1
    kept = replace(concern, rung=rung, rung_at=now)
    effects: list[Effect] = [Raise(line_of(concern)), SaveConcern(kept)]
    return [*effects, *_told(concern, sorted(told), rung, now)], now + deadline


def _told(concern: Concern, people: Sequence[int], rung: int, now: dt.datetime) -> Iterator[Effect]:
    for person in people:
        key = f"concern:{concern.id:x}:{person:x}"
        yield Schedule(Due(key, "desk-concern", person, now, subject=f"{concern.id}/{rung}"))


def _present(person: int, staff: Sequence[Staff], today: dt.date) -> int:
    """This person, or who stands in for them today; 0 where nobody does."""
    away = next((one for one in staff if one.person == person and one.away_until and one.away_until >= today), None)
    if away is None:
        return person if any(one.person == person for one in staff) else 0
    return away.instead if away.instead and any(one.person == away.instead for one in staff) else 0

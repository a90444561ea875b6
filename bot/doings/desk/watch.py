"""Watches for what needs a human and that no turn would notice: every program's list once a day, and reports for as
long as nobody has taken them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from bot.curriculum.program import Program
from bot.doings.desk.lines import looked_over
from bot.doings.traces import log
from bot.flows.desk.codes import FIRST, LEAD, VALID
from bot.flows.desk.duty import OnDuty, watch
from bot.flows.desk.news import urgent
from bot.flows.desk.reported import hours_of
from bot.words.clock import Clock
from bot.words.desk import Invitation, Look
from bot.words.effects.desk import SaveInvitation
from bot.words.effects.sending import Schedule
from bot.words.messages import Address
from bot.words.people import Due
from bot.words.ports import Session, Store
from bot.words.turns import Effect, Scene

AT = dt.time(5)
"""When the lists are looked over (UTC): before anyone's morning."""
NOBODY = Scene(Address("", ""))


class Watch:
    """Looks over the lists of the programs there are, and after reports."""

    def __init__(self, store: Store, clock: Clock, programs: Mapping[str, Program]) -> None:
        self._store = store
        self._clock = clock
        self._programs = programs

    async def plan(self) -> None:
        """Have every list looked over in time, and reports at once: what was due while nobody ran is not forgotten."""
        now = self._clock.now()
        effects: list[Effect] = [Schedule(_next(program, now)) for program in self._programs]
        effects.append(Schedule(Due("concerns", "concerns", 0, now)))
        await self._store.write(lambda session: session.carry_out(effects, now))

    async def look_over(self, due: Due) -> None:
        """A list is due to be looked over; `due.subject` names the program ("": every one)."""
        for name in (due.subject,) if due.subject else tuple(self._programs):
            if name in self._programs:
                await self._store.write(lambda session, name=name: self._look_over(session, name))  # type: ignore[misc]

    def _look_over(self, session: Session, name: str) -> None:
        now = self._clock.now()
        act_alone(session, now)
        standing, done = session.attention(name), session.done(name)
        effects = looked_over(self._programs[name], session.pool(name), standing, now, done)
        session.carry_out([*effects, Schedule(_next(name, now))], now)
        log.info("desk.looked_over", program=name, changed=len(effects))

    async def look_after(self, due: Due) -> None:
        """Reports: whoever has to hear of one hears of it, further people when nobody takes it."""
        del due
        await self._store.write(self._look_after)

    def _look_after(self, session: Session) -> None:
        now = self._clock.now()
        act_alone(session, now)
        duty = OnDuty(session.staff(), session.caseload(), hours_of(self._programs))
        effects, again = watch(session.concerns(), duty, now)
        if again is not None:
            effects.append(Schedule(Due("concerns", "concerns", 0, again)))
        desk = session.desk(Look(lines=tuple(self._programs)), NOBODY, now)
        effects += (Schedule(one) for one in urgent(desk.lines, desk, now))
        session.carry_out(effects, now)


def act_alone(session: Session, now: dt.datetime) -> None:
    """Nobody else acts on the desk until the commit."""
    session.desk(Look(acts=True), NOBODY, now)


async def first_code(store: Store, clock: Clock) -> str:
    """A new code that makes whoever brings it the first admin; "" where there is one. The code before works no more."""

    def work(session: Session) -> str:
        now = clock.now()
        desk = session.desk(Look(acts=True, fresh=True), NOBODY, now)
        if any(one.role == "admin" for one in desk.staff):
            return ""
        invitation = Invitation(FIRST, "admin", "", None, "open", now, now + VALID)
        session.carry_out([SaveInvitation(invitation, desk.fresh)], now)
        return LEAD + desk.fresh

    return await store.write(work)


def _next(program: str, now: dt.datetime) -> Due:
    at = dt.datetime.combine(now.date(), AT, dt.timezone.utc)
    at += dt.timedelta(days=at <= now)
    return Due(f"desk:{program}", "desk", 0, at, subject=program)

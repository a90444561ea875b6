"""Rooms of cohorts: opening them, prompts at their hour, and telling the coordinators what needs them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.curriculum.cohorts import CohortPrompt
from bot.curriculum.program import Program
from bot.doings.desk.watch import NOBODY
from bot.doings.traces import log
from bot.flows.cohorts.labels import WELCOME
from bot.flows.training.progress import progress_of
from bot.texts.speech import Speech
from bot.words.clock import Clock
from bot.words.cohorts import Cohort, Gathered, work_on
from bot.words.desk import Desk, Look
from bot.words.effects.desk import SaveCohort
from bot.words.effects.sending import Schedule
from bot.words.localtime import moment_of
from bot.words.messages import Address, Delivery, InviteInto, Json, Outbound, Priority, RoomLink, Say
from bot.words.people import Due
from bot.words.phrases import Line
from bot.words.ports import Session, Store
from bot.words.turns import Effect, ids_from

TOO_LATE = dt.timedelta(hours=20)
"""How long after its hour a prompt still makes sense."""
MEMBERS = 500
"""Members looked at in one go."""


class Cohorts:
    """What is done for cohorts beside people's own turns."""

    def __init__(self, store: Store, clock: Clock, programs: Mapping[str, Program], speech: Speech) -> None:
        self._store, self._clock, self._programs, self._speech = store, clock, programs, speech

    async def plan(self) -> None:
        """Have every prompt sent in its time: what was due while nobody ran is not forgotten."""

        def work(session: Session) -> None:
            now = self._clock.now()
            found = session.desk(Look(cohorts=tuple(self._programs)), NOBODY, now).cohorts
            session.carry_out([Schedule(work_on(one.cohort.id, "prompt", now)) for one in found if _goes_on(one)], now)

        await self._store.write(work)

    async def work(self, due: Due) -> None:
        """Something is to be done about a cohort; `due.subject` says what."""
        id, _, what = due.subject.partition("/")
        await self._store.write(lambda session: self._do(session, int(id), what))

    def _do(self, session: Session, id: int, what: str) -> None:
        now = self._clock.now()
        desk = session.desk(Look(cohort=id), NOBODY, now)
        if not desk.cohorts:
            return
        found = desk.cohorts[0]
        if what == "made":
            self._open(session, desk, found, now)
        if what == "prompt":
            self._prompt(session, found.cohort, now)
        elif what == "invite":
            self._offer(session, found, now)
        elif what == "linked":
            _lead_in(session, found, now)
        else:
            told = [
                Schedule(Due(f"cohort-told:{id}:{what}:{who}", "cohort-told", who, now, subject=f"{id}/{what}"))
                for who in told_of(desk, found.cohort)
            ]
            session.carry_out(told, now)
        log.info("cohort.worked_on", what=what)

    # --- the room is there -----------------------------------------------------------------------------------------

    def _open(self, session: Session, desk: Desk, found: Gathered, now: dt.datetime) -> None:
        """Say hello, bring in who is in reach, and plan the first prompt."""
        cohort = found.cohort
        if cohort.room is None:
            return
        contents: list[Outbound] = [Say(self._said(cohort, WELCOME(name=cohort.name)))]
        if cohort.channel == "slack":
            people = dict.fromkeys((*((cohort.by,) if cohort.by else ()), *found.members))
            contents += [InviteInto(who) for person in people if (who := _address(desk, person, "slack"))]
        else:
            contents.append(RoomLink(cohort.name, cohort.id))
        ids = ids_from(f"room\0{cohort.id}\0{cohort.room.id}")
        session.post([Delivery(ids(), cohort.room, content, created_at=now) for content in contents], now)
        session.carry_out([Schedule(work_on(cohort.id, "prompt", now))], now)

    def _said(self, cohort: Cohort, line: Line) -> str:
        return self._speech.say(line, self._speech.closest(cohort.language))

    # --- prompts ---------------------------------------------------------------------------------------------------

    def _prompt(self, session: Session, cohort: Cohort, now: dt.datetime) -> None:
        """Send the newest prompt whose hour has come, note those that were missed, and plan the next."""
        if not _goes_on(Gathered(cohort)):
            return
        plan = [(key, at, prompt) for key, at, prompt in self._planned(cohort) if key not in cohort.prompts]
        ready = [one for one in plan if one[1] <= now]
        told: dict[str, Json] = {key: {"what": "dropped"} for key, _, _ in ready}
        if ready and now - ready[-1][1] <= TOO_LATE and cohort.room is not None:
            key, _, prompt = ready[-1]
            delivery = ids_from(f"cohort\0{cohort.id}\0{key}\0{now.isoformat()}")()
            said = prompt.text.in_language(cohort.language)
            told[key] = {"what": "sent", "delivery": delivery}
            session.post([Delivery(delivery, cohort.room, Say(said), Priority.NUDGE, created_at=now)], now)
        effects: list[Effect] = []
        if told:
            effects.append(SaveCohort(replace(cohort, prompts={**cohort.prompts, **told})))
        if upcoming := next((at for _, at, _ in plan if at > now), None):
            effects.append(Schedule(self._due(cohort, upcoming)))
        session.carry_out(effects, now)

    def _due(self, cohort: Cohort, at: dt.datetime) -> Due:
        key = next(key for key, when, _ in self._planned(cohort) if when == at)
        day, _, hour = key.partition("@")
        local = dt.datetime.combine(cohort.begins + dt.timedelta(int(day) - 1), dt.time.fromisoformat(hour))
        return work_on(cohort.id, "prompt", at, local=local.isoformat(), zone=cohort.zone)

    def _planned(self, cohort: Cohort) -> Iterator[tuple[str, dt.datetime, CohortPrompt]]:
        program = self._programs.get(cohort.program)
        return planned(cohort, program.cohort if program else ())

    # --- inviting --------------------------------------------------------------------------------------------------

    def _offer(self, session: Session, found: Gathered, now: dt.datetime) -> None:
        """Every mentor of the program who has training left, and is not in yet, is asked whether they want to join."""
        cohort, after = found.cohort, 0
        while people := session.members([cohort.program], after, MEMBERS):
            after = people[-1]
            cards = session.desk(Look(people=tuple(people)), NOBODY, now).cards
            offers = [
                Schedule(Due(f"cohort-offer:{cohort.id}:{person}", "cohort-offer", person, now, subject=f"{cohort.id}"))
                for person in people
                if person in cards and person not in found.members
                if any(
                    m.program == cohort.program
                    and m.role == "mentor"
                    and m.status == "waiting"
                    and not progress_of(m).passed
                    for m in cards[person].memberships
                )
            ]
            session.carry_out(offers, now)


def _lead_in(session: Session, found: Gathered, now: dt.datetime) -> None:
    """Members who joined before there was a way in are shown it."""
    id = found.cohort.id
    dues = [Due(f"cohort-in:{id}:{one}", "cohort-in", one, now, subject=f"{id}") for one in found.members]
    session.carry_out([Schedule(due) for due in dues], now)


def planned(cohort: Cohort, prompts: tuple[CohortPrompt, ...]) -> Iterator[tuple[str, dt.datetime, CohortPrompt]]:
    """Every prompt with its key and the moment at which it is due, in order."""
    for prompt in prompts:
        at = moment_of(cohort.begins + dt.timedelta(prompt.day - 1), prompt.at, cohort.zone)
        yield f"{prompt.day}@{prompt.at:%H:%M}", at, prompt


def told_of(desk: Desk, cohort: Cohort) -> list[int]:
    """Who hears how it stands with a cohort: who made it, as long as they are staff of its program; else its
    coordinators; else the admins."""
    coordinators = [one.person for one in desk.staff if one.program == cohort.program]
    admins = [one.person for one in desk.staff if one.role == "admin"]
    if cohort.by in {*coordinators, *admins} and cohort.by is not None:
        return [cohort.by]
    return coordinators or admins


def _goes_on(found: Gathered) -> bool:
    return found.cohort.status == "open"


def _address(desk: Desk, person: int, channel: str) -> Address | None:
    card = desk.cards.get(person)
    return card.address if card and card.address and card.address.channel == channel else None

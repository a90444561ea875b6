"""Orders about cohorts: which there are, and one of them with its members, its prompts and what was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.curriculum.program import Program
from bot.doings.cohorts import planned
from bot.doings.desk.orders import Arguments, Order, OrderRefused, programs_of, text_of
from bot.doings.desk.watch import NOBODY
from bot.flows.training.progress import progress_of
from bot.words.clock import Clock
from bot.words.cohorts import Cohort, Gathered, Question
from bot.words.desk import AuditLine, Card, Desk, Look
from bot.words.effects.desk import Audit
from bot.words.messages import Json
from bot.words.people import pseudonym
from bot.words.ports import Session, Store


@dataclass(frozen=True, slots=True)
class CohortDesk:
    """Orders about the cohorts of the programs there are."""

    store: Store
    clock: Clock
    programs: Mapping[str, Program]

    def orders(self) -> dict[str, Order]:
        """What can be ordered, by name."""
        return {"cohorts": self.cohorts, "cohort": self.cohort}

    async def cohorts(self, said: Arguments) -> Json:
        """Every cohort (of one program, or all), the newest first."""
        wanted = programs_of(said, self.programs)
        found = await self.store.read(lambda s: s.desk(Look(cohorts=wanted), NOBODY, self.clock.now()))
        return [self._row(one, found) for one in found.cohorts]

    async def cohort(self, said: Arguments) -> Json:
        """One of them: who is where in the training, by pseudonym, and what was asked. That somebody looked is noted in
        the trail."""
        wanted = text_of(said, "cohort")

        def work(session: Session) -> Json:
            now = self.clock.now()
            found = session.desk(Look(cohorts=tuple(self.programs)), NOBODY, now)
            meant = [one for one in found.cohorts if wanted in {_id(one.cohort), one.cohort.name}]
            if len(meant) != 1:
                raise OrderRefused("there is no such cohort; see `alongside cohorts list`")
            one = meant[0]
            line = AuditLine(now, None, "look-cohort", one.cohort.program, details={"cohort": one.cohort.id})
            session.carry_out([Audit(line)], now)
            return {**self._row(one, found), **self._whole(one, found)}

        return await self.store.write(work)

    def _row(self, one: Gathered, desk: Desk) -> dict[str, Json]:
        cohort = one.cohort
        return {
            "cohort": _id(cohort),
            "name": cohort.name,
            "program": cohort.program,
            "begins": cohort.begins.isoformat(),
            "where": cohort.channel,
            "status": cohort.status,
            "trouble": cohort.trouble,
            "members": len(one.members),
            "finished": sum(self._at(cohort, desk.cards.get(person)) == "finished" for person in one.members),
            "questions": len(one.questions),
            "unanswered": len(one.unanswered),
        }

    def _whole(self, one: Gathered, desk: Desk) -> dict[str, Json]:
        cohort = one.cohort
        members: list[Json] = [
            {"person": pseudonym(person), "training": self._at(cohort, desk.cards.get(person))}
            for person in one.members
        ]
        asked: list[Json] = [_asked(each) for each in one.questions]
        return {"people": members, "prompts": self._prompts(cohort), "asked": asked}

    def _at(self, cohort: Cohort, card: Card | None) -> str:
        """Where a member is: "finished", "not begun", or the lesson that is next."""
        known = card.memberships if card else ()
        mine = next((m for m in known if (m.program, m.role) == (cohort.program, "mentor")), None)
        progress = progress_of(mine) if mine else None
        if progress is None or not (progress.has_begun or progress.passed):
            return "not begun"
        left = [one for one in self.programs[cohort.program].training if one not in progress.done]
        return "finished" if progress.passed else left[0] if left else "to look at again"

    def _prompts(self, cohort: Cohort) -> list[Json]:
        prompts = planned(cohort, self.programs[cohort.program].cohort)
        return [{"day": prompt.day, "at": at.isoformat(), "status": _what(cohort, key)} for key, at, prompt in prompts]


def _id(cohort: Cohort) -> str:
    return f"{cohort.id:x}"


def _what(cohort: Cohort, key: str) -> str:
    told = cohort.prompts.get(key)
    return str(told.get("what")) if isinstance(told, dict) else "to come"


def _asked(one: Question) -> dict[str, Json]:
    told: dict[str, Json] = {"asked": one.asked_at.date().isoformat(), "question": one.text, "status": one.status}
    return {**told, "answer": one.answer} if one.answer else told

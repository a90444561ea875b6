"""Orders about reports: which there are, what was reported (entered into the trail), and closing one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.curriculum.program import Program
from bot.doings.desk.names import meant
from bot.doings.desk.orders import Arguments, Order, OrderRefused, text_of
from bot.doings.desk.watch import act_alone
from bot.flows.desk.duty import OUTCOMES, OnDuty, acknowledge_by, closing
from bot.flows.desk.reported import hours_of
from bot.words.clock import Clock
from bot.words.desk import AuditLine
from bot.words.effects.desk import Audit
from bot.words.matches import Concern
from bot.words.messages import Json
from bot.words.people import pseudonym
from bot.words.ports import Session, Store


@dataclass(frozen=True, slots=True)
class ReportsDesk:
    """Orders about the reports of the programs there are. People and reports stand by pseudonym."""

    store: Store
    clock: Clock
    programs: Mapping[str, Program]

    def orders(self) -> dict[str, Order]:
        """What can be ordered, by name."""
        return {"concerns": self.concerns, "concern": self.concern, "close-concern": self.close}

    async def concerns(self, said: Arguments) -> Json:
        """Those that are open; with "closed" all."""
        program = said.get("program")
        wanted = program if isinstance(program, str) and program else None
        found = await self.store.read(lambda session: session.concerns(wanted, closed=bool(said.get("closed"))))
        return [self._row(one) for one in found]

    async def concern(self, said: Arguments) -> Json:
        """One report with the words reported; that they were read is entered into the trail."""
        now = self.clock.now()

        def work(session: Session) -> Json:
            one = _meant(said, session.concerns(closed=True))
            line = AuditLine(now, None, "read-concern", one.program, match=one.match, details={"concern": one.id})
            session.carry_out([Audit(line)], now)
            return {**self._row(one), "outcome": one.outcome, "words": one.words, "notes": list(one.notes)}

        return await self.store.write(work)

    async def close(self, said: Arguments) -> Json:
        """Close a report; the reporter hears it in general words."""
        now, outcome = self.clock.now(), text_of(said, "outcome")
        if outcome not in OUTCOMES:
            raise OrderRefused(f"an outcome is one of {', '.join(OUTCOMES)}")
        note = said.get("note")

        def work(session: Session) -> Json:
            act_alone(session, now)
            one = _meant(said, session.concerns())
            if isinstance(note, str) and note:
                one = replace(one, notes=(*one.notes, {"by": None, "at": now.isoformat(), "text": note}))
            details: Json = {"concern": one.id, "outcome": outcome}
            line = AuditLine(now, None, "close-concern", one.program, match=one.match, details=details)
            session.carry_out([*closing(one, outcome, None, now), Audit(line)], now)
            return {"concern": pseudonym(one.id), "outcome": outcome}

        return await self.store.write(work)

    def _row(self, one: Concern) -> dict[str, Json]:
        duty = OnDuty((), {}, hours_of(self.programs))
        return {
            "concern": pseudonym(one.id),
            "program": one.program,
            "category": one.category,
            "status": one.status,
            "since": one.created_at.isoformat(timespec="minutes"),
            "by_when": acknowledge_by(one, duty).isoformat(timespec="minutes") if one.status == "new" else "",
            "owner": pseudonym(one.owner) if one.owner else "",
            "reporter": pseudonym(one.reporter) if one.reporter else "",
            "about": pseudonym(one.about) if one.about else "",
        }


def _meant(said: Arguments, found: Sequence[Concern]) -> Concern:
    id = meant(text_of(said, "concern"), [one.id for one in found])
    return next(one for one in found if one.id == id)

"""Orders about join codes: which there are and how many came by each, making one, and closing one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.curriculum.program import Program
from bot.doings.desk.orders import Arguments, Order, OrderRefused, program_of, programs_of, text_of
from bot.doings.desk.watch import NOBODY
from bot.words.clock import Clock
from bot.words.desk import AuditLine, Look
from bot.words.doors import LEAD, made
from bot.words.effects.desk import Audit, SaveJoinCode
from bot.words.joining import Arrivals, JoinCode
from bot.words.messages import Json
from bot.words.ports import Session, Store
from bot.words.turns import ids_from

ROLES = ("mentee", "mentor", "")
LONGEST_SOURCE = 60
TOO_FEW = "fewer than five"


@dataclass(frozen=True, slots=True)
class JoinDesk:
    """Orders about the join codes of the programs there are."""

    store: Store
    clock: Clock
    programs: Mapping[str, Program]

    def orders(self) -> dict[str, Order]:
        """What can be ordered, by name."""
        return {"join-codes": self.codes, "make-join-code": self.make, "close-join-code": self.close}

    async def codes(self, said: Arguments) -> Json:
        """Every code, newest first, with how many came; no number stands for one to four people."""
        wanted = programs_of(said, self.programs)

        def work(session: Session) -> Json:
            found = session.desk(Look(joins=wanted), NOBODY, self.clock.now()).joins
            return [_row(one, came) for one, came in found]

        return await self.store.read(work)

    async def make(self, said: Arguments) -> Json:
        """A new code for a program, a role ("" leaves it to them) and the place where it is given out."""
        program, role, now = program_of(said, self.programs), str(said.get("role") or ""), self.clock.now()
        source = " ".join(text_of(said, "source").split())[:LONGEST_SOURCE]
        if role not in ROLES:
            raise OrderRefused("a role is mentee or mentor; leave it out for either")

        def work(session: Session) -> Json:
            code = session.desk(Look(acts=True, fresh=True), NOBODY, now).fresh[:6]
            one = JoinCode(ids_from(f"join\0{code}\0{now}")(), code, program, role, source, None, now)
            line = AuditLine(now, None, "make-join-code", program, details={"code": one.id})
            session.carry_out([SaveJoinCode(one), Audit(line)], now)
            return _row(one, Arrivals())

        return await self.store.write(work)

    async def close(self, said: Arguments) -> Json:
        """A code leads nowhere in particular from now on; whoever brings it is welcomed as anybody is."""
        code, now = made(text_of(said, "code")), self.clock.now()

        def work(session: Session) -> Json:
            one = session.desk(Look(acts=True, join=code), NOBODY, now).join if code else None
            if one is None:
                raise OrderRefused("there is no such join code; see `alongside people codes`")
            if one.is_open:
                line = AuditLine(now, None, "close-join-code", one.program, details={"code": one.id})
                one = replace(one, closed_at=now)
                session.carry_out([SaveJoinCode(one), Audit(line)], now)
            return {"code": LEAD + one.code, "program": one.program, "source": one.source}

        return await self.store.write(work)


def _row(one: JoinCode, came: Arrivals) -> dict[str, Json]:
    counted = came.shown()
    return {
        "code": LEAD + one.code,
        "program": one.program,
        "role": one.role or "either",
        "source": one.source,
        "made": one.made_at.date().isoformat(),
        "closed": one.closed_at.date().isoformat() if one.closed_at else "",
        **{
            name: TOO_FEW if count is None else count
            for name, count in zip(("came", "finished", "introduced"), counted, strict=True)
        },
    }

"""A way into the dashboard for someone of the staff, asked for from the command line or the rehearsal's page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from bot.doings.desk.names import meant
from bot.doings.desk.orders import Arguments, Order, OrderRefused
from bot.doings.desk.watch import NOBODY
from bot.flows.desk.dashboard import VALID, way_in
from bot.words.clock import Clock
from bot.words.desk import AuditLine, Look
from bot.words.effects.desk import Audit, OpenDoor
from bot.words.messages import Json
from bot.words.people import pseudonym
from bot.words.ports import Session, Store


@dataclass(frozen=True, slots=True)
class DashboardDesk:
    """Makes links; `address` is where the dashboard stands on the web, "" where there is none."""

    store: Store
    clock: Clock
    address: str

    def orders(self) -> dict[str, Order]:
        """What can be ordered, by name."""
        return {"dashboard": self.link}

    async def link(self, said: Arguments) -> Json:
        """A link for one of the staff: the one named, or the only one there is."""
        if not self.address:
            raise OrderRefused(
                "the dashboard has no address: set ALONGSIDE_PUBLIC_URL and start the bot again "
                "(http://127.0.0.1:8080 will do where only this machine looks at it)"
            )
        now, named = self.clock.now(), said.get("person")

        def work(session: Session) -> Json:
            people = {one.person for one in session.staff()}
            if not people:
                raise OrderRefused("nobody has rights yet; write /admin and the code that `alongside run` prints")
            if not named and len(people) > 1:
                raise OrderRefused("say for whom, by their name in `alongside people list --role admin`")
            person = meant(str(named), people) if named else people.pop()
            return {"person": pseudonym(person), "link": self.link_for(session, person, now)}

        return await self.store.write(work)

    def link_for(self, session: Session, person: int, now: dt.datetime) -> str:
        """Make a link for this person, and enter it into the trail."""
        code = session.desk(Look(fresh=True), NOBODY, now).fresh
        line = AuditLine(now, None, "dashboard-link", person=person)
        session.carry_out([OpenDoor(person, code, now + VALID), Audit(line)], now)
        return way_in(self.address, code)

"""Orders about people: who takes part, who has which rights, invitations, and the trail of what was done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.curriculum.program import Program
from bot.doings.desk.names import meant
from bot.doings.desk.orders import Arguments, Order, OrderRefused, program_of, programs_of, text_of
from bot.doings.desk.watch import NOBODY
from bot.flows.desk.codes import LEAD, VALID
from bot.words.clock import Clock
from bot.words.desk import AuditLine, Desk, Invitation, Look, Staff
from bot.words.effects.desk import Audit, SaveInvitation, SaveStaff
from bot.words.effects.sending import Schedule, Unschedule
from bot.words.matches import Member
from bot.words.messages import Json
from bot.words.people import Due, pseudonym
from bot.words.ports import Session, Store
from bot.words.turns import Effect, ids_from

ROLES = ("coordinator", "admin")


@dataclass(frozen=True, slots=True)
class PeopleDesk:
    """Orders about the people of the programs there are. In lists they stand by pseudonym."""

    store: Store
    clock: Clock
    programs: Mapping[str, Program]

    def orders(self) -> dict[str, Order]:
        """What can be ordered, by name."""
        return {
            "people": self.people,
            "person": self.person,
            "remove-person": self.remove,
            "role": self.role,
            "invite": self.invite,
            "audit": self.audit,
        }

    async def people(self, said: Arguments) -> Json:
        """Everyone who takes part or has rights; of one program and role, where these are named."""
        wanted, role = programs_of(said, self.programs), said.get("role") or ""

        def work(session: Session) -> Json:
            rows = [
                _member_row(program, member)
                for program in wanted
                for member in session.pool(program).members
                if role in {"", member.membership.role}
            ]
            rows += [
                _staff_row(one) for one in session.staff() if one.program in {*wanted, ""} and role in {"", one.role}
            ]
            return list(rows)

        return await self.store.read(work)

    async def person(self, said: Arguments) -> Json:
        """One person: who they are, where they take part, their matches, their rights. That it was looked at is entered
        into the trail."""
        now = self.clock.now()

        def work(session: Session) -> Json:
            members, staff = self._everyone(session)
            person = meant(text_of(said, "person"), {*members, *(one.person for one in staff)})
            card = _look(session, Look(people=(person,)), now).cards[person]
            effects = [Audit(AuditLine(now, None, "show-person", person=person))]
            session.carry_out(effects, now)
            return {
                "person": pseudonym(person),
                "name": card.person.name,
                "language": card.person.language,
                "zone": card.person.zone,
                "active": card.person.active,
                "since": card.person.created_at.isoformat(),
                "reachable": card.address.channel if card.address else "",
                "memberships": [
                    {"program": m.program, "role": m.role, "status": m.status, "since": m.since.isoformat()}
                    for m in card.memberships
                ],
                "matches": self._matches_of(session, person),
                "rights": [{"role": one.role, "program": one.program} for one in staff if one.person == person],
            }

        return await self.store.write(work)

    async def remove(self, said: Arguments) -> Json:
        """Forget someone who asked for it outside of the chat: their partners are told that they left."""
        now = self.clock.now()

        def work(session: Session) -> Json:
            members, staff = self._acting(session, now)
            person = meant(text_of(said, "person"), {*members, *(one.person for one in staff)})
            if _is_last_admin(staff, person):
                raise OrderRefused("this is the only admin; make someone else one first")
            due = Due(f"desk-erase:{person:x}", "desk-erase", person, now)
            session.carry_out([Audit(AuditLine(now, None, "remove-person", person=person)), Schedule(due)], now)
            return {"person": pseudonym(person)}

        return await self.store.write(work)

    async def role(self, said: Arguments) -> Json:
        """Give someone rights, or with "none" take them."""
        role, now = text_of(said, "role"), self.clock.now()
        program = "" if role == "admin" else str(said.get("program") or "")
        if role not in {*ROLES, "none"}:
            raise OrderRefused("a role is coordinator, admin or none")

        def work(session: Session) -> Json:
            members, staff = self._acting(session, now)
            person = meant(text_of(said, "person"), {*members, *(one.person for one in staff)})
            effects = self._taken(staff, person, program, now)
            if role != "none":
                effects = self._given(session, person, role, program, now)
            session.carry_out(effects, now)
            return {"person": pseudonym(person), "role": role, "program": program}

        return await self.store.write(work)

    async def invite(self, said: Arguments) -> Json:
        """A code that makes whoever brings it a coordinator or an admin."""
        role, now = str(said.get("role") or "coordinator"), self.clock.now()
        if role not in ROLES:
            raise OrderRefused("an invitation is for a coordinator or an admin; mentors and mentees need none")
        program = "" if role == "admin" else program_of(said, self.programs)

        def work(session: Session) -> Json:
            code = _look(session, Look(acts=True, fresh=True), now).fresh
            id, until = ids_from(f"invitation\0{code}")(), now + VALID
            line = AuditLine(now, None, "invite", program, details={"role": role, "invitation": id})
            made = Invitation(id, role, program, None, "open", now, until)
            session.carry_out([SaveInvitation(made, code), Audit(line)], now)
            return {"code": LEAD + code, "role": role, "program": program, "until": until.isoformat()}

        return await self.store.write(work)

    async def audit(self, said: Arguments) -> Json:
        """The last lines of the trail, newest first."""
        program = said.get("program")
        limit = said.get("limit")
        most = limit if isinstance(limit, int) and limit > 0 else 100

        def work(session: Session) -> Json:
            lines = session.audit(program if isinstance(program, str) and program else None, most)
            return [
                {
                    "at": line.at.isoformat(timespec="seconds"),
                    "by": "operator" if line.by is None else pseudonym(line.by),
                    "what": line.what,
                    "program": line.program,
                    "match": f"{line.match:016x}"[-8:] if line.match else "",
                    "person": pseudonym(line.person) if line.person else "",
                    "details": line.details,
                }
                for line in lines
            ]

        return await self.store.read(work)

    # --- what stands behind them ---------------------------------------------------------------------------------

    def _acting(self, session: Session, now: dt.datetime) -> tuple[set[int], Sequence[Staff]]:
        """The same as `_everyone`, while nobody else acts."""
        _look(session, Look(acts=True), now)
        return self._everyone(session)

    def _everyone(self, session: Session) -> tuple[set[int], Sequence[Staff]]:
        members = {one.person.id for program in self.programs for one in session.pool(program).members}
        return members, session.staff()

    def _given(self, session: Session, person: int, role: str, program: str, now: dt.datetime) -> list[Effect]:
        if role == "coordinator" and program not in self.programs:
            raise OrderRefused(f"name one of the programs: {', '.join(self.programs)}")
        card = _look(session, Look(people=(person,)), now).cards[person]
        if card.person.adult is None:
            raise OrderRefused("whoever has rights has to pass the age question first; invite them instead")
        line = AuditLine(now, None, "give-role", program, person=person, details={"role": role})
        # Their Monday summary is planned in the first of them.
        digest = Due(f"desk-digest:{person:x}", "desk-digest", person, now)
        return [SaveStaff(Staff(person, role, program, now)), Audit(line), Schedule(digest)]

    def _taken(self, staff: Sequence[Staff], person: int, program: str, now: dt.datetime) -> list[Effect]:
        mine = [one for one in staff if one.person == person and program in {one.program, ""}]
        if any(one.role == "admin" for one in mine) and _is_last_admin(staff, person):
            raise OrderRefused("this is the only admin; make someone else one first")
        effects: list[Effect] = []
        for one in mine:
            line = AuditLine(now, None, "remove", one.program, person=person, details={"role": one.role})
            key = f"desk-removed:{person:x}:{one.program}"
            told = Due(key, "desk-removed", person, now, subject=f"{one.role}/{one.program}")
            effects += [SaveStaff(replace(one, ended=now, shown={}, seen=frozenset())), Audit(line), Schedule(told)]
        if len(mine) == sum(one.person == person for one in staff):
            effects.append(Unschedule(f"desk-digest:{person:x}"))
        return effects

    def _matches_of(self, session: Session, person: int) -> Json:
        return [
            {
                "match": f"{match.id:016x}"[-8:],
                "program": match.program,
                "as": match.side(person),
                "with": pseudonym(match.other(person)),
                "status": match.status,
                "since": match.since.isoformat(),
            }
            for program in self.programs
            for match in session.pool(program).matches
            if person in (match.mentee, match.mentor)
        ]


def _look(session: Session, look: Look, now: dt.datetime) -> Desk:
    return session.desk(look, NOBODY, now)


def _is_last_admin(staff: Sequence[Staff], person: int) -> bool:
    return {one.person for one in staff if one.role == "admin"} == {person}


def _member_row(program: str, member: Member) -> dict[str, Json]:
    return {
        "person": pseudonym(member.person.id),
        "program": program,
        "role": member.membership.role,
        "status": member.membership.status,
        "since": member.membership.since.date().isoformat(),
        "reachable": member.reachable,
    }


def _staff_row(one: Staff) -> dict[str, Json]:
    return {
        "person": pseudonym(one.person),
        "program": one.program,
        "role": one.role,
        "status": f"away until {one.away_until}" if one.away_until else "",
        "since": one.since.date().isoformat(),
        "reachable": True,
    }

"""Orders about matches: listed, shown, made or forbidden by hand, paused, ended."""

from __future__ import annotations

from dataclasses import dataclass

from bot.doings.desk.laying import Table, item_of
from bot.doings.desk.names import meant
from bot.doings.desk.orders import Arguments, Order, OrderRefused, programs_of, text_of
from bot.doings.desk.watch import NOBODY
from bot.flows.desk.board import moves
from bot.flows.desk.board.pairs import Standing
from bot.flows.desk.board.searching import check
from bot.words.desk import AuditLine, Look
from bot.words.effects.desk import Audit
from bot.words.effects.matches import LetMeet
from bot.words.effects.sending import Schedule
from bot.words.matches import PROPOSED, TOGETHER, Match, Member, Pool
from bot.words.messages import Json
from bot.words.people import Due, pseudonym
from bot.words.ports import Session


@dataclass(frozen=True, slots=True)
class PairsDesk:
    """Orders about matches of the programs there are. People and matches stand in answers by pseudonym."""

    table: Table

    def orders(self) -> dict[str, Order]:
        """What can be ordered, by name."""
        return {
            "matches": self.matches,
            "match": self.match,
            "pair": self.pair,
            "forbid": self.forbid,
            "allow": self.allow,
            "pause-match": self.pause,
            "end-match": self.end,
        }

    # --- what there is ---------------------------------------------------------------------------------------------

    async def matches(self, said: Arguments) -> Json:
        """Every match that is not over; of one program and status, where these are named."""
        wanted, status = programs_of(said, self.table.programs), said.get("status") or ""

        def work(session: Session) -> Json:
            weeks = {match.id: journey for match, journey in session.journeys()}
            today = self.table.clock.now().date()
            return [
                {**_row(one), "week": weeks[one.id].week(today) if one.id in weeks else None}
                for program in wanted
                for one in session.pool(program).matches
                if status in {"", one.status}
            ]

        return await self.table.store.read(work)

    async def match(self, said: Arguments) -> Json:
        """One match: its two, what they have in common, and what was done about it."""

        def work(session: Session) -> Json:
            match = self._match(session, said)
            common = [self.table.words(match.points)] if match.points else []
            lines = [one for one in session.audit(match.program, 1_000) if one.match == match.id]
            done: list[Json] = [
                {"at": one.at.isoformat(), "what": one.what, "by": pseudonym(one.by) if one.by else ""} for one in lines
            ]
            return {**_row(match), "reason": match.reason, "by": match.by, "in_common": list(common), "trail": done}

        return await self.table.store.read(work)

    # --- by hand ---------------------------------------------------------------------------------------------------

    async def pair(self, said: Arguments) -> Json:
        """Put two together by hand; it is held until it is released. Rules that may be overridden are with "anyway";
        with "dry_run" it is only looked at."""
        program = self.table.program(said)

        def work(session: Session) -> Json:
            pool = session.pool(program)
            mentee, mentor = self._member(said, "mentee", pool), self._member(said, "mentor", pool)
            office, terms = (
                self.table.office(session, program, [mentee.person.id, mentor.person.id]),
                self.table.terms(program),
            )
            item = item_of(office, mentee.person.id)
            standing = Standing(
                office.desk, program, terms, [one.id for one in item.pairs if one.is_held] if item else ()
            )
            found = check(standing, pool, terms, mentee, mentor)
            told = [self.table.why(rule, person) for rule, person in found.never]
            told += [self.table.why(rule, 0) for rule in found.unless]
            may = not found.never and (not found.unless or bool(said.get("anyway")))
            if may and not said.get("dry_run"):
                pair = self.table.pair(mentee, mentor, program)
                session.carry_out(moves.pair_up(office, pair, item, found.unless), office.now)
            return {
                "mentee": pseudonym(mentee.person.id),
                "mentor": pseudonym(mentor.person.id),
                "made": may and not said.get("dry_run"),
                "against": list(told),
                "overridable": not found.never,
            }

        return await self.table.store.write(work)

    async def forbid(self, said: Arguments) -> Json:
        """Two are never matched, in any program; why is kept sealed in the trail."""
        program = self.table.program(said)

        def work(session: Session) -> Json:
            one, other = self._two(said, session.pool(program))
            office = self.table.office(session, program, [one, other])
            reason = str(said.get("reason") or "")
            effects = moves.forbid_by_hand(office, one, other, reason)
            session.carry_out(effects, office.now)
            return {"one": pseudonym(one), "other": pseudonym(other)}

        return await self.table.store.write(work)

    async def allow(self, said: Arguments) -> Json:
        """What a coordinator forbade is allowed again; whoever blocked someone themselves stays apart from them."""
        program = self.table.program(said)

        def work(session: Session) -> Json:
            pool, now = session.pool(program), self.table.clock.now()
            one, other = self._two(said, pool)
            reason = pool.apart.get((min(one, other), max(one, other)))
            if reason != "coordinator":
                raise OrderRefused(
                    "nobody of the staff forbade these two"
                    + ("; they are kept apart for another reason, and stay so" if reason else "")
                )
            line = AuditLine(now, None, "allow", program, person=one, details={"other": other})
            session.carry_out([LetMeet(one, other), Audit(line)], now)
            return {"one": pseudonym(one), "other": pseudonym(other)}

        return await self.table.store.write(work)

    async def pause(self, said: Arguments) -> Json:
        """Let a match rest, or with "resume" go on; both are told, without a reason."""
        what = "resume" if said.get("resume") else "pause"
        return await self._have(said, what, frozenset({"paused"} if what == "resume" else {"open"}))

    async def end(self, said: Arguments) -> Json:
        """End a match; both are told kindly, without a reason."""
        return await self._have(said, "close", TOGETHER)

    async def _have(self, said: Arguments, what: str, statuses: frozenset[str]) -> Json:
        def work(session: Session) -> Json:
            now = self.table.clock.now()
            session.desk(Look(acts=True), NOBODY, now)
            match = self._match(session, said)
            if match.status not in statuses:
                hint = (
                    "; a suggestion is taken back with `alongside matches forbid`" if match.status in PROPOSED else ""
                )
                raise OrderRefused(f"this match is {match.status}{hint}")
            subject = f"{match.id}/close" if what == "close" else str(match.id)
            due = Due(
                f"match:{match.id:x}:desk-{what}:{match.mentee:x}", f"desk-{what}", match.mentee, now, "", "", subject
            )
            line = AuditLine(now, None, what, match.program, match.id)
            session.carry_out([Schedule(due), Audit(line)], now)
            return {"match": pseudonym(match.id), "done": what}

        return await self.table.store.write(work)

    # --- who and which ---------------------------------------------------------------------------------------------

    def _member(self, said: Arguments, role: str, pool: Pool) -> Member:
        members = {one.person.id: one for one in pool.members if one.membership.role == role}
        return members[meant(text_of(said, role), members)]

    def _two(self, said: Arguments, pool: Pool) -> tuple[int, int]:
        people = {one.person.id for one in pool.members}
        one, other = meant(text_of(said, "one"), people), meant(text_of(said, "other"), people)
        if one == other:
            raise OrderRefused("these are the same person")
        return one, other

    def _match(self, session: Session, said: Arguments) -> Match:
        everything = {one.id: one for program in self.table.programs for one in session.pool(program).matches}
        return everything[meant(text_of(said, "match"), everything)]


def _row(one: Match) -> dict[str, Json]:
    return {
        "match": pseudonym(one.id),
        "program": one.program,
        "mentee": pseudonym(one.mentee),
        "mentor": pseudonym(one.mentor),
        "status": one.status,
        "since": one.since.date().isoformat(),
        "score": round(one.score, 2),
    }

"""Pairs that staff bring in a file: fetched, read and held against every rule, carried out, and taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.doings.crossing import fetched
from bot.doings.desk.files import taken
from bot.doings.desk.laying import Table
from bot.doings.desk.watch import NOBODY
from bot.doings.traces import code, log
from bot.flows.desk.board.lines import QUIET, Line, TableError, examine, judge, read, text_of
from bot.flows.desk.board.moves import Office
from bot.flows.desk.board.pairs import Standing
from bot.flows.desk.board.searching import as_seen
from bot.flows.desk.board.undoing import InTheWay, put_back
from bot.flows.desk.rights import programs_of
from bot.words.boards import Brought, BroughtLine
from bot.words.clock import Clock
from bot.words.desk import Look
from bot.words.effects.matches import LetMeet, SaveBrought
from bot.words.effects.sending import Schedule
from bot.words.errors import CannotPass, Unreachable
from bot.words.matches import Pool
from bot.words.messages import Passed
from bot.words.people import Due
from bot.words.ports import Channel, Session, Store
from bot.words.turns import Effect

BYTES, LINES = 1 << 20, 2_000
"""What a file in the chat may hold; more goes in at the command line."""


class Bringing:
    """Carries out what was said in the chat about files with pairs."""

    def __init__(self, table: Table, channels: Mapping[str, Channel]) -> None:
        self._table = table
        self._channels = channels

    @property
    def _store(self) -> Store:
        return self._table.store

    @property
    def _clock(self) -> Clock:
        return self._table.clock

    async def plan(self) -> None:
        """At the start: what was under way when the process ended is done again; nothing of it was done by half."""

        def write(session: Session) -> None:
            now = self._clock.now()
            session.carry_out([Schedule(look_at(id, now)) for id in session.files_waiting()], now)

        await self._store.write(write)

    async def work(self, due: Due) -> None:
        """The file that `due.subject` names is to be read, carried out or taken back."""
        id = int(due.subject)
        brought = await self._store.read(lambda session: session.brought(id))
        if brought is None:
            return
        try:
            match brought.status:
                case "reading":
                    await self._read(brought)
                case "taking":
                    await self._store.write(lambda session: self._take(session, id))
                case "undoing":
                    await self._store.write(lambda session: self._undo(session, id))
        except Exception as error:  # noqa: BLE001 - whatever it is, whoever sent it must not wait for ever
            log.error("brought.failed", program=brought.program, status=brought.status, error=code(error))
            await self._store.write(lambda session: self._tell(session, brought, "unreadable", why="failed"))

    # --- reading -----------------------------------------------------------------------------------------------------

    async def _read(self, brought: Brought) -> None:
        try:
            data = await fetched(self._channels, Passed(brought.channel, brought.file), BYTES)
            lines = read(text_of(data), LINES)
        except (TableError, CannotPass, Unreachable) as error:
            why = error.why if isinstance(error, TableError) else _not_fetched(error)
            await self._store.write(lambda session: self._tell(session, brought, "unreadable", why=why))
            return
        judged = await self._store.read(lambda session: self._judged(session, brought.program, lines))
        await self._store.write(lambda session: self._tell(session, brought, "read", lines=tuple(map(_kept, judged))))
        faults = sum(bool(line.fault) and line.fault not in QUIET for line in judged)
        log.info("brought.read", program=brought.program, lines=len(judged), faults=faults)

    def _judged(self, session: Session, program: str, lines: Sequence[Line]) -> list[Line]:
        pool, terms, now = session.pool(program), self._table.terms(program), self._clock.now()
        desk = as_seen(session.desk(Look(boards=(program,)), NOBODY, now), pool)
        return list(examine(lines, pool, terms, Standing(desk, program, terms)))

    # --- carrying out, and taking back -------------------------------------------------------------------------------

    def _take(self, session: Session, id: int) -> None:
        """Everything is looked at again, as it stands under the lock; what no longer fits is left out and told."""
        brought, office = self._under_lock(session, id, "taking")
        if brought is None or office is None:
            return
        pool, terms = session.pool(office.program), self._table.terms(office.program)
        standing = Standing(office.desk, office.program, terms)
        wanted = [line for line in brought.lines if line.one and line.fault != "there"]
        judged = list(judge(_found_again(wanted, pool), pool, terms, standing, anyway=brought.anyway))
        effects, came = taken(self._table, office, judged)
        session.carry_out(effects, office.now)
        after = {line.number: _kept(line, came) for line in judged}
        # What was written there is needed no more: names go, people stay as numbers.
        lines = tuple(replace(after.get(line.number, line), mentee="", mentor="") for line in brought.lines)
        self._tell(session, brought, "taken", lines=lines)
        log.info("brought.taken", program=office.program, pairs=len(came))

    def _undo(self, session: Session, id: int) -> None:
        brought, office = self._under_lock(session, id, "undoing")
        if brought is None or office is None:
            return
        lines = []
        for line in reversed(brought.lines):
            effects = self._unmade(office, line) if _was_done(line) else []
            session.carry_out(effects, office.now)
            lines.append(replace(line, fault="undone", made=0) if effects else line)
        self._tell(session, brought, "undone", lines=tuple(reversed(lines)))

    def _unmade(self, office: Office, line: BroughtLine) -> list[Effect]:
        pair = (min(line.one, line.other), max(line.one, line.other))
        if line.made:
            found = put_back(office, self._table.terms(office.program), line.one, line.made)
            return [] if isinstance(found, InTheWay) else found
        if line.never and office.desk.apart.get(pair) == "coordinator":
            return [LetMeet(*pair), office.entered("allow", person=line.one, details={"other": line.other})]
        return []

    def _under_lock(self, session: Session, id: int, status: str) -> tuple[Brought | None, Office | None]:
        """What was brought, and the desk of whoever did, who may have lost the right to it meanwhile."""
        now = self._clock.now()
        staff = session.desk(Look(acts=True), NOBODY, now).staff
        brought = session.brought(id)
        if brought is None or brought.status != status:
            return None, None
        mine = [one for one in staff if one.person == brought.by]
        if brought.program not in programs_of(mine, self._table.programs):
            session.carry_out([SaveBrought(replace(brought, status="dropped", lines=()))], now)
            return None, None
        laid = session.laid(brought.program)
        people = {person for line in brought.lines for person in (line.one, line.other) if person}
        drafts = [one for one in laid.drafts if one.mentee in people]
        people |= {one.mentor for one in drafts}
        made = [line.made for line in brought.lines if line.made]
        look = Look(
            acts=True,
            boards=(brought.program,),
            hold=tuple(sorted(people)),
            drafts=tuple(one.id for one in drafts),
            matches=tuple(dict.fromkeys([*made, *(one.id for one in laid.held if one.mentee in people)])),
        )
        return brought, Office(session.desk(look, NOBODY, now), brought.program, brought.by, now)

    def _tell(
        self, session: Session, brought: Brought, status: str, *, why: str = "", lines: tuple[BroughtLine, ...] = ()
    ) -> None:
        """Note how it went, and have it told to whoever brought it."""
        now = self._clock.now()
        after = replace(brought, status=status, why=why, lines=lines)
        told = Due(f"board-file-told:{brought.id:x}", "board-file-told", brought.by, now, subject=str(brought.id))
        session.carry_out([SaveBrought(after), Schedule(told)], now)


def look_at(id: int, now: dt.datetime) -> Due:
    """What has something done about this file at once."""
    return Due(f"board-file:{id:x}", "board-file", 0, now, subject=str(id))


def _not_fetched(error: CannotPass | Unreachable) -> str:
    if isinstance(error, Unreachable):
        return "unreachable"
    return "too-large" if str(error) == "too-large" else "gone"


def _kept(line: Line, came: Mapping[int, int] | None = None) -> BroughtLine:
    one, other = (member.person.id for member in line.found) if line.found else (0, 0)
    made = (came or {}).get(line.number, 0)
    is_named = line.fault in {"no-mentee", "no-mentor", "several"}
    names = (line.mentee, line.mentor) if is_named else ("", "")
    return BroughtLine(line.number, *names, one, other, line.never, line.fault, line.person, made)


def _was_done(line: BroughtLine) -> bool:
    return bool(line.one) and not line.fault


def _found_again(lines: Iterable[BroughtLine], pool: Pool) -> Iterator[Line]:
    """The same lines with their people as they are now."""
    members = {(one.person.id, one.membership.role): one for one in pool.members}
    for line in lines:
        mentee, mentor = members.get((line.one, "mentee")), members.get((line.other, "mentor"))
        found = (mentee, mentor) if mentee and mentor else None
        rank = "2" if line.fault == "further" else ""
        yield Line(line.number, "", "", found, "" if found else "left", rank=rank, never=line.never)

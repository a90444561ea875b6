"""What is for staff alone: today's list as the chat shows it, reports without their words, and the trail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.dashboard.room import Room
from bot.dashboard.tables import Asked, Key, paged, turned
from bot.flows.desk.duty import OnDuty, acknowledge_by
from bot.flows.desk.kinds import code_of, kind_of, who, why
from bot.flows.desk.labels import DID
from bot.flows.desk.listed import is_mine, visible
from bot.flows.desk.reported import CATEGORIES, hours_of
from bot.flows.desk.rights import may_see
from bot.flows.engine.telling import Telling
from bot.words.desk import AuditLine, Look
from bot.words.effects.desk import Audit
from bot.words.journeys import Attention
from bot.words.matches import Concern
from bot.words.messages import Json
from bot.words.people import pseudonym
from bot.words.ports import Session
from bot.words.turns import Moment, Scene, ids_from

LIST_FILTERS = ("program", "mine")
REPORT_FILTERS = ("program", "state")
REPORT_COLUMNS = ("program", "state", "begun", "owner", "category")
REPORT_HEAD = ("report", "program", "category", "status", "came", "owner", "match")
TRAIL_HEAD = ("at", "by", "what", "program", "match", "person")
TRAIL_PAGE = 100
REPORT_STATES = ("new", "taken", "closed")


# --- today ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line of today's list in words."""

    line: Attention
    code: str
    about: str
    title: str
    why: str
    owner: str
    mine: bool
    can_be_done: bool


def list_today(session: Session, room: Room, asked: Asked) -> dict[str, Any]:
    """Today's list, by the very rules of the chat."""
    telling = telling_for(session, room)
    if telling is None:
        return {"shown": paged([], asked), "lines": []}
    scene = telling.scene
    program = asked.get("program")
    look = Look(lines=tuple(one for one in room.programs if program in {"", one}))
    desk = session.desk(look, scene, room.now)
    lines = visible(telling, desk)
    if asked.get("mine"):
        lines = [line for line in lines if is_mine(telling, desk, line)]
    shown = paged(lines, asked)
    if shown.rows:
        wanted = Look(lines=look.lines, keys=tuple(line.key for line in shown.rows))
        desk = session.desk(wanted, scene, room.now, desk)
    return {
        "shown": shown,
        "lines": [
            LineShown(
                line,
                code_of(line),
                who(telling, desk, line),
                room.words(kind_of(line).title),
                why(telling, desk, desk.whole.get(line.key, line)),
                desk.name(line.owner) if line.owner else "",
                line.owner == room.me,
                line.kind != "concern",
            )
            for line in shown.rows
        ],
    }


def telling_for(session: Session, room: Room) -> Telling | None:
    """The visitor as the flows see them; None where they have no chat any more."""
    scene: Scene | None = session.scenes_of([room.me]).get(room.me)
    return Telling(room.stage, scene, Moment(room.now, ids_from(""))) if scene and scene.person else None


# --- reports -------------------------------------------------------------------------------------------------------


def reports_asked(session: Session, room: Room, asked: Asked) -> list[Concern]:
    """Every report that is asked for, in the order asked for; without what is sealed."""
    program = asked.get("program")
    programs = [one for one in room.programs if program in {"", one}]
    found = [one for one in session.dashboard().reports(programs, room.me) if asked.get("state") in {"", one.status}]
    keys: Mapping[str, Key[Concern]] = {
        "program": lambda one: room.title(one.program),
        "state": lambda one: REPORT_STATES.index(one.status) if one.status in REPORT_STATES else None,
        "begun": lambda one: one.created_at,
        "owner": lambda one: one.owner,
        "category": lambda one: category(room, one),
    }
    return turned(found, asked, keys)


def reports(session: Session, room: Room, asked: Asked) -> dict[str, Any]:
    """One page of reports; that it was looked at is entered into the trail where there is anything on it."""
    shown = paged(reports_asked(session, room, asked), asked)
    names = session.dashboard().names({one.owner for one in shown.rows if one.owner})
    if shown.rows:
        lines = (AuditLine(room.now, room.me, "show-concerns", program) for program in {o.program for o in shown.rows})
        session.carry_out([Audit(line) for line in lines], room.now)
    return {
        "shown": shown,
        "states": REPORT_STATES,
        "reports": [
            (one, category(room, one), names.get(one.owner or 0, ""), deadline(room, one)) for one in shown.rows
        ],
    }


def report(session: Session, room: Room, id: int) -> dict[str, Any] | None:
    """One report with its notes, not with the words reported; that it was looked at is entered into the trail."""
    one = session.dashboard().report(id)
    if one is None or one.program not in room.programs or not may_see(one, room.me):
        return None
    details: Json = {"concern": one.id, "where": "dashboard"}
    line = AuditLine(room.now, room.me, "show-concern", one.program, match=one.match, details=details)
    session.carry_out([Audit(line)], room.now)
    notes = [note for note in one.notes if isinstance(note, dict)]
    named = {one.reporter, one.about, one.owner, *(_writer(note) for note in notes)}
    names = session.dashboard().names({person for person in named if person})
    return {
        "report": one,
        "code": pseudonym(one.id),
        "category": category(room, one),
        "names": names,
        "by_when": deadline(room, one),
        "notes": [(names.get(_writer(note), ""), _moment(note.get("at")), str(note.get("text", ""))) for note in notes],
    }


def _writer(note: Mapping[str, Json]) -> int:
    by = note.get("by")
    return by if isinstance(by, int) else 0


def category(room: Room, one: Concern) -> str:
    """What kind of report it is, in words."""
    return room.words(CATEGORIES.get(one.category, CATEGORIES["other"]))


def deadline(room: Room, one: Concern) -> dt.datetime | None:
    """By when somebody should have taken it; None once somebody has."""
    return acknowledge_by(one, OnDuty((), {}, hours_of(room.stage.programs))) if one.status == "new" else None


def reports_csv(found: Sequence[Concern]) -> Iterator[Sequence[object]]:
    """The rows of the file."""
    for one in found:
        owner, match = (pseudonym(id) if id else "" for id in (one.owner, one.match))
        yield pseudonym(one.id), one.program, one.category, one.status, one.created_at, owner, match


# --- the trail -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TrailShown:
    """A line of the trail in words."""

    seq: int
    line: AuditLine
    by: str
    what: str
    about: str
    pair: str


def trail(session: Session, room: Room, before: str) -> dict[str, Any]:
    """One page of it, newest first."""
    number = int(before) if before.isascii() and before.isdecimal() and len(before) < 16 else None
    found = lines_of_trail(session, room, number, TRAIL_PAGE + 1)
    shown = found[:TRAIL_PAGE]
    people = {id for _, line in shown for id in (line.by, line.person) if id}
    names = session.dashboard().names(people)
    return {
        "lines": [
            TrailShown(
                seq,
                line,
                names.get(line.by, room.say("someone")) if line.by else room.say("operator"),
                deed(room, line),
                names.get(line.person or 0, "") if line.program in {"", *room.programs} else "",
                pseudonym(line.match) if line.match else "",
            )
            for seq, line in shown
        ],
        "before": before if number is not None else "",
        "older": shown[-1][0] if len(found) > TRAIL_PAGE else None,
    }


def lines_of_trail(session: Session, room: Room, before: int | None, most: int) -> list[tuple[int, AuditLine]]:
    """Lines of the programs the visitor has; an admin's all."""
    programs = None if room.is_admin else room.programs
    return session.dashboard().trail(programs, room.me, before, most)


def numbers_of_trail(session: Session, room: Room, most: int) -> list[int]:
    """The numbers of those lines, newest first."""
    programs = None if room.is_admin else room.programs
    return session.dashboard().trail_numbers(programs, room.me, most)


def deed(room: Room, line: AuditLine) -> str:
    """What was done, in words."""
    if line.what in DID:
        return room.words(DID[line.what])
    return room.say(f"audit-{line.what}") if room.has(f"audit-{line.what}") else line.what.replace("-", " ")


def trail_csv(found: Sequence[tuple[int, AuditLine]]) -> Iterator[Sequence[object]]:
    """The rows of the file; people stand in it by pseudonym."""
    for _, line in found:
        by = pseudonym(line.by) if line.by else "operator"
        match, who = (pseudonym(id) if id else "" for id in (line.match, line.person))
        yield line.at, by, line.what, line.program, match, who


def _moment(said: object) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(str(said))
    except ValueError:
        return None

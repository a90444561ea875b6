"""What happened in one match, day by day: steps, meetings, check-ins, lines, what staff did. No private talk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.curriculum.program import Program
from bot.curriculum.reading import text
from bot.dashboard.going import SIDES, tie_for
from bot.dashboard.room import Room
from bot.flows.alive.diary import date_of, entries, introduced
from bot.flows.alive.signs import RUNGS, is_counted, quiet
from bot.flows.desk.kinds import KINDS, OTHER
from bot.flows.desk.labels import DID
from bot.flows.desk.reported import CATEGORIES
from bot.flows.desk.rights import may_see
from bot.flows.journey.way import told_of
from bot.texts.dates import local
from bot.words.dashboard import Story
from bot.words.desk import AuditLine
from bot.words.errors import DefinitionError
from bot.words.matches import Tie


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day: what, and what there is to say about it. `kind` names its look."""

    on: dt.date
    kind: str
    title: str
    said: tuple[str, ...] = ()
    link: str = ""


def events(room: Room, story: Story, names: Mapping[int, str]) -> list[Event]:
    """Everything, newest first."""
    tie = tie_for(story.match, story.journey)
    sides = {"mentee": _name(room, names, story.match.mentee), "mentor": _name(room, names, story.match.mentor)}
    found = [
        *_bounds(room, tie),
        *_steps(room, tie, sides),
        *_meetings(room, tie, sides),
        *_check_ins(room, tie, sides),
        *_breaks(room, tie),
        *_reminders(room, tie, sides),
        *_lines(room, story),
        *_staff(room, story.trail, names),
        *_reports(room, story),
    ]
    return sorted(found, key=lambda one: one.on, reverse=True)


def _bounds(room: Room, tie: Tie) -> Iterator[Event]:
    match = tie.match
    yield Event(_day(room, match.created_at), "begin", room.say("event-proposed"))
    if match.status in {"open", "paused", "ended"}:
        yield Event(introduced(tie), "begin", room.say("event-introduced"))
    if match.status in {"paused", "ended"}:
        why = [room.say(f"by-{match.by}")] if room.has(f"by-{match.by}") else []
        if match.status == "ended" or match.reason == "safety":
            why.insert(0, room.say_or(f"end-{match.reason}", "end-other"))
        yield Event(_day(room, match.since), "end", room.say(f"event-{match.status}"), (", ".join(why),) if why else ())


def _steps(room: Room, tie: Tie, sides: Mapping[str, str]) -> Iterator[Event]:
    journey = tie.journey
    program = room.stage.program_of(journey) if journey else None
    for step in journey.steps if journey else ():
        came: list[str] = []
        said: list[str] = []
        for side in SIDES:
            told = told_of(journey, step, side) if journey else {}
            if day := told.get("sent") or told.get("offered"):
                came.append(str(day))
            if words := _did(room, told):
                said.append(room.say("each", name=sides[side], said=words))
        on = _date(min(came)) if came else _planned(tie, program, step)
        if on is not None and on <= room.today:
            yield Event(on, "step", room.say("event-step", title=_titled(room, program, step)), tuple(said))


def _planned(tie: Tie, program: Program | None, step: str) -> dt.date | None:
    """Where a step that never came would have stood."""
    week = next((plan.week for plan in program.steps if plan.id == step), None) if program else None
    if tie.journey is None or not week:
        return None
    return tie.journey.begun_on + dt.timedelta(days=7 * (week - 1) + tie.journey.shift)


def _did(room: Room, told: Mapping[str, object]) -> str:
    if over := told.get("passed_over"):
        return room.say("did-passed", why=room.say_or(f"why-{over}", "why-other"))
    did = told.get("did")
    if did in {"done", "later", "skip"}:
        return room.say(f"did-{did}")
    return room.say("did-came") if "sent" in told else room.say("did-offered") if "offered" in told else ""


def _meetings(room: Room, tie: Tie, sides: Mapping[str, str]) -> Iterator[Event]:
    by_day: dict[str, list[str]] = {}
    for one in entries(tie, "meetings"):
        name = sides.get(str(one.get("by")))
        words = f"said-{str(one.get('said')).replace('_', '-')}"
        if name is not None and room.has(words):
            by_day.setdefault(str(one.get("on")), []).append(room.say("each", name=name, said=room.say(words)))
    for day, said in by_day.items():
        if (on := _date(day)) is not None:
            yield Event(on, "meeting", room.say("event-meeting"), tuple(said))


def _check_ins(room: Room, tie: Tie, sides: Mapping[str, str]) -> Iterator[Event]:
    for one in entries(tie, "check_ins"):
        day = one.get("day")
        if isinstance(day, int):
            said = tuple(
                room.say("each", name=sides[side], said=_mark(room, one[side])) for side in SIDES if side in one
            )
            yield Event(date_of(tie, day), "check-in", room.say("event-check-in"), said)


def _mark(room: Room, mark: object) -> str:
    if isinstance(mark, int):
        return room.say("mark", mark=mark)
    return room.say("mark-late" if mark == "late" else "mark-none")


def _breaks(room: Room, tie: Tie) -> Iterator[Event]:
    breaks = tie.journey.kept.get("breaks") if tie.journey else None
    for one in breaks if isinstance(breaks, list) else ():
        first, last = (_date(str(day)) for day in one[:2]) if isinstance(one, list) and len(one) > 1 else (None, None)
        if first and last:
            yield Event(first, "break", room.say("event-break", day=room.day(last)))


def _reminders(room: Room, tie: Tie, sides: Mapping[str, str]) -> Iterator[Event]:
    """How far the reminders to someone who is quiet have come; earlier silences that are over are not kept."""
    for side in SIDES:
        state = quiet(tie, side)
        if is_counted(tie, side) and state.rung:
            reached = RUNGS[min(state.rung, len(RUNGS)) - 1]
            said = room.say("each", name=sides[side], said=room.say(f"rung-{reached}"))
            yield Event(min(room.today, date_of(tie, state.day)), "quiet", room.say("event-reminded"), (said,))


def _lines(room: Room, story: Story) -> Iterator[Event]:
    for line in story.lines:
        if line.kind != "concern":
            title = room.say("event-line", kind=room.words(KINDS.get(line.kind, OTHER).title))
            yield Event(_day(room, line.since), "listed", title, (room.say(f"line-{line.status}"),))


def _staff(room: Room, trail: Sequence[AuditLine], names: Mapping[int, str]) -> Iterator[Event]:
    for one in trail:
        if one.what in DID:
            name = _name(room, names, one.by) if one.by else room.say("operator")
            yield Event(_day(room, one.at), "staff", room.say("event-staff", name=name, what=room.words(DID[one.what])))


def _reports(room: Room, story: Story) -> Iterator[Event]:
    for one in story.concerns:
        if may_see(one, room.me):
            kind = room.words(CATEGORIES.get(one.category, CATEGORIES["other"]))
            link = room.link(f"/concerns/{one.id:x}")
            status = room.say_or(f"status-{one.status}", "status-new")
            yield Event(_day(room, one.created_at), "report", room.say("event-report", category=kind), (status,), link)


def _titled(room: Room, program: Program | None, step: str) -> str:
    if program is not None:
        try:
            return text(program, step, room.language).title
        except (LookupError, DefinitionError):
            return step
    return step


def _name(room: Room, names: Mapping[int, str], person: int | None) -> str:
    return names.get(person or 0) or room.say("someone")


def _day(room: Room, at: dt.datetime) -> dt.date:
    return local(at, room.visitor.person.zone).date()


def _date(day: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(day)
    except ValueError:
        return None

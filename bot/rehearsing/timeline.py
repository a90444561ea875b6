"""The timeline of a match: who got what and when, and what comes next, in plain words and everyone's own time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.adapters.rehearsal.chats import Chat
from bot.adapters.rehearsal.rehearsal import Rehearsal
from bot.curriculum.program import Program
from bot.curriculum.reading import text as step_text
from bot.flows.desk.kinds import KINDS as LINES
from bot.flows.desk.kinds import OTHER as OTHER_LINE
from bot.flows.engine.stage import Stage
from bot.flows.journey.calendar import zone_of
from bot.flows.nudges import kinds
from bot.rehearsing.coming import Ahead, Planned, planned
from bot.rehearsing.notes import Note, Notes
from bot.texts.dates import day, hour
from bot.words.journeys import Journey
from bot.words.matches import Match
from bot.words.messages import Json
from bot.words.people import Due
from bot.words.phrases import Line
from bot.words.turns import Scene

LANES = ("mentee", "mentor", "coordinator")
GIST = 160
"""Characters of a message that a timeline shows."""
UTC = dt.timezone.utc


@dataclass(frozen=True, slots=True)
class Seen:
    """What the database holds of the two: their scenes, by person, and what is scheduled for them."""

    scenes: Mapping[int, Scene]
    due: Iterable[Due]


@dataclass
class Timeline:
    """One match, told in one language."""

    rehearsal: Rehearsal
    notes: Notes
    stage: Stage
    match: Match
    language: str
    chats: dict[str, Chat] = field(init=False)

    def __post_init__(self) -> None:
        by_person = {person.id: chat for chat, person in self.notes.people.items()}
        ids = {"mentee": self.match.mentee, "mentor": self.match.mentor}
        found = {side: self.rehearsal.chats.get(by_person.get(person, "")) for side, person in ids.items()}
        self.chats = {side: chat for side, chat in found.items() if chat is not None}

    @property
    def journey(self) -> Journey | None:
        """The journey, where the program has steps and it has begun."""
        return self.notes.journeys.get(self.match.id)

    @property
    def program(self) -> Program | None:
        """The program as this match walks it."""
        known = self.stage.program_of(self.journey) if self.journey else None
        return known or self.stage.programs.get(self.match.program)

    def told(self, seen: Seen) -> dict[str, Json]:
        """Everything, as plain data; `entries` is what happened, `coming` what is planned, both in order of time."""
        now, program = self.rehearsal.clock.now(), self.program
        entries = sorted(self._entries(), key=lambda each: str(each["at"]))
        last = self.match.since if self.match.status in {"ended", "dropped"} else None
        coming = [] if last else [self._planned(each) for each in self._coming(seen, now)]
        weeks = program.weeks if program else 0
        return {
            "pair": {
                "id": f"{self.match.id:x}",
                "program": self.match.program,
                "title": program.title.in_language(self.language) if program else self.match.program,
                "status": self.match.status,
                "week": min(self._week(now, "mentee"), weeks) if self.journey else 0,
                "weeks": weeks,
            },
            "now": now.isoformat(timespec="seconds"),
            "lanes": [self._lane(lane) for lane in LANES],
            "weeks": self._weeks([*entries, *coming]),
            "entries": [*entries],
            "coming": [*coming],
        }

    # --- the frame -----------------------------------------------------------------------------------------------

    def _lane(self, lane: str) -> dict[str, Json]:
        chat = self.chats.get(lane)
        return {
            "lane": lane,
            "name": chat.name if chat else "",
            "zone": self._zone(lane),
            "chat": chat.id if chat else None,
        }

    def _zone(self, lane: str) -> str:
        chat = self.chats.get(lane)
        person = self.notes.people.get(chat.id) if chat else None
        return (person.zone if person else "") or "UTC"

    def _weeks(self, entries: Iterable[Mapping[str, Json]]) -> list[Json]:
        """Each week with its first day and the titles of its steps; week 0 is what was before the first."""
        journey, program = self.journey, self.program
        if journey is None or program is None:
            return [{"week": 0, "from": self.match.created_at.date().isoformat(), "titles": []}]
        numbers = (each["week"] for each in entries)
        last = max(program.weeks, *(week for week in numbers if isinstance(week, int)), 0)
        weeks: list[Json] = [{"week": 0, "from": self.match.created_at.date().isoformat(), "titles": []}]
        for week in range(1, last + 1):
            titles: list[Json] = [
                step_text(program, step.id, self.language).title
                for step in program.steps_for(journey.track or None)
                if step.week == week and (step.id not in program.branched_to or step.id in journey.steps)
            ]
            first = journey.begun_on + dt.timedelta(days=7 * (week - 1) + _rested(journey, week))
            weeks.append({"week": week, "from": first.isoformat(), "titles": titles})
        return weeks

    def _week(self, at: dt.datetime, lane: str) -> int:
        """The week of the journey in which something happens on this side's calendar."""
        if self.journey is None:
            return 0
        date = at.astimezone(zone_of(self._zone(lane))).date()
        return 0 if date < self.journey.begun_on else 1 + (
            (date - self.journey.begun_on).days - _days_off(self.journey, date)
        ) // 7  # fmt: skip

    # --- what happened -------------------------------------------------------------------------------------------

    def _entries(self) -> Iterator[dict[str, Json]]:
        for note in self.notes.kept.values():
            lane = self._lane_of(note)
            if lane is not None and (entry := self._entry(note, lane)) is not None:
                yield entry

    def _lane_of(self, note: Note) -> str | None:
        is_ours = self.match.id in note.matches
        if note.what in {"listed", "settled"}:
            return "coordinator" if is_ours else None
        for side, chat in self.chats.items():
            if note.chat == chat.id:
                return side if is_ours or not note.matches else None
        return "coordinator" if is_ours else None

    def _entry(self, note: Note, lane: str) -> dict[str, Json] | None:
        chat = self.rehearsal.chats.get(note.chat)
        shown = chat.entries.get(note.message) if chat and note.message else None
        kind = "digest" if note.kind == "prompts" and len(note.matches) > 1 else note.kind
        group = "act" if note.what == "did" else kinds.kind_named(kind)[0]
        if note.what in {"listed", "settled"}:
            group = "desk"
        text = _gist(shown.text) if shown and shown.state != "gone" else ""
        message: Json = {"chat": note.chat, "id": note.message} if chat and shown else None
        return {
            **self._placed(note.at, lane),
            "what": note.what,
            "kind": kind,
            "group": group,
            "detail": note.detail,
            "said": self._said(note, kind, lane),
            "text": text,
            "message": message,
        }

    def _placed(self, at: dt.datetime, lane: str) -> dict[str, Json]:
        local = at.astimezone(zone_of(self._zone(lane)))
        return {
            "at": at.astimezone(UTC).isoformat(timespec="seconds"),
            "local": local.isoformat(timespec="minutes"),
            "lane": lane,
            "week": self._week(at, lane),
        }

    def _said(self, note: Note, kind: str, lane: str) -> str:
        name, partner = self._names(lane)
        if note.what in {"listed", "settled"}:
            line = self._words(LINES.get(note.kind, OTHER_LINE).title())
            return self._words((kinds.LISTED if note.what == "listed" else kinds.SETTLED)(kind=line))
        if note.what == "did":
            return self._did(note, name, partner)
        called = self._kind(kind, note.detail, partner)
        reason = self._words(kinds.REASONS.get(note.detail, kinds.OTHER)())
        match note.what:
            case "dropped":
                return self._words(kinds.DROPPED(kind=called, reason=reason))
            case "refused":
                return self._words(kinds.NOT_DELIVERED(kind=called, reason=reason))
            case "put-off":
                when = (self._zone(lane), self.language)
                until = f"{day(note.until, *when)}, {hour(note.until, *when)}" if note.until else "?"
                return self._words(kinds.PUT_OFF(kind=called, until=until))
            case _:
                return called

    def _did(self, note: Note, name: str, partner: str) -> str:
        chat = self.rehearsal.chats.get(note.chat)
        shown = chat.entries.get(note.message or 0) if chat else None
        if note.matches and not (shown and shown.manner == "press"):
            return self._words(kinds.WROTE_TO(name=name, partner=partner))
        return self._words((kinds.TAPPED if shown and shown.manner == "press" else kinds.WROTE)(name=name))

    def _kind(self, kind: str, detail: str, partner: str) -> str:
        if kind == "silence" and detail in kinds.RUNGS:
            return self._words(kinds.RUNGS[detail]())
        return self._words(kinds.kind_named(kind)[1](name=partner))

    def _names(self, lane: str) -> tuple[str, str]:
        names = {side: chat.name for side, chat in self.chats.items()}
        other = "mentor" if lane == "mentee" else "mentee"
        return names.get(lane, ""), names.get(other, "")

    def _words(self, line: Line) -> str:
        return self.stage.speech.say(line, self.language)

    # --- what comes ----------------------------------------------------------------------------------------------

    def _coming(self, seen: Seen, now: dt.datetime) -> list[Planned]:
        """What is planned for both, soonest first."""
        found: list[Planned] = []
        for side, person in (("mentee", self.match.mentee), ("mentor", self.match.mentor)):
            scene = seen.scenes.get(person)
            if scene is not None and self.program is not None:
                due = [one for one in seen.due if one.person == person]
                found += planned(Ahead(self.program, self.match, side, scene, self.language), due, now)
        return sorted(found, key=lambda each: (each.at, each.side))

    def _planned(self, each: Planned) -> dict[str, Json]:
        _, partner = self._names(each.side)
        called = self._kind(each.kind, each.detail, partner)
        said = self._words(kinds.IF_QUIET(kind=called)) if each.only_if_quiet else called
        return {
            **self._placed(each.at, each.side),
            "what": "planned",
            "kind": each.kind,
            "group": kinds.kind_named(each.kind)[0],
            "detail": each.detail,
            "said": said,
            "text": each.text,
            "message": None,
            "only_if_quiet": each.only_if_quiet,
        }


def _gist(text: str) -> str:
    """The first line of a message: mostly what it is about."""
    line = " ".join(text.strip().partition("\n")[0].split())
    return line if len(line) <= GIST else f"{line[: GIST - 1].rstrip()}…"


def _breaks(journey: Journey) -> Iterator[tuple[dt.date, dt.date]]:
    kept = journey.kept.get("breaks")
    for each in kept if isinstance(kept, list) else []:
        if isinstance(each, list) and len(each) == 2:
            yield dt.date.fromisoformat(str(each[0])), dt.date.fromisoformat(str(each[1]))


def _days_off(journey: Journey, date: dt.date) -> int:
    """Days of breaks before this date."""
    return sum(max(0, (min(date, end) - begin).days) for begin, end in _breaks(journey))


def _rested(journey: Journey, week: int) -> int:
    """Days of breaks before this week began."""
    off = 0
    for begin, end in _breaks(journey):
        if begin < journey.begun_on + dt.timedelta(days=7 * (week - 1) + off) or (week > 1 and begin == end):
            off += (end - begin).days
    return off

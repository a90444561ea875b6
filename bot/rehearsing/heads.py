"""The head of a scene: who is in it, who knows whom already, and when it begins.

# Ana is on Slack, in es.
# Jonas is on Telegram.
# Jonas mentors Ana, introduced now.
# Ana wants: study, direction.
# It begins on 2026-09-07 at 09:00.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from bot.adapters.rehearsal.chats import Chat, Entry
from bot.adapters.rehearsal.platforms import platform_named
from bot.adapters.rehearsal.rehearsal import Rehearsal
from bot.curriculum.program import Program
from bot.words.effects.matches import SaveMatch
from bot.words.effects.people import SaveAddress, SaveMembership, SavePerson
from bot.words.effects.sending import Schedule
from bot.words.errors import DefinitionError
from bot.words.matches import Match
from bot.words.people import Adult, Due, Membership, Person
from bot.words.turns import Effect, ids_from

BEGINS = dt.datetime(2026, 3, 10, 12, tzinfo=dt.timezone.utc)
"""When a scene begins that does not say so: a Tuesday at noon."""
ZONE = "Europe/Berlin"
PLACE = {"id": 2911298, "city": "Hamburg", "country": "DE", "zone": ZONE}

_CAST = re.compile(r"^# (.+?) is on (Telegram|Slack)(?:, in (\w+))?\.", re.MULTILINE)
_PAIR = re.compile(r"^# (.+?) mentors (.+?)(, introduced now)?\.$", re.MULTILINE)
_WANTS = re.compile(r"^# (.+?) wants: (.+?)\.$", re.MULTILINE)
_BEGINS = re.compile(r"^# It begins on (\d{4}-\d\d-\d\d)(?: at (\d\d:\d\d))?\.$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Head:
    """What the head says: (name, platform, language) of each, (mentor, mentee, introduced now) of each pair, goals by
    name, and when it begins (UTC)."""

    cast: tuple[tuple[str, str, str], ...]
    pairs: tuple[tuple[str, str, bool], ...]
    wants: dict[str, list[str]]
    begins: dt.datetime

    @classmethod
    def read(cls, scene: str) -> Head:
        """From a scene's text; raises DefinitionError where somebody is nowhere."""
        cast = tuple((name, platform, language) for name, platform, language in _CAST.findall(scene))
        pairs = tuple((mentor, mentee, bool(new)) for mentor, mentee, new in _PAIR.findall(scene))
        wants = {name: [goal.strip() for goal in goals.split(",")] for name, goals in _WANTS.findall(scene)}
        known = {name for name, _, _ in cast}
        for name in [*(one for mentor, mentee, _ in pairs for one in (mentor, mentee)), *wants]:
            if name not in known:
                raise DefinitionError(f"line 1: nobody says where {name} is; write “# {name} is on Telegram.”")
        begins = BEGINS
        if found := _BEGINS.search(scene):
            begins = dt.datetime.fromisoformat(f"{found[1]}T{found[2] or '09:00'}:00+00:00")
        return cls(cast, pairs, wants, begins)

    def set_up(self, rehearsal: Rehearsal, program: Program) -> list[Effect]:
        """Give everyone a chat; what the database holds of those who know each other already."""
        chats = {}
        for name, platform, language in self.cast:
            found = platform_named(platform)
            if found is not None:
                chats[name] = rehearsal.add(name, found, language=language)
        effects: list[Effect] = []
        ids: dict[str, int] = {}
        for mentor, mentee, is_new in self.pairs:
            for name, role in ((mentee, "mentee"), (mentor, "mentor")):
                ids.setdefault(name, ids_from(f"scene\0{name}")())
                effects += self._arrived(chats[name], ids[name], program, role)
            effects += _matched(ids[mentee], ids[mentor], program, self.begins, is_new=is_new)
        return effects

    def _arrived(self, chat: Chat, id: int, program: Program, role: str) -> list[Effect]:
        """Someone who finished onboarding; to the platform they are someone who wrote."""
        if not chat.entries:
            chat.put(Entry(chat.next(), "person", "hello", self.begins), 0)
        goals = self.wants.get(chat.name) or [next(iter(program.goals))]
        for goal in goals:
            if goal not in program.goals:
                raise DefinitionError(f"line 1: the program has no goal {goal}; it has {', '.join(program.goals)}")
        profile = {"place": PLACE, "languages": [chat.language or "en", "en"], "times": ["evenings"], "goal": [*goals]}
        record = {}
        if role == "mentor":
            profile["seats"] = 5  # type: ignore[assignment]
            checks = {check.name: {"outcome": "passed", "expires": None} for check in program.matching.checks}
            record = {"training": {"passed": self.begins.date().isoformat(), "version": ""}, "checks": checks}
        person = Person(id, self.begins, chat.name, chat.language or "en", ZONE, adult=Adult(self.begins, "scene"))
        number = ids_from(f"scene\0{chat.name}\0{role}")()
        return [
            SavePerson(person),
            SaveAddress(chat.address, id),
            SaveMembership(Membership(number, id, program.id, role, "waiting", profile, self.begins, record)),  # type: ignore[arg-type]
        ]


def _matched(mentee: int, mentor: int, program: Program, now: dt.datetime, *, is_new: bool) -> list[Effect]:
    id = ids_from(f"scene\0{mentee}\0{mentor}")()
    effects: list[Effect] = [SaveMatch(Match(id, program.id, mentee, mentor, "open", now, now))]
    if is_new:
        for person in (mentor, mentee):
            key = f"match:{id:x}:introduce:{person:x}"
            effects.append(Schedule(Due(key, "introduce", person, now, subject=str(id))))
    return effects

"""A few people on their way through a small program: the pure turns, what a database would hold, every message."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from bot.curriculum.program import Program
from bot.curriculum.shelf import Packed
from bot.flows.door import decide, decide_due
from bot.flows.staging import set_stage
from bot.words.effects.desk import Raise
from bot.words.effects.matches import KeepVersion, SaveJourney, SaveMatch
from bot.words.effects.people import SaveMembership, SavePerson, SaveRun
from bot.words.effects.sending import Queue, Schedule, Unschedule
from bot.words.journeys import Journey, Version
from bot.words.matches import SEATED, Match, Tie
from bot.words.messages import Address, Button, Inbound, Press, Say, read_command
from bot.words.messages import Typed as TypedWords
from bot.words.people import Adult, Due, Membership, Person, Run
from bot.words.turns import Moment, Scene, ids_from

UTC = dt.timezone.utc
WEEKS = 6
PLAN = {
    "title": "Garden",
    "about": "A garden",
    "goals": {"grow": "Grow", "meet": "Meet"},
    "weeks": WEEKS,
    "silence": {"nudge": 200, "help": 201, "coordinator": 202, "warning": 203, "closure": 204},
    "check_ins": {"days": [300]},
    "meetings": {"every_days": 300},
    "introduction": {"ask_after_days": [300]},
    "end": {"announce_weeks": 0},
    "prompts": {"day": "monday", "time": "10:00"},
    "tracks": {"beds": {"title": "Beds", "goals": ["grow"]}, "talks": {"title": "Talks", "goals": ["meet"]}},
    "steps": [
        {"id": "look", "week": 1},
        {"id": "dig", "week": 2, "branch": {"hard": "rest-hands", "soft": "deeper"}},
        {"id": "sow-beds", "week": 3, "tracks": ["beds"]},
        {"id": "sow-talks", "week": 3, "tracks": ["talks"]},
        {"id": "rest-hands", "week": 4},
        {"id": "deeper", "week": 4},
        {"id": "water", "week": 4},
        {"id": "weed", "week": 5},
        {"id": "harvest", "week": 6},
        {"id": "leap", "date": "02-29"},
        {"id": "frost", "date": "03-18"},
        {"id": "compost", "week": 2, "elective": True},
    ],
}
TEXT = """---
title: Title of {id}
minutes: 20
{more}---
## mentee
BODY {id} for the mentee.
## mentor
BODY {id} for the mentor.
## starters
- First starter of {id}?
- Second starter of {id}?
## task
Task of {id}.
## question
Question of {id}?
## resources
- [Sheet of {id}](../resources/tools.en.md)
- [Page](https://example.org/{id})
## send
A line about {id}.
"""


def garden(**changes) -> Program:
    """The small program, or one changed from it, with all its texts."""
    program = Program.model_validate({"id": "garden", **PLAN, **changes})
    texts = {"resources/tools.en.md": "---\ntitle: Tools\n---\nA spade, a rake."}
    for step in program.steps:
        ask = "".join(f"  {name}: The {name} one\n" for name in step.branch)
        more = f"ask: Which one?\nanswers:\n{ask}" if ask else ""
        texts[f"steps/{step.id}.en.md"] = TEXT.format(id=step.id, more=more)
    return program.with_shelf(Packed(texts))


@dataclass
class Said:
    """One message somebody got."""

    at: dt.datetime
    person: str
    text: str
    buttons: dict[str, str]
    is_prompt: bool

    @property
    def bodies(self) -> list[str]:
        return re.findall(r"BODY (\S+) for", self.text)


@dataclass
class Walking:
    """People by name, what is kept of them, and what is due; `now` moves by `wait` and `stand_still`."""

    gazetteer: object
    now: dt.datetime = dt.datetime(2026, 1, 6, 12, 0, tzinfo=UTC)
    people: dict[str, Person] = field(default_factory=dict)
    memberships: dict[tuple[int, str], Membership] = field(default_factory=dict)
    matches: dict[int, Match] = field(default_factory=dict)
    journeys: dict[int, Journey] = field(default_factory=dict)
    runs: dict[int, Run] = field(default_factory=dict)
    versions: dict[str, Version] = field(default_factory=dict)
    due: dict[str, Due] = field(default_factory=dict)
    raised: list[str] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    count: int = 0

    def __post_init__(self) -> None:
        self.publish(garden())

    def publish(self, program: Program) -> None:
        """The bot starts again with this program in its folder."""
        self.stage = set_stage({program.id: program}, self.gazetteer)
        self.stage.editions.learn(self.versions.values())

    # --- who there is

    def arrives(self, name: str, zone: str, *roles: str, **profile) -> None:
        id = 101 + len(self.people)
        born = dt.datetime(2026, 1, 1, tzinfo=UTC)
        self.people[name] = Person(id, born, name=name, language="en", zone=zone, adult=Adult(born, "v1"))
        for role in roles:
            membership = Membership(10 * id + len(role), id, "garden", role, "waiting", {"seats": 5, **profile}, born)
            self.memberships[id, role] = membership

    def meet(self, mentor: str, mentee: str) -> int:
        """The two are introduced; their match's id."""
        id = 900 + len(self.matches)
        ids = {"mentor": self.people[mentor].id, "mentee": self.people[mentee].id}
        self.matches[id] = Match(id, "garden", **ids, status="open", since=self.now, created_at=self.now)
        for person in ids.values():
            self._decide_due(Due(f"i{id}{person}", "introduce", person, self.now, subject=str(id)))
        return id

    def moves(self, name: str, zone: str) -> None:
        """They told a new city; their prompts are looked at anew, as the question for the place does."""
        person = self.people[name] = replace(self.people[name], zone=zone)
        self.due[f"moved{name}"] = Due(f"moved{name}", "prompts-look", person.id, self.now, subject="garden")
        self._run_due(self.now)

    # --- what they do

    def presses(self, name: str, label: str, *, nth: int = -1) -> bool:
        """Press a button in the newest message that has it (or an older one); False where there is none."""
        having = [said for said in self.said if said.person == name and label in said.buttons]
        if not having:
            return False
        self._hear(name, Press(having[nth].buttons[label]))
        return True

    def says(self, name: str, text: str) -> None:
        self._hear(name, read_command(text) or TypedWords(text))

    # --- time

    def wait(self, **span: float) -> None:
        """Let time pass; everything due happens at its time."""
        self._run_due(self.now + dt.timedelta(**span))

    def stand_still(self, **span: float) -> None:
        """The bot is down all the while; then it finds what is due."""
        self.now += dt.timedelta(**span)
        self._run_due(self.now)

    # --- what came of it

    def prompts(self, name: str) -> list[Said]:
        return [said for said in self.said if said.person == name and said.is_prompt]

    def local(self, said: Said) -> dt.datetime:
        return said.at.astimezone(ZoneInfo(self.people[said.person].zone))

    def told(self, match: int, step: str, side: str) -> dict:
        return dict(self.journeys[match].steps.get(step, {}).get(side, {}))

    # --- inside

    def _run_due(self, end: dt.datetime) -> None:
        for _ in range(10_000):
            ready = sorted((due for due in self.due.values() if due.at <= end), key=lambda due: (due.at, due.key))
            if not ready:
                break
            due = self.due.pop(ready[0].key)
            self.now = max(self.now, due.at)
            self._decide_due(due)
        else:
            raise AssertionError("something is due again and again")
        self.now = max(self.now, end)

    def _decide_due(self, due: Due) -> None:
        if not due.person:
            return  # a work beside the hub, which nobody does here
        self.count += 1
        scene = self._scene(next(name for name, person in self.people.items() if person.id == due.person))
        turn = decide_due(self.stage, scene, due, Moment(self.now, ids_from(f"due{self.count}")))
        self._take(turn.effects, is_prompt=due.kind == "prompts")

    def _hear(self, name: str, content) -> None:
        self.count += 1
        scene = self._scene(name)
        inbound = Inbound(f"{self.count}", scene.address, content, self.now, name=name)
        turn = decide(self.stage, scene, inbound, Moment(self.now, ids_from(f"{self.count}")))
        self._take(turn.effects)
        self._run_due(self.now)

    def _scene(self, name: str) -> Scene:
        person = self.people[name]
        runs = [run for run in self.runs.values() if run.person == person.id and run.status == "open"]
        runs.sort(key=lambda run: (run.touched_at, run.id), reverse=True)
        return Scene(
            _address(person.id),
            person=person,
            run=runs[0] if runs else None,
            parked=tuple(runs[1:]),
            memberships=tuple(one for (id, _), one in sorted(self.memberships.items()) if id == person.id),
            ties=tuple(self._ties(person)),
        )

    def _ties(self, person: Person):
        by_id = {one.id: one for one in self.people.values()}
        for match in self.matches.values():
            if person.id in (match.mentee, match.mentor) and match.status != "dropped":
                partner = by_id[match.other(person.id)]
                taken = [m for m in self.matches.values() if m.mentor == match.mentor and m.status in SEATED]
                membership = self.memberships.get((partner.id, match.side(partner.id)))
                journey = self.journeys.get(match.id)
                yield Tie(match, partner, _address(partner.id), membership, len(taken), journey)

    def _take(self, effects, *, is_prompt: bool = False) -> None:  # noqa: C901 - one line an effect
        names = {_address(person.id): name for name, person in self.people.items()}
        for effect in effects:
            match effect:
                case Queue(delivery=delivery) if isinstance(delivery.content, Say):
                    say = delivery.content
                    labels = {button.label: button.data for button in say.buttons if _fits(button)}
                    self.said.append(Said(self.now, names[delivery.address], say.text, labels, is_prompt))
                case SavePerson(person=person):
                    self.people[person.name] = person
                case SaveMembership(membership=one):
                    self.memberships[one.person, one.role] = one
                case SaveMatch(match=one):
                    self.matches[one.id] = one
                case SaveJourney(journey=one):
                    self.journeys[one.id] = one
                case SaveRun(run=run):
                    self.runs[run.id] = run
                case KeepVersion(version=one):
                    self.versions.setdefault(one.hash, one)
                case Schedule(due=due):
                    self.due[due.key] = due
                case Unschedule(key=key):
                    self.due.pop(key, None)
                case Raise(attention=one):
                    self.raised.append(one.kind)


def _address(person: int) -> Address:
    return Address("telegram", str(person))


def _fits(button: Button) -> bool:
    assert len(button.data.encode("ascii")) <= 64, "a platform would refuse this button"
    return True

"""A mentor and a mentee on their way, with what is on the coordinator's list and which due said what."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from bot.words.effects.desk import Raise, Settle
from bot.words.effects.matches import KeepApart
from bot.words.effects.sending import Queue
from bot.words.journeys import Attention
from bot.words.messages import File, Say
from tests.flows.journey.walking import Said, Walking, garden

RHYTHM = {
    "weeks": 8,
    "silence": {"nudge": 6, "help": 10, "coordinator": 14, "warning": 21, "closure": 30},
    "check_ins": {"days": [14, 30], "then_every": 30},
    "meetings": {"every_days": 7},
    "introduction": {"ask_after_days": [300]},
    "end": {"announce_weeks": 2, "reopen_days": 14, "buffer_days": 30},
    "crisis": {
        "words": {"en": ["want to die", "don't want to live"], "es": ["matarme"]},
        "lines": {
            "DE": [{"name": "Telefonseelsorge", "phone": "0800 111 0 111"}],
            "*": [{"name": "Find A Helpline", "url": "https://findahelpline.com"}],
        },
    },
}
STEPS = [{"id": f"step-{week}", "week": week} for week in range(1, 9)]
LADDER = {"silence", "partner-reminded", "closure-asked"}


@dataclass
class Couple(Walking):
    """Ana walks with Jonas, her mentor, both in Berlin; they are introduced on Tuesday, 6 January 2026, at noon."""

    changes: dict = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)
    files: list[tuple[str, File]] = field(default_factory=list)
    attention: dict[str, Attention] = field(default_factory=dict)
    apart: list[KeepApart] = field(default_factory=list)
    kind: str = ""
    match: int = 0

    def __post_init__(self) -> None:
        plan = {**RHYTHM, "steps": STEPS, **self.changes}
        self.publish(garden(**plan))
        self.arrives("Jonas", "Europe/Berlin", "mentor")
        self.arrives("Ana", "Europe/Berlin", "mentee", goal=["grow"], place={"country": "DE"})
        self.match = self.meet("Jonas", "Ana")

    # --- what they do

    def writes(self, name: str, text: str = "hello") -> None:
        """One message to the partner."""
        self.says(name, "/write")
        self.says(name, text)
        self.says(name, "done")

    def lives(self, name: str, days: int) -> None:
        """Day after day somebody gives a sign of life; the other does nothing."""
        for _ in range(days):
            self.wait(days=1)
            self.presses_in_touch(name)

    def presses_in_touch(self, name: str) -> None:
        from bot.words.messages import Press

        self._hear(name, Press(f"pair.{self.match:x}.in-touch"))

    def presses_data(self, name: str, data: str) -> None:
        from bot.words.messages import Press

        self._hear(name, Press(data))

    # --- what came of it

    @property
    def day(self) -> int:
        return (self.now.date() - dt.date(2026, 1, 6)).days

    def by(self, *kinds: str, to: str = "") -> list[Said]:
        """What was said because of something due of these kinds."""
        found = [said for at, said in enumerate(self.said) if self.kinds.get(at) in kinds]
        return [said for said in found if said.person == to or not to]

    def days(self, *kinds: str, to: str = "") -> list[int]:
        return [(said.at.date() - dt.date(2026, 1, 6)).days for said in self.by(*kinds, to=to)]

    def open_lines(self) -> dict[str, Attention]:
        return {one.kind: one for one in self.attention.values() if one.status == "open"}

    @property
    def status(self) -> str:
        return self.matches[self.match].status

    def kept(self, name: str):
        return self.journeys[self.match].kept.get(name)

    def record(self, name: str, role: str) -> dict:
        return dict(self.memberships[self.people[name].id, role].record)

    def last(self, name: str) -> Said:
        return [said for said in self.said if said.person == name][-1]

    # --- inside

    def _decide_due(self, due) -> None:
        self.kind = due.kind
        super()._decide_due(due)
        self.kind = ""

    def _take(self, effects, *, is_prompt: bool = False) -> None:
        effects = list(effects)
        names = {str(person.id): name for name, person in self.people.items()}
        before = len(self.said)
        for effect in effects:
            match effect:
                case Queue(delivery=delivery) if isinstance(delivery.content, File):
                    name = names[delivery.address.id]
                    self.files.append((name, delivery.content))
                case Raise(attention=one):
                    self.attention[one.key] = one
                case Settle(key=key) if key in self.attention and self.attention[key].status == "open":
                    self.attention[key] = replace(self.attention[key], status="gone")
                case KeepApart():
                    self.apart.append(effect)
        super()._take([_as_said(effect) for effect in effects], is_prompt=is_prompt)
        for at in range(before, len(self.said)):
            self.kinds[at] = self.kind


def _as_said(effect):
    """A file is read by its words."""
    if isinstance(effect, Queue) and isinstance(effect.delivery.content, File):
        file = effect.delivery.content
        return Queue(replace(effect.delivery, content=Say(file.text, file.buttons)))
    return effect

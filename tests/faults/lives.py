"""People who go through onboarding on Telegram, and what they must have heard and left behind in the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.flows.engine.stage import Stage
from bot.words.effects.sending import Queue
from bot.words.messages import Address, Say
from bot.words.turns import Scene
from tests.flows.talk import Talk
from tests.stand_ins.telegram import Person, Seen, TelegramStandIn

MENTEE = (
    "/start",
    "[Yes, let's start]",
    "May 1998",
    "[I'd like a mentor]",
    "[New Neighbors]",
    "{name}",
    "[Find work]",
    "[Meet people]",
    "[Done]",
    "nurse",
    "Lyon, France",
    "Arabic and French",
    "[Skip]",
    "cooking",
    "evenings",
    "nobody",
    "[No preference]",
    "[Yes, all good]",
)
MENTOR = (
    "hello",
    "yes",
    "3/1975",
    "I'd like to be a mentor",
    "First Year Together",
    "{name}",
    "study, balance",
    "Graz",
    "German, English",
    "[Master's or higher]",
    "TU Graz",
    "skip",
    "weekends",
    "no one",
    "3",
    "Physics",
    "[Yes, all good]",
)
BOTH = (
    "/start both",
    "[Yes, let's start]",
    "1/1990",
    "[Back to Work]",
    "{name}",
    "interviews",
    "[Confidence]",
    "[Done]",
    "[Skip]",
    "Berlin",
    "English",
    "back",
    "German",
    "[School]",
    "skip",
    "mornings",
    "skip",
    "2",
    "skip",
    "change name",
    "{name}",
    "[Yes, all good]",
)
SCRIPTS = (MENTEE, MENTOR, BOTH)
PATIENCE = 600.0
"""Seconds to wait for an answer; a bot that is killed all the time needs long."""


@dataclass
class Rehearsed:
    """How a script goes when nothing goes wrong: after each doing, how much was heard; and what is left in the end."""

    acts: tuple[str, ...]
    said: list[str] = field(default_factory=list)
    heard_after: list[int] = field(default_factory=list)
    queued_after: list[int] = field(default_factory=list)
    state_after: list[dict[str, Any]] = field(default_factory=list)

    @property
    def deliveries(self) -> int:
        """How many platform calls it takes in all."""
        return self.queued_after[-1]


def rehearse(stage: Stage, script: tuple[str, ...], name: str, channel: str = "telegram") -> Rehearsed:
    """Play a script through the pure turns alone."""
    talk = Talk(stage, language="en", channel=channel)
    rehearsed = Rehearsed(tuple(act.format(name=name) for act in script))
    queued = 0
    for act in rehearsed.acts:
        if act.startswith("["):
            talk.presses(act.strip("[]"))
        else:
            talk.says(act)
        contents = [effect.delivery.content for effect in talk.turn_effects if isinstance(effect, Queue)]
        queued += len(contents)
        rehearsed.said += [content.text for content in contents if isinstance(content, Say)]
        rehearsed.heard_after.append(len(rehearsed.said))
        rehearsed.queued_after.append(queued)
        rehearsed.state_after.append(state(talk.scene))
    return rehearsed


def state(scene: Scene) -> dict[str, Any]:
    """What is known of someone, without ids and times."""
    memberships = sorted(scene.memberships, key=lambda each: each.role)
    return {
        "name": scene.person.name if scene.person else None,
        "is adult": bool(scene.person and scene.person.adult),
        "question": scene.run.open if scene.run else None,
        "answers": dict(scene.run.answers) if scene.run else None,
        "passed": scene.run.passed if scene.run else None,
        "memberships": [(each.program, each.role, each.status, dict(each.profile)) for each in memberships],
    }


@dataclass
class Life:
    """One person on Telegram, who does one thing after another.

    `reached` counts the messages expected that arrived, in their order; `doubled` those that came once more; `odd` is
    whatever should not have come, or not then. `times_again` counts how often something old came again: what was under
    way when the bot was killed comes again from its first message on, in order.
    """

    person: Person
    expected: Rehearsed
    reached: int = 0
    doubled: int = 0
    times_again: int = 0
    odd: list[str] = field(default_factory=list)
    on_hearing: Callable[[], None] | None = None
    _at: int = -1

    @classmethod
    def begins(cls, world: TelegramStandIn, stage: Stage, number: int) -> Life:
        """Someone new; their number decides which way they go."""
        name = f"Person {number}"
        person = world.person(1000 + number, name)
        life = cls(person, rehearse(stage, SCRIPTS[number % len(SCRIPTS)], name))
        sees = person.sees

        def seeing(seen: Seen) -> Seen:
            life.heard(seen.text)
            sees(seen)
            if life.on_hearing:
                life.on_hearing()
            return seen

        person.sees = seeing  # type: ignore[method-assign]
        return life

    async def lives(self, first: int = 0) -> None:
        """Do everything from that act on, each once all that was to be said before it has arrived."""
        for act, count in list(zip(self.expected.acts, self.expected.heard_after, strict=True))[first:]:
            await self.does(act)
            await self.hears(count, PATIENCE)

    async def does(self, act: str) -> None:
        """Press [a button], or type."""
        if act.startswith("["):
            await self.person.presses(act.strip("[]"))
        else:
            await self.person.says(act)

    async def hears(self, count: int, within: float = 10.0) -> None:
        """Return once so many messages have arrived, copies not counted."""
        await self.person.bell.until(lambda: self.reached >= count, within)

    def heard(self, text: str) -> None:
        """Find out which of the expected messages this is."""
        said = self.expected.said
        if self._at + 1 < len(said) and said[self._at + 1] == text:
            self._at += 1
            self.doubled += self._at < self.reached
            self.reached = max(self.reached, self._at + 1)
            return
        again = [place for place in range(self._at + 1) if said[place] == text]
        if not again:
            self.odd.append(text)
            return
        self._at = again[-1]
        self.doubled += 1
        self.times_again += 1

    @property
    def address(self) -> Address:
        """Where the bot knows them."""
        return Address("telegram", str(self.person.id))

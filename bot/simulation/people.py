"""The people of a simulation: made ready as in a rehearsal, and what each does about what they are sent."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from bot.adapters.rehearsal.platforms import PLATFORMS
from bot.curriculum.program import Program
from bot.doings.rounds import terms_for
from bot.filling import made_ready
from bot.matching.believable import believable
from bot.simulation.models import (
    FADED,
    MATCHING,
    RESOLVED,
    SMALL_TALK,
    WAYS_TO_LEAVE,
    Model,
    chosen,
    model_of,
    wait,
)
from bot.words.effects.people import SavePerson
from bot.words.messages import Address, Button, Content, Delivery, Edit, Left, PickDate, Press, Say, Typed
from bot.words.turns import Effect

MENTEES = 0.6
"""The part of all people who look for a mentor; the others offer places, more than two each on average."""
WEEK = dt.timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Act:
    """Something someone will do: what, about which message, answering which, and what follows from it at once."""

    content: Content
    message: str | None = None
    replies_to: str | None = None
    then: str = ""
    blocks: bool = False


@dataclass(slots=True)
class Someone:
    """One made-up person. `since` is when they were introduced to their first partner.

    `partner` is the button with which they write to the partner they were introduced to last, `ways` the other buttons
    of that introduction, by verb. `is_going` says that they have begun to end the match.
    """

    address: Address
    role: str
    model: Model
    seed: str
    since: dt.datetime | None = None
    goes_at: dt.datetime | None = None
    fades_at: dt.datetime | None = None
    is_going: bool = False
    gone: bool = False
    ways: dict[str, Button] = field(default_factory=dict)
    ref: str | None = None
    person: int = 0

    def react(self, delivery: Delivery, ref: str, now: dt.datetime) -> list[tuple[dt.datetime, Act]]:
        """What they will do about a message, and when; mostly nothing or one thing."""
        content = delivery.content
        if self.gone or not isinstance(content, Say | Edit):
            return []
        rng = Random(f"{self.seed}\0{delivery.id}")  # noqa: S311 - made-up people, not secrets
        ways = {button.data.partition(".")[2].partition(".")[2]: button for button in content.buttons}
        if {"write", "end", "pause"} <= ways.keys() and isinstance(content, Say):
            return self._meet(ways, ref, now, rng)
        if rng.random() >= self._willing(now):
            return []
        at = now + wait(self.model, rng)
        if delivery.relay is not None:
            return [(at, Act(Typed(rng.choice(SMALL_TALK)), replies_to=ref))] if rng.random() < 0.6 else []
        taps = [(at, Act(Press(button.data), ref)) for button in chosen(self.model, content.buttons, rng)]
        if isinstance(content, Say) and isinstance(content.widget, PickDate):
            return [(at, Act(Typed(f"{at + dt.timedelta(days=rng.randint(1, 6)):%Y-%m-%d}")))]
        is_asked = any(button.data.endswith(".~skip") for button in content.buttons)
        return [(at, Act(Typed(rng.choice(SMALL_TALK))))] if is_asked and not taps else taps

    def of_themselves(self, now: dt.datetime) -> list[tuple[dt.datetime, Act]]:
        """What they do in the coming week without being asked: write to their partner, take a break, go."""
        if self.gone or self.since is None:
            return []
        rng = Random(f"{self.seed}\0{now.isoformat()}")  # noqa: S311 - as above
        if self.goes_at is not None and now >= self.goes_at:
            return self._go(now, rng)
        found = []
        times = int(self.model.writes) + (rng.random() < self.model.writes % 1)
        for _ in range(times if rng.random() < self._willing(now) / self.model.answers else 0):
            at = now + WEEK * rng.random()
            press = self.ways["write"]
            found.append((at, Act(Press(press.data), self.ref, then=rng.choice(SMALL_TALK))))
        if rng.random() < self.model.pauses / 20:
            press, at = self.ways["pause"], now + WEEK * rng.random()
            found.append((at, Act(Press(press.data), self.ref)))
            back = Press(press.data.replace(".pause", ".resume"))
            found.append((at + dt.timedelta(days=rng.randint(5, 21)), Act(back, self.ref)))
        return found

    def _meet(self, ways: dict[str, Button], ref: str, now: dt.datetime, rng: Random) -> list[tuple[dt.datetime, Act]]:
        """They are introduced to someone."""
        is_first = self.since is None
        self.ways, self.ref = ways, ref
        if is_first:
            self.since = now
            self.goes_at = now + WEEK * rng.uniform(*self.model.leaves) if self.model.leaves else None
            self.fades_at = now + WEEK * rng.uniform(*self.model.fades) if self.model.fades else None
        if rng.random() >= self._willing(now):
            return []
        press = ways["write"]
        return [(now + wait(self.model, rng), Act(Press(press.data), ref, then=SMALL_TALK[0]))]

    def _go(self, now: dt.datetime, rng: Random) -> list[tuple[dt.datetime, Act]]:
        way = rng.choices(list(WAYS_TO_LEAVE), list(WAYS_TO_LEAVE.values()))[0]
        at = now + WEEK * rng.random()
        self.goes_at = None
        if way == "end":
            self.is_going = True
            press = self.ways["end"]
            return [(at, Act(Press(press.data), self.ref))]
        return [(at, Act(Left(), blocks=True) if way == "block" else Act(Typed("stop")))]

    def _willing(self, now: dt.datetime) -> float:
        """How likely they react to something now."""
        if self.since is None:
            return max(self.model.answers, MATCHING)
        if self.is_going:
            return RESOLVED
        return FADED if self.fades_at is not None and now >= self.fades_at else self.model.answers


def gather(program: Program, people: int, seed: int, now: dt.datetime) -> tuple[list[Someone], list[Effect]]:
    """So many people, everyone through onboarding and every mentor ready, and what has to be kept of them."""
    mentees = max(1, round(people * MENTEES))
    crowd = believable(seed, mentees, people - mentees, terms_for(program, now.date()))
    found: list[Someone] = []
    effects: list[Effect] = []
    for at, member in enumerate(crowd):
        key = f"simulate\0{seed}\0{at}"
        address = Address(PLATFORMS[at % 3 == 2].channel, f"s{at}")
        kept = made_ready(member, member.person.name.split()[0], address, key, (program, now))
        effects += kept
        model = model_of(Random(f"{key}\0model"))  # noqa: S311 - as above
        person = next(effect.person.id for effect in kept if isinstance(effect, SavePerson))
        found.append(Someone(address, member.membership.role, model, key, person=person))
    return found, effects

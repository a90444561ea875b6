"""A few people in one small program: the real hub and flows on a real database, and a channel that remembers."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from pathlib import Path

from bot.curriculum.folders import read_programs
from bot.doings.batch import Content
from bot.doings.hub import Hub
from bot.doings.rounds import Looked, Rounds, looking, terms_for
from bot.flows.desk.looking import look
from bot.flows.door import decide, decide_due, sorry
from bot.flows.engine.stage import Stage
from bot.flows.gazetteer import open_gazetteer
from bot.flows.staging import set_stage
from bot.matching.ground import as_json, grounds
from bot.matching.solving import solve
from bot.matching.traits import Reader
from bot.words.effects.people import SaveAddress, SaveMembership, SavePerson
from bot.words.matches import Match
from bot.words.messages import (
    Address,
    Delivery,
    Edit,
    Inbound,
    Limits,
    Press,
    Ready,
    Say,
    Typed,
    read_command,
)
from bot.words.messages import (
    Content as Said,
)
from bot.words.people import Adult, Membership, Person
from bot.words.ports import NOTHING_READY, Store
from bot.words.turns import Scene
from storage import open_store
from tests.doings.world import HandClock

KEY = bytes(range(32))
PROGRAM = "walking"
START = dt.datetime(2026, 3, 10, 12, 0, tzinfo=dt.timezone.utc)


@dataclass
class Chats:
    """A channel on which everything arrives; the buttons each person can still see are remembered."""

    name: str = "paper"
    limits: Limits = field(default_factory=lambda: Limits(text=4000))
    heard: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    buttons: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    sent: dict[str, list[Delivery]] = field(default_factory=lambda: defaultdict(list))
    gone: set[str] = field(default_factory=set)

    async def send(self, delivery: Delivery, target: str | None, ready: Ready = NOTHING_READY) -> str:
        who, content = delivery.address.id, delivery.content
        self.sent[who].append(delivery)
        if isinstance(content, Say):
            self.heard[who].append(content.text)
            self.buttons[who] |= {button.label: button.data for button in content.buttons}
        elif isinstance(content, Edit):
            self.heard[who].append(content.text)
        return f"{delivery.id}"

    async def find(self, delivery: Delivery) -> str | None:
        return None


@dataclass
class Circle:
    """The people, and what they do."""

    store: Store
    hub: Hub
    clock: HandClock
    chats: Chats
    stage: Stage
    rounds: Rounds
    keys: count = field(default_factory=count)

    def inbound(self, who: str, content: Said) -> Inbound:
        return Inbound(f"{who}:{next(self.keys)}", Address("paper", who), content, self.clock.now())

    def presses(self, who: str, label: str) -> Inbound:
        return self.inbound(who, Press(self.chats.buttons[who][label]))

    def types(self, who: str, text: str) -> Inbound:
        return self.inbound(who, read_command(text) or Typed(text))

    async def does(self, *inbounds: Inbound) -> None:
        """All of it in one moment, then whatever comes of it."""
        self.clock.advance(seconds=1)
        await self.hub.accept(inbounds)
        await self.hub.settle()

    async def later(self, **by: float) -> None:
        """Time passes, from one thing that is due to the next."""
        end = self.clock.now() + dt.timedelta(**by)
        while (at := await self.store.read(lambda session: session.next_due())) is not None and at <= end:
            self.clock.advance(seconds=max((at - self.clock.now()).total_seconds(), 0.001))
            await self.hub.settle()
        self.clock.advance(seconds=max((end - self.clock.now()).total_seconds(), 0))
        await self.hub.settle()

    async def round(self) -> list[Match]:
        """A matching round, solved in this process."""
        pool = looking(await self.store.read(lambda session: session.pool(PROGRAM)))
        terms = terms_for(self.stage.programs[PROGRAM], self.clock.now().date())
        found, reader = solve(pool, terms), Reader(terms)
        members = {(one.membership.role, one.person.id): one for one in pool.members}
        pairs = [(one.mentee, one.mentor) for each in found.suggestions.values() for one in each]
        points = {
            pair: as_json(grounds(reader, members["mentee", pair[0]], members["mentor", pair[1]])) for pair in pairs
        }
        held = await self.rounds.write(PROGRAM, Looked(pool, found, points))
        await self.hub.tick()
        await self.hub.settle()
        return held

    async def scene(self, who: str) -> Scene:
        address = Address("paper", who)
        return (await self.store.read(lambda session: session.scenes([address])))[address]

    async def matches(self) -> tuple[Match, ...]:
        return (await self.store.read(lambda session: session.pool(PROGRAM))).matches


def member(number: int, role: str, **profile: object) -> tuple[Person, Membership]:
    """Someone who finished onboarding."""
    name = f"{role.capitalize()}{number}"
    who = Person(number, START, name=name, language="en", zone="Europe/Paris", adult=Adult(START, "en:1"))
    facets = {"languages": ["en"], "times": ["evenings"], "place": {"zone": "Europe/Paris"}}
    facets |= {"goal": ["work"]} if role == "mentee" else {"offer": ["work"], "seats": 1}
    membership = Membership(number + 1000, number, PROGRAM, role, "waiting", {**facets, **profile}, START)
    return who, membership


@asynccontextmanager
async def circle(url: str, people: Sequence[tuple[Person, Membership]]) -> AsyncIterator[Circle]:
    """A circle of these people; each is at the address of their name."""
    async with AsyncExitStack() as stack:
        yield await sit_down(stack, url, people)


async def sit_down(stack: AsyncExitStack, url: str, people: Sequence[tuple[Person, Membership]] = ()) -> Circle:
    """The same, for as long as the stack is open; without people, another process on a database that is there."""
    store = await open_store(url, KEY)
    stack.push_async_callback(store.close)
    stage = set_stage(read_programs(Path(__file__).parents[1] / "programs" / PROGRAM), open_gazetteer())
    clock, chats = HandClock(START), Chats()
    talks = (partial(decide, stage), partial(decide_due, stage), partial(sorry, stage))
    content = Content(*talks, look=partial(look, stage))
    hub = Hub(store, clock, content, {"paper": chats})  # type: ignore[dict-item]
    effects = [
        effect
        for person, membership in people
        for effect in (
            SavePerson(person),
            SaveAddress(Address("paper", person.name), person.id),
            SaveMembership(membership),
        )
    ]
    await store.write(lambda session: session.carry_out(effects, START))
    await hub.start()
    stack.push_async_callback(hub.stop, 1.0)
    return Circle(store, hub, clock, chats, stage, Rounds(store, clock, stage.programs))


def seats(person: tuple[Person, Membership], number: int) -> tuple[Person, Membership]:
    """The same mentor with so many places."""
    who, membership = person
    return who, replace(membership, profile={**membership.profile, "seats": number})

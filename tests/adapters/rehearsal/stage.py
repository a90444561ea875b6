"""A rehearsal on an ephemeral port with a tiny bot behind it: it answers through the channels, as the hub would."""

from __future__ import annotations

import asyncio
import datetime as dt
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import uvicorn

from bot.adapters.rehearsal.backstage import Backstage
from bot.adapters.rehearsal.pages import rehearsal_app
from bot.adapters.rehearsal.rehearsal import Rehearsal
from bot.words.clock import RehearsalClock
from bot.words.errors import SendError, StorageUnavailable
from bot.words.messages import (
    Address,
    Button,
    Command,
    DatePicked,
    Delivery,
    Edit,
    Home,
    Inbound,
    LocationShared,
    Outbound,
    PeoplePicked,
    PickDate,
    PickPeople,
    Press,
    Say,
    ShareLocation,
    Typed,
)

ROLES = (Button("I'd like a mentor", "role:mentee"), Button("I'd like to be one", "role:mentor"))
BACK = Button("Back", "back", "nav")
HELLO = "Hi! I'm Alongside. I help people find a mentor, or become one.\n\nWhat brings you here?"
SAID: dict[str, Outbound] = {
    "who": Say("Whom do you know here already?", (BACK,), PickPeople("Choose people", "who", 3)),
    "where": Say("Where do you live? A city is enough.", (BACK,), ShareLocation("Share my location")),
    "when": Say("When could you start?", (BACK,), PickDate("Pick a date", "when", dt.date(2026, 9, 1))),
    "home": Home("You are waiting for a match.", (Button("Pause", "pause"),)),
    "long label": Say("Choose.", (Button("a" * 80, "x"),)),
    "to whom": Say("Whom shall I write to?", (Button("Write to \u2068مينا\u2069", "write:1"),)),
    "thanks": Say("You are welcome.", clears=True),
}


@dataclass
class EchoBot:
    """Accepts what people do and answers it in order; can be told that its database is away."""

    rehearsal: Rehearsal
    accepted: list[Inbound] = field(default_factory=list)
    failed: list[SendError] = field(default_factory=list)
    due: list[tuple[dt.datetime, Address]] = field(default_factory=list)
    away: bool = False
    waiting: asyncio.Queue[Inbound] = field(default_factory=asyncio.Queue)

    async def accept(self, inbounds: Sequence[Inbound]) -> None:
        if self.away:
            raise StorageUnavailable("the database is restarting")
        self.accepted.extend(inbounds)
        for inbound in inbounds:
            self.waiting.put_nowait(inbound)

    async def answer_all(self) -> None:
        while True:
            inbound = await self.waiting.get()
            for outbound in self.answers(inbound):
                await self.send(inbound.address, outbound, inbound.message)
            self.waiting.task_done()

    def answers(self, inbound: Inbound) -> list[Outbound]:  # noqa: PLR0911 - one answer a line
        match inbound.content:
            case Command("start" | "hello") | Typed("hi"):
                return [Say(HELLO, ROLES)]
            case Typed("remind me"):
                self.due.append((inbound.received_at + dt.timedelta(days=7), inbound.address))
                return [Say("I will, in a week.")]
            case Typed(text) if text in SAID:
                return [SAID[text]]
            case Typed(text) | Command(text):
                return [Say(f"You said: {text}")]
            case Press(data):
                return [Edit(0, HELLO, (Button(f"✓ {data}", data), BACK)), Say(f"You pressed: {data}")]
            case PeoplePicked(people):
                return [Say(f"You know {', '.join(one.name for one in people)}.", clears=True)]
            case LocationShared(latitude, longitude):
                return [Say(f"You are at {latitude:g}, {longitude:g}.", clears=True)]
            case DatePicked(date):
                return [Say(f"See you on {date}.")]
            case _:
                return []

    async def send(self, address: Address, outbound: Outbound, target: str | None = None) -> None:
        channel = next(one for one in self.rehearsal.channels if one.name == address.channel)
        try:
            await channel.send(Delivery(1, address, outbound), target)
        except SendError as error:
            self.failed.append(error)

    async def advance(self, by: dt.timedelta) -> None:
        self.rehearsal.clock.advance(by)
        now = self.rehearsal.clock.now()
        ripe = [one for one in self.due if one[0] <= now]
        self.due = [one for one in self.due if one[0] > now]
        for _, address in ripe:
            await self.send(address, Say("A week has passed. How did it go?"))

    async def reset(self) -> None:
        self.accepted.clear()
        self.due.clear()

    async def fill(self, program: str, mentees: int, mentors: int) -> None:
        self.filled = (program, mentees, mentors)

    async def match(self) -> int:
        return 2


@dataclass
class Stage:
    """A rehearsal that is being served."""

    url: str
    rehearsal: Rehearsal
    bot: EchoBot


@asynccontextmanager
async def stage() -> AsyncIterator[Stage]:
    rehearsal = Rehearsal(clock=RehearsalClock())
    bot = EchoBot(rehearsal)
    backstage = Backstage(bot.waiting.join, bot.advance, bot.reset, bot.fill, bot.match)
    app = rehearsal_app(rehearsal, backstage, title="Alongside")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
        serving = asyncio.create_task(server.serve([listening]))
        working = [asyncio.create_task(channel.listen(bot)) for channel in rehearsal.channels]
        working.append(asyncio.create_task(bot.answer_all()))
        try:
            yield Stage(f"http://127.0.0.1:{port}", rehearsal, bot)
        finally:
            rehearsal.hang_up()
            server.should_exit = True
            await serving
            for task in working:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task

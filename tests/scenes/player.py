"""Plays a scene: people do one thing after another, and all the bot says is written down in between."""

from __future__ import annotations

import base64
import datetime as dt
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.adapters.rehearsal.acts import read_act
from bot.adapters.rehearsal.chats import Chat
from bot.adapters.rehearsal.platforms import platform_named
from bot.adapters.rehearsal.rehearsal import Rehearsal
from bot.adapters.rehearsal.scenes import SceneLine, parse, read_span, write
from bot.rehearsing import Rehearsing
from bot.rehearsing.scenes import body_of
from bot.words.clock import RehearsalClock
from bot.words.settings import read_settings
from tests.scenes.pairs import matched
from tests.scenes.staff import staffed

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYPj/HwADAgH/eL9GtQAAAABJRU5ErkJggg=="
)
BEGINS = dt.datetime(2026, 3, 10, 12, 0, tzinfo=dt.timezone.utc)
"""When every scene begins: a Tuesday at noon."""
BOT = {"says", "edits", "home", "removes", "gathers"}
"""What people send in scenes, by kind."""

PROGRAMS = Path(__file__).parents[1] / "programs"

_PROGRAMS = re.compile(r"^# Programs: (\w+)$", re.MULTILINE)
_PAIR = re.compile(r"^# (.+?) mentors (.+?) in (\w+)(, introduced now)?\.", re.MULTILINE)
_STAFF = re.compile(r"^# (.+?) (?:coordinates (\w+)|is an admin)\.", re.MULTILINE)
_CAST = re.compile(r"^# (.+?) is on (Telegram|Slack)(?:, in (\w+))?\.", re.MULTILINE)


class Player:
    """One performance."""

    def __init__(self, rehearsing: Rehearsing) -> None:
        self._rehearsing = rehearsing
        self._told: dict[str, int] = {}

    @property
    def rehearsal(self) -> Rehearsal:
        """The people and their chats."""
        return self._rehearsing.rehearsal

    async def play(self, scene: str) -> str:
        """Play what people do in this scene; returns the whole scene as it went, its head unchanged."""
        for name, platform, language in _CAST.findall(scene):
            found = platform_named(platform)
            assert found is not None
            self.rehearsal.add(name, found, language=language)
        await self._match(_PAIR.findall(scene))
        await self._appoint(_STAFF.findall(scene))
        head = re.match(r"(?:#.*\n)*", scene)
        played = [head[0] if head else "", write(self._news())]
        for line in parse(scene):
            if line.kind not in BOT:
                await self._do(line)
                played.append(write([*([line] if line.kind == "later" else ()), *self._news()]))
        return "\n".join(played)

    async def _match(self, pairs: list[tuple[str, str, str, str]]) -> None:
        """Those who know each other from before the scene begins, and those who are introduced as it does."""
        effects = matched([(self._chat(one), self._chat(other), program, new) for one, other, program, new in pairs])
        now = self.rehearsal.clock.now()
        await self._rehearsing.store.write(lambda session: session.carry_out(effects, now))
        await self._rehearsing.hub.settle()

    async def _appoint(self, people: list[tuple[str, str]]) -> None:
        """Those who run programs."""
        effects = staffed([(self._chat(name), program) for name, program in people])
        now = self.rehearsal.clock.now()
        await self._rehearsing.store.write(lambda session: session.carry_out(effects, now))

    async def unsent(self) -> int:
        """How many deliveries have not reached their end."""
        return await self._rehearsing.store.read(lambda session: session.open_deliveries())

    async def _do(self, line: SceneLine) -> None:
        if line.kind == "later":
            await self._rehearsing.advance(read_span(line.text))
            return
        chat = self._chat(line.who)
        if line.kind == "blocks":
            await self.rehearsal.block(chat)
        elif line.kind == "unblocks":
            await self.rehearsal.unblock(chat)
        else:
            await self.rehearsal.post(
                chat, read_act(chat, self.rehearsal.chats, body_of(line, chat), self.rehearsal.files)
            )
        await self._rehearsing.hub.settle()

    def _chat(self, name: str) -> Chat:
        for chat in self.rehearsal.chats.values():
            if chat.name == name:
                return chat
        raise LookupError(f"the scene's head does not say where {name} is; write “# {name} is on Telegram.”")

    def _news(self) -> Iterator[SceneLine]:
        """What happened in all chats since the last look."""
        for chat in self.rehearsal.chats.values():
            seen = self._told.get(chat.id, 0)
            self._told[chat.id] = len(chat.story)
            yield from (told.line for told in chat.story[seen:])


@asynccontextmanager
async def player(folder: Path, scene: str = "") -> AsyncIterator[Player]:
    """The whole bot in rehearsal, at the time when scenes begin, with the programs the scene's head names."""
    clock = RehearsalClock(BEGINS - dt.datetime.now(dt.timezone.utc))
    settings = read_settings(_env_file=None)
    if named := _PROGRAMS.search(scene):
        settings = settings.model_copy(update={"programs": PROGRAMS / named[1]})
    rehearsing = await Rehearsing.on(folder / "scene.sqlite3", folder / "key" / "scene.key", settings, clock)
    await rehearsing.running.start()
    try:
        yield Player(rehearsing)
    finally:
        rehearsing.running.stop()
        assert await rehearsing.running.until_stopped() == 0

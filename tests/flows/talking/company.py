"""A few people in rehearsal, as a test speaks of them."""

from __future__ import annotations

import base64
from dataclasses import replace

from bot.adapters.rehearsal.acts import read_act
from bot.adapters.rehearsal.chats import Act, Chat, Entry
from bot.words.effects.people import SavePerson
from bot.words.messages import Content, Press
from tests.scenes.player import Player

PAIR = """
Ana is on Telegram.
Sam is on Telegram.
Ana mentors Sam in new_neighbors.
"""


class Company:
    """Everyone in a rehearsal, by name."""

    def __init__(self, playing: Player) -> None:
        self.playing = playing
        self._seen: dict[str, int] = {}
        for chat in playing.rehearsal.chats.values():
            self.news(chat.name)

    @property
    def clock(self):
        return self.playing.rehearsal.clock

    @property
    def hub(self):
        return self.playing._rehearsing.hub

    @property
    def store(self):
        return self.playing._rehearsing.store

    def chat(self, name: str) -> Chat:
        return self.playing._chat(name)

    # --- what people do

    async def does(self, name: str, *, settle: bool = True, **body: object) -> None:
        chat = self.chat(name)
        await self.playing.rehearsal.post(
            chat, read_act(chat, self.playing.rehearsal.chats, body, self.playing.rehearsal.files)
        )
        if settle:
            await self.hub.settle()

    async def says(self, name: str, *texts: str, settle: bool = True) -> None:
        for text in texts:
            await self.does(name, text=text, settle=settle)

    async def taps(self, name: str, label: str) -> None:
        await self.does(name, press=label)

    async def presses(self, name: str, data: str) -> None:
        """A button nobody was shown."""
        await self.sends(name, Press(data))

    async def sends(self, name: str, content: Content, replies_to: str = "") -> None:
        answered = self.find(name, replies_to).n if replies_to else None
        await self.playing.rehearsal.post(self.chat(name), Act(content, "…", replies_to=answered))
        await self.hub.settle()

    async def replies(self, name: str, to: str, text: str) -> None:
        await self.does(name, text=text, replies_to=self.find(name, to).n)

    async def edits(self, name: str, own: str, text: str) -> None:
        await self.does(name, edit={"message": self.find(name, own, "person").n, "text": text})

    async def deletes(self, name: str, own: str) -> None:
        await self.does(name, delete=self.find(name, own, "person").n)

    async def sends_file(self, name: str, kind: str, data: bytes, caption: str = "") -> None:
        await self.does(name, file={"kind": kind, "data": base64.b64encode(data).decode(), "caption": caption})

    async def in_talk(self, name: str) -> None:
        await self.says(name, "/write")
        self.news(name)

    async def waits(self, **span: float) -> None:
        import datetime as dt

        await self.playing._rehearsing.advance(dt.timedelta(**span))

    # --- what they see

    def find(self, name: str, text: str, origin: str = "") -> Entry:
        found = [e for e in self.chat(name).messages() if text in e.text and origin in ("", e.origin)]
        assert found, f"{name} sees nothing with {text!r}; there is {[e.text for e in self.chat(name).messages()]}"
        return found[-1]

    def shown(self, name: str) -> list[str]:
        """Everything of ours that stands in the chat now."""
        return [entry.text for entry in self.chat(name).messages() if entry.origin == "bot"]

    def copies(self, name: str) -> list[str]:
        """What others wrote, as it stands there now."""
        return [text for text in self.shown(name) if text.startswith("💬 ")]

    def news(self, name: str) -> list[str]:
        """What the bot said since the last look."""
        chat = self.chat(name)
        seen, self._seen[name] = self._seen.get(name, 0), chat.last
        return [e.text for e in chat.messages() if e.n > seen and e.origin == "bot"]

    # --- what is kept

    async def scene(self, name: str):
        return (await self.store.read(lambda session: session.scenes([self.chat(name).address])))[
            self.chat(name).address
        ]

    async def match(self, name: str = "Sam"):
        return (await self.scene(name)).ties[0].match

    async def keeps(self, *effects: object) -> None:
        await self.store.write(lambda session: session.carry_out(effects, self.clock.now()))

    async def changes_person(self, name: str, **changes: object) -> None:
        await self.keeps(SavePerson(replace((await self.scene(name)).person, **changes)))

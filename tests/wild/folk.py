"""Someone who plays, on whichever platform: what they see, and what they do."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.adapters.rehearsal.acts import Declined, read_act
from bot.adapters.rehearsal.chats import Act, Chat
from bot.adapters.rehearsal.rehearsal import Rehearsal
from bot.adapters.slack.writing import PRESS
from bot.words.errors import AlongsideError
from bot.words.messages import Address, Press
from tests.scenes.player import PICTURE
from tests.stand_ins.slack import SlackStandIn
from tests.stand_ins.slack.person import Person as SlackPerson
from tests.stand_ins.slack.web_api import pressable
from tests.stand_ins.slack.workspace import TEAM
from tests.stand_ins.telegram import Person as TelegramPerson
from tests.stand_ins.telegram import TelegramStandIn

LAST = 60
"""How many of the newest messages of a chat are looked at."""


@dataclass(frozen=True)
class Seen:
    """A message of the bot as it stands in a chat: which one, what it says, the labels of its buttons."""

    ref: str
    text: str
    buttons: tuple[str, ...]


class Side(Protocol):
    """What one platform lets a person do. `carried` are the newest messages' buttons: label and data. `press` uses a
    button of one message, however old that is; both acts say whether the bot hears of it."""

    address: Address
    blocked: bool

    def seen(self, last: int) -> list[Seen]: ...
    def carried(self) -> list[tuple[str, str]]: ...
    async def says(self, text: str) -> None: ...
    async def press(self, ref: str, label: str) -> bool: ...
    async def does(self, kind: str, dice: random.Random) -> bool: ...


@dataclass
class OnTelegram:
    """Someone in a private chat with the bot."""

    world: TelegramStandIn
    person: TelegramPerson

    @property
    def address(self) -> Address:
        return Address("telegram", str(self.person.id))

    @property
    def blocked(self) -> bool:
        return self.person.blocked

    def seen(self, last: int) -> list[Seen]:
        return [Seen(str(one.message_id), one.text, tuple(one.buttons)) for one in self.person.chat[-last:]]

    def carried(self) -> list[tuple[str, str]]:
        rows = [row for one in self.person.chat[-LAST:] for row in one.markup.get("inline_keyboard", ())]
        return [(key["text"], key["callback_data"]) for row in rows for key in row if "callback_data" in key]

    async def says(self, text: str) -> None:
        if text.strip():  # Telegram sends no blank message
            await self.person.says(text[:4096])

    async def press(self, ref: str, label: str) -> bool:
        seen = self.person.message(int(ref))
        key = seen.key(label) if seen else None
        if seen is None or key is None or "url" in key:
            return False
        if "request_users" in key:
            return await self._picks()
        if "callback_data" in key:
            self.world.callback(self.person, seen, key["callback_data"])
        elif "request_location" in key:
            await self.person.shares_location(48.2, 16.37)
        else:
            await self.person.says(label)
        return True

    async def does(self, kind: str, dice: random.Random) -> bool:
        person = self.person
        own = [one for one in person.sent.values() if "text" in one]
        match kind:
            case "file":
                what, caption = (
                    dice.choice(("photo", "voice", "document", "video")),
                    dice.choice(("", "", "jen", "x" * 1024)),
                )
                await person.sends_file(what, PICTURE, "" if what == "voice" else caption)
            case "location":
                await person.shares_location(dice.uniform(-80, 80), dice.uniform(-179, 179))
            case "sticker":
                odd = dice.choice(({"sticker": STICKER}, {"contact": CONTACT}, {"dice": {"emoji": "🎲", "value": 3}}))
                person.sends(**odd)
            case "picks":
                return await self._picks()
            case "edit" if own:
                await person.edits(dice.choice(own[-10:]), "redaktita " + dice.choice(("lupo", "5", "back")))
            case "answer" if person.chat:
                await person.answers(dice.choice(person.chat[-8:]), "respondo lupo")
            case "again" if own:
                self.world.updates.add({"message": dice.choice(own[-3:])})
            case "block":
                await (person.unblocks() if person.blocked else person.blocks())
            case _:
                return False
        return True

    async def _picks(self) -> bool:
        keys = [key for row in self.person.keyboard.markup["keyboard"] for key in row] if self.person.keyboard else []
        if not any("request_users" in key for key in keys):
            return False
        await self.person.picks_people((424242, "Konato"))
        return True


STICKER = {
    "file_id": "st", "file_unique_id": "st", "type": "regular", "width": 512, "height": 512, "is_animated": False,
    "is_video": False,
}  # fmt: skip
CONTACT = {"phone_number": "+4366012345", "first_name": "Iu"}


@dataclass
class OnSlack:
    """Someone in the workspace."""

    world: SlackStandIn
    person: SlackPerson
    sent: list[str] = field(default_factory=list)
    blocked: bool = False

    @property
    def address(self) -> Address:
        return Address("slack", f"{TEAM}/{self.person.member.id}")

    def seen(self, last: int) -> list[Seen]:
        own = [one for one in self.person.chat if one.by_bot][-last:]
        shown = [Seen(one.ts, one.text, one.buttons) for one in own]
        home = self.person.home
        return [*shown, Seen("home", home.text, home.buttons)] if home else shown

    def carried(self) -> list[tuple[str, str]]:
        shown = [one for one in self.person.chat if one.by_bot][-LAST:] + (
            [self.person.home] if self.person.home else []
        )
        found = [button for one in shown for button in pressable(one.raw.get("blocks", []))]
        return [(one["text"]["text"], one["value"]) for one in found if one["action_id"].startswith(PRESS)]

    async def says(self, text: str) -> None:
        if not text.strip():
            return
        if text.startswith("/"):
            await self.person.commands(text[1:])
        else:
            self.sent.append(await self.person.says(text))

    async def press(self, ref: str, label: str) -> bool:
        shown = [self.person.home] if ref == "home" else [one for one in self.person.chat if one.ts == ref]
        for message in shown:
            for button in pressable(message.raw["blocks"]) if message else ():
                if button["text"]["text"] == label and not button.get("url"):
                    self.person._acts(dict(button), None if ref == "home" else message.raw)
                    return True
        return False

    async def does(self, kind: str, dice: random.Random) -> bool:
        person = self.person
        match kind:
            case "file":
                self.sent.append(
                    await person.sends_file(dice.choice(("image/png", "audio/mp4", "text/plain")), data=PICTURE)
                )
            case "picks":
                try:
                    await dice.choice(
                        (lambda: person.picks_people(["U0KONATO"]), lambda: person.picks_date("1990-05-12"))
                    )()
                except LookupError:
                    return False
            case "edit" if self.sent:
                await person.edits(self.sent[-1], "redaktita lupo")
            case "answer" if person.chat:
                self.sent.append(await person.answers(dice.choice(person.chat[-8:]), "respondo lupo"))
            case "home":
                await person.opens_home(dice.choice(("home", "messages")))
            case "again" if events := [at for at, one in enumerate(self.world.delivered) if one[0] == "events_api"]:
                await self.world.repeat(events[-1], attempt=1)
            case _:
                return False
        return True


@dataclass
class InRehearsal:
    """Someone in the rehearsal channel."""

    rehearsal: Rehearsal
    chat: Chat

    @property
    def address(self) -> Address:
        return self.chat.address

    @property
    def blocked(self) -> bool:
        return self.chat.blocked

    def seen(self, last: int) -> list[Seen]:
        own = [one for one in self.chat.messages() if one.origin == "bot"][-last:]
        return [Seen(str(one.n), one.text, tuple(button.label for button in one.buttons)) for one in own]

    def carried(self) -> list[tuple[str, str]]:
        own = [one for one in self.chat.messages() if one.origin == "bot"][-LAST:]
        return [(button.label, button.data) for one in own for button in one.buttons]

    async def says(self, text: str) -> None:
        await self._acts({"text": text})

    async def press(self, ref: str, label: str) -> bool:
        entry = self.chat.entry(ref)
        data = next((one.data for one in entry.buttons if one.label == label), None) if entry else None
        if data is not None:
            await self.rehearsal.post(self.chat, Act(Press(data), label, "press", message=ref))
        return data is not None

    async def does(self, kind: str, dice: random.Random) -> bool:
        own = [one.n for one in self.chat.messages() if one.origin == "person" and one.manner == "text"]
        bodies: dict[str, Any] = {
            "location": {"location": [dice.uniform(-80, 80), dice.uniform(-179, 179)]},
            "picks": {"people": []},
            "edit": {"edit": {"message": own[-1], "text": "redaktita lupo"}} if own else None,
            "takes back": {"delete": own[-1]} if own else None,
        }
        if kind == "block":
            await (self.rehearsal.unblock if self.chat.blocked else self.rehearsal.block)(self.chat)
            return True
        body = bodies.get(kind)
        return body is not None and await self._acts(body)

    async def _acts(self, body: dict[str, Any]) -> bool:
        try:
            await self.rehearsal.post(self.chat, read_act(self.chat, self.rehearsal.chats, body, self.rehearsal.files))
        except (Declined, AlongsideError):
            return False
        return True


@dataclass
class Player:
    """One of those who play: their name, whose words are whose, how they are inclined."""

    name: str
    side: Side
    token: str
    language: str = "en"
    role: str = ""
    is_young: bool = False
    ids: set[int] = field(default_factory=set)
    """Every id under which the bot ever knew them."""

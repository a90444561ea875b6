"""The people on the other side: what they do, and what they see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.stand_ins.telegram.bell import Bell
from tests.stand_ins.telegram.files import Kept, described

if TYPE_CHECKING:
    from tests.stand_ins.telegram.server import TelegramStandIn


@dataclass(slots=True)
class Seen:
    """A message of the bot as the person sees it; `edited` counts its edits, `text` is its text or caption.

    `content` is what it holds, in Telegram's shape; `answers` the message it answers.
    """

    message_id: int
    text: str
    markup: dict[str, Any] = field(default_factory=dict)
    edited: int = 0
    content: dict[str, Any] = field(default_factory=dict)
    file: Kept | None = None
    answers: int | None = None
    at: float = 0.0

    @property
    def rows(self) -> list[list[str]]:
        """The labels of its buttons as they are laid out, inline or in place of the keyboard."""
        rows = self.markup.get("inline_keyboard") or self.markup.get("keyboard") or []
        return [[key["text"] for key in row] for row in rows]

    @property
    def buttons(self) -> list[str]:
        """The labels of its buttons, in reading order."""
        return [label for row in self.rows for label in row]

    def key(self, label: str) -> dict[str, Any] | None:
        """The key that says this, if there is one."""
        rows = self.markup.get("inline_keyboard") or self.markup.get("keyboard") or []
        return next((key for row in rows for key in row if key["text"] == label), None)


class Person:
    """Someone with a private chat. `chat` holds what the bot said, `keyboard` the reply keyboard shown, if any.

    `sent` holds their own messages by id, `removed` what the bot took back.
    """

    def __init__(self, world: TelegramStandIn, identity: int, first_name: str, language_code: str) -> None:
        self.id = identity
        self.first_name = first_name
        self.language_code = language_code
        self.chat: list[Seen] = []
        self.removed: list[Seen] = []
        self.sent: dict[int, dict[str, Any]] = {}
        self.keyboard: Seen | None = None
        self.started = False
        self.blocked = False
        self.migrated_to: int | None = None
        self.bell = Bell()
        self._world = world
        self._message_id = 0
        self._heard = 0

    async def says(self, text: str) -> dict[str, Any]:
        """Type words."""
        return self.sends(text=text)

    async def presses(self, label: str) -> None:
        """Press the newest button that says this: inline, or on the keyboard (which types its label)."""
        for seen in reversed(self.chat):
            key = seen.key(label)
            if key is None:
                continue
            if "callback_data" in key:
                self._world.callback(self, seen, key["callback_data"])
            else:
                assert not {"request_users", "request_location"} & key.keys(), "share with the method for it"
                self.sends(text=label)
            return
        raise AssertionError(f"no button says {label!r}; there are {[seen.buttons for seen in self.chat[-3:]]}")

    async def answers(self, message: Seen | dict[str, Any], text: str) -> dict[str, Any]:
        """Answer a message of the bot or of their own with words."""
        if isinstance(message, Seen):
            told = {"from": self._world.me, "chat": self.room, "date": self._world.date, **message.content}
            return self.sends(text=text, reply_to_message={"message_id": message.message_id, **told})
        return self.sends(text=text, reply_to_message=message)

    async def sends_file(self, kind: str, data: bytes, caption: str = "", **more: Any) -> dict[str, Any]:
        """Send a photo, voice message, audio, video, animation or document; `more` is its name, media type, size."""
        kept = self._world.files.keep(kind, data, **more)
        return self.sends(**described(kept), **({"caption": caption} if caption else {}))

    async def edits(self, message: dict[str, Any], text: str) -> dict[str, Any]:
        """Change the words (or the caption) of a message of their own."""
        field = "text" if "text" in message else "caption"
        edited = {**self.sent[message["message_id"]], field: text, "edit_date": self._world.date}
        self.sent[message["message_id"]] = edited
        self._world.updates.add({"edited_message": edited})
        return edited

    async def shares_location(self, latitude: float, longitude: float) -> None:
        """Send a place on the map."""
        self.sends(location={"latitude": latitude, "longitude": longitude})

    async def picks_people(self, *people: tuple[int, str]) -> None:
        """Answer the people picker on the keyboard: (id, first name) of each."""
        assert self.keyboard is not None, "no keyboard is shown"
        wanted = next(
            key["request_users"] for row in self.keyboard.markup["keyboard"] for key in row if "request_users" in key
        )
        assert len(people) <= wanted.get("max_quantity", 1), "more people than asked for"
        named = wanted.get("request_name", False)
        users = [{"user_id": number, **({"first_name": name} if named else {})} for number, name in people]
        self.sends(
            users_shared={"request_id": wanted["request_id"], "users": users, "user_ids": [n for n, _ in people]}
        )

    async def blocks(self) -> None:
        """Block the bot: it is told, and may no longer write."""
        self.blocked = True
        self._member("member", "kicked")

    async def unblocks(self) -> None:
        """Let the bot write again."""
        self.blocked = False
        self._member("kicked", "member")

    async def hears(self, within: float = 5.0) -> Seen:
        """The next message of the bot that was not heard before."""
        await self.bell.until(lambda: len(self.chat) > self._heard, within)
        self._heard += 1
        return self.chat[self._heard - 1]

    async def sees_edited(self, seen: Seen, within: float = 5.0) -> Seen:
        """Return once this message was edited once more."""
        before = seen.edited
        await self.bell.until(lambda: seen.edited > before, within)
        return seen

    def sends(self, **content: Any) -> dict[str, Any]:
        """Send a message with whatever content, and return it as the bot gets it."""
        self.started = True
        message = {
            "message_id": self.next_id(),
            "from": self.user,
            "chat": self.room,
            "date": self._world.date,
            **content,
        }
        self.sent[message["message_id"]] = message
        self._world.updates.add({"message": message})
        return message

    @property
    def user(self) -> dict[str, Any]:
        """The person as Telegram describes them."""
        user = {"id": self.id, "is_bot": False, "first_name": self.first_name, "language_code": self.language_code}
        return user if self.language_code else {name: user[name] for name in ("id", "is_bot", "first_name")}

    @property
    def room(self) -> dict[str, Any]:
        """Their private chat as Telegram describes it."""
        return {"id": self.id, "first_name": self.first_name, "type": "private"}

    def next_id(self) -> int:
        """The id of the chat's next message, whoever writes it."""
        self._message_id += 1
        return self._message_id

    def message(self, number: int) -> Seen | None:
        """The message of the bot with this id, unless it was taken back."""
        return next((seen for seen in reversed(self.chat) if seen.message_id == number), None)

    def sees(self, seen: Seen) -> Seen:
        """A message of the bot arrives."""
        self.chat.append(seen)
        if "keyboard" in seen.markup:
            self.keyboard = seen
        elif seen.markup.get("remove_keyboard"):
            self.keyboard = None
        self.bell.ring()
        return seen

    def _member(self, old: str, new: str) -> None:
        change = {"chat": self.room, "from": self.user, "date": self._world.date}
        members: Sequence[str] = (old, new)
        described = [{"status": status, "user": self._world.me} for status in members]
        self._world.updates.add(
            {"my_chat_member": {**change, "old_chat_member": described[0], "new_chat_member": described[1]}}
        )

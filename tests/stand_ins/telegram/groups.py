"""Groups: people, a bot with or without rights, topics, and what the bot is told of the talk there."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.stand_ins.telegram.markup import check_text
from tests.stand_ins.telegram.violations import Broken, Refused

if TYPE_CHECKING:
    from tests.stand_ins.telegram.people import Person
    from tests.stand_ins.telegram.server import TelegramStandIn

PER_MINUTE = 20
"""Messages of a bot to one group."""


@dataclass
class Said:
    """A message as everyone in the group sees it."""

    message_id: int
    text: str
    by_bot: bool
    topic: int | None = None
    answers: int | None = None


@dataclass
class Group:
    """A group. `rights` are the bot's as an administrator, None where it is none; `is_in` says whether it is there."""

    world: TelegramStandIn
    id: int
    title: str
    is_forum: bool = False
    is_in: bool = False
    rights: set[str] | None = None
    migrated_to: int | None = None
    topics: dict[int, str] = field(default_factory=dict)
    talk: list[Said] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    _next: int = 0
    _spent: deque[float] = field(default_factory=deque)

    @property
    def described(self) -> dict[str, Any]:
        """As Telegram describes it."""
        kind = "supergroup" if str(self.id).startswith("-100") else "group"
        return {"id": self.id, "title": self.title, "type": kind} | ({"is_forum": True} if self.is_forum else {})

    def from_bot(self, topic: int | None = None) -> list[Said]:
        """What the bot said there."""
        return [one for one in self.talk if one.by_bot and one.topic == topic]

    # --- people ----------------------------------------------------------------------------------------------------

    def adds_bot(self, by: Person, *rights: str) -> None:
        """Someone adds the bot, as an administrator where rights are named, or changes its rights."""
        self.is_in, self.rights = True, set(rights) if rights else None
        self._tells_of_bot(by, "administrator" if rights else "member")

    def removes_bot(self, by: Person) -> None:
        """Someone removes the bot."""
        self.is_in, self.rights = False, None
        self._tells_of_bot(by, "kicked")

    def _tells_of_bot(self, by: Person, status: str) -> None:
        change = {"chat": self.described, "from": by.user, "date": self.world.date + len(self.talk)}
        member = {"status": status, "user": self.world.me}
        old = {"status": "left", "user": self.world.me}
        self.world.updates.add({"my_chat_member": {**change, "old_chat_member": old, "new_chat_member": member}})

    def says(self, by: Person, text: str, *, topic: int | None = None, under: Said | None = None) -> Said:
        """Someone writes. The bot is told of it as an administrator; else of commands, its name, and answers to it."""
        said = Said(self._number(), text, by_bot=False, topic=topic, answers=under.message_id if under else None)
        self.talk.append(said)
        name = f"@{self.world.me['username']}"
        is_ours = text.startswith("/") or name in text or (under is not None and under.by_bot)
        if self.is_in and (self.rights is not None or is_ours):
            self.world.updates.add({"message": self._message(by.user, said, text, name, under)})
        return said

    def _message(self, sender: dict[str, Any], said: Said, text: str, name: str, under: Said | None) -> dict[str, Any]:
        message = {"message_id": said.message_id, "from": sender, "chat": self.described, "date": self.world.date}
        message |= {"text": text}
        if name in text:
            at = len(text[: text.index(name)].encode("utf-16-le")) // 2
            message["entities"] = [{"type": "mention", "offset": at, "length": len(name)}]
        if said.topic is not None:
            message |= {"message_thread_id": said.topic, "is_topic_message": True}
            # Whoever writes in a topic without answering anyone seems to answer what began it.
            created = {"message_id": said.topic, "from": self.world.me, "chat": self.described, "date": 0}
            message["reply_to_message"] = created | {"forum_topic_created": {"name": self.topics[said.topic]}}
        if under is not None:
            by = self.world.me if under.by_bot else {"id": 1, "is_bot": False, "first_name": "Someone"}
            told = {"message_id": under.message_id, "from": by, "chat": self.described, "date": self.world.date}
            message["reply_to_message"] = told | {"text": under.text}
        return message

    def migrates(self, new: int) -> Group:
        """The group becomes a supergroup with another id: both of them say so."""
        self.migrated_to = new
        after = Group(self.world, new, self.title, is_in=self.is_in, rights=self.rights, talk=self.talk)
        after._next = self._next
        self.world.groups[new] = after
        told = {"message_id": self._number(), "chat": self.described, "date": self.world.date}
        self.world.updates.add({"message": told | {"from": self.world.me, "migrate_to_chat_id": new}})
        return after

    # --- the bot ---------------------------------------------------------------------------------------------------

    def hears(self, values: dict[str, Any]) -> str:
        """A message of the bot arrives."""
        check_text(values)
        self._may_write()
        if values.get("reply_markup"):
            self.world.break_rule("sendMessage", "buttons-in-a-room", str(self.id))
        topic = values.get("message_thread_id")
        if topic is not None and topic not in self.topics:
            raise Refused(400, "Bad Request: message thread not found")
        answered = (values.get("reply_parameters") or {}).get("message_id")
        if answered is not None and all(one.message_id != answered for one in self.talk):
            if not values["reply_parameters"].get("allow_sending_without_reply"):
                raise Refused(400, "Bad Request: message to be replied not found")
            answered = None
        self._spend()
        said = Said(self._number(), values["text"], by_bot=True, topic=topic, answers=answered)
        self.talk.append(said)
        self.world.bell.ring()
        told = {"message_id": said.message_id, "from": self.world.me, "chat": self.described, "date": self.world.date}
        return json.dumps(told | {"text": said.text} | ({"message_thread_id": topic} if topic else {}))

    def _may_write(self) -> None:
        if self.migrated_to is not None:
            raise Refused(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=self.migrated_to,
            )
        if not self.is_in:
            raise Refused(403, "Forbidden: bot was kicked from the supergroup chat")

    def _spend(self) -> None:
        now = self.world.now()
        while self._spent and self._spent[0] < now - 60:
            self._spent.popleft()
        if len(self._spent) >= PER_MINUTE:
            raise Refused(429, "Too Many Requests: retry after 30", retry_after=30)
        self._spent.append(now)

    def _number(self) -> int:
        self._next += 1
        return self._next

    def makes_topic(self, values: dict[str, Any]) -> str:
        """A topic is made, where the bot may."""
        self._may_write()
        if not 1 <= len(values["name"]) <= 128:
            raise Broken("topic-name", "Bad Request: TOPIC_TITLE_INVALID")
        if not self.is_forum:
            raise Refused(400, "Bad Request: the chat is not a forum")
        if "can_manage_topics" not in (self.rights or ()):
            raise Refused(400, "Bad Request: not enough rights to create a topic")
        number = self._number()
        self.topics[number] = values["name"]
        self.world.bell.ring()
        return json.dumps({"message_thread_id": number, "name": values["name"], "icon_color": 7322096})

    def makes_link(self, values: dict[str, Any]) -> str:
        """A link is made, where the bot may."""
        self._may_write()
        if len(values.get("name", "")) > 32:
            raise Broken("link-name", "Bad Request: INVITE_LINK_NAME_TOO_LONG")
        if "can_invite_users" not in (self.rights or ()):
            raise Refused(400, "Bad Request: not enough rights to manage chat invite link")
        self.links.append(f"https://t.me/+stand-in-{abs(self.id)}-{len(self.links)}")
        made = {"invite_link": self.links[-1], "creator": self.world.me, "creates_join_request": False}
        return json.dumps(made | {"is_primary": False, "is_revoked": False})


def group_of(world: TelegramStandIn, values: dict[str, Any]) -> Group:
    """The group a call is about."""
    if (group := world.groups.get(values["chat_id"])) is None:
        raise Refused(400, "Bad Request: chat not found")
    return group


async def create_forum_topic(world: TelegramStandIn, values: dict[str, Any]) -> str:
    return group_of(world, values).makes_topic(values)


async def create_chat_invite_link(world: TelegramStandIn, values: dict[str, Any]) -> str:
    return group_of(world, values).makes_link(values)

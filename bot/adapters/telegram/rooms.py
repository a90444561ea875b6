"""Groups on Telegram: what in them is said to the bot, and the topics and links it makes there.

Of a group's talk nothing is read but commands, words that mention the bot, and answers to its own messages. As an
administrator, which it has to be to make topics, a bot is sent everything; all else is let go unread.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from telegram.error import BadRequest

from bot.adapters.telegram.reading import Raw, clean, number_of, part_of, read
from bot.adapters.telegram.transport import Wire
from bot.words.errors import Rejected
from bot.words.messages import (
    Address,
    Content,
    Delivery,
    Ignored,
    Inbound,
    InviteInto,
    Left,
    OpenRoom,
    Returned,
    RoomLink,
    RoomMoved,
    Typed,
    read_command,
)

KINDS = frozenset({"group", "supergroup"})
LONGEST_TOPIC, LONGEST_LINK = 128, 32
NO_FORUM = "not a forum"
_MEMBERSHIPS: dict[str, Content] = {
    "kicked": Left(),
    "left": Left(),
    "member": Returned(),
    "administrator": Returned(),
}


@dataclass(slots=True)
class Ourselves:
    """The bot's own id, and its user name once that is known."""

    id: int = 0
    name: str = ""


def read_any(update: object, now: dt.datetime, me: Ourselves) -> Inbound | None:
    """The inbound this update stands for, in a room of several or a private chat; None as for `read`."""
    if isinstance(update, dict):
        message, change = part_of(update, "message"), part_of(update, "my_chat_member")
        if part_of(message, "chat").get("type") in KINDS:
            return _said(message, now, me)
        if part_of(change, "chat").get("type") in KINDS:
            return _came_or_went(change, now)
    return read(update, now)


def _said(message: Raw, now: dt.datetime, me: Ourselves) -> Inbound | None:
    chat, number = number_of(part_of(message, "chat").get("id")), number_of(message.get("message_id"))
    if chat is None or number is None:
        return None
    sender = part_of(message, "from")
    who, name = number_of(sender.get("id")), sender.get("first_name")
    # Whoever administers a group may speak as the group itself; then nobody can be written to in private.
    is_person = who is not None and sender.get("is_bot") is not True
    answered = _answered(message, me)
    language = sender.get("language_code")
    return Inbound(
        f"telegram:{chat}:{number}",
        Address("telegram", _room(message, chat)),
        _content(message, me, is_answer=bool(answered), is_person=is_person),
        now,
        clean(name) if isinstance(name, str) and is_person else "",
        clean(language)[:35] if isinstance(language, str) else "",
        own=str(number),
        replies_to=None if _is_named(message, me) else answered,
        author=Address("telegram", str(who if is_person else chat)),
    )


def _content(message: Raw, me: Ourselves, *, is_answer: bool, is_person: bool) -> Content:
    if (moved := number_of(message.get("migrate_to_chat_id"))) is not None:
        return RoomMoved(str(moved))
    text, kind = message.get("text"), str(part_of(message, "chat").get("type"))
    if not isinstance(text, str):
        return Ignored(kind)
    text = clean(text)
    if (command := read_command(text)) is not None:
        is_for_us = not (said := text.split(maxsplit=1)[0].partition("@")[2]) or _is_me(said, me)
        return command if is_for_us and (is_person or command.name == "cohort") else Ignored(kind)
    named = _without_mention(message, text, me)
    if not is_person or not (is_answer or named != text):
        return Ignored(kind)
    return Typed(" ".join(named.split())) if named.strip() else Ignored("empty")


def _without_mention(message: Raw, text: str, me: Ourselves) -> str:
    """The words without the bot's name in them. Telegram counts in UTF-16 units."""
    entities = message.get("entities")
    encoded = text.encode("utf-16-le")
    for entity in entities if isinstance(entities, list) else ():
        at, length = (
            (number_of(entity.get(name)) for name in ("offset", "length")) if isinstance(entity, dict) else (0, 0)
        )
        if at is None or length is None or at < 0 or length < 1:
            continue
        said = encoded[2 * at : 2 * (at + length)].decode("utf-16-le", "replace")
        is_ours = entity.get("type") == "mention" and _is_me(said.removeprefix("@"), me)
        is_ours = is_ours or (
            entity.get("type") == "text_mention" and number_of(part_of(entity, "user").get("id")) == me.id
        )
        if is_ours:
            return text.replace(said, " ", 1)
    return text


def _is_named(message: Raw, me: Ourselves) -> bool:
    """Whether the words mention the bot, whatever they answer."""
    text = message.get("text")
    return isinstance(text, str) and _without_mention(message, clean(text), me) != clean(text)


def _is_me(name: str, me: Ourselves) -> bool:
    """Whether this user name is ours; as long as ours is not known, whether it is a bot's."""
    return name.casefold() == me.name.casefold() if me.name else name.casefold().endswith("bot")


def _answered(message: Raw, me: Ourselves) -> str | None:
    """The message of ours that it answers. What stands in a topic seems to answer the message that began it."""
    answered = part_of(message, "reply_to_message")
    if "forum_topic_created" in answered or number_of(part_of(answered, "from").get("id")) != me.id:
        return None
    number = number_of(answered.get("message_id"))
    return None if number is None else str(number)


def _room(message: Raw, chat: int) -> str:
    """The group, or the topic in it: "-100123/45"."""
    topic = number_of(message.get("message_thread_id"))
    return f"{chat}/{topic}" if topic is not None and message.get("is_topic_message") is True else str(chat)


def _came_or_went(change: Raw, now: dt.datetime) -> Inbound | None:
    """The bot was brought into a group, or taken out of it."""
    chat, date = number_of(part_of(change, "chat").get("id")), number_of(change.get("date"))
    status, who = part_of(change, "new_chat_member").get("status"), number_of(part_of(change, "from").get("id"))
    if chat is None or date is None or not isinstance(status, str):
        return None
    return Inbound(
        f"telegram:member:{chat}:{date}:{clean(status)[:32]}",
        Address("telegram", str(chat)),
        _MEMBERSHIPS.get(status, Ignored("membership")),
        now,
        author=Address("telegram", str(who or chat)),
    )


# --- what the bot makes there --------------------------------------------------------------------------------------


async def make(wire: Wire, delivery: Delivery, content: OpenRoom | RoomLink | InviteInto) -> str:
    """Make a topic or a link, and return the room's address id or the link. Raises TelegramError, and Rejected for
    what no bot can do here."""
    chat = int(delivery.address.id.partition("/")[0])
    match content:
        case OpenRoom(name=name):
            return await _topic(wire, chat, name)
        case RoomLink(name=name):
            made = await wire.call("createChatInviteLink", {"chat_id": chat, "name": name[:LONGEST_LINK]})
            link: Any = made.get("invite_link") if isinstance(made, dict) else None
            return link if isinstance(link, str) else ""
    raise Rejected("Telegram lets no bot add people to a group")


async def _topic(wire: Wire, chat: int, name: str) -> str:
    """A new topic; a group that has none is the room itself."""
    try:
        made = await wire.call("createForumTopic", {"chat_id": chat, "name": name[:LONGEST_TOPIC]})
    except BadRequest as error:
        if NO_FORUM in str(error).lower():
            return str(chat)
        raise
    topic = number_of(made.get("message_thread_id")) if isinstance(made, dict) else None
    return str(chat) if topic is None else f"{chat}/{topic}"

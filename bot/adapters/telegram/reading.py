"""Read a raw update into an `Inbound`; whatever comes, never an exception."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from typing import Any, TypeAlias

from bot.adapters.telegram.media import has_caption, media
from bot.words.messages import (
    Address,
    Content,
    Edited,
    Ignored,
    Inbound,
    Left,
    LocationShared,
    PeoplePicked,
    PickedPerson,
    Press,
    Returned,
    Typed,
    Unreadable,
    read_command,
)

Raw: TypeAlias = dict[str, Any]

CALLBACK = "telegram:callback:"

CAPTION = ":caption"
"""Stands behind the number in the reference of a message of ours whose text is a file's caption."""


def read(update: object, now: dt.datetime) -> Inbound | None:
    """The inbound this update stands for; None where it names no chat to hold it against (counted by the caller)."""
    if not isinstance(update, dict):
        return None
    for field, reader in _READERS:
        part = update.get(field)
        if part is not None:
            return reader(part, now) if isinstance(part, dict) else None
    return None


def _message(message: Raw, now: dt.datetime) -> Inbound | None:
    chat = number_of(part_of(message, "chat").get("id"))
    number = number_of(message.get("message_id"))
    if chat is None or number is None:
        return None
    sender = part_of(message, "from")
    why = _outside(part_of(message, "chat"), sender)
    content = Ignored(why) if why else _content(message)
    answered = _answered(message, chat) if "reply_to_message" in message else None
    return _inbound(f"telegram:{chat}:{number}", chat, content, now, sender, None, str(number), answered)


def _edited(message: Raw, now: dt.datetime) -> Inbound | None:
    """An edit has a key of its own: under the message's it would pass for a copy of it, or hide it.

    Two edits may fall into one second, so the key also tells what was written.
    """
    chat = number_of(part_of(message, "chat").get("id"))
    number = number_of(message.get("message_id"))
    if chat is None or number is None:
        return None
    sender = part_of(message, "from")
    text = message.get("text") if "text" in message else message.get("caption")
    words = clean(text) if isinstance(text, str) else ""
    why = _outside(part_of(message, "chat"), sender) or ("" if words or has_caption(message) else "edited")
    mark = hashlib.blake2b(words.encode(), digest_size=4).hexdigest()
    key = f"telegram:edited:{chat}:{number}:{number_of(message.get('edit_date')) or 0}:{mark}"
    content = Ignored(why) if why else Edited(words)
    return _inbound(key, chat, content, now, sender, None, str(number), _answered(message, chat))


def reference(message: Raw) -> str | None:
    """What names this message in its chat: its number, and for a file of ours that its text is a caption."""
    number = number_of(message.get("message_id"))
    if number is None:
        return None
    is_ours = part_of(message, "from").get("is_bot") is True
    return f"{number}{CAPTION}" if is_ours and has_caption(message) else str(number)


def _answered(message: Raw, chat: int) -> str | None:
    """The message of this chat that it answers."""
    answered = part_of(message, "reply_to_message")
    return reference(answered) if number_of(part_of(answered, "chat").get("id")) == chat else None


def _press(query: Raw, now: dt.datetime) -> Inbound | None:
    identity = query.get("id")
    sender = part_of(query, "from")
    person = number_of(sender.get("id"))
    if not isinstance(identity, str) or not identity or person is None:
        return None
    message = part_of(query, "message")
    chat = part_of(message, "chat")
    data = query.get("data")
    why = _outside(chat, sender) if chat else ("bot" if sender.get("is_bot") is True else "")
    content: Content = Ignored(why or "no-data")
    if not why and isinstance(data, str) and data:
        content = Press(clean(data))
    where = number_of(chat.get("id")) or person
    return _inbound(CALLBACK + clean(identity)[:128], where, content, now, sender, reference(message))


def _membership(change: Raw, now: dt.datetime) -> Inbound | None:
    chat = number_of(part_of(change, "chat").get("id"))
    date = number_of(change.get("date"))
    status = part_of(change, "new_chat_member").get("status")
    if chat is None or date is None or not isinstance(status, str):
        return None
    sender = part_of(change, "from")
    why = _outside(part_of(change, "chat"), sender)
    content = Ignored(why) if why else _MEMBERSHIPS.get(status, Ignored("membership"))
    return _inbound(f"telegram:member:{chat}:{date}:{clean(status)[:32]}", chat, content, now, sender)


_READERS: tuple[tuple[str, Callable[[Raw, dt.datetime], Inbound | None]], ...] = (
    ("message", _message),
    ("callback_query", _press),
    ("my_chat_member", _membership),
    ("edited_message", _edited),
    ("channel_post", _message),
    ("edited_channel_post", _edited),
)

_MEMBERSHIPS: dict[str, Content] = {"kicked": Left(), "left": Left(), "member": Returned()}


def _inbound(  # noqa: PLR0913, PLR0917 - the one place that fills in an Inbound
    key: str,
    chat: int,
    content: Content,
    now: dt.datetime,
    sender: Raw,
    message: str | None = None,
    own: str | None = None,
    replies_to: str | None = None,
) -> Inbound:
    name = sender.get("first_name")
    language = sender.get("language_code")
    return Inbound(
        key,
        Address("telegram", str(chat)),
        content,
        now,
        clean(name) if isinstance(name, str) else "",
        clean(language)[:35] if isinstance(language, str) else "",
        message,
        own,
        replies_to,
    )


def _outside(chat: Raw, sender: Raw) -> str:
    """Why this is not for us: a code, "" for a private chat with a person."""
    kind = chat.get("type")
    if kind != "private":
        return kind if kind in ("group", "supergroup", "channel") else "malformed"
    if sender.get("is_bot") is True:
        return "bot"
    return "" if "id" in sender else "no-sender"


def _content(message: Raw) -> Content:
    text = message.get("text")
    if isinstance(text, str):
        text = clean(text)
        return read_command(text) or (Typed(text) if text else Ignored("empty"))
    if "users_shared" in message:
        return _people(part_of(message, "users_shared"))
    if "location" in message:
        return _location(part_of(message, "location"))
    if "contact" in message:
        return _contact(part_of(message, "contact"))
    caption = message.get("caption")
    return media(message, clean(caption) if isinstance(caption, str) else "") or Ignored("service")


def _people(shared: Raw) -> Content:
    users = shared.get("users")
    people = tuple(filter(None, map(_person, users))) if isinstance(users, list) else ()
    request = number_of(shared.get("request_id"))
    if not people or request is None:
        return Ignored("malformed")
    return PeoplePicked(people, str(request))


def _person(user: object) -> PickedPerson | None:
    if not isinstance(user, dict):
        return None
    identity = number_of(user.get("user_id"))
    if identity is None:
        return None
    names = [clean(name) for name in (user.get("first_name"), user.get("last_name")) if isinstance(name, str) and name]
    username = user.get("username")
    if not names and isinstance(username, str):
        names = [clean(username)]
    return PickedPerson(str(identity), " ".join(names))


def _contact(contact: Raw) -> Content:
    person = _person(contact)
    return Unreadable("contact") if person is None else PeoplePicked((person,))


def _location(location: Raw) -> Content:
    latitude = _degrees(location.get("latitude"), 90)
    longitude = _degrees(location.get("longitude"), 180)
    if latitude is None or longitude is None:
        return Ignored("malformed")
    return LocationShared(latitude, longitude)


def _degrees(value: object, most: int) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool) and -most <= value <= most:
        return float(value)
    return None


def part_of(whole: Raw, field: str) -> Raw:
    """What stands there; empty where it is none."""
    part = whole.get(field)
    return part if isinstance(part, dict) else {}


def number_of(value: object) -> int | None:
    """Ids and dates fit 64 bits; a bool or a larger number is no id."""
    return value if type(value) is int and -(1 << 63) <= value < 1 << 63 else None


def clean(text: str) -> str:
    """Text that every database and platform can hold: no NUL, no lone surrogates."""
    if text.isascii():
        return text.replace("\0", "")
    return text.replace("\0", "").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

"""Slack's events (Events API, and messages read back from history), read into what a person did."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.adapters.slack import refs
from bot.adapters.slack.commands import in_message
from bot.adapters.slack.payloads import dig, items, text_at
from bot.adapters.slack.text import unescape
from bot.words.messages import (
    Attachment,
    Content,
    Deleted,
    Edited,
    HomeOpened,
    Ignored,
    Left,
    Returned,
    Typed,
    Unreadable,
)

WORDS = frozenset({"", "me_message", "thread_broadcast", "file_share"})
"""Subtypes in which a person speaks."""
KINDS = {"image": "photo", "audio": "audio", "video": "video"}
DRAWN_BY_CODE = "image/svg+xml"
GONE = frozenset({"tombstone", "hidden_by_limit"})
LONGEST_NAME = 100
ROOM_EVENTS: Mapping[str, Content] = {
    "channel_archive": Left(),
    "channel_deleted": Left(),
    "channel_left": Left(),
    "channel_unarchive": Returned(),
}
"""What becomes of a room for the bot."""
MENTION = re.compile(r"<@[A-Z0-9]+>")


@dataclass(frozen=True, slots=True)
class Read:
    """One thing a person did: its key (without the "slack:" in front), who, and what; the rest as in `Inbound`."""

    key: str
    user: str
    content: Content
    message: str | None = None
    own: str | None = None
    replies_to: str | None = None
    room: str = ""
    """The channel, where it is a room of several."""


def read_event(event: Any, team: str, ourselves: str, event_id: str) -> list[Read]:
    """What people did by this event; nothing where it names nothing we could hold it against."""
    kind = text_at(event, "type")
    if kind in ROOM_EVENTS:
        return _read_room(event, team, ROOM_EVENTS[kind])
    if kind == "app_mention" or (kind == "message" and text_at(event, "channel_type") == "channel"):
        return _asked_in_room(event, team, ourselves)
    if kind == "message":
        return read_message(event, team, ourselves)
    if kind == "app_home_opened":
        user, stamp = text_at(event, "user"), text_at(event, "event_ts")
        content: Content = HomeOpened() if text_at(event, "tab") == "home" else Ignored("messages tab")
        return [Read(f"home:{team}:{user}:{stamp}", user, content)]
    if kind == "user_change" and dig(event, "user", "deleted") is True:
        user = text_at(event, "user", "id")
        return [Read(f"left:{team}:{user}:{dig(event, 'user', 'updated')}", user, Left())]
    return [Read(f"event:{event_id}", text_at(event, "user"), Ignored("event"))] if event_id else []


def read_message(event: Any, team: str, ourselves: str) -> list[Read]:
    """A message as it came in an event, or in a conversation's history with `channel` and `channel_type` added.

    A message with several files is one thing for each file; the words stand with the first.
    """
    channel, ts = text_at(event, "channel"), text_at(event, "ts")
    if not channel or not ts:
        return []
    match text_at(event, "subtype"):
        case "message_changed":
            return [_changed(event, team, ourselves)]
        case "message_deleted":
            return [_deleted(event, team, ourselves, text_at(event, "deleted_ts"))]
    key, user = f"{team}:{channel}:{ts}", text_at(event, "user") or text_at(event, "message", "user")
    own, root = _named(channel, event)
    contents = _contents(event, user, ourselves)
    keys = [key, *(f"{key}:{text_at(file, 'id')}" for file in items(event, "files")[1:])]
    return [Read(each, user, content, own=own, replies_to=root) for each, content in zip(keys, contents, strict=False)]


def _read_room(event: Any, team: str, content: Content) -> list[Read]:
    """The bot can no longer write in a room, or can again."""
    channel, stamp = text_at(event, "channel"), text_at(event, "event_ts")
    if not channel or not stamp:
        return []
    return [Read(f"room:{team}:{channel}:{stamp}", text_at(event, "actor_id"), content, room=channel)]


def _asked_in_room(event: Any, team: str, ourselves: str) -> list[Read]:
    """What is said to the bot in a channel: where it is mentioned, and answers in threads (whether the thread is one of
    ours is for others to know). All else there is none of ours and keeps none of its words.

    A mention is told of twice, as itself and as a message; only the first is read.
    """
    channel, ts, user = text_at(event, "channel"), text_at(event, "ts"), text_at(event, "user")
    if not channel or not ts:
        return []
    is_mention = text_at(event, "type") == "app_mention"
    own, root = _named(channel, event)
    mentions = f"<@{ourselves}>" if ourselves else ""
    text = text_at(event, "text")
    is_bot = bool(dig(event, "bot_id")) or user in {"USLACKBOT", ourselves}
    if is_bot or text_at(event, "subtype") not in WORDS or not (is_mention or (root and not _has(text, mentions))):
        told_twice = ":overheard" if "<@" in text else ""
        return [Read(f"{team}:{channel}:{ts}{told_twice}", user, Ignored("channel"))]
    words = _with_emoji(unescape(text.replace(mentions, " ") if mentions else MENTION.sub(" ", text, count=1)), event)
    read = Typed(" ".join(words.split())) if words.strip() else Unreadable("attachment")
    return [Read(f"{team}:{channel}:{ts}", user, read, own=own, replies_to=None if is_mention else root, room=channel)]


def _has(text: str, mentions: str) -> bool:
    return bool(mentions) and mentions in text


def _named(channel: str, message: Any) -> tuple[str | None, str | None]:
    """The references of a message and of the root of the thread it is in."""
    ts, thread = text_at(message, "ts"), text_at(message, "thread_ts")
    return refs.made(channel, ts, thread), refs.made(channel, thread) if thread != ts else None


def _changed(event: Any, team: str, ourselves: str) -> Read:
    """An edit by the person: Slack reports links unfolded and replies counted in the same way, without `edited` anew.

    A thread's root that was deleted is reported as changed, into a tombstone.
    """
    channel, message, before = text_at(event, "channel"), dig(event, "message"), dig(event, "previous_message")
    ts, stamp = text_at(message, "ts"), text_at(message, "edited", "ts")
    if text_at(message, "subtype") == "tombstone":
        return _deleted(event, team, ourselves, ts)
    user = text_at(message, "user") or text_at(before, "user")
    own, root = _named(channel, message)
    why = _outside(event, message, user, ourselves)
    if not why and not (ts and stamp and stamp != text_at(before, "edited", "ts")):
        why = "edited"
    if why:
        return Read(f"{team}:{channel}:{text_at(event, 'ts')}", user, Ignored(why))
    words = _with_emoji(unescape(text_at(message, "text")), message)
    return Read(f"{team}:{channel}:{ts}:edited:{stamp}", user, Edited(words), own=own, replies_to=root)


def _deleted(event: Any, team: str, ourselves: str, ts: str) -> Read:
    channel, before = text_at(event, "channel"), dig(event, "previous_message")
    user = text_at(before, "user")
    own, root = _named(channel, {"ts": ts, "thread_ts": text_at(before, "thread_ts")})
    why = _outside(event, before, user, ourselves) or ("" if ts else "deleted")
    if why:
        return Read(f"{team}:{channel}:{text_at(event, 'ts')}", user, Ignored(why))
    return Read(f"{team}:{channel}:{ts}:deleted", user, Deleted(), own=own, replies_to=root)


def _outside(event: Any, message: Any, user: str, ourselves: str) -> str:
    """Why this is not for us: a code, "" for a person in the conversation with us."""
    if text_at(event, "channel_type") != "im":
        return "channel"
    is_bot = dig(message, "bot_id") or text_at(message, "subtype") == "bot_message" or user == "USLACKBOT"
    return "bot" if is_bot or (ourselves and user == ourselves) else ""


def _contents(event: Any, user: str, ourselves: str) -> list[Content]:
    """What the message says; for each file one."""
    if why := _outside(event, event, user, ourselves):
        return [Ignored(why)]
    if text_at(event, "subtype") not in WORDS:
        return [Ignored("subtype")]
    words = _with_emoji(unescape(text_at(event, "text")), event)
    if files := items(event, "files"):
        return [_file(file, "" if number else words) for number, file in enumerate(files)]
    return [in_message(words) if words.strip() else Unreadable("attachment")]


def _file(file: Any, caption: str) -> Content:
    """A file that lies at Slack; what lies elsewhere, or is gone, cannot be passed on."""
    media_type = text_at(file, "mimetype")[:LONGEST_NAME]
    kind = KINDS.get(media_type.partition("/")[0], "document") if media_type != DRAWN_BY_CODE else "document"
    if text_at(file, "subtype") == "slack_audio":
        kind = "voice"
    if not text_at(file, "id") or dig(file, "is_external") is True or text_at(file, "mode") in GONE:
        return Unreadable(kind)
    size = dig(file, "size")
    size = size if type(size) is int and 0 <= size < 1 << 53 else 0
    name = "" if kind in {"photo", "voice"} else unescape(text_at(file, "name"))[:LONGEST_NAME]
    return Attachment(kind, text_at(file, "id"), name, size, media_type or "application/octet-stream", caption)


def _with_emoji(text: str, event: Any) -> str:
    """Emoji as the characters the person saw: Slack writes ":wave:" and tells the character in the blocks."""
    if ":" not in text:
        return text
    for element in _elements(items(event, "blocks")):
        if text_at(element, "type") == "emoji" and (character := _character(text_at(element, "unicode"))):
            tone = dig(element, "skin_tone")
            code = f":{text_at(element, 'name')}:" + (f":skin-tone-{tone}:" if tone else "")
            text = text.replace(code, character)
    return text


def _elements(nodes: list[Any]) -> Iterator[Any]:
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(items(node, "elements"))


def _character(unicode: str) -> str:
    """The characters that code points such as "1f44b-1f3fb" stand for, "" when they stand for none."""
    try:
        character = "".join(chr(int(point, 16)) for point in unicode.split("-"))
        character.encode()
    except (ValueError, OverflowError):
        return ""
    return character

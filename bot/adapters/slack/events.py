"""Slack's events (Events API, and messages read back from history), read into what a person did."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.adapters.slack.payloads import dig, items, text_at
from bot.adapters.slack.text import unescape
from bot.words.messages import Content, HomeOpened, Ignored, Left, Typed, Unreadable

WORDS = frozenset({"", "me_message", "thread_broadcast", "file_share"})
"""Subtypes in which a person speaks."""
KINDS = {"image": "photo", "audio": "voice", "video": "video"}


def read_event(event: Any, team: str, ourselves: str, event_id: str) -> tuple[str, str, Content, str | None] | None:
    """Key, person, what they did, and None: events happen on no message of ours."""
    kind = text_at(event, "type")
    if kind == "message":
        return read_message(event, team, ourselves)
    if kind == "app_home_opened":
        user, stamp = text_at(event, "user"), text_at(event, "event_ts")
        content: Content = HomeOpened() if text_at(event, "tab") == "home" else Ignored("messages tab")
        return f"home:{team}:{user}:{stamp}", user, content, None
    if kind == "user_change" and dig(event, "user", "deleted") is True:
        user = text_at(event, "user", "id")
        return f"left:{team}:{user}:{dig(event, 'user', 'updated')}", user, Left(), None
    return (f"event:{event_id}", text_at(event, "user"), Ignored("event"), None) if event_id else None


def read_message(event: Any, team: str, ourselves: str) -> tuple[str, str, Content, str | None] | None:
    """A message as it came in an event, or in a conversation's history with `channel` and `channel_type` added."""
    channel, ts = text_at(event, "channel"), text_at(event, "ts")
    if not channel or not ts:
        return None
    user = text_at(event, "user") or text_at(event, "message", "user")
    return f"{team}:{channel}:{ts}", user, _message(event, user, ourselves), None


def _message(event: Any, user: str, ourselves: str) -> Content:
    subtype = text_at(event, "subtype")
    if text_at(event, "channel_type") != "im":
        return Ignored("channel")
    if subtype in {"message_changed", "message_deleted", "message_replied"}:
        return Ignored("edited")
    if event.get("bot_id") or subtype == "bot_message" or (ourselves and user == ourselves) or user == "USLACKBOT":
        return Ignored("bot")
    if subtype not in WORDS:
        return Ignored("subtype")
    if files := items(event, "files"):
        return Unreadable(KINDS.get(text_at(files[0], "mimetype").partition("/")[0], "document"))
    words = _with_emoji(unescape(text_at(event, "text")), event)
    return Typed(words) if words.strip() else Unreadable("attachment")


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

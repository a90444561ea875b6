"""What Slack sends, read into what a person did; nothing it can send makes this raise."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

from bot.adapters.slack import refs
from bot.adapters.slack.commands import COMMAND, behind_ours
from bot.adapters.slack.events import Read, read_event
from bot.adapters.slack.payloads import dig, items, text_at
from bot.adapters.slack.text import unescape
from bot.adapters.slack.writing import DATE, PEOPLE, PEOPLE_DONE, PRESS
from bot.words.messages import (
    Address,
    Content,
    DatePicked,
    Ignored,
    Inbound,
    PeoplePicked,
    PickedPerson,
    Press,
)


def read(body: Any, now: dt.datetime, ourselves: str = "") -> list[Inbound]:
    """Read one event, slash command or interaction; `ourselves` is the bot's own user id. There is always at least one.

    Its key names what happened, so that a copy, a retry or a message read back later has the same one.
    """
    team = _team(body)
    found = _read(body, team, ourselves)
    if not found:
        return [Inbound(f"slack:unread:{_digest(body)}", Address("slack", f"{team}/"), Ignored("unreadable"), now)]
    return [_inbound(one, team, now) for one in found]


def _inbound(one: Read, team: str, now: dt.datetime) -> Inbound:
    known = one.user or one.room or isinstance(one.content, Ignored)
    author = Address("slack", f"{team}/{one.user}")
    return Inbound(
        f"slack:{one.key}",
        Address("slack", f"{team}/{one.room}") if one.room else author,
        one.content if known else Ignored("nobody"),
        now,
        message=one.message,
        own=one.own,
        replies_to=one.replies_to,
        author=author if one.room else None,
    )


def _team(body: Any) -> str:
    for path in (("team_id",), ("team", "id"), ("user", "team_id"), ("event", "team"), ("enterprise", "id")):
        if found := text_at(body, *path):
            return found
    return ""


def _read(body: Any, team: str, ourselves: str) -> list[Read]:
    kind = text_at(body, "type")
    if kind == "event_callback":
        return read_event(dig(body, "event"), team, ourselves, text_at(body, "event_id"))
    if kind == "block_actions":
        return _read_action(body, team)
    trigger = text_at(body, "trigger_id")
    if text_at(body, "command") and trigger:
        return [Read(f"command:{trigger}", text_at(body, "user_id"), _command(body))]
    if kind and trigger:
        return [Read(f"{kind}:{trigger}", text_at(body, "user", "id"), Ignored("interaction"))]
    return []


def _command(body: Any) -> Content:
    """`/alongside help` is the command "help"; by itself it is "start"; what cannot be a command is words."""
    if text_at(body, "command") != COMMAND:
        return Ignored("command")
    return behind_ours(unescape(text_at(body, "text")))


def _read_action(body: Any, team: str) -> list[Read]:
    """A button pressed or a date picked, in a message or on the home tab.

    Slack sends one action at a time; of several, the one we know counts.
    """
    action = next((one for one in items(body, "actions") if _content(one, body) is not None), None)
    stamp = text_at(action, "action_ts") or next((text_at(one, "action_ts") for one in items(body, "actions")), "")
    channel = text_at(body, "channel", "id") or text_at(body, "container", "channel_id")
    ts = text_at(body, "message", "ts") or text_at(body, "container", "message_ts")
    thread = text_at(body, "message", "thread_ts") or text_at(body, "container", "thread_ts")
    place = f"{channel}:{ts}" if channel and ts else f"view:{text_at(body, 'view', 'id')}"
    if not stamp:
        return []
    content = _content(action, body) or Ignored("action")
    message = refs.made(channel, ts, thread)
    root = refs.made(channel, thread) if thread != ts else None
    return [Read(f"{team}:{place}:{stamp}", text_at(body, "user", "id"), content, message, replies_to=root)]


def _content(action: Any, body: Any) -> Content | None:
    action_id, value = text_at(action, "action_id"), text_at(action, "value")
    if action_id == PEOPLE_DONE:
        return PeoplePicked(tuple(PickedPerson(person) for person in _chosen(body)), value)
    if action_id.startswith(PRESS):
        return Press(value)
    if action_id.startswith(DATE):
        try:
            return DatePicked(dt.date.fromisoformat(text_at(action, "selected_date")), action_id.removeprefix(DATE))
        except ValueError:
            return None
    return None


def _chosen(body: Any) -> list[str]:
    """Who stands in the people picker when its Done is pressed."""
    values = dig(body, "state", "values")
    blocks = values.values() if isinstance(values, dict) else ()
    return [person for block in blocks for person in items(block, PEOPLE, "selected_users") if isinstance(person, str)]


def _digest(body: Any) -> str:
    """A key for what we cannot read: the same content, the same key."""
    try:
        written = json.dumps(body, sort_keys=True)
    except (TypeError, ValueError, RecursionError):
        written = type(body).__name__
    return hashlib.blake2b(written.encode(), digest_size=16).hexdigest()

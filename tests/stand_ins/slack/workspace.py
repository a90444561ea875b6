"""A Slack workspace in memory: people, their conversations with the bot, and what stands there."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

TEAM, BOT_USER, BOT_ID, APP = "T0ALONGSIDE", "U0BOT", "B0BOT", "A0ALONGSIDE"
BOT_TOKEN, APP_TOKEN, SIGNING_SECRET = "xoxb-stand-in", "xapp-stand-in", "8f742231b10e8888abcd99yyyzzz85a5"
SCOPES = (
    "app_mentions:read,channels:history,channels:manage,channels:read,chat:write,commands,files:read,files:write,"
    "im:history,im:read,im:write,mpim:write"
)


class Refused(Exception):
    """`ok: false` with this code."""


@dataclass
class Stored:
    """A file. `url` is where it is fetched; `shares` where it stands: conversation to its message."""

    id: str
    name: str
    mimetype: str
    data: bytes
    owner: str
    url: str = ""
    size: int = 0
    title: str = ""
    subtype: str = ""
    shares: dict[str, dict[str, Any]] = field(default_factory=dict)

    def described(self) -> dict[str, Any]:
        """As it stands in a message."""
        subtype = {"subtype": self.subtype} if self.subtype else {}
        return {
            "id": self.id,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": self.mimetype,
            "user": self.owner,
            "mode": "hosted",
            "is_external": False,
            "size": self.size or len(self.data),
            "url_private": self.url,
            "url_private_download": self.url,
            **subtype,
        }


@dataclass
class Member:
    """One account of the workspace."""

    id: str
    name: str
    channel: str
    opened: bool = False
    deactivated: bool = False
    home: dict[str, Any] | None = None


@dataclass
class Workspace:
    """Everything that stands in the workspace. `violations` names each rule the app broke."""

    members: dict[str, Member] = field(default_factory=dict)
    messages: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    violations: list[str] = field(default_factory=list)
    scopes: str = SCOPES
    bot_token: str = BOT_TOKEN
    app_token: str = APP_TOKEN
    last_ts: float = 0.0
    files: dict[str, Stored] = field(default_factory=dict)
    files_url: str = ""
    groups: dict[str, list[str]] = field(default_factory=dict)
    rooms: dict[str, Any] = field(default_factory=dict)

    def member(self, id: str, name: str = "") -> Member:
        """The account with this id, made on first use."""
        if id not in self.members:
            self.members[id] = Member(id, name or id, f"D{id[1:]}DM")
        return self.members[id]

    def owner(self, channel: str) -> Member | None:
        """Whose direct message conversation this is."""
        return next((member for member in self.members.values() if member.channel == channel), None)

    def stamp(self) -> str:
        """The next message id: a time in microseconds, never twice the same."""
        self.last_ts = max(time.time(), self.last_ts + 0.000_002)
        return f"{self.last_ts:.6f}"

    def find(self, channel: str, ts: str) -> dict[str, Any] | None:
        """The message with this id."""
        return next((one for one in self.messages.get(channel, ()) if one["ts"] == ts), None)

    def place(self, channel: str, message: dict[str, Any]) -> None:
        """A message comes to stand in a conversation; the root of its thread tells of it."""
        self.messages[channel].append(message)
        thread = message.get("thread_ts")
        root = self.find(channel, thread) if thread and thread != message["ts"] else None
        if root is not None:
            root |= {"thread_ts": thread, "latest_reply": message["ts"], "reply_count": root.get("reply_count", 0) + 1}

    def top(self, channel: str) -> list[dict[str, Any]]:
        """What stands in a conversation itself, not in its threads."""
        return [one for one in self.messages[channel] if one.get("thread_ts", one["ts"]) == one["ts"]]

    def gathered(self, users: list[str]) -> str:
        """The conversation of these people and the bot."""
        known = next((channel for channel, people in self.groups.items() if set(people) == set(users)), None)
        channel = known or f"G{len(self.groups):08}"
        self.groups[channel] = sorted(users)
        return channel

    def store(self, name: str, mimetype: str, data: bytes, owner: str, **more: Any) -> Stored:
        """A file that someone uploads."""
        identity = f"F{len(self.files):08}"
        url = f"{self.files_url}{owner}-{identity}/download/{name}"
        self.files[identity] = Stored(identity, name, mimetype, data, owner, **({"url": url} | more))
        return self.files[identity]

    def breaks(self, rule: str) -> None:
        """Record that the app broke a rule."""
        self.violations.append(rule)

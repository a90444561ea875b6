"""A Slack workspace in memory: people, their conversations with the bot, and what stands there."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

TEAM, BOT_USER, BOT_ID, APP = "T0ALONGSIDE", "U0BOT", "B0BOT", "A0ALONGSIDE"
BOT_TOKEN, APP_TOKEN, SIGNING_SECRET = "xoxb-stand-in", "xapp-stand-in", "8f742231b10e8888abcd99yyyzzz85a5"
SCOPES = "chat:write,commands,im:history,im:read,im:write"


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

    def breaks(self, rule: str) -> None:
        """Record that the app broke a rule."""
        self.violations.append(rule)

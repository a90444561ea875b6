"""Channels of the workspace: made and filled by the app, talked in by people, as far as an app may know of them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.stand_ins.slack.workspace import BOT_USER, Refused, Workspace

Answer = dict[str, Any]
NAME = re.compile(r"[a-z0-9_-]{1,80}")


@dataclass
class Room:
    """One public channel."""

    id: str
    name: str
    creator: str
    members: set[str] = field(default_factory=set)
    archived: bool = False
    created: int = field(default_factory=lambda: int(time.time()))

    def described(self) -> Answer:
        """As Slack describes it."""
        return {
            "id": self.id,
            "name": self.name,
            "is_channel": True,
            "is_private": False,
            "is_archived": self.archived,
            "creator": self.creator,
            "created": self.created,
            "is_member": BOT_USER in self.members,
        }


class RoomsApi:
    """The methods about channels."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.methods: dict[str, tuple[Callable[[Answer], Answer], set[str], set[str]]] = {
            "conversations.create": (self.create, {"name"}, {"name", "is_private"}),
            "conversations.invite": (self.invite, {"channel", "users"}, {"channel", "users", "force"}),
        }

    def create(self, arguments: Answer) -> Answer:
        name = arguments["name"]
        if not NAME.fullmatch(name):
            self.workspace.breaks(f"conversations.create: {name!r} is no name of a channel")
            raise Refused("invalid_name_specials")
        if any(room.name == name for room in self.workspace.rooms.values()):
            raise Refused("name_taken")
        room = Room(f"C{len(self.workspace.rooms):08}", name, BOT_USER, {BOT_USER})
        self.workspace.rooms[room.id] = room
        return {"channel": room.described()}

    def invite(self, arguments: Answer) -> Answer:
        room = self.workspace.rooms.get(arguments["channel"])
        if room is None:
            raise Refused("channel_not_found")
        if room.archived:
            raise Refused("is_archived")
        if BOT_USER not in room.members:
            raise Refused("not_in_channel")
        users = arguments["users"].split(",")
        if BOT_USER in users:
            self.workspace.breaks("conversations.invite names the bot itself")
            raise Refused("cant_invite_self")
        for user in users:
            member = self.workspace.members.get(user)
            if member is None:
                raise Refused("user_not_found")
            if member.deactivated:
                raise Refused("user_disabled")
            if user in room.members:
                raise Refused("already_in_channel")
        room.members.update(users)
        return {"channel": room.described()}

    def writable(self, channel: str) -> None:
        """Refuse what may not be written there."""
        room = self.workspace.rooms[channel]
        if room.archived:
            raise Refused("is_archived")
        if BOT_USER not in room.members:
            raise Refused("not_in_channel")

"""Rooms of several on Slack: channels that the bot makes, and brings people into."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from bot.adapters.slack.calls import SlackCalls
from bot.adapters.slack.payloads import dig, items, text_at
from bot.words.errors import PersonGone, Rejected, Unreachable
from bot.words.messages import Address, Delivery, OpenRoom

LEAD = "mentors-"
LONGEST = 70
"""Characters of a channel's name (Slack takes 80), so that a number fits behind it."""
TRIES = 20
"""Names tried, from the wished one on: each that is taken makes nothing."""
PAGE, PAGES = 500, 10
MARGIN = 60.0
"""Seconds by which Slack's clock may be behind ours."""
NAMES_TAKEN = frozenset({"name_taken"})
THERE_ALREADY = frozenset({"already_in_channel", "cant_invite_self"})


def is_room(id: str) -> bool:
    """Whether this is a channel's id, not a person's."""
    return id[:1] in {"C", "G"}


class Rooms:
    """Makes channels and invites into them."""

    def __init__(self, calls: SlackCalls) -> None:
        self._calls = calls

    async def open(self, room: OpenRoom, team: str) -> str:
        """Make a channel; the address id it has from now on. Raises a SendError, CannotPass where the app lacks the
        right to make any."""
        name = channel_name(room.name)
        for number in range(1, TRIES + 1):
            wished = name if number == 1 else f"{name}-{number}"
            arguments = {"name": wished}
            answer = await self._calls.write("conversations.create", arguments, settles=NAMES_TAKEN, optional=True)
            if answer:
                return _address_id(team, text_at(answer, "channel", "id"))
        raise Rejected("every name is taken")

    async def invite(self, channel: str, who: Address) -> str:
        """Bring someone in. Raises Rejected where it is they who cannot be invited."""
        arguments = {"channel": channel, "users": who.id.rpartition("/")[2]}
        try:
            await self._calls.write("conversations.invite", arguments, settles=THERE_ALREADY, optional=True)
        except PersonGone as error:
            if str(error) == "is_archived":
                raise
            raise Rejected(f"cannot be invited: {error}") from None
        return ""

    async def find(self, delivery: Delivery, room: OpenRoom, team: str, ourselves: str) -> str | None:
        """The channel that was made by a call whose answer was lost."""
        name, since = channel_name(room.name), (delivery.created_at.timestamp() if delivery.created_at else 0) - MARGIN
        arguments: dict[str, Any] = {"types": "public_channel", "exclude_archived": "true", "limit": PAGE}
        for _ in range(PAGES):
            answer = await self._calls.read("conversations.list", arguments, optional=True)
            for one in items(answer, "channels"):
                created = dig(one, "created")
                is_new = isinstance(created, int) and created >= since
                if is_new and text_at(one, "creator") == ourselves and text_at(one, "name").startswith(name):
                    return _address_id(team, text_at(one, "id"))
            if not (cursor := text_at(answer, "response_metadata", "next_cursor")):
                break
            arguments["cursor"] = cursor
        return None


def channel_name(name: str) -> str:
    """What a channel for this is called: small letters, digits and hyphens alone ("mentors-spring-volunteers")."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return (LEAD + (re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "cohort"))[:LONGEST].rstrip("-")


def _address_id(team: str, channel: str) -> str:
    if not channel:
        raise Unreachable("conversations.create names no channel", uncertain=True)
    return f"{team}/{channel}"

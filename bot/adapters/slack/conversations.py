"""Which conversation belongs to whom, and when we last wrote there."""

from __future__ import annotations

from typing import Any

from bot.adapters.slack.calls import SlackCalls
from bot.adapters.slack.faults import THREAD_GONE
from bot.adapters.slack.payloads import text_at
from bot.adapters.slack.rooms import is_room
from bot.words.clock import Clock
from bot.words.errors import CannotPass, PersonGone, Rejected, Unreachable

KEPT = 20_000
"""Conversations remembered; the longest known is forgotten first and asked for again when needed."""
BURST = 1.0
"""Seconds within which a second message makes a throttled call the conversation's own doing."""


class Conversations:
    """The direct message conversation of each person: learned from what they send, else opened."""

    def __init__(self, calls: SlackCalls, clock: Clock) -> None:
        self._calls, self._clock = calls, clock
        self._of: dict[str, str] = {}
        self._posted: dict[str, float] = {}

    def learn(self, user: str, channel: str) -> None:
        """This conversation is this person's."""
        if user and channel.startswith("D") and self._of.get(user) != channel:
            _keep(self._of, user, channel)

    def learn_from(self, body: Any) -> None:
        """Learn from an event or a press in the bot's own conversation; a command may come from any other one."""
        event = body.get("event") if isinstance(body, dict) else None
        if text_at(body, "type") == "block_actions":
            self.learn(text_at(body, "user", "id"), text_at(body, "channel", "id"))
        elif text_at(event, "type") in {"message", "app_home_opened"} and not text_at(event, "bot_id"):
            self.learn(text_at(event, "user"), text_at(event, "channel"))

    async def of(self, user: str) -> str:
        """The conversation's id; a room is its own. Opening one sends nothing, so its failures are certain. Raises a
        SendError."""
        if is_room(user):
            return user
        if known := self._of.get(user):
            return known
        try:
            answer = await self._calls.write("conversations.open", {"users": user})
        except Unreachable as error:
            raise Unreachable(str(error), uncertain=False) from None
        channel = text_at(answer, "channel", "id")
        if not channel:
            raise Unreachable("conversations.open names no conversation", uncertain=False)
        self.learn(user, channel)
        return channel

    async def post(self, user: str, channel: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """Post there. A request to wait is the conversation's alone if we wrote there just now, else everyone's."""
        now = self._clock.now().timestamp()
        scope = "chat" if now - self._posted.get(channel, 0.0) < BURST else "bot"
        _keep(self._posted, channel, now)
        try:
            answer = await self._calls.write("chat.postMessage", arguments, scope=scope, settles=THREAD_GONE)
            if not answer:  # its thread is gone: it stands by itself then
                alone = {name: value for name, value in arguments.items() if name != "thread_ts"}
                answer = await self._calls.write("chat.postMessage", alone, scope=scope)
        except Rejected as error:
            if str(error) == "channel_not_found" and user in self._of:
                del self._of[user]
                raise Unreachable("conversation gone, opened anew next time", uncertain=False) from None
            raise
        return answer

    async def together(self, users: list[str]) -> str:
        """The conversation of these people and the bot, which is opened where there is none yet.

        Raises as `of`, and Rejected where one of them is gone: that says nothing of whom we write to.
        """
        try:
            answer = await self._calls.write("conversations.open", {"users": ",".join(users)}, optional=True)
        except Unreachable as error:
            raise Unreachable(str(error), uncertain=False) from None
        except (PersonGone, CannotPass) as error:
            raise Rejected(f"cannot be gathered: {error}") from None
        channel = text_at(answer, "channel", "id")
        if not channel:
            raise Unreachable("conversations.open names no conversation", uncertain=False)
        return channel


def _keep(kept: dict[str, Any], key: str, value: Any) -> None:
    kept.pop(key, None)
    kept[key] = value
    if len(kept) > KEPT:
        del kept[next(iter(kept))]

"""Long polling in which an update is confirmed only once it is committed."""

from __future__ import annotations

import asyncio
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.adapters.telegram.faults import Flooded, Garbled
from bot.adapters.telegram.intake import Intake
from bot.adapters.telegram.timing import Backoff, Timing
from bot.adapters.telegram.transport import Wire
from bot.words.errors import StorageUnavailable
from bot.words.ports import Inbox

ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]

FEW = 8
"""Updates whose answers may leave before the next poll; after more, the poll goes first and loses no time."""

log = structlog.get_logger()


class Polling:
    """The one loop that asks for updates.

    The offset that confirms a batch goes out with the next poll, and is dropped once a poll came back empty: after a
    quiet week Telegram may go on with lower update ids, which an old offset would confirm unseen.
    """

    def __init__(self, wire: Wire, intake: Intake, timing: Timing) -> None:
        self._wire = wire
        self._intake = intake
        self._timing = timing
        self._backoff = Backoff(timing)
        self._offset: int | None = None
        self._trouble = ""

    async def listen(self, inbox: Inbox) -> None:
        """Ask, hand in, confirm; until cancelled."""
        while True:
            try:
                updates = await self._poll()
            except TelegramError as error:
                await self._recover(error)
            else:
                await self._hand_in(updates, inbox)

    async def _poll(self) -> list[Any]:
        parameters: dict[str, Any] = {"timeout": self._timing.poll, "limit": 100, "allowed_updates": ALLOWED}
        if self._offset is not None:
            parameters["offset"] = self._offset
        updates = await self._wire.call("getUpdates", parameters, longer=self._timing.poll)
        if not isinstance(updates, list):
            raise Garbled("getUpdates did not answer with a list")
        self._offset = None
        return updates

    async def _hand_in(self, updates: list[Any], inbox: Inbox) -> None:
        if not updates:
            self._well()
            return
        try:
            await self._intake.take(updates, inbox)
        except StorageUnavailable:
            await self._pause("storage", self._backoff.next())
            return
        self._offset = _confirming(updates)
        if self._offset is None:  # nothing in it can be confirmed, so the same would come at once
            await self._pause("update_ids", self._backoff.next())
            return
        self._well()
        if len(updates) <= FEW:
            await asyncio.sleep(0)  # what was decided on them, a moment ago, may leave first

    async def _recover(self, error: TelegramError) -> None:
        match error:
            case Flooded(seconds=seconds):
                await self._pause("throttled", seconds)
            case Conflict() if "webhook" in str(error).lower():
                await self._remove_webhook()
            case Conflict():
                await self._pause("another_poller", self._backoff.next())
            case InvalidToken():
                await self._pause("token", self._timing.closed)
            case _:
                await self._pause("unreachable", self._backoff.next())

    async def _remove_webhook(self) -> None:
        """Nothing pending is dropped by this."""
        try:
            await self._wire.call("deleteWebhook", {})
        except TelegramError:
            await self._pause("webhook", self._backoff.next())
        else:
            log.warning("telegram.webhook_removed", hint="this process polls; what had the webhook goes quiet")
            await asyncio.sleep(self._backoff.next())  # so that two installations at odds do not race

    async def _pause(self, trouble: str, seconds: float) -> None:
        """Wait; a trouble is told once, however long it lasts."""
        if trouble != self._trouble:
            self._trouble = trouble
            level, hint = _TROUBLES[trouble]
            log.log(level, "telegram.polling_paused", trouble=trouble, hint=hint)
        await asyncio.sleep(seconds)

    def _well(self) -> None:
        if self._trouble:
            log.info("telegram.polling_resumed", after=self._trouble)
            self._trouble = ""
        self._backoff.reset()


_INFO, _WARNING, _ERROR = 20, 30, 40

_TROUBLES = {
    "another_poller": (
        _WARNING,
        "another process polls with this token: stop one of the two; nothing is lost meanwhile",
    ),
    "storage": (_WARNING, "the database takes no commits: updates stay with Telegram until it does"),
    "throttled": (_INFO, "Telegram asked to wait before polling again"),
    "token": (_ERROR, "Telegram refuses the token: take a new one from @BotFather, put it into the settings, restart"),
    "unreachable": (_WARNING, "Telegram cannot be reached or fails: asking again"),
    "update_ids": (_ERROR, "updates without a usable update_id cannot be confirmed: asking again"),
    "webhook": (_WARNING, "a webhook is set and could not be removed: asking again"),
}


def _confirming(updates: list[Any]) -> int | None:
    """The offset that confirms all of these."""
    ids = [update.get("update_id") for update in updates if isinstance(update, dict)]
    numbers = [number for number in ids if type(number) is int and 0 < number < 1 << 53]
    return max(numbers) + 1 if numbers else None

"""Hand raw updates in to the inbox, and answer presses once they are kept."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Sequence

import structlog
from telegram.error import TelegramError

from bot.adapters.telegram.reading import CALLBACK
from bot.adapters.telegram.rooms import Ourselves, read_any
from bot.adapters.telegram.transport import Wire
from bot.words.clock import Clock
from bot.words.messages import Inbound
from bot.words.ports import Inbox

log = structlog.get_logger()

_REMEMBERED = 1000


class Intake:
    """Where polling and webhook meet. `dropped` counts updates that name no chat; `me` is who the bot is."""

    def __init__(self, wire: Wire, clock: Clock) -> None:
        self.dropped = 0
        self.me = Ourselves()
        self._wire = wire
        self._clock = clock
        self._answered: OrderedDict[str, None] = OrderedDict()
        self._answering: set[asyncio.Task[None]] = set()

    async def take(self, updates: Sequence[object], inbox: Inbox) -> None:
        """Return once a commit holds all of them; raises what `Inbox.accept` raises."""
        now = self._clock.now()
        inbounds = [
            inbound for inbound in (read_any(update, now, self.me) for update in updates) if inbound is not None
        ]
        if len(inbounds) < len(updates):
            self.dropped += len(updates) - len(inbounds)
            log.info("telegram.updates_dropped", dropped=len(updates) - len(inbounds), total=self.dropped)
        if not inbounds:
            return
        await inbox.accept(inbounds)
        self.answer(inbounds)

    def answer(self, inbounds: Sequence[Inbound]) -> None:
        """Stop the spinner on every pressed button: without waiting, and once for all copies of a press."""
        for inbound in inbounds:
            if not inbound.key.startswith(CALLBACK) or inbound.key in self._answered:
                continue
            self._answered[inbound.key] = None
            if len(self._answered) > _REMEMBERED:
                self._answered.popitem(last=False)
            task = asyncio.create_task(self._answer(inbound.key.removeprefix(CALLBACK)))
            self._answering.add(task)
            task.add_done_callback(self._answering.discard)

    async def close(self) -> None:
        """Answer no more."""
        for task in self._answering:
            task.cancel()
        await asyncio.gather(*self._answering, return_exceptions=True)

    async def _answer(self, callback: str) -> None:
        try:
            await self._wire.call("answerCallbackQuery", {"callback_query_id": callback})
        except TelegramError as error:  # most often the press is too old to be answered: nothing is lost
            log.debug("telegram.press_unanswered", error=type(error).__name__)

"""From a payload to the inbox: nothing is acknowledged before a commit holds it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import structlog

from bot.adapters.slack.payloads import dig, text_at
from bot.adapters.slack.reading import read
from bot.words.clock import Clock
from bot.words.errors import StorageUnavailable
from bot.words.messages import Inbound
from bot.words.ports import Inbox

log = structlog.get_logger("alongside.slack")


class Intake:
    """Hands payloads in. `overheard` sees each one first; `within` is how long Slack can wait for a commit, in s."""

    def __init__(self, clock: Clock, overheard: Callable[[Any], None], within: float = 2.5) -> None:
        self.inbox: Inbox | None = None
        self.ourselves = ""
        self._clock, self._overheard, self._within = clock, overheard, within
        self._accepting: set[asyncio.Task[bool]] = set()

    async def take(self, payload: Any) -> bool:
        """Whether a commit holds it, so that it may be acknowledged.

        One that takes too long goes on by itself: Slack does not repeat presses and commands, and a copy does no harm.
        """
        self._overheard(payload)
        inbounds = read(payload, self._clock.now(), self.ourselves)
        if self.inbox is None:
            return False
        accepting = asyncio.create_task(self._accept(self.inbox, inbounds))
        self._accepting.add(accepting)
        accepting.add_done_callback(self._accepting.discard)
        done, _ = await asyncio.wait({accepting}, timeout=self._within)
        if not done:
            log.warning("commit too slow to acknowledge", channel="slack", key=inbounds[0].key)
        return bool(done) and accepting.result()

    async def _accept(self, inbox: Inbox, inbounds: list[Inbound]) -> bool:
        try:
            await inbox.accept(inbounds)
        except StorageUnavailable:
            log.warning("not accepted", channel="slack", key=inbounds[0].key)
            return False
        except Exception as error:  # noqa: BLE001 - whatever it is, Slack shall send it again
            log.error("not accepted", channel="slack", key=inbounds[0].key, error=type(error).__name__, alert=True)  # noqa: TRY400 - frames hold words
            return False
        return True


def closing(payload: Any) -> str:
    """The reason why our credentials end with this event, "" if they do not."""
    kind = text_at(payload, "event", "type")
    if kind == "tokens_revoked" and not dig(payload, "event", "tokens", "bot"):
        return ""
    return kind if kind in {"app_uninstalled", "tokens_revoked"} else ""

"""Tells the second tap of a double tap from a press that is meant: it does nothing, and says nothing a second time.

What is ticked may be unticked as quickly as one likes: the answer to the first tap has the button still.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.words.messages import Address, Delivery, Edit, Ignored, Inbound, Press

WITHIN = dt.timedelta(seconds=1.5)
"""Fingers that tremble tap again within half a second; whoever waits for an answer waits longer than this."""
MOST = 1000
"""Presses that are remembered at most before those that are over are forgotten."""


@dataclass(frozen=True, slots=True)
class _Tap:
    key: str
    button: tuple[str | None, str]
    at: dt.datetime


class Taps:
    """The last press of everyone who pressed something just now, as long as they have done nothing else since."""

    def __init__(self) -> None:
        self._last: dict[Address, _Tap] = {}

    def without_doubles(self, inbounds: Iterable[Inbound]) -> list[Inbound]:
        """The same inbounds, with every second tap on the same button of the same message as something to ignore.

        A copy of the first tap stays what it is: the inbox knows it by its key.
        """
        return [replace(one, content=Ignored("double tap")) if self._is_double(one) else one for one in inbounds]

    def offered(self, deliveries: Iterable[Delivery]) -> None:
        """These are leaving: a button that its message has still, once it was pressed, may be pressed again at once."""
        for delivery in deliveries:
            content = delivery.content
            if type(content) is not Edit or (tap := self._last.get(delivery.address)) is None:
                continue
            if any(button.data == tap.button[1] for button in content.buttons):
                del self._last[delivery.address]

    def forget(self) -> None:
        """What was handed in was not committed: the second tap may be all that arrives."""
        self._last.clear()

    def _is_double(self, inbound: Inbound) -> bool:
        content = inbound.content
        if type(content) is not Press:
            self._last.pop(inbound.address, None)
            return False
        tap = _Tap(inbound.key, (inbound.message, content.data), inbound.received_at)
        before = self._last.get(inbound.address)
        is_alike = before is not None and before.button == tap.button and before.key != tap.key
        if before is not None and is_alike and tap.at - before.at <= WITHIN:
            return True
        self._last[inbound.address] = tap
        if len(self._last) > MOST:
            self._last = {address: one for address, one in self._last.items() if tap.at - one.at <= WITHIN}
        return False

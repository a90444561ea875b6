"""The time the doings go by: seconds that only pass, and a way to be called later."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol


class Timing(Protocol):
    """Monotonic time in seconds and a way to be called later; the running event loop is one."""

    def time(self) -> float: ...

    def call_later(self, delay: float, callback: Callable[[], Any], /) -> Alarm: ...


class Alarm(Protocol):
    """A call that was asked for and can be called off."""

    def cancel(self) -> None: ...

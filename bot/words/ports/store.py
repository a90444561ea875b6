"""The database: whole functions run in one transaction each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from bot.words.ports.session import Session

T = TypeVar("T")


class Store(Protocol):
    """The database: whole functions run in one transaction each."""

    async def write(self, work: Callable[[Session], T], *, is_brief: bool = False) -> T:
        """Run `work` in one transaction and commit; roll back if it raises. Serialization failures run it again.

        `is_brief` promises that it computes for ten milliseconds or so at most, so that where the database is quick it
        may be done at once, without the event loop going on meanwhile.

        Raises StorageUnavailable when the commit did not happen for a reason that may pass.
        """
        ...

    @property
    def is_flushed(self) -> bool:
        """Whether everything committed is on the disk. Only what wished to `flush_later` may not be."""
        ...

    async def flush(self) -> None:
        """Return when everything committed is on the disk; raises StorageBroken, and then it may not be."""
        ...

    async def read(self, work: Callable[[Session], T], *, is_long: bool = False) -> T:
        """Run `work` without changing anything. What `is_long` has a connection and a thread of its own, so that nobody
        waits for it who reads or writes meanwhile."""
        ...

    async def close(self) -> None:
        """Let go of the database and its lock."""
        ...

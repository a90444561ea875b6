"""Where adapters hand in what people did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.words.messages import Inbound


class Inbox(Protocol):
    """Where adapters hand in what people did."""

    async def accept(self, inbounds: Sequence[Inbound]) -> None:
        """Return once a commit holds all of them (copies are no-ops); only then may the adapter acknowledge.

        Raises StorageUnavailable when nothing could be committed: do not acknowledge, the platform will repeat.
        """
        ...

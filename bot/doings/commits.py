"""Writes batches whole; where one cannot be written, finds out which piece of it is to blame and sets that aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.doings.batch import Batch, Committed, Content
from bot.doings.deciding import TRIES, Deciding
from bot.doings.traces import log
from bot.words.errors import StorageBroken, StorageUnavailable
from bot.words.messages import Limits
from bot.words.ports import Session, Store


class Commits:
    """Puts every batch into one transaction of the store."""

    def __init__(self, store: Store, content: Content, limits: Mapping[str, Limits]) -> None:
        self._store = store
        self._content = content
        self._limits = limits

    async def write(self, batch: Batch, results: list[Committed]) -> None:
        """Write a batch and add what came of it to `results`, also when a later piece of it fails.

        Raises StorageBroken and StorageUnavailable, and anything else only when it is no single turn's fault.
        """
        try:
            results.append(await self._once(batch))
        except (StorageBroken, StorageUnavailable):
            raise
        except Exception as error:  # noqa: BLE001 - what a turn wished for may make storage raise anything
            log.error("commit.failed", error=type(error).__name__, inbounds=len(batch.inbounds))
            pieces = _pieces(batch)
            if len(pieces) == 1:
                results.append(await self._stubborn(pieces[0]))
                return
            for piece in pieces:
                await self.write(piece, results)

    async def _stubborn(self, piece: Batch) -> Committed:
        """Try a single piece again; then write only that it was set aside."""
        for _ in range(TRIES - 1):
            try:
                return await self._once(piece)
            except (StorageBroken, StorageUnavailable):
                raise
            except Exception as raised:  # noqa: BLE001 - storage may choke on anything a turn wished for
                error = type(raised).__name__
        return await self._once(replace(piece, condemned=error))

    async def _once(self, batch: Batch) -> Committed:
        def work(session: Session) -> Committed:
            return Deciding(self._content, self._limits, batch, session).run()

        return await self._store.write(work, is_brief=batch.is_brief)


def _pieces(batch: Batch) -> list[Batch]:
    """The batch in pieces as small as can be: its outcomes one by one, its inbounds one by one, one thing due."""
    empty = Batch(batch.now)
    pieces = [replace(empty, outcomes=(outcome,)) for outcome in batch.outcomes]
    pieces += [replace(empty, inbounds=(inbound,)) for inbound in batch.inbounds]
    pieces += [replace(empty, due=1)] * batch.due
    if batch.claim:
        pieces.append(replace(empty, claim=batch.claim))
    return pieces

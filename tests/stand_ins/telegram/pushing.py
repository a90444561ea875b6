"""The webhook's other end: brings updates to a URL, and brings them again until it answers 200."""

from __future__ import annotations

import asyncio

import aiohttp

from tests.stand_ins.telegram.updates import Updates


class Pushing:
    """One update at a time, in order. `statuses` lists what the URL answered; `pause` is the wait before a repeat."""

    def __init__(self, updates: Updates, pause: float = 0.01) -> None:
        self.url = ""
        self.secret = ""
        self.pause = pause
        self.last_error = ""
        self.statuses: list[int] = []
        self._updates = updates
        self._task: asyncio.Task[None] | None = None

    def set(self, url: str, secret: str) -> None:
        """Push there from now on; "" stops it."""
        self.url, self.secret = url, secret
        if self._task is not None:
            self._task.cancel()
        self._task = asyncio.create_task(self._push()) if url else None

    async def close(self) -> None:
        """Push no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _push(self) -> None:
        headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": self.secret}
        async with aiohttp.ClientSession(headers=headers) as session:
            while True:
                self._updates.arrived.clear()
                if not self._updates.pending:
                    await self._updates.arrived.wait()
                    continue
                update = self._updates.pending[0]
                if await self._bring(session, update[1]):
                    self._updates.pending.remove(update)
                else:
                    await asyncio.sleep(self.pause)

    async def _bring(self, session: aiohttp.ClientSession, text: str) -> bool:
        try:
            async with session.post(self.url, data=text.encode()) as answer:
                self.statuses.append(answer.status)
                self.last_error = "" if answer.ok else f"Wrong response from the webhook: {answer.status}"
                return answer.ok
        except aiohttp.ClientError as error:
            self.last_error = type(error).__name__
            return False

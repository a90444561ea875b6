"""A served rehearsal, and someone who speaks its HTTP interface."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.adapters.rehearsal.stage import Stage, stage


class Director:
    """Speaks the HTTP interface as an outside test would."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self.session = session

    async def ask(self, method: str, path: str, **how: Any) -> tuple[int, Any]:
        async with self.session.request(method, path, **how) as response:
            kind = response.content_type
            return response.status, await (response.json() if kind == "application/json" else response.text())

    async def add(self, name: str, channel: str = "telegram") -> str:
        status, answer = await self.ask("POST", "/api/people", json={"name": name, "channel": channel})
        assert status == 201
        return answer["id"]

    async def post(self, person: str, **body: Any) -> tuple[int, Any]:
        return await self.ask("POST", f"/api/people/{person}/messages", json=body)

    async def bot_said(self, person: str, **body: Any) -> list[str]:
        status, answer = await self.post(person, **body)
        assert status == 200, answer
        return [one["text"] for one in answer if one["from"] == "bot"]


@pytest.fixture
async def served() -> AsyncIterator[Stage]:
    async with stage() as one:
        yield one


@pytest.fixture
async def director(served: Stage) -> AsyncIterator[Director]:
    async with aiohttp.ClientSession(served.url) as session:
        yield Director(session)

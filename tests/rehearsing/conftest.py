"""A real rehearsal of the small example program, served on an ephemeral port."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
import uvicorn

from bot.adapters.rehearsal.pages import rehearsal_app
from bot.curriculum.folders import read_program
from bot.curriculum.program import Program
from bot.curriculum.shelf import EXAMPLE
from bot.rehearsing import Rehearsing
from bot.words.settings import read_settings


@asynccontextmanager
async def rehearsal_of(folder: Path, *programs: Program) -> AsyncIterator[Rehearsing]:
    """These programs in rehearsal, with a database in this folder."""
    settings = read_settings(_env_file=None)
    known = {one.id: one for one in programs}
    key = folder / "key" / "rehearsal.key"
    rehearsing = await Rehearsing.on(folder / "rehearsal.sqlite3", key, settings, programs=known)
    await rehearsing.running.start()
    try:
        yield rehearsing
    finally:
        rehearsing.rehearsal.hang_up()
        rehearsing.running.stop()
        assert await rehearsing.running.until_stopped() == 0


@asynccontextmanager
async def serving(rehearsing: Rehearsing) -> AsyncIterator[str]:
    """Its page; yields the address."""
    app = rehearsal_app(rehearsing.rehearsal, rehearsing.backstage())
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off", timeout_graceful_shutdown=3))
        running = asyncio.create_task(server.serve([listening]))
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            rehearsing.rehearsal.hang_up()
            server.should_exit = True
            await running


@pytest.fixture
async def circle(tmp_path) -> AsyncIterator[Rehearsing]:
    async with rehearsal_of(tmp_path, read_program(EXAMPLE)) as rehearsing:
        yield rehearsing


@pytest.fixture
async def interface(circle) -> AsyncIterator[aiohttp.ClientSession]:
    async with serving(circle) as url, aiohttp.ClientSession(url) as session:
        yield session

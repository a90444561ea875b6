"""The public pages, served as they are in life, and a real browser in front of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from starlette.applications import Starlette

from bot.curriculum.folders import read_programs
from bot.pages.serving import Pages
from bot.pictures.studio import Studio
from bot.texts.speech import Speech
from bot.web import WebServer
from bot.words.doors import Door
from tests.page.conftest import browser, chromium

__all__ = ["browser", "chromium"]

TELEGRAM = Door("telegram", "@AlongsideBot", "https://t.me/AlongsideBot", carries=True)
SLACK = Door("slack", "Alongside", "https://slack.com/app_redirect?app=A012ABCD&team=T034EFGH", "Riverside Neighbors")
ROOT = "https://bot.example.org"


@dataclass
class Site:
    """The pages on a port of this machine; `doors` can change while they are served, as they do in life."""

    url: str
    doors: list[Door] = field(default_factory=list)


@pytest.fixture(scope="session")
def programs():
    return read_programs()


@asynccontextmanager
async def open_site(programs) -> AsyncIterator[Site]:
    """The pages as they are served."""
    one = Site("", [TELEGRAM, SLACK])
    app = Starlette(routes=Pages(programs, Speech(), lambda: one.doors, ROOT, Studio()).routes())
    server = WebServer(app, "127.0.0.1", 0)
    server.config.load()
    server.lifespan = server.config.lifespan_class(server.config)
    await server.startup()  # without its main loop, whose beat every test would wait for
    port = server.servers[0].sockets[0].getsockname()[1]
    one.url = f"http://127.0.0.1:{port}"
    yield one
    await server.shutdown()


@pytest.fixture
async def site(programs) -> AsyncIterator[Site]:
    async with open_site(programs) as one:
        yield one

"""A real browser in front of a served rehearsal; without one these tests are skipped, in CI they fail.

One browser serves every test of a session, each in contexts of its own, so tests that meet it run on the session's
loop (tests/conftest.py sees to that), and async fixtures beside it are made with `on_its_loop`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.curriculum.folders import read_program
from bot.curriculum.shelf import EXAMPLE
from tests.adapters.rehearsal.stage import Stage, stage
from tests.rehearsing.conftest import rehearsal_of, serving

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENT = 60_000
"""Milliseconds: what is waited for comes at some time, also where every core has something else to do."""
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
on_its_loop = partial(pytest_asyncio.fixture, loop_scope="session")


@on_its_loop()
async def served() -> AsyncIterator[Stage]:
    async with stage() as one:
        yield one


@on_its_loop()
async def address(tmp_path: Path) -> AsyncIterator[str]:
    """A real rehearsal of the small example program."""
    async with rehearsal_of(tmp_path, read_program(EXAMPLE)) as rehearsing, serving(rehearsing) as url:
        yield url


@on_its_loop(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        missing = "Chromium is not installed (on Debian: apt-get install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=found, args=QUIET)
        expect.set_options(timeout=PATIENT)
        yield launched
        await launched.close()


@on_its_loop()
async def browser(chromium: Browser) -> AsyncIterator[Browser]:
    """The browser, which nobody has been on yet; one that broke down is no excuse for the tests after it."""
    assert chromium.is_connected()
    yield chromium
    for context in list(chromium.contexts):
        await context.close()


@on_its_loop()
async def page(browser: Browser, served: Stage) -> AsyncIterator[Page]:
    """The page, opened; whatever the browser complains about (scripts, security policy) fails the test."""
    opened = await browser.new_page(viewport={"width": 1280, "height": 800}, locale="en-GB", timezone_id="UTC")
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    expected = "503 (Service Unavailable)"  # the browser remarks on every answer a test provokes
    opened.on(
        "console",
        lambda message: (
            complaints.append(message.text) if message.type == "error" and expected not in message.text else None
        ),
    )
    opened.set_default_timeout(PATIENT)
    await opened.goto(served.url)
    await opened.locator("body[data-ready]").wait_for()
    yield opened
    assert complaints == []

"""The pages as an operator turns them on: one setting, the real bot, and a link that somebody follows."""

from __future__ import annotations

import asyncio
import socket

import aiohttp
import pytest

from tests.faults.processes import BotProcess, telegram_settings
from tests.stand_ins.telegram import TelegramStandIn


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


async def _page(url: str, holds: str) -> str:
    """The page, once it holds these words."""
    async with asyncio.timeout(20), aiohttp.ClientSession() as session:
        while True:
            try:
                async with session.get(url) as answer:
                    text = await answer.text()
            except aiohttp.ClientConnectionError:
                text = ""
            if holds in text:
                return text
            await asyncio.sleep(0.05)


async def test_a_link_on_the_page_leads_into_the_program(tmp_path):
    world = await TelegramStandIn.start()
    settings = telegram_settings(world.url, world.token)
    port = _free_port()
    settings |= {"ALONGSIDE_PAGES": "on", "ALONGSIDE_HTTP_PORT": str(port)}
    async with BotProcess(tmp_path, settings) as bot:
        await bot.start()
        link = "https://t.me/stand_in_bot?start=new_neighbors-mentor"
        await _page(f"http://127.0.0.1:{port}/programs/new_neighbors/en", link)
        amina = world.person(7)
        await amina.says(f"/start {link.partition('start=')[2]}")
        heard = [(await amina.hears()).text for _ in range(2)]
        assert "Is that all right with you?" in heard[1]
    await world.close()


async def test_without_the_setting_nothing_is_served(tmp_path):
    world = await TelegramStandIn.start()
    port = _free_port()
    settings = telegram_settings(world.url, world.token) | {"ALONGSIDE_HTTP_PORT": str(port)}
    async with BotProcess(tmp_path, settings) as bot:
        await bot.start()
        await bot.until_said("running")
        async with aiohttp.ClientSession() as session:
            with pytest.raises(aiohttp.ClientConnectionError):
                await session.get(f"http://127.0.0.1:{port}/programs")
    await world.close()

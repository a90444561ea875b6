"""The bot learns from Telegram what links to it are called, once, and goes on asking while Telegram fails."""

from __future__ import annotations

import asyncio

from bot.words.doors import Door
from tests.adapters.telegram.conftest import listening

DOOR = Door("telegram", "@stand_in_bot", "https://t.me/stand_in_bot", carries=True)


async def _until_known(channel) -> None:
    async with asyncio.timeout(5):
        while channel.door is None:
            await asyncio.sleep(0.01)


async def test_the_door_is_known_soon_after_the_start_and_costs_one_call(channel, inbox, standin):
    assert channel.door is None
    async with listening(channel, inbox):
        await _until_known(channel)
    assert channel.door == DOOR
    assert standin.calls["getMe"] == 1


async def test_a_telegram_that_fails_at_first_is_asked_again(channel, inbox, standin):
    standin.fail_next("getMe", "500")
    async with listening(channel, inbox):
        await _until_known(channel)
    assert channel.door == DOOR


async def test_the_doctor_learns_it_as_well(channel, standin):
    await channel.check()
    assert channel.door == DOOR
    standin.fail_next("getMe", "401")
    await channel.check()
    assert channel.door is None

"""The command menu: what Telegram shows behind its "/" button, in each language."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import structlog
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.adapters.telegram.faults import Flooded
from bot.adapters.telegram.timing import Backoff, Timing

Commands: TypeAlias = Mapping[str, Sequence[tuple[str, str]]]

log = structlog.get_logger()


async def publish(bot: Bot, commands: Commands, timing: Timing) -> None:
    """Make the menu of every language what it should be; asks again while Telegram fails, leaves it if it refuses."""
    backoff = Backoff(timing)
    for language, wanted in commands.items():
        while True:
            try:
                await _publish(bot, language, wanted)
                break
            except (BadRequest, InvalidToken) as error:
                log.warning("telegram.commands_refused", language=language, error=type(error).__name__)
                break
            except TelegramError as error:
                wait = error.seconds if isinstance(error, Flooded) else backoff.next()
            await asyncio.sleep(wait)


async def _publish(bot: Bot, language: str, wanted: Sequence[tuple[str, str]]) -> None:
    shown = await bot.get_my_commands(language_code=language or None)
    if [(command.command, command.description) for command in shown] != [tuple(pair) for pair in wanted]:
        await bot.set_my_commands(list(wanted), language_code=language or None)

"""What the bot is called on Telegram, learnt once, so that links can lead to it."""

from __future__ import annotations

import asyncio

import structlog
from telegram import Bot, User
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.adapters.telegram.faults import Flooded
from bot.adapters.telegram.timing import Backoff, Timing
from bot.words.doors import Door

log = structlog.get_logger()


async def learn(bot: Bot, timing: Timing) -> Door | None:
    """Ask who we are, again while Telegram fails; None where it refuses our token."""
    backoff = Backoff(timing)
    while True:
        try:
            return door_of(await bot.get_me())
        except (BadRequest, InvalidToken) as error:
            log.warning("telegram.name_unknown", error=type(error).__name__)
            return None
        except TelegramError as error:
            wait = error.seconds if isinstance(error, Flooded) else backoff.next()
        await asyncio.sleep(wait)


def door_of(me: User) -> Door:
    """The chat with this bot; Telegram's links carry codes."""
    return Door("telegram", f"@{me.username}", f"https://t.me/{me.username}", carries=True)

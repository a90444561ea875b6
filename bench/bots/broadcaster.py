"""python-telegram-bot that writes to many: its AIORateLimiter at the best setting found, a semaphore of 16, sniffio.

`/go` begins; `/help` is answered meanwhile. Nothing is kept: what a crash leaves unsent is lost.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from typing import Any

from telegram import Update
from telegram.ext import AIORateLimiter, Application, CommandHandler, ContextTypes

from bench.wire import TOKEN

AT_ONCE = 16
FIRST = 5000


def application(url: str, people: int, rate: float) -> Application[Any, Any, Any, Any, Any, Any]:
    """The bot."""
    limiter = AIORateLimiter(overall_max_rate=rate, overall_time_period=1, max_retries=3)
    built = Application.builder().token(TOKEN).base_url(f"{url}/bot").rate_limiter(limiter).build()
    sending: set[asyncio.Task[None]] = set()

    async def send(number: int, turn: asyncio.Semaphore) -> None:
        async with turn:
            await built.bot.send_message(number, f"Hi P{number}!")

    async def all_of_them() -> None:
        turn = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(send(number, turn) for number in range(FIRST, FIRST + people)), return_exceptions=True)

    async def go(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        del context
        sending.add(asyncio.create_task(all_of_them()))
        if update.message:
            await update.message.reply_text("accepted")

    async def help_along(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        del context
        if update.message:
            await update.message.reply_text("help")

    built.add_handler(CommandHandler("go", go))
    built.add_handler(CommandHandler("help", help_along))
    return built


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    url, _, people, rate = sys.argv[1:5]
    application(url, int(people), float(rate)).run_polling(poll_interval=0.0)

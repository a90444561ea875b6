"""python-telegram-bot: its ConversationHandler with its pickle persistence, written the way its examples are.

`--concurrent` processes updates side by side, which its documentation advises against with this handler.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from telegram import Message, Update
from telegram.ext import (
    Application,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

from bench.talk import QUESTIONS, closing_of, is_fit
from bench.wire import TOKEN

Step = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, int]]


def application(url: str, folder: Path, *, concurrent: bool) -> Application[Any, Any, Any, Any, Any, Any]:
    """The bot; its state is written to a file as its examples show."""
    states = {
        place: [MessageHandler(filters.TEXT & ~filters.COMMAND, _taking(place))] for place in range(len(QUESTIONS))
    }
    talk = ConversationHandler(
        entry_points=[CommandHandler("start", start)],
        states=states,  # type: ignore[arg-type]
        fallbacks=[CommandHandler("start", start)],
        name="talk",
        persistent=True,
    )
    builder = Application.builder().token(TOKEN).base_url(f"{url}/bot").concurrent_updates(concurrent)
    built = builder.persistence(PicklePersistence(folder / "talk.pickle")).build()
    built.add_handler(talk)
    return built


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    """Ask the first question."""
    _facts(context).clear()
    await _message(update).reply_text(QUESTIONS[0].text)
    return 0


def _taking(place: int) -> Step:
    async def take(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        message, question, facts = _message(update), QUESTIONS[place], _facts(context)
        text = message.text or ""
        if not is_fit(question, text):
            await message.reply_text(question.text)
            return place
        facts[question.name] = text
        if place + 1 < len(QUESTIONS):
            await message.reply_text(QUESTIONS[place + 1].text)
            return place + 1
        await message.reply_text(closing_of([facts.get(each.name, "?") for each in QUESTIONS]))
        return int(ConversationHandler.END)

    return take


def _message(update: Update) -> Message:
    assert update.message is not None
    return update.message


def _facts(context: ContextTypes.DEFAULT_TYPE) -> dict[str, str]:
    assert context.user_data is not None
    return context.user_data


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    application(sys.argv[1], Path(sys.argv[2]), concurrent="--concurrent" in sys.argv).run_polling(poll_interval=0)

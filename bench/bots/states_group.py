"""aiogram: its finite state machine with memory storage, written the way its examples are."""

from __future__ import annotations

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import Message

from bench.talk import QUESTIONS, closing_of, is_fit
from bench.wire import TOKEN


class Talk(StatesGroup):
    """One state for each question."""

    name = State()
    age = State()
    role = State()
    city = State()
    work = State()
    goal = State()
    hours = State()
    hope = State()


STATES = [getattr(Talk, question.name) for question in QUESTIONS]


async def start(message: Message, state: FSMContext) -> None:
    """Ask the first question."""
    await state.clear()
    await state.set_state(STATES[0])
    await message.answer(QUESTIONS[0].text)


def _register(dispatcher: Dispatcher, place: int) -> None:
    question = QUESTIONS[place]

    async def take(message: Message, state: FSMContext) -> None:
        text = message.text or ""
        if not is_fit(question, text):
            await message.answer(question.text)
            return
        facts = await state.update_data({question.name: text})
        if place + 1 < len(QUESTIONS):
            await state.set_state(STATES[place + 1])
            await message.answer(QUESTIONS[place + 1].text)
            return
        await state.clear()
        await message.answer(closing_of([facts.get(each.name, "?") for each in QUESTIONS]))

    dispatcher.message.register(take, StateFilter(STATES[place]))


async def serve(url: str) -> None:
    """Serve until told to stop."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    dispatcher = Dispatcher(storage=MemoryStorage())
    dispatcher.message.register(start, CommandStart())
    for place in range(len(QUESTIONS)):
        _register(dispatcher, place)
    await dispatcher.start_polling(Bot(TOKEN, session=session))


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1]))

"""What becomes of a question's message: drawn anew while it is half answered, and without buttons once it is."""

from __future__ import annotations

from bot.flows.engine.asking import Question, question
from bot.flows.engine.phrases import NOTED
from bot.flows.engine.telling import Telling
from bot.words.messages import Edit, PickPeople, Press, ShareLocation


def redraw(telling: Telling) -> None:
    """Show the open question as it is by now, where it stands."""
    asked = question(telling)
    if telling.run.asked is not None:
        message = telling.inbound.message if telling.inbound else None
        telling.change(Edit(telling.run.asked, asked.text, asked.buttons, message))


def settle(telling: Telling, asked: Question, shown: str, number: int | None = None) -> None:
    """Take the buttons off an answered question and show beside it what was chosen."""
    number = number or telling.run.asked
    if number is None or not (asked.buttons or asked.widget):
        return
    text = f"{asked.text}\n\n{shown}" if shown else asked.text
    message = telling.inbound.message if telling.inbound and isinstance(telling.inbound.content, Press) else None
    telling.change(Edit(number, text, (), message, asked.widget, tidies=True))


def clear_keyboard(telling: Telling, asked: Question, note: str) -> None:
    """Take away the keyboard of a native picker, which only a message of its own can do."""
    if isinstance(asked.widget, PickPeople | ShareLocation):
        telling.say(note or telling.words(NOTED()), clears=True)

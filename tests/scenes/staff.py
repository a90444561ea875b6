"""People who run programs when a scene begins."""

from __future__ import annotations

from bot.adapters.rehearsal.chats import Chat
from bot.words.desk import Staff
from bot.words.effects.desk import SaveStaff
from bot.words.turns import Effect
from tests.scenes.pairs import BEGAN, _arrives

__all__ = ["BEGAN", "Staff", "staffed"]


def staffed(people: list[tuple[Chat, str]]) -> list[Effect]:
    """Each with the program they coordinate, "" for an admin."""
    effects: list[Effect] = []
    numbers: dict[str, int] = {}
    for chat, program in people:
        person = numbers.setdefault(chat.name, 901 + len(numbers))
        effects += _arrives(person, chat)
        effects.append(SaveStaff(Staff(person, "coordinator" if program else "admin", program, BEGAN)))
    return effects

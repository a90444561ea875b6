"""The command menu people see in their app."""

from __future__ import annotations

from bot.texts.speech import SOURCE, Speech
from bot.words.messages import Phrase

MENU = {
    "start": Phrase("menu-start", "Begin, or go on where we stopped"),
    "help": Phrase("menu-help", "What I can do, and what you can write"),
    "privacy": Phrase("menu-privacy", "What I keep, and who sees it"),
    "language": Phrase("menu-language", "Speak another language"),
    "stop": Phrase("menu-stop", "I stop writing to you"),
    "delete": Phrase("menu-delete", "Delete everything you told me"),
}
PHRASES = tuple(MENU.values())


def menus(speech: Speech) -> dict[str, list[tuple[str, str]]]:
    """The menu by language code; "" is for everyone whose language we don't speak."""
    return {
        "" if language == SOURCE else language: [(name, speech.say(said(), language)) for name, said in MENU.items()]
        for language in speech.languages
    }

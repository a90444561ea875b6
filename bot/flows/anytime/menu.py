"""The command menu people see in their app."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.texts.speech import SOURCE, Speech
from bot.words.phrases import Phrase

MENU = {
    "start": Phrase("menu-start", "Begin, or go on where we stopped"),
    "write": Phrase("menu-write", "Write to your mentor or mentee"),
    "pause": Phrase("menu-pause", "Take a break from your match"),
    "resources": Phrase("menu-resources", "Sheets of your weeks, and search"),
    "training": Phrase("menu-training", "For mentors: the training, from where you are"),
    "report": Phrase("menu-report", "Tell the program about a problem"),
    "end": Phrase("menu-end", "End your match"),
    "help": Phrase("menu-help", "What I can do, and what you can write"),
    "privacy": Phrase("menu-privacy", "What I keep, and who sees it"),
    "language": Phrase("menu-language", "Speak another language"),
    "stop": Phrase("menu-stop", "I stop writing to you"),
    "delete": Phrase("menu-delete", "Delete everything you told me"),
}
PHRASES = tuple(MENU.values())


class Menus(Mapping[str, list[tuple[str, str]]]):
    """The menu by language code; "" is for everyone whose language we don't speak.

    Put into words when it is asked for, so that no language has to be read before the first message.
    """

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._codes = ["", *(language for language in speech.languages if language != SOURCE)]

    def __getitem__(self, code: str) -> list[tuple[str, str]]:
        if code not in self._codes:
            raise KeyError(code)
        return [(name, self._speech.say(said(), code or SOURCE)) for name, said in MENU.items()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)

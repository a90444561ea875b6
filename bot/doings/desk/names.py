"""Whom the people who give orders mean: somebody of a list, by pseudonym."""

from __future__ import annotations

from collections.abc import Iterable

from bot.doings.desk.orders import OrderRefused
from bot.words.people import pseudonym


def meant(said: str, people: Iterable[int]) -> int:
    """The person of these whom a pseudonym (or the whole id) means; raises OrderRefused where it is none or several."""
    wanted = said.strip().lower().removeprefix("p-")
    found = {person for person in people if wanted and f"{person:016x}".endswith(wanted)}
    if len(found) == 1:
        return found.pop()
    why = "nobody is" if not found else f"{len(found)} people are"
    raise OrderRefused(f"{why} called {said!r} here; take a name from the list, such as {pseudonym(0x12345678)}")

"""Orders by name: one list of what can be ordered, carried out one after another, answered in plain data."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import TypeAlias

from bot.words.errors import AlongsideError
from bot.words.messages import Json

Arguments: TypeAlias = Mapping[str, Json]
Order: TypeAlias = Callable[[Arguments], Awaitable[Json]]


class OrderRefused(AlongsideError):
    """The order cannot be carried out; the message says why and what to do."""


class Orders:
    """Carries out orders; `done` is called after each, for what it may have made due."""

    def __init__(self, by_name: Mapping[str, Order], done: Callable[[], Awaitable[None]] | None = None) -> None:
        self._by_name = by_name
        self._done = done
        self._one_at_a_time = asyncio.Lock()

    async def carry_out(self, name: str, arguments: Arguments) -> Json:
        """Do it and return what came of it. Raises OrderRefused."""
        order = self._by_name.get(name)
        if order is None:
            raise OrderRefused(f"nothing is called {name!r}; this bot may be older than the command line")
        async with self._one_at_a_time:
            result = await order(arguments)
        if self._done:
            await self._done()
        return result


def text_of(arguments: Arguments, name: str) -> str:
    """An argument that must be there and be text."""
    found = arguments.get(name)
    if not isinstance(found, str) or not found:
        raise OrderRefused(f"{name} is missing")
    return found


def program_of(arguments: Arguments, programs: Collection[str]) -> str:
    """The id of the program that is named, or of the only one there is; dashes stand for underscores."""
    found = arguments.get("program")
    if found in (None, "") and len(programs) == 1:
        return next(iter(programs))
    if not isinstance(found, str) or found.replace("-", "_") not in programs:
        raise OrderRefused(f"name one of the programs: {', '.join(programs)}")
    return found.replace("-", "_")


def programs_of(arguments: Arguments, programs: Collection[str]) -> tuple[str, ...]:
    """The id of the program that is named; all of them where none is."""
    return (program_of(arguments, programs),) if arguments.get("program") else tuple(programs)


def day_of(arguments: Arguments, name: str) -> dt.date | None:
    """A day that is named as 2027-03-31; None where there is none."""
    found = arguments.get(name)
    if found in (None, ""):
        return None
    try:
        return dt.date.fromisoformat(str(found))
    except ValueError:
        raise OrderRefused(f"{found!r} is no day; write it as 2027-03-31") from None

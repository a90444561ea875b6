"""What the time machine is wished to do, read from a request, and what it needs done behind the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.adapters.rehearsal.acts import Body, Declined
from bot.words.messages import Json

SIDES = ("mentee", "mentor")
MOST_WEEKS, MOST_DAYS = 104, 366


@dataclass(frozen=True, slots=True)
class Wish:
    """Two new people shall walk this program ("": the first there is) up to a week (None: to its end); then so many
    days pass, the `silent` side doing nothing (None: both go on as before)."""

    program: str = ""
    week: int | None = None
    silent: str | None = None
    days: int = 0


@dataclass(frozen=True, slots=True)
class Walked:
    """What came of it: the match (hexadecimal), the chats of the two by side, and how long it took in real seconds."""

    pair: str
    people: Mapping[str, str]
    seconds: float


class TimeMachine(Protocol):
    """What is done behind the page."""

    async def walk(self, wish: Wish) -> Walked:
        """Carry the wish out; returns when both chats stand as they would."""
        ...

    def stop_walking(self) -> None:
        """Let whoever is walking stop where they are."""
        ...

    def programs(self, language: str) -> Sequence[Mapping[str, Json]]:
        """The programs that can be walked: "id", "title", "weeks"."""
        ...

    def pairs(self, language: str) -> Sequence[Mapping[str, Json]]:
        """The matches of this rehearsal, newest first: "id", "program", "title", "mentee", "mentor", "status"."""
        ...

    async def timeline(self, pair: str, language: str) -> Mapping[str, Json] | None:
        """Who of this match ("": the newest) gets what and when; None where there is none."""
        ...


def read_wish(body: Body, programs: Sequence[Mapping[str, Json]]) -> Wish:
    """What a request wishes for; raises Declined, saying what to write instead."""
    program = body.get("program") or ""
    known = {str(one["id"]): one for one in programs}
    if not isinstance(program, str) or (program and program not in known):
        raise Declined(400, f"program has to be one of {', '.join(known)}.")
    chosen = known.get(program) or programs[0]
    weeks = chosen["weeks"] if isinstance(chosen["weeks"], int) else 0
    if not weeks:
        raise Declined(409, f"{chosen['id']} has no weekly steps, so there are no weeks to walk.")
    week = _whole(body.get("week"), "week", 1, weeks)
    silent = body.get("silent") or None
    if silent is not None and silent not in SIDES:
        raise Declined(400, "silent has to be mentee, mentor or null.")
    days = _whole(body.get("days"), "days", 0, MOST_DAYS)
    if days is None:
        days = 0 if silent is None else 8
    return Wish(str(chosen["id"]), week, None if silent is None else str(silent), days)


def _whole(value: object, name: str, least: int, most: int) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise Declined(400, f"{name} has to be a whole number from {least} to {most}.")
    return value

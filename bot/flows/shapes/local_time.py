"""A day and a time still to come, as people write it: "tomorrow at 9", "Monday at 14:30", "2027-05-01 17:30"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.curriculum.rhythm import WEEKDAYS
from bot.flows.engine.shape import Asking, Declined, Reading, Reply, Value
from bot.flows.shapes.in_words import InWords
from bot.texts.dates import local
from bot.words.messages import Json, Typed
from bot.words.phrases import Phrase

DAYS: Mapping[str, int] = {
    **{day: at for at, day in enumerate(WEEKDAYS)},
    **dict(zip(("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"), range(7), strict=True)),
    **dict(zip(("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"), range(7), strict=True)),
}
"""Weekdays as they are written, Monday is 0."""
_TIME = r"(?:,? (?:at |a las? )?(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?)"
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})[ t]+(\d{1,2}):(\d{2})")
_SOON = re.compile(rf"(today|hoy|tomorrow|mañana){_TIME}")
_NAMED = re.compile(rf"(?:on |el |next )?({'|'.join(DAYS)}){_TIME}")
_EVERYWHERE = dt.timedelta(hours=12)
"""For so long what is over in UTC is still to come somewhere."""


@dataclass(frozen=True, slots=True)
class LocalTime(InWords):
    """A day and a time still to come: on the clock of whoever writes it, or (`anywhere`) on each person's own, as long
    as it is still to come for somebody. The value is ISO without a zone. `hint` says how to write it."""

    hint: Phrase
    anywhere: bool = False
    widget: str = ""

    def read(self, reply: Reply, asking: Asking) -> Reading:
        now = (asking.now if self.anywhere else local(asking.now, asking.zone)).replace(tzinfo=None)
        at = time_meant(reply.text, now) if isinstance(reply, Typed) else None
        earliest = now - _EVERYWHERE if self.anywhere else now
        return Declined(self.hint()) if at is None or at <= earliest else Value(at.isoformat())

    def show(self, value: Json, asking: Asking) -> str:
        del asking
        return str(value).replace("T", " ")[:16]

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        del asking
        return (Typed("tomorrow at 9"),)


def time_meant(said: str, now: dt.datetime) -> dt.datetime | None:
    """The moment that these words mean on the clock that shows `now`, both local times; None where they mean none."""
    try:
        return _read_time(" ".join(said.casefold().split()), now)
    except ValueError:
        return None


def _read_time(said: str, now: dt.datetime) -> dt.datetime | None:
    if found := _ISO.fullmatch(said):
        return dt.datetime(*map(int, found.groups()))  # type: ignore[arg-type]  # noqa: DTZ001 - a local time
    if found := _SOON.fullmatch(said):
        days = found[1] in {"tomorrow", "mañana"}
        return _at(now.date() + dt.timedelta(days=days), found.groups()[1:])
    if found := _NAMED.fullmatch(said):
        ahead = (DAYS[found[1]] - now.weekday()) % 7 or 7
        return _at(now.date() + dt.timedelta(days=ahead), found.groups()[1:])
    return None


def _at(day: dt.date, time: Sequence[str | None]) -> dt.datetime:
    hour, minute, half = time
    hours = int(hour or 0) % 12 + 12 * (half == "pm") if half else int(hour or 0)
    return dt.datetime.combine(day, dt.time(hours, int(minute or 0)))

"""The questions of someone who writes to many: the text, the labels of buttons, whom it is for, when, how often."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from bot.curriculum.rhythm import WEEKDAYS
from bot.flows.broadcasting.audience import AudienceError, Query, as_json, from_json
from bot.flows.broadcasting.filling import KNOWN, MOST, in_braces, longest, unknown
from bot.flows.broadcasting.reading import read_audience
from bot.flows.broadcasting.repeating import read_rule
from bot.flows.broadcasting.telling import FAULTS, spoken
from bot.flows.engine.shape import Asking, Chosen, Declined, Option, Reading, Reply, Value
from bot.flows.shapes.texts import FreeText
from bot.words.cleaning import clean_line
from bot.words.folding import normalise
from bot.words.messages import Json, Typed
from bot.words.phrases import Phrase

MOST_BUTTONS, LONGEST_LABEL = 8, 40

UNKNOWN = Phrase("cast-unknown-variable", "I don't know what to put in place of {variables}. I can fill in: {known}.")
FULL = Phrase(
    "cast-text-full",
    "With everything filled in it can be {count} letters long, and there is room for {most}. Please make it shorter.",
)
BUTTONS = Phrase(
    "cast-buttons-hint", "Please write up to {most} short labels with commas between them, like: Yes, No, Maybe."
)
PICTURE = Phrase("cast-picture-hint", "Please send the picture here as a photo, or press Skip.")
SENT_PICTURE = Phrase("cast-picture-sent", "the picture you sent")
WHOM = Phrase(
    "cast-whom-hint",
    "I didn't understand that. You can write things like: mentees without a match, who write Spanish · mentors, not "
    "trained · week 3-6 · check-in below 5 · tag: choir.",
)
WHEN = Phrase(
    "cast-when-hint", "Please write a day and a time that are still to come, like: tomorrow at 9, or 2027-05-01 17:30."
)
RULE = Phrase("cast-rule-hint", "Please write it like: every Monday at 9, or on the 1st of the month at 17:30.")
NOT_SENT = Phrase("cast-not-sent", "Don't send it")

_DAYS = {day: at for at, day in enumerate(WEEKDAYS)} | dict(
    zip(("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"), range(7), strict=True)
)
_TIME = r"(?:,? (?:at |a las? )?(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?)"
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})[ t]+(\d{1,2}):(\d{2})")
_SOON = re.compile(rf"(today|hoy|tomorrow|mañana){_TIME}")
_NAMED = re.compile(rf"(?:on |el |next )?({'|'.join(_DAYS)}){_TIME}")


@dataclass(frozen=True, slots=True)
class CastText:
    """A text whose variables all mean something. The value is the text."""

    widget: str = ""

    def read(self, reply: Reply, asking: Asking) -> Reading:
        read = FreeText(at_most=MOST).read(reply, asking)
        if not isinstance(read, Value):
            return read
        if strange := unknown([str(read.value)]):
            return Declined(UNKNOWN(variables=in_braces(strange), known=in_braces(KNOWN)))
        count = longest(str(read.value))
        return read if count <= MOST else Declined(FULL(count=count, most=MOST))

    def options(self, asking: Asking) -> tuple[Option, ...]:
        del asking
        return ()

    def show(self, value: Json, asking: Asking) -> str:
        del asking
        return value if isinstance(value, str) else ""

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        del asking
        return (Typed("Hi {name|friend}, we meet on Sunday!"),)


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels of buttons, with commas between them. The value lists them."""

    widget: str = ""

    def read(self, reply: Reply, asking: Asking) -> Reading:
        del asking
        said = clean_line(reply.text) if isinstance(reply, Typed) else ""
        labels = list(dict.fromkeys(part.strip() for part in re.split(r"[,;/|]", said) if part.strip()))
        if not 0 < len(labels) <= MOST_BUTTONS or any(len(label) > LONGEST_LABEL for label in labels):
            return Declined(BUTTONS(most=MOST_BUTTONS))
        return Value(list(labels))

    def options(self, asking: Asking) -> tuple[Option, ...]:
        del asking
        return ()

    def show(self, value: Json, asking: Asking) -> str:
        del asking
        return ", ".join(map(str, value)) if isinstance(value, list) else ""

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        del asking
        return (Typed("Yes, No"),)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture. It comes as a file, so words are never one."""

    widget: str = ""

    def read(self, reply: Reply, asking: Asking) -> Reading:
        del reply, asking
        return Declined(PICTURE())

    def options(self, asking: Asking) -> tuple[Option, ...]:
        del asking
        return ()

    def show(self, value: Json, asking: Asking) -> str:
        return asking.say(SENT_PICTURE()) if value else ""

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        del asking
        return ()


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom it is for: one of some audiences, or described in words. The value is the query as data."""

    offered: tuple[tuple[str, Query], ...]
    widget: str = ""
    choices: Sequence[object] = field(default=())

    def read(self, reply: Reply, asking: Asking) -> Reading:
        del asking
        try:
            if isinstance(reply, Chosen):
                return Value(as_json(dict(self.offered)[reply.key]))
            if isinstance(reply, Typed):
                return Value(as_json(read_audience(reply.text)))
        except (AudienceError, KeyError):
            pass
        return Declined(WHOM())

    def options(self, asking: Asking) -> tuple[Option, ...]:
        return tuple(Option(key, _first_up(spoken(query, asking.say, asking.language))) for key, query in self.offered)

    def show(self, value: Json, asking: Asking) -> str:
        return _first_up(spoken(from_json(value), asking.say, asking.language))

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        del asking
        return (*(Chosen(key) for key, _ in self.offered), Typed("mentees without a match, who write Spanish"))


@dataclass(frozen=True, slots=True)
class LocalTime:
    """A day and a time still to come, on everyone's own clock. The value is ISO without a zone."""

    widget: str = ""

    def read(self, reply: Reply, asking: Asking) -> Reading:
        at = _local_time(" ".join(reply.text.casefold().split()), asking.now) if isinstance(reply, Typed) else None
        return Declined(WHEN()) if at is None else Value(at.isoformat())

    def options(self, asking: Asking) -> tuple[Option, ...]:
        del asking
        return ()

    def show(self, value: Json, asking: Asking) -> str:
        del asking
        return str(value).replace("T", " ")[:16]

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        del asking
        return (Typed("tomorrow at 9"),)


@dataclass(frozen=True, slots=True)
class TypedCount:
    """How many people it goes to, typed as a number; or that it shall not be sent. The value is the number in digits,
    or `NOT`. The answer "size" says which number it has to be."""

    widget: str = ""
    NOT: ClassVar[str] = "no"

    def read(self, reply: Reply, asking: Asking) -> Reading:
        size = str(asking.answers.get("size", ""))
        if isinstance(reply, Chosen):
            return Value(self.NOT)
        said = clean_line(reply.text) if isinstance(reply, Typed) else ""
        if normalise(said) == normalise(asking.say(NOT_SENT())):
            return Value(self.NOT)
        digits = "".join(one for one in said if one.isdecimal())
        is_it = digits.isdecimal() and size.isdecimal() and int(digits) == int(size)
        return Value(size) if is_it else Declined(FAULTS["count"](value=size))

    def options(self, asking: Asking) -> tuple[Option, ...]:
        return (Option(self.NOT, asking.say(NOT_SENT())),)

    def show(self, value: Json, asking: Asking) -> str:
        return asking.say(NOT_SENT()) if value == self.NOT else str(value)

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        return (Typed(str(asking.answers.get("size", ""))), Chosen(self.NOT))


@dataclass(frozen=True, slots=True)
class Again:
    """How often it comes again. The value is a rule."""

    widget: str = ""

    def read(self, reply: Reply, asking: Asking) -> Reading:
        del asking
        rule = read_rule(reply.text) if isinstance(reply, Typed) else None
        return Declined(RULE()) if rule is None else Value(rule)

    def options(self, asking: Asking) -> tuple[Option, ...]:
        del asking
        return ()

    def show(self, value: Json, asking: Asking) -> str:
        del asking
        return str(value)

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        del asking
        return (Typed("every Monday at 9"),)


def time_meant(said: str, now: dt.datetime) -> dt.datetime | None:
    """The moment that these words mean on the clock that shows `now`, both local times; None where they mean none."""
    try:
        return _read_time(" ".join(said.casefold().split()), now)
    except ValueError:
        return None


def _local_time(said: str, now: dt.datetime) -> dt.datetime | None:
    """The moment meant, if it is still to come anywhere."""
    at = time_meant(said, now.replace(tzinfo=None))
    return at if at is not None and at > now.replace(tzinfo=None) - dt.timedelta(hours=12) else None


def _read_time(said: str, now: dt.datetime) -> dt.datetime | None:
    if found := _ISO.fullmatch(said):
        return dt.datetime(*map(int, found.groups()))  # type: ignore[arg-type]  # noqa: DTZ001 - a local time
    if found := _SOON.fullmatch(said):
        days = found[1] in {"tomorrow", "mañana"}
        return _at(now.date() + dt.timedelta(days=days), found.groups()[1:])
    if found := _NAMED.fullmatch(said):
        ahead = (_DAYS[found[1]] - now.weekday()) % 7 or 7
        return _at(now.date() + dt.timedelta(days=ahead), found.groups()[1:])
    return None


def _at(day: dt.date, time: Sequence[str | None]) -> dt.datetime:
    hour, minute, half = time
    hours = int(hour or 0) % 12 + 12 * (half == "pm") if half else int(hour or 0)
    return dt.datetime.combine(day, dt.time(hours, int(minute or 0)))


def _first_up(said: str) -> str:
    return said[:1].upper() + said[1:]


PHRASES = (UNKNOWN, FULL, BUTTONS, PICTURE, SENT_PICTURE, WHOM, WHEN, RULE, NOT_SENT)

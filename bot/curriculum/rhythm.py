"""When things happen in a program: prompts, quiet hours, meetings, check-ins, silence, the end."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema, field_validator, model_validator

from bot.curriculum.localised import Localised, Model

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Days = Annotated[int, Field(ge=1, le=366)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]


def _hour(value: Any) -> Any:
    if isinstance(value, dt.time):
        return value
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", str(value).strip())
    if not found:
        raise ValueError('a time of day is written as hours and minutes, such as "10:00" or "21:30"')
    return dt.time(int(found[1]), int(found[2]))


def _rising(days: tuple[int, ...]) -> tuple[int, ...]:
    if list(days) != sorted(set(days)):
        raise ValueError("write the days from the smallest to the largest, each once")
    return days


TimeOfDay = Annotated[
    dt.time,
    BeforeValidator(_hour),
    PlainSerializer(lambda time: f"{time:%H:%M}"),
    WithJsonSchema({"type": "string", "pattern": r"^([01]?\d|2[0-3]):[0-5]\d$"}),
]
"""A local time of day, to the minute."""
SomeDays = Annotated[tuple[Days, ...], BeforeValidator(lambda days: tuple(days) if isinstance(days, list) else days)]


class Introduction(Model):
    """What the two are given when they meet, and on which days after it they are asked whether they are in touch."""

    first_step: Localised = Localised(
        words={
            "en": "Tell each other how your week looks, and find half an hour for a first talk.",
            "es": "Cuéntense cómo es su semana y busquen media hora para hablar por primera vez.",
        }
    )
    meeting_minutes: int = Field(default=30, ge=5, le=240)
    ask_after_days: SomeDays = (4, 10)

    @model_validator(mode="after")
    def _in_order(self) -> Introduction:
        _rising(self.ask_after_days)
        return self


class Prompts(Model):
    """The weekday and local time at which a new step is sent."""

    day: Literal[WEEKDAYS] = "monday"  # type: ignore[valid-type]
    time: TimeOfDay = dt.time(10)

    @property
    def weekday(self) -> int:
        """0 is Monday."""
        return WEEKDAYS.index(self.day)


class QuietHours(Model):
    """Local times between which nothing is sent by itself; `start` later than `end` runs over midnight."""

    start: TimeOfDay = Field(default=dt.time(21), alias="from")
    end: TimeOfDay = Field(default=dt.time(8, 30), alias="to")

    def cover(self, local: dt.time) -> bool:
        """Whether this local time is quiet."""
        if self.start <= self.end:
            return self.start <= local < self.end
        return local >= self.start or local < self.end


class Broadcasts(Model):
    """What guards messages to many: to more people than `type_count_above` they are sent only once their number was
    typed, to more than `second_approver_above` (or "never") only once a second person approved."""

    type_count_above: Count = 200
    second_approver_above: Count | Literal["never"] = 1_000

    @property
    def approved_above(self) -> int | None:
        """To more people than this a second person has to approve; None: never."""
        return None if self.second_approver_above == "never" else self.second_approver_above


class Meetings(Model):
    """How often the two should meet, and when they are asked whether they did: every time ("always"), or, with "less",
    every other time once someone has said yes three times in a row."""

    every_days: Days = 7
    ask: Literal["less", "always"] = "less"


class CheckIns(Model):
    """Days after the introduction on which both sides are asked how it goes, then every so many days; and what brings a
    match onto the coordinator's list: a mark of at most `alarming`, marks of at most `low` twice in a row, a fall by
    `fall` against the mark before, marks of the two that lie `apart`, or so many questions `unanswered` in a row."""

    days: SomeDays = (14, 30)
    then_every: Days = 30
    alarming: int = Field(default=2, ge=0, le=10)
    low: int = Field(default=4, ge=0, le=10)
    fall: int = Field(default=3, ge=1, le=10)
    apart: int = Field(default=4, ge=1, le=10)
    unanswered: int = Field(default=2, ge=1, le=20)

    @model_validator(mode="after")
    def _in_order(self) -> CheckIns:
        _rising(self.days)
        return self


class Silence(Model):
    """Days without a sign of life after which something is done, mildest first. `rest`: the weekly steps rest until
    whoever is silent gives a sign again, and each of the two is told so once; with `closure` where it isn't given."""

    nudge: Days = 6
    help: Days = 10
    coordinator: Days = 14
    warning: Days = 21
    closure: Days = 30
    rest: Days | None = None

    @property
    def days_until_rest(self) -> int:
        """Days of silence after which no weekly step comes any more."""
        return self.closure if self.rest is None else self.rest

    @model_validator(mode="after")
    def _in_order(self) -> Silence:
        days = (self.nudge, self.help, self.coordinator, self.warning, self.closure)
        if list(days) != sorted(set(days)):
            raise ValueError("nudge, help, coordinator, warning and closure come in this order, each on a later day")
        if self.rest is not None and self.rest <= self.nudge:
            raise ValueError("rest comes after nudge: whoever is silent is asked first")
        return self


class OfficeHours(Model):
    """When the people who run a program are there: days, local times and the time zone they are meant in."""

    days: tuple[Literal[WEEKDAYS], ...] = ("monday", "tuesday", "wednesday", "thursday", "friday")  # type: ignore[valid-type]
    start: TimeOfDay = Field(default=dt.time(9), alias="from")
    end: TimeOfDay = Field(default=dt.time(17), alias="to")
    zone: str

    @field_validator("zone")
    @classmethod
    def _is_zone(cls, zone: str) -> str:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError('a time zone is written like "Europe/Berlin" or "America/Chicago"') from None
        return zone

    @model_validator(mode="after")
    def _in_order(self) -> OfficeHours:
        if self.start >= self.end or not self.days:
            raise ValueError("an office opens before it closes, on one day of the week at least")
        return self

    @property
    def weekdays(self) -> frozenset[int]:
        """0 is Monday."""
        return frozenset(WEEKDAYS.index(day) for day in self.days)

    @property
    def tz(self) -> ZoneInfo:
        """The zone the times are meant in."""
        return ZoneInfo(self.zone)


class Concerns(Model):
    """Reports: within how many hours somebody takes one on by name, before further people hear of it, and when anyone
    is there at all (nothing is said of that where it is not given)."""

    acknowledge_hours: int = Field(default=24, ge=1, le=168)
    office: OfficeHours | None = None


class End(Model):
    """How a match ends: weeks before it is announced, days to open it again, days before a new match."""

    announce_weeks: int = Field(default=3, ge=0, le=26)
    reopen_days: int = Field(default=14, ge=0, le=366)
    buffer_days: int = Field(default=30, ge=0, le=366)

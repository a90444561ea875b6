"""What may honestly be promised to someone who brings a report: by when, and whether anyone is there just now."""

from __future__ import annotations

import datetime as dt

from bot.curriculum.rhythm import OfficeHours
from bot.flows.engine.telling import Telling
from bot.texts.dates import day, hour
from bot.words.phrases import Phrase

WITHIN = Phrase("desk-promise", "Somebody there takes it on within {count} hours.")
OUT_OF_HOURS = Phrase(
    "desk-promise-out-of-hours",
    "Nobody works there just now; they are back on {day}, {hour}. Somebody takes it on then, or within {count} hours.",
)


def promise(telling: Telling, program: str) -> str:
    """By when somebody takes a report of this program on, in the reader's own time."""
    known = telling.stage.programs.get(program)
    if known is None:
        return ""
    hours, office = known.concerns.acknowledge_hours, known.concerns.office
    if office is not None and (back := opens(office, telling.now)) > telling.now:
        zone, language = telling.person.zone, telling.language
        said = OUT_OF_HOURS(day=day(back, zone, language), hour=hour(back, zone, language), count=hours)
        return telling.words(said)
    return telling.words(WITHIN(count=hours))


def opens(office: OfficeHours, now: dt.datetime) -> dt.datetime:
    """When somebody is there: now, or the next time the office opens."""
    here = now.astimezone(office.tz)
    for later in range(8):
        date = here.date() + dt.timedelta(days=later)
        if date.weekday() not in office.weekdays:
            continue
        begin = dt.datetime.combine(date, office.start, office.tz)
        end = dt.datetime.combine(date, office.end, office.tz)
        if now < end:
            return max(now, begin.astimezone(dt.timezone.utc))
    return now


PHRASES = (WITHIN, OUT_OF_HOURS)

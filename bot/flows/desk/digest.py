"""Monday morning's summary for each member of the staff: how many lines of which kind, in which program."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from zoneinfo import ZoneInfo

from bot.flows.desk import news
from bot.flows.desk.kinds import kind_of
from bot.flows.desk.labels import TODAY
from bot.flows.desk.listed import visible
from bot.flows.desk.reports import TITLE as REPORT
from bot.flows.desk.rights import desk_of, my_programs
from bot.flows.desk.views import button
from bot.flows.engine.telling import Telling
from bot.texts.naming import joined
from bot.words.effects.sending import Schedule
from bot.words.people import Due
from bot.words.phrases import Phrase

AT = dt.time(8, 30)
"""Local time, on Mondays."""

MORNING = Phrase("desk-digest", "Good morning, {name}. This is how the week begins:")
NOTHING = Phrase("desk-digest-nothing", "{program}: nothing needs you. How nice!")
SOME = Phrase("desk-digest-some", "{program}: {count}")
PART = Phrase("desk-digest-part", "{count} × {kind}")


def plan_digest(telling: Telling) -> None:
    """The next Monday morning on this person's own clock."""
    person = telling.person
    here = telling.now.astimezone(ZoneInfo(person.zone or "UTC"))
    day = here.date() + dt.timedelta(days=-here.weekday() % 7)
    at = dt.datetime.combine(day, AT, here.tzinfo)
    if at <= here:
        at = dt.datetime.combine(day + dt.timedelta(days=7), AT, here.tzinfo)
    due = Due(
        f"desk-digest:{person.id:x}",
        "desk-digest",
        person.id,
        at.astimezone(dt.timezone.utc),
        local=f"{at:%Y-%m-%dT%H:%M}",
        zone=person.zone,
    )
    telling.wish(Schedule(due))


def digest(telling: Telling, due: Due) -> None:
    """It is Monday morning: say it, and plan the next. Whoever has no rights any more hears nothing."""
    programs = my_programs(telling)
    if not programs:
        return
    plan_digest(telling)
    news.plan(telling)
    # One without a local time only asks to be planned: who got their rights elsewhere has had no turn of their own yet.
    if not due.local or not telling.person.active or not telling.scene.reachable:
        return
    lines = visible(telling, desk_of(telling))
    news.seen(telling, lines, all_there_are=True)
    needing = {line.program for line in lines}
    said = [telling.words(MORNING(name=telling.person.name)), ""]
    said += [_of_program(telling, program) for program in programs if program in needing]
    if quiet := [telling.title_of(program) for program in programs if program not in needing]:
        said.append(telling.words(NOTHING(program=joined(quiet, telling.language))))
    telling.say("\n".join(said), (button(telling, TODAY, "today"), button(telling, REPORT, "report")))


def _of_program(telling: Telling, program: str) -> str:
    lines = [line for line in visible(telling, desk_of(telling)) if line.program == program]
    title = telling.title_of(program)
    counts = Counter(telling.words(kind_of(line).title()) for line in lines)
    parts = [telling.words(PART(count=count, kind=kind)) for kind, count in counts.items()]
    return "\n   ".join([telling.words(SOME(program=title, count=len(lines))), *parts])


PHRASES = (MORNING, NOTHING, SOME, PART)

"""Another day or time for the weekly steps, for this person alone."""

from __future__ import annotations

from bot.flows.engine.flow import Ask, Do, Flow
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.journey.calendar import Hours
from bot.flows.journey.hours import today_of
from bot.flows.journey.prompts import plan_prompts, walks
from bot.flows.matches.keeping import record
from bot.flows.matches.ties import tie_asked
from bot.flows.shapes import Choice
from bot.texts.dates import day, hour
from bot.words.matches import Tie
from bot.words.phrases import Phrase

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
TIMES = {"morning": "09:00", "noon": "12:30", "afternoon": "16:00", "evening": "19:00"}

SET = Phrase("timing-set", "Good. From now on your steps come at that time. The next one that is due: {day}, {hour}.")
SET_LATER = Phrase("timing-set-later", "Good. From now on your steps come at that time.")
NONE = Phrase("timing-none", "There are no weekly steps just now.")


def begin(telling: Telling, tie: Tie, _: str = "") -> None:
    """Ask on which day and at what time."""
    if tie.journey is None or tie.journey.status == "ended":
        telling.say(telling.words(NONE()))
    else:
        telling.open_run("timing", tie.match.program, {"match": tie.match.id})
        advance(telling)


def set_time(telling: Telling) -> None:
    """Keep the choice, and move what is planned."""
    tie, answers = tie_asked(telling), dict(telling.run.answers)
    telling.close_run()
    weekday, time = str(answers.get("weekday")), TIMES.get(str(answers.get("time")))
    if tie is None or weekday not in DAYS or time is None:
        telling.say(telling.words(NONE()))
        return
    program, side = tie.match.program, tie.match.side(telling.person.id)
    record(telling, program, side, prompts={"weekday": DAYS.index(weekday), "time": time})
    plan_prompts(telling, program, after=today_of(telling))
    telling.say(_next_in_words(telling, program, tie.match.id))


def _next_in_words(telling: Telling, program: str, match: int) -> str:
    walk = next((one for one in walks(telling, program) if one.tie.match.id == match), None)
    next_day = walk.way.next_day(today_of(telling)) if walk and walk.way.journey.status == "going" else None
    if walk is None or next_day is None:
        return telling.words(SET_LATER())
    hours: Hours = walk.way.hours
    at, zone, language = hours.at(next_day), telling.person.zone, telling.language
    return telling.words(SET(day=day(at, zone, language), hour=hour(at, zone, language)))


class Timing(Flow):
    """When the weekly steps shall come."""

    weekday = Ask(
        "On which day shall your weekly step come?",
        Choice(
            monday="Monday",
            tuesday="Tuesday",
            wednesday="Wednesday",
            thursday="Thursday",
            friday="Friday",
            saturday="Saturday",
            sunday="Sunday",
        ),
        counted=False,
    )
    time = Ask(
        "And at what time?",
        Choice(
            morning="In the morning, at 9",
            noon="At noon, at 12:30",
            afternoon="In the afternoon, at 16:00",
            evening="In the evening, at 19:00",
        ),
        counted=False,
    )
    kept = Do(set_time)


PHRASES = (SET, SET_LATER, NONE)

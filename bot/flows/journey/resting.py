"""A break from the weekly steps while the two go on talking: exam weeks, an illness, a month of fasting."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.flows.engine.flow import Ask, Do, Flow
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.journey import labels
from bot.flows.journey.hours import hours_for, own_membership, today_of
from bot.flows.journey.way import week_of
from bot.flows.matches.keeping import keep_journey, look_at_prompts, shifted
from bot.flows.matches.planning import plan, tell_partner, unplan
from bot.flows.matches.presence import waits_for_day
from bot.flows.matches.ties import tell_partner_name, tie_asked, tie_due, tie_of
from bot.flows.shapes import Choice
from bot.texts.dates import day as in_words
from bot.words.journeys import Journey
from bot.words.matches import Tie
from bot.words.messages import Json
from bot.words.people import Due
from bot.words.phrases import Phrase

LENGTHS = {"week": 7, "two": 14, "four": 28, "open": 0}
"""Days of a break that can be chosen; 0 lasts until one of the two ends it."""

RESTS = Phrase(
    "rest-rests",
    "Good, the steps rest until {day}. {partner} hears of it. You can go on earlier with the button below.",
)
RESTS_OPEN = Phrase("rest-rests-open", "Good, the steps rest until you press the button below. {partner} hears of it.")
ALREADY = Phrase("rest-already", "The steps are resting already.")
GOING = Phrase("rest-going", "The steps are going on already.")
TOLD = Phrase(
    "rest-told",
    "{partner} would like the weekly steps to rest for a while; everything that follows comes as much later. You can "
    "go on writing to each other.",
)
GOES_ON = Phrase(
    "rest-goes-on", "We go on: you two are in week {week} of {all}, and the next step comes at your usual time."
)
OVER = Phrase("rest-over", "There are no weekly steps to pause.")


def begin(telling: Telling, tie: Tie, _: str = "") -> None:
    """Ask how long the steps shall rest."""
    journey = tie.journey
    if journey is None or journey.status == "ended":
        telling.say(telling.words(OVER()))
    elif journey.status == "paused":
        telling.say(telling.words(ALREADY()), (labels.button(telling, "goon", tie),))
    else:
        telling.open_run("resting", tie.match.program, {"match": tie.match.id})
        advance(telling)


def take_length(telling: Telling) -> None:
    """Let the steps rest for as long as was said."""
    tie, length = tie_asked(telling), str(telling.run.answers.get("length"))
    telling.close_run()
    journey = tie.journey if tie else None
    if tie is None or journey is None or journey.status != "going":
        telling.say(telling.words(OVER() if journey is None or journey.status == "ended" else ALREADY()))
    elif length == "none":
        telling.say(telling.words(GOING()))
    else:
        _rest(telling, tie, journey, LENGTHS[length])


class Resting(Flow):
    """How long the steps shall rest."""

    length = Ask(
        "For how long shall the weekly steps rest for you and {partner}? Nothing gets lost: everything that follows "
        "comes as much later. You can go on writing to each other.",
        Choice(week="One week", two="Two weeks", four="Four weeks", open="Until I say", none="No break after all"),
        values=tell_partner_name,
        counted=False,
    )
    taken = Do(take_length)


def go_on(telling: Telling, tie: Tie, _: str = "") -> None:
    """End the break now."""
    journey = tie.journey
    if journey is None or journey.status == "ended":
        telling.say(telling.words(OVER()))
    elif journey.status != "paused":
        telling.say(telling.words(GOING()))
    else:
        _go_on(telling, tie, journey)
        tell_partner(telling, tie.match, "steps-go-on")
        _say_goes_on(telling, tie)


def rest_over(telling: Telling, due: Due) -> None:
    """The day on which the steps go on has come."""
    tie = tie_due(telling, due)
    if tie is not None and tie.journey is not None and tie.journey.status == "paused":
        _go_on(telling, tie, tie.journey)
        tell_partner(telling, tie.match, "steps-go-on")
        _say_goes_on(telling, tie)


def tell_rest(telling: Telling, due: Due) -> None:
    """The partner would like a break."""
    tie = tie_due(telling, due)
    if (
        tie is not None
        and tie.journey is not None
        and tie.journey.status == "paused"
        and not waits_for_day(telling, due)
    ):
        telling.say(telling.words(TOLD(partner=tie.partner.name)), (labels.button(telling, "goon", tie),))


def tell_going_on(telling: Telling, due: Due) -> None:
    """The break is over."""
    tie = tie_due(telling, due)
    if (
        tie is not None
        and tie.journey is not None
        and tie.journey.status == "going"
        and not waits_for_day(telling, due)
    ):
        _say_goes_on(telling, tie)


def _rest(telling: Telling, tie: Tie, journey: Journey, days: int) -> None:
    today = today_of(telling)
    until = today + dt.timedelta(days=days) if days else None
    rest: Json = {"from": today.isoformat(), "until": until.isoformat() if until else "", "by": _side(telling, tie)}
    keep_journey(telling, replace(journey, status="paused", kept={**journey.kept, "rest": rest}))
    button = (labels.button(telling, "goon", tie),)
    if until is not None:
        program = telling.stage.program_of(journey) or telling.stage.programs[journey.program]
        theirs = hours_for(program, own_membership(telling, journey.program, _side(telling, tie)), telling.person.zone)
        plan(telling, tie.match, "steps-rest-over", theirs.at(until))
        day = in_words(theirs.at(until), telling.person.zone, telling.language)
        telling.say(telling.words(RESTS(day=day, partner=tie.partner.name)), button)
    else:
        telling.say(telling.words(RESTS_OPEN(partner=tie.partner.name)), button)
    look_at_prompts(telling, tie.match)
    tell_partner(telling, tie.match, "steps-rest")


def _go_on(telling: Telling, tie: Tie, journey: Journey) -> None:
    rest = journey.kept.get("rest")
    begun = dt.date.fromisoformat(str(rest["from"])) if isinstance(rest, dict) else today_of(telling)
    kept = {name: value for name, value in journey.kept.items() if name != "rest"}
    going = replace(journey, status="going", kept=kept)
    keep_journey(telling, shifted(going, begun, today_of(telling)))
    for person in (tie.match.mentee, tie.match.mentor):
        unplan(telling, tie.match, "steps-rest-over", person)
    look_at_prompts(telling, tie.match)


def _say_goes_on(telling: Telling, tie: Tie) -> None:
    now = tie_of(telling, tie.match.id)
    journey = now.journey if now else None
    program = telling.stage.program_of(journey) if journey else None
    if journey is not None and program is not None:
        week = week_of(program, journey, today_of(telling))
        telling.say(telling.words(GOES_ON(week=week, all=program.weeks)))


def _side(telling: Telling, tie: Tie) -> str:
    return tie.match.side(telling.person.id)


PHRASES = (
    RESTS, RESTS_OPEN, ALREADY, GOING, TOLD, GOES_ON, OVER,
)  # fmt: skip

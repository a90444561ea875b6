"""The planned end: announced weeks before, then a goodbye for each, alone and in their own words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from bot.curriculum.program import Program
from bot.flows.alive.diary import keep, kept, plan_on, stands_still
from bot.flows.alive.gate import count, is_held_back, say
from bot.flows.alive.runs import close_runs
from bot.flows.ending.closing import end_match
from bot.flows.engine.flow import Ask, Do, Facts, Flow, FromScene, When
from bot.flows.engine.shape import Shape
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.journey.hours import program_of, today_of
from bot.flows.matches.ties import SIDES, called, tie_asked, tie_due, tie_of
from bot.flows.shapes import Choice, FreeText, OwnWords
from bot.flows.talking import relay
from bot.flows.talking.labels import OFFERS, offer_button
from bot.flows.talking.said import Said
from bot.texts.dates import day as day_in_words
from bot.words.journeys import Journey
from bot.words.matches import Tie
from bot.words.messages import Json
from bot.words.people import Due
from bot.words.phrases import Phrase

GRACE = 7
"""Days after the end in which someone may still say goodbye."""

ANNOUNCED = Phrase(
    "farewell-announced",
    "{name}, your way with {partner} through {program} comes to its end on {day}. No need to do anything yet: there "
    "is time for what you still want to ask, or to try together. If you two would like to stay in touch afterwards, "
    "you can share a contact with the button below.",
)
ALONG = Phrase("farewell-along", "What I take along from our time: {words}")
READY = {
    "mentee": Phrase(
        "farewell-ready-mentee",
        "Thank you for your time and your patience, {partner}. It was good to have you at my side.",
    ),
    "mentor": Phrase(
        "farewell-ready-mentor",
        "Thank you for your trust, {partner}. I have learned from you too. All the best for you!",
    ),
}
DONE = Phrase("farewell-done", "Thank you, {name}. That was a good goodbye.")
WAIT = Phrase(
    "farewell-wait",
    "Thank you, {name}. Now {partner} has a few days for their own goodbye; then your card comes. Until then you can "
    "still write to each other.",
)


# --- when ----------------------------------------------------------------------------------------------------------


def ends_on(program: Program, journey: Journey) -> dt.date:
    """The last day of the last week, later by the days of all breaks."""
    return journey.begun_on + dt.timedelta(days=journey.shift + 7 * program.weeks - 1)


def plan_end(telling: Telling, tie: Tie) -> None:
    """Plan what comes next of announcement and goodbye, for a match whose journey has an end."""
    program, done = program_of(telling, tie), _mine(telling, tie)
    if program is None or tie.journey is None or not program.weeks or not program.has_journey or _is_behind(tie):
        return
    end = ends_on(program, tie.journey)
    if program.end.announce_weeks and "announced" not in done:
        plan_on(telling, tie, "end-announced", end - dt.timedelta(weeks=program.end.announce_weeks))
    if "asked" not in done:
        plan_on(telling, tie, "farewell", end)


def announce(telling: Telling, due: Due) -> None:
    """Say some weeks before that the end comes."""
    tie = tie_due(telling, due)
    program = program_of(telling, tie) if tie else None
    if tie is None or program is None or tie.journey is None or stands_still(tie) or _is_behind(tie):
        return
    end = ends_on(program, tie.journey)
    if today_of(telling) < end - dt.timedelta(weeks=program.end.announce_weeks):
        plan_end(telling, tie)
    elif today_of(telling) >= end or is_held_back(telling, due, tie):
        return
    else:
        _note(telling, tie, announced=today_of(telling).isoformat())
        noon = dt.datetime.combine(end, dt.time(12), dt.timezone.utc)
        said = ANNOUNCED(
            name=telling.person.name,
            partner=tie.partner.name,
            program=program.title.in_language(telling.language),
            day=day_in_words(noon, "UTC", telling.language),
        )
        names = [name for name in ("share", "meet") if OFFERS[name].shown(telling, tie)]
        say(telling, tie, telling.words(said), tuple(offer_button(telling, name, tie) for name in names))


def ask(telling: Telling, due: Due) -> None:
    """The last day has come: a goodbye, for as long as the grace lasts."""
    tie = tie_due(telling, due)
    program = program_of(telling, tie) if tie else None
    if tie is None or program is None or tie.journey is None or stands_still(tie) or _is_behind(tie):
        return
    end = ends_on(program, tie.journey)
    if today_of(telling) < end:
        plan_end(telling, tie)
    elif not is_held_back(telling, due, tie):
        _note(telling, tie, asked=today_of(telling).isoformat())
        count(telling, tie)
        close_runs(telling, tie.match, Goodbye.key)
        telling.open_run("goodbye", tie.match.program, {"match": tie.match.id})
        advance(telling)
        plan_on(telling, tie, "farewell-over", today_of(telling) + dt.timedelta(days=GRACE))


def close(telling: Telling, due: Due) -> None:
    """The grace is over, whoever said goodbye."""
    tie = tie_due(telling, due)
    if tie is not None and tie.match.status in {"open", "paused"} and not _is_behind(tie):
        _end(telling, tie)


# --- the goodbye ---------------------------------------------------------------------------------------------------


def tell_way(telling: Telling) -> Mapping[str, str | int]:
    """How long the two walked together, and where."""
    tie = tie_asked(telling)
    program = program_of(telling, tie) if tie else None
    title = program.title.in_language(telling.language) if program else ""
    return {"partner": called(telling, tie), "weeks": program.weeks if program else 0, "program": title}


def tell_thanks(telling: Telling) -> Mapping[str, str]:
    """To whom, and a line that could be sent as it is."""
    tie = tie_asked(telling)
    if tie is None:
        return {"partner": "", "ready": ""}
    ready = READY[tie.match.side(telling.person.id)](partner=tie.partner.name)
    return {"partner": tie.partner.name, "ready": telling.words(ready)}


def thanks(telling: Telling) -> Shape:
    """Their own words, or the ready line with one tap."""
    return OwnWords(tell_thanks(telling)["ready"], at_most=600)


def take(telling: Telling) -> None:
    """Keep what they take along, pass on what is for the partner, and end the match once both have said goodbye."""
    tie, answers = tie_asked(telling), dict(telling.run.answers)
    telling.close_run()
    if tie is None or tie.match.status not in {"open", "paused"}:
        telling.say(telling.words(DONE(name=telling.person.name)))
        return
    along = answers.get("along")
    passed = isinstance(along, str) and answers.get("pass_on") == "yes"
    kept_words = along if isinstance(along, str) else None
    _note(telling, tie, said=today_of(telling).isoformat(), passed=passed, along=kept_words)
    if passed and isinstance(along, str):
        _pass(telling, tie, telling.words(ALONG(words=along)))
    if isinstance(words := answers.get("thanks"), str):
        _pass(telling, tie, words)
    current = tie_of(telling, tie.match.id) or tie
    if all("said" in _of(current, side) for side in SIDES):
        telling.say(telling.words(DONE(name=telling.person.name)))
        _end(telling, current)
    else:
        telling.say(telling.words(WAIT(name=telling.person.name, partner=tie.partner.name)))


def _said_something(facts: Facts) -> bool:
    return isinstance(facts.answers.get("along"), str)


class Goodbye(Flow):
    """One thing to take along, and a word of thanks."""

    along = Ask(
        "{name}, your {weeks} weeks with {partner} in {program} come to their end. Thank you for walking them. What is "
        "one thing you take along from this time? A sentence is enough, or press Skip.",
        FreeText(at_most=300),
        values=tell_way,
        counted=False,
        optional=True,
    )
    pass_on = Ask(
        "That is worth keeping. Shall I pass it on to {partner}?",
        Choice(yes="Yes, pass it on", no="No, it stays with me"),
        when=When(lambda: "something was said", _said_something),
        values=tell_thanks,
        counted=False,
    )
    thanks = Ask(
        "And a word of thanks to {partner}? Write it in your own words, or send this one with a tap:\n\n“{ready}”",
        FromScene(thanks),
        values=tell_thanks,
        counted=False,
        optional=True,
    )
    taken = Do(take)


def _pass(telling: Telling, tie: Tie, words: str) -> None:
    current = tie_of(telling, tie.match.id) or tie
    if relay.obstacle(telling, current) is None:
        at = telling.scene.address
        relay.send(telling, current, Said("text", words, channel=at.channel, chat=at.id))


def _end(telling: Telling, tie: Tie) -> None:
    keep(telling, tie.match.id, ended_as_planned=True)
    end_match(telling, tie.match, "finished", "clock")


def _is_behind(tie: Tie) -> bool:
    """Whether the planned end lies behind them: they went on after it."""
    return bool(kept(tie).get("ended_as_planned"))


def _of(tie: Tie, side: str) -> Mapping[str, Json]:
    both = kept(tie).get("farewell")
    one = both.get(side) if isinstance(both, dict) else None
    return one if isinstance(one, dict) else {}


def _mine(telling: Telling, tie: Tie) -> Mapping[str, Json]:
    return _of(tie, tie.match.side(telling.person.id))


def _note(telling: Telling, tie: Tie, **said: Json) -> None:
    side = tie.match.side(telling.person.id)
    both = {one: dict(_of(tie, one)) for one in SIDES}
    keep(telling, tie.match.id, farewell={**both, side: {**both[side], **said}})


PHRASES = (ANNOUNCED, ALONG, *READY.values(), DONE, WAIT)

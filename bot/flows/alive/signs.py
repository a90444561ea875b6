"""Signs of life: anything one of the two does about their match stops the clock that counts their silence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.curriculum.rhythm import Silence
from bot.flows.alive.diary import date_of, day_together, keep, kept, plan_on, stands_still, take_off_list
from bot.flows.engine.telling import Telling, run_code
from bot.flows.journey.hours import program_of, today_of
from bot.flows.journey.labels import REST
from bot.flows.matches.keeping import look_at_prompts
from bot.flows.matches.ties import SIDES, tie_of
from bot.flows.matches.verbs import button_about
from bot.words.effects.sending import Queue
from bot.words.matches import TOGETHER, Match, Tie
from bot.words.messages import Content, Json, Press
from bot.words.people import Run
from bot.words.phrases import Phrase
from bot.words.turns import Scene

RUNGS = ("nudge", "help", "coordinator", "warning", "closure")
"""What is done about silence, mildest first, as a program's files call it."""
LISTED = RUNGS.index("coordinator") + 1
WARNED = RUNGS.index("warning") + 1
ABOUT_A_STEP = frozenset({"done", "later", "skip", "more", "send", "sheet", "open", "pick"})
"""Buttons under steps, which stay in a chat for months: who presses one may not even know where things stand."""
RUN_CODE = re.compile(r"[0-9a-f]{6,}\.")
"""What the buttons of a question begin with."""
HERE_AGAIN = Phrase(
    "signs-here-again",
    "Good to see you again, {name}! It was quiet for {days} days. So you and {partner} go on: you two are in week "
    "{week} of {all}, and the newest step comes next. If now is not the time, let the steps rest with the button "
    "below.",
)


@dataclass(frozen=True, slots=True)
class Quiet:
    """How long one side has been quiet: the day together of their last sign of life, how many rungs of the ladder were
    reached since, and whether the partner was told that they were reminded."""

    day: int = 0
    rung: int = 0
    told: bool = False

    def due(self, thresholds: Silence) -> int | None:
        """The day together of the next rung, None after the last."""
        return self.day + int(getattr(thresholds, RUNGS[self.rung])) if self.rung < len(RUNGS) else None

    def as_json(self) -> Json:
        """As it is kept."""
        return {"day": self.day, "rung": self.rung, "told": self.told}


def is_counted(tie: Tie, side: str) -> bool:
    """Whether this side's silence is counted: from the introduction, or for older matches from their next sign on."""
    found = kept(tie).get("silence")
    return isinstance(found, dict) and side in found


def quiet(tie: Tie, side: str) -> Quiet:
    """How quiet this side is."""
    found = kept(tie).get("silence")
    match found.get(side) if isinstance(found, dict) else None:
        case {"day": int(day), "rung": int(rung), "told": bool(told)}:
            return Quiet(day, rung, told)
        case _:
            return Quiet()


def keep_quiet(telling: Telling, match: int, side: str, state: Quiet) -> None:
    """Keep how quiet a side is."""
    tie = tie_of(telling, match)
    before = kept(tie).get("silence") if tie else None
    sides: Mapping[str, Json] = before if isinstance(before, dict) else {}
    keep(telling, match, silence={**sides, side: state.as_json()})


def is_silent(telling: Telling, tie: Tie, side: str) -> bool:
    """Whether this side has given no sign of life for so long that something is done about it."""
    program = program_of(telling, tie)
    if program is None or not is_counted(tie, side):
        return False
    state = quiet(tie, side)
    return state.rung > 0 or day_together(tie, today_of(telling)) - state.day >= program.silence.nudge


def alive(telling: Telling, match: Match) -> None:
    """This person gave a sign of life about this match: a message, an answer, a press."""
    tie = tie_of(telling, match.id)
    program = program_of(telling, tie) if tie else None
    if tie is None or program is None or tie.match.status not in TOGETHER:
        return
    side, day = match.side(telling.person.id), day_together(tie, today_of(telling))
    before = quiet(tie, side)
    if before.rung == 0 and before.day >= day and is_counted(tie, side):
        return
    keep_quiet(telling, match.id, side, Quiet(day))
    if is_counted(tie, side) and (before.rung >= WARNED or day - before.day >= program.silence.days_until_rest):
        _wake_steps(telling, match, _other(side))
    if before.rung >= LISTED and quiet(tie, _other(side)).rung < LISTED:
        take_off_list(telling, match, "silent")
    if not stands_still(tie):
        look_again(telling, match)


def _wake_steps(telling: Telling, match: Match, other: str) -> None:
    """The weekly steps rested for this side's silence: unless they rest for the other's as well, the newest comes."""
    tie = tie_of(telling, match.id)
    told = kept(tie).get("rests") if tie else None
    if tie is not None and isinstance(told, list):
        keep(telling, match.id, rests=[other] if other in told and is_silent(telling, tie, other) else None)
    look_at_prompts(telling, match)


def look_forward(telling: Telling, match: Match, date: dt.date) -> None:
    """The two have a meeting on this date: nobody is called quiet before it, and the day after both are asked."""
    tie = tie_of(telling, match.id)
    if tie is None or program_of(telling, tie) is None or stands_still(tie):
        return
    alive(telling, match)
    side, day = match.side(telling.person.id), day_together(tie, date)
    if quiet(tie_of(telling, match.id) or tie, side).day < day:
        keep_quiet(telling, match.id, side, Quiet(day))
        look_again(telling, match)
    plan_on(telling, tie, "met", date + dt.timedelta(days=1))


def look_again(telling: Telling, match: Match) -> None:
    """Have this person's side looked at when its next rung would be reached."""
    tie = tie_of(telling, match.id)
    program = program_of(telling, tie) if tie else None
    if tie is None or program is None:
        return
    state = quiet(tie, match.side(telling.person.id))
    day = state.due(program.silence)
    if day is not None:
        plan_on(telling, tie, "silence", date_of(tie, day))


def notice(telling: Telling, content: Content) -> None:
    """Whatever someone does about a match by a button of it, or of a question about it, is a sign of life. A button
    of a question that is long closed shows that the person is there, and counts for all."""
    if telling.scene.ties and isinstance(content, Press):
        is_about_none = _is_of_a_question(content) and not any(_pressed(telling, content))
        for tie in telling.scene.ties if is_about_none else _pressed(telling, content):
            before = quiet(tie, tie.match.side(telling.person.id))
            alive(telling, tie.match)
            if before.rung >= WARNED and _is_old(content):
                _say_where_things_stand(telling, tie, before)


def _is_old(content: Press) -> bool:
    """Whether this is a button that has been there for long: under a step, or under a question of back then."""
    lead, _, rest = content.data.partition(".")
    is_under_a_step = lead == "pair" and rest.partition(".")[2].partition(".")[0] in ABOUT_A_STEP
    return is_under_a_step or _is_of_a_question(content)


def _is_of_a_question(content: Press) -> bool:
    return RUN_CODE.match(content.data) is not None


def _say_where_things_stand(telling: Telling, tie: Tie, before: Quiet) -> None:
    """They were warned, and now one tap makes all go on: that is not to happen without a word."""
    journey, program = tie.journey, program_of(telling, tie)
    if journey is None or program is None or not program.weeks or stands_still(tie):
        return
    days = day_together(tie, today_of(telling)) - before.day
    week = min(journey.week(today_of(telling)), program.weeks)
    names = {"name": telling.person.name, "partner": tie.partner.name}
    button = button_about(telling, "rest", REST, tie)
    telling.say(telling.words(HERE_AGAIN(**names, days=days, week=week, all=program.weeks)), (button,))


def notice_words(telling: Telling, before: Scene) -> None:
    """Whatever someone wrote is a sign of life for the match it was about: whose partner it went to, whose question it
    answered, or in which it changed something. Words about none of them show that the person is there all the same, and
    count for all: nobody who writes to us shall hear that we have heard nothing."""
    if telling.scene.person is None or not telling.scene.ties:
        return
    queued = (effect.delivery.relay for effect in telling.effects if isinstance(effect, Queue))
    meant = {relay[0] for relay in queued if relay is not None}
    was = {tie.match.id: tie for tie in before.ties}
    meant |= {tie.match.id for tie in telling.scene.ties if was.get(tie.match.id) != tie}
    meant |= _answered(telling, before.run)
    for tie in telling.scene.ties:
        if not meant or tie.match.id in meant:
            alive(telling, tie.match)


def _answered(telling: Telling, run: Run | None) -> set[int]:
    """The match of the question that was open before this turn, where the turn has answered it."""
    match = run.answers.get("match") if run is not None and run.status == "open" else None
    if run is None or not isinstance(match, int):
        return set()
    now = telling.runs.get(run.id, run)
    return {match} if (now.status, now.passed, now.draft) != (run.status, run.passed, run.draft) else set()


def _pressed(telling: Telling, content: Press) -> Iterator[Tie]:
    lead, _, rest = content.data.partition(".")
    if lead == "pair":
        code = rest.partition(".")[0]
        yield from (tie for tie in telling.scene.ties if f"{tie.match.id:x}" == code)
        return
    for run in (run for run in (telling.scene.run, *telling.scene.parked) if run and run_code(run) == lead):
        match = run.answers.get("match")
        if isinstance(match, int) and (tie := tie_of(telling, match)) is not None:
            yield tie


def stood_still(state: Quiet, late: int) -> Quiet:
    """The same silence without days on which we did not look: nobody could have noticed it then."""
    return Quiet(state.day + late, state.rung, state.told)


def is_hushed(tie: Tie, side: str) -> bool:
    """Whether this side has been warned: until they give a sign, or whoever waits decides, nothing else is asked."""
    return is_counted(tie, side) and quiet(tie, side).rung >= WARNED


def _other(side: str) -> str:
    return SIDES[1 - SIDES.index(side)]

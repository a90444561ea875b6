"""The weekly prompts: one message per person, program and day, for all they walk with, at their own hour."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from bot.flows.alive import lull
from bot.flows.alive.holdout import is_left_out
from bot.flows.engine.telling import Telling
from bot.flows.journey import renewing
from bot.flows.journey.hours import hours_for, may_nudge, note_nudge, own_membership, today_of
from bot.flows.journey.message import Told, put_together
from bot.flows.journey.way import Come, Coming, Way, with_told
from bot.flows.matches.keeping import keep_journey
from bot.flows.matches.presence import is_put_off
from bot.flows.matches.ties import tie_of, ties_in
from bot.flows.nudges.hours import by_the_clock
from bot.words.effects.desk import Raise
from bot.words.effects.matches import KeepVersion
from bot.words.effects.sending import Schedule, Unschedule
from bot.words.errors import DefinitionError
from bot.words.journeys import Attention, Journey, Version
from bot.words.matches import Match, Tie
from bot.words.people import Due, Membership

ON_TIME = dt.timedelta(minutes=15)
"""What goes out within this time was not held up; what is later is spread over the next hours."""
LATE = "late"


@dataclass(frozen=True, slots=True)
class Walk:
    """A tie with the way this person walks there."""

    tie: Tie
    way: Way


# --- where a journey begins ------------------------------------------------------------------------------------------


def begin(telling: Telling, match: Match) -> None:
    """The two were introduced: their journey begins with the next day of the program's prompts, in its version of
    today; this person's first prompt is planned."""
    tie, program = tie_of(telling, match.id), telling.stage.programs.get(match.program)
    if tie is None or program is None or not program.has_journey:
        return
    if tie.journey is None:
        hash, frozen = telling.stage.editions.current(program.id)
        telling.wish(KeepVersion(Version(hash, program.id, frozen, telling.now)))
        today = today_of(telling)
        begins = today + dt.timedelta(days=(program.prompts.weekday - today.weekday() - 1) % 7 + 1)
        track = program.track_for(_goals(telling, tie)) or ""
        kept = {"introduced_on": today.isoformat()}
        keep_journey(telling, Journey(match.id, program.id, hash, begins, track, kept=kept))
    plan_prompts(telling, program.id)


def _goals(telling: Telling, tie: Tie) -> list[str]:
    is_mentee = tie.match.side(telling.person.id) == "mentee"
    mentee: Membership | None = own_membership(telling, tie.match.program, "mentee") if is_mentee else tie.membership
    goals = mentee.profile.get("goal") if mentee else None
    return [goal for goal in goals if isinstance(goal, str)] if isinstance(goals, list) else []


# --- when the next one comes -----------------------------------------------------------------------------------------


def walks(telling: Telling, program: str) -> list[Walk]:
    """Every journey of this person in a program that is not over, whether or not it stands still just now."""
    found = [_walk(telling, tie) for tie in ties_in(telling, program=program)]
    return [walk for walk in found if walk is not None and walk.way.journey.status != "ended"]


def _walk(telling: Telling, tie: Tie) -> Walk | None:
    walked = telling.stage.program_of(tie.journey) if tie.journey else None
    if tie.journey is None or walked is None:
        return None
    side = tie.match.side(telling.person.id)
    hours = hours_for(walked, own_membership(telling, tie.match.program, side), telling.person.zone)
    return Walk(tie, Way(walked, tie.journey, side, hours))


def goes_on(walk: Walk) -> bool:
    """Whether this journey does not stand still."""
    return walk.tie.match.status == "open" and walk.way.journey.status == "going"


def plan_prompts(telling: Telling, program: str, *, after: dt.date | None = None) -> None:
    """Have the next prompt sent in time: the first that comes on any of this person's journeys.

    What should have come already comes soon, or, with `after`, not before the day after that one. While all stand
    still, it is looked again every week. What an ended match left unsent is recorded here, as no other moment may come.
    """
    _close_ended(telling, program)
    times = [(at, walk) for walk in walks(telling, program) if (at := _next(telling, walk, after)) is not None]
    at, first = min(times, key=itemgetter(0), default=(None, None))
    if at is None or first is None:
        telling.wish(Unschedule(_key(telling, program)))
    elif telling.now - at > ON_TIME:
        _schedule(telling, program, first.way.hours.apart(telling.now, telling.person.id), LATE)
    else:
        _schedule(telling, program, at)


def look(telling: Telling, due: Due) -> None:
    """Something changed that the other side brought about: plan anew."""
    plan_prompts(telling, due.subject)


def _next(telling: Telling, walk: Walk, after: dt.date | None) -> dt.datetime | None:
    hours, today = walk.way.hours, today_of(telling)
    if not goes_on(walk) or _rests(telling, walk):
        return hours.at(hours.on(today + dt.timedelta(days=1)))
    days = [each.day for each in walk.way.coming()]
    if not days:
        return None
    day = min(days)
    if after is not None and day <= after:
        day = after + dt.timedelta(days=1)
    return hours.at(day)


def _schedule(telling: Telling, program: str, at: dt.datetime, mark: str = "") -> None:
    subject = f"{program}/{mark}" if mark else program
    due = Due(_key(telling, program), "prompts", telling.person.id, at, subject=subject)
    # What is late comes as soon as it may, which is a moment; all else at an hour on this person's clock.
    telling.wish(Schedule(by_the_clock(due, "" if mark == LATE else telling.person.zone)))


def _key(telling: Telling, program: str) -> str:
    return f"prompts:{program}:{telling.person.id:x}"


# --- when it has come ------------------------------------------------------------------------------------------------


def prompt(telling: Telling, due: Due) -> None:
    """The time has come: send what is there as one message, or later where now is no time for it."""
    program, _, mark = due.subject.partition("/")
    going = _going(telling, program)
    today = today_of(telling)
    if any(_has_come(telling, walk) for walk in going):
        before = telling.scene
        renewing.take_up(telling, program)
        going = going if telling.scene is before else _going(telling, program)
    if not any(_has_come(telling, walk) for walk in going):
        plan_prompts(telling, program)
        return
    hours = going[0].way.hours
    if telling.now - due.at > ON_TIME or (mark == LATE and hours.is_quiet(telling.now)):
        _schedule(telling, program, hours.apart(telling.now, telling.person.id), LATE)
    elif hours.is_quiet(telling.now):
        _schedule(telling, program, hours.awake(telling.now), mark)
    elif _had_today(telling, program) or not may_nudge(telling, is_late=mark == LATE):
        _schedule(telling, program, hours.at(today + dt.timedelta(days=1)), mark)
    elif not is_put_off(telling, due):
        silent = [walk for walk in going if lull.silent_sides(telling, walk.tie)]
        for walk in silent:
            if _has_come(telling, walk):
                lull.tell(telling, walk.tie)
        _send(telling, [(walk, walk.way.come(today)) for walk in going if walk not in silent], is_late=mark == LATE)
        plan_prompts(telling, program, after=today)


def _going(telling: Telling, program: str) -> list[Walk]:
    """The journeys on which something may be sent: those that rest for silence only until that is said."""
    return [walk for walk in walks(telling, program) if goes_on(walk) and not _rests(telling, walk)]


def _rests(telling: Telling, walk: Walk) -> bool:
    """Whether no step comes for silence: they heard that the steps rest, or that their match may end."""
    return lull.is_told(telling, walk.tie) or lull.is_hushed_before(telling, walk.tie)


def _close_ended(telling: Telling, program: str) -> None:
    """What was there and had not been sent when a match ended is not sent any more."""
    for tie in ties_in(telling, frozenset({"ended"}), program):
        walk = _walk(telling, tie)
        for each in walk.way.coming() if walk else []:
            if walk is not None and walk.way.hours.at(each.day) <= tie.match.since:
                _pass_over(telling, walk, each, "ended")


def _has_come(telling: Telling, walk: Walk) -> bool:
    return any(walk.way.hours.at(each.day) <= telling.now for each in walk.way.coming())


def _had_today(telling: Telling, program: str) -> bool:
    """Whether this person got a step today already; a day they had is over, also where they moved back into it."""
    return any(walk.way.last_sent() >= today_of(telling).isoformat() for walk in walks(telling, program))


def _send(telling: Telling, come: Sequence[tuple[Walk, Come]], *, is_late: bool) -> None:
    told: list[Told] = []
    for walk, there in come:
        for each, reason in there.passed:
            _pass_over(telling, walk, each, reason)
        for each in there.to_send:
            if not telling.scene.reachable or not telling.person.active:
                _pass_over(telling, walk, each, "unreachable")
            elif is_left_out(telling, walk.tie, "steps", each.step):
                _pass_over(telling, walk, each, "holdout")
            elif (one := _told(telling, walk, each)) is not None:
                told.append(one)
    if not told:
        return
    text, buttons = put_together(telling, told)
    telling.say(text, buttons)
    for one in told:
        _note_sent(telling, one)
    note_nudge(telling, told[0].way.journey.program, told[0].way.side, is_late=is_late)


def _told(telling: Telling, walk: Walk, each: Coming) -> Told | None:
    """A step in the reader's words; one whose text cannot be read is passed over, and a coordinator hears of it."""
    try:
        return Told.of(telling, walk.tie, walk.way, each)
    except (DefinitionError, LookupError):
        _pass_over(telling, walk, each, "unreadable")
        journey = walk.way.journey
        key = f"unreadable:{journey.program}:{journey.version[:12]}:{each.step}"
        telling.wish(Raise(Attention(key, "unreadable", journey.program, telling.now, told={"step": each.step})))
        return None


def _pass_over(telling: Telling, walk: Walk, each: Coming, reason: str) -> None:
    side = walk.way.side
    journey = journey_now(telling, walk)
    if each.again:
        keep_journey(telling, with_told(journey, each.step, side, again=None))
    else:
        keep_journey(telling, with_told(journey, each.step, side, passed_over=reason))


def _note_sent(telling: Telling, told: Told) -> None:
    today = today_of(telling).isoformat()
    journey = journey_now(telling, Walk(told.tie, told.way))
    first = told.way.told(told.coming.step).get("sent", today)
    journey = with_told(journey, told.coming.step, told.way.side, sent=first, last=today, again=None)
    for extra, _ in told.extras:
        journey = with_told(journey, extra, "mentee", offered=today)
    keep_journey(telling, journey)


def journey_now(telling: Telling, walk: Walk) -> Journey:
    """The journey as this turn has left it."""
    tie = tie_of(telling, walk.tie.match.id)
    return (tie.journey if tie else None) or walk.way.journey

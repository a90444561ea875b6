"""Two people and what one does about the other: a match as a turn changes it, its buttons, and news for the partner."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from bot.flows.engine.telling import Telling, run_code
from bot.flows.hours import by_the_clock, friendly
from bot.flows.understanding import normalise
from bot.words.journeys import Journey
from bot.words.matches import PROPOSED, TOGETHER, Match, Tie
from bot.words.messages import Button, Delivery, Outbound, Press, Priority, Typed
from bot.words.people import Due
from bot.words.phrases import Phrase
from bot.words.turns import Queue, SaveJourney, SaveMatch, SaveMembership, Schedule, Settle, Unschedule

SIDES = ("mentee", "mentor")
CHECK_INS = "check-ins"
"""What the one line about a match's check-ins is called, of whichever kind it is."""
OVER_WITH_IT = ("silent", "never-met", CHECK_INS)
"""Kinds of lines on the coordinator's list that are about a match that goes on."""
OVER_WITH_A_SIDE = ("not-right",)
"""The same, one line for each side."""
JUST_NOW = dt.timedelta(minutes=15)
"""How long after doing something themselves someone is thought to be there."""
BUSY_FOR = dt.timedelta(minutes=30)
"""How long after their last word in an open question someone is left alone by what can wait."""
TALKS_FOR = dt.timedelta(minutes=5)
"""The same for someone in talk with their partner: nobody asked them anything, they only say no more just now."""


@dataclass(frozen=True, slots=True)
class PairVerb:
    """Something one of the two can do about their match at any time. `label` may name the partner: `{name}`.

    `deed` gets the tie and what followed the verb in the button ("" where it was typed). `statuses` are those of the
    match in which it means anything.
    """

    label: Phrase
    deed: Callable[[Telling, Tie, str], None]
    statuses: frozenset[str] = TOGETHER


Verbs = Mapping[str, PairVerb]


def tie_of(telling: Telling, match: int) -> Tie | None:
    """The tie of this match, as far as this person has it."""
    return next((tie for tie in telling.scene.ties if tie.match.id == match), None)


def tie_asked(telling: Telling) -> Tie | None:
    """The tie the open question is about; None where that match is over."""
    match = telling.run.answers.get("match")
    return tie_of(telling, match) if isinstance(match, int) else None


def take_up_about(telling: Telling, flows: Collection[str], match: int | None = None) -> bool:
    """Make the question of one of these flows (about this match) the open one, if there is such a run."""
    for run in (telling.scene.run, *telling.scene.parked):
        is_it = run is not None and run.flow in flows and run.status == "open"
        if run is not None and is_it and match in {None, run.answers.get("match")}:
            telling.take_up(run_code(run))
            return True
    return False


def ties_in(telling: Telling, statuses: frozenset[str] = TOGETHER, program: str = "") -> list[Tie]:
    """This person's ties in one of these statuses (of one program, or all), oldest first."""
    return [
        tie
        for tie in telling.scene.ties
        if tie.match.status in statuses and (not program or tie.match.program == program)
    ]


def proposals(telling: Telling, program: str = "") -> list[Tie]:
    """This person's ties that are still proposals."""
    return ties_in(telling, PROPOSED, program)


def keep_match(telling: Telling, match: Match) -> Match:
    """Keep the match as it is now; its seat is counted anew in this person's ties."""
    ties = tuple(replace(tie, match=match) if tie.match.id == match.id else tie for tie in telling.scene.ties)
    telling.scene = replace(telling.scene, ties=ties)
    telling.wish(SaveMatch(match))
    return match


def move(telling: Telling, match: Match, status: str, reason: str = "", by: str = "") -> Match:
    """The match enters another status now. The days of a break that ends are added to those it has rested, and both are
    due for what stood still meanwhile; at its end nobody has to look after it any more."""
    told, goes_on_again = match.told, match.status in {"paused", "ended"} and status == "open"
    if goes_on_again:
        told = {**told, "rested": rested(match) + max(0, (telling.now.date() - match.since.date()).days)}
    moved = keep_match(telling, replace(match, status=status, since=telling.now, reason=reason, by=by, told=told))
    _let_journey_follow(telling, match, status)
    if goes_on_again:
        for person in (match.mentee, match.mentor):
            plan(telling, moved, "together-again", person=person)
    if status == "ended":
        telling.wish(*(Settle(line(match, kind)) for kind in OVER_WITH_IT))
        telling.wish(*(Settle(line(match, kind, side)) for kind in OVER_WITH_A_SIDE for side in SIDES))
    return moved


def rested(match: Match) -> int:
    """Whole days of breaks that are over, and between an end and a new beginning."""
    days = match.told.get("rested")
    return days if isinstance(days, int) else 0


def line(match: Match, kind: str, side: str = "") -> str:
    """The key of a line of the coordinator's list about this match, or about one side of it."""
    return f"{kind}:{match.id:x}:{side}" if side else f"{kind}:{match.id:x}"


def keep_journey(telling: Telling, journey: Journey) -> Journey:
    """Keep the journey as it is now."""
    ties = tuple(replace(tie, journey=journey) if tie.match.id == journey.id else tie for tie in telling.scene.ties)
    telling.scene = replace(telling.scene, ties=ties)
    telling.wish(SaveJourney(journey))
    return journey


def shifted(journey: Journey, begun: dt.date, ended: dt.date) -> Journey:
    """The journey after a break between these days: the rest comes as much later. Days that an earlier break counted
    already are not counted again."""
    breaks = journey.kept.get("breaks")
    kept = list(breaks) if isinstance(breaks, list) else []
    last = max((str(each[1]) for each in kept if isinstance(each, list)), default="")
    begun = max(begun, dt.date.fromisoformat(last)) if last else begun
    if ended <= begun:
        return journey
    kept.append([begun.isoformat(), ended.isoformat()])
    return replace(journey, shift=journey.shift + (ended - begun).days, kept={**journey.kept, "breaks": kept})


def look_at_prompts(telling: Telling, match: Match) -> None:
    """Have both looked at anew for when their next step comes."""
    for person in (match.mentee, match.mentor):
        key = f"prompts-look:{match.program}:{person:x}"
        telling.wish(Schedule(Due(key, "prompts-look", person, telling.now, subject=match.program)))
        plan(telling, match, "together-again", person=person)


def _let_journey_follow(telling: Telling, match: Match, status: str) -> None:
    tie = tie_of(telling, match.id)
    journey = tie.journey if tie else None
    if journey is None:
        return
    if (match.status, status) == ("ended", "open"):
        journey = replace(journey, status="going")
    if status == "ended":
        keep_journey(telling, replace(journey, status="ended"))
    elif match.status in {"paused", "ended"} and status == "open" and journey.status != "ended":
        if journey.status == "going":
            keep_journey(telling, shifted(journey, match.since.date(), telling.now.date()))
        look_at_prompts(telling, match)


def note(telling: Telling, match: Match, **told: object) -> Match:
    """Keep something more of what came of people's own words; None takes it away again."""
    kept = {name: value for name, value in {**match.told, **told}.items() if value is not None}
    return keep_match(telling, replace(match, told=kept))  # type: ignore[arg-type]


def record(telling: Telling, program: str, role: str, **changes: object) -> None:
    """Keep something in the record of this person's membership; None takes it away again."""
    memberships = list(telling.scene.memberships)
    for at, membership in enumerate(memberships):
        if (membership.program, membership.role) == (program, role):
            kept = {name: value for name, value in {**membership.record, **changes}.items() if value is not None}
            memberships[at] = replace(membership, record=kept)  # type: ignore[arg-type]
            telling.wish(SaveMembership(memberships[at]))
    telling.scene = replace(telling.scene, memberships=tuple(memberships))


# --- what is due ---------------------------------------------------------------------------------------------------


def plan(  # noqa: PLR0913, PLR0917 - whom, about what, what and when: they belong in one sentence
    telling: Telling,
    match: Match,
    what: str,
    at: dt.datetime | None = None,
    person: int = 0,
    detail: str = "",
    zone: str = "",
) -> None:
    """Have something decided for a person of this match (this one, unless told otherwise), now or later.

    It comes back as a Due of kind `what` whose subject is the match's id, and after a slash the `detail`. Planned
    again, it is moved. With a `zone` it is meant for what the clocks there show then.
    """
    person = person or telling.person.id
    key = f"match:{match.id:x}:{what}{detail}:{person:x}"
    subject = f"{match.id}/{detail}" if detail else str(match.id)
    due = Due(key, what, person, at or telling.now, subject=subject)
    telling.wish(Schedule(by_the_clock(due, zone)))


def plan_kindly(telling: Telling, match: Match, what: str, at: dt.datetime, person: int = 0) -> None:
    """The same at a moment to come, or at the first friendly hour after it where the person is."""
    tie = tie_of(telling, match.id)
    zone = tie.partner.zone if tie and tie.partner.id == person else telling.person.zone
    plan(telling, match, what, friendly(at, zone), person, zone=zone)


def unplan(telling: Telling, match: Match, what: str, person: int = 0, detail: str = "") -> None:
    """What was planned is no longer due."""
    telling.wish(Unschedule(f"match:{match.id:x}:{what}{detail}:{person or telling.person.id:x}"))


def tell_partner(telling: Telling, match: Match, what: str, detail: str = "") -> None:
    """Have the partner's own turn say this to them, at once: in their language, where they are."""
    plan(telling, match, what, person=match.other(telling.person.id), detail=detail)


def note_here(telling: Telling, match: Match) -> Match:
    """Keep that this person has just acted about a proposal: an answer to it may come to them at any hour."""
    here = match.told.get("here")
    side = match.side(telling.person.id)
    return note(telling, match, here={**(here if isinstance(here, dict) else {}), side: telling.now.isoformat()})


def partner_sleeps(telling: Telling, tie: Tie) -> bool:
    """Whether news for the partner waits for the morning where they are."""
    is_here = _acted_just_now(telling, tie.match, tie.match.side(tie.partner.id))
    return friendly(telling.now, tie.partner.zone) > telling.now and not is_here


def waits_for_day(telling: Telling, due: Due) -> bool:
    """Whether it is no hour to write to this person, so that this comes back in the morning instead. Whoever did
    something themselves within the last minutes is awake."""
    at, tie = friendly(telling.now, telling.person.zone), tie_due(telling, due)
    runs = (telling.scene.run, *telling.scene.parked)
    is_here = any(run and run.touched_at and telling.now - run.touched_at < JUST_NOW for run in runs)
    is_here = is_here or any(telling.now - each.since < JUST_NOW for each in telling.scene.memberships)
    if tie is not None:
        is_here = is_here or _acted_just_now(telling, tie.match, tie.match.side(telling.person.id))
    if at <= telling.now or is_here:
        return False
    telling.wish(Schedule(replace(due, at=at, local="", zone="")))
    return True


def _acted_just_now(telling: Telling, match: Match, side: str) -> bool:
    here = match.told.get("here")
    at = here.get(side) if isinstance(here, dict) else None
    return isinstance(at, str) and telling.now - dt.datetime.fromisoformat(at) < JUST_NOW


def tie_due(telling: Telling, due: Due) -> Tie | None:
    """The tie something due is about; None where it is over."""
    match, _, _ = due.subject.partition("/")
    return tie_of(telling, int(match)) if match.isdecimal() else None


def is_put_off(telling: Telling, due: Due) -> bool:
    """Whether the person is in the middle of a question, so that this comes back a little later instead."""
    run = telling.scene.run
    if run is None or run.status != "open" or run.touched_at is None:
        return False
    busy_until = run.touched_at + (TALKS_FOR if run.flow == "talk" else BUSY_FOR)
    if telling.now >= busy_until:
        return False
    telling.wish(Schedule(replace(due, at=busy_until, local="", zone="")))
    return True


# --- what can be pressed -------------------------------------------------------------------------------------------


def pair_button(telling: Telling, verbs: Verbs, verb: str, tie: Tie) -> Button:
    """A button about this match that means the same wherever it stands, and can be typed as well."""
    return button_about(telling, verb, verbs[verb].label, tie)


def button_about(telling: Telling, verb: str, label: Phrase, tie: Tie) -> Button:
    """The button of this verb, given its label."""
    return Button(telling.words(label(name=tie.partner.name)), f"pair.{tie.match.id:x}.{verb}", "nav")


def pair_pressed(telling: Telling, verbs: Verbs, pressed: Press) -> Callable[[], None] | None:
    """What a pressed button about a match does; None where it is no such button or means nothing any more."""
    lead, _, rest = pressed.data.partition(".")
    code, _, rest = rest.partition(".")
    name, _, arg = rest.partition(".")
    verb = verbs.get(name)
    if lead != "pair" or verb is None:
        return None
    tie = next((tie for tie in telling.scene.ties if f"{tie.match.id:x}" == code), None)
    if tie is None or tie.match.status not in verb.statuses:
        return None
    return lambda: verb.deed(telling, tie, arg)


def pair_typed(
    telling: Telling, verbs: Verbs, typed: Typed, ask_whom: Callable[[Telling, str], None]
) -> Callable[[], None] | None:
    """What the label of such a button does when it is typed in full; without the partner's name, and with more than one
    whom it may be about, that is asked first."""
    said = normalise(typed.text)
    for name, verb in verbs.items():
        meant = [tie for tie in telling.scene.ties if tie.match.status in verb.statuses]
        named = [tie for tie in meant if said == normalise(telling.words(verb.label(name=tie.partner.name)))]
        if not named and said == normalise(telling.words(verb.label(name=""))):
            named = meant
        if len(named) == 1:
            return lambda verb=verb, tie=named[0]: verb.deed(telling, tie, "")  # type: ignore[misc]
        if named:
            return lambda name=name: ask_whom(telling, name)  # type: ignore[misc]
    return None


# --- what goes to the partner directly -----------------------------------------------------------------------------


def pass_on(telling: Telling, tie: Tie, content: Outbound) -> int | None:
    """Queue something of this person's own for the partner; the delivery's id, None where they cannot be reached."""
    if tie.address is None:
        return None
    number = telling.moment.ids()
    delivery = Delivery(
        number,
        tie.address,
        content,
        Priority.RELAY,
        person=tie.partner.id,
        created_at=telling.now,
        relay=(tie.match.id, telling.person.id),
    )
    telling.wish(Queue(delivery))
    return number

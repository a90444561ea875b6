"""How is it going? Both are asked alone, with one tap from 1 to 10; the partner never sees it.

What of it needs a human is weighed by `bot.flows.alive.weighing`.
"""

from __future__ import annotations

from bot.curriculum.program import Program
from bot.curriculum.rhythm import CheckIns
from bot.flows.alive.diary import date_of, day_together, entries, keep, plan_on, stands_still
from bot.flows.alive.gate import count, is_held_back
from bot.flows.alive.holdout import is_left_out
from bot.flows.alive.labels import LABELS
from bot.flows.alive.runs import close_runs
from bot.flows.alive.signs import is_hushed
from bot.flows.alive.weighing import ANSWERED_WITHIN, is_low, keep_words, weigh
from bot.flows.ending.farewell import ends_on
from bot.flows.engine.flow import Ask, Do, Facts, Flow, When
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.journey.hours import program_of, today_of
from bot.flows.matches.ties import tell_partner_name, tie_asked, tie_due, tie_of
from bot.flows.matches.verbs import button_about
from bot.flows.shapes import FreeText, Scale
from bot.flows.talking.labels import offer_button
from bot.words.matches import TOGETHER, Tie
from bot.words.messages import Json
from bot.words.people import Due
from bot.words.phrases import Phrase

LOW = 5
"""The highest mark at which someone is asked for a few words; those go to the coordinator."""

WONDERFUL = Phrase("check-in-wonderful", "How good to hear. Thank you, and enjoy it!")
THANKS = Phrase("check-in-thanks", "Thank you for telling me. I ask again in a while.")
HARD = Phrase(
    "check-in-hard",
    "Thank you for being honest, that helps. The coordinator sees it and will think along; {partner} doesn't see it. "
    "What you can also do at any time:",
)
CLOSED = Phrase("check-in-closed", "Thank you. That question is over by now, so I changed nothing.")


# --- when ----------------------------------------------------------------------------------------------------------


def days(rhythm: CheckIns, last: int) -> list[int]:
    """The days together on which it is asked, up to this one."""
    found = [day for day in rhythm.days if day <= last]
    start = max(rhythm.days, default=0)
    return [*found, *range(start + rhythm.then_every, last + 1, rhythm.then_every)]


def next_day(rhythm: CheckIns, after: int) -> int:
    """The first such day after this one."""
    return next(day for day in days(rhythm, after + 366 * 2) if day > after)


def plan_next(telling: Telling, tie: Tie) -> None:
    """Plan the next question to this side."""
    program = program_of(telling, tie)
    if program is not None:
        day = next_day(program.check_ins, day_together(tie, today_of(telling)))
        plan_on(telling, tie, "check-in", date_of(tie, day), str(day))


def ask(telling: Telling, due: Due) -> None:
    """The day has come; where it is long over already, that is written down and the next one comes."""
    tie = tie_due(telling, due)
    program = program_of(telling, tie) if tie else None
    day = due.subject.partition("/")[2]
    if tie is None or program is None or stands_still(tie) or not day.isdecimal():
        return
    if _is_over(telling, tie, program):
        return
    late = day_together(tie, today_of(telling)) - int(day)
    if late < 0:
        plan_on(telling, tie, "check-in", date_of(tie, int(day)), day)
        return
    reason = "late" if late > ANSWERED_WITHIN else _why_not(telling, tie, day)
    if reason:
        _write(telling, tie, int(day), reason)
        plan_next(telling, tie)
        return
    if is_held_back(telling, due, tie):
        return
    close_runs(telling, tie.match, CheckIn.key)
    _write(telling, tie, int(day), None)
    count(telling, tie)
    telling.open_run("checkin", tie.match.program, {"match": tie.match.id, "day": int(day)})
    advance(telling)
    plan_on(telling, tie, "check-in-over", date_of(tie, int(day) + late + ANSWERED_WITHIN), day)
    plan_next(telling, tie)


def _why_not(telling: Telling, tie: Tie, day: str) -> str:
    """Why this side is not asked this time; "" where they are."""
    if is_hushed(tie, tie.match.side(telling.person.id)):
        return "silent"
    return "holdout" if is_left_out(telling, tie, "check_in", day) else ""


def _is_over(telling: Telling, tie: Tie, program: Program) -> bool:
    """Whether the goodbye has come: then nobody is asked any more how it goes."""
    has_end = tie.journey is not None and program.has_journey and program.weeks > 0
    return has_end and tie.journey is not None and today_of(telling) >= ends_on(program, tie.journey)


def close(telling: Telling, due: Due) -> None:
    """Nobody answered in time: the question is closed, and two of these in a row need a human."""
    tie = tie_due(telling, due)
    if tie is None or tie.match.status != "open":
        return
    close_runs(telling, tie.match, CheckIn.key)
    weigh(telling, tie.match)


# --- the question --------------------------------------------------------------------------------------------------


def take_mark(telling: Telling) -> None:
    """Write the mark down at once, and see whether a human should look: words may never come."""
    tie, day, mark = tie_asked(telling), telling.run.answers.get("day"), telling.run.answers.get("mark")
    is_over = tie is None or tie.match.status not in TOGETHER
    if tie is None or is_over or not isinstance(day, int) or not isinstance(mark, int):
        telling.close_run()
        telling.say(telling.words(CLOSED()))
        return
    _write(telling, tie, day, mark)
    weigh(telling, tie.match)


def thank(telling: Telling) -> None:
    """Thank, whatever it was; a low mark's words go to the coordinator."""
    tie, answers = tie_asked(telling), dict(telling.run.answers)
    telling.close_run()
    mark, words = answers.get("mark"), answers.get("words")
    if tie is None or not isinstance(mark, int):
        return
    if mark > LOW:
        telling.say(telling.words(WONDERFUL() if mark > 7 else THANKS()))
        return
    side = tie.match.side(telling.person.id)
    if isinstance(words, str):
        keep_words(telling, tie.match, side, words)
    seen = isinstance(words, str) or is_low(tie_of(telling, tie.match.id) or tie, program_of(telling, tie), side)
    buttons = [button_about(telling, "ask-coordinator", LABELS["ask-coordinator"], tie)]
    if tie.match.status == "open":
        buttons += [offer_button(telling, name, tie) for name in ("pause", "end")]
    telling.say(telling.words((HARD if seen else MIXED)(partner=tie.partner.name)), tuple(buttons))


def _is_low(facts: Facts) -> bool:
    mark = facts.answers.get("mark")
    return isinstance(mark, int) and mark <= LOW


class CheckIn(Flow):
    """One tap, and a few words where it is hard."""

    mark = Ask(
        "How is it going with {partner}? 1 is hard, 10 is great. {partner} never sees this.",
        Scale(),
        values=tell_partner_name,
        counted=False,
    )
    marked = Do(take_mark)
    words = Ask(
        "Thank you. Would you like to tell the coordinator what is hard? A sentence is enough, or press Skip. "
        "{partner} doesn't see it.",
        FreeText(at_most=1000),
        when=When(lambda: f"mark is at most {LOW}", _is_low),
        values=tell_partner_name,
        counted=False,
        optional=True,
    )
    thanked = Do(thank)


# --- what marks mean -----------------------------------------------------------------------------------------------


def _write(telling: Telling, tie: Tie, day: int, mark: Json) -> None:
    """Write down what this side said on this day: a mark, None while they are asked, "late" where it was too late,
    "holdout" where their match goes without, "silent" where they were warned for their silence."""
    side = tie.match.side(telling.person.id)
    kept = entries(tie, "check_ins")
    before: dict[str, Json] = next((one for one in kept if one.get("day") == day), {"day": day})
    others = [one for one in kept if one.get("day") != day]
    keep(telling, tie.match.id, check_ins=[*others, {**before, side: mark}])


MIXED = Phrase(
    "check-in-mixed",
    "Thank you for being honest, that helps. {partner} doesn't see it. What you can do at any time:",
)
PHRASES = (WONDERFUL, THANKS, HARD, MIXED, CLOSED)

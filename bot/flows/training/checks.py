"""What a coordinator confirms about a mentor: kept as outcome and last day, and told to the mentor."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from bot.curriculum.matching import Check
from bot.flows.engine.telling import Telling
from bot.flows.matches.presence import is_put_off
from bot.flows.standing.buttons import verb_button
from bot.flows.training.awaited import kept_of
from bot.flows.training.readiness import has_training_left, in_words, mentorships, until_of, verb_of
from bot.texts.dates import date_in_words
from bot.texts.naming import joined
from bot.words.effects.people import SaveMembership
from bot.words.effects.sending import Schedule, Unschedule
from bot.words.messages import Json
from bot.words.people import Due, Membership
from bot.words.phrases import Phrase
from bot.words.turns import Effect

WARN_BEFORE = dt.timedelta(days=30)
OUTCOMES = ("passed", "failed")
AND = "+"
"""Stands between the names of checks that are told of together; in no name itself."""
PASSED = Phrase("checks-passed", "Good news from {program}: this is settled now, thank you: {check}.")
FAILED = Phrase(
    "checks-failed",
    "The program could not confirm this: {check}. That may have many reasons. If you would like to know more, ask the "
    "coordinator of {program}.",
)
ALL_SET = Phrase(
    "checks-all-set", "That was the last thing that was missing. From now on I look for someone you can walk alongside."
)
EXPIRING = Phrase(
    "checks-expiring",
    "A note ahead of time: {check}, recorded by {program}, runs out on {day}. The program can renew it; you don't have "
    "to do anything in this chat.",
)
OVER = Phrase(
    "checks-over",
    "{check}, recorded by {program}, ran out on {day}. Until the program has renewed it I suggest nobody new to you. "
    "Whoever you walk with already stays with you.",
)


def valid_until(check: Check, today: dt.date) -> dt.date:
    """The last day this check holds when it is passed today."""
    years, month = divmod(today.month - 1 + check.valid_months, 12)
    year = today.year + years
    return dt.date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def record_check(
    membership: Membership, name: str, outcome: str, expires: dt.date | None, now: dt.datetime
) -> tuple[Effect, ...]:
    """What records a check of this mentor and has them told; recorded again, it replaces what was there.

    `outcome` is one of OUTCOMES, `expires` the last day it holds (None: it does not run out). Raises ValueError for
    any other outcome.
    """
    if outcome not in OUTCOMES:
        raise ValueError(f"a check has the outcome {' or '.join(OUTCOMES)}, not {outcome!r}")
    held = membership.record.get("checks")
    kept: dict[str, Json] = {**held} if isinstance(held, dict) else {}
    kept[name] = {"outcome": outcome, "expires": expires.isoformat() if expires else None}
    effects: list[Effect] = [
        SaveMembership(replace(membership, record={**membership.record, "checks": kept})),
        told_of(membership, [name], outcome, now),
    ]
    for kind, ahead in (("check-expiring", WARN_BEFORE), ("check-over", dt.timedelta(days=-1))):
        at = _noon(expires - ahead) if expires and outcome == "passed" else None
        if at and at > now and expires:
            effects.append(Schedule(_due(membership, name, kind, at, expires.isoformat())))
        else:
            effects.append(Unschedule(_key(membership, name, kind)))
    return tuple(effects)


def told_of(membership: Membership, names: Sequence[str], outcome: str, now: dt.datetime) -> Schedule:
    """What has the mentor told of checks that were recorded together with one outcome, in one message."""
    return Schedule(_due(membership, AND.join(names), "check-recorded", now, outcome))


def tell_recorded(telling: Telling, due: Due) -> None:
    """Checks were recorded: say which, as far as it still holds, and what is still missing."""
    membership, recorded, outcome = _subject(telling, due)
    if membership is None or is_put_off(telling, due):
        return
    names = [name for name in recorded.split(AND) if kept_of(membership, name).get("outcome") == outcome]
    if not names:
        return
    phrase = PASSED if outcome == "passed" else FAILED
    labels = joined([_label(telling, membership, name) for name in names], telling.language)
    said = [telling.words(phrase(program=telling.title_of(membership.program), check=labels))]
    left = in_words(telling, membership)
    if left and outcome == "passed":
        said.append(left)
    elif outcome == "passed":
        said.append(telling.words(ALL_SET()))
    needs_more = has_training_left(membership)
    telling.say("\n\n".join(said), (verb_button(telling, verb_of(telling, membership)),) if needs_more else ())


def tell_expiring(telling: Telling, due: Due) -> None:
    """A check runs out in a month, or has just run out."""
    membership, name, expires = _subject(telling, due)
    if membership is None or is_put_off(telling, due) or kept_of(membership, name).get("expires") != expires:
        return
    until = until_of(expires)
    if until is None:
        return
    phrase = OVER if until < telling.now.date() else EXPIRING
    title = telling.title_of(membership.program)
    telling.say(
        telling.words(
            phrase(check=_label(telling, membership, name), program=title, day=date_in_words(until, telling.language))
        ),
    )


def _due(membership: Membership, name: str, kind: str, at: dt.datetime, detail: str) -> Due:
    subject = f"{membership.id}/{name}/{detail}"
    return Due(_key(membership, name, kind), kind, membership.person, at, subject=subject)


def _key(membership: Membership, name: str, kind: str) -> str:
    return f"{kind}:{membership.id:x}:{name}"


def _noon(date: dt.date) -> dt.datetime:
    return dt.datetime.combine(date, dt.time(12), dt.timezone.utc)


def _subject(telling: Telling, due: Due) -> tuple[Membership | None, str, str]:
    """Whom and what it is about; nobody where the mentor has left the program or asked to stop."""
    number, _, rest = due.subject.partition("/")
    name, _, detail = rest.partition("/")
    found = next((m for m in mentorships(telling) if str(m.id) == number and m.status == "waiting"), None)
    return found if telling.person.active else None, name, detail


def _label(telling: Telling, membership: Membership, name: str) -> str:
    """What the check is called; its name where the program has it no more."""
    program = telling.stage.programs.get(membership.program)
    checks = program.matching.checks if program else ()
    return next((check.label.in_language(telling.language) for check in checks if check.name == name), name)


PHRASES = (PASSED, FAILED, ALL_SET, EXPIRING, OVER)

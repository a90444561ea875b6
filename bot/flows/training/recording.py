"""What a coordinator recorded about a check, carried out in the mentor's own turn, where what is true of them is known;
and taken back again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.curriculum.matching import Check
from bot.curriculum.program import Program
from bot.flows.engine.telling import Telling
from bot.flows.matches.presence import is_put_off
from bot.flows.training.awaited import expiring_key, kept_of, listed
from bot.flows.training.checks import WARN_BEFORE, record_check
from bot.flows.training.readiness import in_words, mentorships, until_of
from bot.words.effects.desk import Tend
from bot.words.effects.people import SaveMembership
from bot.words.effects.sending import Schedule, Unschedule
from bot.words.messages import Json
from bot.words.people import Due, Membership, Person
from bot.words.phrases import Phrase
from bot.words.turns import Effect

UNDONE = Phrase(
    "checks-undone",
    "Sorry, a correction from {program}: what I told you last about this was a mistake. It is as it was before: "
    "{check}.",
)
_NONE, _FAILED, _ENDLESS, _DAY = "o", "f", "n", "d"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a check stands: `outcome` "passed", "failed" or "" (nothing is recorded); the last day a passed one holds,
    None where it does not run out."""

    outcome: str = ""
    until: dt.date | None = None

    @property
    def code(self) -> str:
        """A few letters for it, as they stand in buttons."""
        if self.outcome != "passed":
            return _FAILED if self.outcome else _NONE
        return f"{_DAY}{self.until.toordinal():x}" if self.until else _ENDLESS

    def entry(self, check: str) -> dict[str, Json]:
        """What the trail keeps of it."""
        return {"check": check, "outcome": self.outcome, "until": self.until.isoformat() if self.until else ""}


def standing_of(membership: Membership, name: str) -> Standing:
    """How this check of the mentor stands."""
    kept = kept_of(membership, name)
    outcome = str(kept.get("outcome") or "")
    return Standing(outcome, until_of(kept.get("expires")) if outcome == "passed" else None)


def read_standing(code: str) -> Standing | None:
    """What these letters stand for; None where they stand for nothing."""
    if code in {_NONE, _FAILED, _ENDLESS}:
        return Standing({_NONE: "", _FAILED: "failed", _ENDLESS: "passed"}[code])
    try:
        until = dt.date.fromordinal(int(code[1:], 16))
    except (ValueError, OverflowError):
        return None
    return Standing("passed", until) if code[0] == _DAY else None


def recorded(  # noqa: PLR0913, PLR0917 - what is recorded, of whom, where and when
    program: Program, person: Person, membership: Membership, name: str, standing: Standing, now: dt.datetime
) -> tuple[Effect, ...]:
    """What records that a check was passed or not, has the mentor told, and makes the list true."""
    effects = record_check(membership, name, standing.outcome, standing.until, now)
    return (*effects, *_on_list(program, person, kept_in(effects, membership), name, standing, now))


def kept_in(effects: tuple[Effect, ...], membership: Membership) -> Membership:
    """The membership as these effects leave it."""
    kept = [effect.membership for effect in effects if isinstance(effect, SaveMembership)]
    return kept[-1] if kept else membership


def asked_for(membership: Membership, check: Check, before: Standing | None, wanted: Standing, now: dt.datetime) -> Due:
    """What has a check recorded in the mentor's turn; with `before`, that it is put back from that to what it was."""
    what = f"{before.code}>" if before else ""
    subject = f"{membership.id}/{check.name}/{what}{wanted.code}"
    return Due(f"check-record:{membership.id:x}:{check.name}", "check-record", membership.person, now, subject=subject)


def record(telling: Telling, due: Due) -> None:
    """The mentor's turn. What is recorded so already stays; what is not any more as it was is not put back."""
    number, _, rest = due.subject.partition("/")
    name, _, codes = rest.partition("/")
    *before, code = codes.split(">")
    membership = next((m for m in mentorships(telling) if str(m.id) == number), None)
    wanted = read_standing(code)
    if membership is None or wanted is None or wanted == (now := standing_of(membership, name)):
        return
    if before and read_standing(before[0]) != now:
        return
    program = telling.stage.programs[membership.program]
    make = _put_back if before else recorded
    effects = make(program, telling.person, membership, name, wanted, telling.now)
    telling.wish(*effects)
    kept = kept_in(effects, membership)
    memberships = tuple(kept if m.id == kept.id else m for m in telling.scene.memberships)
    telling.scene = replace(telling.scene, memberships=memberships)


def _put_back(  # noqa: PLR0913, PLR0917 - the same as for recording
    program: Program, person: Person, membership: Membership, name: str, standing: Standing, now: dt.datetime
) -> tuple[Effect, ...]:
    """It is as it was before; the mentor hears that it was a mistake."""
    told = Due(f"check-recorded:{membership.id:x}:{name}", "check-undone", person.id, now)
    told = replace(told, subject=f"{membership.id}/{name}/{standing.code}")
    if standing.outcome:
        effects = recorded(program, person, membership, name, standing, now)
        kept = (one for one in effects if not (isinstance(one, Schedule) and one.due.key == told.key))
        return (*kept, Schedule(told))
    held = membership.record.get("checks")
    left: dict[str, Json] = {**held} if isinstance(held, dict) else {}
    left.pop(name, None)
    saved = replace(membership, record={**membership.record, "checks": left})
    warnings = (f"{kind}:{membership.id:x}:{name}" for kind in ("check-expiring", "check-over"))
    return (
        SaveMembership(saved),
        *(Unschedule(key) for key in warnings),
        Schedule(told),
        *_on_list(program, person, saved, name, standing, now),
    )


def tell_undone(telling: Telling, due: Due) -> None:
    """Something recorded by mistake was put back: say so, and what is missing now."""
    number, _, rest = due.subject.partition("/")
    name, _, code = rest.partition("/")
    membership = next((m for m in mentorships(telling) if str(m.id) == number and m.status == "waiting"), None)
    if membership is None or not telling.person.active or is_put_off(telling, due):
        return
    if standing_of(membership, name).code != code:
        return
    checks = telling.stage.programs[membership.program].matching.checks
    label = next((one.label.in_language(telling.language) for one in checks if one.name == name), name)
    said = telling.words(UNDONE(program=telling.title_of(membership.program), check=label))
    telling.say("\n\n".join(filter(None, (said, in_words(telling, membership)))))


def _on_list(  # noqa: PLR0913, PLR0917 - the same as for recording
    program: Program, person: Person, membership: Membership, name: str, standing: Standing, now: dt.datetime
) -> Iterator[Effect]:
    yield listed(program, person, membership, now)
    if standing.outcome and (standing.until is None or standing.until - now.date() > WARN_BEFORE):
        yield Tend(expiring_key(membership, name), "gone")


PHRASES = (UNDONE,)

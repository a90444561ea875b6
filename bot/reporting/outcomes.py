"""What became of a match within its first weeks, as a holdout compares it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bot.words.holdouts import Enrolled
from bot.words.messages import Json

FINISHED = "finished"
"""The reason of a planned end (see `bot.flows.ending`)."""


@dataclass(frozen=True, slots=True)
class Window:
    """The first weeks of one match: since when, and until when (both UTC)."""

    one: Enrolled
    opened: dt.datetime
    weeks: int

    @property
    def until(self) -> dt.datetime:
        """The first moment that no longer counts."""
        return self.opened + dt.timedelta(weeks=self.weeks)

    def holds(self, day: object) -> bool:
        """Whether an ISO date lies in it."""
        return isinstance(day, str) and day < self.until.date().isoformat()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Something a nudge may change. `of` measures it in a window: a yes or no as 1 or 0, else a mean's value; None
    where it cannot be known. `is_share` tells the two apart. `blind` are kinds of nudge through which alone it
    becomes known, or without which it cannot happen: for those it says nothing."""

    name: str
    said: str
    of: Callable[[Window], float | None]
    is_share: bool = True
    blind: frozenset[str] = frozenset()


def met(window: Window) -> float | None:
    """Whether one of the two said that they met."""
    if not window.one.is_known:
        return None
    return float(any(one.get("said") == "met" and window.holds(one.get("on")) for one in _entries(window)))


def steps_done(window: Window) -> float | None:
    """Which part of the steps that came the mentee did."""
    if window.one.journey is None or not window.one.is_known:
        return None
    came = [told for told in _mentee_side(window) if window.holds(told.get("sent"))]
    return sum(told.get("did") == "done" for told in came) / len(came) if came else None


def still_together(window: Window) -> float | None:
    """Whether the match was not over before its planned end."""
    match = window.one.match
    is_over = match.status in {"ended", "dropped"} and match.since < window.until
    return float(not is_over or match.reason == FINISHED)


def messages_a_week(window: Window) -> float | None:
    """How many messages the two wrote each other a week, over the whole weeks from Monday on that lie in the window;
    for a window of one week, over the first that is whole."""
    one, week = window.one, dt.timedelta(weeks=1)
    first = window.opened.date() + dt.timedelta(days=-window.opened.weekday() % 7 or 7)
    mondays = [first + number * week for number in range(max(1, window.weeks - 1))]
    if not one.is_known or one.counted is None or mondays[-1] >= one.counted:
        return None
    return sum(one.messages.get(monday, 0) for monday in mondays) / len(mondays)


OUTCOMES = (
    Outcome("met", "pairs that met", met, blind=frozenset({"did_you_meet", "in_touch"})),
    Outcome("steps", "steps done", steps_done, is_share=False, blind=frozenset({"steps"})),
    Outcome("together", "pairs still together", still_together),
    Outcome("messages", "messages a week", messages_a_week, is_share=False),
)


def _entries(window: Window) -> Iterator[Mapping[str, Json]]:
    journey = window.one.journey
    told = window.one.match.told.get("kept")
    kept: Mapping[str, Json] = journey.kept if journey else told if isinstance(told, dict) else {}
    found = kept.get("meetings")
    yield from (one for one in (found if isinstance(found, list) else []) if isinstance(one, dict))


def _mentee_side(window: Window) -> Iterator[Mapping[str, Json]]:
    steps = window.one.journey.steps if window.one.journey else {}
    for both in steps.values():
        told = both.get("mentee") if isinstance(both, dict) else None
        if isinstance(told, dict):
            yield told

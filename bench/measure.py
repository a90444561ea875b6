"""The whole comparison: which scenarios run, for how long, how often; figures are collected by axis and contender."""

from __future__ import annotations

import statistics
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bench.crowd import Crowd
from bench.process import AIOGRAM, CONCURRENT, DRESSED, HANDLER, OURS, PRODUCT, Contender
from bench.scenarios import Figures, Window, at_once, crowded, idle, killed, offered, started

SLOW = 0.05
"""Seconds one call of the Bot API takes in the second scenario."""


@dataclass(frozen=True, slots=True)
class Length:
    """How long the scenarios take, and how often they are repeated."""

    rounds: int
    saturated: Window
    slow: Window
    offered: Window
    idle: Window | None
    people: int
    replies: int
    starts: int
    kills: int


FULL = Length(
    rounds=2,
    saturated=Window(2, 4),
    slow=Window(2, 4),
    offered=Window(3, 12),
    idle=Window(2, 4),
    people=5000,
    replies=3,
    starts=3,
    kills=2,
)
QUICK = Length(
    rounds=1,
    saturated=Window(1, 2),
    slow=Window(1, 2),
    offered=Window(1, 4),
    idle=None,
    people=400,
    replies=2,
    starts=1,
    kills=0,
)

Results = dict[str, dict[str, Figures]]
Play = Callable[[Contender, int], Awaitable[Figures]]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario with those who take part; repeated in turns, so that a noisy minute strikes everyone."""

    key: str
    title: str
    contenders: Sequence[Contender]
    play: Play
    rounds: int = 1


def scenarios(crowd: Crowd, length: Length) -> list[Scenario]:
    """Everything that is compared."""
    fair = (OURS, HANDLER, AIOGRAM)
    everyone = (OURS, HANDLER, CONCURRENT, AIOGRAM) if length.rounds > 1 else fair
    many, slow, rate, rounds = length.saturated, length.slow, length.offered, length.rounds
    listed = [
        Scenario("saturated", "200 at once", fair, lambda bot, _: at_once(crowd, bot, 200, many), rounds),
        Scenario("dressed", "200 at once, dressed", (DRESSED,), lambda bot, _: at_once(crowd, bot, 200, slow)),
        Scenario("slow", "50 ms a call", everyone, lambda bot, _: at_once(crowd, bot, 150, slow, SLOW)),
        Scenario("offered", "50 updates/s", fair, lambda bot, turn: offered(crowd, bot, 50, rate, 11 + turn), rounds),
        Scenario("crowded", "thousands", fair, lambda bot, _: crowded(crowd, bot, length.people, length.replies)),
    ]
    whole = (PRODUCT, HANDLER, AIOGRAM)
    listed.append(Scenario("start", "start", whole, lambda bot, _: started(crowd, bot, length.starts)))
    if (still := length.idle) is not None:
        listed.append(Scenario("idle", "nobody writes", whole, lambda bot, _: idle(crowd, bot, still)))
    if length.kills:
        listed.append(Scenario("killed", "kill -9", fair, lambda bot, _: killed(crowd, bot, length.kills)))
    return listed


async def measure(length: Length, tell: Callable[[str], None], only: Sequence[str] = ()) -> Results:
    """Run everything; `tell` hears what is going on."""
    crowd = Crowd()
    await crowd.telegram.open()
    results: Results = {}
    try:
        for scenario in scenarios(crowd, length):
            if not only or scenario.key in only:
                results[scenario.key] = await _played(scenario, tell)
    finally:
        crowd.telegram.close()
    return results


async def _played(scenario: Scenario, tell: Callable[[str], None]) -> dict[str, Figures]:
    found: dict[str, list[Figures]] = {bot.name: [] for bot in scenario.contenders}
    for turn in range(scenario.rounds):
        for bot in scenario.contenders:
            tell(f"{scenario.title}: {bot.name}")
            found[bot.name].append(await scenario.play(bot, turn))
    return {name: _middle(figures) for name, figures in found.items()}


def _middle(rounds: Sequence[Figures]) -> Figures:
    """The median of several rounds, figure by figure; what went wrong is added up."""
    counts = ("silent", "wrong", "doubled", "replies")
    return {
        name: sum(one[name] for one in rounds) if name in counts else statistics.median(one[name] for one in rounds)
        for name in rounds[0]
    }

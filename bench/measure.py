"""The whole comparison: which scenarios run, for how long, how often; figures are collected by axis and contender."""

from __future__ import annotations

import statistics
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bench.crowd import Crowd
from bench.process import AIOGRAM, CONCURRENT, DRESSED, HANDLER, OURS, PRODUCT, Contender
from bench.scenarios import Figures, at_once, crowded, idle, killed, offered, started

PEERS = (HANDLER, CONCURRENT, AIOGRAM)
SLOW = 0.05
"""Seconds one call of the Bot API takes in the second scenario."""


@dataclass(frozen=True, slots=True)
class Length:
    """How long the scenarios take, in seconds, and how often they are repeated."""

    rounds: int
    saturated: float
    slow: float
    offered: float
    idle: float
    people: int
    replies: int
    starts: int
    kills: int


FULL = Length(rounds=2, saturated=6, slow=5, offered=12, idle=8, people=5000, replies=4, starts=3, kills=3)
QUICK = Length(rounds=1, saturated=2, slow=2, offered=5, idle=2, people=1000, replies=2, starts=1, kills=0)

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
    listed = [
        Scenario(
            "saturated",
            "200 people at once",
            (OURS, *PEERS),
            lambda bot, _: at_once(crowd, bot, 200, length.saturated),
            length.rounds,
        ),
        Scenario("dressed", "200 at once, dressed", (DRESSED,), lambda bot, _: at_once(crowd, bot, 200, length.slow)),
        Scenario(
            "slow",
            "150 people at once, 50 ms a call",
            (OURS, *PEERS),
            lambda bot, _: at_once(crowd, bot, 150, length.slow, SLOW),
        ),
        Scenario(
            "offered",
            "50 updates/s offered",
            fair,
            lambda bot, turn: offered(crowd, bot, 50, length.offered, 11 + turn),
            length.rounds,
        ),
        Scenario(
            "crowded",
            f"{length.people:,} people in the middle of it",
            fair,
            lambda bot, _: crowded(crowd, bot, length.people, length.replies),
        ),
        Scenario("idle", "nobody writes", (PRODUCT, HANDLER, AIOGRAM), lambda bot, _: idle(crowd, bot, length.idle)),
        Scenario("start", "start", (PRODUCT, HANDLER, AIOGRAM), lambda bot, _: started(crowd, bot, length.starts)),
    ]
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

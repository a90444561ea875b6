"""The report of holdouts: an effect that is there is found, one that is not is not, and the interval says how sure."""

from __future__ import annotations

import datetime as dt
import math
import random
from dataclasses import dataclass, field, replace

import pytest

from bot.curriculum.holdout import is_drawn
from bot.reporting.effects import Stratum, difference
from bot.reporting.holdout import FEWEST, holdout_table
from bot.reporting.outcomes import Window, messages_a_week
from bot.words.holdouts import Arm, Enrolled
from bot.words.journeys import Journey
from bot.words.matches import Match

OPENED = dt.datetime(2026, 1, 5, 12, tzinfo=dt.timezone.utc)
NOW = OPENED + dt.timedelta(weeks=30)
WEEKS = 8


@dataclass
class Town:
    """Matches that behave by chance: how much more often pairs with the nudge meet, write and stay is given."""

    chance: random.Random
    share: float = 0.3
    meets: float = 0.0
    writes: float = 0.0
    stays: float = 0.0
    ids: list[int] = field(default_factory=list)

    def matches(self, count: int) -> list[Enrolled]:
        return [self._match() for _ in range(count)]

    def _match(self) -> Enrolled:
        chance, id = self.chance, self.chance.getrandbits(63)
        self.ids.append(id)
        held = is_drawn("garden", "silence", id, self.share)
        nudged = not held
        with_them = chance.random() < 0.4 + self.meets * nudged
        day = OPENED.date() + dt.timedelta(days=chance.randrange(7 * WEEKS))
        meetings = [{"said": "met", "on": day.isoformat()}] if with_them else [{"said": "not_yet", "on": "2026-01-09"}]
        done = [chance.random() < 0.5 for _ in range(WEEKS)]
        steps = {
            f"s{week}": {"mentee": {"sent": "2026-01-12", **({"did": "done"} if done[week] else {})}}
            for week in range(WEEKS)
        }
        journey = Journey(id, "garden", "v", OPENED.date(), steps=steps, kept={"meetings": meetings})
        rate = chance.expovariate(1 / 12) + 10 * self.writes * nudged
        messages = {OPENED.date() + dt.timedelta(days=7 * week): round(rate) for week in range(WEEKS)}
        is_over = chance.random() < 0.3 - self.stays * nudged
        match = Match(
            id, "garden", 1, 2, "ended" if is_over else "open", OPENED + dt.timedelta(days=20), OPENED,
            reason="silent" if is_over else "",
        )  # fmt: skip
        arms = (Arm(id, "garden", "silence", held, self.share, OPENED),)
        return Enrolled(arms, match, journey, messages, counted=NOW.date())


def lines(enrolled, weeks=WEEKS, now=NOW):
    return {line.outcome: line for line in holdout_table(enrolled, now, weeks).lines}


def test_an_effect_that_is_there_is_found_and_said_in_plain_words():
    town = Town(random.Random(7), meets=0.25, writes=1.0, stays=0.2)
    found = lines(town.matches(800))
    assert {name: line.found for name, line in found.items()} == {
        "met": "more", "steps": "unclear", "together": "more", "messages": "more",
    }  # fmt: skip
    met = found["met"]
    assert met.figures.low < 0.25 < met.figures.high
    assert met.said.startswith("With it, more pairs that met in the first 8 weeks: ")
    assert met.nudged + met.without == 800
    assert abs(met.without / 800 - 0.3) < 0.06


def test_under_no_effect_the_interval_holds_nothing_about_nineteen_times_in_twenty():
    """Over 400 towns without any effect, and with one: how often the interval holds the truth."""
    for effect in (0.0, 0.15):
        hits = {"met": 0, "together": 0, "messages": 0}
        for seed in range(200):
            town = Town(random.Random(1000 * seed + 1), meets=effect, writes=effect, stays=effect)
            found = lines(town.matches(160))
            truths = {"met": effect, "together": effect, "messages": 10 * effect}
            for name, truth in truths.items():
                # Counts are whole messages; what rounding adds is far below a tenth.
                hits[name] += found[name].figures.low - 0.05 * (name == "messages") <= truth <= found[name].figures.high
        for name, count in hits.items():
            assert abs(count / 200 - 0.95) <= 3 * math.sqrt(0.95 * 0.05 / 200), (effect, name, count)


def test_the_share_may_change_on_the_way_without_the_calm_season_passing_for_an_effect():
    """In spring few meet and half go without; in autumn all do and a tenth goes without: the nudge does nothing."""
    spring, autumn = Town(random.Random(1), share=0.5, meets=0.0), Town(random.Random(2), share=0.1)
    calm = spring.matches(400)
    lively = [replace(one, journey=_always_meets(one)) for one in autumn.matches(400)]
    met = lines([*calm, *lively])["met"]
    assert met.found == "unclear"
    assert abs(met.figures.by) < 0.1
    pooled = [one.arms[0].held for one in calm + lively]
    assert 0.2 < sum(pooled) / 800 < 0.4


def _always_meets(one: Enrolled) -> Journey:
    journey = one.journey
    return Journey(
        journey.id, journey.program, journey.version, journey.begun_on, steps=journey.steps,
        kept={"meetings": [{"said": "met", "on": "2026-01-10"}]},
    )  # fmt: skip


def test_newcombe_s_own_example():
    """Newcombe 1998, table II, contrast (a): 56/70 and 48/80 by method 10, from 0.0524 to 0.3339."""
    nudged, without = (1.0,) * 56 + (0.0,) * 14, (1.0,) * 48 + (0.0,) * 32
    found = difference([Stratum(nudged, without)], is_share=True)
    assert (round(found.low, 4), round(found.high, 4)) == (0.0524, 0.3339)


@pytest.mark.parametrize(
    ("nudged", "without"), [((0,) * 10, (0,) * 10), ((1,) * 10, (0,) * 10), ((1,) * 12, (1,) * 11)]
)
def test_arms_in_which_nothing_varies_have_an_interval_all_the_same(nudged, without):
    found = difference([Stratum(tuple(map(float, nudged)), tuple(map(float, without)))], is_share=True)
    assert -1 <= found.low <= found.by <= found.high <= 1
    assert found.high - found.low > 0.1, "ten pairs of each never make sure"


def test_with_few_matches_nothing_is_said():
    found = lines(Town(random.Random(3), share=0.1, meets=0.5).matches(40))
    assert {line.found for line in found.values()} == {"too-few"}
    assert found["met"].figures is None
    assert str(FEWEST) in found["met"].said


def test_matches_that_are_too_young_wait_and_later_weeks_do_not_count():
    enrolled = Town(random.Random(4)).matches(60)
    young = holdout_table(enrolled, OPENED + dt.timedelta(weeks=WEEKS, days=-1), WEEKS)
    assert young.held[0].waiting == 60
    assert all(line.nudged == 0 for line in young.lines)
    early = lines(enrolled, weeks=1)
    assert early["together"].figures.nudged == 1.0, "those that ended did so in the third week"


def test_what_is_known_only_through_the_nudge_is_not_compared():
    arms = (
        Arm(5, "garden", "did_you_meet", held=True, share=0.2, at=OPENED),
        Arm(5, "garden", "steps", True, 0.2, OPENED),
    )
    match = Match(5, "garden", 1, 2, "open", OPENED, OPENED)
    table = holdout_table([Enrolled(arms, match, Journey(5, "garden", "v", OPENED.date()))], NOW)
    compared = {(line.kind, line.outcome) for line in table.lines}
    assert ("did_you_meet", "met") not in compared
    assert ("steps", "steps") not in compared
    assert ("steps", "met") in compared


def test_messages_count_over_whole_weeks_once_these_are_counted():
    arm = Arm(5, "garden", "silence", held=False, share=0.2, at=OPENED + dt.timedelta(days=2))  # a Wednesday
    weeks = {OPENED.date() + dt.timedelta(weeks=week): 10 * (week + 1) for week in range(6)}
    match = Match(5, "garden", 1, 2, "open", OPENED, OPENED)
    one = Enrolled((arm,), match, Journey(5, "garden", "v", OPENED.date()), weeks, counted=dt.date(2026, 2, 16))
    assert messages_a_week(Window(one, arm.at, 4)) == (20 + 30 + 40) / 3
    assert messages_a_week(Window(one, arm.at, 1)) == 20
    assert messages_a_week(Window(replace(one, counted=dt.date(2026, 1, 26)), arm.at, 4)) is None

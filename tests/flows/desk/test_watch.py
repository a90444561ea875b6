"""What nobody's own turn notices comes onto the list by itself, and leaves it when it is no longer so."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from bot.doings.desk.lines import looked_over
from bot.doings.desk.watch import Watch
from bot.words.effects.desk import Raise, Tend
from bot.words.effects.people import SaveAddress, SaveMembership, SavePerson
from bot.words.matches import Match, Member, Pool
from bot.words.messages import Address
from bot.words.people import Due
from tests.flows.desk.office import CAST, lines
from tests.pairing.circle import PROGRAM, START, circle, member

NOW = START
DAY = dt.timedelta(days=1)


async def test_who_blocks_the_bot_is_on_the_list_within_the_hour_and_off_it_when_they_are_back(company):
    async with company(CAST) as everyone:
        await everyone.playing.rehearsal.block(everyone.chat("Ana"))
        await everyone.waits(hours=1)
        assert list(await lines(everyone)) == ["unreachable:1:mentor"]
        await everyone.says("Rosa", "/desk", "today", "1 · look")
        said = everyone.news("Rosa")[-1]
        assert "Nothing reaches Ana any more: they blocked me or left. Sam waits." in said
        await everyone.says("Rosa", "write")
        await everyone.taps("Rosa", "Sam")
        await everyone.says("Rosa", "I'm looking after it, Sam.")
        assert "I'm looking after it" in everyone.news("Sam")[-1]
        await everyone.playing.rehearsal.unblock(everyone.chat("Ana"))
        await everyone.waits(hours=1)
        assert await lines(everyone) == {}


async def test_a_check_that_runs_out_is_on_the_list_a_month_before_and_off_it_once_renewed(company):
    async with company(CAST) as everyone:
        scene = await everyone.scene("Ana")
        mentor = next(m for m in scene.memberships if m.role == "mentor")
        for expires, stands in (("2026-04-15", []), ("2026-04-05", ["check-expiring"]), ("2028-04-05", [])):
            checks = {**mentor.record["checks"], "references": {"outcome": "passed", "expires": expires}}
            await everyone.keeps(SaveMembership(replace(mentor, record={**mentor.record, "checks": checks})))
            await everyone.waits(days=1)
            assert [key.split(":")[0] for key in await lines(everyone)] == stands


async def test_a_mentee_who_has_waited_two_weeks_is_on_the_list_with_the_reason_until_somebody_is_found(url):
    late, soon = member(1, "mentee"), member(2, "mentee")
    late = (late[0], replace(late[1], since=START - 15 * DAY))
    async with circle(url, [late, soon]) as around:
        watch = Watch(around.store, around.clock, around.stage.programs)
        await around.round()
        [line] = await around.store.read(lambda session: session.attention())
        assert (line.kind, line.person, line.since) == ("unmatched", 1, START - 15 * DAY)
        assert line.told["reason"] == "no_mentors"
        await watch.look_over(Due("desk:x", "desk", 0, START, subject=PROGRAM))
        assert len(await around.store.read(lambda session: session.attention())) == 1
        await around.does(around.types("Mentee1", "/stop"))
        await watch.look_over(Due("desk:x", "desk", 0, START, subject=PROGRAM))
        assert await around.store.read(lambda session: session.attention()) == []


async def test_found_somebody_the_line_of_the_one_who_waited_is_over(url):
    late = member(1, "mentee")
    late = (late[0], replace(late[1], since=START - 15 * DAY))
    async with circle(url, [late]) as around:
        await around.round()
        person, membership = member(2, "mentor")
        effects = [SavePerson(person), SaveAddress(Address("paper", person.name), 2), SaveMembership(membership)]
        await around.store.write(lambda session: session.carry_out(effects, START))
        assert await around.round()
        assert await around.store.read(lambda session: session.attention()) == []


def _pool(*matches: Match, reachable: bool = True) -> Pool:
    people = [member(1, "mentee"), member(2, "mentor"), member(3, "mentee")]
    members = tuple(Member(person, membership, reachable) for person, membership in people)
    return Pool(PROGRAM, members, matches)


def _match(id: int, mentee: int, status: str, days: float, rank: int = 1) -> Match:
    since = NOW - dt.timedelta(days=days)
    return Match(id, PROGRAM, mentee, 2, status, since=since, created_at=since, rank=rank)


@pytest.mark.parametrize(
    ("matches", "keys"),
    [
        ((_match(1, 1, "offered", 5),), []),
        ((_match(1, 1, "offered", 6.5),), ["proposal-stuck:walking:1"]),
        ((_match(1, 1, "offered", 7, 2), _match(2, 1, "offered", 7)), ["proposal-stuck:walking:1"]),
        (
            (_match(1, 1, "asked", 7), _match(2, 3, "asked", 7)),
            ["proposal-stuck:walking:1", "proposal-stuck:walking:3"],
        ),
        ((_match(1, 1, "held", 0.5),), []),
        ((_match(1, 1, "held", 1), _match(2, 3, "held", 2)), ["held:walking"]),
        ((_match(1, 1, "open", 40),), []),
    ],
)
def test_proposals_nobody_answers_and_suggestions_nobody_releases_are_on_the_list(stage_of_walking, matches, keys):
    effects = looked_over(stage_of_walking, _pool(*matches), [], NOW)
    assert [effect.attention.key for effect in effects] == keys
    standing = [effect.attention for effect in effects]
    over = looked_over(stage_of_walking, _pool(), standing, NOW)
    assert over == [Tend(key, "gone") for key in keys]


def test_looking_twice_changes_nothing(stage_of_walking):
    pool = _pool(_match(1, 1, "asked", 9), _match(2, 3, "open", 9), reachable=False)
    first = looked_over(stage_of_walking, pool, [], NOW)
    assert all(isinstance(effect, Raise) for effect in first)
    assert looked_over(stage_of_walking, pool, [effect.attention for effect in first], NOW) == first


def test_what_was_marked_as_done_stays_done_until_it_is_over_by_itself(stage_of_walking):
    pool = _pool(_match(1, 1, "asked", 9), _match(2, 3, "open", 9), reachable=False)
    done = [replace(effect.attention, status="done") for effect in looked_over(stage_of_walking, pool, [], NOW)]
    assert looked_over(stage_of_walking, pool, [], NOW + DAY, done) == []
    assert looked_over(stage_of_walking, _pool(), [], NOW, done) == [Tend(line.key, "gone") for line in done]


async def test_who_was_marked_as_done_and_waits_on_comes_again_only_with_another_reason(url):
    late = member(1, "mentee")
    late = (late[0], replace(late[1], since=START - 15 * DAY))
    async with circle(url, [late]) as around:
        await around.round()
        [line] = await around.store.read(lambda session: session.attention())
        await around.store.write(lambda session: session.carry_out([Tend(line.key, "done", 1)], START))
        await around.round()
        assert await around.store.read(lambda session: session.attention()) == []
        person, membership = member(2, "mentor", languages=["fi"])
        comes = [SavePerson(person), SaveAddress(Address("paper", person.name), 2), SaveMembership(membership)]
        await around.store.write(lambda session: session.carry_out(comes, START))
        await around.round()
        standing = await around.store.read(lambda session: session.attention())
        assert [one.told["reason"] for one in standing] == ["shared_language"]


@pytest.fixture
def stage_of_walking():
    from pathlib import Path

    from bot.curriculum.folders import read_program

    return read_program(Path(__file__).parents[2] / "programs" / PROGRAM)

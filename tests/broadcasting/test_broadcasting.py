"""A broadcast reaches everyone it is for once, and what it did can be told to the last person."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from bot.curriculum.rhythm import Broadcasts
from bot.doings.pace import Pace
from bot.flows.broadcasting.audience.queries import Is
from bot.flows.broadcasting.moves import Fault, Guards, begun, faults, guards, kept, start
from bot.words.broadcasts import Lacking, Letter, Tally, Timing
from bot.words.effects.desk import AnswerBroadcast
from bot.words.effects.people import Erase, SaveAddress, SaveMembership, SavePerson, SaveRun
from bot.words.errors import PersonGone, Rejected
from bot.words.messages import Address
from bot.words.people import Run
from tests.broadcasting.city import PLAIN, PROGRAM, START, arrives, cancel, city, pause, resume, stage, to_all
from tests.doings.world import HandClock, Recording

GUARDS = Guards(200, 1_000)
SLOW = Pace(per_second=30, per_chat_per_second=1, bulk_share=0.97)


async def test_everyone_gets_it_once_in_their_own_words(url):
    async with city(url) as town:
        await town.settle_in(range(1, 31))
        await town.settle_in(range(31, 41), language="es")
        letter = Letter({"en": "Hi {name}!", "es": "¡Hola, {name|tú}!"})
        await town.start(to_all(letter))
        await town.go_on(5)
        assert await town.tally() == Tally(sent=40)
        assert (await town.one()).status == "done"
        assert town.post.texts("3") == ["Hi P3!"]
        assert town.post.texts("33") == ["¡Hola, P33!"]
        assert set(town.got().values()) == {1}


async def test_a_second_at_the_allowed_rate_and_never_more_than_two_hundred_open(tmp_path):
    async with city(tmp_path, pace=SLOW) as town:
        await town.settle_in(range(1, 301))
        await town.start(to_all())
        for _ in range(9):
            before = len(town.post.sent)
            await town.go_on(1, step=0.1)
            assert await town.store.read(lambda session: session.open_deliveries()) <= 30
            assert 27 <= len(town.post.sent) - before <= 30
        await town.go_on(5)
        assert await town.tally() == Tally(sent=300)


async def test_row_47_nobody_is_chosen_who_does_not_fit_or_joined_later(tmp_path):
    async with city(tmp_path) as town:
        await town.settle_in(range(1, 6))
        await town.settle_in([6], role="mentor")
        await town.settle_in([7], status="stopped")
        await town.settle_in([8], active=False)
        counted = await town.count(to_all(query=Is("role", ("mentee",))))
        await town.settle_in([9])
        assert counted.size == 5
        await town.wish(*_go(town, counted))
        await town.go_on(3)
        assert sorted(town.got()) == ["1", "2", "3", "4", "5"]


def _go(town, counted):
    return kept(begun(counted, town.clock.now()), town.clock.now())


async def test_row_47_who_leaves_stops_blocks_or_is_erased_after_the_count_is_skipped_with_the_reason(url):
    post = Recording("post")
    async with city(url, post=post) as town:
        await town.settle_in(range(1, 9))
        counted = await town.count(to_all())
        _, _, membership = arrives(2)
        await town.wish(SaveMembership(replace(membership.membership, status="stopped")))
        await town.wish(SavePerson(replace(arrives(3)[0].person, active=False)))
        await town.wish(SaveAddress(Address("post", "4"), 4, reachable=False))
        await town.wish(Erase(5))
        post.faults["Hi P6, we meet on Sunday!"] = [PersonGone("blocked")]
        post.faults["Hi P7, we meet on Sunday!"] = [Rejected("bad")]
        await town.wish(*_go(town, counted))
        await town.go_on(5)
        tally = await town.tally()
        assert tally.skipped == {"stopped": 2, "unreachable": 1, "erased": 1}
        assert tally.failed == {"gone": 1, "rejected": 1}
        assert (tally.sent, tally.total) == (2, counted.size)
        await town.wish(Erase(1))
        assert (await town.tally()).total == counted.size, "erasing one who got it keeps the sum"


async def test_paused_nothing_leaves_and_afterwards_the_rest_does(tmp_path):
    async with city(tmp_path, pace=SLOW) as town:
        await town.settle_in(range(1, 201))
        await town.start(to_all())
        await town.go_on(2, step=0.1)
        await town.move(77, pause)
        left = len(town.post.sent)
        await town.go_on(30)
        assert len(town.post.sent) == left < 200
        assert await town.tally() == Tally(waiting=200 - left, sent=left)
        assert await town.store.read(lambda session: session.open_deliveries()) == 0
        await town.move(77, resume)
        await town.go_on(30)
        assert await town.tally() == Tally(sent=200)
        assert set(town.got().values()) == {1}


async def test_row_46_cancelled_at_a_third_nothing_more_leaves_and_the_report_says_how_many(tmp_path):
    async with city(tmp_path, pace=SLOW) as town:
        await town.settle_in(range(1, 301))
        await town.start(to_all())
        while len(town.post.sent) < 111:
            await town.go_on(0.1, step=0.1)
        await town.move(77, cancel)
        left = len(town.post.sent)
        told = await town.tally()
        assert told == Tally(going=told.going, sent=told.sent, cancelled=300 - told.going - told.sent)
        assert told.going + told.sent >= left, "what has left is among them, whether that is written down yet or not"
        await town.go_on(10)
        assert len(town.post.sent) == left
        assert await town.tally() == Tally(sent=left, cancelled=300 - left)


async def test_row_46_what_comes_back_into_the_queue_after_a_cancel_is_not_sent(tmp_path):
    """A call under way when it was cancelled fails: its delivery is queued again, and closed instead of claimed."""
    post = Recording("post")
    async with city(tmp_path, post=post) as town:
        await town.settle_in([1])
        post.gate.clear()
        post.faults["Hi P1, we meet on Sunday!"] = [ConnectionError("reset")]
        await town.start(to_all())
        town.hub.look()
        while not post.under_way:
            await asyncio.sleep(0)
        await town.move(77, cancel)
        post.gate.set()
        await town.go_on(30)
        assert post.sent == []
        assert (await town.tally()).total == 1
        assert (await town.tally()).left == 0


async def test_each_at_nine_on_their_own_clock_and_never_in_quiet_hours(tmp_path):
    clock = HandClock(START)
    async with city(tmp_path, clock=clock) as town:
        await town.settle_in([1], zone="Asia/Tokyo")
        await town.settle_in([2], zone="Europe/Madrid")
        await town.settle_in([3], zone="America/Lima")
        await town.start(to_all(timing=Timing("local", "2026-03-11T09:00", 6)))
        when = {}
        for _ in range(60):
            await town.go_on(1800, step=1800)
            for delivery in town.post.sent:
                when.setdefault(delivery.address.id, clock.now())
        assert {who: f"{at:%d %H:%M}" for who, at in when.items()} == {
            "1": "11 00:00",
            "2": "11 08:00",
            "3": "11 14:00",
        }
        assert (await town.one()).status == "done"


async def test_now_but_not_at_night_waits_for_the_morning_in_each_of_five_zones(tmp_path):
    clock = HandClock(START)
    zones = ("Pacific/Auckland", "Asia/Kolkata", "Europe/Madrid", "America/Lima", "Pacific/Honolulu")
    async with city(tmp_path, clock=clock) as town:
        for number, zone in enumerate(zones, 1):
            await town.settle_in([number], zone=zone)
        await town.start(to_all(timing=Timing("awake", "", 24)))
        when = {}
        for _ in range(48):
            await town.go_on(1800, step=1800)
            for delivery in town.post.sent:
                when.setdefault(zones[int(delivery.address.id) - 1], clock.now())
        local = {zone: at.astimezone(ZoneInfo(zone)) for zone, at in when.items()}
        assert len(local) == len(zones)
        assert all(8 <= at.hour < 21 for at in local.values()), local
        assert {zone for zone, at in when.items() if at - START > dt.timedelta(hours=1)} == {
            "Pacific/Auckland",
            "America/Lima",
            "Pacific/Honolulu",
        }, "at noon in UTC it is one at night, seven and two in the morning there; the others are awake"
        assert (await town.tally()).sent == len(zones)


async def test_what_is_too_late_is_dropped_not_sent(tmp_path):
    async with city(tmp_path, clock=HandClock(START)) as town:
        await town.settle_in(range(1, 11))
        await town.start(to_all(timing=Timing("now", "", 2)))
        await town.move(77, pause)
        await town.go_on(3 * 3600, step=3600)
        sent = len(town.post.sent)
        await town.move(77, resume)
        await town.go_on(5)
        assert len(town.post.sent) == sent
        assert await town.tally() == Tally(sent=sent, skipped={"expired": 10 - sent})


async def test_nobody_gets_more_broadcasts_a_week_than_the_cap(tmp_path):
    async with city(tmp_path) as town:
        await town.settle_in([1, 2])
        for id in (70, 71, 72):
            await town.start(to_all(id=id, cap=2))
            await town.go_on(3)
        assert await town.tally(72) == Tally(skipped={"cap": 2})
        await town.go_on(8 * 86400, step=86400)
        await town.start(to_all(id=73, cap=2))
        await town.go_on(3)
        assert await town.tally(73) == Tally(sent=2)


async def test_presses_are_counted_and_the_last_one_counts(tmp_path):
    async with city(tmp_path) as town:
        await town.settle_in([1, 2, 3])
        letter = replace(PLAIN, buttons=({"en": "Yes"}, {"en": "No"}))
        await town.start(to_all(letter))
        await town.go_on(3)
        assert [button.data for button in town.post.sent[0].content.buttons] == ["cast.4d.0", "cast.4d.1"]
        await town.wish(AnswerBroadcast(77, 1, 0), AnswerBroadcast(77, 2, 0))
        await town.wish(AnswerBroadcast(77, 1, 1), AnswerBroadcast(77, 99, 1))
        assert (await town.tally()).answers == {0: 1, 1: 1}


@pytest.mark.parametrize(
    ("letter", "query", "fault"),
    [
        (PLAIN, Is("role", ("mentor",)), Fault("empty")),
        (PLAIN, Is("person", ("00000001", "0000beef")), Fault("unknown-people", "0000beef")),
        (Letter({"en": "How is {partner}?"}), None, Fault("lacking", "3 partner", 1)),
        (Letter({"en": "{week}: {name} and {partner}"}), None, Fault("lacking", "3 week partner", 1)),
        (Letter({"en": "How is {partner|your mentor}?"}), None, None),
    ],
    ids=["empty", "unknown", "lacking", "lacking several", "instead"],
)
async def test_row_48_what_cannot_be_sent_as_it_is_does_not_start(tmp_path, letter, query, fault):
    async with city(tmp_path) as town:
        await town.settle_in([1, 2, 3])
        counted = await town.count(to_all(letter, query))
        assert faults(counted) == fault
        if fault:
            assert start(counted, 5, START, GUARDS) == fault
        assert town.post.sent == []


def test_started_once_by_count_typed_and_by_a_second_person_above_the_threshold():
    counted = to_all(counted_at=START, size=5)
    assert start(counted, 1, START, GUARDS).status == "running"
    assert start(replace(counted, status="running", confirmed_by=1), 2, START, GUARDS) == Fault("started", person=1)
    many = replace(counted, size=1200)
    assert start(many, 1, START, GUARDS) == Fault("count", "1200")
    assert start(many, 1, START, GUARDS, typed="1,200") == Fault("alone", "1200")
    assert start(many, None, START, GUARDS, typed="1200").status == "running", "the operator needs nobody"
    assert start(many, 1, START, Guards(200, None), typed="1200").status == "running", "this program asks nobody"
    asked = start(many, 1, START, GUARDS, typed="1200", approvers=1)
    assert (asked.status, asked.confirmed_by) == ("asked", 1)
    assert start(asked, 1, START, GUARDS) == Fault("second")
    assert (start(asked, 2, START, GUARDS).status, start(asked, 2, START, GUARDS).approved_by) == ("running", 2)
    assert start(replace(counted, lacking=Lacking(1, 3, ("week",))), 1, START, GUARDS) == Fault("lacking", "1 week", 3)


def test_the_strictest_program_guards_a_broadcast_and_one_that_says_nothing_has_the_usual_figures():
    assert guards(stage(), to_all()) == GUARDS
    strict = (
        stage()
        .programs[PROGRAM]
        .model_copy(update={"broadcasts": Broadcasts(type_count_above=50, second_approver_above="never")})
    )
    both = replace(stage(), programs={PROGRAM: stage().programs[PROGRAM], "strict": strict})
    assert guards(both, replace(to_all(), programs=(PROGRAM, "strict"))) == Guards(50, 1_000)
    assert guards(both, replace(to_all(), programs=("strict",))) == Guards(50, None)


async def test_someone_in_the_middle_of_a_question_hears_later(tmp_path):
    clock = HandClock(START)
    async with city(tmp_path, clock=clock) as town:
        await town.settle_in([1, 2])
        await town.wish(SaveRun(Run(5, 1, "onboarding", open="name", started_at=START, touched_at=START)))
        await town.start(to_all())
        await town.go_on(60)
        assert sorted(town.got()) == ["2"]
        await town.go_on(1800, step=60)
        assert sorted(town.got()) == ["1", "2"]


async def test_every_monday_at_nine(tmp_path):
    clock = HandClock(START)
    async with city(tmp_path, clock=clock) as town:
        await town.settle_in([1, 2])
        repeating = to_all(status="repeating", repeat="weekly 0 09:00", started_at=START)
        await town.wish(*kept(repeating, START))
        days = []
        for _ in range(24 * 22):
            before = len(town.post.sent)
            await town.go_on(3600, step=3600)
            if len(town.post.sent) > before:
                days.append(f"{clock.now():%a %d %H}")
        assert days == ["Mon 16 09", "Mon 23 09", "Mon 30 09"]

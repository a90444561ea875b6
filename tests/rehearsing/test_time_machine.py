"""The time machine: two people walk a program in virtual time, and the timeline tells what came and what comes."""

from __future__ import annotations

import asyncio
import csv
import datetime as dt
import io
import json

import pytest

from bot.adapters.rehearsal.wishes import Wish
from bot.curriculum.folders import SHIPPED, read_program
from bot.flows.dues import DUES
from bot.flows.nudges.kinds import GROUPS, KINDS, kind_named
from tests.curriculum import vizinhos
from tests.rehearsing.conftest import rehearsal_of


def at(entry):
    return dt.datetime.fromisoformat(entry["at"])


def chat_of(rehearsing, walked, side):
    return rehearsing.rehearsal.chats[walked.people[side]]


async def test_the_two_stand_in_the_week_that_was_wished_and_the_silent_side_has_done_nothing_since(circle):
    walked = await circle.walk(Wish("example", 2, "mentor", 8))
    told = await circle.timeline(walked.pair, "en")
    now = circle.clock.now()
    assert told["pair"]["week"] == 3
    assert circle.rehearsal.faults == 0
    mentor = chat_of(circle, walked, "mentor")
    own = [entry.at for entry in mentor.messages() if entry.origin == "person"]
    assert len(own) > 3, "before the silence they took part"
    assert now - max(own) >= dt.timedelta(days=8)
    assert any("week 2 of 3" in entry.text for entry in mentor.messages())
    silent = [one for one in told["entries"] if (one["kind"], one["lane"]) == ("silence", "mentor")]
    assert [one["detail"] for one in silent][:1] == ["nudge"]


async def test_every_entry_leads_to_its_message_in_its_persons_own_time(circle):
    walked = await circle.walk(Wish("example", 2))
    told = await circle.timeline(walked.pair, "en")
    chats = circle.rehearsal.chats
    entries = told["entries"]
    assert [one["at"] for one in entries] == sorted(one["at"] for one in entries)
    assert {one["group"] for one in [*entries, *told["coming"]]} <= set(GROUPS)
    shown = [one for one in entries if one["message"]]
    for one in shown:
        entry = chats[one["message"]["chat"]].entry(one["message"]["id"])
        assert abs(entry.at - at(one)) < dt.timedelta(minutes=2), one["said"]
        assert dt.datetime.fromisoformat(one["local"]) == at(one).replace(second=0)
        assert entry.origin == ("person" if one["what"] == "did" else "bot")
    for lane in ("mentee", "mentor"):
        numbers = {one["message"]["id"] for one in shown if one["lane"] == lane}
        said = {entry.n for entry in chat_of(circle, walked, lane).messages() if entry.text != "Hello!"}
        assert said == numbers, "nothing that stands in the chat is missing, nothing else is told"


async def test_a_whole_program_ends_with_the_goodbye_and_nothing_more_is_planned(circle):
    walked = await circle.walk(Wish("example"))
    told = await circle.timeline(walked.pair, "en")
    assert told["pair"]["status"] == "ended"
    assert told["coming"] == []
    kinds = {(one["kind"], one["lane"]) for one in told["entries"] if one["what"] == "sent"}
    for side in ("mentee", "mentor"):
        assert {("farewell", side), ("match-ended", side), ("prompts", side)} <= kinds
    weeks = [one["week"] for one in told["entries"] if one["kind"] == "prompts" and one["lane"] == "mentee"]
    assert {1, 2, 3} <= set(weeks)
    assert walked.seconds < 60


async def test_what_is_planned_comes_then(circle):
    """Nobody does anything for a week: every step, question and rung of the ladder that was planned comes on time."""
    walked = await circle.walk(Wish("example", 1))
    coming = (await circle.timeline(walked.pair, "en"))["coming"]
    end = circle.clock.now() + dt.timedelta(days=7)
    await circle.advance(dt.timedelta(days=7))
    entries = (await circle.timeline(walked.pair, "en"))["entries"]
    came = {(one["kind"], one["lane"], one["at"][:16]) for one in entries}
    held_back = {(one["kind"], one["lane"]) for one in entries if one["what"] == "put-off"}
    is_asked_anyway = {"prompts", "met", "check-in", "end-announced"}
    expected = [one for one in coming if at(one) < end and one["kind"] in is_asked_anyway]
    assert {"prompts", "met"} <= {one["kind"] for one in expected}
    for one in expected:
        key = (one["kind"], one["lane"], one["at"][:16])
        assert key in came or key[:2] in held_back, one


async def test_a_rung_of_the_ladder_is_promised_only_for_those_who_stay_quiet(circle):
    walked = await circle.walk(Wish("example", 1, "mentor", 3))
    coming = (await circle.timeline(walked.pair, "en"))["coming"]
    rungs = [one for one in coming if one["kind"] == "silence" and one["lane"] == "mentor"]
    assert [one["only_if_quiet"] for one in rungs] == [True]
    assert rungs[0]["said"].startswith("only if quiet until then – silence: ")
    await circle.advance(at(rungs[0]) - circle.clock.now() + dt.timedelta(days=2))
    entries = (await circle.timeline(walked.pair, "en"))["entries"]
    later = [one for one in entries if one["kind"] == "silence" and one["lane"] == "mentor" and at(one) >= at(rungs[0])]
    assert rungs[0]["detail"] in {one["detail"] for one in later}


async def test_what_a_long_downtime_lets_go_is_told_with_its_reason(circle):
    walked = await circle.walk(Wish("example", 1))
    circle.clock.advance(dt.timedelta(days=15))
    await circle.hub.settle()
    await circle.advance(dt.timedelta(days=1))
    entries = (await circle.timeline(walked.pair, "en"))["entries"]
    dropped = {(one["lane"], one["said"]) for one in entries if one["what"] == "dropped" and one["kind"] == "prompts"}
    assert dropped == {(lane, "weekly step, dropped: too late by then") for lane in ("mentee", "mentor")}


async def test_the_coordinators_lane_shows_what_needs_a_human_and_when_it_is_over(circle):
    walked = await circle.walk(Wish("example", 1, "mentor", 17))
    lane = [one for one in (await circle.timeline(walked.pair, "en"))["entries"] if one["lane"] == "coordinator"]
    assert "on the coordinator's list: quiet" in {one["said"] for one in lane}
    mentor = chat_of(circle, walked, "mentor")
    from bot.adapters.rehearsal.acts import read_act

    await circle.rehearsal.post(mentor, read_act(mentor, circle.rehearsal.chats, {"press": "We are in touch"}))
    await circle.hub.settle()
    lane = [one for one in (await circle.timeline(walked.pair, "es"))["entries"] if one["lane"] == "coordinator"]
    assert lane[-1]["what"] == "settled"
    assert lane[-1]["said"].startswith("fuera de la lista de coordinación")


async def test_two_pairs_have_two_timelines_and_the_newest_comes_first(circle):
    first = await circle.walk(Wish("example", 1))
    second = await circle.walk(Wish("example", 1))
    pairs = circle.pairs("en")
    assert [one["id"] for one in pairs] == [second.pair, first.pair]
    assert (await circle.timeline("", "en"))["pair"]["id"] == second.pair
    mine = {one["message"]["chat"] for one in (await circle.timeline(first.pair, "en"))["entries"] if one["message"]}
    assert mine == set(first.people.values())
    await circle.reset()
    assert await circle.timeline("", "en") is None


def test_everything_that_comes_by_itself_has_a_name():
    assert {kind for kind in DUES if kind_named(kind)[1].key == "kind-other"} == set()
    assert {group for group, _ in KINDS.values()} <= set(GROUPS)


# --- the interface -------------------------------------------------------------------------------------------------


async def test_the_interface_walks_shows_progress_and_gives_the_timeline_as_json_and_table(interface):
    heard = bytearray()

    async def watch():
        async with interface.get("/api/events") as events:
            async for some in events.content.iter_any():
                heard.extend(some)

    watching = asyncio.create_task(watch())
    async with interface.get("/api/programs?language=es") as answer:
        assert await answer.json() == [{"id": "example", "title": "Círculo de lectura", "weeks": 3}]
    async with interface.post("/api/scenario", json={"week": 3, "silent": "mentee", "days": 2}) as answer:
        assert answer.status == 200, await answer.text()
        walked = await answer.json()
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)
    told = [
        json.loads(line[6:]) for line in heard.split(b"\n\n") for line in line.split(b"\n") if line[:6] == b"data: "
    ]
    weeks = [(one["walk"]["week"], one["walk"]["weeks"]) for one in told[:-1] if one["walk"]]
    assert weeks == sorted(weeks)
    assert {1, 2, 3} <= {week for week, _ in weeks}
    assert {most for _, most in weeks} == {3}
    async with interface.get(f"/api/timeline?pair={walked['pair']}") as answer:
        told = await answer.json()
    async with interface.get("/api/timeline.csv") as answer:
        assert answer.content_type == "text/csv"
        rows = list(csv.DictReader(io.StringIO((await answer.text()).removeprefix("\ufeff"))))
    assert len(rows) == len(told["entries"]) + len(told["coming"])
    assert [row["said"] for row in rows] == [one["said"] for one in [*told["entries"], *told["coming"]]]
    assert {row["zone"] for row in rows if row["lane"] == "mentee"} == {told["lanes"][0]["zone"]}


@pytest.mark.parametrize(
    ("wish", "todo"),
    [
        ({"program": "nowhere"}, "one of example"),
        ({"week": 0}, "week has to be a whole number from 1 to 3"),
        ({"week": 4}, "from 1 to 3"),
        ({"week": True}, "from 1 to 3"),
        ({"week": "2"}, "from 1 to 3"),
        ({"silent": "coordinator"}, "mentee, mentor or null"),
        ({"days": -1}, "from 0 to 366"),
        ({"program": ["example"]}, "one of example"),
    ],
)
async def test_a_wish_that_cannot_be_is_declined_with_what_to_write(interface, wish, todo):
    async with interface.post("/api/scenario", json=wish) as answer:
        assert answer.status == 400
        assert todo in (await answer.json())["error"]


async def test_a_pair_that_is_not_there_is_told_so(interface):
    async with interface.get("/api/timeline?pair=beef") as answer:
        assert answer.status == 404


async def test_a_walk_can_be_stopped_and_only_one_walks_at_a_time(interface, circle):
    walking = asyncio.create_task(interface.post("/api/scenario", json={}))
    async with asyncio.timeout(30):
        while circle.walking is None:
            await asyncio.sleep(0.01)
    async with interface.post("/api/scenario", json={"week": 1}) as answer:
        assert answer.status == 409
    async with interface.post("/api/scenario/stop") as answer:
        assert answer.status == 204
    async with await walking as answer:
        assert answer.status == 200
    assert circle.rehearsal.walk is None
    assert circle.clock.ahead < dt.timedelta(days=30)


@pytest.mark.slow
@pytest.mark.parametrize("program", sorted(path.name for path in SHIPPED.iterdir() if path.is_dir()))
async def test_every_program_we_ship_is_walked_to_its_end_within_a_minute(program, tmp_path):
    read = read_program(SHIPPED / program)
    async with rehearsal_of(tmp_path, read) as rehearsing:
        walked = await rehearsing.walk(Wish(read.id))
        told = await rehearsing.timeline(walked.pair, "en")
        assert told["pair"]["status"] == "ended"
        assert rehearsing.rehearsal.faults == 0
        assert walked.seconds < 60


async def test_in_a_program_without_english_the_two_read_it_in_its_first_language_and_branched_weeks_are_told(tmp_path):
    program = read_program(vizinhos.write(tmp_path / "vizinhos"))
    async with rehearsal_of(tmp_path, program) as rehearsing:
        walked = await rehearsing.walk(Wish("vizinhos", 4, "mentor", 8))
        mentee, mentor = (rehearsing.rehearsal.chats[walked.people[side]] for side in ("mentee", "mentor"))
        assert (mentee.language, mentor.language) == ("pt", "pt")
        assert any("Esta semana é sobre isto" in entry.text for entry in mentee.messages())
        timeline = await rehearsing.timeline("", "pt")
        assert [len(week["titles"]) for week in timeline["weeks"][1:]] == [1] * 6

"""A term of made-up people through the real hub and database: what is drawn happens, and the report knows it."""

from __future__ import annotations

import asyncio
import datetime as dt
import json

import pytest

from bot.commands.holdout import show
from bot.curriculum.folders import read_programs
from bot.curriculum.holdout import is_drawn
from bot.doings.desk.holdouts import HoldoutDesk
from bot.doings.desk.orders import OrderRefused
from bot.doings.rounds import in_thread
from bot.simulation.figures import Wanted
from bot.simulation.playing import BEGINS, _set_up

SHARES = {"silence": 0.5, "check_in": 0.3, "did_you_meet": 0.5}
WEEKS = 8


@pytest.fixture(scope="module")
def term():
    """The matches of a term, and what the report's order answers."""

    async def play():
        program = read_programs()["back_to_work"].model_copy(update={"holdout": SHARES})
        async with _set_up(Wanted(program, 90, WEEKS, 11)) as playing:
            await playing.play(BEGINS + dt.timedelta(weeks=WEEKS), lambda _: None)
            enrolled = await playing.store.read(lambda session: session.enrolled(program.id))
            desk = HoldoutDesk(playing.store, playing.clock, {program.id: program}, in_thread)
            told = await desk.orders()["holdout"]({"program": "back-to-work", "weeks": 4})
            with pytest.raises(OrderRefused, match="back_to_work"):
                await desk.holdout({"program": "nowhere"})
            return enrolled, told

    return asyncio.run(play())


def test_every_match_has_the_arms_its_id_draws_and_goes_without_only_what_was_drawn(term):
    enrolled, _ = term
    assert len(enrolled) >= 25
    for one in enrolled:
        assert {arm.kind: arm.held for arm in one.arms} == {
            kind: is_drawn("back_to_work", kind, one.match.id, share) for kind, share in SHARES.items()
        }
        held = {arm.kind for arm in one.arms if arm.held}
        assert set(one.left_out) <= held
        assert one.match.told["holdout"] == {arm.kind: arm.held for arm in one.arms}
    for kind in SHARES:
        assert any(kind in one.left_out for one in enrolled), f"{kind} was never left out"


def test_nobody_who_goes_without_a_check_in_was_ever_asked_for_one(term):
    enrolled, _ = term
    for one in enrolled:
        held = next(arm.held for arm in one.arms if arm.kind == "check_in")
        for entry in one.journey.kept.get("check_ins", ()):
            marks = {entry[side] for side in ("mentee", "mentor") if side in entry} - {"late"}
            assert (marks == {"holdout"}) == held or not marks


def test_the_order_tells_of_everyone_in_plain_data_and_the_table_can_be_read(term, capsys):
    enrolled, told = term
    assert json.loads(json.dumps(told)) == told
    assert told["program"] == "back_to_work"
    for kind in told["kinds"]:
        assert kind["nudged"] + kind["without"] == len(enrolled)
        assert kind["left_out"] == sum(one.left_out.get(kind["kind"], 0) for one in enrolled)
    show(told)
    said = " ".join(capsys.readouterr().out.split())
    for line in told["lines"]:
        assert " ".join(line["said"].split())[:40] in said
    show({**told, "kinds": []})
    assert "No match of back_to_work goes without anything yet" in capsys.readouterr().out

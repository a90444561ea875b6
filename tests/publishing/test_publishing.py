"""Publishing on order: seen before it is done, done as was said for each journey, and brought back."""

from __future__ import annotations

import asyncio
import datetime as dt
import threading
import time
from dataclasses import replace

import pytest

from bot.curriculum.folders import read_program
from bot.curriculum.program import Program
from bot.curriculum.shelf import EXAMPLE
from bot.curriculum.versions import content_hash, freeze
from bot.doings.desk.orders import OrderRefused
from bot.doings.desk.publishing import PublishingDesk
from bot.flows.door import decide_due
from bot.flows.gazetteer import open_gazetteer
from bot.flows.journey.way import told_of, with_told
from bot.flows.staging import set_stage
from bot.words.clock import SystemClock
from bot.words.effects.matches import KeepVersion, SaveJourney, SaveMatch
from bot.words.journeys import Journey, Version
from bot.words.people import Due, pseudonym
from bot.words.turns import Moment, ids_from
from tests.storage.conftest import sqlite_file, store, url
from tests.storage.given import MATCH, NOW, TIED
from tests.storage.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url", "sqlite_file", "store", "url"]

BEGAN = dt.date(2026, 3, 9)


@pytest.fixture(scope="module")
def old() -> Program:
    """A small program as it was."""
    return read_program(EXAMPLE)


def last_of(program: Program) -> str:
    """A step that nobody has come to yet."""
    return program.steps[-1].id


def edited(old: Program, *, moved: bool) -> Program:
    """The same without its last step, and with or without a successor for it."""
    last = last_of(old)
    steps = tuple(step for step in old.steps if step.id != last)
    changes = {"steps": steps, "moved": {last: steps[0].id} if moved else {}}
    return Program.model_validate({**old.model_dump(by_alias=True), **changes}).with_shelf(old.shelf)


@pytest.fixture
async def world(store, old):
    """Two in week one of the program, both with the first step."""
    match = replace(MATCH, program=old.id, status="open")
    hash, first = content_hash(old), old.steps[0].id
    journey = Journey(match.id, old.id, hash, BEGAN)
    for side in ("mentee", "mentor"):
        journey = with_told(journey, first, side, sent=BEGAN.isoformat(), last=BEGAN.isoformat())
    effects = [*TIED, SaveMatch(match), KeepVersion(Version(hash, old.id, freeze(old), NOW)), SaveJourney(journey)]
    await store.write(lambda session: session.carry_out(effects, NOW))
    stage = set_stage({old.id: old}, open_gazetteer())
    return PublishingDesk(store, SystemClock(), stage), journey


async def kept(desk: PublishingDesk) -> Journey:
    """The journey as the database has it."""
    found = await desk.store.read(lambda session: session.journeys())
    return found[0][1]


async def test_a_dry_run_says_who_is_where_and_changes_nothing(world, old):
    desk, journey = world
    told = await desk.publish({"frozen": freeze(edited(old, moved=True)), "dry_run": True})
    assert [(one["match"], one["way"]) for one in told["journeys"]] == [(pseudonym(MATCH.id), "next")]
    assert any("was taken out" in said for changes in told["changes"].values() for said in changes)
    assert await kept(desk) == journey
    assert desk.stage.editions.current(old.id)[0] == content_hash(old)


async def test_it_says_before_how_many_are_past_a_new_step(world, old):
    """A step in a week that has gone by does not come by itself; whoever stays in the old version is not counted."""
    desk, journey = world
    model = old.model_dump(by_alias=True)
    new = Program.model_validate({**model, "steps": [{"id": "new-one", "week": 1}, *model["steps"]]})
    new = new.with_shelf(old.shelf)
    told = await desk.publish({"frozen": freeze(new), "dry_run": True})
    assert told["behind"] == {"new-one": 1}
    assert await kept(desk) == journey
    for way in ("now", "stay"):
        told = await desk.publish({"frozen": freeze(new), "dry_run": True, "way": way})
        assert told["behind"] == {}, "what is new in the week they are in still comes"


async def test_a_step_taken_out_without_a_successor_is_refused_until_one_insists(world, old):
    desk, journey = world
    new = edited(old, moved=False)
    with pytest.raises(OrderRefused, match=last_of(old)):
        await desk.publish({"frozen": freeze(new), "way": "now"})
    assert await kept(desk) == journey
    await desk.publish({"frozen": freeze(new), "way": "now", "anyway": True})
    moved = await kept(desk)
    assert moved.version == content_hash(new)
    assert told_of(moved, last_of(old), "mentee") == {"passed_over": "taken-out"}


async def test_a_journey_moves_with_its_next_step(world, old):
    """Until the next step comes, all stays as it was; then the two go on in the new version, without a repetition."""
    desk, journey = world
    new = edited(old, moved=True)
    await desk.publish({"frozen": freeze(new)})
    waiting = await kept(desk)
    assert (waiting.version, waiting.steps) == (journey.version, journey.steps)
    moment = dt.datetime(2026, 3, 16, 12, tzinfo=dt.timezone.utc)
    scene = (await desk.store.read(lambda session: session.scenes_of([1])))[1]
    due = Due(f"prompts:{old.id}:1", "prompts", 1, moment, subject=old.id)
    turn = decide_due(desk.stage, scene, due, Moment(moment, ids_from("due")))
    moved = [effect.journey for effect in turn.effects if isinstance(effect, SaveJourney)][-1]
    assert moved.version == content_hash(new)
    assert told_of(moved, old.steps[0].id, "mentee")["sent"] == BEGAN.isoformat()


async def test_one_journey_can_stay_while_the_others_move(world, old):
    desk, journey = world
    told = await desk.publish(
        {"frozen": freeze(edited(old, moved=True)), "way": "now", "ways": {pseudonym(MATCH.id): "stay"}}
    )
    assert told["journeys"][0]["way"] == "stay"
    assert await kept(desk) == journey


@pytest.mark.parametrize("way", ["next", "now"])
async def test_undo_brings_the_journeys_back(world, old, way):
    """Back in the version before, with all that was done, and nothing left of what the change had passed over."""
    desk, journey = world
    await desk.publish({"frozen": freeze(edited(old, moved=False)), "way": way, "anyway": True})
    assert await kept(desk) != journey
    told = await desk.unpublish({"program": old.id})
    back = await kept(desk)
    assert len(told["journeys"]) == 1
    assert (back.version, back.kept) == (journey.version, journey.kept)
    for step in old.steps:
        for side in ("mentee", "mentor"):
            assert told_of(back, step.id, side) == told_of(journey, step.id, side)


async def test_what_is_published_is_what_new_journeys_begin_with(world, old):
    desk, _ = world
    new = edited(old, moved=True)
    await desk.publish({"frozen": freeze(new)})
    assert desk.stage.editions.current(old.id)[0] == content_hash(new)


async def test_an_unknown_way_is_refused(world, old):
    desk, _ = world
    with pytest.raises(OrderRefused, match="stay, next, now"):
        await desk.publish({"frozen": freeze(old), "way": "sideways"})


async def test_what_people_do_while_it_is_published_is_not_lost(postgres_url, old):
    """Another process decides a turn of one of the two at the same moment: publishing waits for it."""
    from storage import open_store
    from tests.storage.given import KEY

    here = await open_store(postgres_url, KEY)
    match = replace(MATCH, program=old.id, status="open")
    hash = content_hash(old)
    journey = Journey(match.id, old.id, hash, BEGAN)
    effects = [*TIED, SaveMatch(match), KeepVersion(Version(hash, old.id, freeze(old), NOW)), SaveJourney(journey)]
    await here.write(lambda session: session.carry_out(effects, NOW))
    desk = PublishingDesk(here, SystemClock(), set_stage({old.id: old}, open_gazetteer()))
    began = threading.Event()

    def done(session) -> None:
        """A turn: it reads under the lock, thinks a while, and keeps what was done."""
        tie = session.scenes_of([1])[1].ties[0]
        began.set()
        time.sleep(0.5)
        session.carry_out([SaveJourney(with_told(tie.journey, old.steps[0].id, "mentee", did="done"))], NOW)

    async def elsewhere() -> None:
        there = await open_store(postgres_url, KEY)
        await there.write(done)
        await there.close()

    turn = asyncio.create_task(asyncio.to_thread(asyncio.run, elsewhere()))
    await asyncio.to_thread(began.wait)
    await desk.publish({"frozen": freeze(edited(old, moved=True)), "way": "now"})
    await turn
    after = await kept(desk)
    assert after.version == content_hash(edited(old, moved=True))
    assert told_of(after, old.steps[0].id, "mentee")["did"] == "done"
    await here.close()

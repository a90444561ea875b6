"""Broadcasts on order, as the command line has them."""

from __future__ import annotations

import pytest

from bot.doings.desk.broadcasts import BroadcastDesk
from bot.doings.desk.orders import OrderRefused
from bot.flows.broadcasting.audience.queries import AudienceError
from tests.broadcasting.city import city, stage

DRAFT = {"texts": {"en": "Hi {name}!", "es": "¡Hola, {name}!"}, "audience": "mentees", "when": "now", "cap": 0}


def desk(town) -> BroadcastDesk:
    return BroadcastDesk(town.store, town.clock, town.broadcasting, stage(), town.hub.let_go)


async def test_drafted_counted_started_once_paused_gone_on_with_and_listed(tmp_path):
    async with city(tmp_path) as town:
        await town.settle_in(range(1, 8))
        orders = desk(town)
        found = await orders.new(DRAFT)
        assert (found["status"], found["size"], found["problem"]) == ("draft", 7, "")
        assert found["samples"] == {"en": "Hi Amina!", "es": "¡Hola, Amina!"}
        assert found["audience"] == "mentees"
        started = await orders.start({"id": found["id"]})
        assert started["status"] == "running"
        with pytest.raises(OrderRefused, match="already started by the operator"):
            await orders.start({"id": found["id"]})
        assert (await orders.pause({"id": found["id"]}))["status"] == "paused"
        with pytest.raises(OrderRefused, match="isn't on its way"):
            await orders.pause({"id": found["id"]})
        await orders.resume({"id": found["id"]})
        town.hub.look()
        await town.go_on(3)
        shown = await orders.show({"id": found["id"][-4:]})
        assert (shown["status"], shown["sent"], shown["waiting"]) == ("done", 7, 0)
        assert [one["id"] for one in await orders.list({})] == [found["id"]]
        trail = await town.store.read(lambda session: session.audit())
        assert [line.what for line in trail] == ["broadcast-resume", "broadcast-pause", "broadcast-start"]


async def test_a_draft_can_be_dropped_and_is_never_sent(tmp_path):
    async with city(tmp_path) as town:
        await town.settle_in([1])
        found = await desk(town).new(DRAFT)
        assert (await desk(town).cancel({"id": found["id"]}))["status"] == "dropped"
        with pytest.raises(OrderRefused, match="no longer there"):
            await desk(town).start({"id": found["id"]})


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"texts": {}}, "no text"),
        (
            {"texts": {"en": "Hi {nme}, {week}, {day}", "es": "{dia}"}},
            "nothing to fill in for {nme}, {day}, {dia}; there",
        ),
        ({"texts": {"xx": "Hi"}}, "xx: there are en, es"),
        ({"texts": {"en": "x" * 3000}}, "at most 2700"),
        ({"audience": "blue people"}, "blue people"),
        ({"audience": {"field": "shoe", "is": ["42"]}}, "shoe is no field"),
        ({"when": "local", "at": "soon"}, "a date and a time"),
        ({"when": "never"}, "when is one of"),
        ({"repeat": "whenever"}, "I don't understand"),
        ({"program": "nowhere"}, "name one of the programs"),
    ],
)
async def test_an_order_with_a_mistake_is_refused_and_says_what_to_do(tmp_path, change, why):
    async with city(tmp_path) as town:
        with pytest.raises((OrderRefused, AudienceError), match=why.replace("{", r"\{").replace("}", r"\}")):
            await desk(town).new(DRAFT | change)
        assert await desk(town).list({}) == []


async def test_the_recipients_of_what_is_long_over_are_forgotten_and_the_counts_stay(tmp_path):
    async with city(tmp_path) as town:
        await town.settle_in(range(1, 4))
        found = await desk(town).new(DRAFT)
        await desk(town).start({"id": found["id"]})
        town.hub.look()
        await town.go_on(3)
        before = await desk(town).show({"id": found["id"]})
        town.clock.advance(days=120)
        while await town.store.write(lambda session: session.retire(town.clock.now())):
            pass
        assert await desk(town).show({"id": found["id"]}) == before
        people = "SELECT count(*) FROM recipients"
        rows = await town.store._reader.run(lambda: town.store._reader.raw.execute(people).fetchone())
        assert rows == (0,)

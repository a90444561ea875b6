"""A finger that trembles presses once."""

import contextlib
import datetime as dt
from dataclasses import replace

from bot.doings.taps import Taps
from bot.words.errors import StorageUnavailable
from bot.words.messages import Address, Button, Delivery, Edit, Ignored, Inbound, Press, Say, Typed
from bot.words.turns import Turn
from tests.doings.world import START, Recording, say, typed, world

ANA = Address("post", "ana")


def press(key, data="do.end", message="7", after=0.0, address=ANA):
    return Inbound(key, address, Press(data), START + dt.timedelta(seconds=after), message=message)


def kept(*inbounds):
    """The keys of what is not taken for the second of two taps."""
    return [one.key for one in Taps().without_doubles(inbounds) if type(one.content) is not Ignored]


def test_the_second_tap_of_two_is_ignored_and_a_third_as_well():
    assert kept(press("a"), press("b", after=0.3), press("c", after=0.9)) == ["a"]


def test_a_press_that_is_meant_counts():
    assert kept(press("a"), press("b", after=2.0)) == ["a", "b"]
    assert kept(press("a"), press("b", data="do.keep")) == ["a", "b"]
    assert kept(press("a"), press("b", message="8")) == ["a", "b"]
    assert kept(press("a"), press("b", address=Address("post", "ben"))) == ["a", "b"]


def test_whoever_did_something_else_in_between_means_it():
    between = replace(press("b"), content=Typed("no"))
    assert kept(press("a"), between, press("c", after=0.5)) == ["a", "b", "c"]


def test_what_is_ticked_may_be_unticked_at_once():
    taps, options = Taps(), (Button("✓ Find work", "do.end"), Button("Done", "done"))
    assert len(taps.without_doubles([press("a")])) == 1
    taps.offered([Delivery(1, ANA, Say("Another message.", options)), Delivery(2, ANA, Edit(7, "", options[1:]))])
    assert type(taps.without_doubles([press("b", after=0.3)])[0].content) is Ignored
    taps.offered([Delivery(3, ANA, Edit(7, "What for?", options))])
    assert type(taps.without_doubles([press("c", after=0.6)])[0].content) is Press


def test_a_copy_of_the_first_tap_is_left_to_the_inbox():
    assert kept(press("a"), press("a", after=0.5), press("b", after=0.6)) == ["a", "a"]


def test_what_is_remembered_stays_small():
    taps = Taps()
    for number in range(3000):
        taps.without_doubles([press(str(number), after=number, address=Address("post", str(number)))])
    assert len(taps._last) <= 1001


async def test_tapped_twice_it_is_answered_once_and_both_taps_are_in_the_inbox(tmp_path):
    post = Recording()

    def decide(scene, inbound, moment):
        return Turn(say(scene, moment, "done"), scene)

    async with world(tmp_path, post, decide=decide) as here:
        await here.hear(press("a"))
        await here.hear(press("b", after=0.4))
        await here.hub.settle()
        assert post.texts() == ["done"]
        assert await here.ask(lambda session: session.seen(["a", "b"])) == {"a", "b"}


async def test_where_the_first_tap_was_lost_with_its_commit_the_second_counts(tmp_path):
    post = Recording()
    async with world(tmp_path, post) as here:
        write, fail = here.store.write, [StorageUnavailable("full")]

        async def failing(work, *, is_brief=False):
            if fail:
                raise fail.pop()
            return await write(work, is_brief=is_brief)

        here.store.write = failing
        with contextlib.suppress(StorageUnavailable):
            await here.hear(replace(typed("x"), key="a", content=Press("do.end"), message="7"))
        second = here.hub._taps.without_doubles([replace(typed("x"), key="b", content=Press("do.end"), message="7")])
        assert [type(one.content) for one in second] == [Press]

"""What a relay sends arrives in its place, a file with its bytes, and a removal finds every part; row 43, row 61."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from bot.doings.parts import ids_of_parts, parts
from bot.words.effects.sending import NoteRelayed, Queue
from bot.words.errors import CannotPass, Unreachable
from bot.words.matches import OF_A_PART, Relayed
from bot.words.messages import (
    Address,
    Button,
    Deleted,
    Delivery,
    Edit,
    File,
    Gather,
    Inbound,
    Limits,
    Passed,
    Pin,
    Place,
    Priority,
    Ready,
    Remove,
    Say,
    Written,
)
from bot.words.ports import GaveUp, Sent
from bot.words.turns import Turn
from tests.doings.world import START, Recording, typed, world

ANA = Address("post", "ana")
PHOTO = File("photo", "photo", "image/jpeg", Passed("elsewhere", "f1"), "look")


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (6, 4), "teal").save(out, "PNG")
    return out.getvalue()


def sends(*contents):
    """Decide to send all of these, with the ids 1, 2, 3…"""

    def decide(scene, inbound, moment):
        wishes = tuple(Queue(Delivery(number, scene.address, each)) for number, each in enumerate(contents, 1))
        return Turn(wishes, scene)

    return decide


async def sent(tmp_path, *contents, files=None, limits=None):
    """The channel after these have left."""
    post, elsewhere = Recording("post", limits), Recording("elsewhere")
    elsewhere.files = files or {}
    async with world(tmp_path, post, elsewhere, decide=sends(*contents)) as w:
        await w.hear(typed("hello"))
        await w.hub.settle()
        assert await w.unfinished() == 0
    return post


async def test_a_place_is_looked_up_before_the_call(tmp_path):
    place = Place("theirs", 1, 1)
    post = await sent(tmp_path, Say("root"), Say("answer", place=place), Say("lost", place=Place("theirs", 99, 98)))
    assert [post.ready[number] for number in (1, 2, 3)] == [
        Ready(),
        Ready("ref-1", "ref-1"),
        Ready("theirs", None),
    ]


async def test_a_pin_and_a_gathering_go_as_they_are(tmp_path):
    post = await sent(tmp_path, Pin(1.0, 2.0, Place("theirs")), Gather((ANA,), "hi"))
    assert [type(each.content) for each in post.sent] == [Pin, Gather]
    assert post.ready[1] == Ready("theirs")


async def test_row_62_a_file_crosses_with_its_bytes_and_under_our_name(tmp_path):
    post = await sent(tmp_path, PHOTO, files={"f1": picture()})
    assert (post.sent[0].content.name, post.sent[0].content.media_type) == ("photo.jpg", "image/jpeg")
    assert Image.open(io.BytesIO(post.ready[1].data)).size == (6, 4)


@pytest.mark.parametrize("found", [b"MZ\x90", CannotPass("too-large")])
async def test_row_62_what_cannot_be_passed_on_is_closed_with_a_reason_of_its_own(tmp_path, found):
    post, elsewhere = Recording("post"), Recording("elsewhere")
    elsewhere.files = {"f1": found}
    outcomes = []
    async with world(tmp_path, post, elsewhere, decide=sends(PHOTO, Say("after"))) as w:
        report = w.hub._deliveries._report
        w.hub._deliveries._report = lambda some: (outcomes.extend(some), report(some))
        await w.hear(typed("hello"))
        await w.hub.settle()
        assert await w.unfinished() == 0
    assert [(type(one), getattr(one, "reason", "")) for one in outcomes] == [(GaveUp, "cannot-pass"), (Sent, "")]
    assert post.texts() == ["after"]


async def test_a_source_that_cannot_be_reached_is_tried_again_and_the_channel_stays_open(tmp_path):
    post, elsewhere = Recording("post"), Recording("elsewhere")
    elsewhere.files = {"f1": Unreachable("lost", uncertain=True)}
    async with world(tmp_path, post, elsewhere, decide=sends(PHOTO)) as w:
        await w.hear(typed("hello"))
        await w.hub.settle()
        assert await w.unfinished() == 1
        elsewhere.files = {"f1": picture()}
        await w.later(seconds=5)
        assert await w.unfinished() == 0
    assert (len(post.sent), post.asked) == (1, [])


def told(scene, inbound, moment):
    if inbound.content.text == "oops":
        return Turn((Queue(Delivery(2, scene.address, Remove(1))),), scene)
    return Turn((Queue(Delivery(1, scene.address, Say("x" * 150))),), scene)


async def test_row_43_a_removal_takes_back_every_part(tmp_path):
    post = Recording("post", Limits(60))
    async with world(tmp_path, post, decide=told) as w:
        await w.hear(typed("long"))
        await w.hub.settle()
        said = [each.id for each in post.sent]
        removed = []
        send = post.send

        async def watched(delivery, target, ready=None):
            removed.append(target)
            return await send(delivery, target)

        post.send = watched
        await w.hear(typed("oops"))
        await w.hub.settle()
    assert len(said) == 3
    assert sorted(removed) == sorted(f"ref-{number}" for number in said)


async def test_row_43_nothing_to_take_back_is_no_fault(tmp_path):
    post = await sent(tmp_path, Remove(77))
    assert post.sent == []


# --- parts ---------------------------------------------------------------------------------------------------------

BUTTONS = (Button("Yes", "y"),)


def test_row_61_a_file_whose_caption_is_too_long_goes_before_its_words():
    file = replace(PHOTO, text="word " * 30, buttons=BUTTONS, place=Place("theirs", 4, 5))
    alone, *words = parts(Delivery(7, ANA, file, relay=(1, 2)), Limits(100, caption=60))
    assert alone.content == replace(file, text="", buttons=())
    assert [each.content.place for each in words] == [Place(thread=5)] * len(words)
    assert "".join(each.content.text[5:] for each in words).split() == ["word"] * 30
    assert [each.content.buttons for each in words] == [()] * (len(words) - 1) + [BUTTONS]
    ids = ids_of_parts(7)
    assert [each.id for each in (alone, *words)] == [*(next(ids) for _ in words), 7]
    assert {each.relay for each in (alone, *words)} == {(1, 2)}


def test_a_file_with_buttons_goes_before_them_where_a_message_cannot_have_both():
    file = replace(PHOTO, text="", buttons=BUTTONS)
    assert parts(Delivery(7, ANA, file), Limits(100)) == [Delivery(7, ANA, file)]
    alone, words = parts(Delivery(7, ANA, file), Limits(100, file_buttons=False))
    assert alone.content == replace(file, buttons=())
    assert words.content == Say("photo", BUTTONS)


def test_a_caption_that_fits_stays_with_its_file():
    one = Delivery(7, ANA, replace(PHOTO, text="x" * 60))
    assert parts(one, Limits(100, caption=60)) == [one]
    assert parts(one, Limits(60)) == [one]


def test_the_parts_of_a_text_stay_in_their_thread_and_the_first_alone_answers():
    delivery = Delivery(7, ANA, Say("word " * 40, place=Place("theirs", 4, 5)))
    first, *others = parts(delivery, Limits(100))
    assert first.content.place == Place("theirs", 4, 5)
    assert {each.content.place for each in others} == {Place(thread=5)}
    alone = replace(delivery, content=Say("word " * 40, place=Place("theirs")))
    assert [each.content.place for each in parts(alone, Limits(100))][1:] == [None] * len(others)


@pytest.mark.parametrize("content", [Pin(1.0, 2.0), Remove(3), Edit(1, "x"), Say("x"), Gather((), "x")])
def test_what_has_no_long_text_is_one(content):
    assert parts(Delivery(7, ANA, content), Limits(60)) == [Delivery(7, ANA, content)]


def test_what_is_said_to_several_is_cut():
    (cut,) = parts(Delivery(7, ANA, Gather((), "x" * 100)), Limits(60))
    assert cut.content.text == "x" * 59 + "…"


async def test_files_written_by_us_leave_too(tmp_path):
    post = await sent(tmp_path, File("document", "a.ics", "text/calendar", Written("BEGIN"), "when"))
    assert post.ready[1].data == b"BEGIN"


async def test_row_14_no_second_message_of_any_kind_leaves_before_the_first_is_marked(tmp_path):
    contents = (File("document", "a", "x/y", Written("x"), "one"), Pin(1.0, 2.0), Say("three"))
    post, open_then = Recording("post"), []
    async with world(tmp_path, post, decide=sends(*contents)) as w:
        send = post.send

        async def watched(delivery, target, ready=Ready()):  # noqa: B008 - frozen
            open_then.append(await w.ask(lambda session: session.open_deliveries(delivery.address)))
            return await send(delivery, target, ready)

        post.send = watched
        await w.hear(typed("hello"))
        await w.hub.settle()
    assert open_then == [3, 2, 1]


async def test_who_answers_the_file_before_its_long_words_answers_the_same_message(tmp_path):
    relayed = Relayed(7, 1, 2, Address("elsewhere", "7"), "m1", START)
    file = replace(PHOTO, text="word " * 30)
    scenes = []

    def decide(scene, inbound, moment):
        scenes.append(scene)
        if inbound.replies_to or isinstance(inbound.content, Deleted):
            return Turn((), scene)
        return Turn(
            (Queue(Delivery(7, scene.address, file, Priority.RELAY, relay=(1, 2))), NoteRelayed(relayed)), scene
        )

    post, elsewhere = Recording("post", Limits(100, caption=60)), Recording("elsewhere")
    elsewhere.files = {"f1": picture()}
    async with world(tmp_path, post, elsewhere, decide=decide) as w:
        await w.hear(typed("hello"))
        await w.hub.settle()
        alone, *words = post.sent
        assert isinstance(alone.content, File)
        for number, each in enumerate((alone, words[-1])):
            await w.hear(replace(typed("yes", key=f"answer{number}"), replies_to=f"ref-{each.id}"))
        await w.hear(Inbound("gone", Address("elsewhere", "7"), Deleted(), START, own="m1"))
    answered = [scene.thread.answered for scene in scenes[1:3]]
    assert [each.delivery for each in answered] == [alone.id, 7]
    assert {each.source.removesuffix(OF_A_PART) for each in answered} == {"m1"}
    assert scenes[3].thread.copies == (relayed,)

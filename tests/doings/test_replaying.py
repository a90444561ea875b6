"""The next question may be asked while the disk still writes; nothing is acknowledged before, nothing else said."""

import errno
import os
from dataclasses import replace

import pytest

from bot.doings.batch import Batch
from bot.doings.replaying import comes_to_the_same, may_be_replayed
from bot.words.effects.people import SavePerson, SaveRun
from bot.words.effects.sending import Queue, Schedule
from bot.words.errors import StorageBroken
from bot.words.messages import Address, Delivery, Edit, Limits, Press, Remove, Say
from bot.words.people import Due, Person, Run
from bot.words.ports import GaveUp, Sent
from bot.words.turns import Turn
from tests.doings.world import START, Recording, say, typed, until, world

REPEATING = Limits(text=4096, repeats=True)
LIMITS = {"post": REPEATING, "page": Limits(text=4096)}
ANA = Address("post", "ana")
RUN = Run(7, 1, "onboarding")
NEXT = Delivery(1, ANA, Say("And then?"))
HEARD = typed("hello")

WORDS_OF_MORE = [
    SaveRun(replace(RUN, status="done")),
    SavePerson(Person(1, START)),
    Schedule(Due("later", "later", 1, START)),
    Queue(replace(NEXT, address=Address("post", "ben"))),
    Queue(replace(NEXT, relay=(3, 1))),
    Queue(replace(NEXT, broadcast=3)),
    Queue(replace(NEXT, content=Remove(5))),
]


@pytest.mark.parametrize("effects", [(), (SaveRun(RUN), Queue(NEXT)), (Queue(replace(NEXT, content=Edit(1, "✓"))),)])
def test_what_only_goes_on_with_a_conversation_comes_to_the_same(effects):
    assert comes_to_the_same(HEARD, effects, LIMITS)


@pytest.mark.parametrize("more", WORDS_OF_MORE, ids=lambda effect: type(effect).__name__)
def test_whatever_does_more_is_on_the_disk_first(more):
    assert not comes_to_the_same(HEARD, (SaveRun(RUN), Queue(NEXT), more), LIMITS)


@pytest.mark.parametrize(
    "inbound",
    [
        typed("hello", channel="page"),
        typed("hello", channel="elsewhere"),
        replace(HEARD, content=Press("yes")),
        replace(HEARD, author=Address("post", "ben")),
    ],
)
def test_so_is_what_nobody_would_bring_again(inbound):
    assert not comes_to_the_same(inbound, (SaveRun(RUN),), LIMITS)


def test_a_batch_of_more_than_talk_is_on_the_disk_first():
    talk = Batch(START, [Sent(NEXT, "5", START)], [HEARD])
    assert may_be_replayed(talk)
    assert may_be_replayed(replace(talk, inbounds=()))
    more = [
        replace(talk, due=1),
        replace(talk, claim=1),
        replace(talk, condemned="KeyError"),
    ]
    more.append(replace(talk, outcomes=[GaveUp(NEXT, "gone", START)]))
    assert not any(map(may_be_replayed, more))


class Disk:
    """What the operating system is asked to flush, and how; the flush itself happens."""

    def __init__(self, monkeypatch, post):
        self.flushes: list[int] = []
        self.error: OSError | None = None
        self._post = post
        self._flush = os.fdatasync
        monkeypatch.setattr(os, "fdatasync", self.flush)

    def flush(self, file):
        """Note how many calls had begun by then."""
        self.flushes.append(sum(self._post.calls.values()))
        if self.error:
            raise self.error
        self._flush(file)


def goes_on(scene, inbound, moment):
    return Turn(say(scene, moment, "next"), scene)


async def used_to(here, times=12):
    """Some talk, after which the disk is known to be quick."""
    for number in range(times):
        await here.hear(typed(f"warm {number}", id=f"w{number}"))


async def test_the_next_question_leaves_before_the_flush_and_the_acknowledgement_after_it(tmp_path, monkeypatch):
    post = Recording(limits=REPEATING)
    disk = Disk(monkeypatch, post)
    async with world(tmp_path, post, decide=goes_on) as here:
        await used_to(here)
        before, flushed = post.calls["next"], len(disk.flushes)
        await here.hear(typed("hello"))
        assert disk.flushes[flushed:] == [before + 1]
        assert here.store.is_flushed


async def test_that_something_was_sent_reaches_the_disk_soon_and_keeps_no_answer_waiting(tmp_path, monkeypatch):
    post = Recording(limits=REPEATING)
    disk = Disk(monkeypatch, post)
    async with world(tmp_path, post, decide=goes_on) as here:
        await used_to(here)
        await until(lambda: post.calls["next"] == 12)
        flushed = len(disk.flushes)
        here.time.turn(0.2)
        await until(lambda: not here.store.is_flushed)
        assert await here.unfinished() == 0
        assert len(disk.flushes) == flushed
        here.time.turn(1)
        await until(lambda: here.store.is_flushed)
        assert len(disk.flushes) == flushed + 1


async def test_what_nobody_would_bring_again_is_flushed_before_it_is_answered(tmp_path, monkeypatch):
    post = Recording()
    disk = Disk(monkeypatch, post)
    async with world(tmp_path, post, decide=goes_on) as here:
        await used_to(here)
        await until(lambda: post.calls["next"] == 12)
        flushed = len(disk.flushes)
        await here.hear(typed("hello"))
        assert disk.flushes[flushed:] == [12]
        await until(lambda: post.calls["next"] == 13)


async def test_row_17_after_a_flush_that_failed_nothing_is_acknowledged_and_the_process_ends(tmp_path, monkeypatch):
    post = Recording(limits=REPEATING)
    disk = Disk(monkeypatch, post)
    async with world(tmp_path, post, decide=goes_on) as here:
        await used_to(here)
        disk.error = OSError(errno.EIO, "I/O error")
        with pytest.raises(StorageBroken):
            await here.hear(typed("hello"))
        assert here.hub.failed.is_set()
        with pytest.raises(StorageBroken):
            await here.store.write(lambda session: None)

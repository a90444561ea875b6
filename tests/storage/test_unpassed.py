"""Whoever wrote something that will not arrive hears of it: it becomes due for them, once for each reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.words.effects.sending import CancelQueued, CancelRelays
from bot.words.messages import Edit, File, Passed, Remove
from bot.words.people import Due
from bot.words.ports import GaveUp, Sent
from tests.storage.given import MATCH, NOW, SECOND, SENA_CHAT, TIED, copy, delivery

PHOTO = File("photo", "photo", "image/jpeg", Passed("telegram", "f1"))


@pytest.fixture
async def talk(store):
    await store.write(lambda s: s.carry_out(TIED, NOW))
    return store


async def _closed(store, queued, reason):
    """What is due after these were queued and the first leased was given up."""

    def work(session):
        leased = session.queue(queued, NOW)
        session.finish([GaveUp(one, reason, NOW) for one in leased])

    await store.write(work)
    return await _due(store)


async def _due(store):
    return [each for each in await store.write(lambda s: s.due(NOW + SECOND, 9)) if each.kind == "not-passed"]


def _told(what, sender=1):
    key = f"match:{MATCH.id:x}:not-passed{what}:{sender:x}"
    return Due(key, "not-passed", sender, NOW, subject=f"{MATCH.id}/{what}")


@pytest.mark.parametrize(
    ("content", "reason", "what"),
    [
        (PHOTO, "cannot-pass", "file"),
        (PHOTO, "expired", "failed"),
        (None, "rejected", "failed"),
        (None, "gone", "gone"),
        (Edit(5, "new"), "rejected", "change"),
        (Remove(5), "rejected", "change"),
    ],
)
async def test_row_62_the_sender_of_what_did_not_arrive_is_told_why(talk, content, reason, what):
    one = copy(101, "Hello Sena")
    queued = [replace(one, content=content) if content else one]
    assert await _closed(talk, queued, reason) == [_told(what)]


async def test_an_edit_of_what_is_not_there_either_is_not_worth_a_word(talk):
    assert await _closed(talk, [copy(101, "", content=Edit(5, "new"))], "nothing-to-edit") == []


async def test_what_was_ours_to_say_is_told_to_nobody(talk):
    assert await _closed(talk, [delivery(101, "good morning", SENA_CHAT)], "rejected") == []


async def test_when_someone_is_gone_all_who_wrote_to_them_hear_it_once(talk):
    queued = [delivery(100, "good morning", SENA_CHAT), copy(101, "Hello"), copy(102, "Are you there?")]
    assert await _closed(talk, queued, "gone") == [_told("gone")]


async def test_when_someone_blocks_us_those_whose_words_were_waiting_hear_it(talk):
    await talk.write(lambda s: s.queue([delivery(100, "hi", SENA_CHAT), copy(101, "Hello")], NOW))
    await talk.write(lambda s: s.carry_out([CancelQueued(SENA_CHAT)], NOW))
    assert await _due(talk) == [_told("gone")]


async def test_row_64_what_its_own_turn_cancelled_is_told_by_that_turn(talk):
    await talk.write(lambda s: s.queue([delivery(100, "hi", SENA_CHAT), copy(101, "Hello")], NOW))
    await talk.write(lambda s: s.carry_out([CancelRelays(MATCH.id, 1)], NOW))
    assert await _due(talk) == []


async def test_whoever_no_longer_holds_a_delivery_closes_nothing_and_tells_nobody(talk):
    (leased,) = await talk.write(lambda s: s.queue([copy(101, "Hello")], NOW))
    await talk.write(lambda s: s.finish([Sent(leased, "m101", NOW)]))
    await talk.write(lambda s: s.finish([GaveUp(leased, "gone", NOW)]))
    assert await _due(talk) == []

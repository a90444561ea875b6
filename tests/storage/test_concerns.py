"""A report keeps the words it is about and those around them, sealed, for as long as someone has to act on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import text

from bot.words.effects.matches import SaveConcern
from bot.words.effects.people import Erase
from bot.words.matches import Concern
from bot.words.messages import Edit, File, Passed, Pin, Remove
from storage import open_store
from tests.storage.given import AMINA_CHAT, DAY, KEY, NOW, SECOND, SENA_CHAT, TIED, copy, delivery

CONCERN = Concern(41, "first-job", 1, 3, 31, "money", "new", NOW, {"note": "Asked me for a loan."})


async def _tell(store, *more):
    await store.write(lambda s: s.carry_out(TIED, NOW))

    def talk(session):
        for place in range(8):
            session.queue([copy(100 + place, f"a{place}")], NOW + place * SECOND)
            session.queue([copy(200 + place, f"s{place}", sender=3)], NOW + place * SECOND)
            session.queue([delivery(300 + place, "a nudge", address=SENA_CHAT, person=3)], NOW)
            session.queue([copy(400 + place, "of another match", relay=(99, 1))], NOW)
        session.queue(more, NOW + 9 * SECOND)

    await store.write(talk)


async def _save(store, concern, quote=None, now=NOW):
    await store.write(lambda s: s.carry_out([SaveConcern(concern, quote)], now))


async def _standing(store, program=None):
    return await store.read(lambda s: s.concerns(program))


async def test_the_quoted_message_is_kept_with_five_before_and_after(store):
    await _tell(store)
    await _save(store, CONCERN, quote=203)
    (kept,) = await _standing(store)
    talk = kept.words.pop("talk")
    assert kept == replace(CONCERN, words={"note": "Asked me for a loan."})
    assert [said["text"] for said in talk] == "a1 s1 a2 s2 a3 s3 a4 s4 a5 s5 a6".split()
    assert [said["by"] for said in talk] == ["mentee", "mentor"] * 5 + ["mentee"]
    assert [said.get("reported", False) for said in talk] == [False] * 5 + [True] + [False] * 5
    assert dt.datetime.fromisoformat(talk[5]["at"]) == NOW + 3 * SECOND


async def test_files_edits_and_what_was_taken_back_are_told_apart(store):
    others = [
        File("photo", "photo.jpg", "image/jpeg", Passed("telegram", "f1"), "my house"),
        Pin(30.04, 31.23),
        Edit(107, "a7, changed"),
        Remove(107),
    ]
    await _tell(store, *(replace(copy(500 + place, ""), content=says) for place, says in enumerate(others)))
    await _save(store, replace(CONCERN, words=None), quote=503)
    (kept,) = await _standing(store)
    assert kept.words["said"] is None
    plain = [{name: said[name] for name in said if name != "at"} for said in kept.words["talk"][-4:]]
    assert plain == [
        {"by": "mentee", "text": "my house", "kind": "photo"},
        {"by": "mentee", "text": "", "kind": "location"},
        {"by": "mentee", "text": "a7, changed", "change": "edited"},
        {"by": "mentee", "text": "", "change": "removed", "reported": True},
    ]


@pytest.mark.parametrize("quote", [301, 999, 402])
async def test_what_is_not_of_this_talk_is_not_quoted(store, quote):
    await _tell(store)
    await _save(store, CONCERN, quote=quote)
    assert await _standing(store) == [CONCERN]


async def test_the_words_stay_when_the_talk_is_wiped_and_when_it_is_taken_up(store):
    await _tell(store)
    await _save(store, CONCERN, quote=203)
    (kept,) = await _standing(store)
    taken = replace(kept, status="taken", owner=2)
    await store.write(lambda s: s.retire(NOW + 60 * DAY))
    await _save(store, taken)
    assert await _standing(store) == [taken]


async def test_the_open_ones_of_a_program_come_oldest_first(store):
    other = replace(CONCERN, id=42, program="new-city", created_at=NOW - DAY, match=None, about=None)
    newer = replace(CONCERN, id=40, created_at=NOW + DAY)
    for concern in (newer, CONCERN, other, replace(CONCERN, id=43, status="closed")):
        await _save(store, concern)
    assert await _standing(store) == [other, CONCERN, newer]
    assert await _standing(store, "first-job") == [CONCERN, newer]
    await _save(store, replace(CONCERN, status="closed", outcome="Talked to both."))
    assert await _standing(store, "first-job") == [newer]


async def test_it_names_nobody_who_is_gone_but_keeps_what_was_reported(store):
    await _tell(store)
    await _save(store, CONCERN, quote=203)
    (kept,) = await _standing(store)
    await store.write(lambda s: s.carry_out([Erase(1)], NOW))
    assert await _standing(store) == [replace(kept, reporter=0)]
    await store.write(lambda s: s.carry_out([SaveConcern(replace(CONCERN, id=44)), Erase(3)], NOW))
    assert [(one.reporter, one.about) for one in await _standing(store)] == [(0, None), (1, None)]
    await store.write(lambda s: s.carry_out([Erase(1), SaveConcern(replace(CONCERN, id=44))], NOW))
    assert [one.reporter for one in await _standing(store)] == [0, 0]


async def test_a_year_after_it_was_closed_its_words_are_wiped(sqlite_file):
    url = f"sqlite:///{sqlite_file}"
    store = await open_store(url, KEY)
    await _tell(store)
    await _save(store, replace(CONCERN, status="closed"), now=NOW + DAY)
    await _save(store, replace(CONCERN, id=45), now=NOW + DAY)
    held = []
    for days in (365, 366):
        await store.write(lambda s, days=days: s.retire(NOW + days * DAY))
        raw = store._reader.raw
        held.append(await store._reader.run(lambda raw=raw: raw.execute(_HELD).fetchall()))
    await store.close()
    assert held == [[(41, 1), (45, 1)], [(41, 0), (45, 1)]]


_HELD = str(text("SELECT id, told IS NOT NULL FROM concerns ORDER BY id"))


async def test_nothing_reported_stands_in_the_open(sqlite_store, sqlite_file):
    await _tell(sqlite_store)
    secret = replace(CONCERN, words={"note": "canary-loan"}, outcome="canary-outcome")
    await _save(sqlite_store, secret, quote=203)
    await sqlite_store.write(lambda s: s.carry_out([Erase(99)], NOW))
    await sqlite_store.close()
    assert b"canary" not in sqlite_file.read_bytes()
    assert AMINA_CHAT.id.encode() not in sqlite_file.read_bytes()

"""A journey is seen by both, pinned to a version that stays; what needs a human stands on the list until settled."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from bot.words.effects.desk import Raise, Settle
from bot.words.effects.matches import KeepVersion, SaveJourney, SaveMatch
from bot.words.effects.people import Erase, SavePerson
from bot.words.journeys import Attention, Journey, Version
from storage import open_store
from tests.storage.given import (
    AMINA,
    AMINA_CHAT,
    DAY,
    KEY,
    MATCH,
    NOW,
    SECOND,
    SENA_CHAT,
    TIED,
)

OPENED = replace(MATCH, status="open")
JOURNEY = Journey(
    MATCH.id,
    "first-job",
    "abc",
    dt.date(2026, 3, 9),
    track="apply",
    shift=7,
    steps={"arrive": {"mentee": {"sent": "2026-03-09", "did": "done"}, "mentor": {"passed_over": "late"}}},
    kept={"check_ins": [{"by": "mentor", "said": 8}]},
)
VERSION = Version("abc", "first-job", "frozen words", NOW)
SILENT = Attention("silent:31", "silent", "first-job", NOW, match=31, person=3, told={"days": 15})


async def _keep(store, *effects, now=NOW):
    await store.write(lambda s: s.carry_out(effects, now))


async def _journeys_seen(store):
    scenes = await store.read(lambda s: s.scenes([AMINA_CHAT, SENA_CHAT]))
    return [tie.journey for scene in scenes.values() for tie in scene.ties]


async def _list(store, program=None):
    return await store.read(lambda s: s.attention(program))


async def _retire(store, now):
    while await store.write(lambda s: s.retire(now)):
        pass


async def test_both_see_the_journey_as_it_was_kept_last(store):
    await _keep(store, *TIED)
    assert await _journeys_seen(store) == [None, None]
    moved = replace(JOURNEY, status="paused", shift=21, version="def", track="steady")
    await _keep(store, SaveJourney(JOURNEY), SaveJourney(moved))
    assert await _journeys_seen(store) == [moved, moved]
    found = await store.read(lambda s: s.scenes_of([1]))
    assert [tie.journey for tie in found[1].ties] == [moved]


async def test_journeys_not_over_are_listed_with_their_match(store):
    over = replace(JOURNEY, id=32, status="ended")
    elsewhere = replace(JOURNEY, id=33, program="new-city")
    matches = [OPENED, replace(OPENED, id=32), replace(OPENED, id=33, program="new-city")]
    await _keep(store, *TIED, *map(SaveMatch, matches), *map(SaveJourney, [JOURNEY, over, elsewhere]))
    assert await store.read(lambda s: s.journeys()) == [(matches[0], JOURNEY), (matches[2], elsewhere)]
    assert await store.read(lambda s: s.journeys("new-city")) == [(matches[2], elsewhere)]


async def test_a_version_is_kept_as_it_was_first_and_for_as_long_as_it_is_walked(store):
    again = replace(VERSION, frozen="other words", kept_at=NOW + DAY)
    other = Version("zzz", "first-job", "nobody walks it", NOW)
    await _keep(store, *TIED, SaveMatch(OPENED), KeepVersion(VERSION), KeepVersion(other), SaveJourney(JOURNEY))
    await _keep(store, KeepVersion(again))
    assert await store.read(lambda s: s.versions()) == [VERSION]
    await _keep(store, SaveJourney(replace(JOURNEY, status="ended")))
    assert await store.read(lambda s: s.versions()) == []


async def test_a_line_raised_again_is_the_same_line_and_keeps_its_age_and_owner(store):
    await _keep(store, *TIED, Raise(SILENT))
    taken = replace(SILENT, status="taken", owner=9)
    await _keep(store, Raise(taken))
    await _keep(store, Raise(replace(SILENT, since=NOW + DAY, told={"days": 16})), now=NOW + DAY)
    assert await _list(store) == [replace(taken, told={"days": 16})]


async def test_a_line_settles_by_itself_only_while_nobody_has_taken_it(store):
    other = replace(SILENT, key="low:31", kind="low", since=NOW - DAY, told=None, program="new-city")
    await _keep(store, *TIED, Raise(SILENT), Raise(other))
    assert await _list(store) == [other, SILENT]
    assert await _list(store, "first-job") == [SILENT]
    taken = replace(other, status="taken", owner=9)
    await _keep(store, Raise(taken))
    await _keep(store, Settle(SILENT.key), Settle(other.key))
    assert await _list(store) == [taken]
    await _keep(store, Raise(replace(SILENT, since=NOW + DAY)))
    assert await _list(store, "first-job") == [replace(SILENT, since=NOW + DAY)]
    await _keep(store, Raise(SILENT), Settle(SILENT.key), Raise(replace(taken, status="done")))
    assert await _list(store) == []


async def test_with_one_of_the_two_erased_the_journey_ends_and_keeps_nothing(store):
    lines = [Raise(SILENT), Raise(replace(SILENT, key="x", person=1)), Raise(replace(SILENT, key="y", match=None))]
    await _keep(store, *TIED, SaveMatch(OPENED), KeepVersion(VERSION), SaveJourney(JOURNEY), *lines)
    await _keep(store, Erase(1))
    assert await store.read(lambda s: (s.journeys(), s.versions())) == ([], [])
    assert [line.key for line in await _list(store)] == ["y"]
    await _keep(store, Erase(3))
    assert await _list(store) == []


@pytest.mark.parametrize("erased_first", [True, False])
async def test_what_is_wished_beside_an_erasure_brings_nothing_back(store, url, erased_first):
    await _keep(store, *TIED, SaveMatch(OPENED))
    wishes = [SaveJourney(JOURNEY), Raise(SILENT)]
    await _keep(store, *([Erase(1), *wishes] if erased_first else [*wishes, Erase(1)]))
    assert await store.read(lambda s: (s.journeys(), s.attention())) == ([], [])


async def test_a_line_owned_by_someone_who_is_erased_is_open_again(store):
    await _keep(store, *TIED, SavePerson(replace(AMINA, id=9)), Raise(replace(SILENT, status="taken", owner=9)))
    await _keep(store, Erase(9))
    assert await _list(store) == [SILENT]


async def test_what_is_over_is_forgotten_in_time(store):
    over = replace(JOURNEY, status="ended")
    await _keep(
        store, *TIED, SaveMatch(OPENED), SaveJourney(over), Raise(SILENT), Raise(replace(SILENT, status="gone"))
    )
    await _retire(store, NOW + 399 * DAY)
    assert (await _journeys_seen(store))[0] == over
    await _retire(store, NOW + 400 * DAY + SECOND)
    assert (await _journeys_seen(store))[0] == replace(over, steps={}, kept={})


async def test_a_journey_that_goes_on_is_never_forgotten(store):
    await _keep(store, *TIED, SaveMatch(OPENED), SaveJourney(JOURNEY), Raise(SILENT))
    await _retire(store, NOW + 900 * DAY)
    assert (await _journeys_seen(store))[0] == JOURNEY
    assert await _list(store) == [SILENT]


async def test_what_was_said_on_the_way_is_sealed(sqlite_file):
    store = await open_store(f"sqlite:///{sqlite_file}", KEY)
    await _keep(store, *TIED, SaveMatch(OPENED), SaveJourney(replace(JOURNEY, kept={"own": "Secret words"})))
    await _keep(store, Raise(replace(SILENT, told="Secret words")))
    await store.close()
    held = b"".join(path.read_bytes() for path in sqlite_file.parent.glob("alongside.sqlite3*"))
    assert b"Secret words" not in held
    assert b"check_ins" not in held

"""Join codes are found by how they are written, and what is counted of those who came stays when they are forgotten."""

from __future__ import annotations

from dataclasses import replace

from bot.words.desk import Look
from bot.words.effects.desk import Arrive, SaveJoinCode
from bot.words.effects.matches import SaveMatch
from bot.words.effects.people import Erase
from bot.words.joining import Arrivals, JoinCode
from bot.words.turns import Scene
from tests.storage.given import AMINA_TELLS, BEN_ARRIVES, BEN_CHAT, DAY, MATCH, NOW, TIED

STRANGER = Scene(BEN_CHAT)
POSTER = JoinCode(501, "k7m2p9", "first-job", "mentee", "library poster", 2, NOW)
TALK = JoinCode(502, "w3x4y5", "first-job", "", "Maria's talk", None, NOW + DAY)


async def _keep(store, *effects):
    await store.write(lambda s: s.carry_out(effects, NOW))


async def _codes(store, program="first-job") -> dict[str, Arrivals]:
    desk = await store.write(lambda s: s.desk(Look(joins=(program,)), STRANGER, NOW))
    return {code.source: counted for code, counted in desk.joins}


async def _found(store, code) -> JoinCode | None:
    return (await store.write(lambda s: s.desk(Look(join=code), STRANGER, NOW))).join


async def test_a_code_is_found_by_what_it_says_open_or_closed(store):
    await _keep(store, SaveJoinCode(POSTER), SaveJoinCode(TALK))
    assert await _found(store, "k7m2p9") == POSTER
    assert await _found(store, "zzzzzz") is None
    closed = replace(POSTER, closed_at=NOW + DAY)
    await _keep(store, SaveJoinCode(closed))
    assert await _found(store, "k7m2p9") == closed


async def test_codes_of_a_program_stand_newest_first_and_others_do_not_see_them(store):
    await _keep(store, SaveJoinCode(POSTER), SaveJoinCode(TALK))
    assert list(await _codes(store)) == ["Maria's talk", "library poster"]
    assert await _codes(store, "another") == {}


async def test_each_who_came_counts_once_and_as_far_as_they_got(store):
    await _keep(store, *AMINA_TELLS, *BEN_ARRIVES, SaveJoinCode(POSTER))
    await _keep(store, Arrive(501, 1), Arrive(501, 2))
    await _keep(store, Arrive(501, 1))
    assert await _codes(store) == {"library poster": Arrivals(2, 1, 0)}, "Amina takes part, Ben not yet"
    await _keep(store, *TIED, SaveMatch(replace(MATCH, status="offered")))
    before = (await _codes(store))["library poster"]
    assert before.matched == 0, "a proposal is no match"
    await _keep(store, SaveMatch(replace(MATCH, status="open")), Arrive(501, MATCH.mentor))
    assert (await _codes(store)) == {"library poster": Arrivals(3, 2, 2)}, "both sides of a match are introduced"


async def test_whoever_is_forgotten_is_still_counted_and_no_longer_known(store):
    await _keep(store, *AMINA_TELLS, *BEN_ARRIVES, *TIED, SaveMatch(replace(MATCH, status="open")))
    await _keep(store, SaveJoinCode(POSTER), Arrive(501, 1), Arrive(501, 2))
    before = await _codes(store)
    await _keep(store, Erase(1))
    assert await _codes(store) == before
    await _keep(store, Erase(2))
    assert await _codes(store) == before


async def test_coming_and_being_forgotten_in_one_batch_leaves_nobody_behind(store):
    await _keep(store, SaveJoinCode(POSTER), *AMINA_TELLS, Arrive(501, 1), Erase(1))
    assert await _codes(store) == {"library poster": Arrivals(0, 0, 0)}


def test_numbers_of_one_to_four_people_are_not_shown_nor_what_would_tell_them():
    assert Arrivals(0, 0, 0).shown() == (0, 0, 0)
    assert Arrivals(4, 4, 0).shown() == (None, None, None)
    assert Arrivals(12, 6, 5).shown() == (12, 6, 5)
    assert Arrivals(12, 10, 3).shown() == (12, None, None)
    assert Arrivals(12, 12, 0).shown() == (12, 12, 0)

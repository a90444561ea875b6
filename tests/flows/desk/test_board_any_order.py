"""Approved, released, called back, refused, left, in any order: seats hold, and what is called back stays unseen."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest

from bot.words.effects.people import Erase, SavePerson
from bot.words.matches import SEATED
from tests.flows.desk.test_board import PROGRAM, STAFF, opens, people, taps

DEEDS = ("approve", "undo", "approve all", "release", "release at", "recall", "refuse", "leave", "stop", "wait", "look")


@pytest.mark.parametrize("seed", range(3))
async def test_any_order_keeps_seats_and_nobody_sees_what_was_called_back_before(company, seed):
    chance = random.Random(seed)
    async with company(STAFF) as everyone:
        await opens(everyone, "Rosa", mentees=7, mentors=3)
        recalled: set[int] = set()
        for _ in range(14):
            before = await _offered(everyone)
            who = chance.choice(("Rosa", "Luis"))
            await _does(everyone, who, chance.choice(DEEDS), chance, recalled)
            await _holds(everyone)
            shown = await _offered(everyone) - before
            assert not shown & recalled, "called back, and shown all the same"
        await everyone.waits(days=3)
        assert not await _offered(everyone) & recalled
        entered = await everyone.store.read(lambda session: session.audit(PROGRAM, 1_000))
        assert recalled <= {one.match for one in entered if one.what == "recall"}


async def _does(everyone, who: str, deed: str, chance: random.Random, recalled: set[int]) -> None:
    await everyone.says(who, "/desk")
    await taps(everyone, who, "Matching")
    labels = {button.label for entry in _last(everyone, who) for button in entry.buttons}
    board = await everyone.store.read(lambda session: session.laid(PROGRAM))
    on_their_way = {one.id for one in board.held if one.mentee in board.offers}
    if deed in {"approve", "undo"} and "Look at them" in labels:
        await taps(everyone, who, "Look at them", "1 · Approve", *(["Undo"] if deed == "undo" else []))
    elif deed == "refuse" and "Approved ones" in labels:
        await taps(everyone, who, "Approved ones", "1 · Not this pair", "Not now")
    elif deed == "approve all" and any(label.startswith("Approve all") for label in labels):
        await taps(everyone, who, "Approve all", "Yes")
    elif deed == "release" and "Release now" in labels:
        recalled.clear()
        await taps(everyone, who, "Release now")
    elif deed == "release at" and "Release at…" in labels:
        recalled.clear()
        await taps(everyone, who, "Release at")
        await everyone.says(who, "tomorrow at 9")
    elif deed == "recall" and "Call back" in labels:
        await taps(everyone, who, "Call back")
        recalled |= on_their_way
    elif deed == "look":
        await taps(everyone, who, "Dry run")
    elif deed == "wait":
        await everyone.waits(hours=chance.choice((1, 9, 20)))
    elif deed in {"leave", "stop"}:
        someone = chance.choice(await people(everyone)).person
        await everyone.keeps(Erase(someone.id) if deed == "leave" else SavePerson(replace(someone, active=False)))


async def _holds(everyone) -> None:
    pool = await everyone.store.read(lambda session: session.pool(PROGRAM))
    taken = Counter(one.mentor for one in pool.matches if one.status in SEATED)
    seats = {m.person.id: m.membership.profile["seats"] for m in pool.members if m.membership.role == "mentor"}
    assert all(taken[mentor] <= seats[mentor] for mentor in taken), "more mentees than places"
    pairs = Counter((one.mentee, one.mentor) for one in pool.matches)
    assert max(pairs.values(), default=1) == 1, "the same pair twice"


async def _offered(everyone) -> set[int]:
    pool = await everyone.store.read(lambda session: session.pool(PROGRAM))
    return {one.id for one in pool.matches if one.status in {"offered", "asked"}}


def _last(everyone, who: str):
    return [entry for entry in everyone.chat(who).messages() if entry.origin == "bot" and entry.buttons][-1:]

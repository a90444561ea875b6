"""Which match goes without which nudges is kept as it was drawn, with everything a report compares."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.doings.counting import count_weeks
from bot.words.effects.matches import Enrol, LeaveOut, SaveJourney, SaveMatch
from bot.words.effects.people import Erase
from bot.words.effects.sending import NoteRelayed
from bot.words.holdouts import Arm, LeftOut
from bot.words.journeys import Journey
from tests.storage.given import DAY, MATCH, NOW, TIED, relayed

OPEN = replace(MATCH, status="open")
ARM = Arm(MATCH.id, "first-job", "silence", held=True, share=0.2, at=NOW)
OTHER = Arm(MATCH.id, "first-job", "check_in", held=False, share=0.1, at=NOW)
JOURNEY = Journey(MATCH.id, "first-job", "v1", dt.date(2026, 3, 2), kept={"meetings": [{"said": "met", "day": 3}]})
LEFT = LeftOut(MATCH.id, "silence", "nudge", "mentee", NOW + DAY)
BEGUN = (*TIED, SaveMatch(OPEN), SaveJourney(JOURNEY), Enrol(ARM), Enrol(OTHER))


async def keep(store, *effects, now=NOW):
    await store.write(lambda s: s.carry_out(effects, now))


async def enrolled(store):
    return await store.read(lambda s: s.enrolled("first-job"))


async def test_an_arm_stays_as_it_was_drawn_whatever_is_drawn_later(store):
    await keep(store, *BEGUN)
    await keep(store, Enrol(replace(ARM, held=False, share=0.5, at=NOW + DAY)))
    (one,) = await enrolled(store)
    assert one.arms == (OTHER, ARM)
    assert (one.match.id, one.journey, one.is_known) == (MATCH.id, JOURNEY, True)
    assert await store.read(lambda s: s.enrolled("another")) == []


class Later:
    """Two weeks on, a Sunday."""

    def now(self):
        return NOW + 15 * DAY


async def test_nudges_left_out_and_messages_are_counted_once_each_by_week(store):
    await keep(store, *BEGUN, LeaveOut(LEFT), LeaveOut(replace(LEFT, what="help")))
    # One message in two parts, and one of the other side; a week later two more.
    await keep(store, *(NoteRelayed(relayed(id, "m1")) for id in (1, 2)), NoteRelayed(relayed(3, "m2", 3)))
    await keep(store, NoteRelayed(relayed(4, "m3", sent_at=NOW + 7 * DAY)))
    await keep(store, NoteRelayed(relayed(5, "m4", sent_at=NOW + 7 * DAY)))
    (one,) = await enrolled(store)
    assert (one.left_out, one.messages, one.counted) == ({"silence": 2}, {}, None)
    await count_weeks(store, Later())
    (one,) = await enrolled(store)
    assert one.messages == {dt.date(2026, 2, 23): 2, dt.date(2026, 3, 2): 2}
    assert one.counted == dt.date(2026, 3, 16)


async def test_a_match_one_of_whose_two_is_erased_counts_without_naming_them(store):
    await keep(store, *BEGUN)
    await keep(store, Erase(1), now=NOW + DAY)
    (one,) = await enrolled(store)
    assert (one.match.status, one.match.reason, one.match.mentee) == ("ended", "left", 0)
    assert not one.is_known


async def test_after_400_days_nothing_of_it_is_left(store):
    await keep(store, *BEGUN, LeaveOut(LEFT), NoteRelayed(relayed(1, "m1")))
    await store.write(lambda s: s.retire(NOW + 399 * DAY))
    assert len(await enrolled(store)) == 1
    await store.write(lambda s: s.retire(NOW + 402 * DAY))
    assert await enrolled(store) == []

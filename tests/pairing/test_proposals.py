"""From a proposal to a match or to nothing: one clear outcome, whoever acts at the same moment."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.words.effects.people import SaveMembership
from bot.words.matches import PROPOSED, SEATED
from tests.pairing.circle import Circle, circle, member, seats, sit_down


async def test_a_mentee_picks_and_the_mentor_agrees(url):
    async with circle(url, [member(1, "mentee"), member(2, "mentor")]) as around:
        await around.round()
        assert "found someone" in around.chats.heard["Mentee1"][-1]
        await around.does(around.presses("Mentee1", "Ask Mentor2"))
        assert "Mentee1 would like you as a mentor" in around.chats.heard["Mentor2"][-1]
        await around.does(around.types("Mentee1", "any news?"), around.types("Mentor2", "/status"))
        assert "I have asked Mentor2, who has a few days to answer" in around.chats.heard["Mentee1"][-1]
        assert "I have asked" not in around.chats.heard["Mentor2"][-1]
        await around.does(around.presses("Mentor2", "Yes, gladly"))
        [match] = await around.matches()
        assert match.status == "open"
        assert any("meet your mentor: Mentor2" in text for text in around.chats.heard["Mentee1"])
        assert any("you are their mentor now" in text for text in around.chats.heard["Mentor2"])


async def test_two_mentees_pick_the_last_place_in_one_moment_and_each_hears_the_truth(url):
    """Suggestions reserve a seat each, so two can only want the same one after the mentor gave a place away."""
    people = [member(1, "mentee"), member(2, "mentee"), seats(member(3, "mentor"), 2)]
    async with circle(url, people) as around:
        await around.round()
        _, membership = seats(people[2], 1)
        await around.store.write(lambda session: session.carry_out([SaveMembership(membership)], around.clock.now()))
        await around.does(around.presses("Mentee1", "Ask Mentor3"), around.presses("Mentee2", "Ask Mentor3"))
        statuses = Counter(match.status for match in await around.matches())
        assert statuses["asked"] == 1
        [loser] = [
            name for name in ("Mentee1", "Mentee2") if "become unavailable" in " ".join(around.chats.heard[name])
        ]
        assert any("among the first in line" in text for text in around.chats.heard[loser])


@pytest.mark.parametrize("first", ["Mentor2", "Mentee1"])
async def test_a_yes_and_a_goodbye_in_one_moment_have_one_outcome(url, first):
    async with circle(url, [member(1, "mentee"), member(2, "mentor")]) as around:
        await around.round()
        await around.does(around.presses("Mentee1", "Ask Mentor2"))
        acts = [around.presses("Mentor2", "Yes, gladly"), around.types("Mentee1", "/stop")]
        await around.does(*(acts if first == "Mentor2" else reversed(acts)))
        found = await around.matches()
        if first == "Mentor2":
            assert [match.status for match in found] == ["paused"]
            assert "taking a break" in around.chats.heard["Mentor2"][-1]
        else:
            assert [match.status for match in found if match.status in PROPOSED] == []
            assert any("settled in another way" in text for text in around.chats.heard["Mentor2"])


async def test_a_no_brings_the_next_choice_by_itself(url):
    async with circle(url, [member(1, "mentee"), member(2, "mentor"), member(3, "mentor")]) as around:
        await around.round()
        [first] = [label for label in around.chats.buttons["Mentee1"] if label.startswith("Ask ")][:1]
        picked = first.removeprefix("Ask ")
        other = "Mentor3" if picked == "Mentor2" else "Mentor2"
        await around.does(around.presses("Mentee1", first))
        await around.does(around.presses(picked, "Not now"))
        await around.does(around.presses(picked, "In a month"))
        assert "There is someone else" in around.chats.heard["Mentee1"][-1]
        await around.does(around.types("Mentee1", f"Ask {other}"))
        await around.does(around.types(other, "yes gladly"))
        assert [(m.status, m.mentor) for m in await around.matches()] == [("open", int(other[-1]))]


async def test_a_question_first_goes_there_and_back(url):
    async with circle(url, [member(1, "mentee"), member(2, "mentor")]) as around:
        await around.round()
        await around.does(around.presses("Mentee1", "Ask Mentor2"))
        await around.does(around.presses("Mentor2", "I have a question first"))
        await around.does(around.types("Mentor2", "How much time do you have?"))
        assert "How much time do you have?" in around.chats.heard["Mentee1"][-1]
        await around.does(around.types("Mentee1", "An hour a week <b>& more</b>"))
        assert "An hour a week <b>& more</b>" in around.chats.heard["Mentor2"][-1]
        await around.does(around.types("Mentor2", "1"))
        assert [match.status for match in await around.matches()] == ["open"]


async def test_nobody_answers_and_the_seat_is_free_again(url):
    async with circle(url, [member(1, "mentee"), member(2, "mentor")]) as around:
        await around.round()
        await around.does(around.presses("Mentee1", "Ask Mentor2"))
        await around.later(days=5)
        assert any("small reminder" in text for text in around.chats.heard["Mentor2"])
        assert "looking for someone else" in around.chats.heard["Mentor2"][-1]
        assert [match for match in await around.matches() if match.status in SEATED] == []
        assert any("can't take this on" in text for text in around.chats.heard["Mentee1"])
        before = len(around.chats.heard["Mentor2"])
        await around.does(around.presses("Mentor2", "Yes, gladly"))
        assert [match for match in await around.matches() if match.status in SEATED] == []
        assert len(around.chats.heard["Mentor2"]) == before + 1


async def test_reminders_and_ends_of_a_proposal_come_at_a_friendly_hour_of_whom_they_are_for(url):
    """The round is at noon in Greenwich: five in the morning in Los Angeles, one at night in Auckland."""
    zones = {1: "America/Los_Angeles", 2: "Pacific/Auckland"}
    people = [
        (replace(person, zone=zones[person.id]), replace(membership, profile={**membership.profile, "times": []}))
        for person, membership in (member(1, "mentee"), member(2, "mentor"))
    ]
    async with circle(url, people) as around:
        await around.round()
        far = around.clock.now() + dt.timedelta(days=30)
        offered = await around.store.read(lambda session: session.next_due())
        assert 9 <= offered.astimezone(ZoneInfo(zones[1])).hour < 20
        await around.does(around.presses("Mentee1", "Ask Mentor2"))
        planned = await around.store.write(lambda session: session.due(far, 50))
        hours = {due.kind: due.at.astimezone(ZoneInfo(zones[due.person])).hour for due in planned if due.person}
        assert {"invite-remind", "invite-over"} <= hours.keys()
        assert all(9 <= hour < 20 for hour in hours.values()), hours


async def test_a_mentee_who_does_not_choose_rests_until_they_say_so(url):
    async with circle(url, [member(1, "mentee"), member(2, "mentor")]) as around:
        await around.round()
        await around.later(days=5)
        assert "let these suggestions go" in around.chats.heard["Mentee1"][-1]
        assert await around.round() == []
        await around.does(around.types("Mentee1", "look again"))
        assert "looking again" in around.chats.heard["Mentee1"][-1]


async def test_two_processes_and_two_yeses_in_one_instant(postgres_url):
    """Two workers on one PostgreSQL: the mentor's yes and the mentee's other wish are settled under the lock."""
    async with AsyncExitStack() as stack:
        one = await sit_down(stack, postgres_url, [member(1, "mentee"), member(2, "mentor"), member(3, "mentor")])
        other = await sit_down(stack, postgres_url)
        await one.round()
        first = next(label for label in one.chats.buttons["Mentee1"] if label.startswith("Ask "))
        await one.does(one.presses("Mentee1", first))
        await other.hub.settle()
        asked = first.removeprefix("Ask ")
        shown = one.chats.buttons[asked] or other.chats.buttons[asked]
        one.chats.buttons[asked] = other.chats.buttons[asked] = shown
        other.keys = iter(range(10_000, 20_000))
        await asyncio.gather(one.does(one.presses(asked, "Yes, gladly")), other.does(other.presses(asked, "Not now")))
        [match] = [each for each in await one.matches() if each.mentor == int(asked[-1])] or [None]
        assert match is None or match.status in {"open", "asked", "declined"}
        texts = one.chats.heard[asked] + other.chats.heard[asked]
        assert sum("you are their mentor now" in text for text in texts) == (
            match is not None and match.status == "open"
        )


ACTS = st.lists(st.integers(0, 10**6), min_size=3, max_size=14)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(chances=ACTS)
async def test_whatever_people_do_at_once_no_seat_is_given_twice(tmp_path_factory, chances):
    folder = tmp_path_factory.mktemp("circle")
    await _live(f"sqlite:///{folder}/a.sqlite3", chances)


@pytest.mark.parametrize("seed", range(4))
async def test_nor_is_one_on_postgresql(postgres_url, seed):
    dice = random.Random(seed)
    await _live(postgres_url, [dice.randrange(10**6) for _ in range(14)])


async def _live(url: str, chances: list[int]) -> None:
    people = [*(member(n, "mentee") for n in (1, 2, 3)), member(4, "mentor"), seats(member(5, "mentor"), 2)]
    async with circle(url, people) as around:
        await around.round()
        for chance in chances:
            await _anything(around, random.Random(chance))
            await _all_is_well(around)
    for who, heard in around.chats.heard.items():
        assert not any("Something went wrong" in text for text in heard), who


async def _anything(around: Circle, dice: random.Random) -> None:
    """Some people do something in the same moment, or time passes, or there is a round."""
    turn = dice.random()
    if turn < 0.15:
        await around.round()
    elif turn < 0.3:
        await around.later(hours=dice.choice([3, 30, 100]))
    else:
        names = dice.sample(["Mentee1", "Mentee2", "Mentee3", "Mentor4", "Mentor5"], dice.randint(1, 4))
        acts = []
        for name in names:
            shown = list(around.chats.buttons[name])
            said = dice.choice([*shown, *shown, "yes", "not now", "2", "/stop", "/start", "hello", "look again"])
            acts.append(around.presses(name, said) if said in shown else around.types(name, said))
        await around.does(*acts)


async def _all_is_well(around: Circle) -> None:
    matches = await around.matches()
    pool = await around.store.read(lambda session: session.pool("walking"))
    room = {m.person.id: m.membership.profile.get("seats", 0) for m in pool.members if m.membership.role == "mentor"}
    taken = Counter(match.mentor for match in matches if match.status in SEATED)
    assert all(taken[mentor] <= room.get(mentor, 99) for mentor in taken), (taken, room)
    busy = Counter(match.mentee for match in matches if match.status in {"asked", "open", "paused"})
    assert all(number == 1 for number in busy.values()), matches
    pairs = Counter((match.mentee, match.mentor) for match in matches)
    assert max(pairs.values(), default=0) <= 1
    assert await around.store.read(lambda session: session.open_deliveries()) == 0


@pytest.fixture(autouse=True)
def _quiet(caplog):
    caplog.set_level("ERROR")

"""A cohort on Slack, from /desk to the last answer: through the real SDK, over a stand-in that is strict."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import pytest

from bot.words.desk import Look
from bot.words.effects.people import SaveMembership
from bot.words.messages import Address
from bot.words.people import Membership
from bot.words.turns import Scene
from tests.cohorts.chats import Chat, begins_a_cohort, until
from tests.cohorts.conftest import NOW, PROGRAM, known
from tests.faults.bots import running, slack_channel
from tests.stand_ins.slack.workspace import TEAM

ROOM = "mentors-spring-volunteers"
NOBODY = Scene(Address("", ""))


class SlackChat(Chat):
    """The same on Slack, where the bot writes over what it said before."""

    def told(self):
        return [shown.text for shown in self.person.chat if shown.by_bot]

    async def presses(self, label, words):
        before = [shown.raw.get("text") for shown in self.person.chat]
        await self.person.presses(label)
        await until(
            lambda: (
                [shown.raw.get("text") for shown in self.person.chat] != before
                and any(words in text for text in self.told())
            )
        )

    def in_room(self):
        return [shown.text for shown in self.person.room(ROOM) if shown.by_bot]

    async def sees_in_room(self, words):
        await until(lambda: any(words in text for text in self.in_room()))
        return next(shown for shown in reversed(self.person.room(ROOM)) if words in shown.text)


@asynccontextmanager
async def office(tmp_path, slack, stage):
    """Carla coordinates, Bilal and Dora are mentors in training; all write from Slack."""
    async with running(tmp_path, stage, slack_channel(slack)) as alongside:
        await slack.sockets.connected.wait()
        names = {"Carla": 1, "Bilal": 2, "Dora": 3}
        chats = {name: SlackChat(slack.person(f"U{number}", name)) for name, number in names.items()}
        effects = [
            effect
            for name, number in names.items()
            for effect in known(number, name, Address("slack", f"{TEAM}/U{number}"), staff=number == 1)
        ]
        await alongside.store.write(lambda session: session.carry_out(effects, NOW))
        yield alongside, chats
        await slack.settled()
        await alongside.hub.settle()
    assert slack.violations == []


async def make(carla):
    """Carla makes a cohort that begins today."""
    await begins_a_cohort(carla)
    await carla.says("Slack", "making the channel")
    await carla.hears("The room of Spring volunteers is there")
    rooms = carla.person.slack.workspace.rooms
    await until(lambda: any("U1" in room.members for room in rooms.values()))


async def test_from_the_desk_to_the_last_answer(tmp_path, slack, neighbors):
    async with office(tmp_path, slack, neighbors) as (alongside, chats):
        carla, bilal, dora = chats["Carla"], chats["Bilal"], chats["Dora"]
        await make(carla)
        await carla.sees_in_room("This is the room of Spring volunteers")
        prompt = await carla.sees_in_room("where did you once arrive as a stranger")

        await carla.presses("Invite mentors in training", "I ask every mentor of New Neighbors")
        for mentor in (bilal, dora):
            await mentor.hears("Spring volunteers begin on")
            await mentor.presses("Join Spring volunteers", "You are part of Spring volunteers now")
        await until(lambda: {"U1", "U2", "U3"} <= next(iter(slack.workspace.rooms.values())).members)

        before = len(dora.in_room())
        await bilal.person.says_in(ROOM, "nobody asked the bot about this")
        await bilal.person.says_in(ROOM, "How often should we meet?", mention=True)
        noted = await bilal.sees_in_room("A coordinator answers it here")
        assert noted.thread, "it stands in the thread of the question"
        await dora.person.says_in(ROOM, "And what if they miss a meeting?", under=prompt)
        await until(lambda: len(dora.in_room()) == before + 2)

        await carla.says("/desk", "Your desk, Carla")
        await carla.presses("Today", "Spring volunteers: open questions: 2")
        await carla.presses("1 · Look", "Open questions: 2")
        await carla.presses("Open the questions", "How often should we meet?")
        await carla.presses("1 · Answer", "What is your answer?")
        await carla.says("Once a week is a good start.", "Your answer stands in the room now")
        answer = await bilal.sees_in_room("Carla answers:\n\nOnce a week is a good start.")
        assert answer.thread == noted.thread
        await carla.says("/desk", "Your desk, Carla")
        await carla.presses("Today", "Spring volunteers: open questions: 1")
        await carla.presses("1 · Look", "Open questions: 1")
        await carla.presses("Open the questions", "And what if they miss a meeting?")
        await carla.presses("1 · Answered there", "No question is open")

        await bilal.says("answers", "Questions and answers of Spring volunteers")
        assert "Once a week is a good start." in bilal.told()[-1]
        assert "answered in the room" in bilal.told()[-1]
        await dora.person.says_in(ROOM, "answers", mention=True)
        await dora.sees_in_room("Questions and answers of Spring volunteers")

        passed = Membership(1002, 2, PROGRAM, "mentor", "waiting", {}, NOW, {"training": {"passed": "2026-01-01"}})
        await alongside.store.write(lambda session: session.carry_out([SaveMembership(passed)], NOW))
        await carla.says("/desk", "Your desk, Carla")
        await carla.presses("People", "Who works here")
        await carla.presses("Cohorts", "1. Spring volunteers: New Neighbors")
        await carla.presses("1 · Look", "Finished: Bilal")
        shown = carla.told()[-1]
        assert "Members: 2. 1 of them have finished" in shown
        assert "Dora: has not begun" in shown
        assert "Questions: 0 open, 2 answered" in shown
        assert "Prompts still to come: 4" in shown
        room = " ".join(dora.in_room())
        assert "Finished" not in room
        assert "has not begun" not in room, "nobody's training is told in the room"


async def test_words_of_someone_in_need_are_answered_in_private_alone(tmp_path, slack, neighbors):
    async with office(tmp_path, slack, neighbors) as (alongside, chats):
        await make(chats["Carla"])
        bilal = chats["Bilal"]
        slack.workspace.rooms["C00000000"].members.add("U2")
        await bilal.person.says_in(ROOM, "I want to kill myself", mention=True)
        await bilal.hears("What you write sounds very hard")
        await alongside.hub.settle()
        assert not any("passed that on" in text or "sounds very hard" in text for text in bilal.in_room())
        seen = await alongside.store.write(lambda s: s.desk(Look(cohorts=(PROGRAM,)), NOBODY, NOW))
        assert seen.cohorts[0].questions == ()


async def test_a_name_that_is_taken_gets_a_number_and_an_answer_lost_makes_no_second_channel(
    tmp_path, slack, neighbors
):
    slack.api.rooms.create({"name": ROOM})
    slack.workspace.rooms["C00000000"].creator = "U7"
    slack.fail_next("conversations.create", "name_taken")
    slack.fail_next("conversations.create", "accept-then-reset")
    async with office(tmp_path, slack, neighbors) as (_, chats):
        await make(chats["Carla"])
    assert [room.name for room in slack.workspace.rooms.values()] == [ROOM, f"{ROOM}-2"]


@pytest.mark.parametrize("what", ["archived", "written"])
async def test_a_room_that_is_gone_is_told_with_what_to_do_and_nothing_is_lost(tmp_path, slack, neighbors, what):
    async with office(tmp_path, slack, neighbors) as (alongside, chats):
        carla = chats["Carla"]
        await make(carla)
        await carla.sees_in_room("where did you once arrive")
        slack.workspace.rooms["C00000000"].members.add("U2")
        await chats["Bilal"].person.says_in(ROOM, "How often should we meet?", mention=True)
        await carla.sees_in_room("A coordinator answers it here")
        if what == "archived":
            await carla.person.archives(ROOM)
        else:
            slack.workspace.rooms["C00000000"].archived = True
            await chats["Bilal"].person.says_in(ROOM, "Anyone here?", mention=True)
        told = await carla.hears("I can't write in the room of Spring volunteers any more")
        assert "Unarchive it" in told
        slack.workspace.rooms["C00000000"].archived = False
        await carla.presses("Try again", "I try it again")
        await until(lambda: sum("This is the room of" in text for text in carla.in_room()) == 2)
        await alongside.hub.settle()
        seen = await alongside.store.write(lambda s: s.desk(Look(cohorts=(PROGRAM,)), NOBODY, NOW))
        assert seen.cohorts[0].cohort.trouble == ""
        assert seen.cohorts[0].questions[-1].text == "How often should we meet?"


async def test_an_app_without_the_right_to_make_channels_goes_on_and_says_what_is_missing(tmp_path, slack, neighbors):
    slack.workspace.scopes = "chat:write,commands,files:read,files:write,im:history,im:read,im:write,mpim:write"
    async with office(tmp_path, slack, neighbors) as (_, chats):
        carla = chats["Carla"]
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(3):
                await make(carla)
        assert any("alongside doctor" in text for text in carla.told())
        await carla.says("/desk", "Your desk, Carla")

"""A cohort on Telegram: in a topic of a group, and in a plain group, over a stand-in that is strict."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace

from bot.serving import doors_of
from bot.words.desk import Look, Staff
from bot.words.effects.desk import SaveStaff
from bot.words.messages import Address
from bot.words.turns import Scene
from tests.cohorts.chats import Chat, begins_a_cohort, until
from tests.cohorts.conftest import NOW, PROGRAM, known
from tests.faults.bots import running, telegram_channel

NOBODY = Scene(Address("", ""))
GROUP, SUPERGROUP = -4321, -1001234567890
ALL_RIGHTS = ("can_manage_topics", "can_invite_users")


@asynccontextmanager
async def office(tmp_path, telegram, stage):
    """Carla coordinates, Bilal is a mentor in training; both write from Telegram."""
    channel = telegram_channel(telegram)
    stage = replace(stage, doors=lambda: doors_of([channel]))
    async with running(tmp_path, stage, channel) as alongside:
        await until(lambda: channel.door is not None)
        chats = {name: Chat(telegram.person(number, name)) for number, name in ((1, "Carla"), (2, "Bilal"))}
        effects = [
            effect
            for number, name in ((1, "Carla"), (2, "Bilal"))
            for effect in known(number, name, Address("telegram", str(number)), staff=number == 1)
        ]
        for chat in chats.values():
            chat.person.started = True
        await alongside.store.write(lambda session: session.carry_out(effects, NOW))
        yield alongside, chats["Carla"], chats["Bilal"]
        await telegram.until_confirmed()
        await alongside.hub.settle()
    assert telegram.violations == []


async def make(carla):
    """Carla makes a cohort that begins today; gives the code that a group is to be told."""
    await begins_a_cohort(carla)
    steps = await carla.says("Telegram", "needs a group on Telegram")
    assert "@stand_in_bot" in steps
    return steps.rpartition("/cohort ")[2]


async def seen(alongside):
    return (await alongside.store.write(lambda s: s.desk(Look(cohorts=(PROGRAM,)), NOBODY, NOW))).cohorts[0]


def room(group, topic=None):
    return [one.text for one in group.from_bot(topic)]


async def test_a_topic_of_a_group_from_the_code_to_the_answer(tmp_path, telegram, neighbors):
    group = telegram.group(SUPERGROUP, is_forum=True)
    async with office(tmp_path, telegram, neighbors) as (alongside, carla, bilal):
        code = await make(carla)
        group.adds_bot(carla.person, *ALL_RIGHTS)
        group.says(carla.person, f"/cohort {code}")
        await carla.hears("The room of Spring volunteers is there")
        (topic,) = group.topics
        assert group.topics[topic] == "Spring volunteers"
        await until(lambda: len(group.from_bot(topic)) == 2)
        welcome, prompt = group.from_bot(topic)
        assert "This is the room of Spring volunteers" in welcome.text
        assert "where did you once arrive" in prompt.text
        await until(lambda: group.links)
        await alongside.hub.settle()

        await carla.presses("Invite mentors in training", "I ask every mentor")
        await bilal.hears("Spring volunteers begin on")
        await bilal.presses("Join Spring volunteers", f"Here is the way into the group: {group.links[0]}")

        group.says(bilal.person, "between ourselves: this is only for the group", topic=topic)
        first = group.says(bilal.person, "@stand_in_bot how often should we meet?", topic=topic)
        await until(lambda: len(group.from_bot(topic)) == 3)
        second = group.says(bilal.person, "It was in Lisbon.", topic=topic, under=prompt)
        await until(lambda: len(group.from_bot(topic)) == 4)
        third = group.says(bilal.person, "/ask may I call them by their first name?", topic=topic)
        await until(lambda: len(group.from_bot(topic)) == 5)
        assert [one.answers for one in group.from_bot(topic)[2:]] == [
            first.message_id,
            second.message_id,
            third.message_id,
        ]
        group.says(bilal.person, "thank you", topic=topic, under=group.from_bot(topic)[2])
        group.says(bilal.person, "/status", topic=topic)
        await until(lambda: len(group.from_bot(topic)) == 6)
        assert "our own chat" in room(group, topic)[-1]
        questions = (await seen(alongside)).questions
        assert [one.text for one in reversed(questions)] == [
            "how often should we meet?",
            "It was in Lisbon.",
            "may I call them by their first name?",
        ]
        assert {one.name for one in questions} == {"Bilal"}

        await carla.says("/desk", "Your desk, Carla")
        await carla.presses("People", "Who works here")
        await carla.presses("Cohorts", "1. Spring volunteers")
        await carla.presses("1 · Look", "Questions: 3 open")
        await carla.presses("Questions (3)", "how often should we meet?")
        await carla.presses("1 · Answer", "What is your answer?")
        await carla.says("Once a week.", "Your answer stands in the room now")
        await until(lambda: len(group.from_bot(topic)) == 7)
        assert group.from_bot(topic)[-1].answers == first.message_id
        assert room(group, topic)[-1] == "Carla answers:\n\nOnce a week."
        group.says(bilal.person, "/answers", topic=topic)
        await until(lambda: len(group.from_bot(topic)) == 8)
        assert "Once a week." in room(group, topic)[-1]
        assert room(group) == [], "nothing was said outside of the topic"


async def test_a_plain_group_is_the_room_itself_and_goes_on_as_a_supergroup(tmp_path, telegram, neighbors):
    group = telegram.group(GROUP)
    async with office(tmp_path, telegram, neighbors) as (alongside, carla, bilal):
        code = await make(carla)
        group.adds_bot(carla.person)
        group.says(carla.person, "/cohort nonsense")
        await until(lambda: len(room(group)) == 1)
        assert "I don't know this code" in room(group)[0]
        group.says(carla.person, f"/cohort@stand_in_bot {code}")
        await until(lambda: len(room(group)) == 3)
        await carla.hears("I could not make an invite link")
        after = group.migrates(SUPERGROUP)
        await telegram.until_confirmed()
        await alongside.hub.settle()
        assert (await seen(alongside)).cohort.room == Address("telegram", str(SUPERGROUP))
        after.says(bilal.person, "/ask is this still the same group?")
        await until(lambda: len(after.from_bot()) == 4)
        after.adds_bot(carla.person, *ALL_RIGHTS)
        await carla.says("/desk", "Your desk, Carla")
        await carla.presses("People", "Who works here")
        await carla.presses("Cohorts", "1. Spring volunteers")
        await carla.presses("1 · Look", "Questions: 1 open")
        await carla.presses("Try again", "I try it again")
        await until(lambda: after.links)


async def test_what_a_group_became_is_also_learnt_from_a_refusal(tmp_path, telegram, neighbors):
    group = telegram.group(GROUP)
    async with office(tmp_path, telegram, neighbors) as (alongside, carla, bilal):
        code = await make(carla)
        group.adds_bot(carla.person)
        group.says(carla.person, f"/cohort {code}")
        await until(lambda: len(room(group)) == 2)
        await alongside.hub.settle()
        group.migrated_to = SUPERGROUP
        after = telegram.group(SUPERGROUP)
        after.is_in, after._next = True, 100
        group.says(bilal.person, "/ask still here?")
        await until(lambda: len(after.from_bot()) == 1)
        await alongside.hub.settle()
        assert (await seen(alongside)).cohort.room == Address("telegram", str(SUPERGROUP))


async def test_without_rights_the_coordinator_hears_what_to_do_and_the_code_still_works(tmp_path, telegram, neighbors):
    group = telegram.group(SUPERGROUP, is_forum=True)
    async with office(tmp_path, telegram, neighbors) as (_, carla, _bilal):
        code = await make(carla)
        group.adds_bot(carla.person)
        group.says(carla.person, f"/cohort {code}")
        told = await carla.hears("I could not make a topic for Spring volunteers")
        assert told.endswith(f"/cohort {code}")
        group.adds_bot(carla.person, *ALL_RIGHTS)
        group.says(carla.person, f"/cohort {code}")
        await carla.hears("The room of Spring volunteers is there")
        assert list(group.topics.values()) == ["Spring volunteers"]


async def test_a_bot_that_is_removed_says_so_to_the_coordinator_and_starts_nothing_in_a_group(
    tmp_path, telegram, neighbors
):
    group = telegram.group(SUPERGROUP, is_forum=True)
    async with office(tmp_path, telegram, neighbors) as (alongside, carla, bilal):
        group.adds_bot(carla.person, *ALL_RIGHTS)
        group.says(bilal.person, "/start")
        group.says(bilal.person, "@stand_in_bot hello, can I be a mentor?")
        code = await make(carla)
        group.says(carla.person, f"/cohort {code}")
        await carla.hears("The room of Spring volunteers is there")
        assert room(group) == [], "in a group that is no room it says nothing"
        (topic,) = group.topics
        group.says(bilal.person, "I want to kill myself @stand_in_bot", topic=topic)
        await bilal.hears("What you write sounds very hard")
        await alongside.hub.settle()
        assert not any("hard" in text for text in room(group, topic))
        group.removes_bot(carla.person)
        await carla.hears("I can't write in the room of Spring volunteers any more")
        assert (await seen(alongside)).cohort.trouble == "gone"
        group.adds_bot(carla.person, *ALL_RIGHTS)
        await telegram.until_confirmed()
        await alongside.hub.settle()
        assert (await seen(alongside)).cohort.trouble == ""


async def test_a_button_pressed_by_who_may_not_changes_nothing(tmp_path, telegram, neighbors):
    group = telegram.group(GROUP)
    async with office(tmp_path, telegram, neighbors) as (alongside, carla, bilal):
        code = await make(carla)
        group.adds_bot(carla.person, *ALL_RIGHTS)
        group.says(carla.person, f"/cohort {code}")
        await carla.hears("The room of Spring volunteers is there")
        id = (await seen(alongside)).cohort.id
        await bilal.says("/help", "")
        telegram.callback(bilal.person, bilal.person.chat[-1], f"desk.cohorts.end.{id:x}.yes")
        await bilal.hears("This button is not for you")
        telegram.callback(bilal.person, bilal.person.chat[-1], "cohort.join.abc123")
        await bilal.hears("There is no such group any more")
        telegram.callback(carla.person, carla.person.chat[-1], f"cohort.join.{id:x}")
        await carla.hears("This is for mentors of New Neighbors who are in training")
        gathered = await seen(alongside)
        assert (gathered.cohort.status, gathered.members) == ("open", ())
        former = Staff(1, "coordinator", PROGRAM, NOW, ended=NOW)
        await alongside.store.write(lambda session: session.carry_out([SaveStaff(former)], NOW))
        telegram.callback(carla.person, carla.person.chat[-1], f"desk.cohorts.end.{id:x}.yes")
        await carla.hears("This button is not for you")
        assert (await seen(alongside)).cohort.status == "open"

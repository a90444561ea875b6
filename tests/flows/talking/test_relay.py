"""Words, files and places go to the partner they are for, and to nobody else; rows 42, 43, 54, 56 and 62."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.words.effects.people import SaveMembership
from bot.words.messages import PeoplePicked, PickedPerson, Unreadable
from tests.flows.talking.company import PAIR
from tests.scenes.player import PICTURE

SEVERAL = """
Ana is on Telegram.
Sam is on Telegram.
Li is on Slack.
Ana mentors Sam in new_neighbors.
Ana mentors Li in new_neighbors.
"""
STRANGER = f"{PAIR}Eve is on Telegram.\nMax is on Telegram.\nMax mentors Eve in new_neighbors.\n"


async def test_nothing_goes_to_a_partner_before_it_was_said_for_whom_it_is(company):
    async with company(PAIR) as people:
        await people.says("Sam", "I feel lonely today")
        assert people.news("Sam") == ["Shall I pass this on to Ana?"]
        assert people.copies("Ana") == []
        await people.taps("Sam", "Send to Ana")
        assert people.copies("Ana") == ["💬 Sam: I feel lonely today"]


async def test_row_44_a_double_tap_passes_it_on_once(company):
    async with company(PAIR) as people:
        await people.says("Sam", "hello")
        data = next(b.data for _, b in people.chat("Sam").offers() if b.label == "Send to Ana")
        await people.presses("Sam", data)
        await people.presses("Sam", data)
        assert people.copies("Ana") == ["💬 Sam: hello"]


async def test_what_is_typed_while_the_question_is_open_waits_too(company):
    async with company(PAIR) as people:
        await people.says("Sam", "one", "two")
        await people.waits(minutes=2)
        await people.says("Sam", "three", "yes")
        assert people.copies("Ana") == ["💬 Sam: one", "💬 Sam: two", "💬 Sam: three"]


async def test_a_message_that_only_sounds_like_an_option_is_no_answer(company):
    async with company(SEVERAL) as people:
        await people.says("Ana", "hello", "Sam is who I mean I think", "no I cannot on Monday")
        assert people.news("Ana")[-1] == "Who are these 3 messages for?"
        await people.says("Ana", "2")
        assert [text.partition(": ")[2] for text in people.copies("Li")] == [
            "hello",
            "Sam is who I mean I think",
            "no I cannot on Monday",
        ]
        assert people.copies("Sam") == []


async def test_in_talk_words_go_straight_on_until_half_an_hour_has_passed(company):
    async with company(PAIR) as people:
        await people.in_talk("Sam")
        await people.says("Sam", "hello")
        await people.waits(minutes=29)
        await people.says("Sam", "still here")
        await people.waits(minutes=31)
        await people.says("Sam", "and now?")
        assert people.copies("Ana") == ["💬 Sam: hello", "💬 Sam: still here"]
        assert people.news("Sam") == ["Shall I pass this on to Ana?"]


@pytest.mark.parametrize("word", ["stop", "Help!", "back", "report", "end", "block", "delete everything", "/hug"])
async def test_words_one_says_to_us_are_never_passed_on_without_asking(company, word):
    async with company(PAIR) as people:
        await people.in_talk("Sam")
        await people.says("Sam", word)
        assert "Is it for Ana, or for me?" in people.news("Sam")[-1]
        assert people.copies("Ana") == []
        await people.taps("Sam", "Send to Ana")
        assert people.copies("Ana") == [f"💬 Sam: {word}"]
        await people.says("Sam", "good night")
        assert people.copies("Ana")[-1] == "💬 Sam: good night"


async def test_a_word_that_was_for_us_is_done_and_never_passed_on(company):
    async with company(PAIR) as people:
        await people.in_talk("Sam")
        await people.says("Sam", "stop")
        await people.taps("Sam", "It was for you")
        assert "All right, I stop here" in people.news("Sam")[-1]
        assert people.copies("Ana") == []
        assert not (await people.scene("Sam")).person.active


ASKS = ["who can read this?", "Is this private?", "what do you keep about me?", "Do coordinators read our messages?"]


@pytest.mark.parametrize("asks", ASKS)
async def test_who_asks_who_reads_along_is_told_and_the_question_still_reaches_the_partner_if_it_was_theirs(
    company, asks
):
    async with company(PAIR) as people:
        await people.in_talk("Sam")
        await people.says("Sam", asks)
        told = people.news("Sam")[-1]
        assert "The program reads it only if one of you reports a problem" in told
        assert told.endswith("Or was your question for Ana?")
        assert people.copies("Ana") == []
        await people.taps("Sam", "Send to Ana")
        assert people.copies("Ana") == [f"💬 Sam: {asks}"]
        await people.says("Sam", "good night")
        assert people.copies("Ana")[-1] == "💬 Sam: good night"


async def test_outside_of_a_talk_too_and_a_no_sends_nothing(company):
    async with company(PAIR) as people:
        await people.says("Sam", "¿quién puede leer esto?")
        assert people.news("Sam")[-1].endswith("Or was your question for Ana?")
        await people.says("Sam", "no")
        assert people.copies("Ana") == []
        await people.in_talk("Sam")
        await people.says("Sam", "hello", "can you see me tomorrow?", "who knows a good dentist here?")
        assert len(people.copies("Ana")) == 3, "what only sounds like it goes straight on"


async def test_with_several_partners_who_asks_is_told_and_nothing_goes_anywhere(company):
    async with company(SEVERAL) as people:
        await people.says("Sam", "who can read this?")
        assert "The program reads it only if one of you reports a problem" in people.news("Sam")[-1]
        assert people.copies("Ana") == []


async def test_a_real_command_in_talk_is_a_command(company):
    async with company(PAIR) as people:
        await people.in_talk("Sam")
        await people.says("Sam", "/privacy")
        assert "What I keep" in people.news("Sam")[-1]
        assert people.copies("Ana") == []


async def test_an_answer_goes_to_whom_it_answers_whatever_question_is_open(company):
    async with company(SEVERAL) as people:
        await people.in_talk("Sam")
        await people.says("Sam", "can you help me?")
        await people.says("Ana", "/end")
        await people.replies("Ana", "can you help me?", "of course")
        assert people.copies("Sam") == ["💬 Ana: of course"]
        assert people.news("Ana")[-1] == "→ Sam"
        answered = people.find("Sam", "of course").answers
        assert people.chat("Sam").entry(answered).text == "can you help me?"
        assert (await people.scene("Ana")).run.flow == "aboutwhom"


async def test_an_answer_to_ones_own_message_points_at_the_copy_the_partner_has(company):
    async with company(PAIR) as people:
        await people.in_talk("Sam")
        await people.says("Sam", "first", "second")
        await people.replies("Sam", "first", "this one I mean")
        assert people.chat("Ana").entry(people.find("Ana", "this one").answers).text == "💬 Sam: first"


async def test_row_42_a_copy_is_passed_on_by_nobody(company):
    async with company(PAIR) as people:
        await people.in_talk("Sam")
        await people.in_talk("Ana")
        await people.says("Sam", "hello")
        await people.waits(hours=1)
        assert (people.copies("Ana"), people.copies("Sam")) == (["💬 Sam: hello"], [])


# --- changed and taken back: row 43


async def test_row_43_an_edit_changes_the_copy_and_sends_nothing_new(company):
    async with company(PAIR) as people:
        await people.in_talk("Sam")
        await people.says("Sam", "see you on Monday")
        await people.edits("Sam", "Monday", "see you on Tuesday")
        assert people.copies("Ana") == ["💬 Sam: see you on Tuesday"]


async def test_row_43_an_edit_may_make_a_message_longer_or_shorter_than_one(company):
    async with company(PAIR) as people:
        await people.in_talk("Sam")
        await people.says("Sam", "short one")
        await people.edits("Sam", "short one", "word " * 700)
        first, second = people.copies("Ana")
        assert first.startswith("💬 Sam (1/2):")
        assert second.startswith("💬 Sam (2/2):")
        assert (first + second).count("word") == 700
        await people.edits("Sam", "word", "short again")
        assert [text for text in people.copies("Ana") if "short again" in text] == ["💬 Sam: short again"]
        assert not any("word" in text for text in people.copies("Ana"))


async def test_row_43_a_late_edit_changes_nothing_and_says_so(company):
    async with company(PAIR) as people:
        await people.in_talk("Sam")
        await people.says("Sam", "see you on Monday")
        await people.waits(hours=49)
        await people.edits("Sam", "Monday", "see you never")
        assert people.copies("Ana") == ["💬 Sam: see you on Monday"]
        assert "more than two days old" in people.news("Sam")[-1]


async def test_row_43_what_is_deleted_is_taken_back_and_later_said_to_be(company):
    async with company("Ana is on Telegram.\nSam is on Slack.\nAna mentors Sam in new_neighbors.") as people:
        await people.in_talk("Sam")
        await people.says("Sam", "one", "two")
        await people.deletes("Sam", "one")
        assert people.copies("Ana") == ["💬 Sam: two"]
        await people.waits(hours=49)
        await people.deletes("Sam", "two")
        assert people.copies("Ana") == ["💬 Sam took this message back."]


async def test_row_43_what_waits_can_be_changed_too(company):
    async with company(PAIR) as people:
        await people.says("Sam", "see you on Monday")
        await people.edits("Sam", "Monday", "see you on Tuesday")
        await people.says("Sam", "yes")
        assert people.copies("Ana") == ["💬 Sam: see you on Tuesday"]


async def test_row_43_an_edit_of_what_was_never_passed_on_says_nothing(company):
    async with company(PAIR) as people:
        await people.says("Sam", "/privacy", "hello", "no")
        people.news("Sam")
        await people.edits("Sam", "hello", "hello you")
        assert (people.news("Sam"), people.copies("Ana")) == ([], [])


async def test_row_43_an_edit_that_comes_with_its_message_is_not_lost(company):
    async with company(PAIR) as people:
        await people.in_talk("Sam")
        import asyncio

        from bot.words.messages import Edited, Inbound, Typed

        now, address = people.clock.now(), people.chat("Sam").address
        both = [
            Inbound("k1", address, Typed("Monday"), now, own="901"),
            Inbound("k2", address, Edited("Tuesday"), now, own="901"),
        ]
        await asyncio.wait_for(people.hub.accept(both), 5)
        await people.hub.settle()
        assert people.copies("Ana") == ["💬 Sam: Tuesday"]


# --- whoever may not: rows 54 and 56


@pytest.mark.parametrize(("who", "told"), [("Sam", "I can't pass this on"), ("Ana", "this has not gone out")])
async def test_row_54_without_the_age_screen_nothing_is_passed_on(company, who, told):
    async with company(PAIR) as people:
        await people.in_talk("Sam")
        await people.changes_person(who, adult=None)
        await people.says("Sam", "hello")
        assert people.copies("Ana") == []
        assert told in people.news("Sam")[-1]


async def test_row_54_whoever_left_the_program_passes_nothing_on(company):
    async with company(PAIR) as people:
        await people.in_talk("Sam")
        mine = (await people.scene("Sam")).memberships[0]
        await people.keeps(SaveMembership(replace(mine, status="stopped")))
        await people.says("Sam", "hello")
        assert people.copies("Ana") == []
        assert "not taking part in the program just now" in people.news("Sam")[-1]


@pytest.mark.parametrize("verb", ["write", "pause", "report", "block", "end", "share", "meet"])
async def test_row_56_a_button_of_someone_elses_match_does_nothing(company, verb):
    async with company(STRANGER) as people:
        match = await people.match("Sam")
        await people.presses("Eve", f"pair.{match.id:x}.{verb}")
        assert people.news("Eve") == ["That button is from earlier, so I changed nothing."]
        assert await people.match("Sam") == match


@pytest.mark.parametrize(
    "data", ["pair", "pair.", "pair..write", "pair.zz.write", "pair.1.nothing", "pair.1.write.x.y"]
)
async def test_row_56_a_button_that_was_never_made_breaks_nothing(company, data):
    async with company(PAIR) as people:
        await people.presses("Sam", data)
        assert len(people.news("Sam")) == 1


async def test_row_56_a_held_message_is_only_for_ones_own_partners(company):
    async with company(STRANGER) as people:
        await people.says("Eve", "secret")
        run, other = (await people.scene("Eve")).run, (await people.match("Sam")).id
        await people.presses("Sam", f"{run.id:x}.to.yes")
        await people.presses("Eve", f"{run.id:x}.to.m{other:x}")
        assert (people.copies("Ana"), people.copies("Max"), people.copies("Sam")) == ([], [], [])


# --- files and places: row 62


async def test_row_62_a_photo_crosses_to_another_platform_with_its_words(company):
    async with company("Ana is on Slack.\nSam is on Telegram.\nAna mentors Sam in new_neighbors.") as people:
        await people.in_talk("Sam")
        await people.sends_file("Sam", "photo", PICTURE, "my street")
        entry = people.find("Ana", "my street")
        assert (entry.text, entry.file.kind) == ("💬 Sam: my street", "photo")


async def test_row_62_what_cannot_be_passed_on_is_told_to_its_sender(company):
    async with company("Ana is on Slack.\nSam is on Telegram.\nAna mentors Sam in new_neighbors.") as people:
        await people.in_talk("Sam")
        await people.sends_file("Sam", "document", b"MZ\x90\x00 a program")
        assert "could not be passed on to Ana" in people.news("Sam")[-1]
        assert people.copies("Ana") == []


async def test_row_62_stickers_and_contacts_are_not_passed_on_and_their_sender_hears_it(company):
    async with company(PAIR) as people:
        await people.in_talk("Sam")
        await people.sends("Sam", Unreadable("sticker"))
        assert people.news("Sam")[-1].startswith("I can't pass that on.")
        await people.sends("Sam", PeoplePicked((PickedPerson("5", "Eva Stone"),)))
        assert people.news("Sam")[-1].startswith("I don't pass contacts on by themselves")
        assert people.copies("Ana") == []


async def test_a_place_is_shown_only_after_a_yes_even_in_talk(company):
    async with company(PAIR) as people:
        await people.in_talk("Sam")
        await people.does("Sam", location=[53.5, 10.0])
        assert people.news("Sam") == ["Shall I show Ana this place on the map?"]
        assert people.copies("Ana") == []
        await people.says("Sam", "yes")
        assert people.copies("Ana")[0] == "💬 Sam shows you a place:"
        assert people.chat("Ana").messages()[-1].pin == (53.5, 10.0)


async def test_a_place_that_a_question_waits_for_is_its_answer(company):
    async with company(PAIR) as people:
        await people.says("Sam", "change my answers")
        await people.taps("Sam", "Change: Place")
        await people.does("Sam", location=[53.5, 10.0])
        assert "Hamburg" in people.news("Sam")[-1] or "Hamburg" in " ".join(people.shown("Sam"))
        assert people.copies("Ana") == []


# --- a partner who is not there


async def test_a_partner_who_blocked_the_bot_cannot_be_reached_and_the_sender_hears_it(company):
    async with company(PAIR) as people:
        await people.in_talk("Sam")
        people.chat("Ana").blocked = True
        await people.says("Sam", "are you well?")
        assert people.news("Sam")[-1].startswith("I can't reach Ana just now")
        await people.says("Sam", "hello?")
        assert "has not gone out" in people.news("Sam")[-1]
        assert (await people.match()).status == "open"


async def test_a_partner_who_stopped_is_on_a_break(company):
    async with company(PAIR) as people:
        await people.says("Ana", "/stop")
        people.news("Sam")
        await people.says("Sam", "are you well?")
        assert people.news("Sam") == [
            "Ana is taking a break just now, so I have not passed this on. I will tell you when they are back."
        ]


# --- threads


async def test_on_slack_the_talk_is_a_thread_that_needs_no_tap(company):
    cast = "Ana is on Slack.\nSam is on Telegram.\nAna mentors Sam in new_neighbors, introduced now."
    async with company(cast) as people:
        await people.replies("Ana", "Your talk with Sam", "hello Sam")
        assert people.copies("Sam") == ["💬 Ana: hello Sam"]
        await people.replies("Sam", "hello Sam", "hello Ana")
        root = people.find("Ana", "Your talk with Sam").n
        assert people.find("Ana", "hello Ana").thread == root
        await people.replies("Ana", "Your talk with Sam", "help")
        assert people.find("Ana", "Is it for Sam, or for me?").thread == root


async def test_what_is_said_in_the_thread_as_an_answer_to_us_is_not_passed_on(company):
    cast = "Ana is on Slack.\nSam is on Telegram.\nAna mentors Sam in new_neighbors, introduced now."
    async with company(cast) as people:
        await people.replies("Ana", "Your talk with Sam", "help")
        await people.replies("Ana", "Your talk with Sam", "It was for you")
        assert people.copies("Sam") == []
        assert "You and Sam can write to each other here" in people.news("Ana")[-1]


async def test_someone_who_changed_platforms_gets_a_new_thread(company):
    async with company("Ana is on Slack.\nSam is on Telegram.\nAna mentors Sam in new_neighbors.") as people:
        match = await people.match()
        from bot.words.effects.matches import SaveMatch

        old = {"delivery": 77, "at": "slack:T1/ELSEWHERE"}
        await people.keeps(SaveMatch(replace(match, told={"root:mentor": old})))
        await people.in_talk("Sam")
        await people.says("Sam", "hello")
        root = people.find("Ana", "Your talk with Sam").n
        assert people.find("Ana", "💬 Sam: hello").thread == root
        assert (await people.match()).told["root:mentor"] != old

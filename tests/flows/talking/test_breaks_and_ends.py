"""A break, a block, an end, a report: what both hear, what is cancelled, what is kept; rows 64 and 66."""

from __future__ import annotations

import pytest

from tests.flows.talking.company import PAIR

SEVERAL = f"{PAIR}Li is on Telegram.\nAna mentors Li in new_neighbors.\n"


async def queued(people, count=20):
    """Ana writes this often to Sam, and none of it can leave yet."""
    await people.in_talk("Ana")
    people.hub._deliveries.hold()
    await people.says("Ana", *(f"message {number}" for number in range(count)), settle=False)


async def let_go(people):
    people.hub._deliveries.resume()
    await people.hub.settle()


@pytest.mark.parametrize("how", ["block", "end"])
async def test_row_64_what_is_queued_of_a_blocked_side_never_arrives(company, how):
    async with company(PAIR) as people:
        await queued(people)
        if how == "block":
            await people.says("Sam", "block", settle=False)
        else:
            await people.does("Sam", text="/end", settle=False)
        await let_go(people)
        arrived = len(people.copies("Sam"))
        if how == "end":
            assert arrived == 20
            await people.taps("Sam", "We don't fit")
            await people.says("Sam", "skip")
        else:
            # What was being sent in that very moment cannot be stopped any more.
            assert arrived <= 1
        assert (await people.match()).status == "ended"
        assert await people.playing.unsent() == 0
        (told,) = people.news("Ana")
        assert told.startswith("Your match with Sam has ended. That happens for many reasons")


async def test_row_64_a_break_keeps_back_what_was_not_sent_yet(company):
    async with company(PAIR) as people:
        await queued(people)
        await people.says("Ana", "/pause", settle=False)
        await let_go(people)
        assert len(people.copies("Sam")) <= 1
        assert people.news("Sam")[-1].startswith("Ana is taking a break")
        assert not any("did not get through" in text for text in people.news("Ana"))


async def test_row_64_after_a_block_nothing_passes_either_way_and_the_two_are_kept_apart(company):
    async with company(PAIR) as people:
        await people.in_talk("Ana")
        await people.says("Ana", "hello")
        await people.says("Sam", "/block")
        await people.says("Ana", "why?")
        await people.replies("Sam", "Ana: hello", "because")
        assert (people.copies("Sam"), people.copies("Ana")) == (["💬 Ana: hello"], [])
        assert people.news("Sam")[-1] == "Your match with Ana has ended, so I have not passed this on."
        pool = await people.store.read(lambda session: session.pool("new_neighbors"))
        assert list(pool.apart.values()) == ["blocked"]
        match = await people.match()
        assert (match.status, match.reason, match.by) == ("ended", "blocked", "mentee")


async def test_row_64_a_blocked_one_cannot_change_or_take_back_what_was_said(company):
    async with company("Ana is on Slack.\nSam is on Telegram.\nAna mentors Sam in new_neighbors.") as people:
        await people.in_talk("Ana")
        await people.says("Ana", "I know where you live")
        await people.says("Sam", "/block")
        await people.edits("Ana", "where you live", "have a nice day")
        await people.deletes("Ana", "have a nice day")
        assert people.copies("Sam") == ["💬 Ana: I know where you live"]


@pytest.mark.parametrize("first", ["report", "block"])
async def test_row_64_a_report_keeps_the_words_and_five_around_them_whatever_comes_first(company, first):
    async with company(PAIR) as people:
        await people.in_talk("Ana")
        await people.says("Ana", *(f"message {number}" for number in range(13)))
        if first == "block":
            await people.says("Sam", "/block")
        await people.replies("Sam", "message 6", "report")
        await people.taps("Sam", "Hurtful words")
        await people.says("Sam", "this hurt me")
        if first == "report":
            await people.taps("Sam", "Block")
        (concern,) = await people.store.read(lambda session: session.concerns("new_neighbors"))
        scene = await people.scene("Sam")
        assert (concern.reporter, concern.about) == (scene.person.id, (await people.scene("Ana")).person.id)
        assert (concern.category, concern.status, concern.words["said"]) == ("hurtful", "new", "this hurt me")
        talk = concern.words["talk"]
        assert [each["text"] for each in talk] == [f"💬 Ana: message {number}" for number in range(1, 12)]
        assert [each["text"] for each in talk if each.get("reported")] == ["💬 Ana: message 6"]
        assert not any("report" in text for text in people.news("Ana"))


async def test_a_report_may_name_a_message_by_when_it_came(company):
    async with company(PAIR) as people:
        await people.in_talk("Ana")
        await people.says("Ana", "one")
        await people.waits(minutes=5)
        await people.says("Ana", "two")
        await people.says("Sam", "/report", "something else")
        labels = [button.label for _, button in people.chat("Sam").offers()]
        assert labels[:4] == ["Their last message", labels[1], "The whole talk", "No message"]
        assert labels[1].startswith("Their message of")
        await people.taps("Sam", labels[1])
        await people.says("Sam", "skip")
        (concern,) = await people.store.read(lambda session: session.concerns())
        assert [each["text"] for each in concern.words["talk"] if each.get("reported")] == ["💬 Ana: one"]
        assert concern.words["said"] is None


async def test_messages_of_the_same_minute_are_named_once(company):
    async with company(PAIR) as people:
        await people.in_talk("Ana")
        for text in ("one", "two", "three"):
            await people.says("Ana", text)
        await people.says("Sam", "/report", "something else")
        labels = [button.label for _, button in people.chat("Sam").offers()]
        assert len(labels) == len(set(labels)) == 4
        await people.taps("Sam", labels[1])
        await people.says("Sam", "skip")
        (concern,) = await people.store.read(lambda session: session.concerns())
        assert [each["text"] for each in concern.words["talk"] if each.get("reported")] == ["💬 Ana: two"]


async def test_a_report_that_is_about_fear_brings_places_to_turn_to_in_ones_country(company):
    async with company(PAIR) as people:
        await people.says("Sam", "/report", "I feel unsafe", "no message", "skip")
        said = people.news("Sam")[-1]
        assert "0800 111 0 111" in said
        assert "Ana is not told" in said
        assert people.news("Ana") == []


async def test_a_report_about_a_match_that_ended_is_still_taken(company):
    async with company(PAIR) as people:
        await people.says("Ana", "/end", "another reason", "skip")
        await people.says("Sam", "/report", "hurtful words", "none", "he was rude")
        (concern,) = await people.store.read(lambda session: session.concerns())
        assert concern.words["said"] == "he was rude"


async def test_a_break_has_no_reason_and_only_who_began_it_ends_it(company):
    async with company(PAIR) as people:
        await people.says("Sam", "take a break")
        assert "That has nothing to do with you" in people.news("Ana")[-1]
        match = await people.match()
        await people.presses("Ana", f"pair.{match.id:x}.resume")
        assert people.news("Ana")[-1].startswith("It is Sam who is taking a break")
        await people.says("Sam", "hello?")
        assert "end the break" in people.news("Sam")[-1]
        await people.taps("Sam", "End the break")
        assert (await people.match()).status == "open"
        assert people.news("Ana")[-1] == "Sam is back! You can write to each other again, just as before."


async def test_ending_a_break_while_the_partner_has_stopped_leaves_the_match_at_rest(company):
    async with company(PAIR) as people:
        await people.says("Sam", "/pause")
        await people.says("Ana", "/stop")
        await people.taps("Sam", "End the break")
        assert "taking a break too" in people.news("Sam")[-1]
        await people.says("Ana", "/start")
        assert (await people.match()).status == "open"
        assert people.news("Sam")[-1].startswith("Ana is back!")


async def test_an_end_passes_on_the_goodbye_first_and_the_mentee_waits_again(company):
    async with company(PAIR) as people:
        await people.says("Ana", "/end", "I have no time", "All the best, Sam!")
        first, second = people.news("Sam")
        assert first == "💬 Ana: All the best, Sam!"
        assert "I look for someone new for you" in second
        membership = (await people.scene("Sam")).memberships[0]
        assert membership.status == "waiting"
        assert "resting" not in membership.record
        pool = await people.store.read(lambda session: session.pool("new_neighbors"))
        assert not pool.matches
        assert not pool.apart


async def test_a_mentee_who_is_done_is_offered_nobody_new_before_they_say_so(company):
    async with company(PAIR) as people:
        await people.says("Sam", "/end", "we did what we wanted", "skip")
        assert (await people.scene("Sam")).memberships[0].record["resting"]
        await people.taps("Sam", "Look again")
        assert "resting" not in (await people.scene("Sam")).memberships[0].record


async def test_one_can_think_better_of_ending(company):
    async with company(PAIR) as people:
        await people.says("Sam", "/end", "No, let's go on")
        assert (await people.match()).status == "open"
        assert people.news("Ana") == []


async def test_row_66_who_is_forgotten_in_the_middle_of_a_talk_leaves_nothing_behind(company, tmp_path):
    async with company(PAIR) as people:
        await people.in_talk("Ana")
        await people.in_talk("Sam")
        await people.says("Ana", "canary-one for Sam")
        await people.says("Sam", "hello")
        await people.says("Ana", "/delete")
        people.hub._deliveries.hold()
        await people.says("Sam", "canary-two for Ana", settle=False)
        await people.does("Ana", press="Yes, forget everything", settle=False)
        await let_go(people)
        assert people.news("Sam")[-1].startswith("I'm sorry: your mentor has left the program.")
        assert await people.playing.unsent() == 0
        assert (await people.scene("Ana")).person is None
        await people.replies("Sam", "canary-one", "where are you?")
        assert people.copies("Ana") == ["💬 Sam: hello"]


async def test_a_contact_is_seen_only_when_both_have_given_theirs_and_is_then_forgotten(company):
    async with company(PAIR) as people:
        await people.says("Sam", "/share", "+49 170 111")
        assert not any("170 111" in text for text in people.shown("Ana"))
        assert (await people.match()).told["contact:mentee"] == "+49 170 111"
        await people.says("Ana", "ana@example.org")
        assert "“+49 170 111”" in people.news("Ana")[-1]
        assert "“ana@example.org”" in people.news("Sam")[-1]
        told = (await people.match()).told
        assert told["exchanged"] is True
        assert not [name for name in told if name.startswith("contact:")]
        await people.says("Sam", "/share")
        assert people.news("Sam")[-1] == "There is nobody you can do that with just now."


async def test_a_contact_taken_back_is_never_seen(company):
    async with company(PAIR) as people:
        await people.says("Sam", "/share", "+49 170 111")
        await people.taps("Sam", "Take my contact back")
        await people.says("Ana", "ana@example.org")
        assert not any("170 111" in text for text in people.shown("Ana"))
        assert not any("ana@example" in text for text in people.shown("Sam"))


async def test_a_command_asks_about_whom_where_there_are_several(company):
    async with company(SEVERAL) as people:
        await people.says("Ana", "/pause")
        assert people.news("Ana") == ["Who is it about?"]
        await people.says("Ana", "Li")
        assert people.news("Li")[-1].startswith("Ana is taking a break")
        assert people.news("Sam") == []
        await people.says("Ana", "Report a problem", "Sam")
        assert people.news("Ana")[-1].startswith("I'm sorry that something is not right.")


async def test_commands_of_someone_without_a_partner_say_where_they_stand(company):
    async with company(f"{PAIR}Eve is on Telegram.") as people:
        await people.says("Eve", "/pause")
        assert people.news("Eve")[-1].startswith("First, what happens with what you tell me")
        await people.says("Ana", "/end", "we don't fit", "skip", "/write")
        assert people.news("Ana")[-1].startswith("Nothing to do right now")


async def test_where_one_stands_names_the_partner_with_all_that_can_be_done(company):
    async with company(PAIR) as people:
        await people.says("Sam", "/status")
        assert people.news("Sam") == ["Ana is your mentor in New Neighbors."]
        labels = [button.label for button in people.chat("Sam").messages()[-1].buttons]
        assert labels[:3] == ["Write to Ana", "Find a time with Ana", "Share contact"]
        assert {"Take a break", "Report a problem", "Block", "End this match"} < set(labels)
        await people.says("Sam", "help")
        assert people.news("Sam")[-1].startswith("You and Ana can write to each other here")


async def test_who_has_stopped_does_not_hear_that_their_partner_stops_or_is_back(company):
    async with company(PAIR) as people:
        await people.says("Sam", "/stop")
        await people.says("Ana", "/stop")
        people.news("Ana")
        await people.waits(days=2)
        await people.says("Sam", "/start")
        await people.waits(days=2)
        assert people.news("Ana") == []
        assert "taking a break" in people.shown("Sam")[-1]
        await people.says("Ana", "/start")
        await people.waits(days=1)
        assert any("Ana is back" in text for text in people.news("Sam"))


async def test_who_stops_in_the_night_in_which_their_partner_stopped_hears_nothing_of_it(company):
    async with company(PAIR) as people:
        await people.waits(hours=13)
        await people.says("Sam", "/stop")
        await people.says("Ana", "/stop")
        people.news("Ana")
        await people.waits(days=3)
        assert people.news("Ana") == []


async def test_who_has_stopped_hears_that_their_match_ended_when_they_are_back(company):
    async with company(PAIR) as people:
        await people.says("Sam", "/stop")
        people.news("Sam")
        await people.says("Ana", "/end", "I have no time", "skip")
        await people.waits(days=3)
        assert people.news("Sam") == []
        await people.says("Sam", "/start")
        assert [text for text in people.news("Sam") if text.startswith("Your match with Ana has ended.")]
        await people.says("Sam", "/stop", "/start")
        assert not [text for text in people.news("Sam") if "has ended" in text], "once"

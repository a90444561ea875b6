"""What a coordinator writes arrives under their own name, and the answer finds its way back to them."""

from __future__ import annotations

from dataclasses import replace

from bot.words.effects.desk import SaveStaff
from tests.flows.desk.office import CAST, puts_on_list, trail
from tests.scenes.staff import BEGAN, Staff

LONE = """
Noor is on Slack.
Rosa is on Telegram.
Rosa coordinates new_neighbors.
"""


async def _writes(everyone, to: str = "write to sam", words: str = "Shall we talk on Friday?") -> None:
    await puts_on_list(everyone, "unanswered", person=(await everyone.scene("Sam")).person.id)
    await everyone.says("Rosa", "/desk", "today", "1 · look", "write", words)


async def test_the_words_arrive_under_the_coordinators_name_and_the_answer_comes_back(company):
    async with company(CAST) as everyone:
        await _writes(everyone)
        assert everyone.news("Rosa")[-1] == "I have passed it on to Sam. Their answer comes to you here."
        assert everyone.news("Sam") == ["Rosa, coordinator of New Neighbors, writes:\n\nShall we talk on Friday?"]
        assert everyone.news("Ana") == []
        await everyone.taps("Sam", "Answer Rosa")
        await everyone.says("Sam", "Yes, at five!")
        assert everyone.news("Rosa")[-1] == "Sam (New Neighbors) answers you:\n\nYes, at five!"
        await everyone.taps("Rosa", "Write to Sam")
        await everyone.says("Rosa", "Good, until then.")
        assert "Good, until then." in everyone.news("Sam")[-1]
        assert [what for what in await trail(everyone) if what in {"write", "answer"}] == ["write", "answer", "write"]
        assert "Friday" not in str(await everyone.store.read(lambda session: session.audit()))


async def test_an_answer_to_the_message_itself_needs_no_button(company):
    async with company(CAST) as everyone:
        await _writes(everyone)
        await everyone.replies("Sam", "Shall we talk", "Five is fine")
        assert everyone.news("Rosa")[-1].endswith("Five is fine")
        assert everyone.copies("Ana") == [], "it was not for the mentor"


async def test_words_into_the_blue_are_asked_about_first(company):
    async with company(CAST) as everyone:
        await everyone.says("Vera", "/desk", "invite", "new invitation", "new neighbors")
        await _writes(everyone)
        scene = await everyone.scene("Sam")
        match = replace(scene.ties[0].match, status="ended")
        from bot.words.effects.matches import SaveMatch

        await everyone.keeps(SaveMatch(match))
        everyone.news("Sam"), everyone.news("Rosa")
        await everyone.says("Sam", "I will be late")
        assert everyone.news("Sam") == ["Shall I send this to Rosa?"]
        await everyone.taps("Sam", "Yes, send it")
        assert everyone.news("Rosa")[-1].endswith("I will be late")


async def test_after_a_week_an_answer_is_told_that_it_does_not_arrive(company):
    async with company(CAST) as everyone:
        await _writes(everyone)
        await everyone.waits(days=7, hours=1)
        everyone.news("Rosa")
        await everyone.taps("Sam", "Answer Rosa")
        assert "too long ago" in everyone.news("Sam")[-1]
        assert not any("answers you" in text for text in everyone.news("Rosa"))


async def test_an_answer_reaches_a_colleague_where_the_writer_has_no_rights_any_more(company):
    async with company(CAST) as everyone:
        await _writes(everyone)
        now = everyone.clock.now()
        await everyone.keeps(SaveStaff(Staff(901, "coordinator", "new_neighbors", BEGAN, ended=now)))
        everyone.news("Rosa")
        await everyone.taps("Sam", "Answer Rosa")
        await everyone.says("Sam", "Yes, at five!")
        assert everyone.news("Rosa") == []
        assert everyone.news("Vera")[-1].endswith("Yes, at five!")


async def test_who_asked_for_silence_gets_no_letter_and_the_coordinator_is_told(company):
    async with company(CAST) as everyone:
        await everyone.changes_person("Sam", active=False)
        await _writes(everyone)
        assert "asked me not to write" in everyone.news("Rosa")[-1]
        assert everyone.news("Sam") == []


async def test_rights_are_looked_at_when_the_words_are_there_not_when_they_were_asked_for(company):
    async with company(CAST) as everyone:
        await puts_on_list(everyone, "unanswered", person=(await everyone.scene("Sam")).person.id)
        await everyone.says("Rosa", "/desk", "today", "1 · look", "write")
        now = everyone.clock.now()
        await everyone.keeps(SaveStaff(Staff(901, "coordinator", "new_neighbors", BEGAN, ended=now)))
        await everyone.says("Rosa", "Shall we talk on Friday?")
        assert "have not passed anything on" in everyone.news("Rosa")[-1]
        assert everyone.news("Sam") == []


async def test_with_a_partner_words_into_the_blue_may_be_for_either(company):
    async with company(CAST) as everyone:
        await _writes(everyone)
        everyone.news("Sam"), everyone.news("Rosa")
        await everyone.says("Sam", "I will be late")
        assert everyone.news("Sam") == ["Who is this for?"]
        await everyone.taps("Sam", "Rosa (coordinator)")
        assert everyone.news("Rosa")[-1].endswith("I will be late")
        await everyone.says("Sam", "and you?", "Ana")
        assert everyone.copies("Ana") == ["💬 Sam: and you?"]

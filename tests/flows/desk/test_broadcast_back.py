"""Going back while a broadcast is written: one question at a time, with all that was given still there to be kept."""

from __future__ import annotations

from tests.flows.desk.office import CAST
from tests.flows.desk.test_broadcast_mistakes import buttons, status
from tests.flows.desk.test_broadcasts import PLAIN, TEXT, writes

WRITTEN = PLAIN[:4]
"""Up to the question about a picture."""


async def begins(everyone, *answers: str) -> None:
    await everyone.says("Rosa", "/desk", "broadcasts", "new broadcast", *answers)
    everyone.news("Rosa")


async def test_back_goes_to_the_question_before_with_what_was_said_and_forth_again_by_keeping_it(company):
    async with company(CAST) as everyone:
        await begins(everyone, *WRITTEN)
        await everyone.says("Rosa", "back")
        assert everyone.news("Rosa")[-1].endswith("Or Skip.\n\nSo far: Yes, No")
        assert buttons(everyone, "Rosa") == ["Keep it", "‹ Back", "Skip"]
        await everyone.taps("Rosa", "‹ Back")
        await everyone.taps("Rosa", "‹ Back")
        assert everyone.news("Rosa")[-1].endswith(f"So far: {TEXT}")
        await everyone.says("Rosa", "Hi {name}, it is on Monday!")
        assert "in Spanish" in everyone.news("Rosa")[-1]
        await everyone.taps("Rosa", "Skip")
        await everyone.says("Rosa", "keep it")
        assert "picture" in everyone.news("Rosa")[-1]
        await everyone.says("Rosa", *PLAIN[4:])
        await everyone.waits(seconds=2)
        await everyone.taps("Rosa", "Send to 2")
        await everyone.waits(seconds=10)
        assert everyone.news("Sam") == ["Hi Sam, it is on Monday!"]
        assert buttons(everyone, "Sam") == ["Yes", "No"]


async def test_what_was_given_and_is_no_longer_asked_for_does_nothing(company):
    async with company(CAST) as everyone:
        await begins(everyone, *PLAIN[:-2], "again and again", "every monday at 9")
        await everyone.says("Rosa", "back", "back")
        assert everyone.news("Rosa")[-1].endswith("So far: Again and again")
        await everyone.says("Rosa", "at once, at night too", "a day")
        await everyone.waits(seconds=2)
        assert "Send to 2" in buttons(everyone, "Rosa"), "and not: start it, every Monday"
        await everyone.taps("Rosa", "Send to 2")
        await everyone.waits(days=9)
        assert everyone.news("Sam").count("Hi Sam, see you on Sunday!") == 1


async def test_from_the_mentors_after_all_it_has_neither_buttons_nor_picture(company):
    async with company(CAST) as everyone:
        await begins(everyone, *WRITTEN)
        await everyone.sends_file("Rosa", "photo", b"\x89PNG")
        await everyone.says("Rosa", *["back"] * 5)
        assert everyone.news("Rosa")[-1].endswith("So far: From the program")
        await everyone.says("Rosa", "ask the mentors to send it", "keep it", "skip", *PLAIN[-3:])
        await everyone.waits(seconds=2)
        [draft] = await everyone.store.read(lambda session: session.broadcasts_in(["draft"]))
        assert (draft.letter.by_mentors, draft.letter.picture, draft.letter.buttons) == (True, None, ())
        assert draft.letter.texts == {"en": TEXT}


async def test_the_picture_that_was_sent_is_kept_changed_or_left_away(company):
    async with company(CAST) as everyone:
        await begins(everyone, *WRITTEN)
        await everyone.sends_file("Rosa", "photo", b"\x89PNG")
        await everyone.says("Rosa", "back")
        assert everyone.news("Rosa")[-1].endswith("So far: the picture you sent")
        await everyone.taps("Rosa", "Keep it")
        await everyone.says("Rosa", *PLAIN[-3:])
        await everyone.waits(seconds=2)
        [draft] = await everyone.store.read(lambda session: session.broadcasts_in(["draft"]))
        assert draft.letter.picture is not None


async def test_the_first_question_has_nothing_before_it_and_says_so(company):
    async with company(CAST) as everyone:
        await begins(everyone)
        await everyone.says("Rosa", "back")
        assert everyone.news("Rosa")[-1].startswith("There is no earlier question")
        assert buttons(everyone, "Rosa") == ["From the program", "Ask the mentors to send it"]


async def test_while_a_draft_is_mended_back_stays_within_what_is_changed(company):
    async with company(CAST) as everyone:
        await writes(everyone)
        await everyone.taps("Rosa", "Change it")
        await everyone.taps("Rosa", "Another time")
        await everyone.says("Rosa", "back")
        assert everyone.news("Rosa")[-1].startswith("There is no earlier question")
        await everyone.says("Rosa", "at a time on everyone's clock", "back")
        assert everyone.news("Rosa")[-1].endswith("So far: At a time on everyone's clock")
        await everyone.says("Rosa", "now, but not at night", "a day")
        await everyone.waits(seconds=2)
        assert await status(everyone) == ["draft", "dropped"]


async def test_an_admin_of_several_programs_can_go_back_to_which(company):
    async with company(CAST) as everyone:
        await everyone.says("Vera", "/desk", "broadcasts", "new broadcast", "New Neighbors", "back")
        assert everyone.news("Vera")[-1].endswith("So far: New Neighbors")
        assert "Keep it" in buttons(everyone, "Vera")

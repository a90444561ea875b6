"""Mistakes with a broadcast: each has one kind answer with a way on, what was written is kept, and nothing goes wrong
for many."""

from __future__ import annotations

import pytest

from bot.curriculum.rhythm import Broadcasts
from tests.flows.desk.office import CAST, trail
from tests.flows.desk.test_broadcasts import PLAIN, TEXT, writes

TWO = CAST + "Luis coordinates new_neighbors.\n"
NOBODY = ("from the program", TEXT, "skip", "Yes, No", "skip", "mentees without a match, who write French")
TIMES = ("at once, at night too", "a day")


def buttons(everyone, name: str) -> list[str]:
    """What can be pressed under the newest message that has buttons."""
    shown = [entry for entry in everyone.chat(name).messages() if entry.origin == "bot" and entry.buttons]
    return [one.label for one in shown[-1].buttons]


async def status(everyone) -> list[str]:
    """Of every broadcast there is, newest first."""
    known = ("draft", "asked", "running", "done", "dropped", "cancelled")
    return [one.status for one in await everyone.store.read(lambda session: session.broadcasts_in(known))]


async def test_an_empty_audience_offers_other_people_and_keeps_the_text_the_buttons_and_the_time(company):
    async with company(CAST) as everyone:
        said = await writes(everyone, "Rosa", *NOBODY, *TIMES)
        assert said[-1].startswith("Just now nobody fits: mentees, without a match, who write French. So nothing is")
        assert buttons(everyone, "Rosa") == ["Choose other people", "Drop it", "All broadcasts"]
        await everyone.taps("Rosa", "Choose other people")
        assert everyone.news("Rosa")[-1].startswith("Who shall get it?")
        await everyone.says("Rosa", "mentees")
        await everyone.waits(seconds=2)
        assert everyone.news("Rosa")[-1] == "Not sent yet. For: mentees. Recipients: 1."
        await everyone.taps("Rosa", "Send to 1")
        await everyone.waits(seconds=10)
        assert everyone.news("Sam") == ["Hi Sam, see you on Sunday!"]
        assert buttons(everyone, "Sam") == ["Yes", "No"]
        assert everyone.news("Ana") == []
        assert await status(everyone) == ["done", "dropped"]


async def test_an_empty_audience_can_still_be_mended_when_it_is_looked_at_later(company):
    async with company(CAST) as everyone:
        await writes(everyone, "Rosa", *NOBODY, *TIMES)
        await everyone.says("Rosa", "/desk", "broadcasts", "1 · look")
        assert "Choose other people" in buttons(everyone, "Rosa")
        assert not any(label.startswith("Send to") for label in buttons(everyone, "Rosa"))


async def test_a_variable_that_is_missing_for_some_is_mended_in_the_words(company):
    async with company(CAST) as everyone:
        answers = ("from the program", "It is week {week}", "skip", "skip", "skip", "everyone")
        said = await writes(everyone, "Rosa", *answers, *TIMES)
        assert "the first is Ana." in said[-1] or "the first is Sam." in said[-1]
        assert "for example {week|…}" in said[-1]
        assert buttons(everyone, "Rosa")[:2] == ["Change the words", "Choose other people"]
        await everyone.taps("Rosa", "Change the words")
        assert everyone.news("Rosa")[-1].endswith("So far: It is week {week}"), "to be copied"
        await everyone.says("Rosa", "It is week {week|one}", "skip")
        await everyone.waits(seconds=2)
        assert everyone.news("Rosa")[-1].startswith("Not sent yet. For: everyone. Recipients: 2.")
        await everyone.taps("Rosa", "Send to 2")
        await everyone.waits(seconds=10)
        assert everyone.news("Sam") == ["It is week one"]


async def test_everything_that_cannot_be_filled_in_is_named_in_one_answer(company):
    async with company(CAST) as everyone:
        words = "Hi {nme}, {name} and {partner} are in week {wek}"
        await everyone.says("Rosa", "/desk", "broadcasts", "new broadcast", "from the program", words)
        said = everyone.news("Rosa")[-1]
        assert said.startswith("I don't know what to put in place of {nme}, {wek}. I can fill in: {name}, {partner},")


async def test_what_could_stand_there_instead_is_shown_in_the_coordinators_language(company):
    async with company(CAST.replace("Rosa is on Telegram", "Rosa is on Telegram, in es")) as everyone:
        await everyone.says("Rosa", "/desk", "mensajes a muchos", "mensaje nuevo", "del programa")
        assert everyone.news("Rosa")[-1].endswith("como {partner|quien te acompaña}.")


async def test_words_changed_after_the_preview_are_shown_again_and_the_old_button_sends_nothing(company):
    async with company(CAST) as everyone:
        await writes(everyone)
        sample = everyone.find("Rosa", "Not sent yet.")
        old = next(one.data for one in sample.buttons if one.label == "Send to 2")
        await everyone.taps("Rosa", "Change it")
        await everyone.taps("Rosa", "Change the words")
        await everyone.says("Rosa", "Hi {name}, it is on Monday!", "skip")
        await everyone.waits(seconds=2)
        assert "Hi Amina, it is on Monday!" in everyone.news("Rosa")
        await everyone.presses("Rosa", old)
        assert "was dropped, or changed into a new one. Nothing is sent" in everyone.news("Rosa")[-1]
        await everyone.waits(seconds=10)
        assert everyone.news("Sam") == []
        await everyone.taps("Rosa", "Send to 2")
        await everyone.waits(seconds=10)
        assert everyone.news("Sam") == ["Hi Sam, it is on Monday!"]
        assert buttons(everyone, "Sam") == ["Yes", "No"]


async def test_leaving_it_as_it_is_changes_nothing(company):
    async with company(CAST) as everyone:
        await writes(everyone)
        await everyone.taps("Rosa", "Change it")
        await everyone.taps("Rosa", "Leave it as it is")
        assert buttons(everyone, "Rosa") == ["Send to 2", "Change it", "Drop it", "All broadcasts"]
        assert await status(everyone) == ["draft"]


async def test_another_time_is_asked_for_alone(company):
    async with company(CAST) as everyone:
        await writes(everyone)
        await everyone.taps("Rosa", "Change it")
        await everyone.taps("Rosa", "Another time")
        await everyone.says("Rosa", "at a time on everyone's clock", "2026-03-12 09:00", "6 hours")
        await everyone.waits(seconds=2)
        [draft, _] = await everyone.store.read(lambda session: session.broadcasts_in(["draft", "dropped"]))
        assert (draft.timing.kind, draft.timing.at, draft.timing.hours) == ("local", "2026-03-12T09:00:00", 6.0)
        assert draft.letter.texts == {"en": TEXT}


async def test_one_sends_the_draft_while_another_changes_it_and_the_change_is_not_sent(company):
    async with company(TWO) as everyone:
        await writes(everyone)
        await everyone.taps("Rosa", "Change it")
        await everyone.taps("Rosa", "Change the words")
        await everyone.says("Luis", "/desk", "broadcasts", "1 · look")
        await everyone.taps("Luis", "Send to 2")
        await everyone.says("Rosa", "Hi {name}, it is on Monday!", "skip")
        assert "It was already started by Luis." in everyone.news("Rosa")[-1]
        await everyone.waits(seconds=10)
        assert everyone.news("Sam") == ["Hi Sam, see you on Sunday!"]


async def test_one_changes_the_draft_while_another_looks_at_it_and_the_old_words_are_not_sent(company):
    async with company(TWO) as everyone:
        await writes(everyone)
        await everyone.says("Luis", "/desk", "broadcasts", "1 · look")
        await everyone.taps("Rosa", "Change it")
        await everyone.taps("Rosa", "Change the words")
        await everyone.says("Rosa", "Hi {name}, it is on Monday!", "skip")
        await everyone.waits(seconds=2)
        await everyone.taps("Luis", "Send to 2")
        assert "changed into a new one" in everyone.news("Luis")[-1]
        await everyone.waits(seconds=10)
        assert everyone.news("Sam") == []


async def test_what_is_on_its_way_cannot_be_changed_by_an_old_button(company):
    async with company(CAST) as everyone:
        await writes(everyone)
        await everyone.taps("Rosa", "Change it")
        change = next(one.data for one in everyone.find("Rosa", "What shall be different?").buttons)
        await everyone.taps("Rosa", "Leave it as it is")
        await everyone.taps("Rosa", "Send to 2")
        await everyone.presses("Rosa", change)
        assert "It was already started by Rosa." in everyone.news("Rosa")
        assert (await everyone.scene("Rosa")).run is None


async def test_a_text_too_long_in_one_language_is_asked_for_again_in_that_one(company):
    async with company(CAST) as everyone:
        await everyone.says("Rosa", "/desk", "broadcasts", "new broadcast", "from the program", TEXT, "ñ" * 2701)
        assert "up to 2700 letters. Yours has 2701" in everyone.news("Rosa")[-1]
        await everyone.says("Rosa", "¡Hola, {name}!", "Yes, No", "skip", "everyone", *TIMES)
        await everyone.waits(seconds=2)
        said = everyone.news("Rosa")
        assert said[-3:-1] == ["Hi Amina, see you on Sunday!", "¡Hola, Amina!"]


async def test_a_picture_over_a_text_that_is_too_long_for_it_says_so_while_it_can_be_made_shorter(company):
    async with company(CAST) as everyone:
        await everyone.says("Rosa", "/desk", "broadcasts", "new broadcast", "from the program", TEXT, "ñ" * 900, "skip")
        await everyone.sends_file("Rosa", "photo", PICTURE)
        assert "Under a picture there is room for 800 letters" in everyone.news("Rosa")[-1]
        await everyone.says("Rosa", "skip", "everyone", *TIMES)
        await everyone.waits(seconds=2)
        assert everyone.news("Rosa")[-1].startswith("Not sent yet.")
        await everyone.taps("Rosa", "Change it")
        await everyone.taps("Rosa", "Change the words")
        await everyone.says("Rosa", TEXT, "¡Hola!")
        await everyone.waits(seconds=2)
        await everyone.taps("Rosa", "Change it")
        await everyone.taps("Rosa", "Another picture, or none")
        await everyone.sends_file("Rosa", "photo", PICTURE)
        await everyone.waits(seconds=2)
        [draft] = await everyone.store.read(lambda session: session.broadcasts_in(["draft"]))
        assert draft.letter.picture is not None
        assert dict(draft.letter.texts) == {"en": TEXT, "es": "¡Hola!"}


@pytest.fixture
def guarded(stage, monkeypatch):
    """The program's file has the number typed above one person."""
    own = stage.programs["new_neighbors"].model_copy(update={"broadcasts": Broadcasts(type_count_above=1)})
    monkeypatch.setitem(stage.programs, "new_neighbors", own)


@pytest.mark.parametrize("typed", ["3", "22", "two", "-", "²", "2.5"])
async def test_a_wrong_number_is_asked_for_again_and_the_right_one_then_sends_it(company, guarded, typed):
    async with company(CAST) as everyone:
        await writes(everyone)
        await everyone.taps("Rosa", "Send to 2")
        await everyone.says("Rosa", typed)
        said = "That is not the number. It goes to 2 people: type 2 to send it. Nothing is sent so far."
        assert everyone.news("Rosa")[-1] == said
        assert buttons(everyone, "Rosa") == ["Don't send it"]
        assert await status(everyone) == ["draft"]
        await everyone.says("Rosa", "2")
        await everyone.waits(seconds=10)
        assert everyone.news("Sam") == ["Hi Sam, see you on Sunday!"]


async def test_whoever_would_rather_not_type_the_number_has_the_draft_as_it_was(company, guarded):
    async with company(CAST) as everyone:
        await writes(everyone)
        await everyone.taps("Rosa", "Send to 2")
        await everyone.says("Rosa", "don't send it")
        assert everyone.news("Rosa")[-1] == "Not sent yet. For: everyone. Recipients: 2."
        assert "Send to 2" in buttons(everyone, "Rosa")
        assert await status(everyone) == ["draft"]


async def test_two_taps_on_send_ask_for_the_number_once_and_nothing_is_asked_after_it(company, guarded):
    async with company(CAST) as everyone:
        await writes(everyone)
        await everyone.does("Rosa", press="Send to 2", settle=False)
        await everyone.does("Rosa", press="Send to 2", settle=False)
        await everyone.hub.settle()
        await everyone.says("Rosa", "2")
        await everyone.waits(seconds=10)
        assert everyone.news("Sam") == ["Hi Sam, see you on Sunday!"]
        scene = await everyone.scene("Rosa")
        assert scene.run is None
        assert scene.parked == ()
        assert (await trail(everyone)).count("broadcast-start") == 1


async def test_the_desk_can_be_gone_to_while_the_number_is_asked_for(company, guarded):
    async with company(CAST) as everyone:
        await writes(everyone)
        await everyone.taps("Rosa", "Send to 2")
        await everyone.says("Rosa", "/desk", "broadcasts")
        assert everyone.news("Rosa")[-1].startswith("Broadcasts: one message to many people.")


async def test_another_coordinator_can_stop_what_is_on_its_way(company):
    async with company(TWO) as everyone:
        answers = (*PLAIN[:-2], "at a time on everyone's clock", "2026-12-01 9:00", "a day")
        await writes(everyone, "Rosa", *answers)
        await everyone.taps("Rosa", "Send to 2")
        await everyone.says("Luis", "/desk", "broadcasts", "1 · look", "cancel")
        await everyone.waits(seconds=5)
        assert await status(everyone) == ["cancelled"]
        assert "cancelled: 2" in everyone.news("Rosa")[-1], "whoever sent it hears that it was stopped"


PICTURE = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x04\x00\x00\x00\xb5\x1c\x0c\x02"
    b"\x00\x00\x00\x0bIDATx\xdacd\xf8\xff\x1f\x00\x03\x03\x02\x00\xef\xbfg\x82\x00\x00\x00\x00IEND\xaeB`\x82"
)


async def test_of_words_in_two_languages_one_is_changed_and_the_other_kept(company):
    async with company(CAST) as everyone:
        await writes(everyone, "Rosa", *PLAIN[:2], "Hola {name}, nos vemos el domingo.", *PLAIN[3:])
        await everyone.taps("Rosa", "Change it")
        await everyone.taps("Rosa", "Change the words")
        await everyone.says("Rosa", "Hi {name}, it is on Monday!")
        assert everyone.news("Rosa")[-1].endswith("So far: Hola {name}, nos vemos el domingo.")
        await everyone.taps("Rosa", "Keep it")
        await everyone.waits(seconds=2)
        [draft, _] = await everyone.store.read(lambda session: session.broadcasts_in(["draft", "dropped"]))
        assert draft.letter.texts == {"en": "Hi {name}, it is on Monday!", "es": "Hola {name}, nos vemos el domingo."}


@pytest.mark.parametrize("what", ["Change the words", "Choose other people", "Another time"])
async def test_what_was_to_be_changed_can_be_kept_after_all_and_is_as_it_was(company, what):
    async with company(CAST) as everyone:
        await writes(everyone, "Rosa", *PLAIN[:-2], "at a time on everyone's clock", "2026-03-12 09:00", "6 hours")
        [before] = await everyone.store.read(lambda session: session.broadcasts_in(["draft"]))
        await everyone.taps("Rosa", "Change it")
        await everyone.taps("Rosa", what)
        while "Keep it" in buttons(everyone, "Rosa"):
            await everyone.taps("Rosa", "Keep it")
        if what == "Change the words":
            await everyone.taps("Rosa", "Skip")
        await everyone.waits(seconds=2)
        after, _ = await everyone.store.read(lambda session: session.broadcasts_in(["draft", "dropped"]))
        assert (after.letter, after.audience, after.timing) == (before.letter, before.audience, before.timing)


async def test_before_it_is_sent_it_says_on_which_day_and_hour_and_a_colleague_sees_the_words(company):
    async with company(TWO) as everyone:
        said = await writes(everyone, "Rosa", *PLAIN[:-2], "at a time on everyone's clock", "2026-03-12 09:00", "a day")
        assert said[-1].endswith("It goes out on Thursday, March 12, at 9:00 AM on each person's own clock.")
        await everyone.says("Luis", "/desk", "broadcasts", "1 · look")
        assert everyone.news("Luis")[-1].startswith(f"“{TEXT}”\n\nNot sent yet.")

"""A coordinator writes to many in chat, looks at what they would read, sends it once, and sees what came of it."""

from __future__ import annotations

import pytest

from bot.curriculum.rhythm import Broadcasts
from bot.words.effects.desk import SaveStaff
from tests.flows.desk.office import CAST, trail
from tests.scenes.staff import BEGAN, Staff

TEXT = "Hi {name}, see you on Sunday!"
PLAIN = ("from the program", TEXT, "skip", "Yes, No", "skip", "everyone", "at once, at night too", "a day")


async def writes(everyone, who: str = "Rosa", *answers: str) -> list[str]:
    """Compose one up to its preview."""
    await everyone.says(who, "/desk", "broadcasts", "new broadcast", *(answers or PLAIN))
    await everyone.waits(seconds=2)
    return everyone.news(who)


@pytest.mark.parametrize(("word", "kind"), [("now", "awake"), ("at once, at night too", "now")])
async def test_a_mere_now_wakes_nobody_at_night(company, word, kind):
    async with company(CAST) as everyone:
        await writes(everyone, "Rosa", *PLAIN[:-2], word, "a day")
        [draft] = await everyone.store.read(lambda session: session.broadcasts_in(["draft"]))
        assert draft.timing.kind == kind


async def test_from_the_first_word_over_a_preview_with_the_count_to_a_report_with_the_answers(company):
    async with company(CAST) as everyone:
        said = await writes(everyone)
        assert said[-3:] == ["This is how it will look:", "Hi Amina, see you on Sunday!", _stands("Not sent yet.")]
        assert everyone.news("Sam") == []
        await everyone.taps("Rosa", "Send to 2")
        await everyone.waits(seconds=10)
        assert everyone.news("Sam") == ["Hi Sam, see you on Sunday!"]
        assert everyone.news("Ana") == ["Hi Ana, see you on Sunday!"]
        await everyone.taps("Sam", "Yes")
        await everyone.taps("Sam", "No")
        assert "noted: No" in everyone.news("Sam")[-1]
        done = everyone.news("Rosa")
        assert len(done) == 2, "one message edited as it went, and one that tells it is over"
        assert done[1].startswith(done[0])
        assert done[0].startswith(f"{_stands('Done.')}\n▓▓▓▓▓▓▓▓▓▓▓▓ 100%\nsent: 2")
        await everyone.says("Rosa", "/desk", "broadcasts", "1 · look")
        assert "Answers: Yes 0, No 1" in everyone.news("Rosa")[-1]
        assert (await trail(everyone))[-2:] == ["broadcast-draft", "broadcast-start"]


async def test_row_44_tapped_twice_and_by_two_coordinators_it_goes_out_once(company):
    async with company(CAST + "Luis coordinates new_neighbors.\n") as everyone:
        await writes(everyone)
        await everyone.says("Luis", "/desk", "broadcasts", "1 · look")
        await everyone.taps("Rosa", "Send to 2")
        await everyone.taps("Luis", "Send to 2")
        assert everyone.news("Luis")[-1] == "It was already started by Rosa."
        await everyone.waits(seconds=2)
        await everyone.taps("Rosa", "Send to 2")
        assert "It was already started by Rosa." in everyone.news("Rosa"), "beside the report, if it is over by now"
        await everyone.waits(seconds=10)
        assert everyone.news("Sam") == ["Hi Sam, see you on Sunday!"]


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        (
            (TEXT, "skip", "skip", "skip", "mentees without a match, who write French"),
            "Just now nobody fits: mentees, without",
        ),
        (
            ("{partner}, week {week}", "skip", "skip", "skip", "everyone"),
            "For 2 of 2 people there is nothing to put in place of {week}; the first is",
        ),
        ((TEXT, "skip", "skip", "skip", "p-0badbeef"), "I don't know 0badbeef here"),
    ],
    ids=["empty", "missing", "unknown"],
)
async def test_row_48_what_cannot_be_sent_says_so_with_count_and_first_offender_and_nothing_leaves(
    company, answers, why
):
    async with company(CAST) as everyone:
        said = await writes(everyone, "Rosa", "from the program", *answers, "at once, at night too", "a day")
        assert said[-1].startswith(why)
        assert "nothing is sent" in said[-1].lower()
        await everyone.waits(hours=1)
        assert everyone.news("Sam") == []


@pytest.fixture
def guarded(stage, monkeypatch):
    """The program's file guards broadcasts to more than one person."""
    own = stage.programs["new_neighbors"].model_copy(
        update={"broadcasts": Broadcasts(type_count_above=1, second_approver_above=1)}
    )
    monkeypatch.setitem(stage.programs, "new_neighbors", own)


async def test_whoever_is_alone_is_told_whom_to_ask_and_nothing_leaves(company, guarded):
    async with company(CAST.replace("Vera is an admin.\n", "")) as everyone:
        await writes(everyone)
        await everyone.taps("Rosa", "Send to 2")
        await everyone.says("Rosa", "2")
        assert "there is nobody else yet who can. Please invite another coordinator" in everyone.news("Rosa")[-1]
        await everyone.waits(seconds=10)
        assert everyone.news("Sam") == []


async def test_for_many_the_number_is_typed_and_a_second_person_approves(company, guarded):
    async with company(CAST) as everyone:
        await writes(everyone)
        await everyone.taps("Rosa", "Send to 2")
        assert "please type this number: 2" in everyone.news("Rosa")[-1]
        await everyone.says("Rosa", "3")
        assert "That is not the number" in everyone.news("Rosa")[-1]
        await everyone.says("Rosa", "2")
        assert "a second person has to approve it" in everyone.news("Rosa")[-1]
        await everyone.waits(seconds=10)
        assert everyone.news("Sam") == []
        assert "Rosa would like to send this to 2 people" in everyone.news("Vera")[-1]
        await everyone.taps("Vera", "Approve and send")
        await everyone.waits(seconds=10)
        assert everyone.news("Sam") == ["Hi Sam, see you on Sunday!"]


async def test_the_buttons_of_a_former_coordinator_do_nothing(company):
    async with company(CAST) as everyone:
        await writes(everyone)
        rosa = (await everyone.scene("Rosa")).person.id
        await everyone.keeps(SaveStaff(Staff(rosa, "coordinator", "new_neighbors", BEGAN, ended=everyone.clock.now())))
        await everyone.taps("Rosa", "Send to 2")
        await everyone.waits(seconds=10)
        assert everyone.news("Sam") == []


async def test_mentors_are_asked_to_send_it_and_do_so_under_their_own_name_once(company):
    async with company(CAST) as everyone:
        words = "Hello {name}, how is week {week|one}? Yours, {partner}"
        await writes(
            everyone, "Rosa", "ask the mentors to send it", words, "skip", "everyone", "at once, at night too", "a day"
        )
        await everyone.taps("Rosa", "Send to 1")
        await everyone.waits(seconds=10)
        asked = everyone.news("Ana")[-1]
        assert asked.endswith("Hello Sam, how is week one? Yours, Ana")
        assert everyone.news("Sam") == []
        await everyone.taps("Ana", "Send to Sam")
        assert everyone.news("Sam") == ["💬 Ana: Hello Sam, how is week one? Yours, Ana"]
        await everyone.waits(seconds=2)
        await everyone.taps("Ana", "Send to Sam")
        assert everyone.news("Ana")[-1] == "You have sent it to Sam already."
        assert everyone.news("Sam") == []


async def test_every_monday(company):
    async with company(CAST) as everyone:
        answers = ("from the program", TEXT, "skip", "skip", "skip", "everyone", "again and again")
        await writes(everyone, "Rosa", *answers, "every Monday at 11", "6 hours")
        await everyone.taps("Rosa", "Start it")
        assert "It goes out by itself from now on" in everyone.news("Rosa")[-1]
        await everyone.waits(days=15)
        assert everyone.news("Sam").count("Hi Sam, see you on Sunday!") == 2


def _stands(head: str) -> str:
    return f"{head} For: everyone. Recipients: 2."


async def answers(everyone) -> str:
    """The line of the report that counts answers."""
    await everyone.says("Rosa", "/desk", "broadcasts", "1 · look")
    return everyone.news("Rosa")[-1].rpartition("\n")[2]


async def sends(everyone, *answers: str) -> None:
    """Write one and send it to both."""
    await writes(everyone, "Rosa", *(answers or PLAIN))
    await everyone.taps("Rosa", "Send to 2")
    await everyone.waits(seconds=10)


@pytest.mark.parametrize("said", ["no", "No.", "2", "NO"])
async def test_what_stands_on_a_button_can_be_typed_as_well_or_its_number(company, said):
    async with company(CAST) as everyone:
        await sends(everyone)
        await everyone.says("Sam", said)
        assert "noted: No" in everyone.news("Sam")[-1]
        assert await answers(everyone) == "Answers: Yes 0, No 1"
        await everyone.says("Sam", "yes")
        assert await answers(everyone) == "Answers: Yes 0, No 1", "once it is answered, words are only words again"


async def test_typed_words_answer_the_newest_broadcast_that_is_not_answered(company):
    async with company(CAST) as everyone:
        await sends(everyone)
        await sends(everyone, *PLAIN[:3], "Yes, Later", *PLAIN[4:])
        await everyone.says("Sam", "yes")
        assert await answers(everyone) == "Answers: Yes 1, Later 0"
        await everyone.says("Sam", "yes")
        await everyone.says("Rosa", "/desk", "broadcasts", "2 · look")
        assert everyone.news("Rosa")[-1].endswith("Answers: Yes 1, No 0")


async def test_a_question_of_theirs_that_is_open_goes_first(company):
    async with company(CAST) as everyone:
        await sends(everyone)
        await everyone.in_talk("Sam")
        await everyone.says("Sam", "yes")
        assert everyone.copies("Ana") == ["💬 Sam: yes"]
        assert await answers(everyone) == "Answers: Yes 0, No 0"


async def test_after_two_weeks_words_are_no_answer_any_more(company):
    async with company(CAST) as everyone:
        await sends(everyone)
        await everyone.waits(days=15)
        await everyone.says("Sam", "yes")
        assert await answers(everyone) == "Answers: Yes 0, No 0"


async def test_other_words_are_no_answer_and_do_what_they_always_do(company):
    async with company(CAST) as everyone:
        await sends(everyone)
        await everyone.says("Sam", "help")
        await everyone.says("Sam", "perhaps")
        await everyone.says("Sam", "3")
        assert await answers(everyone) == "Answers: Yes 0, No 0"


async def test_mentors_can_type_it_too(company):
    async with company(CAST) as everyone:
        words = ("ask the mentors to send it", "Hello {name}!", "skip", "everyone", "at once, at night too", "a day")
        await writes(everyone, "Rosa", *words)
        await everyone.taps("Rosa", "Send to 1")
        await everyone.waits(seconds=10)
        await everyone.says("Ana", "send to Sam")
        assert everyone.copies("Sam") == ["💬 Ana: Hello Sam!"]


async def test_a_text_too_long_with_what_is_filled_in_is_asked_for_again_and_never_cut(company):
    async with company(CAST) as everyone:
        await everyone.says("Rosa", "/desk", "broadcasts", "new broadcast", "from the program", "{name}, " * 45)
        assert "it can be 2789 letters long, and there is room for 2700" in everyone.news("Rosa")[-1]
        await everyone.says("Rosa", "😀" * 1351)
        assert "it can be 2702 letters long" in everyone.news("Rosa")[-1]
        await everyone.says("Rosa", *PLAIN[1:])
        await everyone.waits(seconds=2)
        await everyone.taps("Rosa", "Send to 2")
        await everyone.waits(seconds=10)
        assert everyone.news("Sam") == ["Hi Sam, see you on Sunday!"]


async def test_two_quick_taps_on_send_start_it_once(company):
    async with company(CAST) as everyone:
        await writes(everyone)
        await everyone.does("Rosa", press="Send to 2", settle=False)
        await everyone.does("Rosa", press="Send to 2", settle=False)
        await everyone.waits(seconds=10)
        assert not any("already started" in said for said in everyone.news("Rosa")), "a finger that trembled"
        assert everyone.news("Sam") == ["Hi Sam, see you on Sunday!"]
        assert (await trail(everyone)).count("broadcast-start") == 1


@pytest.mark.parametrize("label", ["Pause", "Cancel"])
async def test_a_former_coordinator_can_stop_nothing_either(company, label):
    async with company(CAST) as everyone:
        answers = (*PLAIN[:-2], "at a time on everyone's clock", "2026-12-01 9:00", "a day")
        await writes(everyone, "Rosa", *answers)
        await everyone.taps("Rosa", "Send to 2")
        rosa = (await everyone.scene("Rosa")).person.id
        await everyone.keeps(SaveStaff(Staff(rosa, "coordinator", "new_neighbors", BEGAN, ended=everyone.clock.now())))
        everyone.news("Rosa")
        await everyone.taps("Rosa", label)
        assert "For: everyone" not in "".join(everyone.news("Rosa"))
        running = await everyone.store.read(lambda session: session.broadcasts_in(["running"]))
        assert len(running) == 1
        assert not {"broadcast-pause", "broadcast-cancel"} & set(await trail(everyone))

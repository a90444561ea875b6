"""The list of who needs a coordinator today, and what one tap does about each."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.flows.desk.kinds import code_of
from bot.words.effects.desk import SaveStaff, Settle
from bot.words.effects.sending import Schedule
from bot.words.journeys import Attention
from bot.words.people import Due
from tests.flows.desk.office import CAST, lines, puts_on_list, trail
from tests.scenes.staff import BEGAN, Staff

TWO = CAST + "Luis coordinates new_neighbors.\n"


async def test_staff_alone_change_the_language_by_its_name(company):
    async with company(CAST) as everyone:
        await everyone.says("Vera", "/desk", "español", "/desk")
        assert "Cuidas de todos los programas" in everyone.news("Vera")[-1]


async def test_a_line_says_that_its_match_rests_by_now(company):
    async with company(CAST) as everyone:
        await puts_on_list(everyone)
        await everyone.says("Vera", "/desk", "today", "1 · look", "pause", "/desk", "today")
        assert (await everyone.match()).status == "paused"
        assert "quiet · 14 days · rests now" in everyone.news("Vera")[-1]


async def test_words_that_mean_nothing_to_the_desk_show_it_with_what_needs_them(company):
    async with company(CAST) as everyone:
        await puts_on_list(everyone)
        await everyone.says("Vera", "Good morning!")
        assert (
            "On the list today: 1.\n\nPress one of these, or type its words. These work as well: invite,"
            in everyone.news("Vera")[-1]
        )


async def test_the_most_urgent_comes_first_and_five_stand_on_a_page(company):
    async with company(CAST) as everyone:
        for kind in ("unmatched", "silent", "unheard-of", "never-met", "low", "diverging"):
            about = {"person": (await everyone.scene("Sam")).person.id} if kind in {"unmatched", "low"} else {}
            if kind == "unmatched":
                about |= {"match": None, "told": {"reason": "seats"}}
            await puts_on_list(everyone, kind, **about)
        await everyone.says("Rosa", "/desk")
        await everyone.taps("Rosa", "Today")
        first = everyone.shown("Rosa")[-1].splitlines()
        assert [line.split(" · ")[0] for line in first[2:]] == [
            "1. Sam & Ana: a low check-in",
            "2. Sam & Ana: they see it differently",
            "3. Sam & Ana: not met yet",
            "4. Sam & Ana: quiet",
            "5. Sam & Ana: needs a look",
        ]
        await everyone.taps("Rosa", "More ▶")
        assert "6. Sam: still without a mentor" in everyone.shown("Rosa")[-1]


async def test_a_line_says_why_it_is_there_since_when_and_what_was_tried_but_nothing_of_their_talk(company):
    async with company(CAST) as everyone:
        await everyone.says("Sam", "I miss my sister so much")
        await everyone.taps("Sam", "Send to Ana")
        await puts_on_list(
            everyone, "not-right", person=(await everyone.scene("Sam")).person.id, told={"words": "I can't say it well"}
        )
        await everyone.waits(days=2)
        await everyone.says("Rosa", "/desk", "today", "1 · look", "i take it", "today")
        everyone.news("Rosa")
        await everyone.says("Rosa", "/desk", "today", "1 · look")
        said = everyone.news("Rosa")[-1]
        assert "Sam said that it doesn't feel right." in said
        assert "In their own words: “I can't say it well”" in said
        assert "On the list since Tuesday, March 10. Rosa has it." in said
        assert "Thursday, March 12: took it on (Rosa)" in said
        assert "sister" not in said


async def test_one_tap_in_the_list_nudges_who_is_silent(company):
    async with company(CAST) as everyone:
        await puts_on_list(everyone)
        await everyone.says("Rosa", "/desk", "today", "1 · nudge")
        assert "I ask Sam kindly" in everyone.news("Rosa")[-1]
        assert "Even a short line to Ana" in everyone.news("Sam")[-1]
        assert everyone.news("Ana") == []
        assert "nudge" in await trail(everyone)


async def test_a_nudge_at_night_waits_for_the_morning(company):
    async with company(CAST) as everyone:
        await puts_on_list(everyone)
        await everyone.waits(hours=10)
        everyone.news("Sam")
        await everyone.says("Rosa", "/desk", "today", "1 · nudge")
        assert everyone.news("Sam") == []
        await everyone.waits(hours=11)
        assert "Even a short line to Ana" in everyone.news("Sam")[-1]


async def test_a_paused_match_rests_for_both_without_a_reason_until_it_may_go_on(company):
    async with company(CAST) as everyone:
        await puts_on_list(everyone)
        await everyone.says("Rosa", "/desk", "today", "1 · look", "pause")
        assert "Your match with Ana rests" in everyone.news("Sam")[-1]
        assert "Your match with Sam rests" in everyone.news("Ana")[-1]
        await everyone.says("Sam", "/write")
        await everyone.says("Sam", "hi Ana")
        assert "is resting for now" in " ".join(everyone.news("Sam"))
        assert everyone.copies("Ana") == []
        await everyone.says("Rosa", "/desk", "today", "1 · look", "let it go on")
        assert "goes on" in " ".join(everyone.news("Sam"))
        assert (await everyone.match()).status == "open"


async def test_ending_a_match_is_asked_twice_and_takes_the_line_off_the_list(company):
    async with company(CAST) as everyone:
        line = await puts_on_list(everyone, "low", person=(await everyone.scene("Sam")).person.id)
        await everyone.says("Rosa", "/desk", "today", "1 · look", "end it")
        assert (await everyone.match()).status == "open"
        await everyone.says("Rosa", "yes, do it")
        match = await everyone.match()
        assert (match.status, match.by) == ("ended", "coordinator")
        assert "has ended" in " ".join(everyone.news("Sam"))
        assert "has ended" in " ".join(everyone.news("Ana"))
        assert line.key not in await lines(everyone)


async def test_a_new_match_is_looked_for_at_once_when_the_old_one_ends_for_it(company):
    async with company(CAST) as everyone:
        await puts_on_list(everyone)
        await everyone.says("Rosa", "/desk", "today", "1 · look", "new match", "yes, do it")
        assert (await everyone.match()).status == "ended"
        await everyone.waits(minutes=2)
        record = (await everyone.scene("Sam")).memberships[0].record
        assert not record.get("resting")
        assert not record.get("away_until")


async def test_what_is_over_by_itself_says_so_to_who_still_has_its_buttons(company):
    async with company(CAST) as everyone:
        line = await puts_on_list(everyone)
        await everyone.says("Rosa", "/desk", "today", "1 · look")
        await everyone.keeps(Settle(line.key))
        await everyone.taps("Rosa", "Nudge")
        assert "no longer on the list" in everyone.news("Rosa")[-1]
        assert everyone.news("Sam") == []


async def test_two_take_the_same_line_and_one_has_it(company):
    async with company(TWO) as everyone:
        await puts_on_list(everyone)
        await everyone.says("Rosa", "/desk", "today", "1 · look", "i take it")
        await everyone.says("Luis", "/desk", "today", "1 · look", "i take it")
        assert "Rosa has this one already" in everyone.news("Luis")[-1]
        await everyone.says("Luis", "/desk", "today", "only mine")
        assert "Nothing on the list is yours" in everyone.news("Luis")[-1]


async def test_a_line_handed_over_is_the_colleagues_with_its_match(company):
    async with company(TWO) as everyone:
        await puts_on_list(everyone)
        await everyone.says("Rosa", "/desk", "today", "1 · look", "hand over", "luis")
        assert "Rosa has handed this over to you: Sam & Ana: quiet" in everyone.news("Luis")[-1]
        await puts_on_list(everyone, "diverging")
        await everyone.says("Luis", "/desk", "today", "only mine")
        assert "Yours: 2" in everyone.news("Luis")[-1], "what comes later about this match is theirs too"


async def test_a_holiday_hands_my_lines_to_a_colleague_until_it_is_over(company):
    async with company(TWO) as everyone:
        await puts_on_list(everyone)
        await everyone.says("Rosa", "/desk", "today", "1 · look", "i take it")
        await everyone.says("Rosa", "/desk", "people", "i'm away for a while", "20.3.2026", "Luis")
        assert "Until Friday, March 20 your lines go to Luis" in everyone.news("Rosa")[-1]
        assert "Rosa is away until Friday, March 20" in everyone.news("Luis")[-1]
        await everyone.says("Luis", "/desk", "today", "only mine")
        assert "Yours: 1" in everyone.news("Luis")[-1]
        await everyone.waits(days=11)
        await everyone.says("Luis", "/desk", "today", "only mine")
        assert "Nothing on the list is yours" in everyone.news("Luis")[-1]


async def test_every_monday_morning_each_hears_in_figures_what_stands_on_their_list(company):
    async with company(CAST) as everyone:
        await puts_on_list(everyone)
        await puts_on_list(everyone, "never-met")
        await everyone.says("Vera", "/desk", "invite", "new invitation", "new neighbors")
        code = next(line for line in everyone.news("Vera")[-1].splitlines() if line.startswith("c-"))
        await everyone.says("Luis", code)
        await everyone.keeps(SaveStaff(Staff(902, "coordinator", "first_year", BEGAN, ended=BEGAN)))
        everyone.news("Luis")
        await everyone.waits(days=5, hours=19, minutes=25)
        assert not any("Good morning" in text for text in everyone.news("Luis"))
        await everyone.waits(minutes=10)
        assert everyone.news("Luis") == [
            "Good morning, Luis. This is how the week begins:\n\nNew Neighbors: 2\n   1 × not met yet\n   1 × quiet"
        ]
        await everyone.waits(days=7)
        assert any("Good morning" in text for text in everyone.news("Luis"))


async def test_who_walks_in_the_program_as_well_does_not_see_what_is_said_about_their_own_match(company):
    async with company(CAST) as everyone:
        ana = (await everyone.scene("Ana")).person.id
        await everyone.keeps(SaveStaff(Staff(ana, "coordinator", "new_neighbors", BEGAN)))
        line = await puts_on_list(everyone, "not-right", told={"words": "I am afraid of her"})
        await everyone.says("Ana", "/desk")
        await everyone.taps("Ana", "Today")
        assert "Nobody needs you" in everyone.shown("Ana")[-1]
        await everyone.presses("Ana", f"desk.line.{code_of(line)}")
        assert not any("afraid" in text for text in everyone.shown("Ana"))
        await everyone.says("Rosa", "/desk", "today")
        assert "it doesn't feel right" in everyone.news("Rosa")[-1]


async def test_the_list_is_read_in_the_readers_language(company):
    async with company(CAST.replace("Rosa is on Telegram.", "Rosa is on Telegram, in es.")) as everyone:
        await puts_on_list(everyone)
        await everyone.says("Rosa", "/desk", "hoy")
        assert "1. Sam y Ana: en silencio · 14 días" in everyone.news("Rosa")[-1]


async def test_a_line_about_a_colleague_of_staff_reads_well_when_somebody_was_erased(company):
    async with company(CAST) as everyone:
        now = everyone.clock.now() - dt.timedelta(days=3)
        line = Attention("asks:9", "asks", "new_neighbors", now, person=424242, told={"words": "Hello?"})
        from bot.words.effects.desk import Raise

        await everyone.keeps(Raise(line), SaveStaff(Staff(901, "coordinator", "new_neighbors", BEGAN)))
        await everyone.says("Rosa", "/desk", "today", "1 · look")
        assert "someone: a question for you" in everyone.news("Rosa")[-1]


async def test_the_desk_shows_five_buttons_and_every_other_part_is_one_tap_further(company):
    async with company(CAST) as everyone:
        await everyone.says("Vera", "/desk")
        assert _labels(everyone, "Vera") == ["Today", "Matching", "Broadcasts", "People", "How it goes"]
        await everyone.taps("Vera", "People")
        assert {"Invite", "Join links", "Cohorts", "Desk"} <= set(_labels(everyone, "Vera"))
        await everyone.taps("Vera", "Desk")
        await everyone.taps("Vera", "How it goes")
        assert _labels(everyone, "Vera") == ["Report", "Programs", "Dashboard", "Desk"]


@pytest.mark.parametrize(
    ("word", "begins"),
    [
        ("programs", "First Year"),
        ("people", "Who works here"),
        ("invite", "Invitations make someone"),
        ("join links", "Join links"),
        ("cohorts", "Cohorts are mentors who"),
        ("broadcasts", "Broadcasts: one message"),
        ("report", "Which program"),
        ("dashboard", "There is no dashboard yet"),
        ("matching", "Matching"),
    ],
)
async def test_every_part_can_be_typed_by_its_name_and_its_old_button_still_opens_it(company, word, begins):
    async with company(CAST) as everyone:
        await everyone.says("Vera", "/desk", "today", word)
        said = everyone.news("Vera")[-1]
        assert begins in said, "from anywhere at the desk"
        await everyone.presses("Vera", f"desk.{_NAMES.get(word, word)}")
        assert everyone.news("Vera")[-1] == said


_NAMES = {"join links": "join", "broadcasts": "cast", "dashboard": "dash", "matching": "board"}


def _labels(everyone, name: str) -> list[str]:
    shown = [entry for entry in everyone.chat(name).messages() if entry.origin == "bot" and entry.buttons]
    return [one.label for one in shown[-1].buttons]


async def test_a_line_that_is_done_leads_back_to_the_list(company):
    async with company(CAST) as everyone:
        await puts_on_list(everyone)
        await everyone.says("Rosa", "/desk", "today", "1 · look", "done")
        assert _labels(everyone, "Rosa") == ["Back to the list"]


async def test_a_file_that_is_no_table_is_answered_with_what_can_be_sent(company):
    async with company(CAST) as everyone:
        await everyone.sends_file("Rosa", "document", b"%PDF-1.7")
        assert everyone.news("Rosa")[-1].startswith("I can take pairs from a spreadsheet here")
        assert _labels(everyone, "Rosa") == ["Matching"]


async def test_a_question_of_the_desk_holds_nobody_who_types_where_they_would_rather_go(company):
    async with company(CAST) as everyone:
        await everyone.says("Rosa", "/desk", "invite", "new invitation")
        assert (await everyone.scene("Rosa")).run is not None
        await everyone.says("Rosa", "broadcasts")
        assert everyone.news("Rosa")[-1].startswith("Broadcasts: one message"), (
            "no answer to it, but a part of the desk"
        )
        await everyone.says("Rosa", "/desk")
        assert (await everyone.scene("Rosa")).run is None, "left by going to the desk"


async def test_what_was_written_to_many_stays_open_when_someone_looks_at_the_desk(company):
    async with company(CAST) as everyone:
        await everyone.says("Rosa", "/desk", "broadcasts", "new broadcast", "from the program", "/desk")
        assert (await everyone.scene("Rosa")).run.flow == "composing"
        await everyone.says("Rosa", "people")
        assert everyone.news("Rosa")[-1].startswith("Who works here"), "no text for many, but a part of the desk"
        assert "text" not in (await everyone.scene("Rosa")).run.answers


async def test_on_monday_the_quiet_programs_are_told_in_one_line(company):
    """An admin of all programs does not read the same sentence once for each of them."""
    async with company(CAST) as everyone:
        await puts_on_list(everyone)
        vera = (await everyone.scene("Vera")).person
        await everyone.keeps(Schedule(Due("desk-digest:vera", "desk-digest", vera.id, everyone.clock.now())))
        await everyone.waits(days=8)
        [said] = [text for text in everyone.news("Vera") if "how the week begins" in text]
        assert said.count("nothing needs you") == 1
        assert "Back to Work and First Year Together: nothing needs you. How nice!" in said
        assert said.index("New Neighbors: 1") < said.index("nothing needs you")

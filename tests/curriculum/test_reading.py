"""What journeys read: tracks, steps in order, texts in a language, search, help."""

from __future__ import annotations

import shutil
import tracemalloc

import pytest

from bot.curriculum.folders import read_program, read_programs
from bot.curriculum.program import Program
from bot.curriculum.reading import crisis_lines, crisis_words, guidelines, lesson, sheet, text
from bot.curriculum.searching import search
from bot.words.errors import DefinitionError
from tests.curriculum.conftest import EXAMPLE


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "small").mkdir()
    return tmp_path / "small"


def ids(steps):
    return [step.id for step in steps]


def test_the_track_is_chosen_by_goals_and_the_first_goal_decides_between_equals(garden):
    assert garden.track_for(["flat"]) == "balcony"
    assert garden.track_for(["meet", "flat", "grow"]) == "ground"
    assert garden.track_for(["flat", "meet"]) == "balcony"
    assert garden.track_for(["meet", "flat"]) == "ground"
    assert garden.track_for([]) is None


def test_steps_come_by_week_then_as_written_with_dates_and_electives_apart(garden):
    assert ids(garden.steps_for("balcony")) == ["look", "sow", "ask-around", "pots"]
    assert ids(garden.steps_for("ground")) == ["look", "sow", "ask-around", "beds"]
    assert ids(garden.steps_for(None)) == ["look", "sow", "ask-around"]
    assert ids(garden.calendar_for("ground")) == ["seeds", "frost"]
    assert garden.step("seeds").month_day == (2, 29)
    assert ids(garden.electives_for("balcony")) == ["compost"]
    assert garden.branched_to == {"sow", "ask-around"}
    assert dict(garden.step("look").branch) == {"yes": "sow", "no": "ask-around"}


def test_a_step_that_was_taken_out_has_its_successor(garden):
    assert garden.successor("dig-deep") == "beds"
    assert garden.successor("look") == "look"
    assert garden.successor("never-was") is None
    with pytest.raises(LookupError):
        garden.step("dig")


def test_successors_that_go_in_circles_end(garden):
    turning = garden.model_copy(update={"moved": {"a": "b", "b": "a"}})
    assert turning.successor("a") is None


def test_a_step_is_read_in_a_language_and_says_which(garden):
    french = text(garden, "look", "FR_ca")
    assert (french.language, french.title, french.minutes) == ("fr", "Regarder autour de soi", 30)
    assert french.answers == {"yes": "Oui", "no": "Pas encore"}
    assert french.resources[0].sheet == "calendar"
    assert text(garden, "look", "ar").language == "en"
    assert garden.title.in_language("fr-CH") == "Le jardin partagé"
    assert garden.title.in_language("") == "The Shared Garden"
    assert text(garden, "sow", "en").starters[2] == "What shall we eat in July?"


def test_lessons_sheets_and_guidelines_too(garden):
    found = lesson(garden, "first-visit", "fr")
    assert found.pages == ("Viens à l'heure, et n'apporte que de l'eau.", "Pars avant d'être fatigué.")
    [weeds] = found.scenarios
    assert [option.right for option in weeds.options] == [False, True]
    assert weeds.options[1].feedback.startswith("Bien")
    assert sheet(garden, "calendar", "es").language == "en"
    assert guidelines(garden, "fr").pages == (guidelines(garden, "fr").text,)
    for wrong in (lambda: lesson(garden, "listening", "en"), lambda: sheet(garden, "x", "en")):
        with pytest.raises(LookupError):
            wrong()


def test_a_program_of_three_lines_has_no_journey_and_still_reads(folder):
    (folder / "program.yaml").write_text("title: A\nabout: B\ngoals: {one: One, two: Two}\n")
    program = read_program(folder)
    assert not program.has_journey
    assert program.steps_for(None) == ()
    assert guidelines(program, "en") is None
    assert search(program, "anything", "en") == []
    assert crisis_lines(program, "DE") == ()


def test_numbers_times_and_yes_are_read_from_plain_words(folder):
    (folder / "program.yaml").write_text(
        "title: 2024\nabout: B\ngoals: {one: One, two: Two}\nweeks: 12\nquiet_hours: {from: 22:00, to: 7:15}\n"
        "matching: {training: no, weights: {goals: 2.5}, rules: {shared_language: yes}}\ninterests:\n"
    )
    program = read_program(folder)
    assert program.title.in_language("es") == "2024"
    assert program.weeks == 12
    assert program.matching.training is False
    assert program.matching.weights == {"goals": 2.5}
    assert program.quiet_hours.cover(program.quiet_hours.start)
    assert not program.quiet_hours.cover(program.quiet_hours.end)


def test_texts_are_read_only_when_asked_for(own):
    program = read_program(own)
    for path in own.glob("steps/*.md"):
        path.write_bytes(b"\xff")
    with pytest.raises(DefinitionError, match="UTF-8"):
        text(program, "one-page", "en")


def test_a_broken_translation_is_read_in_english_and_a_broken_text_is_refused(own, change):
    change("steps/smaller.es.md", "## task", "## tarea")
    assert text(read_program(own), "smaller", "es").language == "en"
    change("steps/smaller.en.md", "## task", "## tasks")
    with pytest.raises(DefinitionError, match=r"smaller\.en\.md, line \d+, ## tasks"):
        text(read_program(own), "smaller", "en")


def test_line_ends_and_byte_order_marks_do_not_matter(own):
    path = own / "steps/one-page.en.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert text(read_program(own), "one-page", "en") == text(read_program(EXAMPLE), "one-page", "en")


@pytest.mark.parametrize(
    ("words", "language", "first"),
    [
        ("compost", "en", "compost"),
        ("les saints de glaces", "fr", "frost"),
        ("HARICOT", "fr", "sow"),
        ("haricts", "fr", "sow"),
        ("radi", "en", "calendar"),
        ("mètre carre", "fr", "beds"),
        ("when to sow", "en", "calendar"),
    ],
)
def test_search_finds_it_with_typos_accents_and_word_ends(garden, words, language, first):
    hits = search(garden, words, language)
    assert hits[0].id == first
    assert hits[0].language == language
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_search_finds_nothing_where_there_is_nothing_and_keeps_to_its_limit(garden):
    assert search(garden, "xyzzy", "en") == []
    assert search(garden, "", "en") == []
    assert search(garden, "🌱!?", "en") == []
    assert len(search(garden, "the garden soil beans when to sow what", "en", limit=2)) == 2


def test_help_is_by_country_and_its_words_in_every_language(garden):
    assert crisis_lines(garden, "no")[0].phone == "116 123"
    assert crisis_lines(garden, "ZZ")[0].url == "https://findahelpline.com"
    assert crisis_words(garden) == ("en finir", "end it all")


def test_the_programs_we_ship_load_into_little_memory():
    tracemalloc.start()
    programs = read_programs()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size < 4_000_000
    assert all(isinstance(program, Program) for program in programs.values())


def test_a_folder_can_be_moved_and_named_with_hyphens(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "reading-circle")
    assert list(read_programs(tmp_path)) == ["reading_circle"]

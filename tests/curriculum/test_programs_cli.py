"""`alongside program …` as an author meets it."""

from __future__ import annotations

import json
import re

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.curriculum.folders import read_program
from bot.curriculum.program import Program
from bot.words.errors import DefinitionError
from tests.curriculum import vizinhos
from tests.curriculum.conftest import GARDEN


@pytest.fixture
def program():
    def run(*arguments):
        return CliRunner().invoke(app, ["program", *map(str, arguments)])

    return run


def test_a_new_program_passes_the_check_at_once(program, tmp_path):
    made = program("new", tmp_path / "mine")
    assert made.exit_code == 0
    checked = program("check", tmp_path / "mine")
    assert (checked.exit_code, checked.output.count("✓"), "warning" in checked.output) == (0, 2, False)
    assert "✓ scenes/the-first-weeks.md" in checked.output


def test_a_new_program_is_never_written_over_another(program, own):
    before = (own / "program.yaml").read_bytes()
    assert program("new", own).exit_code == 1
    assert (own / "program.yaml").read_bytes() == before


def test_check_lists_errors_with_file_and_line_and_exits_with_one(program, own, change):
    change("steps/one-page.en.md", "## task", "## tasks")
    done = program("check", own)
    assert done.exit_code == 1
    assert re.search(r"steps/one-page\.en\.md:\d+ +error +## tasks: there is no such heading", done.output)
    assert "2 errors" in done.output


def test_warnings_alone_are_no_failure(program, own):
    (own / "steps/spare.en.md").write_text("x")
    (own / "notes.txt").write_text("x")
    assert program("check", own).exit_code == 1
    (own / "steps/spare.en.md").unlink()
    assert program("check", own).exit_code == 0


def test_a_program_that_cannot_be_read_is_a_definition_error_after_the_others_were_checked(program, own):
    (own.parent / "zero").mkdir()
    (own.parent / "zero" / "program.yaml").write_text("title: [")
    done = program("check", own.parent)
    assert isinstance(done.exception, DefinitionError)
    assert "✓ own" in done.output


def test_show_tells_what_each_side_reads(program):
    both = program("show", GARDEN, "--language", "fr").output
    assert "Couvre ce soir" in both
    mentee = program("show", GARDEN, "--week", "1", "--language", "fr", "--side", "mentee").output
    assert "Tout commence petit. Regarder autour de soi." in mentee
    assert "[ Oui ]" in mentee
    assert "laisse-lui la bêche" not in mentee
    assert "Semer" not in mentee
    assert "There is no step in week 40" in program("show", GARDEN, "--week", "40").output
    assert "there is no de; in en" in program("show", GARDEN, "--language", "de").output
    assert program("show", GARDEN, "--side", "coordinator").exit_code == 2


def test_diff_says_in_words_what_changed(program, own, change, tmp_path):
    program("new", tmp_path / "before")
    assert "Nothing that anybody reads or walks has changed" in program("diff", tmp_path / "before", own).output
    change("steps/smaller.en.md", "minutes: 10", "minutes: 15")
    done = program("diff", tmp_path / "before", own).output
    assert "- step smaller reads differently in en: minutes" in done
    assert "1 change." in done


def test_the_schema_knows_every_key_and_that_a_bare_text_is_english(program, tmp_path):
    schema = json.loads(program("schema").output)
    assert set(schema["properties"]) == set(Program.model_fields) - {"id"}
    assert schema["additionalProperties"] is False
    assert {"from", "to"} == set(schema["$defs"]["QuietHours"]["properties"])
    assert {"string", "object"} == {part["type"] for part in schema["$defs"]["Localised"]["anyOf"]}
    assert sorted(schema["required"]) == ["about", "goals", "title"]
    program("schema", tmp_path / "program.schema.json")
    assert json.loads((tmp_path / "program.schema.json").read_text(encoding="utf-8")) == schema


def test_print_writes_one_page(program, tmp_path):
    done = program("print", GARDEN, "--language", "fr", "-o", tmp_path / "page.html")
    assert done.exit_code == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert read_program(GARDEN).title.in_language("fr") in page


def test_pages_posters_and_the_printed_page_come_in_the_programs_first_language(program, tmp_path):
    folder = vizinhos.write(tmp_path / "vizinhos")
    printed, poster, pages = tmp_path / "print.html", tmp_path / "poster.html", tmp_path / "pages"
    assert program("print", folder, "-o", printed).exit_code == 0
    assert program("poster", folder, "-o", poster, "--telegram", "Bot").exit_code == 0
    assert program("page", folder, "-o", pages, "--telegram", "Bot").exit_code == 0
    assert '<html lang="pt" dir="ltr"' in printed.read_text(encoding="utf-8")
    assert poster.read_text(encoding="utf-8").index("Vizinhança") < poster.read_text(encoding="utf-8").index("حُسن")
    assert poster.read_text(encoding="utf-8").count("camera here") == 1
    arabic = (pages / "vizinhos.ar.html").read_text(encoding="utf-8")
    assert {path.name for path in pages.iterdir()} == {"vizinhos.pt.html", "vizinhos.ar.html"}
    assert "one topic every Sunday" in arabic, "a sentence of ours is in one language, its day too"
    assert program("show", folder, "--week", "1").output.startswith("# Vizinhança")


def test_pages_speak_the_programs_language_where_it_brings_the_words(program, tmp_path):
    folder = vizinhos.write(tmp_path / "vizinhos")
    (folder / "texts").mkdir()
    (folder / "texts" / "pt.ftl").write_text(
        "print-weeks = Semana a semana\npage-grown-up = para adultos\n", encoding="utf-8"
    )
    assert program("print", folder, "-o", tmp_path / "print.html").exit_code == 0
    assert "Semana a semana" in (tmp_path / "print.html").read_text(encoding="utf-8")
    assert program("words", "pt", folder, "-o", folder / "texts" / "pt.ftl").exit_code == 0
    assert "The bot has words for everything in pt" in program("words", "pt", folder).output

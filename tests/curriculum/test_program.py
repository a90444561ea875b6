"""Programs as files: the shipped ones are sound, and a mistake is named with file, line and key."""

from __future__ import annotations

import pytest

from bot.curriculum.folders import read_program, read_programs
from bot.flows.staging import set_stage
from bot.words.errors import DefinitionError
from tests.flows.talk import Talk

GOOD = """\
title: {en: Reading Circle, es: Círculo de lectura}
about: For people who want to read more.
goals:
  novels: {en: Read novels, es: Leer novelas}
  library: Find my way in the library
leave_out: [profession, education, school, times]
questions:
  - name: last_book
    ask:
      en: "What did you read {last}?"
      es: ¿Qué leíste?
    label: Last book
    shape: text
    optional: true
  - name: pages
    ask: How many pages a week?
    label: Pages
    shape: number
    low: 1
    high: 999
    who: mentee
  - name: paper
    ask: Paper or screen?
    label: Paper or screen
    shape: choice
    options: {paper: {en: Paper, es: Papel}, screen: {en: Screen, es: Pantalla}}
    who: mentor
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "reading-circle").mkdir()
    return tmp_path / "reading-circle"


def skip_to(talk, question, skip):
    """Skips what everyone is asked and may skip."""
    for _ in range(5):
        if question not in talk.text:
            talk.says(skip)


def test_the_shipped_programs_are_complete_in_each_language_they_name():
    for program in read_programs().values():
        texts = [program.title, program.about, *program.goals.values(), *program.interests.values()]
        texts += [text for question in program.questions for text in (question.ask, question.label)]
        for text in texts:
            assert set(program.languages) <= set(text.words)


def test_a_program_of_ones_own_asks_its_own_questions_and_leaves_others_out(folder, stage):
    (folder / "program.yaml").write_text(GOOD.replace("{last}", "last"), encoding="utf-8")
    own = set_stage(read_programs(folder), stage.gazetteer)
    talk = Talk(own)
    for answer in ("hi", "yes", "May 1998", "I'd like a mentor", "Amina", "novels", "Lyon", "french"):
        talk.says(answer)
    skip_to(talk, "What did you read last?", "skip")
    assert "What did you read last?" in talk.text
    talk.says("Middlemarch")
    talk.says("50")
    assert "Last book: Middlemarch" in talk.text
    assert "Pages: 50" in talk.text
    talk.says("yes")
    [membership] = talk.memberships
    assert membership.program == "reading_circle"
    assert membership.profile["pages"] == 50
    assert "paper" not in membership.profile


def test_own_questions_are_asked_in_the_persons_language(folder, stage):
    (folder / "program.yaml").write_text(GOOD.replace("{last}", "last"), encoding="utf-8")
    talk = Talk(set_stage(read_programs(folder), stage.gazetteer), language="es")
    for answer in ("hola", "sí", "mayo 1998", "Quiero ser mentora o mentor", "Ana", "Leer novelas", "Lyon", "francés"):
        talk.says(answer)
    skip_to(talk, "¿Qué leíste?", "saltar")
    talk.says("2")
    assert "¿Qué leíste?" in talk.text
    talk.says("saltar")
    assert "Papel" in talk.last.buttons


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        (("goals:", "gols:"), 3, "gols: there is no such key"),
        (("title: {en: Reading Circle, es", "title: {de: Lesekreis, es"), 1, "no English words"),
        (("[profession, education", "[name, education"), 6, "leave_out"),
        (("shape: text", "shape: essay"), 13, "questions.0.shape"),
        (("low: 1", "low: 1000"), 15, "`low` must be smaller"),
        (
            ("    options: {paper: {en: Paper, es: Papel}, screen: {en: Screen, es: Pantalla}}\n", ""),
            22,
            "at least two",
        ),
        (("name: last_book", "name: Last-Book"), 8, "questions.0.name"),
        (("  library: Find my way in the library\n", ""), 3, "goals"),
        (("about: For", "about: [For"), 3, "not YAML"),
    ],
)
def test_a_mistake_is_named_with_file_line_and_key(folder, change, line, said):
    assert change[0] in GOOD
    (folder / "program.yaml").write_text(GOOD.replace("{last}", "last").replace(*change), encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        read_program(folder)
    assert f"program.yaml, line {line}" in str(caught.value) or "not YAML" in str(caught.value)
    assert said in str(caught.value)


def test_a_missing_file_or_folder_says_what_a_program_is(tmp_path, folder):
    with pytest.raises(DefinitionError, match=r"a folder with a program\.yaml"):
        read_program(folder)
    with pytest.raises(DefinitionError, match="no program in it"):
        read_programs(tmp_path)
    with pytest.raises(DefinitionError, match="ALONGSIDE_PROGRAMS"):
        read_programs(tmp_path / "nowhere")
    (folder / "program.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DefinitionError, match="UTF-8"):
        read_program(folder)
    (folder / "program.yaml").write_text("just words")
    with pytest.raises(DefinitionError, match="starts with keys"):
        read_program(folder)


def test_braces_in_a_programs_own_words_stay_words(folder, stage):
    (folder / "program.yaml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"line 9.*\{last\}"):
        read_programs(folder)

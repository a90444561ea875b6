"""What the README says is so: its commands exist, its settings are the settings, its links lead somewhere."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.curriculum.faults import errors_of
from bot.curriculum.linting import survey
from bot.curriculum.shelf import EXAMPLE
from bot.flows.engine.flow import Ask
from bot.flows.shapes import FreeText
from bot.words.settings import PREFIX, Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_setting_is_listed_and_nothing_else():
    table = README.partition("## Settings")[2].partition("\n## ")[0]
    listed = set(re.findall(r"`([A-Z_]{4,})`", table)) | set(re.findall(PREFIX + r"([A-Z_]{4,})", README))
    assert {name.upper() for name in Settings.model_fields} == listed - {PREFIX}


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`alongside ([a-z -]+?)(?: [A-Z]+)?`", README))))
def test_every_command_named_exists(command):
    words = [word for word in command.split() if not word.startswith("-") and word != "es"]
    done = CliRunner().invoke(app, [*words, "--help"])
    assert done.exit_code == 0, done.output


def test_every_link_into_the_repository_leads_somewhere():
    for target in re.findall(r"\]\((?!https?://)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_two_commands_stand_alone_on_one_line_each():
    commands = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)
    assert len(commands) == 2
    assert commands[0].endswith("alongside rehearse")
    assert commands[1].endswith("pytest")


def test_the_example_program_is_a_program(tmp_path):
    example = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    folder = tmp_path / "reading-circle"
    shutil.copytree(EXAMPLE, folder)
    (folder / "program.yaml").write_text(example[1], encoding="utf-8")
    program, findings = survey(folder)
    assert program.questions[0].name == "last_book"
    assert errors_of(findings) == []


def test_every_command_of_the_section_on_programs_does_what_it_says(tmp_path, monkeypatch):
    section = README.partition("## Writing a program")[2].partition("\n## ")[0]
    commands = re.search(r"```sh\n(.*?)```", section, re.DOTALL)[1].splitlines()
    monkeypatch.chdir(tmp_path)
    for command in commands:
        name, *words = shlex.split(command)
        done = CliRunner().invoke(app, words)
        assert (name, done.exit_code) == ("alongside", 0), (command, done.output)
    assert {path.name for path in tmp_path.iterdir()} == {
        "reading-circle",
        "reading-circle.html",
        "program.schema.json",
    }
    assert CliRunner().invoke(app, ["program", "diff", "reading-circle", "reading-circle"]).exit_code == 0


def test_the_example_question_is_a_question():
    line = re.search(r"```python\n    pronouns = (.*?)\n```", README, re.DOTALL)
    assert isinstance(eval(line[1], {"Ask": Ask, "FreeText": FreeText}), Ask)

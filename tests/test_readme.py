"""What the README says is so: its commands exist, its settings are the settings, its links lead somewhere."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from bot.adapters.rehearsal.backstage import Backstage
from bot.adapters.rehearsal.pages import rehearsal_app
from bot.adapters.rehearsal.rehearsal import Rehearsal
from bot.cli import app
from bot.curriculum.faults import errors_of
from bot.curriculum.linting import survey
from bot.curriculum.shelf import EXAMPLE
from bot.flows.engine.flow import Ask
from bot.flows.shapes import FreeText
from bot.words.clock import RehearsalClock
from bot.words.settings import PREFIX, Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
TEXTS = {path: path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))}
EVERYTHING = "\n".join(TEXTS.values())
LARGEST_PICTURE = 300_000
SHELL = [
    line.partition("   #")[0].strip()
    for block in re.findall(r"```sh\n(.*?)```", EVERYTHING, re.DOTALL)
    for line in block.splitlines()
]


def anchors(text: str) -> set[str]:
    """What headings are called in links, as GitHub forms it."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}


def test_every_setting_is_listed_and_nothing_else():
    table = README.partition("## Settings")[2].partition("\n## ")[0]
    listed = set(re.findall(r"`([A-Z_]{4,})`", table)) | set(re.findall(PREFIX + r"([A-Z_]{4,})", README))
    assert {name.upper() for name in Settings.model_fields} == listed - {PREFIX}


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`alongside ([a-z -]+?)(?: [A-Z]+)?`", EVERYTHING))))
def test_every_command_named_exists(command):
    words = [word for word in command.split() if not word.startswith("-") and word != "es"]
    done = CliRunner().invoke(app, [*words, "--help"])
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("command", [line for line in SHELL if line.startswith("alongside ")])
def test_every_command_shown_has_these_words_and_options(command):
    words = shlex.split(command)[1:]
    node, taken = get_command(app), []
    while words and words[0] in getattr(node, "commands", {}):
        taken.append(words.pop(0))
        node = node.commands[taken[-1]]
    assert taken, command
    asked = {word for word in words if word.startswith("-")}
    assert asked <= {name for one in node.params for name in one.opts}, command


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_every_link_into_the_repository_leads_somewhere(path):
    for target, anchor in re.findall(r"\]\((?!https?://)([^)#]*)(?:#([^)]+))?\)", TEXTS[path]):
        found = (path.parent / target).resolve() if target else path
        assert found.exists(), target
        assert not anchor or anchor in anchors(found.read_text(encoding="utf-8")), (target, anchor)


def test_the_pictures_are_there_for_light_and_dark_and_load_fast():
    pictures = re.findall(r'(?:src|srcset)="([^"]+)"', README)
    assert len(pictures) == 2
    for name in pictures:
        assert 0 < (ROOT / name).stat().st_size <= LARGEST_PICTURE, name


def test_the_http_interface_is_documented_as_it_is():
    table = README.partition("## The rehearsal's HTTP interface")[2].partition("\n## ")[0]
    listed = set(re.findall(r"(?:GET|POST) (/api/[a-z./{}-]+)", table)) | {"/api/people/{id}/unblock"}
    backstage = Backstage(*[None] * 5, machine=object())
    served = {route.path for route in rehearsal_app(Rehearsal(clock=RehearsalClock()), backstage).routes}
    assert {path.replace("{id}", "{}").replace("{file}", "{}") for path in served if path.startswith("/api")} == {
        path.replace("{id}", "{}") for path in listed
    }


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
    section = README.partition("## Write a program")[2].partition("\n## ")[0]
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

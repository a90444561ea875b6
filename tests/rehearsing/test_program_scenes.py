"""A program's scenes: played with the real bot, and what differs is said in words with file and line."""

from __future__ import annotations

import shutil

import pytest
from typer.testing import CliRunner

from bot.adapters.rehearsal.scenes import parse_numbered
from bot.cli import app
from bot.curriculum.folders import SHIPPED, read_program
from bot.curriculum.shelf import EXAMPLE
from bot.rehearsing.comparing import differences
from bot.rehearsing.scenes import play_scene, scene_files

SHIPPED_SCENES = [path for folder in (EXAMPLE, *sorted(SHIPPED.iterdir())) for path in scene_files(folder)]


@pytest.fixture
def own(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "own")
    return tmp_path / "own"


def write(folder, text):
    shutil.rmtree(folder / "scenes", ignore_errors=True)
    (folder / "scenes").mkdir()
    path = folder / "scenes" / "one.md"
    path.write_text(text, encoding="utf-8")
    return path


def found(scene, came):
    """What a scene's bot lines differ in from those that came."""
    expected = parse_numbered(scene)
    return [(one.line, one.said) for one in differences(expected, [line for _, line in parse_numbered(came)], 99)]


@pytest.mark.parametrize("path", SHIPPED_SCENES, ids=lambda path: f"{path.parents[1].name}-{path.stem}")
async def test_every_scene_we_ship_goes_as_it_is_written(path):
    played = await play_scene(path, read_program(path.parents[1]))
    assert [str(one) for one in played.findings] == []


async def test_what_comes_otherwise_is_said_with_its_line(own):
    scene = write(own, "# Ana is on Telegram.\n\nAna: hello\nbot → Ana: Good evening!\n")
    played = await play_scene(scene, read_program(own))
    first = played.findings[0]
    assert (first.line, first.said.split("; ")[0]) == (4, "Ana was to hear “Good evening!”")


async def test_what_someone_cannot_do_ends_the_scene_and_says_what_there_is(own):
    scene = write(own, "# Ana is on Telegram.\nAna: hello\nbot → Ana: …\nAna taps [Nonsense]\nAna: more\n")
    played = await play_scene(scene, read_program(own))
    assert len(played.findings) == 1
    assert played.findings[0].line == 4
    assert "No button says “Nonsense”; there are" in played.findings[0].said


@pytest.mark.parametrize(
    ("scene", "line", "todo"),
    [
        ("Ana says hello\n", 1, "not understood"),
        ("# Jonas mentors Ana, introduced now.\n", 1, "write “# Jonas is on Telegram.”"),
        ("# Ana is on Slack.\n\nAna: hi\n(soon later)\n", 4, "no span"),
        ("# Ana is on Slack.\nBo: hi\n", 2, "write “# Bo is on Telegram.”"),
        (
            "# Ana is on Slack.\n# Bo is on Slack.\n# Bo mentors Ana.\n# Ana wants: gold.\nAna: hi\n",
            1,
            "it has habit, library",
        ),
    ],
)
async def test_a_scene_that_cannot_be_played_says_what_to_write(own, scene, line, todo):
    played = await play_scene(write(own, scene), read_program(own))
    assert [one.line for one in played.findings] == [line]
    assert todo in played.findings[0].said


async def test_a_scene_written_anew_plays_without_a_difference(own):
    head = "# Ana is on Telegram, in es.\n# Bo is on Slack.\n# Bo mentors Ana, introduced now.\n"
    scene = write(own, f"{head}\n(6 days later)\nAna taps [Hecho]\nBo: Hello [you]\n(8 days later)\n")
    first = await play_scene(scene, read_program(own))
    assert first.text.startswith(head)
    scene.write_text(first.text, encoding="utf-8")
    again = await play_scene(scene, read_program(own))
    assert again.findings == []
    assert again.text == first.text


def test_the_command_plays_all_and_its_exit_code_tells(own):
    run = CliRunner().invoke
    assert run(app, ["program", "scenes", str(own)]).exit_code == 0
    write(own, "# Ana is on Telegram.\nAna: hello\nbot → Ana: Good evening!\n")
    done = run(app, ["program", "scenes", str(own)])
    assert done.exit_code == 1
    assert "scenes/one.md:3" in done.output
    assert run(app, ["program", "check", str(own)]).exit_code == 1
    assert run(app, ["program", "check", "--no-scenes", str(own)]).exit_code == 0
    assert run(app, ["program", "scenes", "--write", str(own)]).exit_code == 0
    assert run(app, ["program", "check", str(own)]).exit_code == 0
    shutil.rmtree(own / "scenes")
    assert "There is no scene" in run(app, ["program", "scenes", str(own)]).output


def test_three_dots_stand_for_any_words_and_alone_for_any_messages():
    came = "bot → A: Week 1: Bread and salt [Done] [Later] [Skip]\nbot → A: Hello\nbot → A: Bye\n"
    assert found("bot → A: Week 1: … salt [Done] [Skip]\nbot → A: …\n", came) == []
    assert found("bot → A: …\nbot → A: Bye\n", came) == []
    assert found("bot → A: Week 1…\nbot → A: Bye\n", came) == [(2, "before this line A heard as well: “Hello”")]


def test_missing_and_other_messages_and_buttons_are_named():
    assert found("bot → A: One\nbot → A: Two\n", "bot → A: One\n") == [(2, "A was to hear “Two”, and nothing came")]
    assert found("bot → A: One\n", "bot → A: On\nbot → A: Else\n") == [
        (1, "A was to hear “One”; this came: “On”"),
        (99, "before this line A heard as well: “Else”"),
    ]
    assert found("bot → A: One [Yes] [No]\n", "bot → A: One [No]\n") == [
        (1, "A was to see the buttons [Yes] [No]; there are [No]")
    ]


async def test_a_chat_exported_from_the_page_is_a_scene_that_plays(interface, own):
    async with interface.post("/api/people", json={"name": "Ana", "channel": "slack", "language": "es"}) as answer:
        ana = (await answer.json())["id"]
    for does in ({"text": "hola"}, {"text": "sí"}, {"text": "5/1998"}):
        async with interface.post(f"/api/people/{ana}/messages", json=does) as answer:
            assert answer.status == 200
    async with interface.get(f"/api/people/{ana}/scene") as answer:
        scene = write(own, await answer.text())
    played = await play_scene(scene, read_program(own))
    assert [str(one) for one in played.findings] == []

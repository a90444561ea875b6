"""A whole population in virtual time: the same seed plays the same term, and what is counted adds up."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random

import matplotlib as mpl
import pytest

from bot.curriculum.folders import read_program, read_programs
from bot.pictures.plotting import style
from bot.simulation.figures import Figures, Wanted
from bot.simulation.models import MODELS, chosen, wait
from bot.simulation.pictures import PICTURES, THEME
from bot.simulation.platform import Load
from bot.simulation.playing import simulate
from bot.words.messages import Button
from tests.curriculum import vizinhos

COMMAND = "import sys; from bot.cli import main; sys.argv = ['alongside', *sys.argv[1:]]; main()"
SMALL = ("simulate", "--people", "14", "--weeks", "3", "--seed", "7", "--program", "back_to_work", "--json")


def run(hash_seed: str) -> bytes:
    """The command in a process of its own."""
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    return subprocess.run(
        [sys.executable, "-c", COMMAND, *SMALL], check=True, capture_output=True, env=environment
    ).stdout


@pytest.fixture(scope="module")
def told() -> dict:
    """A small term, played in this process."""
    import asyncio

    wanted = Wanted(read_programs()["back_to_work"], 14, 3, 7)
    figures: Figures = asyncio.run(simulate(wanted))
    return json.loads(json.dumps(figures.told))


def test_the_same_seed_gives_the_same_bytes_in_any_process(told: dict) -> None:
    """The same seed gives the same report, whatever order Python's sets have and whichever process plays."""
    first, second = run("1"), run("2")
    assert first == second
    assert json.loads(first) == told


def test_another_seed_gives_another_term(told: dict) -> None:
    """A seed is not decoration."""
    import asyncio

    wanted = Wanted(read_programs()["back_to_work"], 14, 3, 8)
    other = asyncio.run(simulate(wanted)).told
    assert json.loads(json.dumps(other))["messages"] != told["messages"]


def test_what_is_counted_adds_up(told: dict) -> None:
    """Messages by week and by kind are the same messages; every introduced match is somewhere at the end."""
    messages, matches = told["messages"], told["matches"]
    assert sum(told["models"].values()) == 14
    assert messages["sent"] > 0
    assert sum(messages["by_week"]) == messages["sent"] == sum(messages["by_kind"].values())
    assert messages["platform_calls"] == sum(one["calls"] for one in told["load"].values())
    assert messages["per_person_and_week"] == round(messages["sent"] / (14 * 3), 3)
    assert matches["introduced"] > 0
    still = matches["open_at_the_end"] + matches["paused_at_the_end"]
    assert matches["introduced"] == still + matches["completed"] + matches["ended_early"]
    assert sum(matches["ended_early_by_reason"].values()) == matches["ended_early"]
    assert told["steps"]["done_by_both"] + told["steps"]["done_by_one"] <= told["steps"]["sent"]


def test_nothing_a_platform_would_refuse_is_sent(told: dict) -> None:
    """No message of a whole term is too long, empty, or has buttons that do not fit."""
    assert all("rejected" not in one["refused"] for one in told["load"].values())


def test_weeks_and_models_are_told_apart(told: dict) -> None:
    """Half of all people never get more than nine in ten do; matches going on were introduced, by model as in all."""
    messages, matches, ladder = told["messages"], told["matches"], told["ladder"]
    assert all(
        0 <= half <= most for half, most in zip(messages["median_by_week"], messages["p90_by_week"], strict=True)
    )
    assert sum(matches["introduced_by_model"].values()) == matches["introduced"]
    last = sum(weeks[-1] for weeks in matches["going_by_week_and_model"].values())
    assert last == matches["open_at_the_end"] + matches["paused_at_the_end"]
    for rung, number in ladder["sides_that_reached"].items():
        assert sum(ladder["by_model"][rung].values()) == number
    for one in told["load"].values():
        assert max(one["most_by_hour_of_week"]) == one["busiest_hour"]


def test_a_program_of_another_author_comes_to_its_end_and_what_a_holdout_held_back_is_not_told_as_sent(
    tmp_path,
) -> None:
    """Whoever walks to the planned end is no early ending, and a nudge that was left out was heard by nobody."""
    import asyncio

    wanted = Wanted(read_program(vizinhos.write(tmp_path / "vizinhos")), 16, 8, 3)
    told = asyncio.run(simulate(wanted)).told
    assert told["matches"]["completed"] > 0
    assert "finished" not in told["matches"]["ended_early_by_reason"]
    reached, without = told["ladder"]["sides_that_reached"], told["ladder"]["went_without"]
    assert without["nudge"] > 0
    assert reached["nudge"] + without["nudge"] <= 2 * told["matches"]["introduced"]
    assert set(without) <= {"nudge", "help"}


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_of_it_can_be_read(told: dict, name: str) -> None:
    """No text runs over the edge, also where nearly nothing happened; the file is a picture."""
    with mpl.rc_context(style(THEME)):
        sheet = PICTURES[name](told)
        assert sheet.cut_off() == []
        assert sheet.png().startswith(b"\x89PNG")


def test_pictures_are_written_where_they_are_wanted(tmp_path: Path) -> None:
    """`--pictures` makes the folder, draws each picture into it and says where they are."""
    small = (
        "simulate",
        "--people",
        "8",
        "--weeks",
        "1",
        "--program",
        "back_to_work",
        "--pictures",
        str(tmp_path / "p"),
    )
    ran = subprocess.run([sys.executable, "-c", COMMAND, *small], check=True, capture_output=True, text=True)
    found = {path.name for path in (tmp_path / "p").iterdir()}
    assert found == {f"{name}.png" for name in PICTURES}
    assert all(name in ran.stdout.replace("\n", "") for name in found)


def test_the_limits_hold_in_virtual_time() -> None:
    """Ninety calls to ninety chats at once take three seconds at thirty a second; a chat takes one a second."""
    load = Load()
    for chat in range(90):
        load.take(str(chat), 0.0, 30.0)
    assert max(load.waits) == 3
    load = Load()
    for _ in range(5):
        load.take("one", 0.0, 30.0)
    assert sorted(load.waits.elements()) == [0, 1, 2, 3, 4]


def test_the_shares_of_the_models_are_a_whole() -> None:
    """Everyone behaves somehow."""
    assert sum(model.share for model in MODELS) == pytest.approx(1)


def test_everyone_reacts_within_days_and_taps_what_is_there() -> None:
    """Nobody reacts before ten minutes or after five days, and only buttons of the message are tapped."""
    rng = Random(1)
    buttons = [Button("Done", "pair.1f.done.week-1"), Button("Later", "pair.1f.later.week-1", "nav")]
    for model in MODELS:
        assert all(600 <= wait(model, rng).total_seconds() <= 5 * 86400 for _ in range(200))
        assert {button.label for _ in range(50) for button in chosen(model, buttons, rng)} <= {"Done", "Later"}

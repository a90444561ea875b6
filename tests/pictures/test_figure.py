"""Figures are drawn from the values reports have, whole and legible, in both languages and both themes."""

from __future__ import annotations

import json
from io import BytesIO
from xml.etree import ElementTree as ET

import matplotlib as mpl
import pytest
from PIL import Image

from bot.curriculum.folders import read_programs
from bot.flows.staging import speech_for
from bot.pictures.drawing import draw
from bot.pictures.figure import sheet_of
from bot.pictures.plotting import HEIGHT, THEMES, WIDTH, style
from bot.pictures.studio import Studio
from bot.reporting.drawn import told, values
from bot.reporting.figures import FIGURES, report
from bot.words.messages import Drawn
from bot.words.reports import Figure, Filters
from tests.reporting.given import MONDAY, PLAN, TODAY, facts, mentee, mentor, newcomer, pair, steps, tallied

SPEECH = speech_for(read_programs(None))
KEYS = [key for key, _, _ in FIGURES]


def _program(pairs: int) -> dict[str, Figure]:
    """The figures of a program of so many pairs, each a little different."""
    who = ("both", "mentee", "neither")
    found = [
        pair(
            at,
            "ended" if at % 4 == 1 else "open",
            reason=("no-time", "silent", "concern")[at % 3] if at % 4 == 1 else "",
            ended_on=TODAY if at % 4 == 1 else None,
            introduced=MONDAY.replace(month=3),
            steps=steps(arrive=who[at % 3], goal=who[(at + 1) % 3], people=who[at % 2]),
            meetings=tuple((day, f"2026-0{4 + day // 31}-12", "mentee") for day in range(8, 60, 7 + at % 3)),
            check_ins=((14, 1 + at % 9, 9 - at % 8), (30, None, 5 + at % 3)),
            wrote={"mentee": tallied(at % 4, 2, 1), "mentor": tallied(0, 1, at % 2)},
        )
        for at in range(pairs)
    ]
    people = [newcomer(at, adult=at % 7 > 0) for at in (*range(pairs * 2), *range(1000, 1000 + pairs))]
    members = [mentee(at) for at in range(pairs + 6)] + [mentor(1000 + at) for at in range(pairs)]
    heard = {at: tallied(3, 5, 2) for at in range(pairs)}
    known = facts(people, members, found, heard=heard, tallied_until=TODAY)
    return {one.key: one for one in report(known, Filters("first-job"), PLAN).figures}


FULL, SMALL, EMPTY = _program(150), _program(12), _program(0)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("key", KEYS)
def test_no_word_is_cut_off(key: str, language: str, theme: str) -> None:
    for figures in (FULL, SMALL, EMPTY):
        said = values(figures[key], SPEECH, language, theme=theme)
        with mpl.rc_context(style(THEMES[theme])):
            assert sheet_of(said).cut_off() == []


@pytest.mark.parametrize("key", KEYS)
def test_a_full_program_has_every_picture_as_png_for_a_phone(key: str) -> None:
    picture = Image.open(BytesIO(draw("figure", values(FULL[key], SPEECH, "en"))))

    assert not FULL[key].is_empty
    assert picture.size == (WIDTH, HEIGHT)
    assert len(picture.convert("RGB").getcolors(1 << 20)) > 20


@pytest.mark.parametrize("theme", THEMES)
def test_a_picture_for_the_page_says_what_one_sees(theme: str) -> None:
    figure = FULL["survival"]

    root = ET.fromstring(draw("figure", values(figure, SPEECH, "es", form="svg", theme=theme)))

    named = {child.tag.rpartition("}")[2]: child.text for child in root}
    assert named["title"] == "Cuánto duran las parejas"
    assert named["desc"] in told(figure, SPEECH, "es").replace("\n", " ")
    assert root.get("role") == "img"
    assert not root.findall(".//{http://www.w3.org/2000/svg}text"), "every sign is a path, whatever fonts there are"


def test_pictures_hold_nothing_of_fewer_than_five_pairs() -> None:
    figures = _program(4)
    for key in ("heat-map", "steps", "meetings", "check-ins", "survival"):
        said = values(figures[key], SPEECH, "en")
        assert isinstance(said, dict)
        assert (said["series"], said["grid"], said["axis"]) == ([], [], []), key


def test_what_is_drawn_is_plain_data_that_fits_into_a_delivery() -> None:
    for figure in FULL.values():
        assert len(json.dumps(values(figure, SPEECH, "en"))) < 32_000


def test_values_that_are_no_figure_are_refused() -> None:
    with pytest.raises(ValueError, match="no such shape"):
        draw("figure", {"title": "x", "says": "y", "shape": "pie"})


async def test_the_studio_draws_figures_in_a_process_of_its_own() -> None:
    drawn = await Studio().draw(Drawn("figure", values(FULL["heat-map"], SPEECH, "es")))

    assert Image.open(BytesIO(drawn)).size == (WIDTH, HEIGHT)

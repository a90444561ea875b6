"""Pictures: any script, any length, the same bytes each time, and none of it in the bot's own process."""

from __future__ import annotations

import io
import struct
import subprocess
import sys

import pytest
from PIL import Image

from bot.pictures import setting
from bot.pictures.bidi import visual_runs
from bot.pictures.canvas import Canvas, Style, fitted
from bot.pictures.drawing import PICTURES, draw
from bot.pictures.studio import Studio
from bot.words.errors import Unreachable
from bot.words.messages import Drawn

CERTIFICATE = {
    "language": "en",
    "title": "Certificate",
    "lead": "This is to say, with thanks, that",
    "name": "Amina",
    "did": "has finished the training for mentors of",
    "program": "First Year Together",
    "about_lessons": "13 lessons, about 130 minutes",
    "lessons": [f"Lesson number {number}" for number in range(13)],
    "date": "March 12, 2026",
    "sender": "Alongside",
}
RECAP = {
    "language": "en",
    "title": "You walked alongside",
    "names": ["Amina", "Jonas"],
    "program": "First Year Together",
    "span": "March to August 2026",
    "numbers": [{"value": "24", "label": "weeks side by side"}, {"value": "13", "label": "meetings"}],
    "weeks": [{"done": week % 3, "met": week % 2 == 0} for week in range(24)],
    "legend": ["a step you both did", "a step one of you did", "you met"],
    "quote": "Thank you for every Tuesday.",
    "by": "Amina",
}
JOINING = {
    "language": "en",
    "link": "https://t.me/AlongsideBot?start=new_neighbors-mentor",
    "title": "New Neighbors",
    "wanted": "Be a mentor",
    "scan": "Point your phone's camera here",
    "typed": "/alongside new_neighbors mentor",
}
PREVIEW = {"language": "en", "title": "New Neighbors", "about": "For people who are new. " * 9, "sender": "Alongside"}
VALUES = {"certificate": CERTIFICATE, "recap": RECAP, "joining": JOINING, "preview": PREVIEW}
SIZES = {"joining": (1200, 1600), "preview": (1200, 630)}
NAMES = (
    "Amina", "Zoë Łukasz Ñandú", "Ольга Ґалаґан", "Ελένη", "نور الهدى محمد", "محمد Amina (مرحبا)", "שלומית", "अमृता",
    "শ্রেয়া", "አማና", "გიორგი", "Հայկ", "สมชาย", "မြန်မာ", "ខ្មែរ", "தமிழ்", "Amina 🌱", "👩🏽‍🎓", "🇺🇦",
)  # fmt: skip


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_is_the_same_every_time_and_different_for_someone_else(picture):
    values = VALUES[picture]
    png = draw(picture, values)
    assert draw(picture, values) == png
    assert size_of(png) == SIZES.get(picture, (1600, 1130))
    assert len(png) < 300_000
    other = {**values, "name": "Jonas", "names": ["Jonas", "Amina"], "title": "Another"}
    assert draw(picture, other) != png


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script_is_written_with_glyphs_of_our_own_fonts(name):
    drawn = setting.line(name, 700)
    assert drawn.missing == 0
    assert drawn.glyphs
    assert PICTURES["certificate"]({**CERTIFICATE, "name": name}).missing == 0


def test_arabic_letters_are_joined():
    alone = {glyph.outline for glyph in setting.line("ح").glyphs}
    within = {glyph.outline for glyph in setting.line("محمد").glyphs}
    assert not alone & within


@pytest.mark.parametrize(
    ("text", "leftwards", "expected"),
    [
        ("Amina نور", False, [("Amina ", False), ("نور", True)]),
        ("نور 12", False, [("12", False), ("نور ", True)]),
        ("نور Amina", True, [("Amina", False), ("نور ", True)]),
        ("سعر 12.5 %", True, [(" %", True), ("12.5", False), ("سعر ", True)]),
        ("Amina نور.", False, [("Amina ", False), ("نور", True), (".", False)]),
        ("abc", True, [("abc", False)]),
        ("", False, []),
    ],
)
def test_writing_that_runs_to_the_left_stands_where_it_should(text, leftwards, expected):
    assert visual_runs(text, leftwards=leftwards) == expected


@pytest.mark.parametrize("text", ["short", "word " * 60, "W" * 400, "نور الهدى " * 40, "🌱" * 90, "李" * 9])
def test_lines_fit_their_room_and_lose_nothing(text):
    found = setting.lines(text, 40, 600)
    assert all(setting.width(one, 40) <= 600 for one in found)
    assert "".join("".join(found).split()) == "".join(text.split())


def test_what_does_not_fit_into_so_many_lines_says_so():
    found = setting.lines("word " * 60, 40, 600, at_most=2)
    assert len(found) == 2
    assert found[-1].endswith("…")
    assert setting.width(found[-1], 40) <= 600


def test_text_is_made_smaller_only_as_far_as_it_must():
    style = Style(80, 700)
    assert fitted("Amina", style, 1000, 40).size == 80
    small = fitted("Maximiliane-Alexandrina von Hohenstein", style, 1000, 40)
    assert 40 <= small.size < 80
    assert setting.width("Maximiliane-Alexandrina von Hohenstein", small.size, 700) <= 1000.01


@pytest.mark.parametrize("text", ["", " ", "\u202e\u2066", "a\u0301\u0301\u0301", "<b>&amp;\"'", "\x00\x07", "\ud800"])
def test_odd_text_harms_nothing(text):
    canvas = Canvas(200, 100)
    canvas.text(10, 50, text, Style(20))
    assert size_of(canvas.png()) == (200, 100)


@pytest.mark.parametrize(
    ("picture", "values"),
    [
        ("portrait", {}),
        ("certificate", None),
        ("certificate", {"name": 5}),
        ("recap", {"weeks": {}}),
        ("recap", {"names": [1]}),
        ("recap", {"weeks": [{"done": "2"}]}),
    ],
)
def test_what_cannot_be_drawn_is_a_value_error(picture, values):
    with pytest.raises(ValueError, match=r".+"):
        draw(picture, values)


@pytest.mark.parametrize("picture", PICTURES)
def test_values_that_are_left_out_leave_a_gap_and_no_error(picture):
    assert size_of(draw(picture, {})) == SIZES.get(picture, (1600, 1130))


@pytest.mark.parametrize("link", [JOINING["link"], "https://slack.com/app_redirect?app=A012ABCD&team=T034EFGH"])
def test_the_code_on_a_picture_says_where_it_leads(link):
    zxing = pytest.importorskip("zxingcpp", reason="reads QR codes; pip install zxing-cpp")
    picture = Image.open(io.BytesIO(draw("joining", {**JOINING, "link": link})))
    assert [found.text for found in zxing.read_barcodes(picture)] == [link]


def test_a_very_long_way_and_very_many_lessons_still_fit():
    assert draw("recap", {**RECAP, "weeks": [{"done": 2, "met": True}] * 500, "names": ["x" * 600, "y" * 600]})
    assert draw("certificate", {**CERTIFICATE, "lessons": ["A long title " * 9] * 90, "name": "x" * 600})


async def test_the_studio_draws_what_drawing_draws_in_a_process_of_its_own():
    assert await Studio().draw(Drawn("certificate", CERTIFICATE)) == draw("certificate", CERTIFICATE)


async def test_the_studio_says_what_the_port_says():
    with pytest.raises(ValueError, match="portrait"):
        await Studio().draw(Drawn("portrait", {}))
    with pytest.raises(Unreachable):
        await Studio(seconds=0.001).draw(Drawn("certificate", CERTIFICATE))


def test_asking_for_pictures_loads_nothing_that_draws():
    code = "import sys, bot.pictures.studio; sys.exit(any(m in sys.modules for m in ('uharfbuzz', 'resvg_py')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

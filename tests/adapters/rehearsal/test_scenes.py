"""A chat comes out as a scene one can read, and what is written so is read back unchanged."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.rehearsal.scenes import FILES, SceneLine, begins, parse, quoted, read_span, span_in_words, write
from bot.words.errors import DefinitionError
from tests.adapters.rehearsal.conftest import Director

PLAYED = """\
Amina: /start mentee
bot → Amina: Hi! I'm Alongside. I help people find a mentor, or become one.

    What brings you here? [I'd like a mentor] [I'd like to be one]
Amina taps [I'd like a mentor]
bot edits → Amina: Hi! I'm Alongside. I help people find a mentor, or become one.

    What brings you here? [✓ role:mentee] [Back]
bot → Amina: You pressed: role:mentee
Amina: remind me
bot → Amina: I will, in a week.
(7 days 1 hour later)
bot → Amina: A week has passed. How did it go?
Amina: where
bot → Amina: Where do you live? A city is enough. {Share my location} [Back]
Amina shares [52.52, 13.405]
bot → Amina: You are at 52.52, 13.405.
Amina blocks the bot
Amina unblocks the bot
"""


async def test_a_played_chat_is_exported_as_a_scene(director: Director) -> None:
    amina = await director.add("Amina")
    await director.post(amina, text="/start mentee")
    await director.post(amina, press="I'd like a mentor")
    await director.post(amina, text="remind me")
    await director.ask("POST", "/api/clock", json={"advance": "P7DT1H"})
    await director.post(amina, text="where")
    await director.post(amina, location=[52.52, 13.405])
    await director.ask("POST", f"/api/people/{amina}/block")
    await director.ask("POST", f"/api/people/{amina}/unblock")
    status, scene = await director.ask("GET", f"/api/people/{amina}/scene")
    head, _, played = scene.partition("\n\n")
    assert (status, played) == (200, PLAYED)
    assert head.startswith("# Amina is on Telegram.\n# It begins on ")
    assert write(parse(PLAYED)) == PLAYED


def test_a_scene_is_read_line_by_line() -> None:
    scene = """
        # A comment, and blank lines, say nothing.

        Amina: hello
            and hello again

        bot → Amina: Where do you live? {Share my location} [Skip] [Back]
        Amina taps [Skip]
        bot home → Amina: Waiting.
        Amina picks [Sam, Lee]
        (1 hour later)
    """.replace("\n        ", "\n")
    assert parse(scene) == [
        SceneLine("types", "Amina", "hello\nand hello again"),
        SceneLine("says", "Amina", "Where do you live?", ("Skip", "Back"), "Share my location"),
        SceneLine("taps", "Amina", "Skip"),
        SceneLine("home", "Amina", "Waiting."),
        SceneLine("picks", "Amina", "Sam, Lee"),
        SceneLine("later", "", "1 hour"),
    ]


@pytest.mark.parametrize("line", ["hello", "(soon later)", "bot -> Amina hello", "Amina taps Skip"])
def test_what_is_no_scene_names_the_line(line: str) -> None:
    with pytest.raises(DefinitionError, match="line 2"):
        parse(f"# a scene\n{line}")


NAMES = st.sampled_from(["Amina", "Jonas", "عائشة", "Mary Ann O'Neil", "bot", "Ann taps"])
LABELS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
TEXTS = st.text(
    st.one_of(st.sampled_from("[]{}\\:→ \n#()"), st.characters(exclude_categories=["C", "Z"])), min_size=1, max_size=40
).map(lambda text: "\n".join(line.rstrip() for line in text.strip().split("\n")))
KEPT = TEXTS.filter(bool)
LINES = st.one_of(
    st.builds(SceneLine, st.sampled_from(["says", "edits", "home"]), NAMES, KEPT, st.lists(LABELS).map(tuple), LABELS),
    st.builds(SceneLine, st.just("says"), NAMES, KEPT, st.lists(LABELS, max_size=2).map(tuple)),
    st.builds(
        SceneLine,
        st.just("says"),
        NAMES,
        KEPT | st.just(""),
        st.lists(LABELS, max_size=2).map(tuple),
        of=TEXTS,
        file=st.sampled_from(FILES),
    ),
    st.builds(SceneLine, st.just("gathers"), NAMES, KEPT),
    st.builds(SceneLine, st.sampled_from(["replies", "rewords"]), NAMES, KEPT, of=TEXTS),
    st.builds(SceneLine, st.sampled_from(["removes", "deletes"]), NAMES, of=TEXTS),
    st.builds(SceneLine, st.just("sends"), NAMES, KEPT | st.just(""), file=st.sampled_from(FILES[:-1])),
    st.builds(SceneLine, st.just("types"), NAMES, KEPT),
    st.builds(SceneLine, st.sampled_from(["taps", "picks", "shares", "dates"]), NAMES, LABELS),
    st.builds(SceneLine, st.sampled_from(["blocks", "unblocks"]), NAMES),
    st.builds(
        SceneLine,
        st.just("later"),
        st.just(""),
        st.integers(1, 10**6).map(lambda n: span_in_words(dt.timedelta(seconds=n))),
    ),
)


@given(st.lists(LINES))
def test_whatever_is_written_is_read_back(lines: list[SceneLine]) -> None:
    assert parse(write(lines)) == lines


def test_scenes_tell_of_files_answers_edits_and_removals() -> None:
    scene = """\
Amina replies to "Where do you live?": in Nairobi
Amina sends photo (me, last summer)
Amina sends voice
Amina edits "in Nairobi": in Mombasa
Amina deletes "in Mombasa"
bot → Amina: {photo} From Jonas: me too [Reply]
bot → Amina: {pin} 52.52, 13.405
bot answers "me, last summer" → Amina: From Jonas: what a view
bot removes "From Jonas: me too" → Amina
bot gathers → Amina: Now you are together here.
"""
    lines = parse(scene)
    assert write(lines) == scene
    assert lines[0] == SceneLine("replies", "Amina", "in Nairobi", of="Where do you live?")
    assert lines[1] == SceneLine("sends", "Amina", "me, last summer", file="photo")
    assert lines[5] == SceneLine("says", "Amina", "From Jonas: me too", ("Reply",), file="photo")


@given(TEXTS)
def test_a_message_begins_as_it_is_quoted(text: str) -> None:
    assert begins(text, quoted(text))
    assert len(quoted(text)) <= 41


@given(st.integers(1, 10**7).map(lambda n: dt.timedelta(seconds=n)))
def test_spans_are_read_back(span: dt.timedelta) -> None:
    assert read_span(span_in_words(span)) == span


def test_a_name_cannot_be_mistaken_for_something_else() -> None:
    assert write([SceneLine("types", "bot → Sam: [x]", "hi")]) == "bot Sam x: hi\n"

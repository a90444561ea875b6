"""A version is told apart by what people read or walk, and comes back whole from what was kept of it."""

from __future__ import annotations

import base64

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.curriculum.differences import differences
from bot.curriculum.folders import read_program
from bot.curriculum.localised import Localised
from bot.curriculum.program import Program
from bot.curriculum.reading import lesson, text
from bot.curriculum.shelf import EXAMPLE, Packed
from bot.curriculum.steps import StepPlan
from bot.curriculum.versions import content_hash, freeze, thaw
from tests.curriculum.conftest import refusal

WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).filter(str.strip)
NAMES = st.from_regex(r"[a-z]{1,8}(-[a-z0-9]{1,5})?", fullmatch=True)
KEYS = st.from_regex(r"[a-z]{1,8}", fullmatch=True)
LOCALISED = st.dictionaries(st.sampled_from(["es", "fr", "pt-BR"]), WORDS).flatmap(
    lambda words: WORDS.map(lambda english: Localised(words={"en": english, **words}))
)


@st.composite
def programs(draw):
    ids = draw(st.lists(NAMES, unique=True, max_size=6))
    steps = [
        StepPlan(
            id=id,
            week=draw(st.integers(1, 9)),
            elective=draw(st.booleans()),
            branch=draw(st.dictionaries(KEYS, st.sampled_from(ids), max_size=2)),
        )
        for id in ids
    ]
    program = Program(
        id="any",
        title=draw(LOCALISED),
        about=draw(LOCALISED),
        goals=draw(st.dictionaries(KEYS, LOCALISED, min_size=2, max_size=4)),
        weeks=9,
        steps=tuple(steps),
        moved=draw(st.dictionaries(NAMES, NAMES, max_size=3)),
        crisis={"words": draw(st.dictionaries(st.sampled_from(["en", "ar"]), st.just(("help me",))))},
    )
    return program.with_shelf(Packed({f"steps/{id}.en.md": draw(WORDS) for id in ids}))


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine draws slowly
@given(programs())
def test_what_was_frozen_thaws_to_the_same(program):
    frozen = freeze(program)
    thawed = thaw(frozen)
    assert frozen.isascii()
    assert thawed.model_dump() == program.model_dump()
    assert {name: thawed.shelf.read(name) for name in thawed.shelf.names} == {
        name: program.shelf.read(name) for name in program.shelf.names
    }
    assert content_hash(thawed) == content_hash(program)
    assert freeze(thawed) == frozen
    assert differences(program, thawed) == []


FROZEN = freeze(Program(id="a", title="A", about="B", goals={"one": "1", "two": "2"}))


@given(st.one_of(st.text(), st.integers(0, len(FROZEN) - 1).map(lambda at: FROZEN[:at] + "!" + FROZEN[at + 1 :])))
def test_what_is_damaged_is_refused(damaged):
    assert "version" in refusal(lambda: thaw(damaged)) or damaged == FROZEN


def test_a_thawed_program_is_walked_without_its_folder(garden):
    thawed = thaw(freeze(garden))
    assert text(thawed, "pots", "fr") == text(garden, "pots", "fr")
    assert lesson(thawed, "first-visit", "fr").pages
    assert thawed.steps_for("ground") == garden.steps_for("ground")


def test_a_lesson_of_ours_is_frozen_with_the_program(own):
    thawed = thaw(freeze(read_program(own)))
    assert lesson(thawed, "shared/listening", "es").language == "es"


def test_the_hash_does_not_see_line_ends_key_order_or_defaults_written_out(own, change):
    before = content_hash(read_program(own))
    for path in own.rglob("*.*"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"  \r\n" if path.suffix == ".md" else b"\r\n") + b"\r\n")
    change("program.yaml", "weights: {interests: 4, languages: 2", "weights: {languages: 2, interests: 4")
    change("program.yaml", "weeks: 3", "pass_mark: 80\nweeks: 3")
    assert content_hash(read_program(own)) == before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("program.yaml", "weeks: 3", "weeks: 4"),
        ("program.yaml", "es: Poemas", "es: Poesía"),
        ("steps/smaller.es.md", "no apareció", "no llegó"),
        ("resources/choosing.en.md", "Three", "Four"),
        ("guidelines.en.md", "reads along", "listens"),
        ("training/first-talk.en.md", "- [ ] Nothing", "- [ ] Nothing yet"),
    ],
)
def test_the_hash_sees_what_people_read_or_walk(own, change, file, old, new):
    before = content_hash(read_program(own))
    change(file, old, new)
    assert content_hash(read_program(own)) != before


def test_differences_are_told_in_words(own, change, tmp_path):
    old = thaw(freeze(read_program(own)))
    change("program.yaml", '- {id: book-day, date: "04-23"}', "- {id: book-day, week: 3}\n  - {id: new-one, week: 3}")
    change("program.yaml", "  - {id: library-card, week: 2, tracks: [library]}", "")
    change("program.yaml", "weeks: 3", "moved: {library-card: your-hour}\nweeks: 3")
    change("program.yaml", "en: Poems", "en: Poetry")
    change("steps/one-page.es.md", "title: Una página", "title: Solo una página")
    change("training/first-talk.en.md", "No harm done", "Never mind")
    change("resources/choosing.en.md", "Three ways", "Ways")
    (own / "guidelines.es.md").unlink()
    (own / "steps/new-one.en.md").write_text((own / "steps/one-page.en.md").read_text())
    said = [difference.said for difference in differences(old, read_program(own))]
    assert said == [
        "step library-card (week 2, for library) was taken out; whoever stood there goes on with your-hour",
        "step book-day moved: every year on 04-23 → week 3",
        "step new-one is new (week 3)",
        "guidelines is no longer there in es",
        "sheet choosing reads differently in en: text",
        "step one-page reads differently in es: title",
        "lesson first-talk reads differently in en: scenarios",
        "interests.poems.en: Poems → Poetry",
    ]


def test_what_was_kept_in_base_85_is_read_as_ever():
    program = read_program(EXAMPLE)
    kept = freeze(program)
    formerly = base64.b85encode(base64.b64decode(kept.removeprefix("b64:"))).decode("ascii")
    assert formerly != kept
    assert content_hash(thaw(formerly)) == content_hash(thaw(kept)) == content_hash(program)

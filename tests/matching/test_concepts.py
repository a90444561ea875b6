"""What people mean: our own list, in several languages, with slips of the finger."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.curriculum.folders import read_programs
from bot.matching.concepts import Meanings, concepts, meaning, nearness
from bot.matching.concepts.semantic import is_installed
from bot.words.folding import normalise

JOB = ("profession", "field")


def test_the_list_is_long_enough_to_be_of_use():
    count = Counter(one.kind for one in concepts().by_key.values())
    assert count["profession"] >= 400
    assert count["field"] >= 30
    assert count["interest"] >= 120
    assert count["goal"] >= 80


def test_every_entry_is_named_in_english_and_spanish_belongs_somewhere_and_points_at_others_that_exist():
    listed = concepts().by_key
    for one in listed.values():
        assert one.names["en"].strip()
        assert one.names["es"].strip()
        assert set(one.near) <= listed.keys() - {one.key}
        if one.kind == "profession":
            assert listed[one.field].kind == "field"
        assert all(listed[other].kind == one.kind for other in one.near)


def test_no_name_means_two_things_of_one_kind_in_one_language():
    for kind in ("profession", "field", "interest", "goal"):
        said = Counter()
        for one in concepts().by_key.values():
            if one.kind == kind:
                said.update({(tongue, normalise(name)) for tongue, name in one.names.items()})
        assert [name for name, count in said.items() if count > 1] == []


@pytest.mark.parametrize("tongue", ["en", "es", "fr", "de", "pt", "ar", "uk"])
def test_everything_is_recognised_by_the_name_it_is_shown_with(tongue):
    for one in concepts().by_key.values():
        if tongue in one.names:
            assert meaning(one.names[tongue], tongue, (one.kind,)) == one


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("nurse", "nurse"),
        ("I want to become a nurse", "nurse"),
        ("Registered Nurse at a hospital", "nurse"),
        ("nruse", "nurse"),
        ("enfermera en el hospital", "nurse"),
        ("enfermero", "nurse"),
        ("ich möchte Krankenschwester werden", "nurse"),
        ("je suis infirmière", "nurse"),
        ("enfermagem", "nurse"),
        ("أريد أن أصبح ممرضة", "nurse"),
        ("медсестра", "nurse"),
        ("software engeneer", "programmer"),
        ("Sales asistant", "shop_assistant"),
        ("electritian", "electrician"),
        ("Camionera", "truck_driver"),
        ("teachers", "teacher"),
        ("barrister", "lawyer"),
        ("barista", "barista"),
        ("المبرمج", "programmer"),
        ("B.Sc. Computer Science", "computing"),
        ("I worked as an accountant for ten years", "accountant"),
        ("", None),
        ("none", None),
        ("I am not a nurse", None),
        ("student", None),
        ("asdf", None),
        ("🙂", None),
    ],
)
def test_jobs_as_people_write_them(text, key):
    found = meaning(text, "en", JOB)
    assert (found.key if found else None) == key


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("I love hiking with my dog", "interest", "hiking"),
        ("futbol", "interest", "football"),
        ("الطبخ", "interest", "cooking"),
        ("knittng", "interest", "knitting"),
        ("Kochen", "interest", "cooking"),
        ("improve my englsh", "goal", "language"),
        ("make freinds", "goal", "meet_people"),
        ("Wohnung finden", "goal", "housing"),
        ("quiero aprender a programar", "goal", "programming_goal"),
        ("вивчити мову", "goal", "language"),
    ],
)
def test_goals_and_interests_as_people_write_them(text, kind, key):
    assert meaning(text, "", (kind,)).key == key


def test_the_writers_language_decides_between_two_meanings():
    assert meaning("professor", "en", JOB).key == "professor"
    assert meaning("professor", "pt-BR", JOB).key == "teacher"
    assert meaning("Trainer", "de", JOB).key == "coach"
    assert meaning("trainer", "en", JOB).key == "trainer"


def test_the_options_of_the_shipped_programs_mean_the_same_in_both_languages():
    for program in read_programs().values():
        for kind, options in (("goal", program.goals), ("interest", program.interests)):
            for label in options.values():
                english, spanish = (meaning(label.in_language(tongue), tongue, (kind,)) for tongue in ("en", "es"))
                assert english is not None, label
                assert english == spanish


def test_nearness_is_whole_for_the_same_less_for_related_and_nothing_across_fields():
    listed = concepts().by_key
    assert nearness(listed["nurse"], listed["nurse"]) == 1
    assert nearness(listed["nurse"], listed["midwife"]) == nearness(listed["midwife"], listed["nurse"]) == 0.7
    assert nearness(listed["nurse"], listed["optician"]) == 0.4
    assert nearness(listed["nurse"], listed["plumber"]) == 0
    assert nearness(listed["sport"], listed["football"]) == 0.7
    assert nearness(listed["tennis"], listed["football"]) == 0.4


def test_nearness_has_no_sides():
    keys = sorted(concepts().by_key)
    for one in keys[::7]:
        for other in keys[::5]:
            assert concepts().nearness(one, other) == concepts().nearness(other, one)


@given(st.text(max_size=300))
def test_whatever_is_written_is_read_without_a_fault(text):
    meaning(text, "en", ("goal", "interest"))


def test_what_tells_of_health_faith_or_legal_status_is_marked():
    for text, kind in (
        ("stay sober", "goal"),
        ("asylum", "goal"),
        ("depression", "goal"),
        ("debt", "goal"),
        ("prayer", "interest"),
        ("imam", "profession"),
    ):
        assert meaning(text, "en", (kind,)).is_private, text


def test_the_list_takes_a_few_megabytes_and_names_are_indexed_only_when_texts_are_read():
    code = (
        "import tracemalloc; import bot.matching.concepts as c; tracemalloc.start(); listed = c.concepts(); "
        "shown = tracemalloc.get_traced_memory()[0]; assert 'by_name' not in vars(listed); "
        "c.meaning('nurse'); print(shown, tracemalloc.get_traced_memory()[0])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    shown, read = map(int, said.stdout.split())
    assert shown < 3_000_000
    assert read < 8_000_000


FREE = (
    ("someone who repairs teeth", "profession", "dentist"),
    ("I fix broken cars", "profession", "car_mechanic"),
    ("je conduis des camions", "profession", "truck_driver"),
    ("arreglo zapatos", "profession", "shoemaker"),
    ("I sell flowers", "profession", "florist"),
)


@pytest.mark.skipif(not is_installed(), reason="the extra `semantic` is not installed")
def test_with_the_encoder_free_text_in_many_languages_finds_its_way():
    meanings = Meanings(with_semantics=True)
    for text, kind, key in FREE:
        found = meanings.meaning(text, "", (kind,))
        assert found is not None, text
        assert found.key == key
    for nothing in ("qwrtzp", "nothing much", "I like cheese", ""):
        assert meanings.meaning(nothing, "en", ("profession",)) is None


def test_what_the_list_knows_means_the_same_with_the_encoder_and_without():
    with_encoder = Meanings(with_semantics=True)
    for text in ("nurse", "I want to become a nurse", "enfermera", "I am not a nurse", ""):
        assert with_encoder.meaning(text, "en", JOB) == Meanings().meaning(text, "en", JOB) == meaning(text, "en", JOB)

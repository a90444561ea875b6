"""The same word written in different ways is the same word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flows.understanding.steering import control
from bot.flows.understanding.yes_and_no import agreement, wants_all_forgotten
from bot.words.folding import READ_AT_MOST, normalise


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  Hello   World! ", "hello world"),
        ("I'd like", "id like"),
        ("I’d like", "id like"),
        ("São Paulo", "sao paulo"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("２", "2"),
        ("٢", "2"),
        ("२", "2"),
        ("2️⃣", "2"),
        ("#2.", "2"),
        ("القاهرة", "القاهره"),
        ("القَاهِرَة", "القاهره"),
        ("کابل", "كابل"),
        ("Київ", "киів"),
        ("नमस्ते", "नमस्ते"),
        ("👍🏽", "👍"),
        ("👍", "👍"),
        ("a\u200bb\u202e", "ab"),
        ("", ""),
    ],
)
def test_spelling_differences_vanish(typed, read):
    assert normalise(typed) == read


@given(st.text())
def test_reading_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


def test_endless_words_are_read_only_so_far():
    assert len(normalise("x" * 10**6)) == READ_AT_MOST


@pytest.mark.parametrize(
    ("typed", "language", "action"),
    [
        ("back", "en", "back"),
        ("Go back!", "en", "back"),
        ("atrás", "es", "back"),
        ("Atras", "en", "back"),
        ("volver", "es", "back"),
        ("SKIP", "en", "skip"),
        ("next", "fr", "skip"),
        ("saltar", "es-MX", "skip"),
        ("start over", "en", "start-over"),
        ("Empezar de nuevo", "es", "start-over"),
        ("help", "uk", "help"),
        ("?", "en", "help"),
        ("¿?", "es", "help"),
        ("؟", "ar", "help"),
        ("ayuda", "es", "help"),
        ("Stop.", "en", "stop"),
        ("para", "es", "stop"),
        ("privacy", "", "privacy"),
        ("privacidad", "es", "privacy"),
        ("go back please", "en", "back"),
        ("Please skip", "en", "skip"),
        ("I want to go back", "en", "back"),
        ("Can we skip this question, please?", "en", "skip"),
        ("I'd like to start over", "en", "start-over"),
        ("quiero volver", "es", "back"),
        ("atrás, por favor", "es", "back"),
        ("pass, thanks", "en", "skip"),
        ("I want to pass", "en", None),
        ("I need to stop", "en", None),
        ("thank you", "en", None),
        ("please", "en", None),
        ("I want to go back to school", "en", None),
        ("help me find a job", "en", None),
        ("I can't stop", "en", None),
        ("", "en", None),
        ("👋", "en", None),
    ],
)
def test_only_a_whole_message_steers(typed, language, action):
    assert control(typed, language) == action


@pytest.mark.parametrize(
    "typed",
    [
        "yes",
        "Yep!",
        "yes please",
        "sí",
        "Claro que sí",
        "ok",
        "👍",
        "👍🏾",
        "نعم",
        "так",
        "No problem",
        "yesss",
        "yess plese",
        "okk",
        "siii",
    ],
)
def test_yes_in_many_words(typed):
    assert agreement(typed) is True


@pytest.mark.parametrize(
    "typed", ["no", "Nope", "no thanks", "No, gracias", "nah", "لا", "ні", "not now", "👎", "nooo thankss"]
)
def test_no_in_many_words(typed):
    assert agreement(typed) is False


@pytest.mark.parametrize(
    "typed", ["yes and no", "yes but not now", "not yes", "maybe", "please", "", "yesterday", "noon"]
)
def test_neither_yes_nor_no(typed):
    assert agreement(typed) is None


@pytest.mark.parametrize(
    "typed", ["yes, delete everything", "Sí, olvídalo todo", "sí bórralo todo", "Yes please forget it all"]
)
def test_a_yes_to_being_forgotten_in_other_words(typed):
    assert wants_all_forgotten(typed)


@pytest.mark.parametrize(
    "typed",
    ["yes", "yes forget it", "delete everything", "yes, don't delete everything", "no, forget it all", "all", ""],
)
def test_nothing_is_forgotten_for_less(typed):
    assert not wants_all_forgotten(typed)

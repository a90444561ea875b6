"""Names and texts are kept as people write them, without what hides or tricks."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words.cleaning import clean_line, clean_name, clean_text, graphemes, isolate, shorten

ANYTHING = st.text(st.characters(codec=None, exclude_categories=()), max_size=200)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Amina  Noor ", "Amina Noor"),
        ("Zoe\u0308", "Zoë"),
        ("A\u202emina", "Amina"),
        ("A\u200bm\ufeffina", "Amina"),
        ("A\u2066mina\u2069", "Amina"),
        ("Ami\x00na\x1b[31m", "Amina[31m"),
        ("Ami\nna", "Ami na"),
        ("\ud800Amina", "Amina"),
        ("Amina\U000e0041\U000e0042", "Amina"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u200db", "ab"),
        ("👩‍👩‍👧 Zoë", "👩‍👩‍👧 Zoë"),
        ("Z" + "\u0301\u0323" * 250, "Ẓ\u0301\u0301"),
        ("\u3164", ""),
        ("\u200b", ""),
        ("李小龙", "李小龙"),
        ("O’Neill-Müller Jr.", "O’Neill-Müller Jr."),
    ],
)
def test_a_name_is_one_clean_line(written, kept):
    assert clean_name(written) == kept


@given(ANYTHING)
def test_a_clean_name_can_be_stored_sent_and_cleaned_again(written):
    name = clean_name(written)
    assert name == name.encode().decode()
    assert unicodedata.is_normalized("NFC", name)
    assert graphemes(name) <= 64
    assert not any(unicodedata.category(character) in {"Cc", "Cs"} for character in name)
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff") & set(name)


def test_a_long_name_is_cut_between_characters():
    assert graphemes(clean_name("👩‍👩‍👧" * 80)) == 64


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\x00b", "ab"),
        ("a\ud83d", "a"),
        ("a" + "\u0301" * 500, "á\u0301\u0301"),
        ("tab\tstays", "tab\tstays"),
        ("bidi \u202e stays, isolated when shown", "bidi \u202e stays, isolated when shown"),
        ("hidden\U000e0068\U000e0069", "hidden"),
    ],
)
def test_a_text_keeps_its_lines(written, kept):
    assert clean_text(written) == kept


@given(ANYTHING)
def test_a_clean_text_can_be_stored(written):
    text = clean_text(written)
    assert text == text.encode().decode()
    assert "\x00" not in text


@given(ANYTHING)
def test_an_isolated_text_closes_exactly_what_it_opens(written):
    depth = 0
    shown = isolate(written)
    for place, character in enumerate(shown):
        depth += (character in "\u2066\u2067\u2068") - (character == "\u2069")
        assert depth > 0 or place == len(shown) - 1
    assert depth == 0


def test_a_million_characters_are_cleaned():
    assert clean_text("a\u0301\u0323" * 300_000)
    assert clean_name("\u200d\u0301" * 500_000) is not None
    assert clean_line("x\n" * 500_000)


def test_shortening_counts_what_a_reader_sees():
    assert shorten("👩‍👩‍👧👩‍👩‍👧ab", 3) == "👩‍👩‍👧👩‍👩‍👧a"

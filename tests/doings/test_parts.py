"""Row 61: whatever is said fits, nothing of it is lost, and no letter is torn apart."""

import regex
from hypothesis import example, given
from hypothesis import strategies as st

from bot.doings.parts import cut, fits, numbered, parts, size
from bot.words.messages import Address, Button, Delivery, Edit, Limits, PickPeople, Say

ANA = Address("post", "ana")
limits = st.builds(Limits, text=st.integers(60, 200), utf16=st.booleans())
pieces = st.sampled_from(
    ["a", "é", "e\u0301", "👩‍👩‍👧‍👦", "🇱🇧", "ß", "नि", "한", ". ", " ", "\n", "\n\n", "word ", "。", "!", "x" * 30]
)
texts = st.lists(pieces, max_size=300).map("".join)


def graphemes(text):
    return regex.findall(r"\X", text)


@given(texts, limits)
@example("x" * 1000, Limits(60))
@example("👍" * 2049, Limits(4096, utf16=True))
@example("a" + "\u0301" * 500, Limits(100))
def test_every_part_fits_and_together_they_say_it_all(text, limits):
    whole = numbered(text, limits)
    assert all(size(each, limits) <= limits.text for each in whole)
    assert [each.split(") ")[0] for each in whole] == [f"({n}/{len(whole)}" for n in range(1, len(whole) + 1)]
    said = "".join(each.split(") ", 1)[1] for each in whole)
    assert "".join(said.split()) == "".join(text.split())


@given(texts, limits)
def test_no_letter_is_torn(text, limits):
    torn = [each.split(") ", 1)[1] for each in numbered(text, limits)]
    assert "".join("".join(torn).split()) == "".join(text.split())
    assert [g for each in torn for g in graphemes(each) if g.strip()] == [g for g in graphemes(text) if g.strip()]


@given(st.text(max_size=400), limits)
def test_any_text_can_be_said_and_cut(text, limits):
    assert all(size(each, limits) <= limits.text for each in numbered(text, limits))
    short = cut(text, limits) if text else "…"
    assert short.endswith("…")
    assert size(short, limits) <= limits.text


def test_what_fits_stays_as_it_is():
    delivery = Delivery(1, ANA, Say("x" * 4096))
    assert parts(delivery, Limits(4096)) == [delivery]
    assert not fits("👍" * 2049, Limits(4096, utf16=True))
    assert fits("👍" * 2049, Limits(4096))


def test_cuts_fall_where_a_reader_would_pause():
    text = (
        "First paragraph, quite long enough to stand alone.\n\nSecond one. It has two sentences, and some words more."
    )
    assert numbered(text, Limits(70)) == [
        "(1/2) First paragraph, quite long enough to stand alone.",
        "(2/2) Second one. It has two sentences, and some words more.",
    ]
    assert (
        numbered("One two three four. Five six seven eight nine ten eleven", Limits(42))[0]
        == "(1/2) One two three four."
    )


def test_the_last_part_keeps_the_id_the_buttons_and_the_widget():
    said = Say("word " * 30, (Button("Yes", "y"),), PickPeople("Pick", "p"), clears=True)
    first, *_, last = found = parts(Delivery(9, ANA, said, person=4), Limits(60))
    assert (last.id, last.content.buttons, last.content.widget, last.content.clears) == (
        9,
        said.buttons,
        said.widget,
        True,
    )
    assert first.content.buttons == ()
    assert len({each.id for each in found}) == len(found)
    assert {each.person for each in found} == {4}
    assert found == parts(Delivery(9, ANA, said, person=4), Limits(60))


def test_an_edit_is_cut_because_it_cannot_become_two_messages():
    edit = Delivery(9, ANA, Edit(3, "👩‍👩‍👧‍👦" * 20, message="m"))
    [found] = parts(edit, Limits(60, utf16=True))
    assert found.content.text == "👩‍👩‍👧‍👦" * 5 + "…"
    assert found.content.message == "m"

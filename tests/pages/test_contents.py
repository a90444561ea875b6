"""What stands on a page comes from the program's files, escaped, in the reader's language as far as it is written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.curriculum.localised import Localised
from bot.curriculum.program import Program
from bot.flows.anytime.helping import PRIVACY
from bot.pages.contents import Showing, nearest
from bot.pages.drawing import program_page
from bot.pages.marked import as_markup
from bot.pages.words import PHRASES
from bot.texts.speech import Speech
from tests.curriculum.test_printing import Tree
from tests.pages.conftest import SLACK, TELEGRAM

SPEECH = Speech()


def showing(program: Program, language: str = "en") -> Showing:
    return Showing(program=program, language=language, speech=SPEECH, doors=(TELEGRAM, SLACK))


def test_every_phrase_is_there_in_spanish():
    assert SPEECH.missing(PHRASES, "es") == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_program_makes_a_whole_page(programs, language):
    for program in programs.values():
        page = Tree(program_page(showing(program, language)))
        assert page.open == []
        assert len(page.ids) == len(set(page.ids))
        assert {link[1:] for link in page.links if link.startswith("#")} <= {*page.ids}
        assert page.headings[0] == 1


@pytest.mark.parametrize("language", ["en", "es"])
def test_privacy_is_told_in_the_words_of_the_chat(programs, language):
    shown = showing(programs["first_year"], language).privacy
    told = "\n".join(f"{about}: {said}" if about else said for about, said in shown)
    assert told == "\n".join(line for line in SPEECH.say(PRIVACY(), language).split("\n") if line)


def test_the_age_and_the_emergency_are_said_plainly(programs):
    text = program_page(showing(programs["new_neighbors"]))
    assert "Everyone here is 18 or older" in text
    assert "not an emergency service" in text
    assert 'href="tel:18007997233"' in text
    assert "in Telegram and Slack" in text


def test_a_program_of_the_least_there_can_be_still_has_a_page():
    least = Program(id="tiny", title="Tiny", about="For few.", goals={"a": "A", "b": "B"})
    page = program_page(Showing(program=least, language="en", speech=SPEECH))
    assert Tree(page).open == []
    for absent in ("What a week looks like", "How mentors get ready", "What mentors do"):
        assert absent not in page
    assert "Please ask the people who run this program" in page


NASTY = st.text(st.sampled_from("<>\"'&/=ab[](){}!`#*\\\n%;: "), min_size=1, max_size=60).filter(str.strip)


@settings(max_examples=60, deadline=None)
@given(NASTY, NASTY)
def test_nothing_an_author_writes_becomes_markup(title, about):
    nasty = Program(
        id="nasty",
        title=Localised(words={"en": title}),
        about=Localised(words={"en": f"{about}<script>alert(1)</script>"}),
        for_whom=Localised(words={"en": f"{about}\n\n<img src=x onerror=alert(1)> [x](javascript:alert(1))"}),
        goals={"a": f"<b>{title}", "b": "B"},
    )
    page = program_page(Showing(program=nasty, language="en", speech=SPEECH))
    assert Tree(page).open == []
    assert "<script" not in page
    assert "<img" not in page
    assert "<b>" not in page
    assert 'href="javascript' not in page


def test_markdown_keeps_links_to_the_web_and_the_words_of_all_others():
    html = as_markup("[a](https://a.org) [b](../resources/b.en.md) ![c](https://c.org/c.png) [d](tel:112)\n\n# e")
    assert '<a href="https://a.org">a</a>' in html
    assert " b " in html
    assert "b.en.md" not in html
    assert " c " in html
    assert "c.org" not in html
    assert '<a href="tel:112">d</a>' in html
    assert "<h4>e</h4>" in html


def test_a_text_that_is_not_translated_says_which_language_it_is_in(programs):
    half = programs["first_year"].model_copy(update={"languages": ("en", "ar")})
    page = program_page(showing(half, "ar"))
    assert '<html lang="ar" dir="rtl">' in page
    assert ' lang="en" dir="ltr"' in page


@pytest.mark.parametrize(
    ("wanted", "found"),
    [(["pt-BR"], "pt"), (["pt", "en"], "pt"), (["ES-mx"], "es"), (["fr"], "en"), ([], "en"), (["de", "es"], "es")],
)
def test_the_nearest_language_is_one_of_those_there_are(wanted, found):
    assert nearest(("en", "es", "pt"), wanted) == found

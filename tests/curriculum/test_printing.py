"""The printed page holds everything, can be read with a keyboard or aloud, and needs nothing from elsewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from bot.curriculum.folders import read_program
from bot.curriculum.printing import PHRASES, as_page
from bot.curriculum.reading import text
from bot.texts.speech import Speech
from tests.curriculum.conftest import EXAMPLE, GARDEN

VOID = {"meta", "hr", "br", "link", "img", "input"}


class Tree(HTMLParser):
    """Open and closed tags, ids, links, and headings in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.open += [] if tag in VOID else [tag]
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if "href" in found else []
        assert "src" not in found
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize(("folder", "language"), [(GARDEN, "fr"), (GARDEN, "en"), (EXAMPLE, "es"), (GARDEN, "ar")])
def test_the_page_is_whole(folder, language):
    page = as_page(read_program(folder), language)
    tree = Tree(page)
    assert tree.open == []
    assert len(set(tree.ids)) == len(tree.ids)
    assert {link.removeprefix("#") for link in tree.links if link.startswith("#")} <= set(tree.ids)
    assert all(link.startswith(("#", "https://")) for link in tree.links)
    assert tree.headings[0] == 1
    assert all(after - before <= 1 for before, after in zip(tree.headings, tree.headings[1:], strict=False))
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page
    assert "<script" not in page
    assert "url(" not in page


def test_both_sides_of_every_step_are_on_it(garden):
    page = as_page(garden, "fr")
    for plan in garden.steps:
        step = text(garden, plan.id, "fr")
        for said in (step.task, step.question, step.send, *step.starters):
            assert said.replace("'", "&#x27;") in page or said in page, said
    assert "Montre-moi la feuille" in page
    assert "116 123" in page
    assert "Au balcon" in page


def test_words_in_another_language_than_the_page_say_so(garden):
    assert '<div lang="en" dir="ltr">' in as_page(garden, "ar")
    assert '<div lang="en"' not in as_page(garden, "fr")


def test_what_an_author_writes_stays_text(own, change):
    change("program.yaml", "en: Reading Circle", 'en: "<script>alert(1)</script> $title"')
    change("steps/one-page.en.md", "title: One page", 'title: "a <b> \\" & c"')
    page = as_page(read_program(own), "en")
    assert "<script" not in page
    assert "a &lt;b&gt; &quot; &amp; c" in page


def test_its_own_words_are_there_in_spanish():
    assert Speech().missing(PHRASES, "es") == []

"""Texts are read as they were meant, and nothing an author writes raises anything but DefinitionError."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.curriculum.faults import refuse
from bot.curriculum.folders import read_program
from bot.curriculum.markdown import Resource, as_html, links, plain, resource_of, unshowable
from bot.curriculum.sheets import packed, parse_guidelines, parse_sheet
from bot.curriculum.steps import parse_step
from bot.curriculum.training import parse_lesson
from bot.curriculum.yamls import read_yaml
from bot.words.errors import DefinitionError
from tests.curriculum.conftest import EXAMPLE, refusal

SAMPLES = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLE.rglob("*.en.md"))]
PARSERS = (parse_step, parse_lesson, parse_sheet, parse_guidelines)
PIECES = st.sampled_from(
    ["---\n", "title: x\n", "## mentee\n", "## scenario a\n", "- [x] a | b\n", "- [ ] c | d\n", "***\n", "\n", "- ",
     "{", "[", "answers: {yes: no}\n", "[a](b.en.md)", "![x](y)", "<b>", "\t", "&a [*a]", "*", "_", "`", "\u2028",
     "\x00", "🌱", "1. "]
)  # fmt: skip
WRITTEN = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


@st.composite
def torn(draw):
    """A good file with a piece cut out and another put in."""
    text = draw(st.sampled_from(SAMPLES))
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 60)))
    return text[:start] + draw(WRITTEN) + text[end:]


@given(text=st.one_of(WRITTEN, torn()), parse=st.sampled_from(PARSERS))
def test_a_parser_says_what_is_wrong_and_never_breaks(text, parse):
    value, findings = parse("a.en.md", text, "a", "en")
    lines = text.count("\n") + 1
    assert all(1 <= finding.line <= lines and finding.said for finding in findings)
    said = refusal(lambda: refuse(findings))
    assert "a.en.md, line " in said if findings else said == "" and value.language == "en"


@given(text=st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join)))
def test_yaml_of_any_kind_is_read_or_refused(text):
    said = refusal(lambda: read_yaml("p.yaml", text))
    assert said == "" or said.startswith("p.yaml")


@given(change=st.tuples(st.integers(0, 3000), st.integers(0, 80), WRITTEN))
def test_a_program_file_of_any_kind_is_read_or_refused(tmp_path_factory, change):
    text = (EXAMPLE / "program.yaml").read_text(encoding="utf-8")
    start, length, put = change
    folder = tmp_path_factory.mktemp("any")
    written = text[:start] + put + text[start + length :]
    (folder / "program.yaml").write_bytes(written.encode("utf-8", "replace"))
    said = refusal(lambda: read_program(folder))
    assert said == "" or str(folder) in said


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 5000, "- " * 5000 + "x", "a: &a [*a]", "? " * 3000])
def test_what_is_nested_without_end_is_refused(text):
    with pytest.raises(DefinitionError):
        read_yaml("p.yaml", text)


def test_aliases_cannot_make_a_small_file_a_huge_one():
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9)
    )
    with pytest.raises(DefinitionError, match="repeats itself"):
        read_yaml("p.yaml", bomb)


def test_plain_words_stay_the_words_they_are():
    read = read_yaml("p.yaml", "{yes: no, NO: 10:00, date: 10-01, n: 024, empty: , quoted: ''}")
    assert read.value == {"yes": "no", "NO": "10:00", "date": "10-01", "n": "024", "quoted": ""}


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("One **bold** and *soft*\nword.", "One bold and soft word."),
        ("See [the page](https://a.org/x).", "See the page: https://a.org/x."),
        ("<https://a.org>", "https://a.org"),
        ("[https://a.org](https://a.org)", "https://a.org"),
        ("Write to [us](mailto:a@b.org)", "Write to us: a@b.org"),
        ("Take [the sheet](../resources/x.en.md) along.", "Take the sheet along."),
        ("# Title\n\nText", "Title\n\nText"),
        ("Do this:\n\n- one\n- two\n  more\n\nThen rest.", "Do this:\n\n• one\n• two more\n\nThen rest."),
        ("3. three\n4. four", "3. three\n4. four"),
        ("- a\n  - b\n- c", "• a\n   • b\n• c"),
        ("line one  \nline two", "line one\nline two"),
        ("1 \\* 2 &amp; `code`", "1 * 2 & code"),
        ("> said", "said"),
    ],
)
def test_markdown_is_flattened_for_chat(markdown, said):
    assert plain(markdown) == said


@given(text=WRITTEN)
def test_any_markdown_can_be_flattened_printed_and_looked_through(text):
    plain(text)
    list(links(text))
    list(unshowable(text))
    html = as_html(text)
    assert "<script" not in html
    assert "<b>" not in html


def test_links_become_things_to_open():
    written = links("[A](https://a.org) [B](../resources/b-1.es.md) [C](../steps/x/y.png) [D](mailto:d@d.org)")
    assert [resource_of(link) for link in written] == [
        Resource("A", url="https://a.org"),
        Resource("B", sheet="b-1"),
        None,
        Resource("D", url="mailto:d@d.org"),
    ]


@given(st.lists(st.text("ab \n#", min_size=1, max_size=300), max_size=12))
def test_long_guidelines_are_read_in_pages_and_nothing_is_lost(paragraphs):
    text = "\n\n".join(paragraphs)
    pages = packed(text, 400)
    assert "".join("".join(pages).split()) == "".join(text.split())
    blocks = [block.strip() for block in text.split("\n\n")]
    longest = max(map(len, blocks), default=0)
    if not any(block.startswith("#") for block in blocks):
        assert all(len(page) <= max(400, longest) for page in pages)

"""Several options are ticked, or written as a list, known words and own words together."""

import pytest

from bot.flows.engine.shape import Chosen, Declined, Draft
from bot.flows.shapes import Labelled, Several, Times
from bot.words.messages import Typed

GOALS = Several(
    {"jobs": "Finding a job", "language": "Learning the language", "housing": "Housing and rent"}, at_most=3
)
KNOWN = Several({"jobs": "Finding a job", "language": "Learning the language", "housing": "Housing"}, own_words=False)
HINT = "shape-several-hint"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1, 3", ["jobs", "housing"]),
        ("1 3", ["jobs", "housing"]),
        ("1 and 3", ["jobs", "housing"]),
        ("3,1,1", ["jobs", "housing"]),
        ("1-2", ["jobs", "language"]),
        ("١، ٣", ["jobs", "housing"]),
        ("jobs and language", ["jobs", "language"]),
        ("Finding a job, learning the language", ["jobs", "language"]),
        ("housing and rent", ["housing"]),
        ("housing and rent and jobs", ["jobs", "housing"]),
        ("job + language", ["jobs", "language"]),
        ("jobs\nlanguage", ["jobs", "language"]),
        ("jobs y language", ["jobs", "language"]),
        ("langauge", ["language"]),
        ("all", ["jobs", "language", "housing"]),
        ("jobs, pottery", ["jobs", {"own": "pottery"}]),
        ("cooking and dancing, language", ["language", {"own": "cooking and dancing"}]),
        ("Learn to swim", [{"own": "Learn to swim"}]),
        ("أريد أن أصبح ممرضة", [{"own": "أريد أن أصبح ممرضة"}]),
        ("spoon\u202e carving", [{"own": "spoon carving"}]),
        ("a, b, c, d", "shape-several-at-most"),
        ("x" * 81, "shape-several-shorter"),
        ("5", HINT),
        ("none", HINT),
        ("no", HINT),
        ("???", HINT),
        ("", HINT),
        ("done", "shape-several-at-least"),
    ],
)
def test_typed_lists_finish_at_once(read, typed, expected):
    assert read(GOALS, typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("jobs, pottery", HINT),
        ("not jobs", HINT),
        ("jobs but not housing", HINT),
        ("jobs, housing", ["jobs", "housing"]),
    ],
)
def test_without_own_words_everything_must_be_known(read, typed, expected):
    assert read(KNOWN, typed) == expected


def test_ticking_changes_the_buttons_and_asks_nothing(ask):
    ticked = GOALS.read(Chosen("housing"), ask())
    assert ticked == Draft(["housing"])
    assert GOALS.read(Chosen("jobs"), ask(draft=["housing"])) == Draft(["jobs", "housing"])
    assert GOALS.read(Chosen("housing"), ask(draft=["housing"])) == Draft([])
    labels = [(option.label, option.kind) for option in GOALS.options(ask(draft=["housing"]))]
    assert labels[2:] == [("✓ Housing and rent", "option"), ("Done", "done")]


def test_done_needs_enough(ask):
    assert GOALS.read(Chosen("done"), ask()).hint.key == "shape-several-at-least"
    assert GOALS.read(Chosen("done"), ask(draft=["jobs"])).value == ["jobs"]
    assert GOALS.read(Typed("That's all"), ask(draft=["jobs"])).value == ["jobs"]
    assert GOALS.read(Typed("yes"), ask(draft=["jobs"])).value == ["jobs"]


def test_typing_adds_to_what_was_ticked(ask):
    assert GOALS.read(Typed("language"), ask(draft=["jobs"])).value == ["jobs", "language"]


def test_no_more_can_be_ticked_than_allowed(ask):
    two = Several({"a": "Apples", "b": "Bread", "c": "Cheese"}, at_most=2)
    assert isinstance(two.read(Chosen("c"), ask(draft=["a", "b"])), Declined)
    assert two.read(Chosen("b"), ask(draft=["a", "b"])) == Draft(["a"])


def test_none_is_an_answer_where_none_is_needed(read, ask):
    free = Several({"a": "Apples"}, at_least=0)
    assert read(free, "none") == []
    assert free.read(Chosen("done"), ask()).value == []


def test_shown_in_the_readers_language(ask):
    chosen = ["jobs", {"own": "spoon carving"}]
    goals = Several([Labelled("jobs", "Finding a job", {"es": "Encontrar trabajo"})])
    assert goals.show(chosen, ask("es")) == "Encontrar trabajo y spoon carving"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("evenings", ["evenings"]),
        ("weekday evenings and weekends", ["evenings", "weekends"]),
        ("1,4", ["mornings", "weekends"]),
        ("after work", ["evenings"]),
        ("any time", ["mornings", "afternoons", "evenings", "weekends"]),
        ("weekdays", ["mornings", "afternoons", "evenings"]),
        ("por la tarde", ["afternoons"]),
        ("saturdays", ["weekends"]),
        ("hm", HINT),
    ],
)
def test_times_of_the_week(read, typed, expected):
    assert read(Times(), typed) == expected

"""The figures of small histories, reckoned by hand, and what must hold for any."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reporting.check_ins import check_ins
from bot.reporting.choosing import choose
from bot.reporting.figures import FIGURES, report
from bot.reporting.funnel import funnel
from bot.reporting.heat_map import heat_map, line_of
from bot.reporting.lasting import survival
from bot.reporting.meetings import meetings
from bot.reporting.messages import messages
from bot.reporting.plan import Plan
from bot.reporting.steps import steps as done_by_both
from bot.reporting.waiting import waiting
from bot.words.phrases import Line
from bot.words.reports import SMALLEST, Facts, Figure, Filters
from tests.reporting.given import MONDAY, PLAN, TODAY, facts, mentee, mentor, newcomer, pair, steps, tallied

ALL = Filters("first-job")


def _made(make, known: Facts, filters: Filters = ALL, plan: Plan = PLAN) -> Figure:
    return make(choose(known, filters), plan)


def _said(line: Line) -> str:
    return line.english.format(**line.values)


def _cells(figure: Figure) -> list[tuple]:
    return [row.cells for row in figure.rows]


def test_the_funnel_counts_each_for_every_stage_up_to_their_furthest() -> None:
    # 40 came: 6 did not agree, 6 were not asked their age yet; of 28 members 8 wait in the training;
    # 20 are ready (10 mentees, 10 mentors), 10 pairs were introduced, 5 of them met, and all 5 of these finished.
    people = [newcomer(at, consented=False, adult=False) for at in range(600, 606)]
    people += [newcomer(at, adult=False) for at in range(700, 706)]
    people += [newcomer(at) for at in (*range(10), *range(1000, 1010), *range(2000, 2008))]
    members = [mentee(at) for at in range(10)] + [mentor(at) for at in range(1000, 1010)]
    members += [mentor(at, ready=False) for at in range(2000, 2008)]
    well = {"reason": "finished", "ended_on": TODAY, "meetings": ((3, "2026-06-04", "mentee"),)}
    pairs = [pair(at, "ended", **well) if at < 5 else pair(at) for at in range(10)]

    figure = _made(funnel, facts(people, members, pairs))

    assert [row.cells[0] for row in figure.rows] == [40, 34, 28, 28, 20, 20, 20, 10, 10]
    assert _said(figure.says) == "Of 40 people who came, 20 were introduced to someone, 50 %."
    (said,) = figure.adds
    assert _said(said) == "Most of those who are not further were introduced, but have not met."


def test_a_stage_at_which_few_stop_is_not_shown() -> None:
    people = [newcomer(at) for at in range(17)] + [newcomer(at, adult=False) for at in range(30, 33)]

    figure = _made(funnel, facts(people))

    assert [row.cells[0] for row in figure.rows] == [20, 20, None, 0, 0, 0, 0, 0, 0]


def test_weeks_of_a_pair_go_from_silence_to_a_meeting_with_the_step_done() -> None:
    one = pair(
        1,
        steps=steps(arrive="both", goal="mentee", people="neither"),
        meetings=((2, "2026-06-03", "mentor"),),
        wrote={"mentor": tallied(0, 2), "mentee": tallied(1, 1, 0, 3)},
    )

    # Met with the step done by both; the mentee's step and words of both; silence; the mentee alone.
    assert list(line_of(one, choose(facts(pairs=[one]), ALL), PLAN)) == [4, 2, 0, 1]


def test_breaks_move_the_weeks_of_a_meeting_along() -> None:
    # The journey began four days after the introduction; day 12 together is the ninth day of the journey, its week 2.
    before = MONDAY - dt.timedelta(days=4)
    one = pair(1, begun_on=MONDAY, introduced_on=before, meetings=((12, "2026-06-09", "mentee"),))

    assert list(line_of(one, choose(facts(pairs=[one]), ALL), PLAN)) == [0, 3, 0, 0]


def test_the_heat_map_shows_lines_and_counts_by_week() -> None:
    lively = [pair(at, meetings=((1, "2026-06-02", "mentee"),)) for at in range(6)]
    silent = [pair(at) for at in range(6, 12)]

    figure = _made(heat_map, facts(pairs=[*silent, *lively]))

    assert figure.grid == (bytes([3, 0, 0, 0]), bytes(4)), "a line is five pairs or more, the six lively ones above"
    assert _cells(figure)[:2] == [(12, 6, 0, 0, 6, 0), (12, 12, 0, 0, 0, 0)]
    assert _said(figure.says).startswith("In a usual week 12 % of 12 pairs met and 88 % were silent.")


def test_steps_count_where_both_got_them_a_week_ago() -> None:
    pairs = [pair(at, steps=steps(arrive="both", goal="both" if at < 6 else "mentor")) for at in range(12)]
    pairs += [pair(at, steps=steps(arrive="neither")) for at in range(20, 28)]

    figure = _made(done_by_both, facts(pairs=pairs))

    assert [(row.label.values["number"], row.cells) for row in figure.rows] == [
        ("1", (20, 12, 0, 8)),
        ("2", (12, 6, 6, 0)),
    ]
    assert _said(figure.says).startswith("Both did their step in 56 % of all weeks. Week 1 went best, week 2")


def test_meetings_are_counted_once_a_round_in_whole_months() -> None:
    april = dt.date(2026, 4, 20)
    # Days 12 and 13 together lie in one round of seven days, day 20 in the next; both in May.
    met = ((12, "2026-05-02", "mentee"), (13, "2026-05-03", "mentor"), (20, "2026-05-10", "mentee"))
    pairs = [pair(at, introduced=april, meetings=met if at < 5 else ()) for at in range(10)]

    figure = _made(meetings, facts(pairs=pairs))

    assert [(row.label, row.cells) for row in figure.rows] == [("2026-05", (10, 1.0, 5, 5))]


def test_check_ins_of_both_sides_have_a_mean_and_lie_apart() -> None:
    marks = [(8, 6), (9, 6), (7, 6), (8, 6), (8, None), (8, 5), (8, 7)]
    pairs = [pair(at, check_ins=((15, *one),)) for at, one in enumerate(marks)]

    figure = _made(check_ins, facts(pairs=pairs))

    assert [(row.label.values["number"], row.cells) for row in figure.rows] == [("14", (8.0, 6.0, 7, 6, 2.0))]
    assert _said(figure.adds[0]) == "Where both answered, the two marks lie 2.0 apart on average."


def test_pairs_that_finish_do_not_end_early() -> None:
    # 20 pairs of four weeks: 5 ended for want of time after one week, 5 finished, 10 go on.
    pairs = [pair(at, "ended", reason="no-time", ended_on=MONDAY + dt.timedelta(days=8)) for at in range(5)]
    pairs += [pair(at, "ended", reason="finished", ended_on=TODAY) for at in range(5, 10)]
    pairs += [pair(at) for at in range(10, 20)]

    figure = _made(survival, facts(pairs=pairs))

    assert figure.series[0].points == (100.0, 75.0, 75.0, 75.0, 75.0)
    assert _said(figure.says) == "75 % of pairs are still together after 4 weeks; 5 of 20 ended early."
    assert _cells(figure) == [(5,)]


def test_reasons_of_few_are_not_shown_nor_worked_out() -> None:
    reasons = ["no-time"] * 8 + ["silent"] * 6 + ["concern"] * 2
    pairs = [
        pair(at, "ended", reason=reason, ended_on=MONDAY + dt.timedelta(days=9)) for at, reason in enumerate(reasons)
    ]

    figure = _made(survival, facts(pairs=[*pairs, *(pair(at) for at in range(50, 70))]))

    assert _cells(figure) == [(8,), (None,), (None,)]


def test_messages_are_means_of_whole_weeks() -> None:
    members = [mentee(at) for at in range(5)] + [mentor(1000 + at) for at in range(5)]
    pairs = [pair(at, wrote={"mentee": tallied(2, 4), "mentor": tallied(0, 2)}) for at in range(5)]
    heard = {at: tallied(3, 5) for at in range(5)}

    figure = _made(messages, facts(members=members, pairs=pairs, heard=heard, tallied_until=dt.date(2026, 6, 15)))

    assert [(row.label, row.cells) for row in figure.rows] == [
        ("2026-06-01", (10, 1.5, 1.0)),
        ("2026-06-08", (10, 2.5, 3.0)),
    ]


def test_waiting_is_told_for_those_who_have_a_match_and_those_who_wait() -> None:
    people = [newcomer(at) for at in range(16)]
    members = [mentee(at) for at in range(16)]
    pairs = [pair(at, introduced=MONDAY + dt.timedelta(days=3 + at)) for at in range(9)]

    figure = _made(waiting, facts(people, members, pairs))

    assert _said(figure.says) == "Half of the 9 mentees who have a match waited 7 days or less."
    assert _said(figure.adds[0]) == "7 wait just now."
    assert _cells(figure)[0] == (None, 0)  # five within a week and four after it: neither is shown


def test_days_asked_for_bound_what_happened() -> None:
    people = [newcomer(at, MONDAY - dt.timedelta(days=30)) for at in range(9)] + [newcomer(at) for at in range(20, 26)]

    figure = _made(funnel, facts(people), Filters("first-job", since=MONDAY))

    assert figure.rows[0].cells == (6, 100)


def test_a_filter_that_leaves_out_few_shows_nothing_of_the_rest() -> None:
    pairs = [pair(at, track="work" if at < 3 else "study") for at in range(20)]

    made = report(facts(pairs=pairs), Filters("first-job", track="study"), PLAN)

    assert all(figure.is_empty for figure in made.figures)
    assert "choose wider ones" in made.figures[0].says.english


def test_filters_hold_a_pair_by_either_side() -> None:
    people = [newcomer(at, language="es-MX" if at < 10 else "en") for at in (*range(20), *range(1000, 1020))]
    members = [mentee(at) for at in range(20)] + [mentor(1000 + at) for at in range(20)]
    known = facts(people, members, [pair(at) for at in range(20)])

    chosen = choose(known, Filters("first-job", language="es"))

    assert {one.match for one in chosen.introduced} == set(range(10))
    assert not chosen.gives_away


def test_an_empty_program_says_so_and_draws_nothing() -> None:
    for figure in report(facts(), ALL, PLAN).figures:
        assert figure.is_empty
        assert _said(figure.says) == "There is nothing to show yet."


def test_a_program_of_one_pair_shows_nothing_of_it() -> None:
    one = pair(
        1,
        steps=steps(arrive="both"),
        check_ins=((14, 3, 9),),
        wrote={"mentee": tallied(4)},
        meetings=((2, "2026-06-03", "mentee"),),
    )
    members = [mentee(1), mentor(1001)]
    known = facts([newcomer(1), newcomer(1001)], members, [one], heard={1: tallied(2)}, tallied_until=TODAY)

    for figure in report(known, ALL, PLAN).figures:
        assert figure.is_empty, figure.key
        assert (figure.rows, figure.series, figure.grid) == ((), (), ())


_MARK = st.none() | st.integers(1, 10)
_PAIRS = st.lists(
    st.tuples(
        st.sampled_from(["open", "paused", "ended", "dropped", "asked"]),
        st.integers(0, 27),
        st.sampled_from(["finished", "no-time", "silent", "left", "odd"]),
        st.lists(st.tuples(st.integers(0, 30), _MARK, _MARK), max_size=3),
        st.lists(st.integers(0, 9), max_size=4),
        st.lists(st.integers(0, 27), max_size=4),
    ),
    max_size=30,
)


@settings(deadline=None, max_examples=60)
@given(_PAIRS, st.integers(0, 9), st.booleans())
def test_whatever_happened_nothing_under_five_is_shown_and_the_rest_adds_up(rows, more, bounded) -> None:
    pairs = []
    for at, (status, days, reason, marks, wrote, met) in enumerate(rows):
        ended = TODAY - dt.timedelta(days=27 - days) if status in {"ended", "dropped"} else None
        told = tuple((day, (MONDAY + dt.timedelta(days=day)).isoformat(), "mentee") for day in met)
        walked = {"check_ins": tuple(marks), "meetings": told, "steps": steps(arrive="both", goal="mentor")}
        messages = {"mentee": tallied(*wrote)}
        pairs.append(pair(at, status, ended_on=ended, reason=reason if ended else "", wrote=messages, **walked))
    people = [newcomer(at, adult=at % 3 > 0) for at in (*range(len(rows) + more), *range(1000, 1000 + len(rows)))]
    members = [mentee(at) for at in range(len(rows))] + [mentor(1000 + at) for at in range(len(rows))]
    known = facts(people, members, pairs, heard={1: tallied(3)}, tallied_until=TODAY)
    filters = replace(ALL, since=MONDAY + dt.timedelta(days=7)) if bounded else ALL

    made = report(known, filters, PLAN)

    assert [figure.key for figure in made.figures] == [key for key, _, _ in FIGURES]
    for figure in made.figures:
        for row in figure.rows:
            assert len(row.cells) == len(figure.columns) - 1
            counts = [cell for cell in row.cells if isinstance(cell, int)]
            if figure.key != "funnel":
                assert all(not 0 < cell < SMALLEST for cell in counts), (figure.key, row)
        for series in figure.series:
            assert len(series.points) == len(figure.axis)
    shown = [cells[0] for cells in _cells(made.figures[0]) if cells[0] is not None]
    assert shown == sorted(shown, reverse=True)
    curve = next(figure for figure in made.figures if figure.key == "survival").series
    for series in curve:
        assert list(series.points) == sorted(series.points, reverse=True)
        assert all(0 <= one <= 100 for one in (*series.low, *series.points, *series.high))
        assert all(low <= share for low, share in zip(series.low, series.points, strict=True))
        assert all(share <= high for share, high in zip(series.points, series.high, strict=True))

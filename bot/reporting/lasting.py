"""How long pairs last, and why some end early."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bot.reporting.choosing import Chosen
from bot.reporting.plan import Plan
from bot.reporting.reckoning import Lasting, lasting
from bot.reporting.words import NOTHING_YET, PAIRS, TOO_FEW, UNDER_FIVE, empty, is_small, number
from bot.words.phrases import Line, Phrase
from bot.words.reports import SMALLEST, Figure, PairFacts, Row, Series, suppressed
from bot.words.values import dataclass

SURVIVAL = Phrase("report-survival", "How long pairs stay together")
SURVIVAL_SAYS = Phrase(
    "report-survival-says", "{share} % of pairs are still together after {weeks} weeks; {ended} of {pairs} ended early."
)
SURVIVAL_FEW = Phrase("report-survival-few", "Fewer than five of {pairs} pairs ended early.")
SURVIVAL_MOST = Phrase("report-survival-most", "All but fewer than five of {pairs} pairs ended early.")
SURVIVAL_NONE = Phrase("report-survival-none", "None of {pairs} pairs ended early.")
SURVIVAL_DEFINES = (
    Phrase(
        "report-survival-defines",
        "Pairs introduced within the days asked for. The curve says which share is still together after so many weeks "
        "(Kaplan-Meier); the band holds the true share 95 times of 100. Pairs that go on, or came to the end of the "
        "program, count for as long as they lasted, and not as ended early.",
    ),
    Phrase(
        "report-survival-steps",
        "The curve falls only where five pairs or more have ended since; it stops where fewer than five are left.",
    ),
)
TOGETHER = Phrase("report-together", "% still together")
WEEKS_TOGETHER = Phrase("report-weeks-together", "Weeks since the introduction")
ENDED_EARLY = Phrase("report-ended-early", "Ended early")
REASONS = {
    "no-time": Phrase("report-reason-no-time", "no time"),
    "no-fit": Phrase("report-reason-no-fit", "not the right match"),
    "no-contact": Phrase("report-reason-no-contact", "no contact came about"),
    "silent": Phrase("report-reason-silent", "silence"),
    "blocked": Phrase("report-reason-blocked", "one blocked the other"),
    "concern": Phrase("report-reason-concern", "a report was made"),
    "left": Phrase("report-reason-left", "one left Alongside"),
    "other": Phrase("report-reason-other", "something else"),
}
MOST_OFTEN = {
    name: Phrase(f"report-most-{name}", f"The most frequent reason: {one.english}.") for name, one in REASONS.items()
}


def is_early(pair: PairFacts) -> bool:
    """Whether a pair ended before the program did."""
    return pair.status == "ended" and pair.reason != "finished"


@dataclass(frozen=True, slots=True)
class _Together:
    """Pairs with the whole weeks each has lasted so far, and which of them ended early by the day of the report."""

    pairs: list[PairFacts]
    early: list[PairFacts]
    weeks: dict[int, int]


def _together(chosen: Chosen) -> _Together:
    pairs = chosen.begun
    until = {pair.match: min(pair.ended_on or chosen.today, chosen.today) for pair in pairs}
    early = [pair for pair in pairs if is_early(pair) and until[pair.match] == pair.ended_on]
    weeks = {pair.match: max(0, (until[pair.match] - pair.introduced_on).days // 7) for pair in pairs}
    return _Together(pairs, early, weeks)


def survival(chosen: Chosen, _: Plan) -> Figure:
    """Which share of the pairs is still together after so many weeks."""
    figure = Figure(
        "survival", SURVIVAL(), NOTHING_YET(), (*(one() for one in SURVIVAL_DEFINES), UNDER_FIVE()), "steps"
    )
    found = _together(chosen)
    if untold := _untold(found):
        return empty(figure, untold)
    curve = _curve(found)
    shares = [100.0 if one is None else 100 * one.share for one in curve]
    reasons = _reasons(found.early)
    return replace(
        figure,
        says=_says(found.pairs, found.early, shares),
        columns=(ENDED_EARLY(), PAIRS()),
        rows=tuple(Row(label, (count,)) for label, count in reasons),
        axis=tuple(number(week) for week in range(len(curve))),
        across=WEEKS_TOGETHER(),
        up=TOGETHER(),
        series=(
            Series(
                TOGETHER(),
                tuple(shares),
                tuple(100.0 if one is None else 100 * one.low for one in curve),
                tuple(100.0 if one is None else 100 * one.high for one in curve),
            ),
        ),
        adds=_most_often(found.early, reasons),
    )


def _untold(found: _Together) -> Line | None:
    """Why nothing can be shown, where nothing can."""
    count, early = len(found.pairs), len(found.early)
    if not count:
        return NOTHING_YET()
    if is_small(count):
        return TOO_FEW()
    if is_small(early):
        return SURVIVAL_FEW(pairs=count)
    return SURVIVAL_MOST(pairs=count) if is_small(count - early) else None


def _curve(found: _Together) -> list[Lasting | None]:
    """The curve week by week, as far as five pairs or more have come; None before its first step."""
    ids = {pair.match for pair in found.early}
    goes_on = [week for match, week in found.weeks.items() if match not in ids]
    points = _merged(lasting([found.weeks[id] for id in ids], goes_on), len(found.pairs))
    last = _last_week(list(found.weeks.values()))
    return [next((one for one in reversed(points) if one.time <= week), None) for week in range(last + 1)]


def _merged(curve: Sequence[Lasting], pairs: int) -> list[Lasting]:
    """The curve where five or more have ended since its last point; not where fewer than five are left."""
    points, ended = [], 0
    for one in curve:
        ended += one.ended
        left = one.at_risk - one.ended
        if ended >= SMALLEST and one.at_risk >= SMALLEST and not is_small(left) and not is_small(pairs - one.at_risk):
            points.append(one)
            ended = 0
    return points


def _last_week(weeks: Sequence[int]) -> int:
    """The last week that five or more pairs have seen."""
    return sorted(weeks)[-SMALLEST]


def _says(pairs: Sequence[PairFacts], early: Sequence[PairFacts], shares: Sequence[float]) -> Line:
    if not early:
        return SURVIVAL_NONE(pairs=len(pairs))
    weeks = len(shares) - 1
    return SURVIVAL_SAYS(share=round(shares[weeks]), weeks=weeks, ended=len(early), pairs=len(pairs))


def _reasons(early: Sequence[PairFacts]) -> list[tuple[Line, int | None]]:
    counts = Counter(pair.reason if pair.reason in REASONS else "other" for pair in early)
    names = [name for name in REASONS if counts[name]]
    found = list(zip(names, suppressed([counts[name] for name in names]), strict=True))
    # Those not shown stand last, in an order that tells nothing of how many they are.
    found.sort(key=lambda one: -(one[1] or 0))
    return [(REASONS[name](), count) for name, count in found]


def _most_often(early: Sequence[PairFacts], reasons: Sequence[tuple[Line, int | None]]) -> tuple[Line, ...]:
    if not early or not reasons or reasons[0][1] is None:
        return ()
    return (MOST_OFTEN[next(name for name, one in REASONS.items() if one.key == reasons[0][0].key)](),)


PHRASES = (
    SURVIVAL, SURVIVAL_SAYS, SURVIVAL_FEW, SURVIVAL_MOST, SURVIVAL_NONE, *SURVIVAL_DEFINES, TOGETHER,
    WEEKS_TOGETHER, ENDED_EARLY, *REASONS.values(), *MOST_OFTEN.values(),
)  # fmt: skip

"""From the first message to the end of the program: how many people come how far, and where most stop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.reporting.choosing import Chosen
from bot.reporting.plan import Plan
from bot.reporting.words import NOTHING_YET, TOO_FEW, UNDER_FIVE, empty, is_small, share
from bot.words.phrases import Line, Phrase
from bot.words.reports import SMALLEST, Figure, PairFacts, Row, Series, Shown, chained

TITLE = Phrase("report-funnel", "From the first message to the goodbye")
STAGES = (
    Phrase("report-came", "came"),
    Phrase("report-consented", "agreed"),
    Phrase("report-adult", "passed the age question"),
    Phrase("report-finished", "told about themselves"),
    Phrase("report-ready", "are ready"),
    Phrase("report-proposed", "got a suggestion"),
    Phrase("report-introduced", "were introduced"),
    Phrase("report-met", "met"),
    Phrase("report-ended-well", "finished the program"),
)
CAME, CONSENTED, ADULT, FINISHED, READY, PROPOSED, INTRODUCED, MET, ENDED_WELL = range(len(STAGES))
SAYS = Phrase("report-funnel-says", "Of {came} people who came, {introduced} were introduced to someone, {share} %.")
SAYS_FEW = Phrase("report-funnel-few", "{came} people came. Fewer than five of them were introduced to someone.")
SAYS_NONE = Phrase("report-funnel-none", "{came} people came. None of them was introduced to anyone yet.")
SAYS_ABOUT = Phrase("report-funnel-about", "Of {came} people who came, about {before} were introduced to someone.")
SAYS_MOST = Phrase(
    "report-funnel-most", "{came} people came. All of them, or all but fewer than five, were introduced to someone."
)
LOSS = {
    CONSENTED: Phrase("report-lost-consented", "Most of those who stop do so before they agree."),
    ADULT: Phrase("report-lost-adult", "Most of those who stop do so at the question about their age."),
    FINISHED: Phrase("report-lost-finished", "Most of those who stop do so while they tell about themselves."),
    READY: Phrase("report-lost-ready", "Most of those who stop do so before they are ready, in the training."),
    PROPOSED: Phrase("report-lost-proposed", "Most of those who are not further wait for a first suggestion."),
    INTRODUCED: Phrase(
        "report-lost-introduced", "Most of those who are not further have a suggestion both must accept."
    ),
    MET: Phrase("report-lost-met", "Most of those who are not further were introduced, but have not met."),
    ENDED_WELL: Phrase("report-lost-ended", "Most of those who are not further have met and go on, or ended early."),
}
DEFINES = (
    Phrase(
        "report-funnel-defines",
        "Everyone who first wrote to this program within the days asked for; who was erased is not counted. "
        "Each bar counts those who came at least so far, whenever that was.",
    ),
    Phrase(
        "report-funnel-ready",
        "Ready: mentees who told about themselves; mentors who passed the training and the program's checks. "
        "Met: one of the two said that they met. Finished: the pair came to its end. ≈: fewer than five stop there.",
    ),
)
PEOPLE = Phrase("report-people", "People")
PER_CENT = Phrase("report-per-cent", "% of those who came")
STAGE = Phrase("report-stage", "How far")


def funnel(chosen: Chosen, plan: Plan) -> Figure:
    """How many people came how far."""
    counts = _counts(chosen, plan)
    figure = Figure("funnel", TITLE(), NOTHING_YET(), (*(one() for one in DEFINES), UNDER_FIVE()))
    if not counts[CAME]:
        return empty(figure, NOTHING_YET())
    if is_small(counts[CAME]):
        return empty(figure, TOO_FEW())
    shown = chained(counts)
    stages = tuple(stage() for stage in STAGES)
    return Figure(
        figure.key,
        figure.title,
        _says(counts, shown),
        figure.defines,
        columns=(STAGE(), PEOPLE(), PER_CENT()),
        rows=tuple(
            Row(stage, (count, None if count is None else share(count, counts[CAME])))
            for stage, count in zip(stages, shown, strict=True)
        ),
        axis=stages,
        up=PEOPLE(),
        series=(Series(PEOPLE(), tuple(None if count is None else float(count) for count in shown), *_bounds(counts)),),
        adds=(LOSS[most](),) if (most := where_most_stop(shown)) else (),
    )


def _says(counts: Sequence[int], shown: Sequence[Shown]) -> Line:
    came, introduced = counts[CAME], shown[INTRODUCED]
    if introduced:
        return SAYS(came=came, introduced=introduced, share=share(introduced, came))
    if introduced == 0:
        return SAYS_NONE(came=came)
    if is_small(counts[INTRODUCED]):
        return SAYS_FEW(came=came)
    before = [count for count in shown[:INTRODUCED] if count is not None][-1]
    return SAYS_MOST(came=came) if before == came else SAYS_ABOUT(came=came, before=before)


def _bounds(counts: Sequence[int]) -> tuple[tuple[float | None, ...], tuple[float | None, ...]]:
    """Between which two numbers each stage lies: a small one, or one at which few stop."""
    low, high, last = [], [], 0
    for count, cell in zip(counts, chained(counts), strict=True):
        last = last if cell is None else cell
        low.append(float(count if cell is not None else 1 if is_small(count) else last - SMALLEST + 1))
        high.append(float(count if cell is not None else SMALLEST - 1 if is_small(count) else last - 1))
    return tuple(low), tuple(high)


def where_most_stop(shown: Sequence[Shown]) -> int | None:
    """The stage at which most are lost, among those whose loss can be seen; None where nobody is."""
    losses: dict[int, int] = {}
    last = shown[0] or 0
    for stage, count in enumerate(shown[1:], 1):
        if count is not None:
            losses[stage] = last - count
            last = count
    most = max(losses, key=lambda stage: losses[stage], default=0)
    return most if losses.get(most) else None


def _counts(chosen: Chosen, plan: Plan) -> list[int]:
    """How many came at least so far: each counts for every stage up to their furthest."""
    pairs: dict[int, list[PairFacts]] = {}
    for pair in chosen.pairs:
        for person in (pair.mentee, pair.mentor):
            pairs.setdefault(person, []).append(pair)
    ready = _ready(chosen, plan)
    reached = [0] * len(STAGES)
    for one in chosen.newcomers:
        furthest = ADULT if one.adult else CONSENTED if one.consented else CAME
        furthest = max(furthest, ready.get(one.person, CAME))
        furthest = max([furthest, *(_furthest(pair) for pair in pairs.get(one.person, ()))])
        reached[furthest] += 1
    return [sum(reached[stage:]) for stage in range(len(STAGES))]


def _ready(chosen: Chosen, plan: Plan) -> Mapping[int, int]:
    found: dict[int, int] = {}
    for one in chosen.members:
        is_ready = one.role == "mentee" or ((one.trained or not plan.training) and plan.checks <= one.checks)
        found[one.person] = max(found.get(one.person, CAME), READY if is_ready else FINISHED)
    return found


def _furthest(pair: PairFacts) -> int:
    if not pair.introduced:
        return PROPOSED
    if pair.status == "ended" and pair.reason == "finished":
        return ENDED_WELL
    return MET if pair.course.meetings else INTRODUCED


PHRASES = (
    TITLE, *STAGES, SAYS, SAYS_FEW, SAYS_NONE, SAYS_ABOUT, SAYS_MOST, *LOSS.values(), *DEFINES, PEOPLE, PER_CENT, STAGE,
)  # fmt: skip

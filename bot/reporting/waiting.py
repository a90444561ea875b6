"""How long people wait for a match."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reporting.choosing import Chosen
from bot.reporting.funnel import PEOPLE
from bot.reporting.plan import Plan
from bot.reporting.words import NOTHING_YET, TOO_FEW, UNDER_FIVE, empty, is_small
from bot.words.phrases import Phrase
from bot.words.reports import SMALLEST, Figure, Row, Series, suppressed

WAITING = Phrase("report-waiting", "How long mentees wait for a match")
WAITING_SAYS = Phrase(
    "report-waiting-says", "Half of the {people} mentees who have a match waited {days} days or less."
)
WAITING_NONE = Phrase("report-waiting-none", "No mentee has a match yet.")
WAITING_FEW = Phrase("report-waiting-few", "Fewer than five mentees have a match yet.")
WAITING_NOW = Phrase("report-waiting-now", "{people} wait just now.")
WAITING_DEFINES = Phrase(
    "report-waiting-defines",
    "From the day a mentee had told about themselves to the day of their first introduction; for those who wait, until "
    "today. Mentees who came within the days asked for; those who stopped are not counted.",
)
HOW_LONG = Phrase("report-how-long", "How long")
HAVE, WAIT = Phrase("report-have-match", "have a match"), Phrase("report-still-wait", "wait now")
SPANS = (
    (7, Phrase("report-span-week", "up to a week")),
    (14, Phrase("report-span-two", "1 to 2 weeks")),
    (28, Phrase("report-span-four", "2 to 4 weeks")),
    (56, Phrase("report-span-eight", "4 to 8 weeks")),
    (10**6, Phrase("report-span-more", "longer")),
)


def waiting(chosen: Chosen, _: Plan) -> Figure:
    """How many mentees have waited how long, until their match or until today."""
    figure = Figure("waiting", WAITING(), NOTHING_YET(), (WAITING_DEFINES(), UNDER_FIVE()), "stacks")
    first: dict[int, int] = {}
    for pair in chosen.introduced:
        day = pair.introduced_on.toordinal()
        first[pair.mentee] = min(first.get(pair.mentee, day), day)
    came = {one.person for one in chosen.newcomers}
    have, wait = [], []
    for one in chosen.members:
        if one.role == "mentee" and one.person in came:
            if one.person in first:
                have.append(max(0, first[one.person] - one.since.toordinal()))
            elif one.status == "waiting" and one.since <= chosen.today:
                wait.append((chosen.today - one.since).days)
    if not have and not wait:
        return empty(figure, NOTHING_YET())
    if is_small(len(have)) and len(wait) < SMALLEST:
        return empty(figure, TOO_FEW())
    parts = [_in_spans(have), _in_spans(wait)]
    labels = (HAVE(), WAIT())
    if all(not count for part in parts for count in part):
        return empty(figure, TOO_FEW())
    said = WAITING_SAYS(people=len(have), days=sorted(have)[(len(have) - 1) // 2]) if len(have) >= SMALLEST else (
        WAITING_FEW() if have else WAITING_NONE()
    )  # fmt: skip
    return Figure(
        figure.key,
        figure.title,
        said,
        figure.defines,
        figure.shape,
        columns=(HOW_LONG(), *labels),
        rows=tuple(Row(label(), cells) for (_, label), cells in zip(SPANS, zip(*parts, strict=True), strict=True)),
        axis=tuple(label() for _, label in SPANS),
        up=PEOPLE(),
        series=tuple(
            Series(label, tuple(None if count is None else float(count) for count in part))
            for label, part in zip(labels, parts, strict=True)
        ),
        adds=(WAITING_NOW(people=len(wait)),) if len(wait) >= SMALLEST else (),
    )


def _in_spans(days: Sequence[int]) -> tuple[int | None, ...]:
    if is_small(len(days)):
        return (None,) * len(SPANS)
    counts = [0] * len(SPANS)
    for day in days:
        counts[next(at for at, (most, _) in enumerate(SPANS) if day <= most)] += 1
    return suppressed(counts)


PHRASES = (
    WAITING, WAITING_SAYS, WAITING_NONE, WAITING_FEW, WAITING_NOW, WAITING_DEFINES, HOW_LONG, HAVE, WAIT, *(label
    for _, label in SPANS),
)  # fmt: skip

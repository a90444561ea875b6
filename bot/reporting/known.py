"""What filters may ask for in a program without giving anyone away."""

from __future__ import annotations

from dataclasses import dataclass

from bot.words.reports import SMALLEST, Facts


@dataclass(frozen=True, slots=True)
class Known:
    """Only what five people or pairs share."""

    tracks: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    cohorts: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    coordinators: tuple[int, ...] = ()


def known_in(facts: Facts) -> Known:
    """What there is to ask for in a program."""
    pairs = [pair for pair in facts.pairs if pair.introduced]
    return Known(
        tracks=_shared([pair.course.track for pair in pairs]),
        languages=_shared([one.language.partition("-")[0] for one in facts.newcomers]),
        cohorts=_shared([cohort for one in facts.members for cohort in one.cohorts]),
        tags=_shared([tag for one in facts.members for tag in one.tags]),
        coordinators=tuple(sorted({pair.owner for pair in pairs if pair.owner is not None})),
    )


def _shared(values: list[str]) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return tuple(sorted(value for value, count in counts.items() if value and count >= SMALLEST))

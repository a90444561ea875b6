"""What a matching round found: pairs and suggestions, and for everyone else why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.words.messages import Json


@dataclass(frozen=True, slots=True)
class Pairing:
    """A mentee and a mentor (persons), the score and its parts. `rank` 1 is the one assigned; `place` is which of the
    mentor's mentees this one is (1 is the first). `is_locked`: it was fixed before the round.
    """

    mentee: int
    mentor: int
    score: int
    parts: Mapping[str, int]
    rank: int = 1
    place: int = 1
    is_locked: bool = False


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """The mentor a mentee would have had next by score alone.

    `has_seat`: one of their seats was still free once everyone had their first suggestion.
    """

    mentor: int
    score: int
    has_seat: bool


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A mentee without a mentor, and why.

    `reason`: "no_mentors" (nobody is ready to be one) · "not_ready" (`missing` says what) · "seats" (those who fit are
    taken by others) · or the rule that keeps most mentors apart from them. `easing` is the one rule whose easing would
    help most ("ready" means that mentors who are not ready yet would fit), `would_fit` how many mentors it would bring;
    "" when easing one rule helps nobody. `can_widen`: the mentee could ease it themselves.
    """

    mentee: int
    reason: str
    missing: tuple[str, ...] = ()
    fitting: int = 0
    easing: str = ""
    would_fit: int = 0
    can_widen: bool = False


@dataclass(frozen=True, slots=True)
class Unused:
    """A mentor with free seats who got nobody, and why.

    `reason`: "not_ready" (`missing` says what) · "no_mentees" · "nobody_fits" · "others_fit_better". `fitting` counts
    the waiting mentees whom no rule keeps apart from them.
    """

    mentor: int
    reason: str
    missing: tuple[str, ...] = ()
    fitting: int = 0


@dataclass(frozen=True, slots=True)
class Proof:
    """How good the round is: `score` is the sum over pairs less what load cost, `bound` what no round could exceed with
    as many matched. `is_optimal` when the two are equal and no more people could be matched."""

    matched: int
    score: int
    bound: int
    is_optimal: bool


@dataclass(frozen=True, slots=True)
class Round:
    """All of it. `suggestions` holds, by mentee, the assigned pairing first, then those from seats left over; `grounds`
    what the two have in common, as plain data, for each of these pairs (mentee, mentor). `others` are the next best
    mentors of each mentee, best first, as many as were asked for."""

    pairs: tuple[Pairing, ...]
    suggestions: Mapping[int, tuple[Pairing, ...]]
    grounds: Mapping[tuple[int, int], Json]
    runners_up: Mapping[int, RunnerUp]
    unmatched: tuple[Unmatched, ...]
    unused: tuple[Unused, ...]
    proof: Proof
    others: Mapping[int, tuple[RunnerUp, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Explanation:
    """One pair's score parts, the rules that keep the two apart, and whom else the mentee would fit, best first."""

    mentee: int
    mentor: int
    score: int
    parts: Mapping[str, int]
    strengths: Mapping[str, int]
    breaches: tuple[str, ...] = ()
    missing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    others: tuple[RunnerUp, ...] = ()

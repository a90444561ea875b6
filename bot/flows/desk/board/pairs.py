"""What lies on a board, mentee by mentee, and whether a pair can still be made. Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.matching.demands import ready, seats
from bot.matching.rules import Terms
from bot.words.boards import Draft, Laid
from bot.words.desk import Card, Desk
from bot.words.matches import SEATED, Match, Member
from bot.words.messages import Json

MADE = "made"
"""What is told of a pair that a person chose: {"by", "instead": [[pair, mentor], …]}, what it took the place of."""
GIVEN_UP = "given_up"
"""What is told of a pair that was held and given up: {"by"}."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A mentee with one mentor on the board: as a draft, or held already. `id` is the match's, now or once it is."""

    id: int
    mentee: int
    mentor: int
    rank: int
    score: float = 0.0
    points: Json = None
    others: tuple[tuple[int, float], ...] = ()
    was: int = 0
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A mentee and whom they would be shown, the first choice first."""

    mentee: int
    pairs: tuple[Pair, ...]

    @property
    def first(self) -> Pair:
        """Whom the round gives them."""
        return self.pairs[0]

    @property
    def people(self) -> set[int]:
        """Everyone in it."""
        return {self.mentee, *(one.mentor for one in self.pairs)}


def open_items(laid: Laid) -> list[Item]:
    """What nobody has decided about yet."""
    return _items(_of_draft(one) for one in laid.drafts if one.status == "open")


def held_items(laid: Laid) -> list[Item]:
    """What is held until it is let out, whether a person approved it or a round found it."""
    return _items(_of_match(one) for one in laid.held)


def whole(desk: Desk, item: Item) -> Item:
    """The item with what is sealed, as far as it was seen."""
    return Item(item.mentee, tuple(whole_pair(desk, one) for one in item.pairs))


def whole_pair(desk: Desk, pair: Pair) -> Pair:
    """The same for one pair."""
    if pair.is_held:
        draft, match = desk.drafts.get(pair.id), desk.matches.get(pair.id)
        return replace(_of_match(match) if match else pair, others=draft.others if draft else ())
    return _of_draft(desk.drafts[pair.id]) if pair.id in desk.drafts else pair


def _items(pairs: Iterable[Pair]) -> list[Item]:
    by_mentee: dict[int, list[Pair]] = {}
    for one in pairs:
        by_mentee.setdefault(one.mentee, []).append(one)
    return [
        Item(mentee, tuple(sorted(found, key=lambda one: (one.rank, one.id))))
        for mentee, found in sorted(by_mentee.items())
    ]


def _of_draft(one: Draft) -> Pair:
    return Pair(one.id, one.mentee, one.mentor, one.rank, one.score, one.points, one.others, one.was)


def _of_match(one: Match) -> Pair:
    return Pair(one.id, one.mentee, one.mentor, one.rank, one.score, one.points, is_held=True)


class Standing:
    """Who can still be put together in a program, as it stands under the lock; seats fill while pairs are taken.

    Every person asked about has to be held by the desk that was seen. `but` are matches that are about to be given up.
    """

    def __init__(self, desk: Desk, program: str, terms: Terms, but: Sequence[int] = ()) -> None:
        self._desk, self._program, self._terms = desk, program, terms
        self._matches = [one for one in desk.matches.values() if one.status not in {"ended", "dropped"}]
        self._matches = [one for one in self._matches if one.id not in but]
        self._taken = Counter(one.mentor for one in self._here if one.status in SEATED)
        self._engaged = {one.mentee for one in self._here}
        self._together = {frozenset((one.mentee, one.mentor)) for one in self._here}
        self._locked = {
            person
            for one in self._matches
            if (one.status, one.by, one.reason) == ("paused", "coordinator", "safety")
            for person in (one.mentee, one.mentor)
        }

    @property
    def _here(self) -> list[Match]:
        return [one for one in self._matches if one.program == self._program]

    def obstacle(self, mentee: int, mentor: int, forgiven: Collection[str] = ()) -> tuple[str, int]:
        """Why the two cannot be put together, and on whose side that is (0: on both); "" where they can."""
        for person, role in ((mentee, "mentee"), (mentor, "mentor")):
            if why := self._not_ready(person, role, forgiven):
                return why, person
            if person in self._locked:
                return "locked", person
        if mentee in self._engaged:
            return "matched", mentee
        if "apart" not in forgiven and self.kept_apart(mentee, mentor):
            return "apart", 0
        if frozenset((mentee, mentor)) in self._together:
            return "matched", 0
        return "", 0

    def take(self, mentee: int, mentor: int, *, is_last: bool = True) -> None:
        """A seat is taken; with the `last` of a mentee's pairs the mentee has something going on."""
        self._taken[mentor] += 1
        if is_last:
            self._engaged.add(mentee)

    def place(self, mentor: int) -> int:
        """Which of the mentor's mentees the next one would be: 1 is the first."""
        return self._taken[mentor] + 1

    def kept_apart(self, one: int, other: int) -> str:
        """Why the two are kept apart for good, "" where they are not."""
        return self._desk.apart.get((min(one, other), max(one, other)), "")

    def _not_ready(self, person: int, role: str, forgiven: Collection[str]) -> str:
        member = member_of(self._desk.cards.get(person), self._program, role)
        if member is None or person not in self._desk.held:
            return "left"
        free = max(0, seats(member) - self._taken[person]) if role == "mentor" else None
        missing = [what.partition(":")[0] for what in ready(member, self._terms.rules, self._terms.today, free)]
        return next((what for what in missing if what not in forgiven), "")


def member_of(card: Card | None, program: str, role: str) -> Member | None:
    """Someone as the matching looks at them; None where they do not take part in this role."""
    if card is None:
        return None
    membership = next((one for one in card.memberships if (one.program, one.role) == (program, role)), None)
    addresses = (card.address,) if card.address else ()
    return Member(card.person, membership, bool(addresses), addresses) if membership else None


def made(pair: Pair, program: str, now: dt.datetime, **told: Json) -> Match:
    """The pair as a match that is held."""
    rank, score, points = pair.rank, pair.score, pair.points
    return Match(pair.id, program, pair.mentee, pair.mentor, "held", now, now, score, rank, points=points, told=told)


def instead_of(told: Mapping[str, Json]) -> dict[int, int]:
    """What a pair took the place of: pairs, and the mentor in each."""
    made = told.get(MADE)
    found = made.get("instead") if isinstance(made, dict) else None
    return {
        each[0]: each[1]
        for each in (found if isinstance(found, list) else [])
        if isinstance(each, list) and isinstance(each[0], int) and isinstance(each[1], int)
    }

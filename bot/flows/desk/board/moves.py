"""What staff decide about the pairs of a board, as effects: approved, refused, exchanged, let out, called back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.flows.desk.board.pairs import (
    GIVEN_UP,
    MADE,
    Item,
    Pair,
    Standing,
    held_items,
    made,
    open_items,
    whole_pair,
)
from bot.flows.nudges.hours import friendly
from bot.words.boards import Laid
from bot.words.desk import AuditLine, Desk
from bot.words.effects.desk import Audit, Tend
from bot.words.effects.matches import KeepApart, SaveDraft, SaveMatch
from bot.words.effects.sending import Schedule, Unschedule
from bot.words.matches import Match
from bot.words.messages import Json
from bot.words.people import Due
from bot.words.turns import Effect


@dataclass(frozen=True, slots=True)
class Office:
    """Who decides (None: the operator), in which program, when, and what they see."""

    desk: Desk
    program: str
    by: int | None
    now: dt.datetime

    @property
    def laid(self) -> Laid:
        """The program's board."""
        return self.desk.boards[self.program]

    def entered(self, what: str, match: int | None = None, person: int | None = None, details: Json = None) -> Audit:
        """A line of the trail."""
        return Audit(AuditLine(self.now, self.by, what, self.program, match, person, details))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A pair that cannot be made any more: why, and on whose side (0: both)."""

    pair: Pair
    why: str
    person: int = 0


def approve(
    office: Office, items: Iterable[Item], standing: Standing
) -> tuple[list[Effect], list[Item], list[LeftOut]]:
    """Hold these pairs, first come first served. A mentee whose first choice is no longer possible is left out; a
    further suggestion that is not possible is left away."""
    effects: list[Effect] = []
    done, left_out = [], []
    for item in items:
        why, person = standing.obstacle(item.mentee, item.first.mentor)
        if why:
            left_out.append(LeftOut(item.first, why, person))
            gone = item.pairs if person == item.mentee else (item.first,)
            effects += [_draft(office, one, "gone") for one in gone]
            continue
        kept = [one for one in item.pairs if not standing.obstacle(item.mentee, one.mentor)[0]]
        for number, pair in enumerate(kept, 1):
            standing.take(item.mentee, pair.mentor, is_last=number == len(kept))
        done.append(Item(item.mentee, tuple(kept)))
        effects += held(office, done[-1])
        effects += [_draft(office, one, "gone") for one in item.pairs if one not in kept]
    return effects, done, left_out


def held(office: Office, item: Item, without: Sequence[Pair] = ()) -> list[Effect]:
    """These pairs of a mentee, which lie open, are held from now on; those they are held `without` are refused."""
    effects: list[Effect] = []
    for pair in item.pairs:
        effects += [SaveMatch(made(pair, office.program, office.now)), _draft(office, pair, "approved")]
    effects += [_draft(office, one, "refused") for one in without]
    return [*effects, office.entered("approve", match=item.first.id)]


def refuse(office: Office, pair: Pair, *, forbid: bool, reason: str = "") -> list[Effect]:
    """Not this pair: not now, which the next rounds heed as long as after any other end, or never."""
    effects: list[Effect] = [*_given_up(office, pair, "never" if forbid else "not-now")]
    if forbid:
        effects += forbidden(office, pair.mentee, pair.mentor, reason)
    else:
        effects.append(office.entered("refuse", match=pair.id))
    return effects


def decided(desk: Desk, program: str, effects: Iterable[Effect]) -> Desk:
    """The desk as it is once these are carried out, as far as its board shows it."""
    laid = desk.boards[program]
    drafts, held = {one.id: one for one in laid.drafts}, {one.id: one for one in laid.held}
    whole, matches = dict(desk.drafts), dict(desk.matches)
    for effect in effects:
        match effect:
            case SaveDraft(draft=draft):
                drafts[draft.id] = whole[draft.id] = draft
            case SaveMatch(match=one):
                matches[one.id] = held[one.id] = one
            case _:
                pass
    still = tuple(one for one in held.values() if one.status == "held")
    after = replace(laid, drafts=tuple(drafts.values()), held=still)
    return replace(desk, boards={**desk.boards, program: after}, drafts=whole, matches=matches)


def forbidden(office: Office, one: int, other: int, reason: str) -> list[Effect]:
    """The two are never matched."""
    details: Json = {"other": other, **({"reason": reason} if reason else {})}
    return [KeepApart(one, other, "coordinator"), office.entered("forbid", person=one, details=details)]


def pair_up(office: Office, pair: Pair, instead: Item | None = None, overridden: Sequence[str] = ()) -> list[Effect]:
    """Hold a pair that a person chose, in the place of all the mentee would have been shown. Whether it is possible was
    looked at before; what was overridden stands in the trail."""
    effects: list[Effect] = []
    for given_up in instead.pairs if instead else ():
        effects += _given_up(office, given_up, "replaced")
    details: dict[str, Json] = {"overridden": list(overridden)} if overridden else {}
    if instead:
        details["instead_of"] = [one.mentor for one in instead.pairs]
    before: list[Json] = [[one.id, one.mentor] for one in instead.pairs] if instead else []
    chosen: dict[str, Json] = {"by": office.by or 0, "instead": before}
    effects.append(SaveMatch(made(pair, office.program, office.now, **{MADE: chosen})))
    return [*effects, office.entered("pair", match=pair.id, details=details or None)]


def forbid_by_hand(office: Office, mentee: int, mentor: int, reason: str = "") -> list[Effect]:
    """The two are never matched; where they lie on the board, they are taken off it."""
    effects: list[Effect] = []
    for item in (*open_items(office.laid), *held_items(office.laid)):
        for pair in item.pairs:
            if (pair.mentee, pair.mentor) == (mentee, mentor):
                effects += _given_up(office, whole_pair(office.desk, pair), "never")
    return [*effects, *forbidden(office, mentee, mentor, reason)]


def release(
    office: Office, zones: Mapping[int, str], at: dt.datetime | None = None
) -> tuple[list[Effect], dict[int, dt.datetime]]:
    """Let everything out that is held, at once or at this moment, for each mentee at a friendly hour of theirs; and
    when each of them hears of it."""
    times = {
        item.mentee: friendly(max(at or office.now, office.now), zones.get(item.mentee, ""))
        for item in held_items(office.laid)
        if at is not None or item.mentee not in office.laid.offers
    }
    effects: list[Effect] = [Schedule(offer(office.program, mentee, when)) for mentee, when in times.items()]
    if times:
        details: Json = {"mentees": len(times), "at": (at or office.now).isoformat()}
        effects += [office.entered("release", details=details), Tend(f"held:{office.program}", "done", office.by)]
    return effects, times


def recall(office: Office) -> tuple[list[Effect], list[Match]]:
    """Call everything back that nobody was shown yet: it is held as before, and each pair keeps that it was so."""
    recalled = [one for one in office.laid.held if one.mentee in office.laid.offers]
    effects: list[Effect] = [
        Unschedule(offer_key(office.program, mentee)) for mentee in sorted({one.mentee for one in recalled})
    ]
    effects += [office.entered("recall", match=one.id) for one in recalled]
    return effects, recalled


def offer(program: str, mentee: int, at: dt.datetime) -> Due:
    """What shows a mentee who was found for them."""
    return Due(offer_key(program, mentee), "offer", mentee, at, subject=program)


def offer_key(program: str, mentee: int) -> str:
    """Its key: there is one for each mentee of a program."""
    return f"offer:{program}:{mentee:x}"


def _given_up(office: Office, pair: Pair, reason: str) -> list[Effect]:
    """The pair is dropped, and what would have shown it to the mentee with it, where nothing else is held for them."""
    effects: list[Effect] = []
    if pair.is_held or reason == "not-now":
        match = office.desk.matches.get(pair.id) or made(pair, office.program, office.now)
        noted: dict[str, Json] = {GIVEN_UP: {"by": office.by or 0}} if pair.is_held else {}
        dropped = replace(
            match, status="dropped", since=office.now, reason=reason, by="coordinator", told={**match.told, **noted}
        )
        effects.append(SaveMatch(dropped))
    drafts = {one.id: one for one in office.laid.drafts}
    if pair.id in drafts:
        effects.append(_draft(office, pair, "refused"))
    left = [one for one in office.laid.held if one.mentee == pair.mentee and one.id != pair.id]
    if pair.is_held and not left:
        effects.append(Unschedule(offer_key(office.program, pair.mentee)))
    return effects


def _draft(office: Office, pair: Pair, status: str) -> SaveDraft:
    light = next(one for one in office.laid.drafts if one.id == pair.id)
    known = replace(light, score=pair.score, points=pair.points, others=pair.others)
    return SaveDraft(replace(known, status=status, by=office.by))

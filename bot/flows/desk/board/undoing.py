"""Taking back what was decided about pairs of a board, for as long as it is not on its way to anyone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.flows.desk.board.moves import Office
from bot.flows.desk.board.pairs import GIVEN_UP, MADE, Standing, instead_of
from bot.matching.rules import Terms
from bot.words.desk import Desk
from bot.words.effects.matches import LetMeet, SaveDraft, SaveMatch
from bot.words.matches import Match
from bot.words.turns import Effect


@dataclass(frozen=True, slots=True)
class InTheWay:
    """Why it cannot be taken back any more, and on whose side that is (0: both)."""

    why: str
    person: int


def put_back(office: Office, terms: Terms, mentee: int, id: int) -> list[Effect] | InTheWay:
    """What this person decided about a pair, and with it about the mentee's others, is as if it had never been: they
    lie on the board as before. [] where there is nothing to take back, or it is on its way to the mentee."""
    if mentee in office.laid.offers:
        return []
    match = office.desk.matches.get(id)
    if match is not None and MADE in match.told:
        return _unmade(office, terms, match)
    if match is not None and GIVEN_UP in match.told:
        return _held_again(office, terms, mentee, [id])
    return _laid_open(office, mentee, id)


def _unmade(office: Office, terms: Terms, match: Match) -> list[Effect] | InTheWay:
    """The pair they chose is none, and what it took the place of is there again."""
    if match.status != "held" or not _is_by(office, match, MADE):
        return []
    before = instead_of(match.told)
    held = _held_again(office, terms, match.mentee, list(before))
    if isinstance(held, InTheWay):
        return held
    opened = [
        SaveDraft(replace(office.desk.drafts[light.id], status="open", by=None))
        for light in office.laid.drafts
        if light.id in before and light.id in office.desk.drafts and light.by == office.by
        if light.status == "refused" and not _was_held(office.desk, light.id)
    ]
    return [SaveMatch(_undone(office, match)), office.entered("undo", match=match.id), *opened, *held]


def _held_again(office: Office, terms: Terms, mentee: int, ids: Sequence[int]) -> list[Effect] | InTheWay:
    """These pairs were held and given up by this person: they are held again, where that is still possible."""
    given_up = [one for one in map(office.desk.matches.get, ids) if one is not None and one.status == "dropped"]
    given_up = [one for one in given_up if _is_by(office, one, GIVEN_UP)]
    here = [one.id for one in office.desk.matches.values() if (one.mentee, one.status) == (mentee, "held")]
    standing, effects = Standing(office.desk, office.program, terms, here), list[Effect]()
    for match in given_up:
        lifted = match.reason == "never" and office.desk.apart.get(_pair(match)) == "coordinator"
        why, person = standing.obstacle(match.mentee, match.mentor, forgiven={"apart"} if lifted else ())
        if why:
            return InTheWay(why, person)
        draft = office.desk.drafts.get(match.id)
        told = {name: value for name, value in match.told.items() if name != GIVEN_UP}
        effects += [
            SaveMatch(replace(match, status="held", since=office.now, reason="", by="", told=told)),
            *([SaveDraft(replace(draft, status="approved"))] if draft is not None else []),
            *([LetMeet(match.mentee, match.mentor)] if lifted else []),
            office.entered("undo", match=match.id),
        ]
    return effects


def _laid_open(office: Office, mentee: int, id: int) -> list[Effect]:
    """What lay open and was approved or refused lies open again; two who were forbidden may meet again."""
    status = next((one.status for one in office.laid.drafts if one.id == id), "")
    effects: list[Effect] = []
    for light in office.laid.drafts:
        draft, match = office.desk.drafts.get(light.id), office.desk.matches.get(light.id)
        is_meant = light.id == id or (status == "approved" and light.status == "approved")
        is_mine = is_meant and light.mentee == mentee and light.by == office.by
        is_mine = is_mine and light.status in {"approved", "refused"}
        if not is_mine or draft is None or (match is not None and match.status not in {"held", "dropped"}):
            continue
        effects.append(SaveDraft(replace(draft, status="open", by=None)))
        if match is not None:
            effects += [SaveMatch(_undone(office, match)), office.entered("undo", match=match.id)]
        elif office.desk.apart.get(_apart(light.mentee, light.mentor)) == "coordinator":
            effects += [LetMeet(light.mentee, light.mentor), office.entered("undo", match=light.id)]
    return effects


def _undone(office: Office, match: Match) -> Match:
    """It counts as if the two had never been put together or refused."""
    return replace(match, status="dropped", since=office.now, reason="undone", by="coordinator")


def _was_held(desk: Desk, id: int) -> bool:
    return id in desk.matches and GIVEN_UP in desk.matches[id].told


def _is_by(office: Office, match: Match, what: str) -> bool:
    told = match.told.get(what)
    return isinstance(told, dict) and told.get("by") == (office.by or 0)


def _pair(match: Match) -> tuple[int, int]:
    return _apart(match.mentee, match.mentor)


def _apart(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)

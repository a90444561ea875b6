"""Wishes that reach beyond one person: about two people, the way they walk, those who run programs, and many at once.

With someone gone there is nothing between them and others to keep.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from bot.words.boards import Board, Brought, Draft
from bot.words.broadcasts import Broadcast
from bot.words.cohorts import Cohort, Question
from bot.words.desk import AuditLine, Invitation, Staff
from bot.words.effects.desk import (
    AnswerBroadcast,
    Arrive,
    Audit,
    JoinCohort,
    LookAfter,
    NoteGuess,
    OpenDoor,
    Raise,
    SaveBroadcast,
    SaveCohort,
    SaveInvitation,
    SaveJoinCode,
    SaveQuestion,
    SaveStaff,
    Settle,
    Tend,
)
from bot.words.effects.matches import (
    DropProposals,
    Enrol,
    KeepApart,
    KeepVersion,
    LayDrafts,
    LeaveOut,
    LetMeet,
    SaveBoard,
    SaveBrought,
    SaveConcern,
    SaveDraft,
    SaveJourney,
    SaveMatch,
)
from bot.words.effects.sending import CancelRelays, NoteRelayed
from bot.words.holdouts import Arm, LeftOut
from bot.words.joining import JoinCode
from bot.words.journeys import Attention, Journey, Version
from bot.words.matches import PROPOSED, Concern, Match, Relayed
from bot.words.messages import Address
from bot.words.turns import Effect
from storage import (
    boards,
    broadcasts,
    brought,
    cohorts,
    concerns,
    doors,
    heeding,
    holdouts,
    invitations,
    joins,
    journeys,
    matches,
    recipients,
    relays,
    staff,
    trail,
)
from storage.transaction import Transaction


@dataclass(slots=True)
class WiderWishes:
    """Wishes that most batches have none of. `gone` are people erased and not begun anew since."""

    now: dt.datetime
    gone: set[int]
    matches: dict[int, Match] = field(default_factory=dict)
    drops: list[DropProposals] = field(default_factory=list)
    apart: dict[tuple[int, int], str] = field(default_factory=dict)
    relayed: dict[int, Relayed] = field(default_factory=dict)
    silenced: set[tuple[int, int]] = field(default_factory=set)
    concerns: dict[int, Concern] = field(default_factory=dict)
    quotes: dict[int, int] = field(default_factory=dict)
    journeys: dict[int, Journey] = field(default_factory=dict)
    versions: dict[str, Version] = field(default_factory=dict)
    arms: list[Arm] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    raised: dict[str, Attention] = field(default_factory=dict)
    settled: set[str] = field(default_factory=set)
    tended: dict[str, Tend] = field(default_factory=dict)
    staff: dict[tuple[int, str], Staff] = field(default_factory=dict)
    invitations: dict[int, tuple[Invitation, str]] = field(default_factory=dict)
    doors: dict[int, OpenDoor] = field(default_factory=dict)
    join_codes: dict[int, JoinCode] = field(default_factory=dict)
    arrivals: set[tuple[int, int]] = field(default_factory=set)
    guesses: list[Address] = field(default_factory=list)
    caseload: dict[int, int | None] = field(default_factory=dict)
    audit: list[AuditLine] = field(default_factory=list)
    broadcasts: dict[int, Broadcast] = field(default_factory=dict)
    answers: dict[tuple[int, int], int] = field(default_factory=dict)
    boards: dict[str, Board] = field(default_factory=dict)
    laid: dict[str, tuple[Draft, ...]] = field(default_factory=dict)
    drafts: dict[int, Draft] = field(default_factory=dict)
    brought: dict[int, Brought] = field(default_factory=dict)
    may_meet: set[tuple[int, int]] = field(default_factory=set)
    cohorts: dict[int, Cohort] = field(default_factory=dict)
    in_cohorts: dict[tuple[int, int], bool] = field(default_factory=dict)
    questions: dict[int, tuple[Question, Address | None]] = field(default_factory=dict)

    def wish(self, effect: Effect) -> None:
        """Take in one more."""
        _wish_together(self, effect)

    def keep(self, tx: Transaction, now: dt.datetime) -> None:
        """Write them all, kind by kind; words to be taken back (`silenced`) are left to the outbox."""
        matches.drop_proposals(tx, self.drops, now)
        matches.keep_matches(tx, self.matches.values())
        boards.let_meet(tx, self.may_meet)
        matches.keep_apart(tx, self.apart)
        relays.note(tx, self.relayed.values())
        holdouts.enrol(tx, self.arms)
        holdouts.note_left_out(tx, self.left_out)
        concerns.keep_concerns(tx, self.concerns, self.quotes, now)
        journeys.keep_versions(tx, self.versions.values())
        journeys.keep_journeys(tx, self.journeys.values(), now, someone_gone=bool(tx.erased))
        journeys.settle_attention(tx, self.settled, now)
        journeys.raise_attention(tx, self.raised.values(), now, someone_gone=bool(tx.erased))
        journeys.tend(tx, self.tended, now)
        staff.keep_staff(tx, self.staff.values())
        doors.close(tx, [one.person for one in self.staff.values() if one.ended])
        invitations.keep_invitations(tx, self.invitations)
        for door in self.doors.values():
            doors.keep_link(tx, door.person, door.code, door.until, now)
        joins.keep(tx, self.join_codes.values())
        joins.arrive(tx, self.arrivals)
        for address in self.guesses:
            invitations.note_guesses(tx, [address], now)
        staff.keep_caseload(tx, self.caseload)
        trail.append_audit(tx, self.audit)
        boards.keep_boards(tx, self.boards.values())
        for program, laid in self.laid.items():
            boards.lay(tx, program, laid)
        boards.keep_drafts(tx, self.drafts.values())
        brought.keep(tx, self.brought.values())
        cohorts.keep(tx, self.cohorts.values())
        cohorts.join(tx, self.in_cohorts, now)
        cohorts.keep_questions(tx, self.questions.values())
        broadcasts.keep(tx, self.broadcasts.values())
        heeding.answer(tx, self.answers)
        for one in self.broadcasts.values():
            if one.status not in {"draft", "running"}:
                recipients.settle(tx, one.id, now, stopped=True)

    def forget(self, person: int) -> None:
        """Take back everything wished so far for this person."""
        self.staff = {key: one for key, one in self.staff.items() if one.person != person}
        self.doors.pop(person, None)
        self.in_cohorts = {key: is_in for key, is_in in self.in_cohorts.items() if key[1] != person}
        self.arrivals = {(code, came) for code, came in self.arrivals if came != person}
        self.caseload = {match: owner for match, owner in self.caseload.items() if owner != person}
        self.apart = {pair: reason for pair, reason in self.apart.items() if person not in pair}
        self.drafts = {id: kept for id, kept in self.drafts.items() if person not in (kept.mentee, kept.mentor)}
        self.relayed = {id: relayed for id, relayed in self.relayed.items() if relayed.sender != person}
        gone_with = {id for id, kept in self.matches.items() if person in (kept.mentee, kept.mentor)}
        self.raised = {
            key: kept for key, kept in self.raised.items() if kept.person != person and kept.match not in gone_with
        }
        self.brought = {id: kept for id, kept in self.brought.items() if kept.by != person}
        self.matches = {id: kept for id, kept in self.matches.items() if id not in gone_with}
        self.concerns = {id: _unnamed(concern, {person}) for id, concern in self.concerns.items()}


def _wish_together(wishes: WiderWishes, effect: Effect) -> None:  # noqa: C901 (one line an effect)
    """The wishes about two people; with someone gone there is nothing between them to keep."""
    gone = wishes.gone
    match effect:
        case SaveMatch(match):
            if not gone.intersection((match.mentee, match.mentor)):
                wishes.matches[match.id] = match
        case DropProposals():
            _drop(wishes, effect)
        case KeepApart(one, other, reason):
            if not gone.intersection((one, other)):
                wishes.apart[min(one, other), max(one, other)] = reason
        case NoteRelayed(relayed):
            if relayed.sender not in gone:
                wishes.relayed[relayed.delivery] = relayed
        case CancelRelays(match, sender):
            wishes.silenced.add((match, sender))
        case SaveConcern(concern, quote):
            wishes.concerns[concern.id] = _unnamed(concern, gone)
            if quote is not None:
                wishes.quotes[concern.id] = quote
        case _:
            _wish_along(wishes, effect)


def _wish_along(wishes: WiderWishes, effect: Effect) -> None:
    """The wishes about the way two people walk, and about what needs a human."""
    match effect:
        case SaveJourney(journey):
            wishes.journeys[journey.id] = journey
        case Enrol(arm):
            wishes.arms.append(arm)
        case LeaveOut(left_out):
            wishes.left_out.append(left_out)
        case KeepVersion(version):
            wishes.versions.setdefault(version.hash, version)
        case Raise(attention):
            if attention.person not in wishes.gone:
                wishes.raised[attention.key] = attention
                wishes.settled.discard(attention.key)
        case Settle(key):
            if key in wishes.raised and wishes.raised[key].status == "open":
                wishes.raised[key] = replace(wishes.raised[key], status="gone")
            else:
                wishes.settled.add(key)
        case _:
            _wish_for_staff(wishes, effect)


def _wish_for_staff(wishes: WiderWishes, effect: Effect) -> None:
    """The wishes of those who run programs."""
    match effect:
        case Tend(key):
            wishes.tended[key] = effect
        case SaveStaff(one):
            if one.person not in wishes.gone:
                wishes.staff[one.person, one.program] = one
        case SaveInvitation(invitation, code):
            _, known = wishes.invitations.get(invitation.id, (invitation, ""))
            wishes.invitations[invitation.id] = (invitation, code or known)
        case NoteGuess(address):
            wishes.guesses.append(address)
        case LookAfter(match, owner):
            if owner not in wishes.gone:
                wishes.caseload[match] = owner
        case Audit(line):
            wishes.audit.append(line)
        case _:
            _wish_for_many(wishes, effect)


def _wish_for_many(wishes: WiderWishes, effect: Effect) -> None:
    """The wishes about broadcasts, join codes and the dashboard."""
    match effect:
        case SaveBroadcast(broadcast):
            wishes.broadcasts[broadcast.id] = broadcast
        case SaveJoinCode(code):
            wishes.join_codes[code.id] = code
        case Arrive(code, person):
            if person not in wishes.gone:
                wishes.arrivals.add((code, person))
        case OpenDoor(person):
            if person not in wishes.gone:
                wishes.doors[person] = effect
        case AnswerBroadcast(broadcast, person, choice):
            if person not in wishes.gone:
                wishes.answers[broadcast, person] = choice
        case _:
            _wish_for_boards(wishes, effect)


def _wish_for_boards(wishes: WiderWishes, effect: Effect) -> None:
    """The wishes about matching boards."""
    match effect:
        case SaveBoard(board):
            wishes.boards[board.program] = board
        case LayDrafts(program, drafts):
            wishes.laid[program] = drafts
        case SaveDraft(draft):
            if not wishes.gone.intersection((draft.mentee, draft.mentor)):
                wishes.drafts[draft.id] = draft
        case SaveBrought(kept):
            if kept.by not in wishes.gone:
                wishes.brought[kept.id] = kept
        case LetMeet(one, other):
            pair = min(one, other), max(one, other)
            wishes.apart.pop(pair, None)
            wishes.may_meet.add(pair)
        case _:
            _wish_for_cohorts(wishes, effect)


def _wish_for_cohorts(wishes: WiderWishes, effect: Effect) -> None:
    """The wishes about volunteers who train together."""
    match effect:
        case SaveCohort(cohort):
            wishes.cohorts[cohort.id] = cohort
        case JoinCohort(cohort, person, joins):
            if person not in wishes.gone:
                wishes.in_cohorts[cohort, person] = joins
        case SaveQuestion(question, asker):
            _, known = wishes.questions.get(question.id, (question, None))
            wishes.questions[question.id] = (question, asker or known)


def _drop(wishes: WiderWishes, drop: DropProposals) -> None:
    """What is kept already is dropped by statement, before anything wished; what was wished so far, here."""
    wishes.drops.append(drop)
    for id, match in wishes.matches.items():
        is_meant = (match.mentee, match.program) == (drop.mentee, drop.program) and id != drop.but
        if is_meant and match.status in PROPOSED:
            wishes.matches[id] = replace(match, status="dropped", since=wishes.now, reason=drop.reason, by="system")


def _unnamed(concern: Concern, gone: Collection[int]) -> Concern:
    """The concern, naming nobody who is gone."""
    return replace(
        concern,
        reporter=0 if concern.reporter in gone else concern.reporter,
        about=None if concern.about in gone else concern.about,
        owner=None if concern.owner in gone else concern.owner,
    )

"""Gathers the wishes of a batch of turns and carries them out in a few wide statements.

Wishes of different kinds do not touch one another, so they are written kind by kind, the last of each row winning.
Only erasure reaches across: it takes back what was wished before it for that person, and is carried out first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from bot.words import turns
from bot.words.boards import Board, Draft
from bot.words.broadcasts import Broadcast
from bot.words.desk import AuditLine, Invitation, Staff
from bot.words.holdouts import Arm, LeftOut
from bot.words.joining import JoinCode
from bot.words.journeys import Attention, Journey, Version
from bot.words.matches import PROPOSED, Concern, Match, Relayed
from bot.words.messages import Address
from bot.words.people import Consent, Due, Membership, Person, Run
from bot.words.turns import DropProposals, Effect, OpenDoor, SaveAddress, Tend
from storage import (
    boards,
    broadcasts,
    concerns,
    doors,
    due,
    erasure,
    holdouts,
    joins,
    journeys,
    matches,
    outbox,
    people,
    relays,
    staff,
    zones,
)
from storage.transaction import Transaction


@dataclass(slots=True)
class _Wishes:
    now: dt.datetime
    people: dict[int, Person] = field(default_factory=dict)
    addresses: dict[bytes, SaveAddress] = field(default_factory=dict)
    runs: dict[int, Run] = field(default_factory=dict)
    memberships: dict[tuple[int, str, str], Membership] = field(default_factory=dict)
    consents: list[Consent] = field(default_factory=list)
    refusals: dict[bytes, dt.date | None] = field(default_factory=dict)
    schedule: dict[str, Due | None] = field(default_factory=dict)
    moved: dict[int, str] = field(default_factory=dict)
    cancelled: set[bytes] = field(default_factory=set)
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
    may_meet: set[tuple[int, int]] = field(default_factory=set)
    erased: set[int] = field(default_factory=set)
    erased_lanes: set[bytes] = field(default_factory=set)
    # Erased and not begun anew since: nothing more can be kept of them.
    gone: set[int] = field(default_factory=set)


def carry_out(tx: Transaction, effects: Sequence[Effect], now: dt.datetime) -> None:
    """Write what was wished, but for Queue and WipeInbound, which the outbox and the inbox take."""
    wishes = _Wishes(now)
    for effect in effects:
        _wish(tx, wishes, effect)
    if wishes.erased:
        erasure.erase(tx, wishes.erased, wishes.erased_lanes, now)
    people.keep_people(tx, wishes.people.values())
    people.keep_addresses(tx, wishes.addresses, now)
    people.keep_runs(tx, wishes.runs.values())
    people.keep_memberships(tx, wishes.memberships.values())
    people.keep_consents(tx, wishes.consents)
    people.keep_refusals(tx, wishes.refusals)
    due.keep_schedule(tx, wishes.schedule)
    zones.move(tx, wishes.moved)
    matches.drop_proposals(tx, wishes.drops, now)
    matches.keep_matches(tx, wishes.matches.values())
    boards.let_meet(tx, wishes.may_meet)
    matches.keep_apart(tx, wishes.apart)
    relays.note(tx, wishes.relayed.values())
    holdouts.enrol(tx, wishes.arms)
    holdouts.note_left_out(tx, wishes.left_out)
    concerns.keep_concerns(tx, wishes.concerns, wishes.quotes, now)
    journeys.keep_versions(tx, wishes.versions.values())
    journeys.keep_journeys(tx, wishes.journeys.values(), now, someone_gone=bool(tx.erased))
    journeys.settle_attention(tx, wishes.settled, now)
    journeys.raise_attention(tx, wishes.raised.values(), now, someone_gone=bool(tx.erased))
    journeys.tend(tx, wishes.tended, now)
    staff.keep_staff(tx, wishes.staff.values())
    doors.close(tx, [one.person for one in wishes.staff.values() if one.ended])
    staff.keep_invitations(tx, wishes.invitations)
    for door in wishes.doors.values():
        doors.keep_link(tx, door.person, door.code, door.until, now)
    joins.keep(tx, wishes.join_codes.values())
    joins.arrive(tx, wishes.arrivals)
    for address in wishes.guesses:
        staff.note_guesses(tx, [address], now)
    staff.keep_caseload(tx, wishes.caseload)
    staff.append_audit(tx, wishes.audit)
    boards.keep_boards(tx, wishes.boards.values())
    for program, laid in wishes.laid.items():
        boards.lay(tx, program, laid)
    boards.keep_drafts(tx, wishes.drafts.values())
    broadcasts.keep(tx, wishes.broadcasts.values())
    broadcasts.answer(tx, wishes.answers)
    for one in wishes.broadcasts.values():
        if one.status not in {"draft", "running"}:
            broadcasts.settle(tx, one.id, now, stopped=True)
    outbox.cancel(tx, wishes.cancelled, now)
    outbox.cancel_relays(tx, wishes.silenced, now)


def _wish(tx: Transaction, wishes: _Wishes, effect: Effect) -> None:  # noqa: C901, PLR0912 (one line an effect)
    match effect:
        case turns.SaveRun(run):
            if run.person not in wishes.gone:
                wishes.runs[run.id] = run
        case turns.SavePerson(person):
            wishes.gone.discard(person.id)
            wishes.people[person.id] = person
        case turns.SaveAddress(address, person):
            if person not in wishes.gone:
                wishes.addresses[tx.lane(address)] = effect
        case turns.SaveMembership(membership):
            if membership.person not in wishes.gone:
                wishes.memberships[membership.person, membership.program, membership.role] = membership
        case turns.RecordConsent(consent):
            if consent.person not in wishes.gone:
                wishes.consents.append(consent)
        case turns.RefuseAge(address, lift):
            wishes.refusals[tx.lane(address)] = lift
        case turns.LiftRefusal(address):
            wishes.refusals[tx.lane(address)] = None
        case turns.Schedule(scheduled):
            if scheduled.person not in wishes.gone:
                wishes.schedule[scheduled.key] = scheduled
        case turns.Unschedule(key):
            wishes.schedule[key] = None
        case turns.MoveTo(person, zone):
            wishes.moved[person] = zone
        case turns.CancelQueued(address):
            wishes.cancelled.add(tx.lane(address))
        case turns.Erase(person):
            _forget(wishes, person)
        case turns.Queue() | turns.WipeInbound():
            pass
        case _:
            _wish_together(wishes, effect)


def _wish_together(wishes: _Wishes, effect: Effect) -> None:  # noqa: C901 (one line an effect)
    """The wishes about two people; with someone gone there is nothing between them to keep."""
    gone = wishes.gone
    match effect:
        case turns.SaveMatch(match):
            if not gone.intersection((match.mentee, match.mentor)):
                wishes.matches[match.id] = match
        case turns.DropProposals():
            _drop(wishes, effect)
        case turns.KeepApart(one, other, reason):
            if not gone.intersection((one, other)):
                wishes.apart[min(one, other), max(one, other)] = reason
        case turns.NoteRelayed(relayed):
            if relayed.sender not in gone:
                wishes.relayed[relayed.delivery] = relayed
        case turns.CancelRelays(match, sender):
            wishes.silenced.add((match, sender))
        case turns.SaveConcern(concern, quote):
            wishes.concerns[concern.id] = _unnamed(concern, gone)
            if quote is not None:
                wishes.quotes[concern.id] = quote
        case _:
            _wish_along(wishes, effect)


def _wish_along(wishes: _Wishes, effect: Effect) -> None:
    """The wishes about the way two people walk, and about what needs a human."""
    match effect:
        case turns.SaveJourney(journey):
            wishes.journeys[journey.id] = journey
        case turns.Enrol(arm):
            wishes.arms.append(arm)
        case turns.LeaveOut(left_out):
            wishes.left_out.append(left_out)
        case turns.KeepVersion(version):
            wishes.versions.setdefault(version.hash, version)
        case turns.Raise(attention):
            if attention.person not in wishes.gone:
                wishes.raised[attention.key] = attention
                wishes.settled.discard(attention.key)
        case turns.Settle(key):
            if key in wishes.raised and wishes.raised[key].status == "open":
                wishes.raised[key] = replace(wishes.raised[key], status="gone")
            else:
                wishes.settled.add(key)
        case _:
            _wish_for_staff(wishes, effect)


def _wish_for_staff(wishes: _Wishes, effect: Effect) -> None:
    """The wishes of those who run programs."""
    match effect:
        case turns.Tend(key):
            wishes.tended[key] = effect
        case turns.SaveStaff(one):
            if one.person not in wishes.gone:
                wishes.staff[one.person, one.program] = one
        case turns.SaveInvitation(invitation, code):
            _, known = wishes.invitations.get(invitation.id, (invitation, ""))
            wishes.invitations[invitation.id] = (invitation, code or known)
        case turns.NoteGuess(address):
            wishes.guesses.append(address)
        case turns.LookAfter(match, owner):
            if owner not in wishes.gone:
                wishes.caseload[match] = owner
        case turns.Audit(line):
            wishes.audit.append(line)
        case _:
            _wish_for_many(wishes, effect)


def _wish_for_many(wishes: _Wishes, effect: Effect) -> None:
    """The wishes about broadcasts, join codes and the dashboard."""
    match effect:
        case turns.SaveBroadcast(broadcast):
            wishes.broadcasts[broadcast.id] = broadcast
        case turns.SaveJoinCode(code):
            wishes.join_codes[code.id] = code
        case turns.Arrive(code, person):
            if person not in wishes.gone:
                wishes.arrivals.add((code, person))
        case turns.OpenDoor(person):
            if person not in wishes.gone:
                wishes.doors[person] = effect
        case turns.AnswerBroadcast(broadcast, person, choice):
            if person not in wishes.gone:
                wishes.answers[broadcast, person] = choice
        case _:
            _wish_for_boards(wishes, effect)


def _wish_for_boards(wishes: _Wishes, effect: Effect) -> None:
    """The wishes about matching boards."""
    match effect:
        case turns.SaveBoard(board):
            wishes.boards[board.program] = board
        case turns.LayDrafts(program, drafts):
            wishes.laid[program] = drafts
        case turns.SaveDraft(draft):
            if not wishes.gone.intersection((draft.mentee, draft.mentor)):
                wishes.drafts[draft.id] = draft
        case turns.LetMeet(one, other):
            pair = min(one, other), max(one, other)
            wishes.apart.pop(pair, None)
            wishes.may_meet.add(pair)


def _drop(wishes: _Wishes, drop: DropProposals) -> None:
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


def _forget(wishes: _Wishes, person: int) -> None:
    """Take back everything wished so far for this person."""
    wishes.erased.add(person)
    wishes.gone.add(person)
    wishes.people.pop(person, None)
    wishes.erased_lanes |= {lane for lane, wish in wishes.addresses.items() if wish.person == person}
    wishes.addresses = {lane: wish for lane, wish in wishes.addresses.items() if wish.person != person}
    wishes.runs = {id: run for id, run in wishes.runs.items() if run.person != person}
    wishes.memberships = {key: kept for key, kept in wishes.memberships.items() if kept.person != person}
    wishes.staff = {key: one for key, one in wishes.staff.items() if one.person != person}
    wishes.doors.pop(person, None)
    wishes.arrivals = {(code, came) for code, came in wishes.arrivals if came != person}
    wishes.caseload = {match: owner for match, owner in wishes.caseload.items() if owner != person}
    wishes.consents = [consent for consent in wishes.consents if consent.person != person]
    wishes.schedule = {key: kept for key, kept in wishes.schedule.items() if kept is None or kept.person != person}
    wishes.apart = {pair: reason for pair, reason in wishes.apart.items() if person not in pair}
    wishes.drafts = {id: kept for id, kept in wishes.drafts.items() if person not in (kept.mentee, kept.mentor)}
    wishes.relayed = {id: relayed for id, relayed in wishes.relayed.items() if relayed.sender != person}
    gone_with = {id for id, kept in wishes.matches.items() if person in (kept.mentee, kept.mentor)}
    wishes.raised = {
        key: kept for key, kept in wishes.raised.items() if kept.person != person and kept.match not in gone_with
    }
    wishes.matches = {id: kept for id, kept in wishes.matches.items() if id not in gone_with}
    wishes.concerns = {id: _unnamed(concern, {person}) for id, concern in wishes.concerns.items()}

"""Wishes of those who run programs: rights, invitations and other ways in, whom they look after, the trail."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from bot.words.desk import AuditLine, Invitation, Staff
from bot.words.effects.desk import (
    Arrive,
    Audit,
    LookAfter,
    NoteGuess,
    OpenDoor,
    SaveInvitation,
    SaveJoinCode,
    SaveStaff,
)
from bot.words.joining import JoinCode
from bot.words.messages import Address
from bot.words.turns import Effect
from storage import doors, invitations, joins, staff, trail
from storage.transaction import Transaction


@dataclass(slots=True)
class StaffWishes:
    """Rights, the ways to get them, links to the dashboard, codes to join by, cases, and what was done."""

    gone: set[int]
    staff: dict[tuple[int, str], Staff] = field(default_factory=dict)
    invitations: dict[int, tuple[Invitation, str]] = field(default_factory=dict)
    doors: dict[int, OpenDoor] = field(default_factory=dict)
    join_codes: dict[int, JoinCode] = field(default_factory=dict)
    arrivals: set[tuple[int, int]] = field(default_factory=set)
    guesses: list[Address] = field(default_factory=list)
    caseload: dict[int, int | None] = field(default_factory=dict)
    audit: list[AuditLine] = field(default_factory=list)

    def wish(self, effect: Effect) -> bool:  # noqa: C901, PLR0912 - one line an effect
        """Take in one more; False where it is about something else."""
        match effect:
            case SaveStaff(one):
                if one.person not in self.gone:
                    self.staff[one.person, one.program] = one
            case SaveInvitation(invitation, code):
                _, known = self.invitations.get(invitation.id, (invitation, ""))
                self.invitations[invitation.id] = (invitation, code or known)
            case OpenDoor(person):
                if person not in self.gone:
                    self.doors[person] = effect
            case SaveJoinCode(code):
                self.join_codes[code.id] = code
            case Arrive(code, person):
                if person not in self.gone:
                    self.arrivals.add((code, person))
            case NoteGuess(address):
                self.guesses.append(address)
            case LookAfter(match, owner):
                if owner not in self.gone:
                    self.caseload[match] = owner
            case Audit(line):
                self.audit.append(line)
            case _:
                return False
        return True

    def keep(self, tx: Transaction, now: dt.datetime) -> None:
        """Write them. Whose rights end finds the doors closed."""
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

    def forget(self, person: int) -> None:
        """Take back what was wished so far for this person; what was done stays in the trail."""
        self.staff = {key: one for key, one in self.staff.items() if one.person != person}
        self.doors.pop(person, None)
        self.arrivals = {(code, came) for code, came in self.arrivals if came != person}
        self.caseload = {match: owner for match, owner in self.caseload.items() if owner != person}

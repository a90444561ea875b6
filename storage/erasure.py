"""Erases a person: everything told, every address, every text to and from them; nothing that leads back stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from sqlalchemy import BindParameter, Column, Update, bindparam, case, delete, literal, or_, select, update

from bot.words.matches import TOGETHER
from storage import asked, boards, brought, cohorts, forgetting, joins
from storage.doors import doors
from storage.moments import stamp
from storage.schema import (
    OVER,
    addresses,
    among,
    apart,
    attention,
    caseload,
    concerns,
    consents,
    due,
    guesses,
    inbox,
    journeys,
    matches,
    memberships,
    outbox,
    people,
    relays,
    runs,
    staff,
)
from storage.tallies import tallies
from storage.transaction import Transaction, lists

_people: BindParameter[Any] = bindparam("people", expanding=True)
_lanes: BindParameter[Any] = bindparam("lanes", expanding=True)
_LANES = select(addresses.c.lane).where(addresses.c.person.in_(_people))
_BY_PERSON = tuple(
    delete(table).where(table.c.person.in_(_people))
    for table in (outbox, due, consents, memberships, runs, staff, addresses, doors)
)
_theirs = select(matches.c.id).where(or_(matches.c.mentee.in_(_people), matches.c.mentor.in_(_people)))
_ALONG = (
    # Their words on the way to others, and what they answered and were answered.
    delete(outbox).where(outbox.c.match.in_(_theirs), outbox.c.sender.in_(_people)),
    delete(relays).where(relays.c.match.in_(_theirs)),
    delete(tallies).where(tallies.c.kind == literal("heard"), tallies.c.of.in_(_people)),
    delete(tallies).where(tallies.c.kind != literal("heard"), tallies.c.of.in_(_theirs)),
    # Nobody walks any more; that there was a journey, when it began and on which track, is for the counters.
    update(journeys).where(journeys.c.id.in_(_theirs)).values(status="ended", told=None),
    delete(attention).where(or_(attention.c.person.in_(_people), attention.c.match.in_(_theirs))),
    update(attention)
    .where(attention.c.owner.in_(_people))
    .values(owner=None, status=case((attention.c.status == "taken", "open"), else_=attention.c.status)),
    delete(caseload).where(caseload.c.owner.in_(_people)),
    delete(apart).where(or_(apart.c.one.in_(_people), apart.c.other.in_(_people))),
    # What was reported stays sealed, for the safety of the others; it names nobody who is gone.
    *(
        update(concerns).where(column.in_(_people)).values({column: None})
        for column in (concerns.c.reporter, concerns.c.about, concerns.c.owner)
    ),
)
_PEOPLE = delete(people).where(people.c.id.in_(_people))
_GUESSES = delete(guesses).where(guesses.c.lane.in_(_lanes))
# Their own rows go by person. What is left at the address went to nobody we knew, or is still on its way: both have an
# index, the address alone has none.
_OUTBOX = tuple(
    delete(outbox).where(outbox.c.lane.in_(_lanes), column.is_(None)) for column in (outbox.c.person, outbox.c.done_at)
)
# The digest stays, so that a copy of an old message is still recognised as a copy.
_INBOX = update(inbox).where(inbox.c.lane.in_(_lanes)).values(payload=None, person=None, lane=None)


def _leave(side: Column[Any], by: str) -> Update:
    """A match one side of which is erased is over, and stays for the counters' sake only."""
    is_over = among(matches.c.status, OVER)
    return (
        update(matches)
        .where(side.in_(_people))
        .values(
            {
                side: None,
                "live": 0,
                "told": None,
                "status": case(
                    (is_over, matches.c.status), (among(matches.c.status, TOGETHER), "ended"), else_="dropped"
                ),
                "since": case((is_over, matches.c.since), else_=bindparam("now")),
                "reason": case((is_over, matches.c.reason), else_=literal("left")),
                "by": case((is_over, matches.c.by), else_=literal(by)),
            }
        )
    )


_LEAVE = (_leave(matches.c.mentee, "mentee"), _leave(matches.c.mentor, "mentor"))


def erase(tx: Transaction, persons: Collection[int], more_lanes: Collection[bytes], now: dt.datetime) -> None:
    """Remove these people, and what went to and came from their addresses and `more_lanes`.

    A match of theirs ends (or is dropped) with reason "left" by that side, and keeps neither their id nor any words.
    """
    gone = set(more_lanes)
    for ids in lists(sorted(persons)):
        gone.update(row[0] for row in tx.rows(_LANES, {"people": ids}))
        for statement in _ALONG:
            tx.changed(statement, {"people": ids})
        joins.erase(tx, ids)
        forgetting.erase(tx, ids, now)
        boards.erase(tx, ids)
        brought.erase(tx, ids)
        cohorts.erase(tx, ids)
        for statement in _LEAVE:
            tx.changed(statement, {"people": ids, "now": stamp(now)})
        for statement in (*_BY_PERSON, _PEOPLE):
            tx.changed(statement, {"people": ids})
    for lanes in lists(sorted(gone)):
        tx.changed(_GUESSES, {"lanes": lanes})
        asked.forget_asked(tx, lanes)
        for statement in _OUTBOX:
            tx.changed(statement, {"lanes": lanes})
        tx.changed(_INBOX, {"lanes": lanes})
    tx.erased.update(persons)
    tx.erased_lanes |= gone

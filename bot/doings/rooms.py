"""What became of deliveries to rooms: a room that was made, a prompt that stands there, one that nothing reaches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from bot.words.cohorts import Cohort, work_on
from bot.words.desk import Look
from bot.words.effects.desk import SaveCohort
from bot.words.effects.sending import Schedule
from bot.words.messages import Address, Delivery, InviteInto, Json, OpenRoom, RoomLink
from bot.words.ports import GaveUp, Moved, Outcome, Sent, Session
from bot.words.turns import Effect, Scene

NOBODY = Scene(Address("", ""))
HARMLESS = frozenset({"cancelled", "nothing-to-edit"})


def of_rooms(outcomes: Sequence[Outcome], session: Session, now: dt.datetime) -> list[Effect]:
    """What is kept of these outcomes of cohorts, and what is to be done about them at once."""
    mine = [one for one in outcomes if type(one) in {Sent, GaveUp, Moved} and _may_be_rooms(one.delivery)]
    if not mine:
        return []
    kept: dict[int, Cohort] = {}
    todo: list[Effect] = []
    for outcome in mine:
        for cohort in _cohorts(session, outcome.delivery, now):
            before = kept.get(cohort.id, cohort)
            after, what = _after(before, outcome)
            if after != before:
                kept[cohort.id] = after
            if what:
                todo.append(Schedule(work_on(cohort.id, what, now)))
    return [*map(SaveCohort, kept.values()), *todo]


def _may_be_rooms(delivery: Delivery) -> bool:
    """Rooms are nobody's address; of strangers nothing is kept once it is sent."""
    is_alone = delivery.person is None and delivery.relay is None and delivery.broadcast is None
    return is_alone and not delivery.burn


def _cohorts(session: Session, delivery: Delivery, now: dt.datetime) -> list[Cohort]:
    if isinstance(delivery.content, OpenRoom | RoomLink):
        return [one.cohort for one in session.desk(Look(cohort=delivery.content.cohort), NOBODY, now).cohorts]
    return session.rooms([delivery.address]).get(delivery.address, [])


def _after(cohort: Cohort, outcome: Outcome) -> tuple[Cohort, str]:  # noqa: PLR0911 - one line a kind
    """The cohort after this, and what is to be done."""
    match outcome:
        case Moved(new=new):
            return (replace(cohort, room=new) if cohort.room == outcome.delivery.address else cohort), ""
        case Sent(delivery=Delivery(content=OpenRoom()), ref=ref):
            if cohort.status == "ended" or cohort.room is not None:
                return cohort, ""
            room = Address(cohort.channel, ref)
            return replace(cohort, status="open", room=room, code="", trouble=""), "made"
        case Sent(delivery=Delivery(content=RoomLink()), ref=ref):
            return (replace(cohort, link=ref), "linked") if ref else (cohort, "")
        case Sent(delivery=Delivery(content=InviteInto())):
            return cohort, ""
        case Sent(delivery=delivery, ref=ref):
            return replace(cohort, trouble="", prompts=_standing(cohort, delivery, ref)), ""
        case GaveUp(reason=reason) if reason not in HARMLESS:
            return _failed(cohort, outcome.delivery, reason)
    return cohort, ""


def _standing(cohort: Cohort, delivery: Delivery, ref: str) -> dict[str, Json]:
    """The prompts, with the reference of the one that stands in the room now: answers to it are questions."""
    return {
        key: {**told, "ref": ref} if isinstance(told, dict) and _is(told, delivery) else told
        for key, told in cohort.prompts.items()
    }


def _is(told: Json, delivery: Delivery) -> bool:
    """Whether this is what is kept of a prompt that went out as this delivery."""
    return isinstance(told, dict) and told.get("delivery") == delivery.id


def _failed(cohort: Cohort, delivery: Delivery, reason: str) -> tuple[Cohort, str]:
    match delivery.content:
        case RoomLink():
            return cohort, "no-link"
        case InviteInto() if reason == "rejected":
            return cohort, "uninvited"
    is_code = isinstance(delivery.content, OpenRoom) and cohort.code  # it can be written again
    status = "waiting" if is_code else cohort.status
    # A prompt that did not get there is sent once it can be, as long as it makes sense.
    prompts = {key: told for key, told in cohort.prompts.items() if not _is(told, delivery)}
    return replace(cohort, trouble=reason, status=status, prompts=prompts), ("" if cohort.trouble else "trouble")

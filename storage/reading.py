"""Reads rows back into the words: people, their runs and memberships."""

from __future__ import annotations

from typing import Any

from bot.words.people import Adult, Membership, Person, Run
from storage.codec import read_profile, read_told
from storage.moments import moment, moment_or_none
from storage.schema import memberships, people, runs
from storage.transaction import Transaction

PERSON = (
    people.c.id,
    people.c.created_at,
    people.c.name,
    people.c.language,
    people.c.zone,
    people.c.adult_at,
    people.c.adult_wording,
    people.c.active,
)
RUN = (
    runs.c.id,
    runs.c.flow,
    runs.c.variant,
    runs.c.version,
    runs.c.open,
    runs.c.asked,
    runs.c.misses,
    runs.c.started_at,
    runs.c.touched_at,
    runs.c.told,
)
MEMBERSHIP = (
    memberships.c.id,
    memberships.c.program,
    memberships.c.role,
    memberships.c.status,
    memberships.c.since,
    memberships.c.profile,
)


def read_person(tx: Transaction, row: tuple[Any, ...]) -> Person:
    """A person, from the columns of `PERSON`."""
    id, created_at, name, language, zone, adult_at, adult_wording, active = row
    return Person(
        id=id,
        created_at=moment(created_at),
        name="" if name is None else tx.sealer.open(name, f"person:{id}"),
        language=language,
        zone=zone,
        adult=None if adult_at is None else Adult(moment(adult_at), adult_wording),
        active=bool(active),
    )


def read_run(tx: Transaction, person: int, row: tuple[Any, ...]) -> Run:
    """A run of this person, from the columns of `RUN`."""
    id, flow, variant, version, open, asked, misses, started_at, touched_at, told = row
    return Run(
        id=id,
        person=person,
        flow=flow,
        variant=variant,
        version=version,
        open=open,
        asked=asked,
        misses=misses,
        started_at=moment_or_none(started_at),
        touched_at=moment_or_none(touched_at),
        **read_told(tx.sealer.open(told, f"run:{id}")),
    )


def read_membership(tx: Transaction, person: int, row: tuple[Any, ...]) -> Membership:
    """A membership of this person, from the columns of `MEMBERSHIP`."""
    id, program, role, status, since, sealed = row
    profile, record = read_profile(tx.sealer.open(sealed, f"membership:{id}"))
    return Membership(
        id=id,
        person=person,
        program=program,
        role=role,
        status=status,
        profile=profile,
        since=moment(since),
        record=record,
    )

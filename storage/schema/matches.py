"""The tables about matches: who walks with whom or never may, and how far through which version of a program."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Double, ForeignKey, Index, Integer, Table, Text, literal_column

from storage.schema.columns import Sealed, Whole, among, metadata, partial, person_column

OVER = ("ended", "dropped")
"""Statuses of a match that is no more."""

matches = Table(
    "matches",
    metadata,
    Column("id", Whole, primary_key=True, autoincrement=False),
    Column("program", Text, nullable=False),
    # Empty once they were erased.
    person_column("mentee", nullable=True),
    person_column("mentor", nullable=True),
    Column("status", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("score", Double, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    # Whether it stands in the scenes of its two people: not once it was dropped, nor long after it ended.
    Column("live", Integer, nullable=False),
    Column("told", Sealed),
    # All rows, not the live ones alone: erasing a person has to find the old ones too.
    Index(None, "mentee", "live"),
    Index(None, "mentor", "live"),
    Index(None, "program"),
    implicit_returning=False,
)
partial("ix_matches_wipe", among(matches.c.status, OVER) & matches.c.told.is_not(None), matches.c.since)

apart = Table(
    "apart",
    metadata,
    Column("one", BigInteger, ForeignKey("people.id", deferrable=True, initially="DEFERRED"), primary_key=True),
    Column("other", BigInteger, ForeignKey("people.id", deferrable=True, initially="DEFERRED"), primary_key=True),
    Column("reason", Text, nullable=False),
    Index(None, "other"),
    implicit_returning=False,
)

journeys = Table(
    "journeys",
    metadata,
    # The match's. Not checked against it: the commit writes both, and neither is ever taken out.
    Column("id", Whole, primary_key=True, autoincrement=False),
    Column("program", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("track", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("begun_on", Text, nullable=False),
    Column("shift", Integer, nullable=False),
    Column("touched_at", BigInteger, nullable=False),
    Column("told", Sealed),
    implicit_returning=False,
)
partial("ix_journeys_going", journeys.c.status != literal_column("'ended'"), journeys.c.program)
partial(
    "ix_journeys_wipe",
    (journeys.c.status == literal_column("'ended'")) & journeys.c.told.is_not(None),
    journeys.c.touched_at,
)

versions = Table(
    "versions",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("program", Text, nullable=False),
    Column("frozen", Text, nullable=False),
    Column("kept_at", BigInteger, nullable=False),
    implicit_returning=False,
)

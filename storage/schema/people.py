"""The tables about people: who they are, where they are met, what they were asked and agreed to."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text, text

from storage.schema.columns import Sealed, Whole, metadata, person_column

people = Table(
    "people",
    metadata,
    Column("id", Whole, primary_key=True, autoincrement=False),
    Column("created_at", BigInteger, nullable=False),
    Column("name", Sealed),
    Column("language", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("adult_at", BigInteger),
    Column("adult_wording", Text),
    Column("active", Integer, nullable=False),
    # Whether they have any rights, so that nobody else's scene has to ask. Written with the staff, not with the person.
    Column("staff", Integer, nullable=False, server_default=text("0")),
    implicit_returning=False,
)

addresses = Table(
    "addresses",
    metadata,
    Column("lane", Sealed, primary_key=True),
    Column("channel", Text, nullable=False),
    person_column(),
    Column("reachable", Integer, nullable=False),
    Column("used_at", BigInteger, nullable=False),
    Column("address", Sealed, nullable=False),
    Index(None, "person"),
    implicit_returning=False,
)

runs = Table(
    "runs",
    metadata,
    Column("id", Whole, primary_key=True, autoincrement=False),
    person_column(),
    Column("flow", Text, nullable=False),
    Column("variant", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("open", Text),
    Column("asked", BigInteger),
    Column("misses", Integer, nullable=False),
    Column("started_at", BigInteger),
    Column("touched_at", BigInteger),
    Column("told", Sealed, nullable=False),
    Index(None, "person"),
    implicit_returning=False,
)

memberships = Table(
    "memberships",
    metadata,
    Column("id", Whole, primary_key=True, autoincrement=False),
    person_column(),
    Column("program", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("profile", Sealed, nullable=False),
    Index(None, "person", "program", "role", unique=True),
    implicit_returning=False,
)

consents = Table(
    "consents",
    metadata,
    Column("seq", Whole, primary_key=True),
    person_column(),
    Column("kind", Text, nullable=False),
    Column("wording", Text, nullable=False),
    Column("given", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index(None, "person"),
    implicit_returning=False,
)

refusals = Table(
    "refusals",
    metadata,
    Column("lane", Sealed, primary_key=True),
    Column("lift", Text, nullable=False),
    implicit_returning=False,
)

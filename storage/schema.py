"""The tables, the same on SQLite and PostgreSQL: whole numbers, plain codes and sealed bytes.

Moments are microseconds since 1970 in UTC. A `digest` or `lane` is the keyed hash of an inbound key or an address.
Flags are 0 or 1. Columns of type `Sealed` are readable with the key only.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import (
    DDL,
    BigInteger,
    Column,
    ColumnElement,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    event,
    literal_column,
    text,
)


class Sealed(LargeBinary):
    """Bytes as the drivers give and take them, without the conversions per row that both spare us anyway."""

    def bind_processor(self, dialect: Dialect) -> None:  # noqa: ARG002 (SQLAlchemy's signature)
        return None

    def result_processor(self, dialect: Dialect, coltype: object) -> None:  # noqa: ARG002 (SQLAlchemy's signature)
        return None


OVER = ("ended", "dropped")
"""Statuses of a match that is no more."""

# SQLite keeps a table by its key only when that key is called INTEGER.
Whole = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def among(column: Column[Any], codes: Collection[str]) -> ColumnElement[bool]:
    """Whether a column holds one of our own codes, written into the statement: nothing to fill in at every use."""
    return column.in_([literal_column(f"'{code}'") for code in sorted(codes)])


PARTIAL: list[tuple[Index, ColumnElement[bool]]] = []
"""Indexes over some of the rows, and which. PostgreSQL's module passes it on: naming it here would load the dialect."""


def _partial(name: str, where: ColumnElement[bool], *columns: Column[Any]) -> None:
    PARTIAL.append((Index(name, *columns, sqlite_where=where), where))


def _person(name: str = "person", *, nullable: bool = False) -> Column[Any]:
    # Checked at the commit, so that the order of wishes within one turn does not matter.
    known = ForeignKey("people.id", deferrable=True, initially="DEFERRED")
    return Column(name, BigInteger, known, nullable=nullable)


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
    _person(),
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
    _person(),
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
    _person(),
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
    _person(),
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

due = Table(
    "due",
    metadata,
    Column("key", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("person", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("local", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Index(None, "at"),
    Index(None, "person"),
    implicit_returning=False,
)

inbox = Table(
    "inbox",
    metadata,
    Column("seq", Whole, primary_key=True),
    Column("digest", Sealed, nullable=False),
    Column("channel", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    Column("done_at", BigInteger, nullable=False),
    Column("error", Text, nullable=False),
    Column("lane", Sealed),
    Column("person", BigInteger),
    Column("payload", Sealed),
    Index(None, "digest", unique=True),
    implicit_returning=False,
)
_partial("ix_inbox_lane", inbox.c.lane.is_not(None), inbox.c.lane)
_partial("ix_inbox_wipe", inbox.c.payload.is_not(None), inbox.c.done_at)

outbox = Table(
    "outbox",
    metadata,
    Column("seq", Whole, primary_key=True),
    Column("id", BigInteger, nullable=False),
    Column("lane", Sealed, nullable=False),
    Column("channel", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("priority", Integer, nullable=False),
    # When it may be claimed: while queued the time it is due, while being sent the end of the lease.
    Column("ready_at", BigInteger, nullable=False),
    Column("token", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("uncertain", Integer, nullable=False),
    Column("burn", Integer, nullable=False),
    Column("person", BigInteger),
    Column("created_at", BigInteger, nullable=False),
    # Empty exactly as long as the delivery is unfinished; the indexes of the queue rest on it.
    Column("done_at", BigInteger),
    Column("reason", Text),
    Column("content", Sealed),
    Column("ref", Sealed),
    # The digest of the platform's reference, where people may answer the message: relayed ones, and where talks begin.
    Column("ref_key", Sealed),
    # Of a relayed message: within which match, and whose words it carries.
    Column("match", BigInteger),
    Column("sender", BigInteger),
    # Of which broadcast it is part.
    Column("broadcast", BigInteger),
    Index(None, "id", unique=True),
    # What is unfinished of a lane stands together, in order. Every index is a page more to write with every reply.
    Index(None, "lane", "done_at"),
    Index(None, "person"),
    implicit_returning=False,
)
_unfinished = outbox.c.done_at.is_(None)
_partial("ix_outbox_queue", _unfinished, outbox.c.priority, outbox.c.seq)
_partial("ix_outbox_ref_key", outbox.c.ref_key.is_not(None), outbox.c.ref_key)
_partial("ix_outbox_relay", outbox.c.match.is_not(None), outbox.c.match, outbox.c.seq)

matches = Table(
    "matches",
    metadata,
    Column("id", Whole, primary_key=True, autoincrement=False),
    Column("program", Text, nullable=False),
    # Empty once they were erased.
    _person("mentee", nullable=True),
    _person("mentor", nullable=True),
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
_partial("ix_matches_wipe", among(matches.c.status, OVER) & matches.c.told.is_not(None), matches.c.since)

apart = Table(
    "apart",
    metadata,
    Column("one", BigInteger, ForeignKey("people.id", deferrable=True, initially="DEFERRED"), primary_key=True),
    Column("other", BigInteger, ForeignKey("people.id", deferrable=True, initially="DEFERRED"), primary_key=True),
    Column("reason", Text, nullable=False),
    Index(None, "other"),
    implicit_returning=False,
)

relays = Table(
    "relays",
    metadata,
    Column("seq", Whole, primary_key=True),
    Column("delivery", BigInteger, nullable=False),
    Column("match", BigInteger, nullable=False),
    Column("sender", BigInteger, nullable=False),
    # Of the sender's own message: the digest of its reference, its channel, and sealed the reference and the address.
    Column("digest", Sealed, nullable=False),
    Column("channel", Text, nullable=False),
    Column("source", Sealed, nullable=False),
    Column("sent_at", BigInteger, nullable=False),
    Index(None, "delivery", unique=True),
    Index(None, "digest"),
    Index(None, "match"),
    implicit_returning=False,
)

concerns = Table(
    "concerns",
    metadata,
    Column("id", Whole, primary_key=True, autoincrement=False),
    Column("program", Text, nullable=False),
    # People here are only named, not checked: a report is kept whatever becomes of them. Empty once erased.
    Column("reporter", BigInteger),
    Column("about", BigInteger),
    Column("owner", BigInteger),
    Column("match", BigInteger),
    Column("category", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("touched_at", BigInteger, nullable=False),
    Column("told", Sealed),
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
_partial("ix_journeys_going", journeys.c.status != literal_column("'ended'"), journeys.c.program)
_partial(
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

attention = Table(
    "attention",
    metadata,
    Column("key", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("program", Text, nullable=False),
    Column("match", BigInteger),
    Column("person", BigInteger),
    Column("since", BigInteger, nullable=False),
    Column("status", Text, nullable=False),
    Column("owner", BigInteger),
    Column("touched_at", BigInteger, nullable=False),
    Column("told", Sealed),
    implicit_returning=False,
)
_partial("ix_attention_standing", among(attention.c.status, ("open", "taken")), attention.c.program, attention.c.since)
_partial("ix_attention_over", among(attention.c.status, ("done", "gone")), attention.c.touched_at)

staff = Table(
    "staff",
    metadata,
    Column("person", BigInteger, ForeignKey("people.id", deferrable=True, initially="DEFERRED"), primary_key=True),
    Column("program", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("ended", BigInteger),
    Column("away_until", Text),
    Column("instead", BigInteger),
    Column("told", Sealed),
    implicit_returning=False,
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", Whole, primary_key=True, autoincrement=False),
    Column("digest", Sealed, nullable=False),
    Column("role", Text, nullable=False),
    Column("program", Text, nullable=False),
    Column("by", BigInteger),
    Column("status", Text, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("until", BigInteger, nullable=False),
    Index(None, "digest", unique=True),
    implicit_returning=False,
)

# Wrong codes that came from an address, since the first of this hour.
guesses = Table(
    "guesses",
    metadata,
    Column("lane", Sealed, primary_key=True),
    Column("wrong", Integer, nullable=False),
    Column("since", BigInteger, nullable=False),
    implicit_returning=False,
)

caseload = Table(
    "caseload",
    metadata,
    Column("match", Whole, primary_key=True, autoincrement=False),
    Column("owner", BigInteger, nullable=False),
    Index(None, "owner"),
    implicit_returning=False,
)

# People are only named: a line stays as it is whatever becomes of them.
audit = Table(
    "audit",
    metadata,
    Column("seq", Whole, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("by", BigInteger),
    Column("what", Text, nullable=False),
    Column("program", Text, nullable=False),
    Column("match", BigInteger),
    Column("person", BigInteger),
    Column("details", Sealed),
    implicit_returning=False,
)
_partial("ix_audit_match", audit.c.match.is_not(None), audit.c.match)
_partial("ix_audit_person", audit.c.person.is_not(None), audit.c.person)
STAYS = {
    "sqlite": "CREATE TRIGGER audit_is_not_{0} BEFORE {1} ON audit "
    "BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END",
    "postgresql": "CREATE RULE audit_is_not_{0} AS ON {1} TO audit DO INSTEAD NOTHING",
}
"""How each database refuses to touch the trail."""
for _what in (("changed", "UPDATE"), ("deleted", "DELETE")):
    for _database, _refusal in STAYS.items():
        _made = DDL(_refusal.format(*_what))  # type: ignore[no-untyped-call]
        event.listen(audit, "after_create", _made.execute_if(dialect=_database))

notes = Table(
    "notes",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Sealed, nullable=False),
    implicit_returning=False,
)

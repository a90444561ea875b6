"""The tables of broadcasts: one row for each of them, and one for everyone it is for."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text, bindparam, literal_column

from storage.schema import Sealed, Whole, metadata, partial

broadcasts = Table(
    "broadcasts",
    metadata,
    Column("id", Whole, primary_key=True, autoincrement=False),
    # Separated by spaces.
    Column("programs", Text, nullable=False),
    Column("status", Text, nullable=False),
    # Empty where the operator did it, and once whoever did it is erased.
    Column("by", BigInteger),
    Column("confirmed_by", BigInteger),
    Column("approved_by", BigInteger),
    Column("created_at", BigInteger, nullable=False),
    Column("snapshot_at", BigInteger),
    Column("counted_at", BigInteger),
    Column("started_at", BigInteger),
    Column("ended_at", BigInteger),
    Column("cursor", BigInteger, nullable=False),
    Column("size", Integer, nullable=False),
    # What was written and to whom it goes.
    Column("told", Sealed),
    # What became of its recipients, once their rows are forgotten.
    Column("counts", Text),
    Index(None, "status"),
    implicit_returning=False,
)

recipients = Table(
    "recipients",
    metadata,
    Column("broadcast", BigInteger, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    # Empty once they were erased.
    Column("person", BigInteger),
    Column("channel", Text, nullable=False),
    # When it is their turn, and until when: 0 where that follows from the start of the broadcast.
    Column("at", BigInteger, nullable=False),
    Column("until", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("delivery", BigInteger),
    Column("done_at", BigInteger),
    Column("answer", Integer),
    Index(None, "person"),
    implicit_returning=False,
    sqlite_with_rowid=False,
)
OF = recipients.c.broadcast == bindparam("of")
QUEUED = recipients.c.state == literal_column("'queued'")
GOING = recipients.c.state == literal_column("'going'")
partial("ix_recipients_queued", QUEUED, *(recipients.c[name] for name in ("broadcast", "channel", "at", "place")))
partial("ix_recipients_going", GOING, recipients.c.broadcast)

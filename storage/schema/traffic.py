"""The tables of what comes in, what goes out and what is due, and the notes a process leaves for the next."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text

from storage.schema.columns import Sealed, Whole, metadata, partial

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
partial("ix_inbox_lane", inbox.c.lane.is_not(None), inbox.c.lane)
partial("ix_inbox_wipe", inbox.c.payload.is_not(None), inbox.c.done_at)

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
    # Every index is a page more to write with every reply.
    Index(None, "person"),
    implicit_returning=False,
)
_unfinished = outbox.c.done_at.is_(None)
# What is unfinished of a lane stands together, in order.
partial("ix_outbox_lane", _unfinished, outbox.c.lane, outbox.c.seq)
partial("ix_outbox_queue", _unfinished, outbox.c.priority, outbox.c.seq)
partial("ix_outbox_ref_key", outbox.c.ref_key.is_not(None), outbox.c.ref_key)
partial("ix_outbox_relay", outbox.c.match.is_not(None), outbox.c.match, outbox.c.seq)

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

notes = Table(
    "notes",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Sealed, nullable=False),
    implicit_returning=False,
)

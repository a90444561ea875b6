"""The tables of those who look after a program: their rights, what needs them, reports, and what they did."""

from __future__ import annotations

from sqlalchemy import DDL, BigInteger, Column, ForeignKey, Index, Integer, Table, Text, event

from storage.schema.columns import Sealed, Whole, among, metadata, partial

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
partial("ix_attention_standing", among(attention.c.status, ("open", "taken")), attention.c.program, attention.c.since)
partial("ix_attention_over", among(attention.c.status, ("done", "gone")), attention.c.touched_at)

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
partial("ix_audit_match", audit.c.match.is_not(None), audit.c.match)
partial("ix_audit_person", audit.c.person.is_not(None), audit.c.person)
_STAYS = {
    "sqlite": "CREATE TRIGGER audit_is_not_{0} BEFORE {1} ON audit "
    "BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END",
    "postgresql": "CREATE RULE audit_is_not_{0} AS ON {1} TO audit DO INSTEAD NOTHING",
}
"""How each database refuses to touch the trail."""
for _what in (("changed", "UPDATE"), ("deleted", "DELETE")):
    for _database, _refusal in _STAYS.items():
        _made = DDL(_refusal.format(*_what))  # type: ignore[no-untyped-call]
        event.listen(audit, "after_create", _made.execute_if(dialect=_database))

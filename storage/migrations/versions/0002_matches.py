"""Matches and what comes with them: pairs kept apart, relayed messages, concerns."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Carry the schema one step on."""
    _outbox()
    _matches()
    _apart()
    _relays()
    _concerns()


def _outbox() -> None:
    # New columns that may be empty are added in place on both databases: no table is copied.
    op.add_column("outbox", sa.Column("ref_key", sa.LargeBinary(), nullable=True))
    op.add_column("outbox", sa.Column("match", sa.BigInteger(), nullable=True))
    op.add_column("outbox", sa.Column("sender", sa.BigInteger(), nullable=True))
    _partial("ix_outbox_ref_key", "outbox", ["ref_key"], "ref_key IS NOT NULL")
    _partial("ix_outbox_relay", "outbox", ["match", "seq"], '"match" IS NOT NULL')


def _matches() -> None:
    op.create_table(
        "matches",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("mentee", sa.BigInteger(), nullable=True),
        sa.Column("mentor", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("live", sa.Integer(), nullable=False),
        sa.Column("told", sa.LargeBinary(), nullable=True),
        _person_key("mentee", "matches"),
        _person_key("mentor", "matches"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matches")),
    )
    op.create_index(op.f("ix_matches_mentee_live"), "matches", ["mentee", "live"], unique=False)
    op.create_index(op.f("ix_matches_mentor_live"), "matches", ["mentor", "live"], unique=False)
    op.create_index(op.f("ix_matches_program"), "matches", ["program"], unique=False)
    _partial("ix_matches_wipe", "matches", ["since"], "status IN ('dropped', 'ended') AND told IS NOT NULL")


def _apart() -> None:
    op.create_table(
        "apart",
        sa.Column("one", sa.BigInteger(), nullable=False),
        sa.Column("other", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _person_key("one", "apart"),
        _person_key("other", "apart"),
        sa.PrimaryKeyConstraint("one", "other", name=op.f("pk_apart")),
    )
    op.create_index(op.f("ix_apart_other"), "apart", ["other"], unique=False)


def _relays() -> None:
    op.create_table(
        "relays",
        sa.Column("seq", WHOLE, nullable=False),
        sa.Column("delivery", sa.BigInteger(), nullable=False),
        sa.Column("match", sa.BigInteger(), nullable=False),
        sa.Column("sender", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("source", sa.LargeBinary(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_relays")),
    )
    op.create_index(op.f("ix_relays_delivery"), "relays", ["delivery"], unique=True)
    op.create_index(op.f("ix_relays_digest"), "relays", ["digest"], unique=False)
    op.create_index(op.f("ix_relays_match"), "relays", ["match"], unique=False)


def _concerns() -> None:
    op.create_table(
        "concerns",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("reporter", sa.BigInteger(), nullable=True),
        sa.Column("about", sa.BigInteger(), nullable=True),
        sa.Column("owner", sa.BigInteger(), nullable=True),
        sa.Column("match", sa.BigInteger(), nullable=True),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("touched_at", sa.BigInteger(), nullable=False),
        sa.Column("told", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concerns")),
    )


def _person_key(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["people.id"], name=op.f(f"fk_{table}_{column}"), initially="DEFERRED", deferrable=True
    )


def _partial(name: str, table: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, unique=False, sqlite_where=condition, postgresql_where=condition)

"""Join codes, and who came by them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Carry the schema one step on."""
    op.create_table(
        "join_codes",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("told", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_codes")),
    )
    op.create_index(op.f("ix_join_codes_digest"), "join_codes", ["digest"], unique=False)
    op.create_table(
        "arrivals",
        sa.Column("seq", WHOLE, nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=True),
        sa.Column("reached", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_arrivals")),
    )
    op.create_index(op.f("ix_arrivals_code_person"), "arrivals", ["code", "person"], unique=True)
    op.create_index(op.f("ix_arrivals_person"), "arrivals", ["person"], unique=False)

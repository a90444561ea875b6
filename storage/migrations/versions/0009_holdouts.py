"""Which match goes without which nudges, and what it went without."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Carry the schema one step on."""
    op.create_table(
        "arms",
        sa.Column("match", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("match", "kind", name=op.f("pk_arms")),
    )
    op.create_index(op.f("ix_arms_at"), "arms", ["at"], unique=False)
    op.create_index(op.f("ix_arms_program"), "arms", ["program"], unique=False)
    op.create_table(
        "left_out",
        sa.Column("seq", WHOLE, nullable=False),
        sa.Column("match", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_left_out")),
    )
    op.create_index(op.f("ix_left_out_at"), "left_out", ["at"], unique=False)
    op.create_index(op.f("ix_left_out_match"), "left_out", ["match"], unique=False)

"""Matching boards, and the pairs that lie on them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Carry the schema one step on."""
    op.create_table(
        "boards",
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=True),
        sa.Column("since", sa.BigInteger(), nullable=True),
        sa.Column("shown", sa.BigInteger(), nullable=True),
        sa.Column("released_by", sa.BigInteger(), nullable=True),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("program", name=op.f("pk_boards")),
    )
    op.create_table(
        "drafts",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("mentee", sa.BigInteger(), nullable=False),
        sa.Column("mentor", sa.BigInteger(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=True),
        sa.Column("was", sa.BigInteger(), nullable=False),
        sa.Column("told", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    for column in ("program", "mentee", "mentor"):
        op.create_index(op.f(f"ix_drafts_{column}"), "drafts", [column], unique=False)

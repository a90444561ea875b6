"""Cohorts of volunteers, who is in them, and what was asked in their rooms."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Carry the schema one step on."""
    op.create_table(
        "cohorts",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("room", sa.LargeBinary(), nullable=True),
        sa.Column("code", sa.LargeBinary(), nullable=True),
        sa.Column("told", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohorts")),
    )
    op.create_index(op.f("ix_cohorts_room"), "cohorts", ["room"], unique=False)
    op.create_index(op.f("ix_cohorts_code"), "cohorts", ["code"], unique=False)
    op.create_index(op.f("ix_cohorts_program"), "cohorts", ["program"], unique=False)
    op.create_table(
        "cohort_members",
        sa.Column("cohort", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("cohort", "person", name=op.f("pk_cohort_members")),
    )
    op.create_index(op.f("ix_cohort_members_person"), "cohort_members", ["person"], unique=False)
    op.create_table(
        "cohort_questions",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("cohort", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("asker", sa.LargeBinary(), nullable=True),
        sa.Column("told", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort_questions")),
    )
    op.create_index(
        op.f("ix_cohort_questions_cohort_asked_at"), "cohort_questions", ["cohort", "asked_at"], unique=False
    )
    op.create_index(op.f("ix_cohort_questions_asker"), "cohort_questions", ["asker"], unique=False)

"""Staff with their invitations, who looks after which match, and the audit trail, which nothing changes any more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Carry the schema one step on."""
    op.add_column("people", sa.Column("staff", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.create_table(
        "staff",
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("ended", sa.BigInteger(), nullable=True),
        sa.Column("away_until", sa.Text(), nullable=True),
        sa.Column("instead", sa.BigInteger(), nullable=True),
        sa.Column("told", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person"], ["people.id"], name=op.f("fk_staff_person"), deferrable=True, initially="DEFERRED"
        ),
        sa.PrimaryKeyConstraint("person", "program", name=op.f("pk_staff")),
    )
    op.create_table(
        "invitations",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
    )
    op.create_index("ix_invitations_digest", "invitations", ["digest"], unique=True)
    op.create_table(
        "guesses",
        sa.Column("lane", sa.LargeBinary(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("lane", name=op.f("pk_guesses")),
    )
    op.create_table(
        "caseload",
        sa.Column("match", WHOLE, autoincrement=False, nullable=False),
        sa.Column("owner", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("match", name=op.f("pk_caseload")),
    )
    op.create_index("ix_caseload_owner", "caseload", ["owner"])
    op.create_table(
        "audit",
        sa.Column("seq", WHOLE, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("match", sa.BigInteger(), nullable=True),
        sa.Column("person", sa.BigInteger(), nullable=True),
        sa.Column("details", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit")),
    )
    # "match" is a word of SQL's own.
    for name, column in (("match", '"match"'), ("person", "person")):
        condition = sa.text(f"{column} IS NOT NULL")
        op.create_index(
            f"ix_audit_{name}", "audit", [name], unique=False, sqlite_where=condition, postgresql_where=condition
        )
    for line in STAYS[op.get_bind().dialect.name]:
        op.execute(line)


STAYS = {
    "sqlite": [
        f"CREATE TRIGGER audit_is_not_{what} BEFORE {verb} ON audit "
        "BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END"
        for what, verb in (("changed", "UPDATE"), ("deleted", "DELETE"))
    ],
    "postgresql": [
        f"CREATE RULE audit_is_not_{what} AS ON {verb} TO audit DO INSTEAD NOTHING"
        for what, verb in (("changed", "UPDATE"), ("deleted", "DELETE"))
    ],
}

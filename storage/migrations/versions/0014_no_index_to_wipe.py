"""How far the outbox is wiped is noted: an index less to keep up with every reply."""

from __future__ import annotations

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Carry the schema one step on."""
    op.drop_index(op.f("ix_outbox_wipe"), table_name="outbox")

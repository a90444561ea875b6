"""The outbox finds by address only what is unfinished: a finished reply leaves one page less to keep up."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Carry the schema one step on."""
    op.drop_index(op.f("ix_outbox_lane_done_at"), table_name="outbox")
    unfinished = sa.text("done_at IS NULL")
    op.create_index("ix_outbox_lane", "outbox", ["lane", "seq"], sqlite_where=unfinished, postgresql_where=unfinished)

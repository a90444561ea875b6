"""Lets Alembic run on a connection already in a transaction, which its caller commits; logging is not its business."""

from __future__ import annotations

from alembic import context

from storage.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite cannot alter most of a table: Alembic then copies it.
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()

"""Brings a database to the schema this code knows, in one transaction, or says why it will not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.words.errors import StorageError
from storage.schema import metadata


@dataclass(frozen=True, slots=True)
class History:
    """The revisions a code base knows, oldest first, and the folder of its Alembic scripts."""

    revisions: tuple[str, ...]
    scripts: Path

    @property
    def head(self) -> str:
        """The revision this code needs."""
        return self.revisions[-1]


OURS = History(
    revisions=tuple(f"{number:04}" for number in range(1, 17)),
    scripts=Path(__file__).with_name("migrations"),
)


def revision(connection: Connection) -> str | None:
    """The revision a database stands at, None for an empty one; raises StorageError for a stranger's."""
    tables = inspect(connection).get_table_names()
    if "alembic_version" in tables:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if tables:
        raise StorageError("This database holds tables that are not Alongside's. Give Alongside a database of its own.")
    return None


def migrate(connection: Connection, found: str | None, history: History = OURS) -> None:
    """Carry a database from the revision found to the head, inside the caller's transaction."""
    if found is None:
        _create(connection, history.head)
    elif found not in history.revisions:
        raise StorageError(
            f"The database is newer (revision {found}) than this Alongside (which knows up to {history.head}). "
            "Install the version that wrote it, or a later one."
        )
    elif found != history.head:
        upgrade(connection, history)


def _create(connection: Connection, head: str) -> None:
    # An empty database needs no history, and Alembic costs a tenth of a second to import; a test proves that
    # both ways end at the same schema.
    metadata.create_all(connection, checkfirst=False)
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": head})


def upgrade(connection: Connection, history: History = OURS) -> None:
    """Run Alembic's scripts up to the head, inside the caller's transaction."""
    from alembic import command  # noqa: PLC0415 (only where there is something to migrate)
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(history.scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, history.head)

"""Where everything is kept: SQLite by default, PostgreSQL when it grows."""

from storage.sealing import load_key
from storage.store import open_store

__all__ = ["load_key", "open_store"]

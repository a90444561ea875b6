"""One suite over SQLite and PostgreSQL."""

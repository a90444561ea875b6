"""Where everything is kept: SQLite by default, PostgreSQL when it grows."""

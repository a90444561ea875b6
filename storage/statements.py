"""Two ways to run the same SQLAlchemy statements: through SQLAlchemy, or rendered once and handed to SQLite.

SQLAlchemy spends some 45 µs on a statement and 3 on each of its rows; on a local file that is more than SQLite does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, Protocol

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import sqlite

Values = Mapping[str, Any]


class Statements(Protocol):
    """Runs statements on one open connection. `insert` makes this database's own INSERT, with ON CONFLICT."""

    insert: Callable[[Table], Any]

    def rows(self, statement: Any, values: Values) -> Sequence[Any]:
        """All rows of a query."""
        ...

    def each(self, statement: Any, rows: Sequence[Values]) -> None:
        """Carry out a statement once for every row of values; all rows hold the same names."""
        ...

    def changed(self, statement: Any, values: Values) -> int:
        """Carry out a statement and say how many rows it changed."""
        ...


class Ordinary:
    """SQLAlchemy's own way."""

    def __init__(self, connection: Connection, insert: Callable[[Table], Any]) -> None:
        self._connection = connection
        self.insert = insert

    def rows(self, statement: Any, values: Values) -> Sequence[Any]:
        return self._connection.execute(statement, values).all()

    def each(self, statement: Any, rows: Sequence[Values]) -> None:
        self._connection.execute(statement, rows)

    def changed(self, statement: Any, values: Values) -> int:
        return self._connection.execute(statement, values).rowcount


class Rendered:
    """Statements as SQLite's text, kept for as long as the connection; the tables' types need no conversion."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.insert: Callable[[Table], Any] = sqlite.insert
        self._texts: dict[Any, _Text] = {}

    def rows(self, statement: Any, values: Values) -> Sequence[Any]:
        text = self._text(statement, values)
        return self._connection.execute(text.sql, text.ordered(values)).fetchall()

    def each(self, statement: Any, rows: Sequence[Values]) -> None:
        text = self._text(statement, rows[0])
        self._connection.executemany(text.sql, map(text.ordered, rows))

    def changed(self, statement: Any, values: Values) -> int:
        text = self._text(statement, values)
        return self._connection.execute(text.sql, text.ordered(values)).rowcount

    def _text(self, statement: Any, values: Values) -> _Text:
        text = self._texts.get(statement)
        if text is not None:
            return text
        # The length of each list is part of the text: IN (?, ?, …).
        lengths = [len(value) for value in values.values() if type(value) is list]
        key = (statement, *lengths) if lengths else statement
        text = self._texts.get(key)
        if text is None:
            text = self._texts[key] = _Text(statement, values)
        return text


class _Text:
    """One statement's SQL, and its values in the order of its question marks."""

    def __init__(self, statement: Any, values: Values) -> None:
        compiled = statement.compile(dialect=_DIALECT, column_keys=list(values))
        state = compiled.construct_expanded_state(dict(values))
        order = state.positiontup or []
        self.sql: str = state.statement
        self._lists = dict(state.parameter_expansion)
        self._constants = {name: value for name, value in compiled.params.items() if name not in values}
        self._pick = _picking(order)
        self.ordered: Callable[[Values], Sequence[Any]] = self._filled if self._lists or self._constants else self._pick
        for name, places in self._lists.items():
            if tuple(order) == tuple(places) and not self._constants:
                self.ordered = itemgetter(name)  # it holds the values of one list, as they are

    def _filled(self, values: Values) -> Sequence[Any]:
        full = {**self._constants, **values}
        for name, places in self._lists.items():
            full.update(zip(places, values[name], strict=True))
        return self._pick(full)


_DIALECT = sqlite.dialect(paramstyle="qmark")


def _picking(order: Sequence[str]) -> Callable[[Values], Sequence[Any]]:
    if not order:
        return lambda _: ()
    pick = itemgetter(*order)
    return pick if len(order) > 1 else lambda values: (pick(values),)

"""What tables are made of: their metadata, the kinds of their columns, and indexes over some of their rows."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    literal_column,
)


class Sealed(LargeBinary):
    """Bytes as the drivers give and take them, without the conversions per row that both spare us anyway."""

    def bind_processor(self, dialect: Dialect) -> None:  # noqa: ARG002 (SQLAlchemy's signature)
        return None

    def result_processor(self, dialect: Dialect, coltype: object) -> None:  # noqa: ARG002 (SQLAlchemy's signature)
        return None


# SQLite keeps a table by its key only when that key is called INTEGER.
Whole = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def among(column: Column[Any], codes: Collection[str]) -> ColumnElement[bool]:
    """Whether a column holds one of our own codes, written into the statement: nothing to fill in at every use."""
    return column.in_([literal_column(f"'{code}'") for code in sorted(codes)])


PARTIAL: list[tuple[Index, ColumnElement[bool]]] = []
"""Indexes over some of the rows, and which. PostgreSQL's module passes it on: naming it here would load the dialect."""


def partial(name: str, where: ColumnElement[bool], *columns: Column[Any]) -> None:
    """An index over the rows for which `where` holds."""
    PARTIAL.append((Index(name, *columns, sqlite_where=where), where))


def person_column(name: str = "person", *, nullable: bool = False) -> Column[Any]:
    """A column that names somebody in `people`."""
    # Checked at the commit, so that the order of wishes within one turn does not matter.
    known = ForeignKey("people.id", deferrable=True, initially="DEFERRED")
    return Column(name, BigInteger, known, nullable=nullable)

"""The tables of matching boards: one row for each program's board, and one for every pair a dry run found."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text

from storage.schema import Sealed, Whole, metadata

boards = Table(
    "boards",
    metadata,
    Column("program", Text, primary_key=True),
    Column("status", Text, nullable=False),
    Column("by", BigInteger),
    Column("since", BigInteger),
    Column("shown", BigInteger),
    Column("released_by", BigInteger),
    Column("counts", Text, nullable=False),
    implicit_returning=False,
)

# Taken out with either of the two.
drafts = Table(
    "drafts",
    metadata,
    Column("id", Whole, primary_key=True, autoincrement=False),
    Column("program", Text, nullable=False),
    Column("mentee", BigInteger, nullable=False),
    Column("mentor", BigInteger, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("by", BigInteger),
    Column("was", BigInteger, nullable=False),
    Column("told", Sealed, nullable=False),
    Index(None, "program"),
    Index(None, "mentee"),
    Index(None, "mentor"),
    implicit_returning=False,
)

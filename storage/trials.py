"""The tables of holdouts, codes and figures only: which match has which arm, and the nudges that were left out."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Double, Index, Integer, Table, Text

from storage.schema import Whole, metadata

arms = Table(
    "arms",
    metadata,
    Column("match", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", Text, primary_key=True),
    Column("program", Text, nullable=False),
    Column("held", Integer, nullable=False),
    Column("share", Double, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index(None, "program"),
    Index(None, "at"),
    implicit_returning=False,
)

left_out = Table(
    "left_out",
    metadata,
    Column("seq", Whole, primary_key=True),
    Column("match", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("side", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index(None, "match"),
    Index(None, "at"),
    implicit_returning=False,
)

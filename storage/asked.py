"""Keeps the questions asked in the rooms of cohorts, with their answers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import BigInteger, BindParameter, Column, Index, Table, Text, bindparam, delete, select

from bot.words.cohorts import Question
from bot.words.messages import Address, Json
from storage.codec import read_json, write_json
from storage.moments import moment, stamp
from storage.schema import Sealed, Whole, metadata
from storage.transaction import Transaction

MOST_QUESTIONS = 200
"""Questions of a cohort that are looked at, the newest first."""

cohort_questions = Table(
    "cohort_questions",
    metadata,
    Column("id", Whole, primary_key=True, autoincrement=False),
    Column("cohort", BigInteger, nullable=False),
    Column("status", Text, nullable=False),
    Column("asked_at", BigInteger, nullable=False),
    # The keyed hash of the address of who asked.
    Column("asker", Sealed),
    Column("told", Sealed, nullable=False),
    Index(None, "cohort", "asked_at"),
    Index(None, "asker"),
    implicit_returning=False,
)

_lanes: BindParameter[Any] = bindparam("lanes", expanding=True)
_QUESTIONS = (
    select(
        cohort_questions.c.id,
        cohort_questions.c.status,
        cohort_questions.c.asked_at,
        cohort_questions.c.told,
    )
    .where(cohort_questions.c.cohort == bindparam("which"))
    .order_by(cohort_questions.c.asked_at.desc(), cohort_questions.c.id)
    .limit(MOST_QUESTIONS)
)
_FORGET_QUESTIONS = delete(cohort_questions).where(cohort_questions.c.asker.in_(_lanes))


def keep(tx: Transaction, kept: Collection[tuple[Question, Address | None]]) -> None:
    """Write questions; who asked is written with the first of each, and stays."""
    stays = (pair for pair in kept if pair[1] is None or tx.lane(pair[1]) not in tx.erased_lanes)
    rows = [_question_row(tx, one, asker) for one, asker in stays]
    tx.keep(cohort_questions, rows, frozenset({"asker"}))


def questions_of(tx: Transaction, cohort: int) -> tuple[Question, ...]:
    """What was asked in a cohort's room, the newest first."""
    return tuple(_question(tx, cohort, row) for row in tx.rows(_QUESTIONS, {"which": cohort}))


def forget_asked(tx: Transaction, lanes: Collection[bytes]) -> None:
    """What was asked from these addresses goes, with its answers."""
    tx.changed(_FORGET_QUESTIONS, {"lanes": list(lanes)})


def _question_row(tx: Transaction, one: Question, asker: Address | None) -> dict[str, Any]:
    told: Json = [one.text, one.name, one.ref, one.answer, one.answered_by]
    return {
        "id": one.id,
        "cohort": one.cohort,
        "status": one.status,
        "asked_at": stamp(one.asked_at),
        "asker": tx.lane(asker) if asker else None,
        "told": tx.sealer.seal(write_json(told), f"question:{one.id}"),
    }


def _question(tx: Transaction, cohort: int, row: Sequence[Any]) -> Question:
    id, status, asked_at, sealed = row
    text, name, ref, answer, answered_by = read_json(tx.sealer.open(sealed, f"question:{id}"))
    return Question(id, cohort, moment(asked_at), text, name, ref, status, answer, answered_by)

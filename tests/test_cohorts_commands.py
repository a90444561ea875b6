"""Cohorts at the command line: listed, and one looked at, with members by pseudonym, in a real database."""

from __future__ import annotations

import asyncio
import datetime as dt
import json

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.words.cohorts import Cohort, Question
from bot.words.effects.desk import JoinCohort, SaveCohort, SaveQuestion
from bot.words.effects.people import SaveAddress, SaveMembership, SavePerson
from bot.words.messages import Address
from bot.words.people import Membership, Person
from storage.sealing import load_key
from storage.store import open_store

NOW = dt.datetime(2026, 4, 3, 12, tzinfo=dt.timezone.utc)
SPRING = Cohort(
    701, "new_neighbors", "Spring volunteers", dt.date(2026, 4, 1), "slack", "en", "UTC", None, NOW, "open",
    Address("slack", "T1/C1"), prompts={"1@10:00": {"what": "sent", "delivery": 1, "ref": "C1:1.1"}},
)  # fmt: skip


def _mentor(number: int, name: str, **record: object) -> list[object]:
    membership = Membership(number + 100, number, "new_neighbors", "mentor", "waiting", {}, NOW, {"training": record})
    address = SaveAddress(Address("slack", f"T1/U{number}"), number)
    return [SavePerson(Person(number, NOW, name=name)), address, SaveMembership(membership), JoinCohort(701, number)]


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("ALONGSIDE_DATABASE_URL", f"sqlite:///{tmp_path / 'db'}")
    monkeypatch.setenv("ALONGSIDE_KEY_FILE", str(tmp_path / "key"))
    runner = CliRunner()
    return lambda *words: runner.invoke(app, ["cohorts", *words])


@pytest.fixture
def spring(tmp_path):
    async def keep() -> None:
        store = await open_store(f"sqlite:///{tmp_path / 'db'}", load_key(tmp_path / "key"))
        effects = [
            SaveCohort(SPRING),
            *_mentor(1, "Bilal", passed="2026-04-02"),
            *_mentor(2, "Dora", done=["shared/what-mentoring-is"], at=NOW.isoformat()),
            SaveQuestion(Question(801, 701, NOW, "How often?", "Dora", "C1:2.2")),
        ]
        await store.write(lambda session: session.carry_out(effects, NOW))
        await store.close()

    asyncio.run(keep())


def test_cohorts_are_listed_and_one_is_shown_without_names(run, spring):
    (listed,) = json.loads(run("list", "--json").output)
    assert (listed["name"], listed["members"], listed["finished"], listed["unanswered"]) == (
        "Spring volunteers",
        2,
        1,
        1,
    )
    assert "2bd" in run("list", "--program", "new-neighbors").output
    shown = json.loads(run("show", listed["cohort"], "--json").output)
    assert [one["training"] for one in shown["people"]] == ["finished", "arriving-in-a-new-country"]
    assert shown["prompts"][0] == {"day": 1, "at": "2026-04-01T10:00:00+00:00", "status": "sent"}
    assert shown["asked"] == [{"asked": "2026-04-03", "question": "How often?", "status": "open"}]
    told = run("show", "Spring volunteers").output
    assert "How often?" in told
    assert "Bilal" not in told
    assert "Dora" not in told
    trail = json.loads(CliRunner().invoke(app, ["audit", "--json"]).output)
    assert {line["what"] for line in trail} == {"look-cohort"}


def test_where_there_is_none_it_says_how_to_make_one(run):
    assert "/desk, Cohorts" in run("list").output
    assert "see `alongside cohorts list`" in str(run("show", "Autumn").exception)
    assert "name one of the programs" in str(run("list", "--program", "nope").exception)

"""Join codes at the command line: made, listed without small numbers, and closed, in a real database."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from bot.cli import app


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("ALONGSIDE_DATABASE_URL", f"sqlite:///{tmp_path / 'db'}")
    monkeypatch.setenv("ALONGSIDE_KEY_FILE", str(tmp_path / "key"))
    runner = CliRunner()
    return lambda *words: runner.invoke(app, ["people", *words])


def test_a_code_is_made_listed_and_closed(run):
    made = run("code", "--program", "new-neighbors", "--role", "mentor", "--source", "library  poster", "--json")
    assert made.exit_code == 0
    code = json.loads(made.output)["code"]
    (listed,) = json.loads(run("codes", "--json").output)
    assert (listed["code"], listed["source"], listed["came"]) == (code, "library poster", 0)
    assert code in run("codes").output
    assert f"{code} (library poster) is closed." in run("close-code", code.upper()).output
    assert json.loads(run("codes", "--json").output)[0]["closed"]
    trail = CliRunner().invoke(app, ["audit", "--json"]).output
    assert [line["what"] for line in json.loads(trail)] == ["close-join-code", "make-join-code"]


def test_what_cannot_be_is_refused_with_what_to_do(run):
    assert "name one of the programs" in str(run("code", "--source", "x").exception)
    assert "a role is mentee or mentor" in str(
        run("code", "--source", "x", "--role", "boss", "--program", "first_year").exception
    )
    assert "there is no such join code" in str(run("close-code", "j-zzzzzz").exception)
    assert "there is no such join code" in str(run("close-code", "'; DROP TABLE join_codes").exception)

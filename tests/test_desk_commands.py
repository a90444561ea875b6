"""`alongside people`, `concerns` and `audit`, on a database no bot is running on."""

from __future__ import annotations

import asyncio
import io
import json
import signal
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

import pytest

from bot.cli import main
from bot.words.desk import Staff
from bot.words.effects.desk import SaveStaff
from bot.words.effects.matches import SaveConcern, SaveMatch
from bot.words.effects.people import SaveMembership
from bot.words.matches import Concern
from bot.words.settings import PREFIX
from storage.sealing import load_key
from storage.store import open_store
from tests.storage.given import AMINA, MATCH, NOW, TIED
from tests.test_commands import alongside

__all__ = ["alongside"]
PROGRAM = "new_neighbors"
CONCERN = Concern(0xABCDEF, PROGRAM, 1, 3, 31, "money", "new", NOW, {"said": "She asks for money"})


@dataclass(frozen=True)
class Called:
    """How a call of the command line went."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
async def seeded(tmp_path, monkeypatch):
    """Amina and Sena in New Neighbors, Sena an admin as well, and one report; the command line is called in this
    process, by the door a process of its own comes in by."""
    monkeypatch.chdir(tmp_path)  # where it lies unless told; and the path of the bot's socket may be 107 bytes long
    monkeypatch.setenv(f"{PREFIX}KEY_FILE", "key")
    store = await open_store("sqlite:///alongside.sqlite3", load_key(Path("key")))
    effects = [_in_program(effect) for effect in TIED]
    effects += [SaveConcern(CONCERN), SaveStaff(Staff(3, "admin", "", NOW))]
    await store.write(lambda session: session.carry_out(effects, NOW))
    await store.close()
    return called


def called(*arguments: str) -> Called:
    """What `alongside` with these arguments prints, and its exit code."""
    out, err = io.StringIO(), io.StringIO()
    with (
        redirect_stdout(out),
        redirect_stderr(err),
        patch.object(sys, "argv", ["alongside", *arguments]),
        patch.object(sys, "stdin", io.StringIO()),
        pytest.raises(SystemExit) as ended,
    ):
        main()
    return Called(ended.value.code or 0, out.getvalue(), err.getvalue())


def _in_program(effect):
    if isinstance(effect, SaveMembership):
        return SaveMembership(replace(effect.membership, program=PROGRAM))
    if isinstance(effect, SaveMatch):
        return SaveMatch(replace(MATCH, program=PROGRAM, status="open"))
    return effect


def _json(done):
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_people_are_listed_shown_given_rights_and_looking_is_noted(seeded):
    rows = _json(seeded("people", "list", "--json"))
    assert {(row["person"], row["role"]) for row in rows} == {
        ("00000001", "mentee"),
        ("00000003", "mentor"),
        ("00000003", "admin"),
    }
    assert "Amina" not in str(rows)
    assert "00000001" in seeded("people", "list", "--program", PROGRAM, "--role", "mentee").stdout
    shown = _json(seeded("people", "show", "00000001", "--json"))
    assert shown["name"] == AMINA.name
    assert [match["with"] for match in shown["matches"]] == ["00000003"]
    assert "Amina" in seeded("people", "show", "00000001").stdout
    done = seeded("people", "role", "00000001", "coordinator", "--program", PROGRAM)
    assert done.stdout.strip() == f"00000001: coordinator of {PROGRAM}"
    assert _json(seeded("people", "show", "00000001", "--json"))["rights"] == [
        {"role": "coordinator", "program": PROGRAM}
    ]
    seeded("people", "role", "00000001", "none", "--program", PROGRAM)
    trail = [(row["by"], row["what"]) for row in _json(seeded("audit", "--json"))]
    assert trail[:2] == [("operator", "remove"), ("operator", "show-person")]
    assert ("operator", "give-role") in trail
    assert "give-role" in seeded("audit", "--program", PROGRAM).stdout


def test_the_last_admin_stays_and_whoever_is_unknown_is_said_to_be(seeded):
    for command in (("role", "00000003", "none"), ("remove", "00000003", "--yes")):
        done = seeded("people", *command)
        assert done.returncode == 2
        assert "the only admin" in done.stderr
    done = seeded("people", "show", "99999999")
    assert done.returncode == 2
    assert "nobody is called" in done.stderr
    assert "name one of the programs" in seeded("people", "invite").stderr


def test_an_invitation_is_printed_and_not_kept(seeded, tmp_path):
    made = _json(seeded("people", "invite", "--program", "new-neighbors", "--json"))
    assert made["role"] == "coordinator"
    assert made["code"].startswith("c-")
    assert made["code"].removeprefix("c-").encode() not in (tmp_path / "alongside.sqlite3").read_bytes()


def test_reports_are_listed_without_words_shown_with_them_and_closed(seeded):
    [row] = _json(seeded("concerns", "list", "--json"))
    assert (row["category"], row["status"], row["by_when"]) == ("money", "new", "2026-03-02T09:30+00:00")
    assert "money" in seeded("concerns", "list").stdout
    assert "She asks" not in str(row)
    assert "She asks for money" in seeded("concerns", "show", row["concern"]).stdout
    assert _json(seeded("audit", "--json"))[0]["what"] == "read-concern"
    refused = seeded("concerns", "close", row["concern"], "--outcome", "whatever")
    assert refused.returncode == 2
    done = seeded("concerns", "close", row["concern"], "--outcome", "talked", "--note", "On the phone")
    assert "is closed: talked" in done.stdout
    assert _json(seeded("concerns", "list", "--json")) == []
    [closed] = _json(seeded("concerns", "list", "--all", "--json"))
    assert closed["status"] == "closed"
    shown = _json(seeded("concerns", "show", row["concern"], "--json"))
    assert shown["notes"][0]["text"] == "On the phone"


def test_forgetting_someone_is_asked_first_and_noted(seeded):
    assert seeded("people", "remove", "00000001").returncode == 1
    assert seeded("people", "remove", "00000001", "--yes").returncode == 0
    assert _json(seeded("audit", "--json"))[0]["what"] == "remove-person"


async def test_run_prints_a_code_for_the_first_admin_as_long_as_there_is_none(alongside, tmp_path):
    settings = {"ALONGSIDE_TELEGRAM_TOKEN": "1:x", "ALONGSIDE_TELEGRAM_BASE_URL": "http://127.0.0.1:9"}
    printed = []
    for _ in range(2):
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            cwd=tmp_path,
            env=alongside.environment | settings,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            async with asyncio.timeout(30):
                while "/admin c-" not in (line := (await process.stdout.readline()).decode()):
                    assert line, "the bot ended"
            printed.append(line.split()[-1])
        finally:
            process.send_signal(signal.SIGTERM)
            await asyncio.wait_for(process.wait(), 30)
    assert len(set(printed)) == 2
    assert all(len(code) == 28 for code in printed)

"""The command line as an operator meets it, in a real process."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from bot.words.settings import PREFIX
from storage.store import open_store

ROOT = Path(__file__).parent.parent
NOBODY = {"SLACK_BASE_URL": "http://127.0.0.1:1/api/"}


@pytest.fixture
def alongside(tmp_path):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(PREFIX)} | {
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "PYTHONPATH": str(ROOT),
    }

    def run(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        env = environment | {PREFIX + name: value for name, value in settings.items()}
        command = [sys.executable, "-m", "bot", *arguments]
        return subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=60, check=False)

    run.environment = environment
    return run


def test_run_without_a_channel_says_how_to_get_one_and_points_to_rehearse(alongside):
    done = alongside("run")
    assert done.returncode == 2
    for said in ("@BotFather", "ALONGSIDE_TELEGRAM_TOKEN", "alongside slack manifest", "alongside rehearse"):
        assert said in done.stderr


def test_a_wrong_setting_is_one_plain_message(alongside):
    done = alongside("run", TELEGRAM_TOKEN="hello")
    assert done.returncode == 2
    assert done.stderr.startswith("alongside: ALONGSIDE_TELEGRAM_TOKEN:")
    assert "Traceback" not in done.stderr


def test_an_unknown_name_is_reported_and_nothing_stops(alongside):
    done = alongside("slack", "manifest", TELEGRAM_TOKN="1:x")
    assert done.returncode == 0
    assert "Did you mean ALONGSIDE_TELEGRAM_TOKEN?" in done.stderr


def test_a_database_that_cannot_be_used_has_its_own_exit_code(alongside):
    done = alongside("run", TELEGRAM_TOKEN="1:x", DATABASE_URL="mysql://x")
    assert done.returncode == 3
    assert "sqlite:///" in done.stderr
    assert "ALONGSIDE_DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_that_is_taken_is_a_plain_message_and_a_wrong_setting(alongside):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = alongside("run", SLACK_BOT_TOKEN="xoxb-1", SLACK_SIGNING_SECRET="x", HTTP_PORT=port, **NOBODY)
    assert done.returncode == 2
    assert "ALONGSIDE_HTTP_PORT" in done.stderr.splitlines()[-1]
    assert port in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_a_postgresql_out_of_reach_says_what_to_look_at(alongside):
    done = alongside("run", TELEGRAM_TOKEN="1:x", DATABASE_URL="postgresql://user:canary@127.0.0.1:1/none")
    assert done.returncode == 3
    assert "ALONGSIDE_DATABASE_URL" in done.stderr
    assert "canary" not in done.stderr


def test_the_manifest_is_json_to_paste(alongside):
    manifest = json.loads(alongside("slack", "manifest").stdout)
    assert manifest["settings"]["socket_mode_enabled"] is True
    at = json.loads(alongside("slack", "manifest", PUBLIC_URL="https://bot.example.org").stdout)
    assert at["settings"]["event_subscriptions"]["request_url"] == "https://bot.example.org/slack/events"


def test_flows_are_printed_as_diagram_and_as_text(alongside):
    done = alongside("flows", "--program", "new_neighbors")
    assert "stateDiagram-v2" in done.stdout
    assert "When were you born?" in done.stdout
    spanish = alongside("flows", "--language", "es", "--no-diagram", "--program", "new_neighbors").stdout
    assert "¿Cuándo naciste?" in spanish
    assert "stateDiagram" not in spanish
    assert alongside("flows", "--program", "nowhere").returncode == 2


def test_the_doctor_says_what_to_do_and_its_exit_code_too(alongside):
    done = alongside("doctor")
    assert done.returncode == 1
    assert "✓ Programs" in done.stdout
    assert "✗ No channel is configured" in done.stdout


async def test_a_backup_is_written_once_and_never_over_another_file(alongside, tmp_path):
    store = await open_store(f"sqlite:///{tmp_path / 'alongside.sqlite3'}", bytes(32))
    await store.close()
    assert alongside("backup", "copy.sqlite3").returncode == 0
    assert (tmp_path / "copy.sqlite3").stat().st_mode & 0o777 == 0o600
    again = alongside("backup", "copy.sqlite3")
    assert again.returncode == 3
    assert "exists already" in again.stderr


def test_programs_are_checked(alongside, tmp_path):
    assert alongside("program", "check", "--no-scenes", str(ROOT / "bot/curriculum/programs")).stdout.count("✓") == 3
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "program.yaml").write_text("title: Mine\n")
    done = alongside("program", "check", "mine")
    assert done.returncode == 2
    assert "program.yaml, line 1, about: this key is missing" in done.stderr


async def test_rehearse_serves_the_page_and_its_interface_until_stopped(alongside, tmp_path):
    command = [sys.executable, "-m", "bot", "rehearse", "--no-browser", "--port", "0"]
    process = await asyncio.create_subprocess_exec(
        *command, cwd=tmp_path, env=alongside.environment, stdout=asyncio.subprocess.PIPE
    )
    try:
        line = (await asyncio.wait_for(process.stdout.readline(), 30)).decode()
        url = line.rpartition(" ")[2].strip()
        talk = await asyncio.to_thread(_onboarded, url)
        assert any("What happens next" in message["text"] for message in talk)
        assert {message["from"] for message in talk} == {"bot", "person"}
    finally:
        process.send_signal(signal.SIGTERM)
        code = await asyncio.wait_for(process.wait(), 30)
    assert code == 0
    assert not list(tmp_path.glob("*.sqlite3*"))


def _onboarded(url: str) -> list[dict]:
    person = _post(url + "api/people", {"name": "Amina", "channel": "telegram"})["id"]
    steps = [
        {"text": "/start"},
        {"press": "Yes, let's start"},
        {"text": "5/1998"},
        {"press": "I'd like a mentor"},
        {"press": "New Neighbors"},
        {"text": "Amina"},
        {"press": "Find work"},
        {"press": "Done"},
        {"text": "nurse"},
        {"location": [45.76, 4.84]},
        {"text": "arabic"},
        {"press": "Skip"},
        {"press": "Skip"},
        {"press": "Weekends"},
        {"press": "Done"},
        {"people": ["Sam"]},
        {"text": "no preference"},
        {"press": "Yes, all good"},
    ]
    for step in steps:
        _post(f"{url}api/people/{person}/messages", step)
    _post(url + "api/clock", {"advance": "P7D"})
    with urllib.request.urlopen(f"{url}api/people/{person}/messages") as answer:
        return json.load(answer)


def _post(url: str, body: dict) -> dict:
    request = urllib.request.Request(url, json.dumps(body).encode(), {"content-type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)

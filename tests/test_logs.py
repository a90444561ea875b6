"""Row 68: whatever is logged, no secret and no library's words get through."""

from __future__ import annotations

import io
import json
import logging

import pytest
import structlog

from bot.logs import Redaction, set_up_logs
from bot.words.settings import Settings


@pytest.fixture
def logs(capsys):
    slack = {"slack_signing_secret": "newone,oldone", "slack_bot_token": "xoxb-1"}
    set_up_logs(Settings(telegram_token="1:supersecret", **slack))
    yield lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    structlog.reset_defaults()
    logging.getLogger().handlers.clear()


def test_row_68_our_own_secrets_are_struck_out(logs):
    structlog.get_logger().info("sent", url="https://x/bot1:supersecret/sendMessage", other="newone oldone")
    [event] = logs()
    assert "supersecret" not in json.dumps(event)
    assert "newone" not in json.dumps(event)
    assert "oldone" not in json.dumps(event)


def test_row_68_anything_shaped_like_a_token_is_struck_out():
    redaction = Redaction(())
    for token in ("123456789:AAFakeTokenFakeTokenFakeTokenFakeTok", "xoxb-12-abc", "xapp-1-A0-12-ff", "xoxp-1"):
        assert token not in redaction.struck(f"calling {token} now")


def test_row_68_libraries_say_who_and_what_kind_but_not_in_their_words(logs):
    try:
        int("Amina lives in Lyon")
    except ValueError:
        logging.getLogger("some.library").exception("could not read 'Amina lives in Lyon'")
    [event] = logs()
    assert event["library"] == "some.library"
    assert event["error"] == "ValueError"
    assert "Amina" not in json.dumps(event)


def test_row_68_a_line_break_in_a_value_stays_one_line(logs):
    structlog.get_logger().warning("odd", value="one\ntwo\x1b[31m")
    [event] = logs()
    assert event["value"] == "one\ntwo\x1b[31m"


def test_a_standard_error_that_is_closed_takes_nobody_down(monkeypatch):
    closed = io.StringIO()
    closed.close()
    set_up_logs(Settings())
    monkeypatch.setattr("sys.stderr", closed)
    structlog.get_logger("alongside").error("nobody.hears", so="what")

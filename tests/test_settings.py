"""Settings: mistakes are named by variable, with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.words.errors import SettingsError
from bot.words.settings import PREFIX, Settings, loose_ends, read_settings, unknown_names


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch, tmp_path):
    import os

    for name in list(os.environ):
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def put(monkeypatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(PREFIX + name, value)


def test_without_anything_set_there_is_a_database_here_and_no_channel():
    settings = read_settings()
    assert settings.database_url == "sqlite:///alongside.sqlite3"
    assert settings.telegram_base_url == "https://api.telegram.org"
    assert settings.slack_base_url == "https://slack.com/api/"
    assert not settings.telegram
    assert not settings.slack
    assert not settings.serves_http


@pytest.mark.parametrize(
    ("given", "variable", "advice"),
    [
        ({"TELEGRAM_TOKEN": "hello"}, "TELEGRAM_TOKEN", "@BotFather"),
        ({"SLACK_BOT_TOKEN": "xapp-1", "SLACK_APP_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN", "xoxb-"),
        ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN", "xapp-"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN", "Socket Mode"),
        ({"SLACK_APP_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN", "missing"),
        ({"HTTP_PORT": "abc"}, "HTTP_PORT", "whole number"),
        ({"HTTP_PORT": "70000"}, "HTTP_PORT", "65535"),
        ({"PUBLIC_URL": "bot.example.org"}, "PUBLIC_URL", "https://"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL", "debug"),
        ({"TELEGRAM_PER_SECOND": "-1"}, "TELEGRAM_PER_SECOND", "0 means no limit"),
        ({"PAGES": "perhaps"}, "PAGES", "on or off"),
        ({"TELEGRAM_WEBHOOK_SECRET": "two words"}, "TELEGRAM_WEBHOOK_SECRET", "letters, digits"),
        ({"TELEGRAM_WEBHOOK_SECRET": "x" * 257}, "TELEGRAM_WEBHOOK_SECRET", "256"),
        ({"TELEGRAM_WEBHOOK_SECRET": "new,öld"}, "TELEGRAM_WEBHOOK_SECRET", "letters, digits"),
    ],
)
def test_a_mistake_is_named_by_variable_with_what_to_do(monkeypatch, given, variable, advice):
    put(monkeypatch, **given)
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert PREFIX + variable in str(caught.value)
    assert advice in str(caught.value)


def test_what_is_empty_is_not_set(monkeypatch, tmp_path: Path):
    (tmp_path / ".env").write_text("ALONGSIDE_TELEGRAM_TOKEN=1:file\n")
    put(monkeypatch, TELEGRAM_TOKEN="", HTTP_PORT="", DATABASE_URL="", PROGRAMS="", PAGES="", TELEGRAM_PER_SECOND="")
    assert read_settings() == Settings()


def test_a_webhook_secret_may_be_two_while_it_is_changed(monkeypatch):
    put(monkeypatch, TELEGRAM_WEBHOOK_SECRET="new_1, old-2", PUBLIC_URL="https://bot.example.org")
    assert read_settings().telegram_webhook_secret.get_secret_value() == "new_1,old-2"
    assert loose_ends(read_settings()) == []


def test_a_setting_that_does_nothing_without_another_is_named(monkeypatch):
    put(monkeypatch, TELEGRAM_TOKEN="1:x", TELEGRAM_WEBHOOK_SECRET="secret")
    (line,) = loose_ends(read_settings())
    assert "ALONGSIDE_TELEGRAM_WEBHOOK_SECRET" in line
    assert "ALONGSIDE_PUBLIC_URL" in line
    assert "secret:" not in line


def test_secrets_are_not_in_what_is_said_about_a_mistake(monkeypatch):
    put(monkeypatch, TELEGRAM_TOKEN="canarytoken", SLACK_BOT_TOKEN="canaryslack")
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert "canary" not in str(caught.value)
    put(monkeypatch, TELEGRAM_TOKEN="1:canarytoken", SLACK_BOT_TOKEN="")
    assert "canary" not in repr(read_settings())


def test_all_mistakes_are_said_at_once(monkeypatch):
    put(monkeypatch, TELEGRAM_TOKEN="x", HTTP_PORT="x")
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert "TELEGRAM_TOKEN" in str(caught.value)
    assert "HTTP_PORT" in str(caught.value)


def test_a_dotenv_file_is_read_and_the_environment_wins(monkeypatch, tmp_path: Path):
    (tmp_path / ".env").write_text("ALONGSIDE_TELEGRAM_TOKEN=1:file\nALONGSIDE_HTTP_PORT=81\nOTHER=x\n")
    put(monkeypatch, HTTP_PORT="82")
    settings = read_settings()
    assert settings.telegram_token.get_secret_value() == "1:file"
    assert settings.http_port == 82


def test_names_that_are_no_setting_are_reported_with_the_likeliest_meant(monkeypatch, tmp_path: Path):
    put(monkeypatch, TELEGRAM_TOKN="1:x")
    (tmp_path / ".env").write_text("ALONGSIDE_DATABSE_URL=x\nALONGSIDE_ZZZ=1\n")
    said = "\n".join(unknown_names())
    assert "Did you mean ALONGSIDE_TELEGRAM_TOKEN?" in said
    assert "Did you mean ALONGSIDE_DATABASE_URL?" in said
    assert "ALONGSIDE_ZZZ is not a setting." in said


def test_the_webhook_takes_an_address_and_a_secret(monkeypatch):
    put(monkeypatch, TELEGRAM_TOKEN="1:x", PUBLIC_URL="https://bot.example.org/")
    settings = read_settings()
    assert not settings.webhook
    assert settings.public_url == "https://bot.example.org"
    put(monkeypatch, TELEGRAM_WEBHOOK_SECRET="quiet")
    assert read_settings().webhook
    assert read_settings().serves_http

"""Settings, from the environment or a `.env` file; every name starts with ALONGSIDE_."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator

from bot.words.errors import SettingsError

PREFIX = "ALONGSIDE_"


def default_key_file() -> Path:
    """Where the key lives unless told otherwise: the user's configuration folder, away from the data."""
    root = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(root).expanduser() / "alongside" / "alongside.key"


class Settings(BaseModel):
    """What an operator can set. Rates are messages per second; 0 means no limit of ours."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True, validate_default=True)

    database_url: str = "sqlite:///alongside.sqlite3"
    key_file: Path = Field(default_factory=default_key_file)
    programs: Path | None = None
    telegram_token: SecretStr = SecretStr("")
    telegram_base_url: str = "https://api.telegram.org"
    telegram_webhook_secret: SecretStr = SecretStr("")
    telegram_per_second: float = Field(default=30, ge=0)
    telegram_chat_per_second: float = Field(default=1, ge=0)
    slack_bot_token: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_base_url: str = "https://slack.com/api/"
    public_url: str = ""
    http_host: str = "127.0.0.1"
    http_port: int = Field(default=8080, ge=0, le=65535)
    pages: bool = False
    log_level: str = "info"

    @field_validator("telegram_base_url", "slack_base_url", "public_url")
    @classmethod
    def _is_url(cls, value: str) -> str:
        if value and (urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).netloc):
            raise ValueError("write a whole address such as https://bot.example.org")
        return value.rstrip("/")

    @field_validator("slack_base_url")
    @classmethod
    def _ends_in_api(cls, value: str) -> str:
        return value + "/"

    @field_validator("telegram_token")
    @classmethod
    def _is_telegram_token(cls, value: SecretStr) -> SecretStr:
        token = value.get_secret_value().strip()
        if token and not token.partition(":")[2]:
            raise ValueError("a Telegram token looks like 123456:ABC-DEF…; copy it whole from @BotFather")
        return SecretStr(token)

    @field_validator("telegram_webhook_secret")
    @classmethod
    def _is_webhook_secret(cls, value: SecretStr) -> SecretStr:
        secrets = [secret.strip() for secret in value.get_secret_value().split(",") if secret.strip()]
        if not all(re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret) for secret in secrets):
            raise ValueError("Telegram takes up to 256 letters, digits, _ and - as a secret; choose another one")
        return SecretStr(",".join(secrets))

    @field_validator("slack_bot_token")
    @classmethod
    def _is_bot_token(cls, value: SecretStr) -> SecretStr:
        return _with_prefix(value, "xoxb-", "the bot token, from OAuth & Permissions")

    @field_validator("slack_app_token")
    @classmethod
    def _is_app_token(cls, value: SecretStr) -> SecretStr:
        return _with_prefix(value, "xapp-", "the app-level token, from Basic Information")

    @field_validator("log_level")
    @classmethod
    def _is_level(cls, value: str) -> str:
        if value.lower() not in {"debug", "info", "warning", "error"}:
            raise ValueError("use debug, info, warning or error")
        return value.lower()

    @model_validator(mode="after")
    def _slack_is_whole(self) -> Settings:
        ways_in = self.slack_app_token.get_secret_value() or self.slack_signing_secret.get_secret_value()
        if self.slack_bot_token.get_secret_value() and not ways_in:
            raise ValueError(
                f"{PREFIX}SLACK_BOT_TOKEN is set, but not how Slack reaches us: set {PREFIX}SLACK_APP_TOKEN "
                f"(Socket Mode, the simple way) or {PREFIX}SLACK_SIGNING_SECRET with {PREFIX}PUBLIC_URL"
            )
        if ways_in and not self.slack_bot_token.get_secret_value():
            raise ValueError(f"{PREFIX}SLACK_BOT_TOKEN is missing: it starts with xoxb-, from OAuth & Permissions")
        return self

    @property
    def telegram(self) -> bool:
        """Whether Telegram is configured."""
        return bool(self.telegram_token.get_secret_value())

    @property
    def slack(self) -> bool:
        """Whether Slack is configured."""
        return bool(self.slack_bot_token.get_secret_value())

    @property
    def webhook(self) -> bool:
        """Whether Telegram is to push updates to us; it takes an address and a secret."""
        return bool(self.public_url and self.telegram_webhook_secret.get_secret_value())

    @property
    def serves_http(self) -> bool:
        """Whether anything needs our HTTP server."""
        called = (self.telegram and self.webhook) or bool(self.slack_signing_secret.get_secret_value())
        return self.pages or called or bool(self.dashboard)

    @property
    def dashboard(self) -> str:
        """Where the dashboard stands on the web, "" where nobody could reach it."""
        return f"{self.public_url}/dashboard" if self.public_url else ""


def read_settings(**changes: Any) -> Settings:
    """Read the settings; raises SettingsError naming every variable at fault and what to do."""
    try:
        return Settings(**{**_given(), **changes})
    except ValidationError as error:
        lines = []
        for fault in error.errors():
            name = PREFIX + str(fault["loc"][0]).upper() if fault["loc"] else ""
            said = _IN_SHORT.get(name, fault["msg"].removeprefix("Value error, "))
            lines.append(f"{name}: {said}" if name else said)
        raise SettingsError("\n".join(lines)) from None


_RATE = "write a number such as 30; 0 means no limit of ours"
_IN_SHORT = {
    PREFIX + "HTTP_PORT": "write a whole number from 0 to 65535, such as 8080",
    PREFIX + "TELEGRAM_PER_SECOND": _RATE,
    PREFIX + "TELEGRAM_CHAT_PER_SECOND": _RATE,
    PREFIX + "PAGES": "write on or off",
}
"""What to do about those of which pydantic says only what they are not."""


def _given() -> dict[str, Any]:
    """What the environment says, else the file `.env`, by the names of the settings; what is empty is not set.

    These six lines stand for pydantic-settings, which would be a tenth of what there is to load at the start.
    """
    named = {**dotenv_values(".env"), **os.environ}
    ours = {name.upper(): value for name, value in named.items() if name.upper().startswith(PREFIX)}
    return {name.removeprefix(PREFIX).lower(): value for name, value in ours.items() if value}


def unknown_names(environment: Mapping[str, str] | None = None) -> list[str]:
    """One line for each ALONGSIDE_ name that is no setting, with the likeliest meant."""
    given = {**dotenv_values(".env"), **(os.environ if environment is None else environment)}
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    lines = []
    for name in sorted(n for n in given if n.upper().startswith(PREFIX) and n.upper() not in known):
        close = difflib.get_close_matches(name.upper(), known, 1)
        lines.append(f"{name} is not a setting." + (f" Did you mean {close[0]}?" if close else ""))
    return lines


def loose_ends(settings: Settings) -> list[str]:
    """One line for each setting that does nothing for want of another one."""
    if settings.telegram_webhook_secret.get_secret_value() and not settings.public_url:
        return [f"{PREFIX}TELEGRAM_WEBHOOK_SECRET does nothing without {PREFIX}PUBLIC_URL: Telegram is polled."]
    return []


def _with_prefix(value: SecretStr, prefix: str, what: str) -> SecretStr:
    token = value.get_secret_value().strip()
    if token and not token.startswith(prefix):
        raise ValueError(f"this should be {what}; it starts with {prefix}")
    return SecretStr(token)

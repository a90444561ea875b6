"""Logs: one line an event, keys instead of prose; tokens are struck out by construction."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Any, TextIO, cast

import structlog

from bot.words.settings import Settings

LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}
SHAPES = re.compile(r"\d{5,}:[\w-]{30,}|xox[a-z]-[\w-]+|xapp-[\w-]+")
STRUCK = "‹secret›"


class Redaction:
    """Strikes out whatever looks like a token or is one of ours, in every value of every event."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        self._secrets = tuple(secret for secret in secrets if len(secret) >= 6)

    def __call__(self, _: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        for key, value in event.items():
            if isinstance(value, str):
                event[key] = self.struck(value)
        return event

    def struck(self, text: str) -> str:
        """The text without secrets."""
        for secret in self._secrets:
            text = text.replace(secret, STRUCK)
        return SHAPES.sub(STRUCK, text)


class StandardError:
    """Standard error as it is at the moment of writing. One that is closed, full or gone takes nobody down with it."""

    def write(self, text: str) -> None:
        """Write, if that can be done."""
        with suppress(OSError, ValueError):
            sys.stderr.write(text)

    def flush(self) -> None:
        """Write out, if that can be done."""
        with suppress(OSError, ValueError):
            sys.stderr.flush()


class Stdlib(logging.Handler):
    """Brings what libraries log (warnings and worse) into the same form: who, and the kind, never their words."""

    def emit(self, record: logging.LogRecord) -> None:
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        structlog.get_logger("alongside").log(record.levelno, "library", library=record.name, error=kind)


def set_up_logs(settings: Settings, *, for_good: bool = False) -> None:
    """One line an event to standard error; for people on a terminal, as JSON elsewhere. `for_good`: nothing in this
    process will ever log otherwise, which makes a line cheaper."""
    secrets = (
        settings.telegram_token,
        settings.telegram_webhook_secret,
        settings.slack_bot_token,
        settings.slack_app_token,
        settings.slack_signing_secret,
    )
    redaction = Redaction(tuple(part for secret in secrets for part in secret.get_secret_value().split(",")))
    rendered = structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            redaction,
            rendered,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(LEVELS[settings.log_level]),
        logger_factory=structlog.PrintLoggerFactory(file=cast("TextIO", StandardError())),
        cache_logger_on_first_use=for_good,
    )
    logging.basicConfig(handlers=[Stdlib(logging.WARNING)], level=logging.WARNING, force=True)

"""Time zones with other rules: Berlin gives up its winter time, Amman its summer time."""

from __future__ import annotations

import shutil
import zoneinfo
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import tzdata

from bot.words.localtime import zone_of
from tests.storage.conftest import sqlite_file, sqlite_store, store, url
from tests.storage.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url", "sqlite_file", "sqlite_store", "store", "url"]

PACKAGE = Path(tzdata.__file__).parent
LIKE = {"Europe/Berlin": "Africa/Johannesburg", "America/New_York": "Etc/GMT+3"}
"""Zones that change, and a zone that is as they are from then on: two hours ahead, three hours behind."""
AHEAD = {"Europe/Berlin": 2, "America/New_York": -3}
"""The same, by hand."""


@pytest.fixture(scope="session")
def next_edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a package `tzdata` of an edition to come, in which some zones have other rules."""
    folder = tmp_path_factory.mktemp("next")
    copied = Path(shutil.copytree(PACKAGE, folder / "tzdata", ignore=shutil.ignore_patterns("__pycache__")))
    for zone, like in LIKE.items():
        shutil.copy(PACKAGE / "zoneinfo" / like, copied / "zoneinfo" / zone)
    (copied / "__init__.py").write_text('IANA_VERSION = "2099z"\n__version__ = "2099.26"\n')
    return folder


@pytest.fixture
def rules_change(next_edition: Path) -> Iterator[Callable[[], None]]:
    """From the call on, this process reads the other rules."""

    def forget() -> None:
        zoneinfo.ZoneInfo.clear_cache()
        zone_of.cache_clear()

    def change() -> None:
        zoneinfo.reset_tzpath(to=(str(next_edition / "tzdata" / "zoneinfo"),))
        forget()

    yield change
    zoneinfo.reset_tzpath(to=())
    forget()

"""A served dashboard, and a real browser to look at it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.dashboard.house import House, open_house
from tests.flows.conftest import stage
from tests.flows.talking.conftest import company
from tests.page.conftest import browser, chromium

__all__ = ["browser", "chromium", "company", "stage"]


@pytest.fixture
async def house(tmp_path, stage, monkeypatch) -> AsyncIterator[House]:
    async with open_house(tmp_path, stage, monkeypatch) as opened:
        yield opened

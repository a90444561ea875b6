"""`pytest tests/scenes --update-scenes` writes the scenes anew; the diff is then read."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-scenes", action="store_true", help="write the scenes as they are played now")


@pytest.fixture
def updating(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-scenes", default=False))

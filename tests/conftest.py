"""What holds for every test: values are frozen in earnest, and none leaves its logs to the next."""

import logging
import os

import pytest
import structlog

from bot.words import values

values.STRICT = True
os.environ["STRICT_VALUES"] = "1"  # a worker process has to be of the same kind: values are handed over pickled


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever meets the one browser of the session does so on the session's loop."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.fixture(autouse=True)
def _logs_of_its_own():
    handlers = logging.root.handlers[:]
    yield
    structlog.reset_defaults()
    logging.root.handlers[:] = handlers

"""What holds for every test: values are frozen in earnest, and none leaves its logs to the next."""

import logging
import os

import pytest
import structlog

from bot.words import values

values.STRICT = True
os.environ["STRICT_VALUES"] = "1"  # a worker process has to be of the same kind: values are handed over pickled


@pytest.fixture(autouse=True)
def _logs_of_its_own():
    handlers = logging.root.handlers[:]
    yield
    structlog.reset_defaults()
    logging.root.handlers[:] = handlers

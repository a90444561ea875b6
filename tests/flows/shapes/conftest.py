"""What every shape is asked with: a plain voice, a fixed noon, the real gazetteer."""

import datetime as dt
from functools import cache

import pytest

from bot.flows.engine.shape import Asking, Draft, Value
from bot.flows.gazetteer import open_gazetteer
from bot.words.messages import Typed
from bot.words.phrases import Line

NOON = dt.datetime(2025, 6, 15, 12, tzinfo=dt.timezone.utc)


def say(line: Line) -> str:
    return line.english.format(**line.values)


@cache
def gazetteer():
    return open_gazetteer()


def asked(language="en", *, now=NOON, draft=None, zone="", key="test-question") -> Asking:
    return Asking(key, language, now, say, gazetteer=gazetteer(), draft=draft, zone=zone)


def outcome(reading):
    """A reading in short: the value, ("draft", draft), or the key of the hint."""
    if isinstance(reading, Value):
        return reading.value
    return ("draft", reading.draft) if isinstance(reading, Draft) else reading.hint.key


@pytest.fixture
def read():
    """Reads typed words with a shape, in short."""

    def typed(shape, text, language="en", **about):
        return outcome(shape.read(Typed(text), asked(language, **about)))

    return typed


@pytest.fixture
def ask():
    return asked

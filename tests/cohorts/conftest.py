"""A coordinator and two mentors in training, known already, on either platform."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.curriculum.folders import SHIPPED, read_programs
from bot.flows.gazetteer import open_gazetteer
from bot.flows.staging import set_stage
from bot.words.desk import Staff
from bot.words.effects.desk import SaveStaff
from bot.words.effects.people import SaveAddress, SaveMembership, SavePerson
from bot.words.messages import Address
from bot.words.people import Adult, Membership, Person
from tests.faults.conftest import slack, telegram

__all__ = ["slack", "telegram"]

PROGRAM = "new_neighbors"
NOW = dt.datetime.now(dt.timezone.utc)


def noonish() -> str:
    """A zone whose clocks show between noon and one now: what is due in the morning is due, and not too late."""
    ahead = (12 - NOW.hour) % 24
    ahead = ahead - 24 if ahead > 12 else ahead
    return f"Etc/GMT{-ahead:+d}" if ahead else "UTC"


def known(number: int, name: str, address: Address, *, staff: bool = False) -> list[object]:
    """Someone who is known: a coordinator, or a mentor whose training has not begun."""
    person = Person(number, NOW, name=name, language="en", zone=noonish(), adult=Adult(NOW, "en:1"))
    effects: list[object] = [SavePerson(person), SaveAddress(address, number)]
    if staff:
        return [*effects, SaveStaff(Staff(number, "coordinator", PROGRAM, NOW))]
    profile = {"languages": ["en"], "times": ["evenings"], "offer": ["language"], "seats": 1}
    return [*effects, SaveMembership(Membership(number + 1000, number, PROGRAM, "mentor", "waiting", profile, NOW))]


@pytest.fixture(scope="session")
def neighbors():
    return set_stage(read_programs(SHIPPED / PROGRAM), open_gazetteer())

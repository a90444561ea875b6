"""People, messages and moments the tests begin with."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.words.effects.matches import SaveMatch
from bot.words.effects.people import RecordConsent, SaveAddress, SaveMembership, SavePerson, SaveRun
from bot.words.effects.sending import Schedule
from bot.words.matches import Match, Relayed
from bot.words.messages import Address, Button, Delivery, Inbound, Priority, Say, Typed
from bot.words.people import Adult, Consent, Due, Membership, Person, Run
from bot.words.turns import Effect

KEY = bytes(range(32))
NOW = dt.datetime(2026, 3, 1, 9, 30, 15, 123456, tzinfo=dt.timezone.utc)
SECOND = dt.timedelta(seconds=1)
DAY = dt.timedelta(days=1)

AMINA_CHAT = Address("telegram", "70001")
AMINA_SLACK = Address("slack", "T1/U1")
BEN_CHAT = Address("telegram", "70002")

AMINA = Person(1, NOW, name="Amina", language="en", zone="Africa/Cairo", adult=Adult(NOW, "v1"))
BEN = Person(2, NOW, name="Ben")
RUN = Run(
    id=11,
    person=1,
    flow="onboarding",
    variant="first-job",
    version="3",
    open="goal",
    answers={"role": "mentee", "interests": ["maps", 7, None, {"deep": True}]},
    passed=("hello", "born", "role"),
    draft=["half", "an answer"],
    asked=501,
    misses=1,
    started_at=NOW,
    touched_at=NOW + SECOND,
)
MEMBERSHIP = Membership(21, 1, "first-job", "mentee", "waiting", {"goal": "nursing", "languages": ["ar"]}, NOW)
CONSENT = Consent(1, "matching", "v1", given=True, at=NOW)
DUE = Due("nudge:1", "nudge", 1, NOW + DAY, subject="11")

AMINA_ARRIVES: tuple[Effect, ...] = (SavePerson(AMINA), SaveAddress(AMINA_CHAT, 1))
BEN_ARRIVES: tuple[Effect, ...] = (SavePerson(BEN), SaveAddress(BEN_CHAT, 2))
AMINA_TELLS: tuple[Effect, ...] = (
    *AMINA_ARRIVES,
    SaveRun(RUN),
    SaveMembership(MEMBERSHIP),
    RecordConsent(CONSENT),
    Schedule(DUE),
)


def typed(key: str, text: str = "hello", address: Address = AMINA_CHAT) -> Inbound:
    return Inbound(key, address, Typed(text), NOW, name="Amina", language="en")


def delivery(id: int, text: str = "hi", address: Address = AMINA_CHAT, **more) -> Delivery:
    whole = Delivery(id, address, Say(text, (Button("Yes", "r1.s.0"),)), priority=Priority.REPLY, person=1)
    return replace(whole, **more)


SENA_CHAT = Address("telegram", "70003")
SENA_SLACK = Address("slack", "T1/U3")
SENA = Person(3, NOW, name="Sena", language="tr", zone="Europe/Istanbul", adult=Adult(NOW, "v1"))
SENA_MENTORS = Membership(
    23, 3, "first-job", "mentor", "waiting", {"seats": 2}, NOW, record={"training": {"passed": "2026-02-01"}}
)
SENA_ARRIVES: tuple[Effect, ...] = (SavePerson(SENA), SaveAddress(SENA_CHAT, 3), SaveMembership(SENA_MENTORS))
MATCH = Match(
    31,
    "first-job",
    mentee=1,
    mentor=3,
    status="offered",
    since=NOW,
    created_at=NOW,
    score=7.25,
    rank=2,
    points=[{"kind": "place", "city": "Lyon"}],
    told={"question": "Do you have evenings free?"},
)
TIED: tuple[Effect, ...] = (*AMINA_TELLS, *SENA_ARRIVES, SaveMatch(MATCH))


def copy(id: int, text: str, sender: int = 1, **more) -> Delivery:
    """What Amina (1) or Sena (3) writes within their match, as it goes to the other."""
    address, person = (SENA_CHAT, 3) if sender == 1 else (AMINA_CHAT, 1)
    whole = Delivery(id, address, Say(text), priority=Priority.RELAY, person=person, relay=(MATCH.id, sender))
    return replace(whole, **more)


def relayed(id: int, source: str, sender: int = 1, **more) -> Relayed:
    """That delivery `id` is the copy of what they wrote."""
    return replace(Relayed(id, MATCH.id, sender, AMINA_CHAT if sender == 1 else SENA_CHAT, source, NOW), **more)

"""Fills a rehearsed program with believable people, as if they had all been through onboarding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from bot.adapters.rehearsal.chats import Entry
from bot.adapters.rehearsal.platforms import PLATFORMS
from bot.adapters.rehearsal.rehearsal import Rehearsal
from bot.curriculum.program import Program
from bot.doings.rounds import terms_for
from bot.matching.believable import believable
from bot.words.effects.people import SaveAddress, SaveMembership, SavePerson
from bot.words.matches import Member
from bot.words.messages import Address
from bot.words.turns import Effect, ids_from

CROWD = 12
"""How many are made up for each who is needed."""


def fill(rehearsal: Rehearsal, program: Program, mentees: int, mentors: int, now: dt.datetime) -> list[Effect]:
    """Add a chat for each of them, and return what has to be kept of them.

    Everyone lives in one part of the world and speaks and writes the program's first language, so that a handful of
    people already fit, and whoever rehearses can read along. Every mentor is ready.
    """
    effects: list[Effect] = []
    sizes, terms = (CROWD * mentees, CROWD * mentors), terms_for(program, now.date())
    crowd = believable(len(rehearsal.chats), *sizes, terms, written=program.first_language)
    for role, wanted in (("mentee", mentees), ("mentor", mentors)):
        near = [one for one in crowd if one.membership.role == role and one.person.zone.startswith("Europe/")]
        for at, member in enumerate(near[:wanted]):
            chat = rehearsal.add(_first(member), PLATFORMS[at % len(PLATFORMS)], role, program.first_language)
            # No platform lets a bot write to someone first.
            chat.put(Entry(chat.next(), "person", "Hello!", now), rehearsal.changed())
            address = Address(chat.platform.channel, chat.id)
            effects += made_ready(member, chat.name, address, f"fill\0{chat.id}", (program, now))
    return effects


def made_ready(
    member: Member, name: str, address: Address, key: str, when: tuple[Program, dt.datetime]
) -> Sequence[Effect]:
    """What has to be kept of someone made up who takes part in a program from a moment on; ids come from the key."""
    program, now = when
    ids, own = ids_from(key), program.first_language
    person = replace(member.person, id=ids(), name=name, language=own, created_at=now)
    record = {name: value for name, value in member.membership.record.items() if name not in {"away_until", "checks"}}
    if member.membership.role == "mentor":
        record["training"] = {"passed": now.date().isoformat()}
        record["checks"] = {check.name: {"outcome": "passed"} for check in program.matching.checks}
    spoken = member.membership.profile.get("languages")
    languages = [own, *(one for one in (spoken if isinstance(spoken, list) else []) if one != own)]
    profile = {**member.membership.profile, "languages": languages}
    membership = replace(
        member.membership, profile=profile, id=ids(), person=person.id, program=program.id, since=now, record=record
    )
    return (
        SavePerson(person),
        SaveAddress(address, person.id),
        SaveMembership(membership),
    )


def _first(member: Member) -> str:
    return member.person.name.split()[0]

"""Two believable people who fit each other, for a rehearsal that begins in the middle of a program."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bot.adapters.rehearsal.chats import Chat, Entry
from bot.adapters.rehearsal.platforms import PLATFORMS, Platform
from bot.adapters.rehearsal.rehearsal import Rehearsal
from bot.curriculum.program import Program
from bot.doings.rounds import terms_for
from bot.filling import made_ready
from bot.matching.believable import believable
from bot.matching.ground import as_json, grounds
from bot.matching.rules import Terms
from bot.matching.traits import Reader
from bot.words.effects.people import SaveMembership, SavePerson
from bot.words.matches import Match, Member, Pool
from bot.words.messages import Address
from bot.words.turns import Effect, ids_from

CROWD = 24
"""How many are made up for each side, to find two who fit."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The two, their chats, what has to be kept of them, and the match that a round would propose."""

    mentee: Chat
    mentor: Chat
    people: tuple[Member, Member]
    effects: tuple[Effect, ...]
    match: Match


@dataclass(frozen=True, slots=True)
class Stranger:
    """Someone made up, under a key that makes them the same person each time they are made ready."""

    member: Member
    name: str
    key: str

    def ready(self, address: Address, program: Program, now: dt.datetime) -> tuple[Member, Sequence[Effect]]:
        """As someone who finished onboarding, and what has to be kept of them."""
        effects = made_ready(self.member, self.name, address, self.key, (program, now))
        person = next(each.person for each in effects if isinstance(each, SavePerson))
        membership = next(each.membership for each in effects if isinstance(each, SaveMembership))
        return Member(person, membership, reachable=True, addresses=(address,)), effects


async def find_pair(rehearsal: Rehearsal, program: Program, now: dt.datetime) -> Pair:
    """Make two people up who fit by the program's own rules and weights, and give each a chat."""
    taken = {chat.name for chat in rehearsal.chats.values()}
    terms = terms_for(program, now.date())
    made = believable(len(rehearsal.chats), CROWD, CROWD, terms, written=program.first_language)
    near = [one for one in made if one.person.zone.startswith("Europe/") and _first(one) not in taken]
    crowd = [Stranger(one, _first(one), f"pair\0{rehearsal.epoch}\0{one.person.id}") for one in near or made]
    two, score = await asyncio.to_thread(_fitting, crowd, program, terms, now)
    chats = [_chat(rehearsal, one, platform, program, now) for one, platform in zip(two, PLATFORMS, strict=True)]
    kept = [one.ready(chat.address, program, now) for one, chat in zip(two, chats, strict=True)]
    mentee, mentor = (member for member, _ in kept)
    id = ids_from(f"pair\0{chats[0].id}")()
    points = as_json(grounds(Reader(terms), mentee, mentor))
    match = Match(id, program.id, mentee.person.id, mentor.person.id, "held", now, now, score, 1, points=points)
    return Pair(chats[0], chats[1], (mentee, mentor), tuple(each for _, effects in kept for each in effects), match)


def _chat(rehearsal: Rehearsal, stranger: Stranger, platform: Platform, program: Program, now: dt.datetime) -> Chat:
    chat = rehearsal.add(stranger.name, platform, stranger.member.membership.role, program.first_language)
    # No platform lets a bot write to someone first.
    chat.put(Entry(chat.next(), "person", "Hello!", now), rehearsal.changed())
    return chat


def _fitting(
    crowd: Sequence[Stranger], program: Program, terms: Terms, now: dt.datetime
) -> tuple[tuple[Stranger, Stranger], float]:
    """The mentee and the mentor who fit best, and how well (0 to 1); where no two do, the first of each."""
    from bot.matching.solving import solve  # noqa: PLC0415 - numpy and scipy, only where they are used

    by_id = {}
    for at, stranger in enumerate(crowd):
        member, _ = stranger.ready(Address("rehearsal", f"{at}"), program, now)
        by_id[member.person.id] = (stranger, member)
    found = solve(Pool(program.id, tuple(member for _, member in by_id.values())), terms)
    pairs = [each for some in found.suggestions.values() for each in some]
    named = [each for each in pairs if by_id[each.mentee][0].name != by_id[each.mentor][0].name]
    if named:
        best = max(named, key=lambda each: (each.score, -each.mentee))
        return (by_id[best.mentee][0], by_id[best.mentor][0]), best.score / 100
    mentee = next(one for one in crowd if one.member.membership.role == "mentee")
    mentor = next(one for one in crowd if one.member.membership.role == "mentor" and one.name != mentee.name)
    return (mentee, mentor), 0.0


def _first(member: Member) -> str:
    return member.person.name.split()[0]

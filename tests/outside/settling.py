"""Two who have agreed to walk together and are about to be introduced, as an earlier run of the bot left them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.words.effects.matches import SaveMatch
from bot.words.effects.people import SaveAddress, SaveMembership, SavePerson
from bot.words.effects.sending import Schedule
from bot.words.matches import Match
from bot.words.messages import Address
from bot.words.people import Adult, Due, Membership, Person
from bot.words.turns import Effect
from storage.sealing import load_key
from storage.store import open_store
from tests.scenes.pairs import PROFILE, READY


@dataclass
class Settler:
    """Someone in the program; their chat is that of 1000 + `id`."""

    id: int
    name: str
    role: str
    zone: str


async def settle_in(folder: Path, people: Sequence[Settler], at: dt.datetime) -> None:
    """Keep in a new database that these (mentee, mentor, mentee, mentor…) are to be introduced at that moment."""
    (folder / "key").mkdir()
    store = await open_store(f"sqlite:///{folder / 'alongside.sqlite3'}", load_key(folder / "key" / "alongside.key"))
    before = at - dt.timedelta(days=1)
    effects: list[Effect] = []
    for one in people:
        record = READY if one.role == "mentor" else {}
        known = Person(one.id, before, name=one.name, language="en", zone=one.zone, adult=Adult(before, "v1"))
        effects += [
            SavePerson(known),
            SaveAddress(Address("telegram", str(1000 + one.id)), one.id),
            SaveMembership(Membership(100 + one.id, one.id, "harbour", one.role, "waiting", PROFILE, before, record)),
        ]
    for match, (mentee, mentor) in enumerate(zip(people[::2], people[1::2], strict=True), 1):
        pair = {"mentee": mentee.id, "mentor": mentor.id}
        effects.append(SaveMatch(Match(match, "harbour", **pair, status="open", since=before, created_at=before)))
        effects += [
            Schedule(Due(f"match:{match:x}:introduce:{side:x}", "introduce", side, at, subject=str(match)))
            for side in pair.values()
        ]
    await store.write(lambda session: session.carry_out(effects, before))
    await store.close()

"""People who know each other before a scene begins."""

from __future__ import annotations

import datetime as dt

from bot.adapters.rehearsal.chats import Chat, Entry
from bot.words.effects.matches import SaveMatch
from bot.words.effects.people import SaveAddress, SaveMembership, SavePerson
from bot.words.effects.sending import Schedule
from bot.words.matches import Match
from bot.words.people import Adult, Due, Membership, Person
from bot.words.turns import Effect

BEGAN = dt.datetime(2026, 2, 1, 9, 0, tzinfo=dt.timezone.utc)
CHECKS = ("references", "conversation", "background", "talk")
PROFILE = {
    "place": {"id": 2911298, "city": "Hamburg", "country": "DE", "zone": "Europe/Berlin"},
    "languages": ["en"],
    "times": ["evenings"],
    "seats": 5,
}
READY = {
    "training": {"passed": "2026-01-20", "version": ""},
    "checks": {name: {"outcome": "passed", "expires": None} for name in CHECKS},
}
"""What stands in the record of a mentor who is ready."""


def matched(pairs: list[tuple[Chat, Chat, str, str]]) -> list[Effect]:
    """Mentor, mentee, program, and whether they are only introduced now: what the database then holds."""
    effects: list[Effect] = []
    people: dict[str, int] = {}
    for mentor, mentee, program, _ in pairs:
        for chat, role in ((mentor, "mentor"), (mentee, "mentee")):
            person = people.setdefault(chat.name, 1001 + len(people))
            effects += _arrives(person, chat)
            id = 2000 + 2 * person + (role == "mentor")
            record = READY if role == "mentor" else {}
            effects.append(SaveMembership(Membership(id, person, program, role, "waiting", PROFILE, BEGAN, record)))
    for number, (mentor, mentee, program, is_new) in enumerate(pairs, 1):
        ids = {"mentee": people[mentee.name], "mentor": people[mentor.name]}
        effects.append(SaveMatch(Match(number, program, **ids, status="open", since=BEGAN, created_at=BEGAN)))
        if is_new:
            effects += [
                Schedule(Due(f"match:{number:x}:introduce:{person:x}", "introduce", person, BEGAN, subject=str(number)))
                for person in ids.values()
            ]
    return effects


def _arrives(person: int, chat: Chat) -> list[Effect]:
    """Someone who passed the age screen long ago; to the platform they are someone who wrote."""
    if not chat.entries:
        chat.put(Entry(chat.next(), "person", "hello", BEGAN), 0)
    language = chat.language or "en"
    known = Person(person, BEGAN, name=chat.name, language=language, zone="Europe/Berlin", adult=Adult(BEGAN, "v1"))
    return [SavePerson(known), SaveAddress(chat.address, person)]

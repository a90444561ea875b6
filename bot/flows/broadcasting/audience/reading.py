"""Audiences in people's words: "mentees without a match, who write Spanish" read into a query."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.flows.broadcasting.audience.belonging import check
from bot.flows.broadcasting.audience.queries import FACET, All, AudienceError, Between, Everyone, Is, Not, Query
from bot.flows.shapes.tongues import languages_in
from bot.words.folding import normalise

_ALIKE: Mapping[str, Query] = {
    "everyone": Everyone(),
    "all": Everyone(),
    "todos": Everyone(),
    "todas las personas": Everyone(),
    "mentees": Is("role", ("mentee",)),
    "mentee": Is("role", ("mentee",)),
    "aprendices": Is("role", ("mentee",)),
    "mentors": Is("role", ("mentor",)),
    "mentor": Is("role", ("mentor",)),
    "mentores": Is("role", ("mentor",)),
    "mentoras y mentores": Is("role", ("mentor",)),
    "without a match": Is("match", ("none",)),
    "without a mentor": Is("match", ("none",)),
    "unmatched": Is("match", ("none",)),
    "sin pareja": Is("match", ("none",)),
    "sin mentor": Is("match", ("none",)),
    "with a match": Is("match", ("open", "paused")),
    "matched": Is("match", ("open", "paused")),
    "con pareja": Is("match", ("open", "paused")),
    "with a suggestion": Is("match", ("proposed",)),
    "con propuesta": Is("match", ("proposed",)),
    "on a break": Is("match", ("paused",)),
    "paused": Is("match", ("paused",)),
    "en pausa": Is("match", ("paused",)),
    "whose match ended": Is("match", ("ended",)),
    "trained": Is("training", ("passed",)),
    "not trained": Is("training", ("open",)),
    "formados": Is("training", ("passed",)),
}
"""What means one and the same, by normalised words."""
_RANGE = re.compile(r"(?:from |de )?(\d+)(?:\s*(?:-|–|to|until|a)\s*(\d+))?(\+| or (?:more|later)| o más| on)?")
_BELOW = re.compile(r"(?:below|under|menos de|por debajo de) (\d+)")
_FIELDS = {
    "week": "week", "weeks": "week", "semana": "week", "semanas": "week",
    "check-in": "check-in", "checkin": "check-in", "last check-in": "check-in", "nota": "check-in",
    "days": "days", "matches": "matches",
    "track": "track", "itinerario": "track", "tag": "tag", "tags": "tag", "etiqueta": "tag",
    "language": "language", "idioma": "language", "zone": "zone", "program": "program", "status": "status",
    "match": "match", "role": "role", "training": "training",
}  # fmt: skip
_NUMBERS = {"week", "check-in", "days", "matches"}
_WRITES = re.compile(r"(?:who |que )?(?:write|writes|speak|speaks|read|in|escriben?|hablan?|en) (.+)")
_PERSON = re.compile(r"(?:p-)?([0-9a-f]{8})")
_NOT = re.compile(r"(?:but not|not|except|no|salvo|excepto) (.+)")
_BREAK = re.compile(r"\s*(?:[,;\n]|\band\b|\by\b(?= ))\s*")
_LEAST, _MOST = 0.0, 1e6


def read_audience(words: str) -> Query:
    """The audience meant. Parts are separated by commas or "and"; people named one by one are taken together.

    Raises AudienceError naming the part that was not understood.
    """
    whole = _ALIKE.get(normalise(words))
    if whole is not None:
        return whole
    parts = [part for part in _BREAK.split(words.strip()) if part.strip()]
    if not parts:
        raise AudienceError("nobody is named")
    read = [_part(part.strip()) for part in parts]
    names = tuple(name for query in read if isinstance(query, Is) and query.field == "person" for name in query.values)
    others = [query for query in read if not (isinstance(query, Is) and query.field == "person")]
    others += [Is("person", names)] if names else []
    meant: list[Query] = [query for query in others if not isinstance(query, Everyone)] or [Everyone()]
    query = meant[0] if len(meant) == 1 else All(tuple(meant))
    check(query)
    return query


def _part(words: str) -> Query:
    said = normalise(words)
    for lead in ("who are ", "who is ", "that are ", "que son ", "que están ", "all "):
        said = said.removeprefix(lead)
    if said in _ALIKE:
        return _ALIKE[said]
    if without := _NOT.fullmatch(said):
        return Not(_part(without[1]))
    if person := _PERSON.fullmatch(words.lower()):
        return Is("person", (person[1],))
    found = _field(words.strip()) or _tongue(said) or _two_words(said)
    if found is None:
        raise AudienceError(f"I don't know whom “{words}” means")
    return found


def _field(words: str) -> Query | None:
    """Fields by name: "week 3-6", "track: nursing", "profile.goal = job", "check-in below 5"."""
    found = re.fullmatch(
        r"(?:in |en )?([\w.-]+(?: check-in)?)\s*[:=]?\s+(.+)|([\w.-]+)\s*[:=]\s*(.+)", words, re.IGNORECASE
    )
    if not found:
        return None
    name, value = (found[1] or found[3]).lower(), (found[2] or found[4]).strip()
    field = _FIELDS.get(name, name if name.startswith(FACET) else "")
    if field in _NUMBERS:
        return _numbers(field, value.lower())
    if not field:
        return None
    values = tuple(one.strip().lower() for one in re.split(r"\s*(?:/|\bor\b|\bo\b|\|)\s*", value) if one.strip())
    if field == "language":
        values = tuple(tag for one in values for tag in (languages_in(one) or [one]))
    return Is(field, values)


def _numbers(field: str, value: str) -> Query | None:
    if below := _BELOW.fullmatch(value):
        return Between(field, _LEAST, int(below[1]) - 1)
    found = _RANGE.fullmatch(value)
    if not found:
        return None
    low = int(found[1])
    high = int(found[2]) if found[2] else _MOST if found[3] else low
    return Between(field, low, high)


def _tongue(said: str) -> Query | None:
    found = _WRITES.fullmatch(said)
    tags = languages_in(found[1]) if found else None
    return Is("language", tuple(tags)) if tags else None


def _two_words(said: str) -> Query | None:
    """Words without a comma between them: "unmatched mentees who speak Arabic"."""
    words = said.split()
    for at in range(1, len(words)):
        one, other = " ".join(words[:at]), " ".join(words[at:])
        if one in _ALIKE and (more := _ALIKE.get(other) or _field(other) or _tongue(other) or _two_words(other)):
            return All((_ALIKE[one], *(more.parts if isinstance(more, All) else (more,))))
    return None

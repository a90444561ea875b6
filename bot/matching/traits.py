"""What matching looks at in one person: their answers read once into small, comparable values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.matching.concepts import Concept, Meanings
from bot.matching.hours import hours
from bot.matching.places import Spot, country_of, spot_of
from bot.matching.rules import Labels, Terms
from bot.words.folding import normalise
from bot.words.matches import Member
from bot.words.messages import Json

TAKEN_FULL_NAME = 2
"""Words a name needs before it is taken to mean one person."""


@dataclass(frozen=True, slots=True)
class Traits:
    """One person in one role. Tokens of goals and interests are "option:key", a concept's key, or "own:text".

    `job` is a concept's key or ""; `aims` are the jobs someone works towards. `hours` are bits (see hours.py).
    `known_ids` and `ids` are "channel:id"; names are normalised.
    """

    person: int
    role: str
    spot: Spot | None = None
    origin: str = ""
    school: str = ""
    field: str = ""
    level: str = ""
    job: str = ""
    aims: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    languages: frozenset[str] = frozenset()
    hours: int | None = None
    gender: str = ""
    wish: str = ""
    household: str = ""
    invited_by: int | None = None
    name: str = ""
    ids: frozenset[str] = frozenset()
    known_ids: frozenset[str] = frozenset()
    known_names: frozenset[str] = frozenset()


class Reader:
    """Reads members of one program; what a text means is looked up once."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.meanings = Meanings(with_semantics=terms.with_semantics)
        self._read: dict[tuple[str, int], tuple[Member, Traits]] = {}
        self._options: dict[tuple[str, str], str] = {}
        for kind, labels in (("goal", terms.goals), ("interest", terms.interests)):
            self._options |= {(kind, key): self._option(kind, key, labels) for key in labels}

    def _option(self, kind: str, key: str, labels: Labels) -> str:
        """The token of a program's option: the concept its labels mean, where no other option means the same."""
        meant = {other: self._labelled(kind, words) for other, words in labels.items()}
        own = meant[key]
        alone = own is not None and sum(one == own for one in meant.values()) == 1
        return own.key if own is not None and alone else f"option:{key}"

    def option_of(self, kind: str, token: str) -> str | None:
        """The program's option ("goal" or "interest") behind a token, None where it is someone's own words."""
        return next((key for (of, key), own in self._options.items() if of == kind and own == token), None)

    def _labelled(self, kind: str, words: Mapping[str, str]) -> Concept | None:
        found = (self.meanings.meaning(label, tag, (kind,)) for tag, label in sorted(words.items()))
        return next(filter(None, found), None)

    def traits(self, member: Member) -> Traits:
        """What matching looks at in this member; read once."""
        key = (member.membership.role, member.person.id)
        kept = self._read.get(key)
        if kept is None or kept[0] is not member:
            kept = self._read[key] = (member, self._traits(member))
        return kept[1]

    def _traits(self, member: Member) -> Traits:
        profile, record, person = member.membership.profile, member.membership.record, member.person
        is_mentee = member.membership.role == "mentee"
        wanted = profile.get("goal" if is_mentee else "offer")
        spot = spot_of(profile.get("place"))
        known = _people(profile.get("known"))
        friends = [friend(member, one) for one in known]
        widened = _listed(record.get("widened"))
        level = _text(profile.get("education"))
        return Traits(
            person=person.id,
            role=member.membership.role,
            spot=spot,
            origin=country_of(_text(profile.get(self.terms.origin))) if self.terms.origin else "",
            school=normalise(_text(profile.get("school"))),
            field=self._field(_text(profile.get(self.terms.field)), person.language),
            level=level if level != "other" else "",
            job=self._job(_text(profile.get("profession")), person.language),
            aims=self._aims(profile, person.language) if is_mentee else (),
            goals=self._tokens("goal", wanted, person.language),
            interests=self._tokens("interest", profile.get("interests"), person.language),
            languages=frozenset(tag.partition("-")[0].lower() for tag in _listed(profile.get("languages"))),
            hours=hours(
                tuple(sorted(_listed(profile.get("times")))),
                person.zone or (spot.zone if spot else ""),
                self.terms.today,
                "overlapping_times" in widened,
            ),
            gender=_text(record.get("gender")).casefold(),
            wish="" if "same_gender_wish" in widened else _wish(record),
            household=normalise(_text(record.get("household"))),
            invited_by=_number(record.get("invited_by")),
            name=_full(person.name),
            ids=frozenset(f"{address.channel}:{address.id}" for address in member.addresses),
            known_ids=frozenset(id for id, _ in friends if id),
            known_names=frozenset(name for _, name in friends if name),
        )

    def _job(self, text: str, language: str) -> str:
        found = self.meanings.meaning(text, language, ("profession", "field"))
        return found.key if found else ""

    def _field(self, text: str, language: str) -> str:
        found = self.meanings.meaning(text, language, ("field", "profession"))
        return (found.key if found.kind == "field" else found.field) if found else ""

    def _aims(self, profile: Mapping[str, Json], language: str) -> tuple[str, ...]:
        """The jobs a mentee works towards: those asked for by the program, and goals in own words that name a job."""
        texts = [_text(profile.get(name)) for name in self.terms.aims]
        texts += [
            one["own"]
            for one in _own(profile.get("goal"))
            if self.meanings.meaning(one["own"], language, ("goal",)) is None
        ]
        found = (self.meanings.meaning(text, language, ("profession",)) for text in texts)
        return tuple(dict.fromkeys(one.key for one in found if one))

    def _tokens(self, kind: str, value: Json, language: str) -> tuple[str, ...]:
        chosen = value if isinstance(value, list) else []
        tokens = [self._options.get((kind, one), f"option:{one}") for one in chosen if isinstance(one, str)]
        tokens += [self._token(kind, one["own"], language) for one in _own(value)]
        return tuple(sorted(set(tokens)))

    def _token(self, kind: str, text: str, language: str) -> str:
        found = self.meanings.meaning(text, language, (kind,))
        return found.key if found else f"own:{normalise(text)}"


def friend(member: Member, known: Mapping[str, Json]) -> tuple[str, str]:
    """Someone a member knows: "channel:id" on the channel they write from, and the full name; "" where not given."""
    channel = member.addresses[0].channel if member.addresses else ""
    id, name = known.get("id"), known.get("name")
    return f"{channel}:{id}" if channel and id else "", _full(str(name or ""))


def _text(value: Json) -> str:
    return value if isinstance(value, str) else ""


def _number(value: Json) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _listed(value: Json) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _own(value: Json) -> list[dict[str, str]]:
    return (
        [{"own": own} for one in value if isinstance(one, dict) and isinstance(own := one.get("own"), str)]
        if (isinstance(value, list))
        else []
    )


def _people(value: Json) -> list[dict[str, str]]:
    people: Iterable[Json] = value if isinstance(value, list) else []
    return [{key: str(said) for key, said in one.items() if said} for one in people if isinstance(one, dict)]


def _wish(record: Mapping[str, Json]) -> str:
    wish = record.get("wish")
    return _text(wish.get("gender")).casefold() if isinstance(wish, dict) else ""


def _full(name: str) -> str:
    """A normalised name, "" where it is too short to mean one person."""
    said = normalise(name)
    return said if len(said.split()) >= TAKEN_FULL_NAME else ""

"""Believable people: made-up mentees and mentors whose answers fit together, the same ones for the same seed.

City, time zone, languages and names belong together; about a fifth moved there from another country and speak what is
spoken in both. Jobs and goals are written as people write them, in one of their languages, and a few with a slip of the
finger. A mentor offers 2.4 places on average; three in ten mentors have one. One mentor in ten has not finished the
training. One person in twelve wishes to be matched with their own gender. Waits are spread as if people came evenly and
half of them were matched every three weeks. Cities are GeoNames' (CC BY 4.0).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random

from bot.matching.concepts import Concept, concepts
from bot.matching.rules import Terms
from bot.words.matches import Member
from bot.words.messages import Address, Json
from bot.words.people import Adult, Membership, Person

CAME_FROM = ("SY", "UA", "AF", "VE", "SO", "ER", "TR", "NG", "IN", "CO", "EG", "PL", "KE", "MX")
MOVED = 0.22
SEATS = (1, 2, 3, 4, 5)
SEATS_SHARE = (0.30, 0.28, 0.22, 0.12, 0.08)
TIMES = {"evenings": 0.7, "weekends": 0.5, "afternoons": 0.35, "mornings": 0.25}
STUDIED = frozenset(
    {"health", "law", "computing", "engineering", "finance", "science", "numbers", "mind", "languages_work", "design",
     "teaching", "public", "media", "marketing", "people_work", "business"}
)  # fmt: skip
"""Fields in which most have studied."""
COMMON = (
    "nurse", "teacher", "programmer", "cook", "driver", "salesperson", "accountant", "electrician", "care_assistant",
    "office_clerk", "engineer", "shop_assistant", "cleaner", "doctor", "car_mechanic", "warehouse_worker", "waiter",
    "social_worker", "graphic_designer", "lawyer", "project_manager", "kindergarten_teacher", "construction_worker",
    "hairdresser", "data_analyst", "marketing_manager", "civil_engineer", "translator", "journalist", "entrepreneur",
    "psychologist", "pharmacist", "architect", "carpenter", "baker", "tailor", "farmer", "researcher", "hr_specialist",
    "web_developer",
)  # fmt: skip
"""Jobs of seven in ten people."""
_OPENERS = {
    "en": ("{}", "{}", "I work as a {}", "{} for eight years", "I was a {}"),
    "es": ("{}", "{}", "Trabajo de {}", "{} desde hace ocho años"),
    "fr": ("{}", "Je suis {}"),
    "de": ("{}", "Ich bin {}"),
}
_BECOME = {"en": "become a {}", "es": "quiero ser {}", "fr": "devenir {}", "de": "{} werden"}


@dataclass(frozen=True, slots=True)
class City:
    """A row of the packaged cities: the answer to the place question, and schools there."""

    place: Mapping[str, Json]
    schools: tuple[str, ...]

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2."""
        return str(self.place["country"])


@dataclass(frozen=True, slots=True)
class Country:
    """What is spoken there, by how many, and what people are called."""

    languages: Mapping[str, float]
    first: Mapping[str, tuple[str, ...]]
    family: tuple[str, ...]


def believable(  # noqa: PLR0913 - the last two have their defaults
    seed: int, mentees: int, mentors: int, terms: Terms, first_id: int = 1, *, written: str = ""
) -> tuple[Member, ...]:
    """So many mentees and mentors of one program, waiting since different days; ids count up from `first_id`.

    What they say in their own words is in `written` where it is known here, else in one of their own languages ("")
    or in English.
    """
    rng = Random(seed)  # noqa: S311 - made-up people, not secrets
    roles = ["mentee"] * mentees + ["mentor"] * mentors
    return tuple(_Maker(rng, terms, first_id + at, written).member(role) for at, role in enumerate(roles))


class _Maker:
    """Makes one person."""

    def __init__(self, rng: Random, terms: Terms, id: int, written: str) -> None:
        self.rng, self.terms, self.id = rng, terms, id
        cities = _cities()
        self.city = rng.choices(cities, [1 / (at % 11 + 2) for at in range(len(cities))])[0]
        came = rng.random() < MOVED
        self.home = rng.choice(CAME_FROM) if came else self.city.country
        self.gender = rng.choices(("woman", "man", "nonbinary", ""), (0.49, 0.42, 0.02, 0.07))[0]
        self.languages = self._languages()
        wished = [written] if written else self.languages
        self.written = next((one for one in wished if one in _OPENERS), "en")

    def member(self, role: str) -> Member:
        today = self.terms.today
        now = dt.datetime.combine(today, dt.time(12), dt.timezone.utc)
        since = now - dt.timedelta(days=min(200, int(self.rng.expovariate(1 / 30))))
        language = self.written if self.written in {"en", "es"} else "en"
        person = Person(
            self.id, since, self._name(), language, str(self.city.place["zone"]), adult=Adult(since, "believable")
        )
        membership = Membership(
            id=2 * self.id + (role == "mentor"),
            person=self.id,
            program="believable",
            role=role,
            status="waiting",
            profile=self._profile(role),
            since=since,
            record=self._record(role),
        )
        channel = self.rng.choice(("telegram", "telegram", "slack"))
        return Member(person, membership, reachable=True, addresses=(Address(channel, f"p{self.id}"),))

    def _languages(self) -> list[str]:
        spoken = {**_countries()[self.city.country].languages, **_countries()[self.home].languages}
        here = next(iter(_countries()[self.city.country].languages))
        chances = {
            tag: share if tag != here or self.home == self.city.country else 0.8 for tag, share in spoken.items()
        }
        found = [tag for tag, share in chances.items() if self.rng.random() < share]
        return found or [here]

    def _name(self) -> str:
        country = _countries()[self.home]
        kinds = {"woman": ("women",), "man": ("men",)}.get(self.gender, ("women", "men"))
        first = self.rng.choice([name for kind in kinds for name in country.first[kind]])
        return f"{first} {self.rng.choice(country.family)}" if self.rng.random() < 0.7 else first

    # --- answers -------------------------------------------------------------------------------------------------

    def _profile(self, role: str) -> dict[str, Json]:
        rng, terms = self.rng, self.terms
        job = self._job()
        has_job = rng.random() < (0.95 if role == "mentor" else 0.55)
        profile: dict[str, Json] = {
            "place": dict(self.city.place),
            "languages": list[Json](self.languages),
            "education": self._education(job),
            "interests": self._several(terms.interests, 1, 4, "interest"),
            "times": [time for time, share in TIMES.items() if rng.random() < share] or ["evenings"],
        }
        if has_job:
            profile["profession"] = self._slipped(self._said(rng.choice(_OPENERS[self.written]), job))
        if profile["education"] in {"vocational", "bachelor", "master"} and rng.random() < 0.7:
            profile["school"] = rng.choice(self.city.schools)
            profile["field"] = concepts().by_key[job.field].name(self.written)
        if rng.random() < 0.08:
            profile["known"] = [{"id": f"p{rng.randrange(1, 400)}", "name": "Alex"}]
        if role == "mentor":
            profile["offer"] = self._several(terms.goals, 2, 4, "goal")
            profile["seats"] = rng.choices(SEATS, SEATS_SHARE)[0]
        else:
            profile["goal"] = self._several(terms.goals, 1, 3, "goal") + self._aim()
        return profile

    def _aim(self) -> list[Json]:
        """Three in ten also say which job they aim for."""
        if self.rng.random() >= 0.3:
            return []
        return [{"own": self._slipped(self._said(_BECOME[self.written], self._job()))}]

    def _job(self) -> Concept:
        listed = concepts().by_key
        if self.rng.random() < 0.7:
            return listed[self.rng.choice(COMMON)]
        return listed[self.rng.choice(_of_kind("profession"))]

    def _said(self, sentence: str, job: Concept) -> str:
        word = self._word(job)
        article = "an" if word[0] in "aeiou" else "a"
        return (
            sentence.replace(" a {}", f" {article} {{}}").format(word)
            if self.written == "en"
            else sentence.format(word)
        )

    def _word(self, concept: Concept) -> str:
        return concept.names.get(self.written, concept.names["en"])

    def _education(self, job: Concept) -> str:
        shares = (0.03, 0.12, 0.5, 0.35) if job.field in STUDIED else (0.3, 0.5, 0.17, 0.03)
        return self.rng.choices(("school", "vocational", "bachelor", "master"), shares)[0]

    def _several(self, options: Mapping[str, object], least: int, most: int, kind: str) -> list[Json]:
        """Some of the options, and now and then something of their own."""
        keys = sorted(options)
        chosen: list[Json] = list(self.rng.sample(keys, min(self.rng.randint(least, most), len(keys))))
        if self.rng.random() < 0.12 or not chosen:
            own = concepts().by_key[self.rng.choice(_of_kind(kind))]
            chosen.append({"own": self._slipped(self._word(own))})
        return chosen

    def _slipped(self, text: str) -> str:
        """One text in twenty-five has two letters swapped."""
        if len(text) < 9 or self.rng.random() >= 0.04:
            return text
        at = self.rng.randrange(2, len(text) - 2)
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]

    def _record(self, role: str) -> dict[str, Json]:
        rng, today = self.rng, self.terms.today
        record: dict[str, Json] = {}
        if self.gender:
            record["gender"] = self.gender
            if rng.random() < 0.08:
                record["wish"] = {"gender": "same"}
        if rng.random() < 0.02:
            record["away_until"] = (today + dt.timedelta(days=rng.randint(1, 40))).isoformat()
        if rng.random() < 0.01:
            record["household"] = f"household {rng.randrange(40)}"
        if role == "mentor":
            passed = today - dt.timedelta(days=rng.randint(5, 300))
            if rng.random() < 0.9:
                record["training"] = {"passed": passed.isoformat()}
            expires = (today + dt.timedelta(days=rng.randint(30, 700))).isoformat()
            record["checks"] = {name: {"outcome": "passed", "expires": expires} for name in self.terms.rules.checks}
        return record


# --- the packaged tables ---------------------------------------------------------------------------------------


def _rows(name: str) -> list[list[str]]:
    text = (files(__package__) / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _cities() -> tuple[City, ...]:
    names = ("id", "city", "region", "country", "zone", "lat", "lon")
    found = []
    for *row, schools in _rows("believable_cities.tsv"):
        place: dict[str, Json] = dict(zip(names, row, strict=True))
        place |= {"id": int(row[0]), "lat": float(row[5]), "lon": float(row[6])}
        found.append(City(place, tuple(schools.split("|"))))
    return tuple(found)


@cache
def _countries() -> dict[str, Country]:
    found = {}
    for code, spoken, women, men, family in _rows("believable_names.tsv"):
        languages = {tag: float(share) for tag, _, share in (one.partition(":") for one in spoken.split(","))}
        first = {"women": tuple(women.split(",")), "men": tuple(men.split(","))}
        found[code] = Country(languages, first, tuple(family.split(",")))
    return found


@cache
def _of_kind(kind: str) -> Sequence[str]:
    return sorted(key for key, one in concepts().by_key.items() if one.kind == kind and not one.is_private)

"""People and programs for matching, made in a line."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import numpy as np

from bot.matching.grid import Grid
from bot.matching.rules import Rules, Terms, Weights
from bot.words.matches import Match, Member, Pool
from bot.words.messages import Address
from bot.words.people import Adult, Membership, Person

TODAY = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.timezone.utc)
GOALS = {
    "study": {"en": "Study and exams", "es": "Estudios y exámenes"},
    "money": {"en": "Money and housing", "es": "Dinero y vivienda"},
    "belong": {"en": "Find friends and feel at home", "es": "Hacer amistades y sentirme en casa"},
    "odd": {"en": "Qwertish", "es": "Qwertés"},
}
INTERESTS = {
    "sport": {"en": "Sports", "es": "Deporte"},
    "music": {"en": "Music", "es": "Música"},
    "reading": {"en": "Books", "es": "Libros"},
    "cooking": {"en": "Cooking", "es": "Cocina"},
}
TERMS = Terms(TODAY, goals=GOALS, interests=INTERESTS, languages=("en",))
LYON = {
    "id": 1, "city": "Lyon", "region": "Rhône", "country": "FR", "zone": "Europe/Paris", "lat": 45.8, "lon": 4.8,
}  # fmt: skip
VILLEURBANNE = {**LYON, "id": 2, "city": "Villeurbanne", "lon": 4.9}
PARIS = {**LYON, "id": 3, "city": "Paris", "region": "Île-de-France", "lat": 48.9, "lon": 2.4}
MADRID = {
    "id": 4, "city": "Madrid", "region": "Madrid", "country": "ES", "zone": "Europe/Madrid", "lat": 40.4, "lon": -3.7,
}  # fmt: skip

_PLAIN = {"languages": ["en"], "times": ["evenings"]}


def member(role, id, *, name="", zone="Europe/Paris", language="en", waited=0, record=None, **profile):
    """Someone ready to be matched, unless told otherwise."""
    since = NOW - dt.timedelta(days=waited)
    ready = {"training": {"passed": "2026-10-01"}} if role == "mentor" else {}
    seats = {"seats": 1} if role == "mentor" else {}
    membership = Membership(
        id * 2 + (role == "mentor"), id, "program", role, "waiting", {**_PLAIN, **seats, **profile}, since,
        {**ready, **(record or {})},
    )  # fmt: skip
    person = Person(id, since, name, language, zone, Adult(since, "wording"))
    return Member(person, membership, reachable=True, addresses=(Address("telegram", str(id)),))


def mentee(id, **given):
    return member("mentee", id, **given)


def mentor(id, **given):
    return member("mentor", id, **given)


def pool(*members, **given):
    return Pool("program", tuple(members), **given)


def bond(mentee_id, mentor_id, status="open", *, program="program", ago=0):
    at = NOW - dt.timedelta(days=ago)
    return Match(mentee_id * 1000 + mentor_id, program, mentee_id, mentor_id, status, at, at)


def with_rules(**changes):
    return replace(TERMS, rules=replace(Rules(), **changes))


def only(facet, weight=1):
    """Terms in which one facet counts, and nothing else."""
    every = dict.fromkeys(Weights.__dataclass_fields__, 0)
    return replace(TERMS, weights=Weights(**{**every, facet: weight}))


def crowd(rng, mentees, mentors, *, both=0, seats=3, ring=False):
    """A random pool in which many rules bite; the first `both` mentors are mentees as well."""

    def profile(role):
        said = {
            "languages": rng.sample(["en", "es", "fr", "de"], rng.randint(1, 2)),
            "times": rng.sample(["mornings", "afternoons", "evenings", "weekends"], rng.randint(1, 2)),
            "interests": rng.sample(sorted(INTERESTS), rng.randint(0, 3)),
            "education": rng.choice(["school", "bachelor", "master"]),
            "place": rng.choice([LYON, VILLEURBANNE, PARIS, MADRID]),
            "profession": rng.choice(["nurse", "doctor", "cook", "", "zzz"]),
            "goal" if role == "mentee" else "offer": rng.sample(sorted(GOALS), rng.randint(1, 3)),
        }
        if rng.random() < 0.2:
            said["known"] = [{"id": str(rng.randint(1, 60)), "name": "Alex"}]
        return said

    def record():
        return {
            "gender": rng.choice(["woman", "man", ""]),
            "wish": {"gender": rng.choice(["", "", "", "same", "woman"])},
            "household": rng.choice(["", "", "", "flat 1", "flat 2"]),
            "invited_by": rng.choice([None, None, rng.randint(1, 60)]),
        }

    zones = ["Europe/Paris", "America/New_York", "Asia/Tokyo"]
    people = [
        mentee(id, zone=rng.choice(zones), waited=rng.randint(0, 120), record=record(), **profile("mentee"))
        for id in range(1, mentees + 1)
    ]
    for at in range(mentors):
        id = at + 1 if at < both else 1000 + at
        given = profile("mentor") if not ring else {"offer": ["study"], "languages": ["en"]}
        people.append(mentor(id, zone=rng.choice(zones), record=record(), seats=rng.randint(1, seats), **given))
    apart = {(one, 1000 + rng.randrange(max(mentors, 1))): "blocked" for one in range(1, mentees, 5)}
    past = tuple(bond(one, 1000 + rng.randrange(max(mentors, 1)), "ended", ago=20) for one in range(2, mentees, 6))
    return pool(*people, apart=apart, past=past)


def seeded(seed):
    return random.Random(seed)


class Board(Grid):
    """A grid given by its scores alone; -1 where two must not be matched."""

    def __init__(self, scores):
        scores = np.atleast_2d(np.array(scores, np.int32))
        self.height, self.width = scores.shape
        self.scores = scores
        self._apart = {}
        self._kept = [(np.array([row]), np.arange(self.width), scores[[row]]) for row in range(self.height)]

    def fits(self, row):
        return self.scores[row] >= 0

    def keep(self):
        """They are kept already."""

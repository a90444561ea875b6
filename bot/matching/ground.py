"""Common ground: the points two people have in common and may be told of, the weightiest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.matching import strengths
from bot.matching.concepts import concepts
from bot.matching.concepts.listed import RELATED, SAME
from bot.matching.places import nearness
from bot.matching.points import Point, as_json, ground_of
from bot.matching.rules import FACETS, Terms
from bot.matching.saying import LEVELS, say, spoken
from bot.matching.traits import Reader, friend
from bot.words.cleaning import clean_line, clean_name, shorten
from bot.words.matches import Member
from bot.words.messages import Json

__all__ = ["Point", "as_json", "common_ground", "ground_of", "grounds", "say", "spoken"]

NAMED_AT_MOST = 3
"""Goals, interests or people named in one sentence."""
SCHOOL_AT_MOST = 60


def common_ground(mentee: Member, mentor: Member, terms: Terms) -> list[Point]:
    """What these two have in common and may be told of, the weightiest first; [] where there is nothing."""
    return grounds(Reader(terms), mentee, mentor)


def grounds(reader: Reader, mentee: Member, mentor: Member) -> list[Point]:
    """The same, with a reader that knows the program already."""
    pair = _Pair(reader, mentee, mentor)
    rank = {facet: at for at, facet in enumerate(FACETS)}
    found = [(facet, point) for facet, point in pair.points() if point.weight > 0]
    found.sort(key=lambda one: (-one[1].weight, rank[one[0]]))
    return [point for _, point in found]


class _Pair:
    """The two beside each other."""

    def __init__(self, reader: Reader, mentee: Member, mentor: Member) -> None:
        self.reader, self.terms = reader, reader.terms
        self.members = (mentee, mentor)
        self.mentee, self.mentor = reader.traits(mentee), reader.traits(mentor)
        self.show = reader.terms.show

    def points(self) -> Iterator[tuple[str, Point]]:
        """Everything that may be shown, with the facet it belongs to."""
        for facet, read, shown in (
            ("known_people", self._known, "known_people"),
            ("place", self._origin, "origin"),
            ("place", self._place, "place"),
            ("education", self._school, "school"),
            ("education", self._education, "education"),
            ("profession", self._profession, "profession"),
            ("goals", self._goals, "goals"),
            ("interests", self._interests, "interests"),
            ("languages", self._languages, "languages"),
        ):
            if shown in self.show:
                yield from ((facet, self._weighed(facet, *one)) for one in read())

    def _weighed(self, facet: str, kind: str, strength: int, values: Mapping[str, Json]) -> Point:
        return Point(kind, self.terms.weights.of(facet) * strength // 100, values)

    # --- facet by facet ------------------------------------------------------------------------------------------

    def _known(self) -> Iterator[tuple[str, int, Mapping[str, Json]]]:
        if not all(member.membership.record.get("may_name") is True for member in self.members):
            return
        strength = strengths.known_people(self.mentee, self.mentor)
        names = self._friends() if strength else []
        if names:
            yield "known_people", strength, {"names": list(names[:NAMED_AT_MOST])}

    def _friends(self) -> list[str]:
        """The names of people both know, as the mentee wrote them: by id, else by full name."""
        known = self.members[0].membership.profile.get("known")
        people = [one for one in known if isinstance(one, dict)] if isinstance(known, list) else []
        shared = self.mentor.known_ids | self.mentor.known_names
        names = [str(one.get("name") or "") for one in people if shared & set(friend(self.members[0], one))]
        return list(dict.fromkeys(clean_name(name) for name in names if name))

    def _origin(self) -> Iterator[tuple[str, int, Mapping[str, Json]]]:
        if self.mentee.origin and self.mentee.origin == self.mentor.origin:
            yield "same_origin", strengths.ORIGIN, {"country": self.mentee.origin}

    def _place(self) -> Iterator[tuple[str, int, Mapping[str, Json]]]:
        one, other = self.mentee.spot, self.mentor.spot
        kind, strength = nearness(one, other)
        if not kind or one is None or other is None:
            return
        values: dict[str, Mapping[str, Json]] = {
            "same_city": {"city": one.city},
            "near": {"mentee": one.city, "mentor": other.city},
            "same_region": {"region": one.region},
            "same_country": {"country": one.country},
        }
        yield kind, strength, values[kind]

    def _school(self) -> Iterator[tuple[str, int, Mapping[str, Json]]]:
        name = self.members[0].membership.profile.get("school")
        if self.mentee.school and self.mentee.school == self.mentor.school and isinstance(name, str):
            yield "same_school", strengths.SCHOOL, {"school": shorten(clean_line(name), SCHOOL_AT_MOST)}

    def _education(self) -> Iterator[tuple[str, int, Mapping[str, Json]]]:
        mentee, mentor = self.mentee, self.mentor
        if mentee.field and mentee.field == mentor.field:
            yield "same_field", strengths.FIELD, {"field": mentee.field}
        elif mentee.level in LEVELS and mentee.level == mentor.level:
            yield "same_level", strengths.LEVEL, {"level": mentee.level}

    def _profession(self) -> Iterator[tuple[str, int, Mapping[str, Json]]]:
        """The strongest of what ties the mentor's job to what the mentee aims for or does."""
        listed, job = concepts(), self.mentor.job
        if not job or listed.by_key[job].is_private:
            return
        ties = [("aimed", aim, strengths.AIM) for aim in self.mentee.aims]
        ties += [("same", self.mentee.job, strengths.OWN_JOB)] if self.mentee.job else []
        best = max(ties, key=lambda tie: listed.nearness(tie[1], job) * tie[2], default=None)
        near = listed.nearness(best[1], job) if best else 0
        if best is None or not near or listed.by_key[best[1]].is_private:
            return
        whose, key, factor = best
        is_job = "field" not in {listed.by_key[key].kind, listed.by_key[job].kind}
        strength = near * factor // 100
        if near == SAME and is_job:
            yield f"{whose}_job", strength, {"job": job}
        elif near == RELATED and is_job:
            yield f"{whose}_near_job", strength, {"mentee": key, "mentor": job}
        else:
            field = "aimed_field" if whose == "aimed" else "same_work_field"
            yield field, strength, {"field": listed.by_key[job].field}

    def _goals(self) -> Iterator[tuple[str, int, Mapping[str, Json]]]:
        strength = strengths.goals(self.mentee.goals, self.mentor.goals)
        yield from self._covered("goal", self.mentee.goals, self.mentor.goals, strength)

    def _interests(self) -> Iterator[tuple[str, int, Mapping[str, Json]]]:
        strength = strengths.interests(self.mentee.interests, self.mentor.interests)
        yield from self._covered("interest", self.mentee.interests, self.mentor.interests, strength)

    def _covered(
        self, kind: str, wanted: Sequence[str], offered: Sequence[str], strength: int
    ) -> Iterator[tuple[str, int, Mapping[str, Json]]]:
        """What is the same on both sides; else the one thing that is closest, if it is close."""
        same = [self._named(kind, token) for token in wanted if token in offered]
        named = [one for one in same if one is not None]
        if named:
            yield f"{kind}s", strength, {"named": list(named[:NAMED_AT_MOST])}
            return
        listed = concepts()
        for one in wanted:
            for other in offered:
                mine, theirs = self._named(kind, one), self._named(kind, other)
                is_near = one != other and strengths.token_nearness(one, other, listed) >= RELATED
                if is_near and mine is not None and theirs is not None:
                    yield f"near_{kind}", strength, {"mentee": mine, "mentor": theirs}
                    return

    def _named(self, kind: str, token: str) -> Json:
        """A goal or an interest so that it can be named later; None where it must not be, or is no word of ours.

        Own words that mean no concept are never repeated to someone else: they may tell anything.
        """
        option = self.reader.option_of(kind, token)
        concept = concepts().by_key.get(token)
        if concept is not None and concept.is_private:
            return None
        if option is not None:
            labels = (self.terms.goals if kind == "goal" else self.terms.interests)[option]
            return None if option in self.terms.private else {"option": option, "names": dict(labels)}
        return token if concept is not None else None

    def _languages(self) -> Iterator[tuple[str, int, Mapping[str, Json]]]:
        rare = (self.mentee.languages & self.mentor.languages).difference(self.terms.languages)
        if rare:
            shared: list[Json] = [*sorted(rare)[:NAMED_AT_MOST]]
            yield "languages", 100, {"languages": shared}

"""Points in common as sentences, to the mentee or to the mentor, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.matching.concepts import concepts
from bot.matching.points import Point
from bot.texts.naming import country_name, joined, language_name
from bot.words.messages import Json
from bot.words.phrases import Line, Phrase

KNOW = Phrase("ground-known-people", "You both know {names}.")
CITY = Phrase("ground-same-city", "You both live in {city}.")
NEAR = Phrase("ground-near", "You live near each other: {one} and {other}.")
REGION = Phrase("ground-same-region", "You live in the same region: {region}.")
COUNTRY = Phrase("ground-same-country", "You live in the same country: {country}.")
ORIGIN = Phrase("ground-same-origin", "You come from the same country: {country}.")
SCHOOL = Phrase("ground-same-school", "You both studied here: {school}.")
FIELD = Phrase("ground-same-field", "You both studied in the same field: {field}.")
VOCATIONAL = Phrase("ground-level-vocational", "You both chose vocational training.")
BACHELOR = Phrase("ground-level-bachelor", "You both studied for a bachelor's degree.")
MASTER = Phrase("ground-level-master", "You both studied for a master's degree or higher.")
AIM_JOB = Phrase("ground-aimed-job", "Your mentor does the work you are aiming for: {job}.")
AIM_JOB_MENTOR = Phrase("ground-aimed-job-mentor", "They are aiming for the work you do: {job}.")
AIM_NEAR = Phrase(
    "ground-aimed-near-job", "You are aiming for this work: {one}. Your mentor's is close to it: {other}."
)
AIM_NEAR_MENTOR = Phrase(
    "ground-aimed-near-job-mentor", "They are aiming for this work: {one}. Yours is close to it: {other}."
)
AIM_FIELD = Phrase("ground-aimed-field", "Your mentor works in the field you are aiming for: {field}.")
AIM_FIELD_MENTOR = Phrase("ground-aimed-field-mentor", "They are aiming for the field you work in: {field}.")
JOB = Phrase("ground-same-job", "You do the same work: {job}.")
NEAR_JOB = Phrase("ground-near-job", "Your work is close: {one} and {other}.")
WORK_FIELD = Phrase("ground-same-work-field", "You work in the same field: {field}.")
GOALS = Phrase("ground-goals", "Your mentor can help with what you want: {goals}.")
GOALS_MENTOR = Phrase("ground-goals-mentor", "You can help with what they want: {goals}.")
NEAR_GOAL = Phrase("ground-near-goal", "You want this: {one}. Your mentor can help with something close: {other}.")
NEAR_GOAL_MENTOR = Phrase(
    "ground-near-goal-mentor", "They want this: {one}. You can help with something close: {other}."
)
INTERESTS = Phrase("ground-interests", "You both enjoy this: {interests}.")
NEAR_INTEREST = Phrase("ground-near-interest", "You enjoy this: {one}. Your mentor enjoys something close: {other}.")
NEAR_INTEREST_MENTOR = Phrase(
    "ground-near-interest-mentor", "You enjoy this: {other}. They enjoy something close: {one}."
)
LANGUAGES = Phrase("ground-languages", "You share a language: {languages}.")
NOTHING = Phrase(
    "ground-nothing",
    "I found nothing I could name that you two have in common. That can be a good start too: ask each other what a "
    "good day looks like.",
)

LEVELS = {"vocational": VOCATIONAL, "bachelor": BACHELOR, "master": MASTER}
_SAID: Mapping[str, tuple[Phrase, Phrase]] = {
    "known_people": (KNOW, KNOW),
    "same_city": (CITY, CITY),
    "near": (NEAR, NEAR),
    "same_region": (REGION, REGION),
    "same_country": (COUNTRY, COUNTRY),
    "same_origin": (ORIGIN, ORIGIN),
    "same_school": (SCHOOL, SCHOOL),
    "same_field": (FIELD, FIELD),
    "aimed_job": (AIM_JOB, AIM_JOB_MENTOR),
    "aimed_near_job": (AIM_NEAR, AIM_NEAR_MENTOR),
    "aimed_field": (AIM_FIELD, AIM_FIELD_MENTOR),
    "same_job": (JOB, JOB),
    "same_near_job": (NEAR_JOB, NEAR_JOB),
    "same_work_field": (WORK_FIELD, WORK_FIELD),
    "goals": (GOALS, GOALS_MENTOR),
    "near_goal": (NEAR_GOAL, NEAR_GOAL_MENTOR),
    "interests": (INTERESTS, INTERESTS),
    "near_interest": (NEAR_INTEREST, NEAR_INTEREST_MENTOR),
    "languages": (LANGUAGES, LANGUAGES),
}


def spoken(points: Iterable[Point], side: str, language: str) -> list[Line]:
    """The points as sentences to the mentee or the mentor, names in the reader's language; [] where there are none."""
    return [line for point in points if (line := say(point, side, language)) is not None]


def say(point: Point, side: str, language: str) -> Line | None:
    """One point as a sentence; None where it holds nothing that can be said any more."""
    values = point.values
    if point.kind == "same_level":
        level = LEVELS.get(str(values.get("level")))
        return level() if level else None
    to_mentee, to_mentor = _SAID[point.kind]
    filled = _filled(values, language)
    return (to_mentor if side == "mentor" else to_mentee)(**filled) if filled else None


def values_of(point: Point, language: str) -> dict[str, str] | None:
    """What there is to name in a point, in the reader's language; None where nothing is left of it."""
    return _filled(point.values, language) or None


def _filled(values: Mapping[str, Json], language: str) -> dict[str, str]:
    """The values a sentence needs, in the reader's language."""
    filled = {name: _name(value, language) for name, value in values.items()}
    match values:
        case {"mentee": _, "mentor": _}:
            filled |= {"one": filled["mentee"], "other": filled["mentor"]}
        case {"country": str(code)}:
            filled["country"] = country_name(code, language)
        case {"languages": list(tags)}:
            filled["languages"] = joined([language_name(str(tag), language) for tag in tags], language)
        case {"names": list(names)}:
            filled["names"] = joined([str(name) for name in names], language)
        case {"named": list(named)}:
            said = " · ".join(_name(one, language) for one in named)  # many have an "and" in them
            filled |= {"goals": said, "interests": said}
    return filled


def _name(value: Json, language: str) -> str:
    """What a concept, an option or a place is called in the reader's language."""
    match value:
        case {"names": dict(names)}:
            base = language.replace("_", "-").partition("-")[0].lower()
            return str(names.get(language) or names.get(base) or names.get("en") or next(iter(names.values()), ""))
        case str(key) if key in concepts().by_key:
            return concepts().by_key[key].name(language)
    return str(value)


PHRASES = (
    KNOW, CITY, NEAR, REGION, COUNTRY, ORIGIN, SCHOOL, FIELD, VOCATIONAL, BACHELOR, MASTER, AIM_JOB, AIM_JOB_MENTOR,
    AIM_NEAR, AIM_NEAR_MENTOR, AIM_FIELD, AIM_FIELD_MENTOR, JOB, NEAR_JOB, WORK_FIELD, GOALS, GOALS_MENTOR, NEAR_GOAL,
    NEAR_GOAL_MENTOR, INTERESTS, NEAR_INTEREST, NEAR_INTEREST_MENTOR, LANGUAGES, NOTHING,
)  # fmt: skip

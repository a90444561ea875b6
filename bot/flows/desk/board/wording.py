"""A pair in words for staff: how well the two fit, what they share, what to look at twice, and why one is left out."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from bot.flows.desk.board.pairs import Pair, Standing, member_of, open_items
from bot.flows.desk.rights import desk_of
from bot.flows.engine.telling import Telling
from bot.matching.ground import ground_of
from bot.matching.hours import SLOTS
from bot.matching.rules import FACETS, Terms
from bot.matching.saying import values_of
from bot.matching.strengths import parts
from bot.matching.traits import Reader, Traits
from bot.texts.naming import joined
from bot.words.desk import Desk
from bot.words.matches import Member
from bot.words.phrases import Phrase

FAR, FEW_HOURS = 5, 3
"""Hours between two clocks that are far apart, and shared hours of a week that are few."""

FITS: tuple[tuple[float, Phrase], ...] = (
    (0.45, Phrase("board-fit-very-good", "a very good fit")),
    (0.3, Phrase("board-fit-good", "a good fit")),
    (0.15, Phrase("board-fit-fair", "a fair fit")),
    (-9.0, Phrase("board-fit-thin", "a thin fit")),
)
"""From which share of all that could be in common on, what a fit is called."""
SHARED: Mapping[str, Phrase] = {
    "known_people": Phrase("board-shares-known", "both know {names}"),
    "same_city": Phrase("board-shares-city", "both in {city}"),
    "near": Phrase("board-shares-near", "near each other ({one}, {other})"),
    "same_region": Phrase("board-shares-region", "same region ({region})"),
    "same_country": Phrase("board-shares-country", "same country ({country})"),
    "same_origin": Phrase("board-shares-origin", "both from {country}"),
    "same_school": Phrase("board-shares-school", "same school ({school})"),
    "same_field": Phrase("board-shares-field", "both studied {field}"),
    "same_level": Phrase("board-shares-level", "same level of education"),
    "aimed_job": Phrase("board-shares-aim", "does the work the mentee aims for ({job})"),
    "aimed_near_job": Phrase("board-shares-near-aim", "does work close to what the mentee aims for ({other})"),
    "aimed_field": Phrase("board-shares-aim-field", "works in the field the mentee aims for ({field})"),
    "same_job": Phrase("board-shares-job", "same work ({job})"),
    "same_near_job": Phrase("board-shares-near-job", "close work ({one}, {other})"),
    "same_work_field": Phrase("board-shares-work-field", "same field of work ({field})"),
    "goals": Phrase("board-shares-goals", "can help with {goals}"),
    "near_goal": Phrase("board-shares-near-goal", "can help with {other}, close to {one}"),
    "interests": Phrase("board-shares-interests", "both enjoy {interests}"),
    "near_interest": Phrase("board-shares-near-interest", "close interests ({one}, {other})"),
    "languages": Phrase("board-shares-languages", "both speak {languages}"),
}
"""What two people share, as somebody else says it, by the kind of the point."""
NOTHING = Phrase("board-shares-nothing", "nothing that can be named")
SECOND = Phrase("board-warn-second", "{mentor} would have {count} mentees in all")
ZONES = Phrase("board-warn-zones", "their clocks are {hours} hours apart")
HOURS = Phrase("board-warn-hours", "they share only {hours} hours a week")
OBSTACLES: Mapping[str, Phrase] = {
    "left": Phrase("board-left", "{name} does not take part any more"),
    "age": Phrase("board-age", "{name} has not passed the age question"),
    "stopped": Phrase("board-stopped", "{name} has stopped"),
    "unreachable": Phrase("board-unreachable", "I can't reach {name}"),
    "away": Phrase("board-away", "{name} takes a break"),
    "seats": Phrase("board-seats", "{name} has no free place any more"),
    "training": Phrase("board-training", "{name} has not finished the training"),
    "check": Phrase("board-check", "a check of {name} is missing or has run out"),
    "locked": Phrase("board-locked", "a match of {name} is locked"),
    "matched": Phrase("board-matched", "{name} has someone else by now"),
    "apart": Phrase("board-apart", "the two are kept apart"),
}
BREACHES: Mapping[str, Phrase] = {
    "shared_language": Phrase("board-rule-language", "they share no language"),
    "overlapping_times": Phrase("board-rule-times", "they have no time of the week in common"),
    "mentee_wish": Phrase("board-rule-mentee-wish", "the mentee wished for a mentor of another gender"),
    "mentor_wish": Phrase("board-rule-mentor-wish", "the mentor wished for a mentee of another gender"),
    "already_know": Phrase("board-rule-know", "they know each other already"),
    "household": Phrase("board-rule-household", "they live in the same household"),
    "inviter": Phrase("board-rule-inviter", "one of them invited the other"),
    "rematch": Phrase("board-rule-rematch", "they were put together a short while ago"),
    "circle": Phrase("board-rule-circle", "the mentee is the mentor's own mentor, directly or through others"),
    "self": Phrase("board-rule-self", "they are the same person"),
    "apart": Phrase("board-rule-apart", "they are kept apart for good"),
    "mentee_apart": Phrase("board-rule-engaged", "the mentee has someone already"),
}
"""What stands between two people, as somebody else says it, by the code of the rule."""
ONE_OF_THEM = Phrase("board-one-of-them", "one of them")


def fit(score: float, terms: Terms) -> Phrase:
    """What a score is called, beside all that could be in common."""
    most = sum(terms.weights.of(facet) for facet in FACETS) / 100
    return next(phrase for least, phrase in FITS if score >= least * most)


def worth(telling: Telling, program: str, pair: Pair, reader: Reader) -> float:
    """What the two have in common is worth, whoever else waits."""
    cards = desk_of(telling).cards
    mentee = member_of(cards.get(pair.mentee), program, "mentee")
    mentor = member_of(cards.get(pair.mentor), program, "mentor")
    if mentee is None or mentor is None:
        return 0.0
    terms = reader.terms
    return sum(parts(reader.traits(mentee), reader.traits(mentor), terms.weights, terms.languages).values()) / 100


def shared(telling: Telling, points: object, most: int = 4) -> str:
    """What the two share, in one line."""
    said = []
    for point in ground_of(points):  # type: ignore[arg-type]
        values = values_of(point, telling.language)
        if values is not None:
            said.append(telling.words(SHARED[point.kind](**values)))
    return "; ".join(said[:most]) or telling.words(NOTHING())


def warnings(telling: Telling, program: str, pair: Pair, standing: Standing, reader: Reader) -> list[str]:
    """What to look at twice before the two are put together."""
    desk = desk_of(telling)
    said = []
    mentee = member_of(desk.cards.get(pair.mentee), program, "mentee")
    mentor = member_of(desk.cards.get(pair.mentor), program, "mentor")
    opened = [item.first.mentor for item in open_items(desk.boards[program])] if program in desk.boards else []
    count = standing.place(pair.mentor) - 1 + opened.count(pair.mentor)
    if count > 1:
        said.append(telling.words(SECOND(mentor=desk.name(pair.mentor), count=count)))
    if mentee is None or mentor is None:
        return said
    apart = _apart(mentee, mentor, telling)
    if apart >= FAR:
        said.append(telling.words(ZONES(hours=apart)))
    one, other = reader.traits(mentee), reader.traits(mentor)
    hours = _shared_hours(one, other)
    if hours is not None and hours <= FEW_HOURS and reader.terms.rules.overlapping_times:
        said.append(telling.words(HOURS(hours=hours)))
    return said


def obstacle(telling: Telling, desk: Desk, why: str, person: int) -> str:
    """Why a pair is left out."""
    return telling.words(OBSTACLES[why](name=desk.name(person))) if why in OBSTACLES else why


def against(telling: Telling, rule: str, person: int) -> str:
    """What stands between two people: a rule, or something about one of them (0: both)."""
    if rule in BREACHES and not (person and rule in OBSTACLES):
        return telling.words(BREACHES[rule]())
    return telling.words(OBSTACLES[rule](name=desk_of(telling).name(person) or telling.words(ONE_OF_THEM())))


def names(telling: Telling, desk: Desk, people: list[int]) -> str:
    """Several people."""
    return joined([desk.name(person) for person in people], telling.language)


def _apart(mentee: Member, mentor: Member, telling: Telling) -> int:
    offsets = []
    for member in (mentee, mentor):
        try:
            ahead = telling.now.astimezone(ZoneInfo(member.person.zone or "UTC")).utcoffset()
        except (KeyError, ValueError, OSError):
            return 0
        offsets.append(ahead.total_seconds() / 3600 if ahead else 0.0)
    return round(abs(offsets[0] - offsets[1]))


def _shared_hours(one: Traits, other: Traits) -> int | None:
    """Whole hours of a week in which both have time; None where that is not known."""
    if one.hours is None or other.hours is None:
        return None
    return (one.hours & other.hours & ((1 << SLOTS) - 1)).bit_count() // 4


PHRASES = (
    *(phrase for _, phrase in FITS), *SHARED.values(), NOTHING, SECOND, ZONES, HOURS, *OBSTACLES.values(),
    *BREACHES.values(), ONE_OF_THEM,
)  # fmt: skip

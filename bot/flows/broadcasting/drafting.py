"""A draft made of what was answered, and the answers that a draft was made of, so that each can be changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from bot.flows.broadcasting.audience.queries import All, Everyone, Is, as_json, from_json
from bot.flows.engine.telling import Telling
from bot.words.broadcasts import Broadcast, Lacking, Letter, Timing
from bot.words.messages import Json, Passed

TEXTS = ("text", "second", "third")
"""The questions for the words, one a language."""
HOURS = {"h6": 6.0, "h24": 24.0, "h72": 72.0}


def tongues_in(answers: Mapping[str, Json]) -> list[str]:
    """The languages its words were asked for in, in order."""
    found = answers.get("tongues")
    return [str(tag) for tag in found] if isinstance(found, list) else []


def drafted(telling: Telling, answers: Mapping[str, Json]) -> Broadcast:
    """Everything as it was said just now."""
    letter = letter_in(answers)
    by_mentors = answers.get("who") == "mentors"
    return Broadcast(
        telling.moment.ids(),
        (str(answers.get("program", "")),),
        telling.person.id,
        "draft",
        telling.now,
        replace(letter, by_mentors=True, buttons=(), picture=None) if by_mentors else letter,
        _audience(answers),
        _timing(answers, telling.now),
        repeat=_rule(answers),
    )


def changed(telling: Telling, before: Broadcast, answers: Mapping[str, Json]) -> Broadcast:
    """A draft like the one before, counted anew, but for what was asked about."""
    draft = replace(before, id=telling.moment.ids(), by=telling.person.id, created_at=telling.now)
    draft = replace(draft, snapshot_at=None, counted_at=None, cursor=0, size=0, lacking=Lacking(), found=())
    match answers.get("mends"):
        case "words":
            others = {tag: text for tag, text in before.letter.texts.items() if tag not in tongues_in(answers)}
            return replace(draft, letter=replace(before.letter, texts={**letter_in(answers).texts, **others}))
        case "picture":
            return replace(draft, letter=replace(before.letter, picture=letter_in(answers).picture))
        case "whom":
            return replace(draft, audience=_audience(answers))
        case _:
            return replace(draft, timing=_timing(answers, telling.now), repeat=_rule(answers))


def _audience(answers: Mapping[str, Json]) -> Json:
    """Whom it is for; where mentors send it, those of them who have a mentee."""
    said = answers.get("audience") or as_json(Everyone())
    if answers.get("who") != "mentors":
        return said
    return as_json(All((Is("role", ("mentor",)), Is("match", ("open",)), from_json(said))))


def letter_in(answers: Mapping[str, Json]) -> Letter:
    """What it says, as far as that was answered."""
    tongues = tongues_in(answers)
    texts = {tag: str(answers[name]) for tag, name in zip(tongues, TEXTS, strict=False) if answers.get(name)}
    labels, picture = answers.get("buttons"), answers.get("picture")
    buttons = tuple({tongues[0]: str(label)} for label in labels) if isinstance(labels, list) else ()
    passed = Passed(str(picture[0]), str(picture[1])) if isinstance(picture, list) and len(picture) == 2 else None
    return Letter(texts, buttons, passed)


def _timing(answers: Mapping[str, Json], now: dt.datetime) -> Timing:
    hours = HOURS.get(str(answers.get("until")), 24.0)
    kind = str(answers.get("when") or "awake")
    if kind == "local":
        return Timing("local", str(answers.get("at") or now.replace(tzinfo=None).isoformat()), hours)
    return Timing("now" if kind == "anyhour" else "awake", "", hours)


def given(one: Broadcast, what: str, tongues: Json) -> dict[str, Json]:
    """What is to be changed about a draft, as it was answered: each part of it can be kept."""
    match what:
        case "words":
            named = zip(tongues if isinstance(tongues, list) else (), TEXTS, strict=False)
            return {name: one.letter.texts[str(tag)] for tag, name in named if tag in one.letter.texts}
        case "picture":
            picture = one.letter.picture
            return {"picture": [picture.channel, picture.file]} if picture else {}
        case "whom":
            return {} if one.letter.by_mentors else {"audience": one.audience}
        case _:
            until = next((key for key, hours in HOURS.items() if hours == one.timing.hours), None)
            when = {"now": "anyhour", "awake": "awake", "local": "local"}.get(one.timing.kind)
            when, at = ("again", "") if one.repeat else (when, one.timing.at if when == "local" else "")
            answers: dict[str, Json] = {"when": when, "at": at, "rule": one.repeat, "until": until}
            return {name: value for name, value in answers.items() if value}


def _rule(answers: Mapping[str, Json]) -> str:
    """How often it comes again; an answer that was given before another one took its place counts no more."""
    return str(answers.get("rule") or "") if answers.get("when") == "again" else ""

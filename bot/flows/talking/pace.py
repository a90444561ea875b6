"""How much one person may have passed on: enough for any talk, too little to flood anyone."""

from __future__ import annotations

from bot.flows.engine.telling import Telling
from bot.words.matches import Match
from bot.words.messages import Json
from bot.words.phrases import Line, Phrase

PER_MINUTE, PER_DAY = 20, 300
MINUTE, DAY = 60, 24 * 60 * 60
"""Seconds."""

SLOWER = Phrase(
    "pace-slower",
    "That was a lot in a short time, so from here on I have not passed anything on. Please wait a minute, then send "
    "what is missing once more.",
)
TOMORROW = Phrase(
    "pace-tomorrow",
    "That was a lot for one day, so from here on I have not passed anything on. Please send what is missing tomorrow.",
)

Counts = dict[str, Json]


def too_much(telling: Telling) -> Line | None:
    """What to say when this person has had as much passed on as fits, counted over all their matches."""
    now = int(telling.now.timestamp())
    kept = [_counts(tie.match, telling.person.id) for tie in telling.scene.ties]
    if sum(len(_recent(counts, now)) for counts in kept) >= PER_MINUTE:
        return SLOWER()
    return TOMORROW() if sum(_today(counts, now) for counts in kept) >= PER_DAY else None


def is_told(telling: Telling, match: Match) -> bool:
    """Whether they were told already, and nothing was passed on since."""
    return bool(_counts(match, telling.person.id).get("told"))


def counted(telling: Telling, match: Match) -> Counts:
    """The counts after one more message, to be noted with the match."""
    counts, now = _counts(match, telling.person.id), int(telling.now.timestamp())
    today = _today(counts, now)
    since = counts.get("since") if today else now
    last: list[Json] = [*_recent(counts, now), now]
    return {_key(match, telling.person.id): {"last": last, "since": since, "today": today + 1}}


def refused(telling: Telling, match: Match) -> Counts:
    """The counts once they were told, to be noted with the match."""
    return {_key(match, telling.person.id): {**_counts(match, telling.person.id), "told": True}}


def _key(match: Match, person: int) -> str:
    return f"pace:{match.side(person)}"


def _counts(match: Match, person: int) -> Counts:
    kept = match.told.get(_key(match, person))
    return kept if isinstance(kept, dict) else {}


def _recent(counts: Counts, now: int) -> list[int]:
    last = counts.get("last")
    return [at for at in last if isinstance(at, int) and now - at < MINUTE] if isinstance(last, list) else []


def _today(counts: Counts, now: int) -> int:
    since, today = counts.get("since"), counts.get("today")
    return today if isinstance(since, int) and isinstance(today, int) and now - since < DAY else 0


PHRASES = (SLOWER, TOMORROW)

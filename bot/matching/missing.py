"""What is still missing before someone can be matched, in words to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.words.phrases import Line, Phrase

TRAINING = Phrase("ready-training", "You still have the training to finish.")
CHECK = Phrase("ready-check", "The program's team still has to note this: {check}. That is not up to you.")
SEATS = Phrase("ready-seats", "All your places are taken at the moment.")
AWAY = Phrase("ready-away", "You asked for a break, so nobody is suggested to you until it is over.")
STOPPED = Phrase("ready-stopped", "You asked me to stop. Write /start to go on.")
UNREACHABLE = Phrase("ready-unreachable", "My messages do not reach you.")
AGE = Phrase("ready-age", "A few questions at the beginning are still open.")

_MISSING = {
    "training": TRAINING,
    "seats": SEATS,
    "away": AWAY,
    "stopped": STOPPED,
    "unreachable": UNREACHABLE,
    "age": AGE,
}


def say_missing(missing: Iterable[str], checks: Mapping[str, str]) -> list[Line]:
    """What `ready` found missing, as sentences; `checks` says what checks are called in the language."""
    lines = []
    for what in missing:
        name = what.removeprefix("check:")
        lines.append(_MISSING[what]() if what in _MISSING else CHECK(check=checks.get(name, name)))
    return lines


PHRASES = (TRAINING, CHECK, SEATS, AWAY, STOPPED, UNREACHABLE, AGE)

"""A figure as plain values in the reader's language, as the picture of it is drawn from."""

from __future__ import annotations

from base64 import b64encode

from bot.reporting.words import HIDDEN, in_words
from bot.texts.speech import Speech
from bot.words.messages import Json
from bot.words.phrases import Line
from bot.words.reports import Figure, Series


def values(figure: Figure, speech: Speech, language: str, *, form: str = "png", theme: str = "light") -> Json:
    """What `bot.pictures.figure` draws: all words in this language, all numbers as they may be shown."""

    def say(line: Line | str | None) -> str:
        return "" if line is None else in_words(line, lambda one: speech.say(one, language), language)

    return {
        "key": figure.key,
        "form": form,
        "theme": theme,
        "language": language,
        "title": say(figure.title),
        "says": say(figure.says),
        "adds": [say(line) for line in figure.adds],
        "shape": figure.shape,
        "empty": figure.is_empty,
        "hidden": say(HIDDEN()),
        "axis": [say(label) for label in figure.axis],
        "across": say(figure.across),
        "up": say(figure.up),
        "series": [_series(one, say(one.label)) for one in figure.series],
        "grid": [b64encode(line).decode() for line in figure.grid],
    }


def told(figure: Figure, speech: Speech, language: str) -> str:
    """What one sees, as it stands under a picture: the sentence, and what was counted."""

    def say(line: Line) -> str:
        return in_words(line, lambda one: speech.say(one, language), language)

    return "\n\n".join((" ".join(map(say, (figure.says, *figure.adds))), " ".join(map(say, figure.defines))))


def _series(one: Series, label: str) -> Json:
    def plain(points: tuple[float | None, ...]) -> list[Json]:
        return [None if point is None else round(point, 3) for point in points]

    return {"label": label, "points": plain(one.points), "low": plain(one.low), "high": plain(one.high)}

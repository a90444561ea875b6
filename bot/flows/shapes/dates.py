"""Reading days and months however they are written; every possible reading is kept, so that nobody has to guess."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import regex
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.words.folding import folded, normalise

_TOKEN = regex.compile(r"\d+|[\p{L}\p{M}]+")
_SHORT_YEAR = regex.compile(r"['’‘`´]\s?(\d\d)(?!\d)")
TOKENS_AT_MOST = 40


@dataclass(frozen=True, slots=True)
class Moment:
    """A month of a year, and the day where it was said."""

    year: int
    month: int
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Readings:
    """All a text can mean: no moment, one, or two where day and month could change places.

    `year_is_short` says that something like "5/12" came: 12 may be a year or a day.
    """

    moments: tuple[Moment, ...] = ()
    year_is_short: bool = False


@cache
def _months() -> dict[str, int]:
    """Normalised month names of all languages; "listopad@hr" where only one language reads it so."""
    text = files(__package__).joinpath("months.dat").read_text(encoding="utf-8")
    parted = (line.split("\t") for line in text.splitlines())
    return {"@".join(rest): int(number) for number, *rest in parted}


@cache
def _long_names() -> tuple[str, ...]:
    """Names of months in which a slip can be told from another word."""
    return tuple(name for name in _months() if len(name) > 4)


def month_of(name: str, language: str) -> int | None:
    """The month of that normalised name."""
    months = _months()
    return months.get(f"{name}@{language[:3].partition('-')[0].lower()}") or months.get(name)


def tokens(text: str) -> list[str]:
    """Runs of digits and runs of letters, folded: "12th, May" → 12 · th · may."""
    return _TOKEN.findall(folded(text))


def read_moments(text: str, language: str, this_year: int) -> Readings:
    """What month or day a text can mean. Two-digit years are those up to this one, else of the century before."""

    def in_full(found: regex.Match[str]) -> str:
        return f" {_century(int(found[1]), this_year)} "

    parts = tokens(_SHORT_YEAR.sub(in_full, text[:1000]))
    if len(parts) > TOKENS_AT_MOST:
        return Readings()
    numbers = [part for part in parts if part.isdigit()]
    months = _months_among([part for part in parts if not part.isdigit()], language, forgiving=len(numbers) < 3)
    if len(months) > 1:
        return Readings()
    if months:
        return _with_month(months.pop(), numbers, this_year)
    return _numeric(numbers, this_year)


def _century(short: int, this_year: int) -> int:
    century = this_year - this_year % 100
    return century + short if short <= this_year % 100 else century - 100 + short


def _months_among(words: Sequence[str], language: str, *, forgiving: bool) -> set[int]:
    found: set[int] = set()
    at = 0
    while at < len(words):
        for length in (3, 2, 1):
            month = month_of(" ".join(words[at : at + length]), language)
            if month is not None:
                found.add(month)
                at += length - 1
                break
        at += 1
    return found or (set(_misspelt(words)) if forgiving else set())


def _misspelt(words: Sequence[str]) -> Iterator[int]:
    """Months within a slip or two of a word: "Febuary", "Septmber"."""
    for word in words:
        if len(word) < 5:
            continue
        slips = 1 if len(word) < 7 else 2
        near = extract(word, _long_names(), scorer=OSA.distance, score_cutoff=slips, limit=None)
        meant = {_months()[name] for name, distance, _ in near if distance == near[0][1]}
        if len(meant) == 1:
            yield from meant


def _year(number: str, this_year: int) -> int | None:
    """The year a number can only be: four digits, or two that are no day of a month."""
    if len(number) == 4:
        return int(number)
    return _century(int(number), this_year) if len(number) == 2 and not 1 <= int(number) <= 31 else None


def _with_month(month: int, numbers: Sequence[str], this_year: int) -> Readings:
    years = [_year(number, this_year) for number in numbers]
    match numbers, years:
        case [_], [int(year)]:
            return _valid([Moment(year, month)])
        case [short], [None]:
            return Readings(year_is_short=len(short) == 2)
        case ([_, day], [int(year), None]) | ([day, _], [None, int(year)]):
            return _valid([Moment(year, month, int(day))])
        case [day, short], [None, None] if len(short) == 2:
            return _valid([Moment(_century(int(short), this_year), month, int(day))])
    return Readings()


def _numeric(numbers: Sequence[str], this_year: int) -> Readings:
    years = [_year(number, this_year) for number in numbers]
    match numbers, years:
        case [number], _:
            return _unparted(number)
        case ([_, month], [int(year), None]) | ([month, _], [None, int(year)]):
            return _valid([Moment(year, int(month))])
        case [one, other], [None, None]:
            return Readings(year_is_short=len(other) == 2 and 1 <= int(one[:3]) <= 12)
        case [_, _, _], _:
            return _triple(numbers, years, this_year)
    return Readings()


def _triple(numbers: Sequence[str], years: Sequence[int | None], this_year: int) -> Readings:
    one, other, last = numbers
    match years:
        case [int(year), None, None]:
            return _valid([Moment(year, int(other), int(last))])
        case [None, None, int(year)]:
            return _either(one, other, year)
        case [None, None, None] if len(last) == 2:
            return _either(one, other, _century(int(last), this_year))
    return Readings()


def _unparted(number: str) -> Readings:
    """Six or eight digits in a row: 051998, 199805, 12051998, 19980512."""
    begins_with_year = number[:2] in {"19", "20"}
    if len(number) == 6 and begins_with_year:
        return _valid([Moment(int(number[:4]), int(number[4:]))])
    if len(number) == 6:
        return _valid([Moment(int(number[2:]), int(number[:2]))])
    if len(number) != 8:
        return Readings()
    if begins_with_year and number[4:6] <= "12":
        return _valid([Moment(int(number[:4]), int(number[4:6]), int(number[6:]))])
    return _either(number[:2], number[2:4], int(number[4:]))


def _either(one: str, other: str, year: int) -> Readings:
    """Day and month in both orders, as far as both exist."""
    orders = dict.fromkeys(((int(one[:5]), int(other[:5])), (int(other[:5]), int(one[:5]))))
    return _valid([Moment(year, month, day) for day, month in orders])


def _valid(moments: Sequence[Moment]) -> Readings:
    return Readings(tuple(moment for moment in moments if exists(moment)))


def exists(moment: Moment) -> bool:
    """Whether the calendar has that month, and that day in it."""
    try:
        dt.date(moment.year, moment.month, moment.day or 1)
    except (ValueError, OverflowError):
        return False
    return moment.day != 0


def day_number(text: str) -> int | None:
    """The day of a month said alone: "14", "the 14th"."""
    numbers = [part for part in tokens(text) if part.isdigit()]
    return int(numbers[0]) if len(numbers) == 1 and len(numbers[0]) <= 2 else None


def plain_words(text: str) -> str:
    """The text in normalised words, with digits apart from letters: "16yo" → "16 yo"."""
    return normalise(" ".join(tokens(text)))

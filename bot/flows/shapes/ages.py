"""An age someone states outright: "I'm 16", "tengo 16 años", "I am a minor"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import regex

from bot.flows.shapes.dates import month_of, plain_words
from bot.flows.understanding.numerals import COUNTED
from bot.words.folding import normalise, words_of

YOUNGEST = 13
"""The age assumed where only "a minor" is said: the channels take nobody younger."""

_WORDS = {
    normalise(word): number
    for counted in COUNTED.values()
    for number, words in enumerate(counted.split())
    for word in words.split("/")
    if number > 3
}
_DIGIT = re.compile(r"\d")
_FIRST_WORDS = {words.partition(" ")[0] for words in _WORDS}
_N = rf"(?P<n>\d{{1,3}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_YEARS = (
    r"(?:years?|yrs?|yo|y o|anos|anni|ans|jahre|лет|года?|роки|років|рік|سنه|سنوات|سنين|عاما?|اعوام|سال|ساله|yas"
    r"|yasinda|yasindayim|miaka"
    r"|sano|jir|ዓመት|ዓመቴ|साल)"
)
_TAIL = r"(?: old| of age| alt| de edad| de idade| دارم| هستم| ام| نو| and a half| and \d+ months?(?: old)?| y medio)*"
_I_AM = (
    r"(?:i am|im|iam|i just turned|ive just turned|i turned|my age is|my age|age|aged|tengo|yo tengo|tenho|eu tenho|jai"
    r"|moi jai|ich bin|bin|ho|мне|мені|عمري|عندي|سن من|من|ben|nina|nina miaka|nina umri wa miaka|umri wangu ni miaka"
    r"|umri wangu ni|waxaan jiraa|waxaan ahay|मैं|मेरी उम्र)"
)
_ALMOST = r"(?P<almost>almost|nearly|turning|about to turn|about to be|going to be|soon|casi|presque|fast|почти|майже)"
_STILL = r"(?:only|just|still|now|actually|solo|apenas|seulement|erst|только|тільки|already|age)"
_GREETING = r"(?:(?:hi|hello|hey|well|so|but|sorry|actually|honestly|hola|pues|ok|because|and) )*"
_GOES_ON = r"(?: (?:and|but|so|i|im|can|is|born|girl|boy|male|female|y|pero|et|mais|und|aber)\b.*)?"

_STATED = (
    rf"^{_GREETING}{_I_AM} (?:{_STILL} )*(?:{_ALMOST} )?{_N}(?: {_YEARS})?{_TAIL}{_GOES_ON}$",
    rf"^{_GREETING}(?:{_STILL} )*(?:{_ALMOST} )?{_N} {_YEARS}{_TAIL}$",
    rf"\b(?:i am|im|tengo|jai|ich bin|tenho|мне|мені) (?:{_ALMOST} )?{_N} {_YEARS} (?:old|of age|de edad|alt)\b",
)
_OWN = (
    rf"^{_GREETING}(?:(?:i am|im|iam|i just turned|ive just turned|my age is) (?:{_STILL} )*{_N}(?: {_YEARS})?"
    rf"|(?:yo )?(?:tengo|tenho|jai|ich bin|мне|мені|عمري) (?:{_STILL} )*{_N} {_YEARS}){_TAIL}{_GOES_ON}$"
)
_MINOR = (
    r"^(?:minor|underage|under age|a minor|under (?:18|eighteen)|menor(?: de edad)?|mineure?|minderjahrig)$"
    r"|\b(?:i am|im)(?: (?:still|only|just))*(?: a)? (?:minor|underage|under age|child|kid)\b"
    r"|\b(?:i am|im)(?: still)? (?:under|below|less than|younger than|not|not yet|not even) (?:18|eighteen)\b"
    r"|(?<!\bno )\b(?:soy|sou|aun soy|todavia soy)(?: un| una)? menor\b(?! que)|\bje suis(?: encore)? mineure?\b"
    r"|\bich bin(?: noch)? minderjahrig\b|\bя(?: еще| ще)? не(?:совершеннолетн|повнолітн|повнолитн)|\bانا قاصر\b"
)


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    """Compiled when it is needed: all of them together would hold up the start by a twentieth of a second."""
    return regex.compile(pattern)


def make_ready() -> None:
    """Compile them now rather than when somebody first tells an age."""
    for pattern in (*_STATED, _OWN, _MINOR):
        _compiled(pattern)


@dataclass(frozen=True, slots=True)
class Stated:
    """An age in full years, and the words without it (they may hold a date as well)."""

    years: int
    rest: str


def stated_age(text: str, language: str) -> Stated | None:
    """The age someone says they have; None when they state none ("12 May" is no age, nor is "17")."""
    said = plain_words(text)
    if _compiled(_MINOR).search(said):
        return Stated(YOUNGEST, "")
    for pattern in _STATED:
        found = _compiled(pattern).search(said)
        if found and not _is_date(said[found.end("n") :], language):
            number = found["n"]
            years = int(number) if number.isdigit() else _WORDS[number]
            almost = bool(found.groupdict().get("almost"))
            return Stated(years - almost, said[: found.start("n")] + said[found.end("n") :])
    return None


def own_age(text: str, language: str) -> int | None:
    """The age in full years that someone gives as their own though nobody asked: "I am 16", "tengo 16 años"."""
    if _DIGIT.search(text) is None and _FIRST_WORDS.isdisjoint(words_of(text)):  # nearly always, and soon seen
        return None
    said = plain_words(text)
    found = _compiled(_OWN).search(said)
    if not found or _is_date(said[found.end("n") :], language):
        return None
    number = found["n"]
    return int(number) if number.isdigit() else _WORDS[number]


def _is_date(behind: str, language: str) -> bool:
    """Whether what follows a number makes it the day of a date."""
    words = behind.split()
    return bool(words) and (words[0].isdigit() or month_of(words[0], language) is not None)

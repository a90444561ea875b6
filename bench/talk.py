"""The conversation everybody is measured with: eight questions, who answers what, and what must be said in the end."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

START = "/start"
LOW_AGE, HIGH_AGE = 18, 99
LOW_HOURS, HIGH_HOURS = 1, 40
ROLES = {"mentee": "I'd like a mentor", "mentor": "I'd like to be a mentor"}
OPENING = "Thank you, that is all. I noted: "


@dataclass(frozen=True, slots=True)
class Question:
    """One question: `name` is its state, `kind` says what an answer must be: name, age, role, words or hours."""

    name: str
    text: str
    kind: str = "words"


QUESTIONS = (
    Question("name", "What should I call you?", "name"),
    Question("age", "How old are you?", "age"),
    Question("role", "\n".join(["What brings you here?", *ROLES.values()]), "role"),
    Question("city", "Which city or town do you live in?"),
    Question("work", "What work do you do, or did you learn to do?"),
    Question("goal", "What would you like to work towards?"),
    Question("hours", "How many hours a month could you give?", "hours"),
    Question("hope", "What would make this a good year for you?"),
)
PLACES = {question.text: place for place, question in enumerate(QUESTIONS)}

_CITIES = ("Lyon", "Nairobi", "São Paulo", "Kraków", "Izmir", "Herat", "Valencia", "Addis Ababa")
_WORK = ("nurse", "carpenter", "teacher", "bus driver", "accountant", "cook", "electrician", "midwife")
_GOALS = ("my first job here", "going back to school", "speaking in public", "a shop of my own", "better German")
_SYLLABLES = ("ka", "mi", "lo", "ra", "ne", "su", "to", "vi", "da", "fe")


@lru_cache(maxsize=16_384)
def answers(person: int) -> tuple[str, ...]:
    """What this person answers, the same in every run, and different from what others answer."""
    return (
        "".join(_SYLLABLES[int(digit)] for digit in str(person)).capitalize(),
        str(LOW_AGE + person % (HIGH_AGE - LOW_AGE)),
        list(ROLES.values())[person % 2],
        _CITIES[person % len(_CITIES)],
        _WORK[person // 3 % len(_WORK)],
        f"I would like to work towards {_GOALS[person % len(_GOALS)]}",
        str(LOW_HOURS + person % HIGH_HOURS),
        f"To look back in December and see {person % 97} small things that went well, one after the other.",
    )


@lru_cache(maxsize=16_384)
def closing(person: int) -> str:
    """What this person must hear in the end: every answer, in order."""
    return closing_of(list(answers(person)))


def closing_of(given: list[str]) -> str:
    """The last words, given the answers in order, as they were written."""
    return OPENING + "; ".join(given)


def role_meant(text: str) -> str | None:
    """The role a typed label stands for."""
    return next((key for key, label in ROLES.items() if label == text), None)


def is_fit(question: Question, text: str) -> bool:
    """Whether the peers take this as an answer: the plain checks one writes by hand."""
    match question.kind:
        case "age":
            return text.isdigit() and LOW_AGE <= int(text) <= HIGH_AGE
        case "hours":
            return text.isdigit() and LOW_HOURS <= int(text) <= HIGH_HOURS
        case "role":
            return role_meant(text) is not None
        case _:
            return bool(text.strip())

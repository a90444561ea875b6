"""Reports in the chat: which program, which days, which picture; they are drawn beside the turn and sent one by one."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import regex

from bot.flows.desk.rights import deny, enter, may, my_programs
from bot.flows.desk.views import LEAD, button, show
from bot.flows.engine.telling import Telling
from bot.reporting.figures import FIGURES
from bot.words.effects.sending import Schedule
from bot.words.messages import Button, Command, Json
from bot.words.people import Due
from bot.words.phrases import Phrase
from bot.words.reports import Filters

TITLE = Phrase("desk-figures", "Report")
WHICH_PROGRAM = Phrase("desk-figures-program", "Which program would you like to see?")
WHICH = Phrase(
    "desk-figures-which",
    "{program}, {filters}.\nWhich picture shall I draw? You can narrow it down by writing, such as: "
    "/report last 30 days, track study",
)
EVERYTHING = Phrase("desk-figures-everything", "everything up to today")
SINCE, UNTIL = Phrase("desk-figures-since", "from {day}"), Phrase("desk-figures-until", "until {day}")
ALL = Phrase("desk-figures-all", "All pictures")
AGAIN = Phrase("desk-figures-again", "Another picture")
BACK = Phrase("desk-figures-back", "Back to the desk")
BEGUN = Phrase("desk-figures-begun", "I'm counting and drawing. The first picture comes in a moment.")
DRAWING = Phrase("desk-figures-drawing", "Drawing: {done} of {all} …")
SENT = Phrase("desk-figures-sent", "There you are: {program}, {filters}.")
FAILED = Phrase(
    "desk-figures-failed", "I could not make this report just now. Please try again in a few minutes with /report."
)
UNREAD = Phrase(
    "desk-figures-unread",
    "I did not understand “{words}”. I understand days (last 30 days, from 2027-01-01, until 2027-03-31), track, "
    "language, tag and cohort with a name behind it, mentees or mentors, and the name of a program.",
)
TOO_MUCH = Phrase("desk-figures-too-much", "Those are more filters than I can take at once. Please leave one out.")
MOST_CODE = 30
"""Characters that filters may have in a button, beside the program and the picture."""
_KEYS = {"0": "all", **{f"{at:x}": key for at, (key, _, _) in enumerate(FIGURES, 1)}}

_LAST = regex.compile(
    r"(?:the )?(?:last|past|[úu]ltim[oa]s?)\s+(\d{1,3})\s+(day|week|month|d[ií]a|semana|mes)(?:s|es)?"
)
_FROM = regex.compile(r"(?:from|since|desde)\s+(\d{4}-\d\d-\d\d)")
_TO = regex.compile(r"(?:to|until|till|hasta)\s+(\d{4}-\d\d-\d\d)")
_NAMED = regex.compile(r"(track|itinerario|language|idioma|tag|etiqueta|cohort|cohorte)\s+([\p{L}\p{N}_-]{1,24})")
_ROLE = regex.compile(r"\b(mentees?|mentors?|mentor[ae]s?|aprendices?)\b")
_DAYS = {"day": 1, "dia": 1, "día": 1, "week": 7, "semana": 7, "month": 30, "mes": 30}
_FIELDS = {
    "track": "track", "itinerario": "track", "language": "language", "idioma": "language", "tag": "tag",
    "etiqueta": "tag", "cohort": "cohort", "cohorte": "cohort",
}  # fmt: skip
_FILLERS = regex.compile(r"[\s,;.&]+|\b(?:and|y|only|solo|sólo|the|los|las|program|programa|report|informe)\b")
_HEX = regex.compile(r"[0-9a-f]{4,5}")
_CODES = {"since": "s", "until": "u", "track": "t", "role": "r", "language": "l", "cohort": "c", "tag": "g"}


@dataclass(frozen=True, slots=True)
class Wish:
    """What someone wants to see: a program ("": not chosen yet), under which filters, which figure ("all": each)."""

    program: str
    filters: Filters
    unread: str = ""


def act(telling: Telling, arg: str) -> None:
    """Ask what is missing, or begin: `arg` is "program.figure.filters", each as far as it is chosen."""
    inbound = telling.inbound
    if not arg and inbound is not None and isinstance(inbound.content, Command) and inbound.content.argument:
        wish = read(inbound.content.argument, _titles(telling), telling.now.date())
    else:
        program, _, rest = arg.partition(".")
        number, _, code = rest.partition(".")
        figure = _KEYS.get(number, "")
        wish = Wish(program, decoded(program, code))
        if figure and may(telling, program) and program in telling.stage.programs:
            _begin(telling, wish.filters, figure)
            return
    if wish.unread:
        telling.say(telling.words(UNREAD(words=wish.unread[:60])), (button(telling, TITLE, "report"),))
    elif len(encoded(wish.filters)) > MOST_CODE:
        telling.say(telling.words(TOO_MUCH()), (button(telling, TITLE, "report"),))
    else:
        _ask(telling, wish)


def _ask(telling: Telling, wish: Wish) -> None:
    mine = my_programs(telling)
    program = wish.program or (mine[0] if len(mine) == 1 else "")
    code = encoded(wish.filters)
    if not program:
        named = [Button(telling.title_of(one), f"{LEAD}report.{one}..{code}") for one in mine]
        show(telling, telling.words(WHICH_PROGRAM()), (*named, button(telling, BACK, "menu")))
    elif program not in mine:
        deny(telling, f"report.{program}")
    else:
        said = WHICH(program=telling.title_of(program), filters=filters_in_words(telling, wish.filters))
        titles = {"all": ALL, **{key: title for key, title, _ in FIGURES}}
        buttons = [
            button(telling, titles[key], f"report.{program}.{number}.{code}", "option") for number, key in _KEYS.items()
        ]
        show(telling, telling.words(said), (*buttons, button(telling, BACK, "menu")))


def _begin(telling: Telling, filters: Filters, figure: str) -> None:
    """Have it drawn beside this turn; how far it is stands in a message of its own."""
    shown = telling.moment.ids()
    telling.say(telling.words(BEGUN()), number=shown)
    subject = json.dumps({"shown": shown, "figure": figure, "filters": as_json(filters)})
    telling.wish(Schedule(Due(f"report:{telling.person.id:x}:{shown:x}", "report", telling.person.id, telling.now,
                              subject=subject)))  # fmt: skip
    enter(telling, "report", filters.program, details={"figure": figure, "filters": as_json(filters)})


# --- reading what was written ----------------------------------------------------------------------------------------


def read(said: str, programs: Mapping[str, str], today: dt.date) -> Wish:
    """What "/report last 30 days, track study" means. `programs` holds the programs by their title and id."""
    text = " ".join(said.casefold().split())
    filters = Filters("")
    for title, program in sorted(programs.items(), key=lambda one: -len(one[0])):
        if title and regex.search(rf"\b{regex.escape(title)}\b", text):
            filters, text = replace(filters, program=program), text.replace(title, " ", 1)
            break
    if found := _LAST.search(text):
        days = int(found[1]) * _DAYS.get(found[2], 1)
        filters, text = replace(filters, since=today - dt.timedelta(days=days)), _without(text, found)
    for pattern, name in ((_FROM, "since"), (_TO, "until")):
        if (found := pattern.search(text)) and (day := _day(found[1])):
            filters, text = replace(filters, **{name: day}), _without(text, found)  # type: ignore[arg-type]
    while found := _NAMED.search(text):
        filters, text = replace(filters, **{_FIELDS[found[1]]: found[2]}), _without(text, found)  # type: ignore[arg-type]
    if found := _ROLE.search(text):
        role = "mentor" if found[1].startswith("mentor") else "mentee"
        filters, text = replace(filters, role=role), _without(text, found)
    return Wish(filters.program, filters, _FILLERS.sub(" ", text).strip())


def _without(text: str, found: regex.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _titles(telling: Telling) -> dict[str, str]:
    mine = my_programs(telling)
    named = {telling.title_of(program).casefold(): program for program in mine}
    return named | {program: program for program in mine}


# --- filters as data and in words ------------------------------------------------------------------------------------


def encoded(filters: Filters) -> str:
    """The filters as short as a button needs them."""
    return "~".join(
        f"{letter}{value}"
        for name, letter in _CODES.items()
        if (value := _short(getattr(filters, name))) and value.isascii()
    )


def decoded(program: str, code: str) -> Filters:
    """The filters that were encoded; what cannot be read is left out."""
    names = {letter: name for name, letter in _CODES.items()}
    told = {names[part[0]]: part[1:] for part in code.split("~") if part[:1] in names}
    days = {
        name: dt.date.fromordinal(int(told[name], 16)).isoformat()
        for name in ("since", "until")
        if _HEX.fullmatch(told.get(name, ""))
    }
    return from_json({"program": program, **told, **days})


def as_json(filters: Filters) -> dict[str, Json]:
    """The filters as they are kept."""
    told = {name: _plain(getattr(filters, name)) for name in _CODES}
    return {"program": filters.program, **{name: value for name, value in told.items() if value}}


def from_json(told: Mapping[str, Json]) -> Filters:
    """The filters that were kept."""
    days = {name: _day(str(told.get(name, ""))) for name in ("since", "until")}
    words = {name: str(told.get(name, "")) for name in ("program", "track", "role", "language", "cohort", "tag")}
    return Filters(
        words["program"],
        days["since"],
        days["until"],
        track=words["track"],
        role=words["role"],
        language=words["language"],
        cohort=words["cohort"],
        tag=words["tag"],
    )


def filters_in_words(telling: Telling, filters: Filters) -> str:
    """What is asked for, as a reader says it."""
    return ", ".join(_parts(telling, filters)) or telling.words(EVERYTHING())


def _parts(telling: Telling, filters: Filters) -> Iterator[str]:
    if filters.since:
        yield telling.words(SINCE(day=filters.since.isoformat()))
    if filters.until:
        yield telling.words(UNTIL(day=filters.until.isoformat()))
    yield from (value for name in _CODES if name not in {"since", "until"} and (value := getattr(filters, name)))


def _short(value: object) -> str:
    """As few letters as it can be told in: a day counts the days since the year 1, in hexadecimal."""
    return f"{value.toordinal():x}" if isinstance(value, dt.date) else str(value or "")


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value or "")


PHRASES = (
    TITLE, WHICH_PROGRAM, WHICH, EVERYTHING, SINCE, UNTIL, ALL, AGAIN, BACK, BEGUN, DRAWING, SENT, FAILED, UNREAD,
    TOO_MUCH,
)  # fmt: skip

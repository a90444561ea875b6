"""Words of someone in need: whatever else is done with a message, first they see where there is help.

A program's words are looked for as whole words and phrases, in every language, without regard to accents, apostrophes
and signs between them. The coordinators hear that somebody may need them, and not what was written; what was meant for
a partner still goes there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from bot.curriculum.crisis import CrisisLine
from bot.curriculum.program import Program
from bot.curriculum.reading import crisis_lines, crisis_words
from bot.flows.engine.telling import Telling
from bot.words.effects.desk import Raise
from bot.words.effects.sending import Schedule
from bot.words.folding import READ_AT_MOST, words_of
from bot.words.journeys import Attention
from bot.words.messages import Attachment, Command, Content, Edited, Typed
from bot.words.people import Due
from bot.words.phrases import Phrase

OVERLAP = 120
"""Characters two looks at a long text have in common; no phrase is longer."""

HARD = Phrase(
    "crisis-hard",
    "What you write sounds very hard. You don't have to go through this alone. Here are people who are there for you:",
)
EMERGENCY = Phrase(
    "crisis-emergency", "If you are in danger right now, please call the emergency number where you are."
)
TOLD = Phrase(
    "crisis-told",
    "I let the program's coordinator know that you may need someone. They don't see what you wrote here.",
)
LINE = Phrase("crisis-line", "• {name}: {reach}")
LINE_HOURS = Phrase("crisis-line-hours", "• {name}: {reach} ({hours})")


def help_at_once(telling: Telling, content: Content) -> None:
    """Show where to turn, if something in these words calls for it; staff hear of members who have agreed to that.

    Nobody in need is told next what they should have pressed, or where they stand on a list.
    """
    text = _words_in(content)
    if not text:
        return
    programs = _programs(telling)
    if not calls_for_help(text, *programs):
        return
    telling.hushed = True
    lines = list(dict.fromkeys(_lines(telling, programs)))
    said = [telling.words(HARD()), "\n".join(lines), telling.words(EMERGENCY())]
    listed = [m.program for m in telling.scene.memberships] if telling.scene.person else []
    for program in dict.fromkeys(listed):
        key = f"crisis:{telling.person.id:x}:{program}"
        telling.wish(Raise(Attention(key, "crisis", program, telling.now, person=telling.person.id)))
    if listed:
        # Whoever looks after reports sees to it that staff hear of this by day.
        telling.wish(Schedule(Due("concerns", "concerns", 0, telling.now)))
        said.append(telling.words(TOLD()))
    telling.say("\n\n".join(said))


def places_to_turn_to(telling: Telling) -> str:
    """A line for each place to turn to where the person lives; nothing for someone who is in no program."""
    mine = telling.scene.memberships
    return "\n".join(dict.fromkeys(_lines(telling, _programs(telling)))) if mine else ""


def calls_for_help(text: str, *programs: Program) -> bool:
    """Whether one of these programs' words for that stands in a text."""
    known = [_phrases(crisis_words(program)) for program in programs]
    for words in map(words_of, _looks(text)) if known else ():
        # Hardly any text holds the first word of a phrase, and that is soon seen.
        if any(not phrases.keys().isdisjoint(words) and _stands_in(words, phrases) for phrases in known):
            return True
    return False


@lru_cache(maxsize=64)
def _phrases(words: tuple[str, ...]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The phrases, word by word, by their first word."""
    found: dict[str, dict[tuple[str, ...], None]] = {}
    for phrase in words:
        parts = tuple(words_of(phrase))
        if parts:
            found.setdefault(parts[0], {})[parts] = None
    return {first: tuple(phrases) for first, phrases in found.items()}


def _stands_in(words: list[str], phrases: Mapping[str, tuple[tuple[str, ...], ...]]) -> bool:
    return any(
        tuple(words[at : at + len(phrase)]) == phrase
        for at, word in enumerate(words)
        for phrase in phrases.get(word, ())
    )


def _looks(text: str) -> Iterator[str]:
    """A text in pieces that are read whole, each with the end of the one before."""
    step = READ_AT_MOST // 2
    for start in range(0, max(1, len(text)), step):
        yield text[max(0, start - OVERLAP) : start + step]


def _words_in(content: Content) -> str:
    match content:
        case Typed(text=text) | Edited(text=text) | Attachment(caption=text):
            return text
        case Command(argument=argument):
            return argument
        case _:
            return ""


def _programs(telling: Telling) -> list[Program]:
    """Those the person is in; before that, all there are."""
    known = telling.stage.programs
    mine = [known[m.program] for m in telling.scene.memberships if m.program in known]
    return mine or list(known.values())


def _lines(telling: Telling, programs: Iterable[Program]) -> Iterator[str]:
    country = _country(telling)
    for program in programs:
        for line in crisis_lines(program, country):
            yield _spoken(telling, line)


def _country(telling: Telling) -> str:
    """Where the person lives, as far as they said so."""
    run = telling.scene.run
    told = [m.profile.get("place") for m in telling.scene.memberships]
    told += [run.answers.get("place")] if run else []
    places = (place.get("country") for place in told if isinstance(place, dict))
    return next((country for country in places if isinstance(country, str)), "")


def _spoken(telling: Telling, line: CrisisLine) -> str:
    name, reach = line.name.in_language(telling.language), ", ".join(filter(None, (line.phone, line.url)))
    if line.hours is None:
        return telling.words(LINE(name=name, reach=reach))
    return telling.words(LINE_HOURS(name=name, reach=reach, hours=line.hours.in_language(telling.language)))


PHRASES = (HARD, EMERGENCY, TOLD, LINE, LINE_HOURS)

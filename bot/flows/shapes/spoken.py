"""The languages someone talks in: one, or several."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.flows.engine.shape import Asking, Chosen, Declined, Draft, Option, Reading, Reply, Value
from bot.flows.shapes.labels import TICK, joined, language_name
from bot.flows.shapes.several import DONE, DONE_KEY, is_finished
from bot.flows.shapes.tongues import Heard, heard_in, languages_in, tag_of, tongues
from bot.flows.understanding.choosing import Candidate, choose
from bot.flows.understanding.typed import own_words
from bot.flows.understanding.yes_and_no import agreement
from bot.words.folding import normalise
from bot.words.messages import Json, Typed
from bot.words.phrases import Line, Phrase, Told

HINT = Phrase(
    "shape-languages-hint", "Please tap the languages you speak, then Done. You can also type them, like {example}."
)
ONE = Phrase("shape-language-hint", "Please send one language, like {example}.")
MAYBE = Phrase(
    "shape-languages-maybe", "Do you mean {language}? Then tap it. If not, write the language in other words, please."
)
AT_LEAST_ONE = Phrase("shape-languages-one", "Please choose at least one language, then Done.")

SUGGESTED = 6
_MAYBE = "maybe"
AT_MOST = 15
_COMMON = ("en", "es", "fr", "ar", "uk", "fa", "ru")


def suggestions(asking: Asking) -> tuple[str, ...]:
    """The languages offered as buttons: the person's own first, then English, then a few that many speak."""
    return tuple(dict.fromkeys(filter(None, (tag_of(asking.language), *_COMMON))))[:SUGGESTED]


def _named(tag: str, asking: Asking) -> str:
    return language_name(tag, asking.language)


def _numbered(text: str, tags: tuple[str, ...], asking: Asking) -> str | None:
    """The offered language at a typed number."""
    return choose(text, [Candidate(tag, (_named(tag, asking),)) for tag in tags], asking.language)


@dataclass(frozen=True, slots=True)
class Languages:
    """One language or more. The value lists BCP 47 tags."""

    widget: str = ""

    def read(self, reply: Reply, asking: Asking) -> Reading:
        ticked = _ticked(asking)
        match reply:
            case Chosen(key) if key == DONE_KEY:
                return Value(list[Json](ticked)) if ticked else Declined(AT_LEAST_ONE())
            case Chosen(key) if key in self._offered(asking):
                return Draft([tag for tag in ticked if tag != key] if key in ticked else [*ticked, key])
            case Typed(text):
                return self._typed(text, ticked, asking)
        return Declined(_hint(HINT, asking))

    def _typed(self, text: str, ticked: list[str], asking: Asking) -> Reading:
        if is_finished(text) or normalise(text) == normalise(asking.say(DONE())):
            return Value(list[Json](ticked)) if ticked else Declined(AT_LEAST_ONE())
        heard = self._heard(text, asking)
        tags = list(dict.fromkeys((*ticked, *heard.tags)))
        if heard.maybe and len(tags) < AT_MOST:
            return Draft([*tags, {_MAYBE: heard.maybe}], MAYBE(language=_named(heard.maybe, asking)))
        return Value(list[Json](tags)) if heard.tags and len(tags) <= AT_MOST else Declined(_hint(HINT, asking))

    def _heard(self, text: str, asking: Asking) -> Heard:
        """The languages typed: by name, by the numbers of the buttons, or by a yes to what was asked back."""
        maybe = _maybe(asking)
        if maybe and agreement(text, own_words(asking.say)):
            return Heard((maybe,))
        heard = heard_in(text, asking.language, _places(asking))
        if heard is None:
            offered = self._offered(asking)
            picked = [_numbered(part, offered, asking) for part in text[:200].replace(",", " ").split()]
            heard = Heard(tuple(tag for tag in picked if tag) if all(picked) else ())
        return heard

    def _offered(self, asking: Asking) -> tuple[str, ...]:
        maybe = _maybe(asking)
        return tuple(dict.fromkeys((*((maybe,) if maybe else ()), *suggestions(asking), *_ticked(asking))))

    def options(self, asking: Asking) -> tuple[Option, ...]:
        ticked = _ticked(asking)
        boxes = (Option(tag, (TICK if tag in ticked else "") + _named(tag, asking)) for tag in self._offered(asking))
        return (*boxes, Option(DONE_KEY, asking.say(DONE()), "done"))

    def show(self, value: Json, asking: Asking) -> str:
        tags = value if isinstance(value, list) else []
        return joined([_named(str(tag), asking) for tag in tags], asking.language)

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        if _ticked(asking):
            return (Chosen(DONE_KEY),)
        return (*(Chosen(tag) for tag in suggestions(asking)), Typed("Arabic, English and Deutsch"))


@dataclass(frozen=True, slots=True)
class Language:
    """One language. The value is its BCP 47 tag."""

    widget: str = ""

    def read(self, reply: Reply, asking: Asking) -> Reading:
        match reply:
            case Chosen(key) if key in suggestions(asking):
                return Value(key)
            case Typed(text):
                numbered = _numbered(text, suggestions(asking), asking)
                named = languages_in(text, asking.language) or ([numbered] if numbered else [])
                return Value(named[0]) if len(named) == 1 else Declined(_hint(ONE, asking))
        return Declined(_hint(ONE, asking))

    def options(self, asking: Asking) -> tuple[Option, ...]:
        return tuple(Option(tag, _named(tag, asking)) for tag in suggestions(asking))

    def show(self, value: Json, asking: Asking) -> str:
        return _named(value, asking) if isinstance(value, str) else ""

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        return (*(Chosen(tag) for tag in suggestions(asking)), Typed("Deutsch"))


def _hint(phrase: Phrase, asking: Asking) -> Line:
    tags = ("ar", "en") if phrase is HINT else ("ar",)
    return phrase(example=_listed(tags, asking.language))


def _listed(tags: tuple[str, ...], language: str) -> Told:
    said = ", ".join(language_name(tag, language) for tag in tags)
    return Told(said, language, lambda other: str(_listed(tags, other)))


def _ticked(asking: Asking) -> list[str]:
    kept = asking.draft if isinstance(asking.draft, list) else []
    return [tag for tag in kept if isinstance(tag, str) and tag in tongues().tags]


def _maybe(asking: Asking) -> str:
    """The language asked back about, "" for none."""
    kept = asking.draft if isinstance(asking.draft, list) else []
    found = next((one[_MAYBE] for one in kept if isinstance(one, dict) and _MAYBE in one), "")
    return found if isinstance(found, str) and found in tongues().tags else ""


def _places(asking: Asking) -> Callable[[str], bool]:
    """Whether normalised words are a city's name, as far as there is a gazetteer."""
    find = asking.gazetteer.find if asking.gazetteer else None
    return lambda said: find is not None and any(normalise(city.name) == said for city in find(said))


PHRASES = (HINT, ONE, MAYBE, AT_LEAST_ONE)

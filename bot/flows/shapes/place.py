"""A place on earth: a city by name in any language, or a shared location."""

from __future__ import annotations

from dataclasses import dataclass

from bot.flows.engine.shape import Asking, Chosen, City, Declined, Draft, Option, Reading, Reply, Value
from bot.flows.shapes.labels import country_name
from bot.flows.understanding.choosing import Candidate, choose
from bot.flows.understanding.greetings import is_greeting
from bot.flows.understanding.typed import own_words
from bot.flows.understanding.yes_and_no import agreement
from bot.words.folding import normalise, normalised
from bot.words.messages import Json, LocationShared, Typed
from bot.words.phrases import Phrase, Told

UNKNOWN = Phrase("shape-place-unknown", "I don't know that place. Try the nearest larger city, like Lyon, France.")
NOWHERE = Phrase("shape-place-nowhere", "I don't know a city near there. Please write the name of the nearest one.")
WHICH = Phrase("shape-place-which", "There are several places with that name. Which one is yours?")
MAYBE = Phrase(
    "shape-place-maybe",
    "I don't know a place of that name. Do you mean this? If not, write the nearest larger city.",
)
NAMESAKE = Phrase(
    "shape-place-namesake",
    "A country is called that too. Do you mean this city? If not, write the nearest larger city.",
)
MAYBES = Phrase(
    "shape-place-maybes",
    "I don't know a place of that name. Is it one of these? If not, write the nearest large city.",
)
NOTED = Phrase("shape-place-noted", "{place}. Noted.")

NO_PLACE = normalised(
    "here", "home", "at home", "my home", "in my house", "house", "nowhere", "anywhere", "everywhere", "online", "none",
    "back", "what", "where", "why", "who", "how", "teacher", "student", "nurse", "work", "school", "village", "town",
    "aquí", "acá", "casa", "en casa", "en mi casa", "en ningún lado", "ninguno", "ninguna", "nada", "dónde", "qué",
    "por qué", "cómo", "pueblo", "un pueblo", "escuela", "trabajo",
)  # fmt: skip
"""What is written here and names no place, though there is a small town somewhere that is called nearly so."""
CLEARLY = 10
"""How many times as many people a city has that is meant without asking."""


@dataclass(frozen=True, slots=True)
class Place:
    """A city. The value holds its id, names, country and zone, and where it lies to a tenth of a degree (11 km)."""

    widget: str = "location"

    def read(self, reply: Reply, asking: Asking) -> Reading:
        match reply:
            case Chosen(key):
                city = next((city for city in _candidates(asking) if str(city.id) == key), None)
                return _value(city, asking) if city else Declined(UNKNOWN())
            case LocationShared(latitude, longitude):
                near = asking.gazetteer.near(latitude, longitude) if asking.gazetteer else None
                return _value(near, asking) if near else Declined(NOWHERE())
            case Typed(text):
                return _typed(text, asking)
        return Declined(UNKNOWN())

    def options(self, asking: Asking) -> tuple[Option, ...]:
        return tuple(Option(str(city.id), label(city, asking.language)) for city in _candidates(asking))

    def show(self, value: Json, asking: Asking) -> str:
        if not isinstance(value, dict):
            return ""
        city, region, country = (str(value.get(part) or "") for part in ("city", "region", "country"))
        return full_name(city, region, country, asking.language)

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        if asking.gazetteer is None:
            return ()
        pressed = tuple(Chosen(option.key) for option in self.options(asking))
        if pressed:
            return pressed
        known = tuple(Typed(name) for name in ("Lyon, France", "Springfield") if asking.gazetteer.find(name))
        shared = (LocationShared(45.76, 4.84),) if asking.gazetteer.near(45.76, 4.84) else ()
        return (*known, *shared)


def label(city: City, language: str) -> str:
    """A city so that it is told apart: "Springfield, Illinois, United States"."""
    return full_name(city.name, city.region, city.country, language)


def full_name(city: str, region: str, country: str, language: str) -> str:
    """City, region where it says more than the city, and country in the reader's language."""
    return ", ".join(filter(None, (city, region if region != city else "", country_name(country, language))))


def likeliest(cities: list[City], language: str) -> list[City]:
    """The one city clearly meant, or all that could be; of two that read the same the larger stays."""
    apart: dict[str, City] = {}
    for city in cities:
        apart.setdefault(label(city, language), city)
    told = list(apart.values())
    others = max((city.population for city in told[1:]), default=0)
    return told[:1] if told and told[0].population >= CLEARLY * others else told


def _candidates(asking: Asking) -> tuple[City, ...]:
    ids = asking.draft.get("candidates") if isinstance(asking.draft, dict) else None
    if asking.gazetteer is None or not isinstance(ids, list):
        return ()
    return tuple(city for id in ids if isinstance(id, int) and (city := asking.gazetteer.by_id(id)))


def _typed(text: str, asking: Asking) -> Reading:
    open_ones = _candidates(asking)
    named = [
        Candidate(str(city.id), (label(city, asking.language), label(city, "en"), city.region)) for city in open_ones
    ]
    key = choose(text, named, asking.language) if named else None
    if key is None and len(open_ones) == 1 and agreement(text, own_words(asking.say)):
        key = str(open_ones[0].id)
    if key is not None:
        return _value(next(city for city in open_ones if str(city.id) == key), asking)
    found, is_sure = meant_by(text, asking)
    if is_sure and len(found) == 1:
        return _value(found[0], asking)
    which = WHICH if is_sure else MAYBES if len(found) > 1 else _maybe(text, found)
    return Draft({"candidates": [city.id for city in found]}, which()) if found else Declined(UNKNOWN())


def _maybe(text: str, found: list[City]) -> Phrase:
    is_called_so = bool(found) and normalise(found[0].name) in normalise(text)
    return NAMESAKE if is_called_so else MAYBE


def meant_by(text: str, asking: Asking) -> tuple[list[City], bool]:
    """The cities a text can mean, and whether one of them is it for sure; what is no name of a place is none."""
    said = normalise(text)
    is_other = said in NO_PLACE or is_greeting(text) or agreement(text, own_words(asking.say)) is not None
    if asking.gazetteer is None or is_other:
        return [], False
    named = likeliest(asking.gazetteer.find(text), asking.language)
    if named:
        return named, True
    guessed, is_clear = asking.gazetteer.guess(text)
    return (guessed[:1], True) if is_clear else (guessed, False)


def _value(city: City, asking: Asking) -> Value:
    value: dict[str, Json] = {
        "id": city.id,
        "city": city.name,
        "region": city.region,
        "country": city.country,
        "zone": city.zone,
        "lat": round(city.latitude, 1),
        "lon": round(city.longitude, 1),
    }
    return Value(value, NOTED(place=_in_short(city, asking.language)))


def _in_short(city: City, language: str) -> Told:
    said = f"{city.name}, {country_name(city.country, language)}"
    return Told(said, language, lambda other: str(_in_short(city, other)))


PHRASES = (UNKNOWN, NOWHERE, WHICH, MAYBE, NAMESAKE, MAYBES, NOTED)

"""Finding cities by name, in any language or script, or by where they lie."""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import as_file, files

import regex
from rapidfuzz.distance import OSA

from bot.flows.engine.shape import City
from bot.flows.gazetteer.names import Names
from bot.flows.gazetteer.rows import Rows
from bot.words.folding import normalise

FILE = "places.dat"
NEAR = 200.0
"""Kilometres to the nearest city beyond which a point lies in the middle of nowhere."""

_SHORT = 2
"""Letters of what stands for a country and, in "LA", for a city as well."""
_CLEAR_FROM, _LARGE = 5, 500_000
"""Letters of a name, and people in a city, from which on one slip is taken for a slip; below that it is asked."""

_KNOWN = 200_000
"""People in a city that is asked about although a country has its name."""

COUNTRY, REGION = 60000, 61000
"""Numbers from here on in the index of names are no cities."""

_AREA = "\x01"
_SIZES = struct.Struct("<II")
_COMMAS = regex.compile(r"[,،、，;\n()/]+")
_BEFORE = regex.compile(
    r"^(?:(?:now )?(?:i|we) (?:live|am|stay|am living|am based|reside)(?: now)? (?:in|at)|(?:i|we) live|im in|im from"
    r"|i am from|living in|based in|the city of"
    r"|city of|the town of|in|from|at|near|close to"
    r"|(?:ahora )?vivo(?: ahora)? en|estoy en|soy de|cerca de|en|de|jhabite a|je vis a|a"
    r"|ich wohne in|ich lebe in|ich komme aus|aus|moro em|em|я живу в|живу в|я живу у|живу у|в|у|اعيش في|انا من"
    r"|اسكن في|في|در)\s+"
)
_AFTER = regex.compile(
    r"\s+(?:since|for|desde|hace|seit) (?:\w+ ){0,3}(?:\d{4}|years?|months?|weeks?|days?|time|anos?|mes(?:es)?"
    r"|semanas?|jahren?)$"
    r"|\s+(?:now|i live (?:there|here)(?: .*)?|ahora)$"
)


class Places:
    """The gazetteer over one mapped file."""

    def __init__(self, data: memoryview) -> None:
        names, rows = _SIZES.unpack_from(data)
        self._names = Names(data[_SIZES.size : _SIZES.size + names])
        self._rows = Rows(data[_SIZES.size + names : _SIZES.size + names + rows])

    @property
    def zones(self) -> Sequence[str]:
        """Every time zone a city lies in."""
        return self._rows.zones

    def find(self, name: str, limit: int = 5) -> list[City]:
        """Cities of that name, "Lyon" or "Lyon, France", the likeliest first.

        A country's name is no city's, except of one that lies there; a large one elsewhere is a `guess`.
        """
        parts = _parts(name)
        if not parts:
            return []
        bare = _bare(parts[0])
        rows = self._named(parts) or self._named([bare, *parts[1:]])
        is_word = len(parts) == 1 and len(bare) > _SHORT
        countries = {area for area in self._areas([bare]) if area < REGION} if is_word else set()
        if countries:
            rows = [row for row in rows if COUNTRY + self._rows.places(row)[0] in countries]
        found = map(self._rows.city, dict.fromkeys(rows))
        return sorted(found, key=lambda city: -_weight(city, bare))[:limit]

    def guess(self, name: str, limit: int = 5) -> tuple[list[City], bool]:
        """Cities whose name is a slip or two away, the likeliest first, and whether the first is clearly meant: a
        large one, called so where it lies, a single slip away. A city that is called like a country ("Granada") may be
        meant as well."""
        parts = _parts(name)
        if not parts:
            return [], False
        bare = _bare(parts[0])
        if namesakes := self._namesakes(bare) if len(parts) == 1 else []:
            return namesakes[:limit], False
        found = map(self._rows.city, dict.fromkeys(self._misspelt(bare, parts[1:])))
        cities = sorted(found, key=lambda city: -_weight_of_typo(city, bare))[:limit]
        return cities, bool(cities) and _is_clear(cities, bare)

    def near(self, latitude: float, longitude: float) -> City | None:
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            return None
        row = self._rows.nearest(latitude, longitude, NEAR)
        return None if row is None else self._rows.city(row)

    def by_id(self, id: int) -> City | None:
        row = self._rows.row_of(id)
        return None if row is None else self._rows.city(row)

    # --- by name -------------------------------------------------------------------------------------------------

    def _named(self, parts: Sequence[str]) -> list[int]:
        """Rows of that exact name; what follows the city's name must be its country or region."""
        whole = " ".join(parts)
        rows = self._cities(whole)
        words = whole.split()
        heads = [len(parts[0].split())] if len(parts) > 1 else range(len(words) - 1, 0, -1)
        for length in heads if not rows else ():
            rows = self._within(self._cities(" ".join(words[:length])), [words[length:]])
            if rows:
                return rows
        if not rows and len(parts) > 2:
            return self._within(self._cities(parts[0]), [part.split() for part in parts[1:]])
        return rows if rows or len(parts) == 1 or self._areas(parts[1:]) else self._cities(parts[0])

    def _cities(self, name: str) -> list[int]:
        spellings = dict.fromkeys((name, regex.sub(r"^(?:st|ste) ", "saint ", name), name.removesuffix(" city")))
        return [row for spelling in spellings for row in self._names.get(spelling) if row < COUNTRY]

    def _areas(self, parts: Iterable[str]) -> set[int]:
        return {area for part in parts for area in self._names.get(_AREA + part)}

    def _namesakes(self, name: str) -> list[City]:
        """Well-known cities whose own name is that of a country elsewhere, the largest first."""
        if len(name) <= _SHORT or not any(area < REGION for area in self._areas([name])):
            return []
        cities = map(self._rows.city, dict.fromkeys(self._cities(name)))
        known = [city for city in cities if normalise(city.name) == name and city.population >= _KNOWN]
        return sorted(known, key=lambda city: -city.population)

    def _within(self, rows: Iterable[int], places: Iterable[Sequence[str]]) -> list[int]:
        areas = self._areas(" ".join(words) for words in places)
        placed = {row: self._rows.places(row) for row in rows}
        return [row for row, (country, region) in placed.items() if areas & {COUNTRY + country, REGION + region}]

    # --- typos ---------------------------------------------------------------------------------------------------

    def _misspelt(self, name: str, areas: Sequence[str]) -> list[int]:
        """Rows whose name is a slip or two away: two where it begins alike, one in the first two letters."""
        if not 4 <= len(name) <= 40 or self._areas([name]):
            return []
        nearest: dict[int, list[int]] = {}
        for other, rows in self._alike(name):
            distance = OSA.distance(name, other, score_cutoff=2)
            if distance <= (1 if len(name) < 7 else 2):
                nearest.setdefault(distance, []).extend(row for row in rows if row < COUNTRY)
        for distance in sorted(nearest):
            near = nearest[distance]
            fitting = self._within(near, [area.split() for area in areas]) if areas else near
            if fitting:
                return fitting
        return []

    def _alike(self, name: str) -> Iterator[tuple[str, tuple[int, ...]]]:
        one, two, three, four = tuple(name[:4])
        swapped = (two + one + three, one + three + two, one + two + four)
        for start in dict.fromkeys((name[:3], *swapped, one + three + four, name[1:4])):
            yield from self._names.beginning(start)
        for spelling in _edited_start(name):
            yield spelling, self._names.get(spelling)


def _parts(name: str) -> list[str]:
    """A name and the places it lies in, normalised; none where it is no name."""
    parts = [part for part in map(normalise, _COMMAS.split(name[:200])) if part][:4]
    return parts if parts and len(parts[0]) <= 100 else []


def _bare(name: str) -> str:
    """A name without what people say around it: where they live, and since when."""
    return _AFTER.sub("", _BEFORE.sub("", name))


def _is_clear(cities: Sequence[City], name: str) -> bool:
    """Whether a misspelt name can hardly mean anything but the first of these cities."""
    first, *others = cities
    if len(name) < _CLEAR_FROM or first.population < _LARGE or OSA.distance(normalise(first.name), name) > 1:
        return False
    return all(_weight_of_typo(first, name) >= 10 * _weight_of_typo(other, name) for other in others)


def _edited_start(name: str) -> list[str]:
    """The name with one of its first three letters other than it is, or one more."""
    letters = _ALPHABETS.get(_script(name), "")
    changed = [name[:at] + letter + name[at + 1 :] for at in range(3) for letter in letters]
    return changed + [name[:at] + letter + name[at:] for at in range(3) for letter in letters]


def _script(name: str) -> str:
    return next((script for script, letters in _ALPHABETS.items() if name[0] in letters), "")


_ALPHABETS = {
    "Latin": "abcdefghijklmnopqrstuvwxyz",
    "Cyrillic": "абвгдежзиклмнопрстуфхцчшщъыьэюяіє",
    "Arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
}


def _weight(city: City, name: str) -> float:
    """How likely a city is meant: by its people, and rather by its own name than by another."""
    return city.population * (3 if normalise(city.name) == name else 1)


def _weight_of_typo(city: City, name: str) -> float:
    """The same for a misspelt name: few misspell what a city is called far away."""
    return city.population * (20 if OSA.distance(normalise(city.name), name) <= 2 else 1)


def open_gazetteer() -> Places:
    """The packaged gazetteer. The file is mapped, so that only the pages looked at take memory."""
    with as_file(files(__package__) / FILE) as path, path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return Places(memoryview(mapped))

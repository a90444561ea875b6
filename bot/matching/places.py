"""Where people live, and how near that is: the answer to the place question as matching reads it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from bot.texts.naming import locale_of
from bot.words.folding import normalise
from bot.words.messages import Json

NEAR = 50.0
"""Kilometres within which two people live near each other."""
KILOMETRES_PER_DEGREE = 111.2
ISO_CODE = 2
"""Letters of a country's code; longer ones are continents and the like."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A city: its id, names, ISO 3166-1 country, zone, and where it lies in degrees."""

    id: int
    city: str
    region: str
    country: str
    zone: str
    latitude: float
    longitude: float


def spot_of(value: Json) -> Spot | None:
    """The answer to the place question, None where there is none."""
    match value:
        case {
            "city": str(city),
            "country": str(country),
            "lat": int() | float() as lat,
            "lon": int() | float() as lon,
            **rest,
        }:
            id, region, zone = rest.get("id"), rest.get("region"), rest.get("zone")
            return Spot(
                id if isinstance(id, int) else 0,
                city,
                str(region or ""),
                country,
                str(zone or ""),
                float(lat),
                float(lon),
            )
    return None


def distance(one: Spot, other: Spot) -> float:
    """Kilometres between two places, along the globe."""
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    across = math.radians(other.longitude - one.longitude)
    half = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(across / 2) ** 2
    return 2 * math.degrees(math.asin(math.sqrt(min(half, 1.0)))) * KILOMETRES_PER_DEGREE


def nearness(one: Spot | None, other: Spot | None) -> tuple[str, int]:
    """How two places relate ("same_city" "near" "same_region" "same_country" or ""), and how strongly, 0 to 100."""
    if one is None or other is None:
        return "", 0
    if (one.id and one.id == other.id) or (one.city, one.region, one.country) == (
        other.city,
        other.region,
        other.country,
    ):
        return "same_city", 100
    if distance(one, other) <= NEAR:
        return "near", 80
    if one.country != other.country:
        return "", 0
    return ("same_region", 60) if one.region and one.region == other.region else ("same_country", 40)


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    named: dict[str, str] = {}
    for language in ("en", "es", "fr", "de", "pt", "ar", "uk"):
        for code, name in locale_of(language).territories.items():
            if len(str(code)) == ISO_CODE:
                named.setdefault(normalise(str(code)), str(code))
                named.setdefault(normalise(str(name)), str(code))
    return named


def country_of(text: str) -> str:
    """The ISO code of a country by its name or code, "" when it is none we know."""
    return _countries().get(normalise(text), "") if text else ""

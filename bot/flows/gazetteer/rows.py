"""The cities themselves: rows of fixed length in bands of one degree of latitude, so that neighbours lie together."""

from __future__ import annotations

import json
import math
import struct
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from bot.flows.engine.shape import City

ROW = struct.Struct("<IhhIHHIBB")
_HEAD = struct.Struct("<III")
_ID = struct.Struct("<IH")
KILOMETRES_PER_DEGREE = 111.2
SAME_CITY = 10.0


class Rows:
    """All cities by row number, by id, and by where they lie; read from bytes that `pack_rows` made."""

    def __init__(self, data: memoryview) -> None:
        self.count, names, tables = _HEAD.unpack_from(data)
        at = _HEAD.size
        self._rows = data[at : at + self.count * ROW.size]
        at += self.count * ROW.size
        self._ids = data[at : at + self.count * _ID.size]
        at += self.count * _ID.size
        self._names = data[at : at + names]
        listed: Mapping[str, Sequence[str]] = json.loads(zlib.decompress(data[at + names : at + names + tables]))
        self.zones, self.regions, self.countries = listed["zones"], listed["regions"], listed["countries"]
        self._bands: Sequence[int] = [int(start) for start in listed["bands"]]

    def city(self, row: int) -> City:
        """The city in a row."""
        id, latitude, longitude, population, zone, region, at, length, country = ROW.unpack_from(
            self._rows, row * ROW.size
        )
        return City(
            id=id,
            name=bytes(self._names[at : at + length]).decode(),
            region=self.regions[region].partition(":")[2],
            country=self.countries[country],
            latitude=latitude / 100,
            longitude=longitude / 100,
            zone=self.zones[zone],
            population=population,
        )

    def places(self, row: int) -> tuple[int, int]:
        """The numbers of a row's country and region."""
        found = ROW.unpack_from(self._rows, row * ROW.size)
        return found[8], found[5]

    def row_of(self, id: int) -> int | None:
        """The row of the city with that id."""
        at = bisect_left(range(self.count), id, key=lambda place: _ID.unpack_from(self._ids, place * _ID.size)[0])
        if at == self.count:
            return None
        found, row = _ID.unpack_from(self._ids, at * _ID.size)
        return int(row) if found == id else None

    def nearest(self, latitude: float, longitude: float, within: float) -> int | None:
        """The row nearest to a point, None when none lies within so many kilometres.

        A city is meant rather than one of its districts: of those within 10 km, the one with most people.
        """
        reach = math.ceil(within / KILOMETRES_PER_DEGREE)
        band = math.floor(latitude) + 90
        near = [
            (distance(latitude, longitude, lat / 100, lon / 100), -population, row)
            for number in range(max(band - reach, 0), min(band + reach, 180) + 1)
            for row, lat, lon, population in self._band(number)
        ]
        close = [(population, row) for kilometres, population, row in near if kilometres <= SAME_CITY]
        if close:
            return min(close)[1]
        kilometres, _, row = min(near, default=(math.inf, 0, 0))
        return row if kilometres <= within else None

    def _band(self, number: int) -> Iterator[tuple[int, int, int, int]]:
        first, last = self._bands[number], self._bands[number + 1]
        for row, found in enumerate(ROW.iter_unpack(self._rows[first * ROW.size : last * ROW.size]), first):
            yield row, found[1], found[2], found[3]


def distance(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """Kilometres between two points, along the globe."""
    one, other = math.radians(latitude), math.radians(to_latitude)
    across = math.radians(to_longitude - longitude)
    half = math.sin((other - one) / 2) ** 2 + math.cos(one) * math.cos(other) * math.sin(across / 2) ** 2
    return 2 * math.degrees(math.asin(math.sqrt(min(half, 1.0)))) * KILOMETRES_PER_DEGREE


def pack_rows(cities: Sequence[City]) -> tuple[bytes, Sequence[int]]:
    """The cities as bytes, and their ids in the order of the rows."""
    ordered = sorted(cities, key=lambda city: (math.floor(city.latitude), city.longitude))
    zones = sorted({city.zone for city in ordered})
    regions = sorted({region_key(city) for city in ordered})
    countries = sorted({city.country for city in ordered})
    names, rows = bytearray(), bytearray()
    for city in ordered:
        name = city.name.encode()
        place = zones.index(city.zone), regions.index(region_key(city))
        degrees = round(city.latitude * 100), round(city.longitude * 100)
        rows += ROW.pack(
            city.id, *degrees, city.population, *place, len(names), len(name), countries.index(city.country)
        )
        names += name
    bands = [sum(math.floor(city.latitude) + 90 < number for city in ordered) for number in range(182)]
    listed = {"zones": zones, "regions": regions, "countries": countries, "bands": [str(start) for start in bands]}
    tables = zlib.compress(json.dumps(listed).encode(), 9)
    ids = b"".join(_ID.pack(*pair) for pair in sorted((city.id, row) for row, city in enumerate(ordered)))
    packed = _HEAD.pack(len(ordered), len(names), len(tables)) + bytes(rows) + ids + bytes(names) + tables
    return packed, [city.id for city in ordered]


def region_key(city: City) -> str:
    """A region's name with its country before it: "US:Illinois", "" without one."""
    return f"{city.country}:{city.region}" if city.region else ""

"""A time zone: by city, by name, by offset, or by what time it is there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

import regex

from bot.flows.engine.shape import Asking, Chosen, Declined, Draft, Option, Reading, Reply, Value
from bot.flows.shapes.place import meant_by
from bot.flows.understanding.choosing import Candidate, choose
from bot.words.folding import folded, normalise
from bot.words.messages import Json, LocationShared, Typed
from bot.words.phrases import Phrase

HINT = Phrase("shape-zone-hint", "Please send the city you live in, or what time it is there now, like 15:30.")
WHICH = Phrase("shape-zone-which", "Which of these has the same time as you?")

ASKED_AT_MOST = 8

# The best-known city of each zone people may mean by an offset or a time of day.
WELL_KNOWN = (
    "Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/Denver", "America/Phoenix",
    "America/Chicago", "America/Mexico_City", "America/New_York", "America/Bogota", "America/Caracas",
    "America/Halifax", "America/Santiago", "America/St_Johns", "America/Sao_Paulo", "America/Argentina/Buenos_Aires",
    "Atlantic/Azores", "Europe/London", "Africa/Accra", "Europe/Berlin", "Africa/Lagos", "Europe/Kyiv", "Africa/Cairo",
    "Africa/Johannesburg", "Europe/Istanbul", "Africa/Nairobi", "Asia/Riyadh", "Asia/Tehran", "Asia/Dubai",
    "Asia/Kabul", "Asia/Karachi", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Dhaka", "Asia/Yangon", "Asia/Bangkok",
    "Asia/Jakarta", "Asia/Shanghai", "Asia/Manila", "Australia/Perth", "Asia/Tokyo", "Australia/Darwin",
    "Australia/Adelaide", "Australia/Sydney", "Australia/Brisbane", "Pacific/Noumea", "Pacific/Auckland",
)  # fmt: skip
ABBREVIATIONS = {
    "utc": ("Etc/UTC",), "gmt": ("Etc/UTC", "Europe/London"), "z": ("Etc/UTC",),
    "cet": ("Europe/Berlin",), "cest": ("Europe/Berlin",), "mez": ("Europe/Berlin",), "mesz": ("Europe/Berlin",),
    "eet": ("Europe/Kyiv", "Europe/Athens", "Africa/Cairo"), "eest": ("Europe/Kyiv", "Europe/Athens"),
    "wet": ("Europe/Lisbon",), "west": ("Europe/Lisbon",), "bst": ("Europe/London", "Asia/Dhaka"),
    "msk": ("Europe/Moscow",), "trt": ("Europe/Istanbul",), "eat": ("Africa/Nairobi",), "cat": ("Africa/Maputo",),
    "wat": ("Africa/Lagos",), "sast": ("Africa/Johannesburg",), "ast": ("America/Halifax", "Asia/Riyadh"),
    "est": ("America/New_York",), "edt": ("America/New_York",), "et": ("America/New_York",),
    "eastern time": ("America/New_York",), "eastern": ("America/New_York",), "ct": ("America/Chicago",),
    "cst": ("America/Chicago", "Asia/Shanghai", "America/Mexico_City"), "cdt": ("America/Chicago",),
    "central time": ("America/Chicago",), "mst": ("America/Denver", "America/Phoenix"), "mdt": ("America/Denver",),
    "mountain time": ("America/Denver", "America/Phoenix"), "pst": ("America/Los_Angeles",),
    "pdt": ("America/Los_Angeles",), "pt": ("America/Los_Angeles",), "pacific time": ("America/Los_Angeles",),
    "ist": ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"), "pkt": ("Asia/Karachi",), "jst": ("Asia/Tokyo",),
    "gst": ("Asia/Dubai",), "irst": ("Asia/Tehran",), "aft": ("Asia/Kabul",), "brt": ("America/Sao_Paulo",),
}  # fmt: skip

_OFFSET = regex.compile(
    r"^(?:utc|gmt)?\s*(?P<sign>[+\u2212\u2013-])\s*(?P<h>\d{1,2})(?:[:.]?(?P<m>\d\d))?(?:\s*(?:h|hours))?$"
)
_TIME = regex.compile(r"(?<![\d:+-])(?P<h>\d{1,2})(?:[:.h](?P<m>\d\d))?\s*(?P<half>[ap]\.?\s?m\b)?")
_CLOCK_WORDS = regex.compile(r"\d[:.h]\d\d|\d\s*[ap]\.?\s?m\b|\boclock\b|\bhoras\b|\buhr\b|\bson las\b|\bits \d")


@dataclass(frozen=True, slots=True)
class TimeZone:
    """A time zone. The value is its IANA name."""

    widget: str = "location"

    def read(self, reply: Reply, asking: Asking) -> Reading:
        match reply:
            case Chosen(key):
                zone = dict(_offered(asking)).get(key)
                return Value(zone) if zone else Declined(HINT())
            case LocationShared(latitude, longitude):
                near = asking.gazetteer.near(latitude, longitude) if asking.gazetteer else None
                return Value(near.zone) if near else Declined(HINT())
            case Typed(text):
                return self._typed(text[:200], asking)
        return Declined(HINT())

    def _typed(self, text: str, asking: Asking) -> Reading:
        offered = dict(_offered(asking))
        named = [Candidate(key, (_city(zone), zone)) for key, zone in offered.items()]
        key = choose(text, named, asking.language) if named else None
        zones = [offered[key]] if key else list(dict.fromkeys(_zones(text, asking)))[:ASKED_AT_MOST]
        if len(zones) > 1:
            return Draft({"zones": list[Json](zones)}, WHICH())
        return Value(zones[0]) if zones else Declined(HINT())

    def options(self, asking: Asking) -> tuple[Option, ...]:
        return tuple(Option(key, self.show(zone, asking)) for key, zone in _offered(asking))

    def show(self, value: Json, asking: Asking) -> str:
        if not isinstance(value, str):
            return ""
        offset = _offset(value, asking.now)
        if offset is None:
            return _city(value)
        ahead = f"UTC{_signed(offset)}"
        return ahead if value.startswith("Etc/") else f"{_city(value)} ({ahead})"

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        pressed = tuple(Chosen(option.key) for option in self.options(asking))
        if pressed:
            return pressed
        city = (Typed("Berlin"),) if asking.gazetteer and asking.gazetteer.find("Berlin") else ()
        there = (asking.now + dt.timedelta(hours=2)).strftime("it's %H:%M here")
        return (*city, Typed("Europe/Berlin"), Typed("UTC+2"), Typed("CET"), Typed(there))


def _offered(asking: Asking) -> tuple[tuple[str, str], ...]:
    kept = asking.draft.get("zones") if isinstance(asking.draft, dict) else None
    zones = [zone for zone in kept if isinstance(zone, str)] if isinstance(kept, list) else []
    return tuple((f"zone-{number}", zone) for number, zone in enumerate(zones, 1))


@cache
def _known() -> dict[str, str]:
    """Every IANA zone by its normalised name."""
    listed = files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    return {normalise(zone): zone for zone in listed if "/" in zone}


def _zones(text: str, asking: Asking) -> Sequence[str]:
    """The zones a text can mean."""
    said = normalise(text)
    if said in ABBREVIATIONS:
        return ABBREVIATIONS[said]
    if said in _known():
        return [_known()[said]]
    plain = folded(text).strip()
    offset = _OFFSET.match(plain)
    if offset:
        minutes = 60 * int(offset["h"]) + int(offset["m"] or 0)
        return _at_offset(minutes if offset["sign"] == "+" else -minutes, asking.now)
    if _CLOCK_WORDS.search(plain):
        found = _at_time(plain, asking.now)
        return found[:ASKED_AT_MOST]
    cities, is_sure = meant_by(text, asking)
    return [city.zone for city in cities] if is_sure else []


def _at_offset(minutes: int, now: dt.datetime) -> list[str]:
    """A zone that always has a whole-hour offset; of other offsets, the zones that have it now."""
    if not -12 * 60 <= minutes <= 14 * 60:
        return []
    hours, rest = divmod(minutes, 60)
    if rest == 0:
        return [f"Etc/GMT{-hours:+d}" if hours else "Etc/UTC"]
    return _having(minutes, now)


def _having(minutes: int, now: dt.datetime) -> list[str]:
    return [zone for zone in WELL_KNOWN if _offset(zone, now) == minutes]


def _at_time(plain: str, now: dt.datetime) -> list[str]:
    """The zones where the clock shows that time now, give or take a quarter of an hour."""
    found = _TIME.search(plain)
    if not found or int(found["h"]) > 24 or int(found["m"] or 0) > 59:
        return []
    hour, minute = int(found["h"]) % 24, int(found["m"] or 0)
    hours: Iterable[int] = (hour,)
    if found["half"]:
        hours = (hour % 12 + (12 if found["half"].startswith("p") else 0),)
    elif 1 <= hour <= 12 and not found["m"]:
        hours = (hour % 12, hour % 12 + 12)
    now_minutes = now.hour * 60 + now.minute
    ahead = {round((60 * one + minute - now_minutes) / 30) * 30 % 1440 for one in hours}
    return [zone for zone in WELL_KNOWN if (_offset(zone, now) or 0) % 1440 in ahead]


def _offset(zone: str, now: dt.datetime) -> int | None:
    """Minutes ahead of UTC at that moment, None for a zone nobody knows."""
    try:
        ahead = now.astimezone(ZoneInfo(zone)).utcoffset()
    except (KeyError, ValueError, OSError):
        return None
    return round(ahead.total_seconds() / 60) if ahead is not None else None


def _signed(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


def _city(zone: str) -> str:
    """The city a zone is named after."""
    return zone.rpartition("/")[2].replace("_", " ")


PHRASES = (HINT, WHICH)

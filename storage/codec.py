"""Writes what people did and what we send as JSON, and reads it back the same: each value tagged with its kind.

Fields that hold their default are left out, so a field added later with a default reads old rows unharmed.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any, cast

import orjson

from bot.words import messages
from bot.words.messages import Address, Content, Inbound, Json, Outbound
from bot.words.people import Run
from storage.moments import moment, stamp

_KINDS: tuple[type[Any], ...] = (
    messages.Typed,
    messages.Command,
    messages.Press,
    messages.PickedPerson,
    messages.PeoplePicked,
    messages.LocationShared,
    messages.DatePicked,
    messages.Unreadable,
    messages.Attachment,
    messages.Edited,
    messages.Deleted,
    messages.HomeOpened,
    messages.Left,
    messages.Returned,
    messages.RoomMoved,
    messages.Ignored,
    messages.Button,
    messages.PickPeople,
    messages.ShareLocation,
    messages.PickDate,
    messages.Place,
    messages.Say,
    messages.Edit,
    messages.Home,
    messages.Passed,
    messages.Written,
    messages.Drawn,
    messages.File,
    messages.Pin,
    messages.Remove,
    messages.Gather,
    messages.OpenRoom,
    messages.RoomLink,
    messages.InviteInto,
    messages.Address,
)
_TAG = "is"
_BY_NAME = {kind.__name__: kind for kind in _KINDS}
_FIELDS = {
    kind: tuple((field.name, object() if field.default is MISSING else field.default) for field in fields(kind))
    for kind in _KINDS
}

# Prepared once: json.dumps with options builds an encoder at every call.
_write_anything = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode


def _write(value: object) -> str:
    """Compact JSON. A fifth of the time of the standard library's, which is left what 64 bits do not hold and what
    strict UTF-8 does not know; a space before it says so, since such a number would be read rounded."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        return f" {_write_anything(value)}"


def _read(text: str) -> Any:
    """What was written. In a simulated term a tenth of all time went into this before orjson took it over."""
    if text.startswith(" "):
        return json.loads(text)
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return json.loads(text)  # half a character, which some phones send, written before there was the space


def pack(value: object) -> Json:
    """A value of the words as plain JSON."""
    named = _FIELDS.get(type(value))
    if named is not None:
        packed: dict[str, Json] = {_TAG: type(value).__name__}
        for name, default in named:
            held = getattr(value, name)
            if held != default:
                packed[name] = held if type(held) is str else pack(held)
        return packed
    match value:
        case None | str() | int() | float():
            return value
        case tuple():
            return [pack(item) for item in value]
        case dt.date():
            return {_TAG: "date", "day": value.isoformat()}
        case dict() | list():
            return {_TAG: "json", "held": cast("Json", value)}
        case _:
            raise TypeError(f"{type(value).__name__} has no form in the database")


def unpack(packed: Json) -> Any:
    """The value that was packed."""
    match packed:
        case {"is": "json", "held": held}:
            return held
        case dict():
            named = {name: unpack(item) for name, item in packed.items()}
            kind = named.pop(_TAG)
            return dt.date.fromisoformat(named["day"]) if kind == "date" else _BY_NAME[kind](**named)
        case list():
            return tuple(unpack(item) for item in packed)
        case _:
            return packed


def write_inbound(inbound: Inbound) -> str:
    """An inbound with all it carried, except its channel, which stands beside it in the open."""
    return _write(
        {
            "key": inbound.key,
            "from": inbound.address.id,
            "at": stamp(inbound.received_at),
            "name": inbound.name,
            "language": inbound.language,
            "message": inbound.message,
            "own": inbound.own,
            "replies_to": inbound.replies_to,
            "content": pack(inbound.content),
            **({"author": inbound.author.id} if inbound.author else {}),
        }
    )


def read_inbound(text: str, channel: str) -> Inbound:
    """The inbound that was written."""
    told = _read(text)
    return Inbound(
        key=told["key"],
        address=Address(channel, told["from"]),
        content=cast("Content", unpack(told["content"])),
        received_at=moment(told["at"]),
        name=told["name"],
        language=told["language"],
        message=told["message"],
        own=told.get("own"),
        replies_to=told.get("replies_to"),
        author=Address(channel, told["author"]) if "author" in told else None,
    )


def write_outbound(to: str, content: Outbound) -> str:
    """What a delivery says, and the id of the address it goes to."""
    return _write({"to": to, "says": pack(content)})


def read_outbound(text: str) -> tuple[str, Outbound]:
    """The address id and the content that were written."""
    told = _read(text)
    return told["to"], cast("Outbound", unpack(told["says"]))


def write_told(run: Run) -> str:
    """Everything in a run that came from the person's own words."""
    return _write({"answers": dict(run.answers), "passed": run.passed, "draft": run.draft})


def read_told(text: str) -> dict[str, Any]:
    """`answers`, `passed` and `draft` of a run."""
    told: dict[str, Any] = _read(text)
    told["passed"] = tuple(told["passed"])
    return told


def write_profile(profile: Mapping[str, Json], record: Mapping[str, Json]) -> str:
    """A membership's profile and record; without a record as before there were records."""
    return _write([dict(profile), dict(record)] if record else dict(profile))


def read_profile(text: str) -> tuple[dict[str, Json], dict[str, Json]]:
    """The profile and the record that were written."""
    told = _read(text)
    if isinstance(told, list):
        profile, record = told
        return profile, record
    return told, {}


def write_json(value: Json) -> str:
    """Plain JSON, compact."""
    return _write(value)


def read_json(text: str) -> Any:
    """The JSON that was written."""
    return _read(text)

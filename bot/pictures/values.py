"""Reads what is to be on a picture out of plain values; anything else than was agreed raises ValueError."""

from __future__ import annotations

from typing import Any

from bot.words.messages import Json

NO_SUCH_PICTURE = 3
"""The exit code of a drawing process that was asked for what there is not."""
LONGEST = 600
"""Characters of one text that are looked at; no picture has room for more."""
MOST = 104
"""Entries of one list: as many weeks as a program may have."""


def mapping(value: Json) -> dict[str, Json]:
    """A mapping."""
    found: dict[str, Json] = _of(dict, value, "the values")
    return found


def text(values: dict[str, Json], name: str) -> str:
    """The text of this name, "" where there is none."""
    found: str = _of(str, values.get(name, ""), name)
    return found[:LONGEST].strip()


def listed(values: dict[str, Json], name: str) -> list[Json]:
    """The list of this name, empty where there is none."""
    found: list[Json] = _of(list, values.get(name, []), name)
    return found[:MOST]


def texts(values: dict[str, Json], name: str) -> list[str]:
    """The list of texts of this name."""
    return [text({name: one}, name) for one in listed(values, name)]


def whole(values: dict[str, Json], name: str) -> int:
    """The whole number of this name, 0 where there is none; true counts as 1."""
    return int(_of(int, values.get(name, 0), name))


def _of(kind: type, value: Json, name: str) -> Any:
    if not isinstance(value, kind):
        raise ValueError(f"{name}: this is no {kind.__name__}")  # noqa: TRY004 - what the Artist port promises
    return value

"""Looking into JSON whose shape we do not control: what is not there, or not of its kind, is empty."""

from __future__ import annotations

from typing import Any


def dig(value: Any, *path: str) -> Any:
    """What stands at the end of the path, None if the path breaks off."""
    for name in path:
        if not isinstance(value, dict):
            return None
        value = value.get(name)
    return value


def text_at(value: Any, *path: str) -> str:
    """The text at the end of the path, "" if there is none."""
    found = dig(value, *path)
    return found if isinstance(found, str) else ""


def items(value: Any, *path: str) -> list[Any]:
    """The list at the end of the path, [] if there is none."""
    found = dig(value, *path)
    return found if isinstance(found, list) else []

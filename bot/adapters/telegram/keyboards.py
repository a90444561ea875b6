"""Lay buttons and pickers out as Telegram keyboards."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

from bot.words.messages import Button, PickPeople, ShareLocation

Key: TypeAlias = dict[str, Any]

LABEL = 64
_SHORT = 20
_NAV_IN_A_ROW = {9: 4, 13: 3}
"""How many of "nav" stand in a row where the longest has at most so many letters: phones cut what does not fit."""


def inline(buttons: Sequence[Button]) -> Key:
    """Buttons under a message; each press comes back as a callback query."""
    return {
        "inline_keyboard": _rows(buttons, lambda button: {"text": _cut(button.label), "callback_data": button.data})
    }


def picker(widget: PickPeople | ShareLocation, buttons: Sequence[Button]) -> Key:
    """A keyboard in place of the person's own: the platform's picker, then the buttons, which come back as text."""
    rows = [[_request(widget)], *_rows(buttons, lambda button: {"text": _cut(button.label)})]
    return {"keyboard": rows, "resize_keyboard": True, "one_time_keyboard": True}


def request_id(data: str) -> int:
    """What stands for `PickPeople.data` on Telegram, which carries a 31-bit number only.

    A decimal number that fits goes as it is, and so comes back as it was; anything else as a stable hash.
    """
    if data.isascii() and data.isdigit() and str(int(data[:11])) == data and int(data) < 1 << 31:
        return int(data)
    return int.from_bytes(hashlib.blake2b(data.encode("utf-8", "replace"), digest_size=4).digest(), "big") >> 1


def _request(widget: PickPeople | ShareLocation) -> Key:
    text = _cut(widget.label)
    if isinstance(widget, ShareLocation):
        return {"text": text, "request_location": True}
    wanted = {
        "request_id": request_id(widget.data),
        "user_is_bot": False,
        "max_quantity": max(1, min(widget.limit, 10)),
        "request_name": True,
    }
    return {"text": text, "request_users": wanted}


def _rows(buttons: Sequence[Button], key: Callable[[Button], Key]) -> list[list[Key]]:
    """Options in reading order, two to a row if all are short; "done" alone below them; "nav" at the end."""
    options = [button for button in buttons if button.kind not in ("done", "nav")]
    width = 2 if all(len(button.label) <= _SHORT for button in options) else 1
    nav = [button for button in buttons if button.kind == "nav"]
    longest = max((len(button.label) for button in nav), default=0)
    abreast = next((many for letters, many in _NAV_IN_A_ROW.items() if longest <= letters), 2)
    rows = [
        *_chunks(options, width),
        *([button] for button in buttons if button.kind == "done"),
        *_chunks(nav, abreast),
    ]
    return [[key(button) for button in row] for row in rows]


def _chunks(buttons: Sequence[Button], width: int) -> Iterable[Sequence[Button]]:
    return (buttons[start : start + width] for start in range(0, len(buttons), width))


def _cut(label: str) -> str:
    return label if len(label) <= LABEL else label[: LABEL - 1].rstrip() + "…"

"""Telegram's rules for texts and keyboards, beyond what their types say."""

from __future__ import annotations

from typing import Any

from tests.stand_ins.telegram.violations import Broken

LONGEST_TEXT = 4096
LONGEST_DATA = 64
MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
LONGEST_LABEL = 64
"""Ours, not Telegram's: nobody can read more of it on a phone."""


def check_text(values: dict[str, Any]) -> None:
    """Raises Broken for a text Telegram refuses."""
    text = values["text"]
    if not text.strip():
        raise Broken("empty-text", "Bad Request: message text is empty")
    try:
        units = len(text.encode("utf-16-le")) // 2
    except UnicodeEncodeError:
        raise Broken("not-utf-8", "Bad Request: strings must be encoded in UTF-8") from None
    if units > LONGEST_TEXT:
        raise Broken("text-too-long", "Bad Request: message is too long")
    if "parse_mode" in values and "entities" in values:
        raise Broken("two-markups", "Bad Request: can't use parse_mode and entities together")
    if values.get("parse_mode", "HTML") not in ("HTML", "Markdown", "MarkdownV2"):
        raise Broken("parse-mode", "Bad Request: unsupported parse_mode")
    if "parse_mode" in values and text.count("<") != text.count(">"):
        raise Broken("unclosed-markup", "Bad Request: can't parse entities")


def check_keyboard(markup: dict[str, Any]) -> None:
    """Raises Broken for a keyboard Telegram refuses."""
    rows = markup.get("inline_keyboard")
    if rows is not None:
        for key in _keys(rows):
            _check_inline(key)
        return
    if "keyboard" in markup:
        if not markup["keyboard"]:
            raise Broken("empty-keyboard", "Bad Request: keyboard is empty")
        if not 1 <= len(markup.get("input_field_placeholder", "…")) <= LONGEST_LABEL:
            raise Broken("placeholder", "Bad Request: input_field_placeholder must be 1 to 64 characters")
        if any(not 1 <= key.get("request_users", {}).get("max_quantity", 1) <= 10 for key in _keys(markup["keyboard"])):
            raise Broken("max-quantity", "Bad Request: max_quantity must be 1 to 10")
        requests = [key["request_users"]["request_id"] for key in _keys(markup["keyboard"]) if "request_users" in key]
        if len(set(requests)) < len(requests) or any(not -(1 << 31) <= number < 1 << 31 for number in requests):
            raise Broken("request-id", "Bad Request: request_id must be a unique 32-bit number")
    elif markup.get("remove_keyboard") is not True:
        raise Broken("markup", "Bad Request: object expected as reply markup")


def _keys(rows: list[list[dict[str, Any]]]) -> list[dict[str, Any]]:
    if any(not row or len(row) > MOST_IN_A_ROW for row in rows):
        raise Broken("keyboard-row", "Bad Request: a row holds 1 to 8 buttons")
    keys = [key for row in rows for key in row]
    if len(keys) > MOST_BUTTONS:
        raise Broken("too-many-buttons", "Bad Request: reply markup is too long")
    if any(not key["text"].strip() for key in keys):
        raise Broken("empty-label", "Bad Request: button text must be non-empty")
    if any(len(key["text"]) > LONGEST_LABEL for key in keys):
        raise Broken("long-label", f"Bad Request: nobody reads more than {LONGEST_LABEL} letters on a button")
    return keys


def _check_inline(key: dict[str, Any]) -> None:
    if len(key) != 2:
        raise Broken("button-actions", "Bad Request: an inline button does exactly one thing")
    if "callback_data" in key and not 1 <= len(key["callback_data"].encode("utf-8", "replace")) <= LONGEST_DATA:
        raise Broken("callback-data", "Bad Request: BUTTON_DATA_INVALID")

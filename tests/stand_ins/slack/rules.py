"""Slack's limits on what an app may post, as far as they are published: every breach is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

UNESCAPED = re.compile(r"[<>]|&(?!amp;|lt;|gt;)")
WHOLE = 13_000
ELEMENTS = {"button", "datepicker", "static_select", "users_select", "overflow", "timepicker"}
ACCESSORIES = ELEMENTS | {"multi_users_select", "multi_static_select", "checkboxes", "radio_buttons", "image"}


def breaches(blocks: Any, most: int = 50) -> Iterator[str]:
    """Everything Slack would refuse in these blocks, and everything in them that could be markup or a mention."""
    if not isinstance(blocks, list):
        yield "blocks are not a list"
        return
    if len(blocks) > most:
        yield f"{len(blocks)} blocks"
    block_ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(block_ids) != len(set(block_ids)):
        yield "block ids repeat"
    if any(not 1 <= len(identity) <= 255 for identity in block_ids):
        yield "block id too long or empty"
    action_ids = [element.get("action_id") for element in interactive(blocks)]
    if len(action_ids) != len(set(action_ids)):
        yield "action ids repeat"
    for block in blocks:
        yield from _block(block)
    if len(whole := "".join(texts(blocks))) > WHOLE:
        yield f"{len(whole)} characters in all"


def _block(block: dict[str, Any]) -> Iterator[str]:
    match block.get("type"):
        case "section":
            yield from _text(block.get("text"), 3000, {"plain_text"})
            if "accessory" in block:
                yield from _element(block["accessory"], ACCESSORIES)
        case "actions":
            elements = block.get("elements", [])
            if not 1 <= len(elements) <= 25:
                yield f"{len(elements)} elements in one actions block"
            for element in elements:
                yield from _element(element, ELEMENTS)
        case "rich_text":
            yield from _rich(block)
        case "header":
            yield from _text(block.get("text"), 150, {"plain_text"})
        case "divider":
            pass
        case other:
            yield f"block type {other}"
    yield from _unknown(block, {"type", "block_id", "text", "accessory", "elements", "expand"})


def _rich(block: dict[str, Any]) -> Iterator[str]:
    for section in block.get("elements", []):
        if section.get("type") != "rich_text_section" or not section.get("elements"):
            yield "rich text without a section"
        for piece in section.get("elements", []):
            match piece.get("type"):
                case "text":
                    if not piece.get("text"):
                        yield "empty text in rich text"
                case "link":
                    if not re.match(r"https?://", piece.get("url", "")):
                        yield f"link to {piece.get('url')}"
                    if piece.get("text", piece["url"]) != piece["url"]:
                        yield "link in disguise"
                case other:
                    yield f"mention or {other} in rich text"
    if sum(map(len, texts([block]))) > 3000:
        yield "rich text too long"


def _text(text: Any, limit: int, kinds: set[str]) -> Iterator[str]:
    if not isinstance(text, dict) or text.get("type") not in kinds:
        yield f"text object of type {text.get('type') if isinstance(text, dict) else text}"
        return
    if not 1 <= len(text.get("text", "")) <= limit:
        yield f"text of {len(text.get('text', ''))} characters where 1 to {limit} are allowed"
    if text.get("emoji") is not False:
        yield "emoji codes become pictures"
    yield from _unknown(text, {"type", "text", "emoji"})


def _element(element: dict[str, Any], kinds: set[str]) -> Iterator[str]:
    kind = element.get("type")
    if kind not in kinds:
        yield f"element type {kind}"
    if not 1 <= len(element.get("action_id", "")) <= 255:
        yield "action id too long or missing"
    if kind == "button":
        yield from _button(element)
    if kind == "datepicker" and not re.fullmatch(r"\d{4}-\d\d-\d\d", element.get("initial_date", "2000-01-01")):
        yield "initial date"
    if kind == "multi_users_select" and element.get("max_selected_items", 1) < 1:
        yield "max selected items"
    if "placeholder" in element:
        yield from _text(element["placeholder"], 150, {"plain_text"})
    if "options" in element:
        yield from _options(element["options"])
    known = {"type", "action_id", "text", "value", "style", "initial_date", "max_selected_items", "placeholder"}
    yield from _unknown(element, known | {"options", "accessibility_label", "initial_users", "url"})


def _button(button: dict[str, Any]) -> Iterator[str]:
    yield from _text(button.get("text"), 75, {"plain_text"})
    if "value" in button and not 1 <= len(button["value"]) <= 2000:
        yield "button value too long or empty"
    if button.get("style", "primary") not in {"primary", "danger"}:
        yield f"button style {button['style']}"
    if len(button.get("url", "")) > 3000:
        yield "url too long"


def _options(options: list[dict[str, Any]]) -> Iterator[str]:
    if not 1 <= len(options) <= 100:
        yield f"{len(options)} options"
    values = [option.get("value", "") for option in options]
    if len(values) != len(set(values)) or any(not 1 <= len(value) <= 150 for value in values):
        yield "option values repeat, or are too long or missing"
    for option in options:
        yield from _text(option.get("text"), 75, {"plain_text"})


def _unknown(thing: dict[str, Any], known: set[str]) -> Iterator[str]:
    for name in thing.keys() - known:
        yield f"{thing.get('type')} has no {name}"


def interactive(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Everything one can press or choose in."""
    return [
        element
        for block in blocks
        for element in [*(block.get("elements", []) if block["type"] == "actions" else []), block.get("accessory")]
        if element
    ]


def texts(blocks: list[dict[str, Any]]) -> Iterator[str]:
    """Every piece of text one can read."""
    for block in blocks:
        if block["type"] == "rich_text":
            for section in block["elements"]:
                for piece in section["elements"]:
                    yield piece.get("text") or piece.get("url", "")
        elif "text" in block:
            yield block["text"].get("text", "")
        for element in interactive([block]):
            yield element.get("text", {}).get("text", "")


def fallback_breaches(text: Any) -> Iterator[str]:
    """What is wrong with a message's `text`."""
    if not isinstance(text, str) or not text.strip():
        yield "no_text"
    elif len(text) > 4000:
        yield f"text of {len(text)} characters"
    elif UNESCAPED.search(text):
        yield "unescaped markup in text"

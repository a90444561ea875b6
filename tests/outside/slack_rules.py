"""Slack's published limits, written down a second time and apart from the stand-in, over recorded calls."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from tests.outside.recording import Call

MESSAGE = {
    "channel",
    "text",
    "blocks",
    "unfurl_links",
    "unfurl_media",
    "mrkdwn",
    "parse",
    "link_names",
    "thread_ts",
    "metadata",
}
KNOWN = {
    "auth.test": set(),
    "apps.connections.open": set(),
    "conversations.open": {"users", "return_im", "prevent_creation"},
    "conversations.list": {"types", "exclude_archived", "limit", "cursor", "team_id"},
    "conversations.history": {"channel", "cursor", "limit", "oldest", "latest", "inclusive", "include_all_metadata"},
    "conversations.replies": {
        "channel",
        "ts",
        "cursor",
        "limit",
        "oldest",
        "latest",
        "inclusive",
        "include_all_metadata",
    },
    "chat.postMessage": MESSAGE,
    "chat.update": {"channel", "ts", "text", "blocks", "parse", "link_names", "metadata"},
    "chat.delete": {"channel", "ts"},
    "views.publish": {"user_id", "view", "hash"},
    "team.info": {"team"},
}
ELEMENTS = {
    "button": {"type", "text", "action_id", "value", "url", "style", "accessibility_label"},
    "datepicker": {"type", "action_id", "initial_date", "placeholder", "focus_on_load"},
    "multi_users_select": {"type", "action_id", "initial_users", "max_selected_items", "placeholder", "focus_on_load"},
}


def faults(calls: Sequence[Call]) -> list[str]:
    """What Slack's documentation forbids, one line each."""
    found = [f"{call.method}: {fault}" for call in calls for fault in (*_shape(call), *_content(call))]
    return [*found, *_edits(calls)]


def _shape(call: Call) -> Iterator[str]:
    if call.method not in KNOWN:
        yield "unknown method"
        return
    if more := call.sent.keys() - KNOWN[call.method]:
        yield f"unknown arguments {more}"
    if "token" in call.sent or not call.headers.get("authorization", "").startswith("Bearer x"):
        yield "the token goes elsewhere than into the header"
    if call.media_type == "application/json" and "utf-8" not in call.headers["content-type"].lower():
        yield "JSON without its charset"
    if not call.answer.get("ok") and call.answer.get("error") != "ratelimited":
        yield f"refused: {call.answer}"


def _content(call: Call) -> Iterator[str]:
    sent = call.sent
    if call.method in {"chat.postMessage", "chat.update"}:
        text = str(sent.get("text", ""))
        if not text.strip() or len(text) > 4000:
            yield f"fallback text of {len(text)} characters"
        if re.search(r"&(?!amp;|lt;|gt;)|[<>]", text):
            yield "fallback text with markup of somebody's making"
        yield from _blocks(sent.get("blocks", []), 50)
    elif call.method == "views.publish":
        view = sent["view"]
        if view.get("type") != "home" or set(view) - {
            "type",
            "blocks",
            "private_metadata",
            "callback_id",
            "external_id",
        }:
            yield f"view {set(view)}"
        yield from _blocks(view["blocks"], 100)


def _blocks(blocks: Any, most: int) -> Iterator[str]:
    if not isinstance(blocks, list) or not 1 <= len(blocks) <= most:
        yield f"{len(blocks)} blocks"
    names = Counter(element.get("action_id") for element in _elements(blocks))
    yield from (f"action_id {name!r} {times} times" for name, times in names.items() if times > 1 or not name)
    for block in blocks:
        match block:
            case {"type": "section", "text": text, **more}:
                yield from _text(text, 3000)
                if more.keys() - {"accessory", "block_id"}:
                    yield f"section with {set(more)}"
            case {"type": "actions", "elements": elements}:
                if not 1 <= len(elements) <= 25:
                    yield f"{len(elements)} elements"
            case {"type": "rich_text", "elements": sections}:
                yield from _rich(sections)
            case _:
                yield f"block {block.get('type')}"
    for element in _elements(blocks):
        yield from _element(element)


def _elements(blocks: Any) -> list[Any]:
    found = [element for block in blocks if block["type"] == "actions" for element in block["elements"]]
    return found + [block["accessory"] for block in blocks if "accessory" in block]


def _element(element: Any) -> Iterator[str]:
    kind = element["type"]
    if kind not in ELEMENTS or set(element) - ELEMENTS[kind]:
        yield f"element {kind} with {set(element)}"
    if len(element["action_id"]) > 255:
        yield "a long action_id"
    if kind == "button":
        yield from _text(element["text"], 75, only="plain_text")
        if len(element.get("value", "x")) > 2000 or element.get("value") == "":
            yield "a button's value"
        if element.get("style", "primary") not in {"primary", "danger"}:
            yield f"style {element['style']}"
    if kind == "datepicker" and not re.fullmatch(r"\d{4}-\d\d-\d\d", element.get("initial_date", "1990-01-01")):
        yield f"date {element['initial_date']}"
    if kind == "multi_users_select" and element.get("max_selected_items", 1) < 1:
        yield "nobody may be selected"


def _text(text: Any, most: int, only: str = "") -> Iterator[str]:
    said = str(text.get("text", ""))
    if text.get("type") not in ({only} if only else {"plain_text", "mrkdwn"}) or set(text) - {
        "type",
        "text",
        "emoji",
        "verbatim",
    }:
        yield f"text object {set(text)}"
    if not said.strip() or len(said) > most:
        yield f"text of {len(said)} where {most} fit"
    if text.get("type") == "mrkdwn" and re.search(r"&(?!amp;|lt;|gt;)|[<>]", said):
        yield "mrkdwn with markup of somebody's making"
    if "\0" in said or re.search("[\ud800-\udfff]", said):
        yield "text with what cannot be sent"


def _rich(sections: Any) -> Iterator[str]:
    for section in sections:
        for piece in section["elements"]:
            is_link = piece["type"] == "link" and re.match(r"https?://[^\s<>]+$", piece.get("url", ""))
            if not is_link and not (piece["type"] == "text" and piece.get("text")):
                yield f"rich text {piece}"


def _edits(calls: Sequence[Call]) -> Iterator[str]:
    shown: dict[tuple[str, str], Any] = {}
    for call in sorted(calls, key=lambda one: one.ended):
        if call.method == "chat.postMessage" and call.answer.get("ok"):
            shown[call.sent["channel"], call.answer["ts"]] = call.sent["blocks"]
        elif call.method == "chat.update":
            at = call.sent["channel"], call.sent["ts"]
            if shown.get(at) == call.sent["blocks"]:
                yield "chat.update: to what is there"
            shown[at] = call.sent["blocks"]

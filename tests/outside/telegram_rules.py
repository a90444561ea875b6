"""Telegram's published limits, written down a second time and apart from the stand-in, over recorded calls."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from tests.outside.recording import Call

KNOWN = {
    "getMe": set(),
    "getUpdates": {"offset", "limit", "timeout", "allowed_updates"},
    "getWebhookInfo": set(),
    "deleteWebhook": {"drop_pending_updates"},
    "getMyCommands": {"scope", "language_code"},
    "setMyCommands": {"commands", "scope", "language_code"},
    "deleteMyCommands": {"scope", "language_code"},
    "sendMessage": {"chat_id", "text", "link_preview_options", "reply_markup", "reply_parameters"},
    "editMessageText": {"chat_id", "message_id", "text", "link_preview_options", "reply_markup"},
    "editMessageReplyMarkup": {"chat_id", "message_id", "reply_markup"},
    "answerCallbackQuery": {"callback_query_id", "text", "show_alert"},
    "deleteMessage": {"chat_id", "message_id"},
    "sendLocation": {"chat_id", "latitude", "longitude", "reply_parameters"},
}
"""What a bot that talks as we do needs to call, with what; anything else is a mistake or a new rule to look at."""
REPLY_KEYBOARD = {
    "keyboard",
    "resize_keyboard",
    "one_time_keyboard",
    "is_persistent",
    "input_field_placeholder",
    "selective",
}
REQUEST_USERS = {
    "request_id", "user_is_bot", "user_is_premium", "max_quantity", "request_name", "request_username", "request_photo",
}  # fmt: skip
PER_MINUTE = 62
"""About one message a second and chat, with a short burst."""


def faults(calls: Sequence[Call]) -> list[str]:
    """What Telegram's documentation forbids, one line each."""
    found: list[str] = []
    for call in calls:
        found += [f"{call.method}: {fault}" for fault in (*_shape(call), *_content(call))]
    return [*found, *_polling(calls), *_callbacks(calls), *_edits(calls), *_pace(calls)]


def _shape(call: Call) -> Iterator[str]:
    if call.method not in KNOWN:
        yield "unknown method"
        return
    if more := call.sent.keys() - KNOWN[call.method]:
        yield f"unknown parameters {more}"
    if None in call.sent.values() or "" in call.sent.values():
        yield "an empty parameter"
    if not call.answer.get("ok", False) and call.answer.get("error_code") not in {403, 409, 429}:
        yield f"refused: {call.answer.get('description')}"


def _content(call: Call) -> Iterator[str]:
    sent = call.sent
    if "text" in sent:
        text = str(sent["text"])
        units = len(text.encode("utf-16-le", "surrogatepass")) // 2
        most = 200 if call.method == "answerCallbackQuery" else 4096
        if not text.strip() or units > most:
            yield f"text of {units} units"
        if re.search("[\ud800-\udfff\0]", text):
            yield "text with what cannot be sent"
    yield from _markup(sent.get("reply_markup"), inline_only=call.method.startswith("edit"))
    if call.method == "setMyCommands":
        for command in sent["commands"]:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]) or not 1 <= len(command["description"]) <= 256:
                yield f"command {command}"
        if len(sent["commands"]) > 100:
            yield "more than 100 commands"


def _markup(markup: Any, *, inline_only: bool) -> Iterator[str]:
    if markup is None:
        return
    if not isinstance(markup, dict):
        yield f"markup is {type(markup).__name__}"
    elif set(markup) == {"inline_keyboard"}:
        yield from _inline(markup["inline_keyboard"])
    elif inline_only:
        yield "an edit with another keyboard than an inline one"
    elif set(markup) == {"remove_keyboard"}:
        if markup["remove_keyboard"] is not True:
            yield "remove_keyboard is not true"
    elif "keyboard" in markup and set(markup) <= REPLY_KEYBOARD:
        yield from _reply(markup["keyboard"])
    else:
        yield f"markup {set(markup)}"


def _inline(rows: Any) -> Iterator[str]:
    buttons = [button for row in rows for button in row]
    if len(buttons) > 100 or any(not 1 <= len(row) <= 8 for row in rows):
        yield f"{len(buttons)} buttons in rows of {[len(row) for row in rows]}"
    for button in buttons:
        if set(button) not in ({"text", "callback_data"}, {"text", "url"}):
            yield f"button with {set(button)}"
        if not button["text"].strip() or not 1 <= len(button.get("callback_data", "x").encode()) <= 64:
            yield f"button {button}"
    datas = Counter(button.get("callback_data") for button in buttons)
    yield from (f"two buttons do {data}" for data, times in datas.items() if data and times > 1)


def _reply(rows: Any) -> Iterator[str]:
    for button in (button for row in rows for button in row):
        if not button.get("text", "").strip() or len(set(button) - {"text"}) > 1:
            yield f"button {button}"
        wanted = button.get("request_users")
        if wanted is not None:
            is_fit = set(wanted) <= REQUEST_USERS and -(2**31) <= wanted["request_id"] < 2**31
            if not is_fit or not 1 <= wanted.get("max_quantity", 1) <= 10:
                yield f"request {wanted}"


def _polling(calls: Sequence[Call]) -> Iterator[str]:
    polls = [call for call in calls if call.method == "getUpdates"]
    offset = 0
    for before, call in zip([None, *polls], polls, strict=False):
        asked = int(call.sent.get("offset", 0))
        if asked < offset or not 1 <= int(call.sent.get("limit", 100)) <= 100 or int(call.sent.get("timeout", 0)) > 50:
            yield f"getUpdates: {call.sent} after {offset}"
        if before is not None and call.began < before.ended:
            yield "getUpdates: two at once"
        offset = max(offset, asked)


def _callbacks(calls: Sequence[Call]) -> Iterator[str]:
    """Every press is answered once, and soon."""
    pressed: dict[str, float] = {}
    for call in calls:
        if call.method == "getUpdates":
            for update in call.answer.get("result", []):
                if query := update.get("callback_query"):
                    pressed.setdefault(query["id"], call.ended)
    answered = Counter(str(call.sent["callback_query_id"]) for call in calls if call.method == "answerCallbackQuery")
    yield from (f"answerCallbackQuery: {times} times" for times in answered.values() if times > 1)
    yield from (f"a press was answered {answered.get(query, 0)} times" for query in pressed if answered[query] != 1)
    for call in calls:
        if call.method == "answerCallbackQuery" and call.began - pressed[str(call.sent["callback_query_id"])] > 5:
            yield "answerCallbackQuery: late"


def _edits(calls: Sequence[Call]) -> Iterator[str]:
    """No edit to what already stands there, none of a message with a keyboard of its own, none of a stranger's."""
    shown: dict[tuple[int, int], tuple[str, Any]] = {}
    for call in sorted(calls, key=lambda one: one.ended):
        result = call.answer.get("result")
        if call.method == "sendMessage" and isinstance(result, dict):
            markup = call.sent.get("reply_markup")
            shown[call.sent["chat_id"], result["message_id"]] = (call.sent["text"], markup)
        elif call.method == "editMessageText":
            at = call.sent["chat_id"], call.sent["message_id"]
            text, markup = shown.get(at, ("", {"keyboard": None}))
            after = (call.sent["text"], _none_if_empty(call.sent.get("reply_markup")))
            if markup and "inline_keyboard" not in markup and "remove_keyboard" not in markup:
                yield "editMessageText: of a message that cannot be edited"
            if (text, _none_if_empty(markup)) == after:
                yield "editMessageText: to what is there"
            shown[at] = after


def _none_if_empty(markup: Any) -> Any:
    return markup if markup and markup.get("inline_keyboard") else None


def _pace(calls: Sequence[Call]) -> Iterator[str]:
    sends: dict[Any, list[float]] = {}
    for call in calls:
        if call.method.startswith("send"):
            sends.setdefault(call.sent["chat_id"], []).append(call.began)
    for times in sends.values():
        busiest = max(sum(at <= other < at + 60 for other in times) for at in times)
        if busiest > PER_MINUTE:
            yield f"{busiest} messages to one chat within a minute"

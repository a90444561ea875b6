"""What we send, as Slack's methods and arguments: text as data in Block Kit, never as markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bot.adapters.slack.text import cut, escaped_within, has_url, sendable, split_at_urls
from bot.words.errors import Rejected
from bot.words.messages import (
    Button,
    Delivery,
    Edit,
    File,
    Gather,
    Home,
    InviteInto,
    Limits,
    OpenRoom,
    PickDate,
    PickPeople,
    Pin,
    Remove,
    RoomLink,
    Say,
    Widget,
)

LIMITS = Limits(
    text=3000, label=75, buttons=100, caption=3000, file_buttons=False, finds=True, repeats=True, edits_last=True
)

SECTION = 3000  # characters of one text block
WHOLE = 12_500  # characters one can read in a message; Slack refuses a little above 13,000
FALLBACK = 3000  # characters of the notification and screen reader text
ROW = 5  # buttons side by side; more wrap untidily on a phone
VALUE = 2000
ACTION_ID = 255

METADATA = "alongside_delivery"
PRESS, DATE, PEOPLE, PEOPLE_DONE = "press:", "date:", "people", "people-done"

Blocks = list[dict[str, Any]]


def arguments(delivery: Delivery, channel: str, message: str = "", thread: str = "") -> dict[str, Any]:
    """The JSON of chat.postMessage, of chat.update when `message` is the ts to change, or of views.publish.

    `thread` is the root of the thread it is posted in. Raises Rejected for what no Slack message can hold.
    """
    match delivery.content:
        case Say(text=text, buttons=buttons, widget=widget):
            return _posted(delivery, channel, thread) | _message(text, buttons, widget)
        case Pin(latitude=latitude, longitude=longitude):  # Slack has no maps, and a link would lead to someone else's
            where = f"📍 {latitude:.5f}, {longitude:.5f}"
            return _posted(delivery, channel, thread) | _message(where, (), None)
        case Gather(text=text):
            return _posted(delivery, channel, "") | _message(text, (), None)
        case Edit(text=text, buttons=buttons, widget=widget):  # without buttons it is answered: the widget goes as well
            return {"channel": channel, "ts": message, **_message(text, buttons, widget if buttons else None)}
        case Home(text=text, buttons=buttons):
            return {"user_id": channel, "view": {"type": "home", "blocks": blocks(text, buttons)}}
        case File() | Remove() | OpenRoom() | RoomLink() | InviteInto():
            raise Rejected("this is no text")


def _posted(delivery: Delivery, channel: str, thread: str) -> dict[str, Any]:
    """What goes with every new message."""
    return {
        "channel": channel,
        "unfurl_links": False,
        "unfurl_media": False,
        "mrkdwn": False,
        "metadata": {"event_type": METADATA, "event_payload": {"outbox_id": str(delivery.id)}},
    } | ({"thread_ts": thread} if thread else {})


def _message(text: str, buttons: Sequence[Button], widget: Widget | None) -> dict[str, Any]:
    made = blocks(text, buttons, widget)
    spoken = (sendable(said).strip() for said in (text, *(button.label for button in buttons)))
    fallback = next(filter(None, spoken), "…")
    return {"text": escaped_within(fallback, FALLBACK), "blocks": made, "parse": "none", "link_names": False}


def blocks(text: str, buttons: Sequence[Button], widget: Widget | None = None) -> Blocks:
    """Text, widget, options and, last and by themselves, back, skip and the like."""
    if len(buttons) > LIMITS.buttons:
        raise Rejected(f"{len(buttons)} buttons in one message")
    labels = sum(min(len(button.label), LIMITS.label) for button in buttons)
    made = list(_paragraphs(cut(sendable(text), WHOLE - labels - 2 * LIMITS.label)))
    made += _widget(widget)
    numbered = list(enumerate(buttons))
    made += _rows([pair for pair in numbered if pair[1].kind != "nav"])
    made += _rows([pair for pair in numbered if pair[1].kind == "nav"])
    return made or list(_paragraphs("…"))


def _paragraphs(text: str) -> Iterable[dict[str, Any]]:
    for at in range(0, len(text), SECTION):
        part = text[at : at + SECTION]
        if not part.strip():
            continue
        if has_url(part):
            elements = [
                {"type": "link", "url": piece} if is_url else {"type": "text", "text": piece}
                for piece, is_url in split_at_urls(part)
            ]
            yield {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}
        else:
            yield {"type": "section", "text": _plain(part)}


def _plain(text: str) -> dict[str, Any]:
    """A text object nothing in which is markup, a mention, or an emoji code."""
    return {"type": "plain_text", "text": text, "emoji": False}


def _label(text: str, limit: int = LIMITS.label) -> dict[str, Any]:
    return _plain(cut(sendable(text).strip() or "…", limit))


def _rows(numbered: Sequence[tuple[int, Button]]) -> Blocks:
    return [
        {"type": "actions", "elements": [_button(number, button) for number, button in numbered[at : at + ROW]]}
        for at in range(0, len(numbered), ROW)
    ]


def _button(number: int, button: Button) -> dict[str, Any]:
    made = _press(f"{PRESS}{number}", button.data) | {"text": _label(button.label)}
    return made | {"style": "primary"} if button.kind == "done" else made


def _press(action_id: str, data: str) -> dict[str, Any]:
    """A button that carries `data`; an empty value is left out, as Slack asks."""
    if len(data) > VALUE:
        raise Rejected(f"a button carries {len(data)} characters")
    made: dict[str, Any] = {"type": "button", "action_id": action_id}
    return made | {"value": data} if data else made


def _widget(widget: Widget | None) -> Blocks:
    match widget:
        case PickPeople(label=label, data=data, limit=limit):
            chooser = {"type": "multi_users_select", "action_id": PEOPLE, "max_selected_items": max(1, limit)}
            done = _press(PEOPLE_DONE, data) | {"text": _label(f"✓ {label}"), "style": "primary"}
            return [
                {"type": "section", "text": _label(label, SECTION), "accessory": chooser},
                {"type": "actions", "elements": [done]},
            ]
        case PickDate(data=data, initial=initial):
            if len(DATE + data) > ACTION_ID:
                raise Rejected(f"a date picker carries {len(data)} characters")
            picker: dict[str, Any] = {"type": "datepicker", "action_id": DATE + data}
            if initial is not None:
                picker["initial_date"] = initial.isoformat()
            return [{"type": "actions", "elements": [picker]}]
        case _:  # Slack has no way to share a place
            return []

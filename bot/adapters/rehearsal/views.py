"""A rehearsal as JSON: what the HTTP interface shows of people, messages and news."""

from __future__ import annotations

from bot.adapters.rehearsal.chats import Chat, Entry
from bot.adapters.rehearsal.keeping import Kept
from bot.adapters.rehearsal.rehearsal import Rehearsal
from bot.words.messages import Json, PickDate, PickPeople, ShareLocation, Widget


def person(chat: Chat) -> dict[str, Json]:
    """A person as the list of people shows them."""
    home: Json = {"text": chat.home.text, "buttons": [one.label for one in chat.home.buttons]} if chat.home else None
    return {
        "id": chat.id,
        "name": chat.name,
        "channel": chat.platform.key,
        "role": chat.role,
        "blocked": chat.blocked,
        "wrote": chat.wrote,
        "home": home,
        "keyboard": chat.keyboard,
    }


def message(entry: Entry) -> dict[str, Json]:
    """One entry of a chat. `manner` says how a person answered: "text", "press", "people", "location", "date", "file".

    `answers` and `thread` are ids of other messages. A message with the state "gone" was taken back.
    """
    return {
        "id": entry.n,
        "from": entry.origin,
        "text": entry.text,
        "buttons": [button.label for button in entry.buttons],
        "kinds": [button.kind for button in entry.buttons],
        "widget": _widget(entry.widget),
        "manner": entry.manner,
        "at": entry.at.isoformat(timespec="milliseconds"),
        "edited": entry.edited,
        "state": entry.state,
        "file": _file(entry.file) if entry.file else None,
        "pin": list(entry.pin) if entry.pin else None,
        "answers": entry.answers,
        "thread": entry.thread,
        "group": entry.group,
    }


def _file(kept: Kept) -> dict[str, Json]:
    return {
        "kind": kept.kind,
        "name": kept.name,
        "media_type": kept.media_type,
        "size": len(kept.data),
        "shown": kept.is_shown,
        "url": f"/api/files/{kept.id}",
    }


def _widget(widget: Widget | None) -> dict[str, Json] | None:
    match widget:
        case PickPeople(label=label, limit=limit):
            return {"kind": "people", "label": label, "limit": limit}
        case ShareLocation(label=label):
            return {"kind": "location", "label": label}
        case PickDate(label=label, initial=initial):
            return {"kind": "date", "label": label, "initial": initial.isoformat() if initial else None}
        case None:
            return None


def news(rehearsal: Rehearsal, since: int) -> dict[str, Json]:
    """Everything that changed after a revision: all people, and of their chats the entries that are newer."""
    changed: dict[str, Json] = {
        chat.id: [message(entry) for entry in chat.entries.values() if entry.revision > since]
        for chat in rehearsal.chats.values()
        if chat.revision > since
    }
    return {
        "epoch": rehearsal.epoch,
        "now": now(rehearsal),
        "faults": rehearsal.faults,
        "walk": {"week": rehearsal.walk.week, "weeks": rehearsal.walk.weeks} if rehearsal.walk else None,
        "people": [person(chat) for chat in rehearsal.chats.values()],
        "entries": changed,
    }


def now(rehearsal: Rehearsal) -> str:
    """What time it is in the rehearsal, as ISO 8601 in UTC."""
    return rehearsal.clock.now().isoformat(timespec="milliseconds")

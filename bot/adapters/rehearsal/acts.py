"""What a request asks a person to do, read as the platform would report it."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.adapters.rehearsal.chats import Act, Chat, Entry
from bot.adapters.rehearsal.keeping import Files
from bot.adapters.rehearsal.platforms import length
from bot.words.messages import (
    Attachment,
    Button,
    Command,
    DatePicked,
    Deleted,
    Edited,
    LocationShared,
    PeoplePicked,
    PickDate,
    PickedPerson,
    PickPeople,
    Press,
    Typed,
    read_command,
)


class Declined(Exception):
    """A request cannot be carried out; `status` is its HTTP status, the message says what to do instead."""

    def __init__(self, status: int, todo: str, **details: object) -> None:
        super().__init__(todo)
        self.status = status
        self.details = details


Body = Mapping[str, object]

START = Command("start")
KINDS = ("photo", "voice", "audio", "video", "document")
LARGEST_FILE = 24 << 20  # more than may be passed on, so that this can be rehearsed as well
UNSEEN = dict.fromkeys((0x200E, 0x200F, *range(0x2066, 0x206A)))
MOST_ON_TELEGRAM = 10  # Bot API: KeyboardButtonRequestUsers.max_quantity


def read_act(chat: Chat, chats: Mapping[str, Chat], body: Body, files: Files | None = None) -> Act:
    """Read what the person does; raises Declined when the request is malformed or the platform has no such thing.

    `files` is where a file they send is kept.
    """
    asked = [key for key in ("file", *READERS) if key in body]
    if len(asked) != 1:
        raise Declined(400, f"Send exactly one of {', '.join(READERS)}, file.")
    if chat.blocked:
        raise Declined(409, f"{chat.name} has blocked the bot; unblock it first.")
    is_file = asked[0] == "file"
    act = _file(body["file"], files or Files()) if is_file else READERS[asked[0]](chat, chats, body)
    return replace(act, replies_to=_answered(chat, body)) if "replies_to" in body else act


def _answered(chat: Chat, body: Body) -> int:
    """The message it answers."""
    found = chat.entry(number) if isinstance(number := body["replies_to"], int) else None
    if found is None or found not in chat.messages():
        raise Declined(409, "There is no such message to reply to.")
    return found.n


def _file(asked: object, files: Files) -> Act:
    if not isinstance(asked, Mapping) or asked.get("kind") not in KINDS:
        raise Declined(400, f"file needs a kind: {', '.join(KINDS)}.")
    try:
        data = base64.b64decode(str(asked.get("data", "")), validate=True)
    except ValueError:
        raise Declined(400, "file.data has to be Base64.") from None
    if not data:
        raise Declined(400, "The file is empty; send one with something in it.")
    if len(data) > LARGEST_FILE:
        raise Declined(413, f"Send files of at most {LARGEST_FILE >> 20} MB.")
    kind = str(asked["kind"])
    name = words(asked["name"], "The file's name", 255) if asked.get("name") else ""
    caption = words(asked["caption"], "The caption", 1024) if asked.get("caption") else ""
    kept = files.keep(kind, name, data)
    told = "" if kind in {"photo", "voice"} else name[:100]
    content = Attachment(kind, kept.id, told, len(data), kept.media_type, caption)
    return Act(content, caption, "file", file=kept)


def _edit(chat: Chat, _chats: Mapping[str, Chat], body: Body) -> Act:
    asked = body["edit"]
    if not isinstance(asked, Mapping):
        raise Declined(400, 'edit has to be {"message": number, "text": words}.')
    entry = _own(chat, asked.get("message"))
    if entry.manner not in {"text", "file"}:
        raise Declined(409, "Only words and captions can be edited.")
    text = words(asked.get("text"), "The message", 4096)
    return Act(Edited(text), text, "edit", changes=entry.n)


def _delete(chat: Chat, _chats: Mapping[str, Chat], body: Body) -> Act:
    return Act(Deleted(), "", "delete", changes=_own(chat, body["delete"]).n)


def _own(chat: Chat, number: object) -> Entry:
    """A message of the person's own."""
    entry = chat.entry(number) if isinstance(number, int) else None
    if entry is None or entry.origin != "person" or entry.state != "delivered":
        raise Declined(409, f"{chat.name} has no message of their own with this number.")
    return entry


def words(value: object, what: str, longest: int) -> str:
    """A text as platforms let it through: something in it, valid Unicode, no control characters."""
    if not isinstance(value, str):
        raise Declined(400, f"{what} has to be a text.")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise Declined(400, f"{what} is not valid Unicode.") from None
    text = "".join(c for c in value if c.isprintable() or c in "\n\t" or ord(c) > 159).strip()
    if not text:
        raise Declined(400, f"{what} is empty; write something.")
    if len(text) > longest:
        raise Declined(400, f"{what} is {len(text)} characters long; write at most {longest}.")
    return text


def _text(chat: Chat, _chats: Mapping[str, Chat], body: Body) -> Act:
    limits = chat.platform.limits
    text = words(body["text"], "The message", 40_000)
    if limits.utf16 and length(text, limits) > limits.text:
        raise Declined(
            400, f"{chat.platform.title} lets a person write {limits.text} characters a message; send parts."
        )
    return Act(_command(chat, text) or Typed(text), text)


def _command(chat: Chat, text: str) -> Command | Typed | None:
    """The command as the platform reports it: on Slack all of them are words after /alongside."""
    command = read_command(text)
    if command and command.name == "alongside" and not chat.platform.keyboard:
        return (read_command(f"/{command.argument}") or Typed(command.argument)) if command.argument else START
    return command


def _press(chat: Chat, _chats: Mapping[str, Chat], body: Body) -> Act:
    wanted, offers = body["press"], _offers(chat)
    if not isinstance(wanted, str):
        raise Declined(400, "press has to be the label of a button.")
    if "message" in body:
        offers = [one for one in offers if one[0] and one[0].n == body["message"]]
    exact = [one for one in offers if one[1].label == wanted]
    alike = [one for one in offers if _folded(one[1].label) == _folded(wanted)]
    if not (exact or alike):
        labels = list(dict.fromkeys(button.label for _, button in offers))
        there = f"there are {', '.join(f'“{label}”' for label in labels)}." if labels else "there are none."
        raise Declined(409, f"No button says “{wanted}”; {there}", buttons=labels)
    entry, button = (exact or alike)[0]
    if entry and entry.widget and chat.platform.keyboard:
        return Act(Typed(button.label), button.label, puts_away=True)
    return Act(Press(button.data), button.label, "press", str(entry.n) if entry else None)


def _offers(chat: Chat) -> list[tuple[Entry | None, Button]]:
    home = chat.home.buttons if chat.home else ()
    return [*chat.offers(), *((None, button) for button in home)]


def _folded(label: str) -> str:
    """A label as somebody writes it who sees it: the marks around names from right to left are not seen."""
    return " ".join(label.translate(UNSEEN).split()).casefold()


def _people(chat: Chat, chats: Mapping[str, Chat], body: Body) -> Act:
    names = body["people"]
    if not isinstance(names, list) or not 1 <= len(names) <= 100:
        raise Declined(400, "people has to be a list of 1 to 100 names.")
    picked = [words(name, "A name", 80) for name in names]
    entry = chat.newest(PickPeople)
    if entry is None and not chat.platform.keyboard:
        raise Declined(409, "No people picker is on offer in this chat; write the names instead.")
    picker = entry.widget if entry else None
    most = min(picker.limit, MOST_ON_TELEGRAM) if isinstance(picker, PickPeople) else len(picked)
    if len(picked) > most:
        raise Declined(409, f"This picker takes at most {most} people.")
    people = tuple(_picked(chat, chats, name) for name in picked)
    if chat.platform.keyboard or not isinstance(picker, PickPeople) or entry is None:
        return Act(PeoplePicked(people), ", ".join(picked), "people", puts_away=True)
    return Act(PeoplePicked(people, picker.data), ", ".join(picked), "people", str(entry.n))


def _picked(chat: Chat, chats: Mapping[str, Chat], name: str) -> PickedPerson:
    same = (one for one in chats.values() if one.platform is chat.platform and _folded(one.name) == _folded(name))
    found = next(same, None)
    return PickedPerson(found.id, found.name) if found else PickedPerson(f"contact-{_folded(name)}", name)


def _location(chat: Chat, _chats: Mapping[str, Chat], body: Body) -> Act:
    pair = body["location"]
    match pair:
        case [int() | float() as latitude, int() | float() as longitude] if not isinstance(latitude, bool):
            pass
        case _:
            raise Declined(400, "location has to be [latitude, longitude] in degrees.")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise Declined(400, "Latitude runs from -90 to 90, longitude from -180 to 180.")
    shown = f"{latitude:g}, {longitude:g}"
    if not chat.platform.keyboard:
        raise Declined(409, f"{chat.platform.title} has no location button; write the place instead.")
    where = (float(latitude), float(longitude))
    return Act(LocationShared(*where), shown, "location", puts_away=True, pin=where)


def _date(chat: Chat, _chats: Mapping[str, Chat], body: Body) -> Act:
    try:
        day = dt.date.fromisoformat(str(body["date"]))
    except ValueError:
        raise Declined(400, "date has to be a day like 1998-05-12.") from None
    entry = chat.newest(PickDate)
    if entry is None or not isinstance(entry.widget, PickDate):
        raise Declined(409, "No date picker is on offer in this chat; write the date instead.")
    return Act(DatePicked(day, entry.widget.data), day.isoformat(), "date", str(entry.n))


READERS: dict[str, Callable[[Chat, Mapping[str, Chat], Body], Act]] = {
    "text": _text,
    "press": _press,
    "people": _people,
    "location": _location,
    "date": _date,
    "edit": _edit,
    "delete": _delete,
}

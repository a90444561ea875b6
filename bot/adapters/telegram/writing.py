"""Write a delivery as one Bot API call."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bot.adapters.telegram import keyboards
from bot.adapters.telegram.media import ANIMATION
from bot.adapters.telegram.reading import CAPTION
from bot.words.errors import CannotPass, Rejected
from bot.words.fitting import cut, fits
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
    Passed,
    PickPeople,
    Pin,
    Place,
    Ready,
    Remove,
    RoomLink,
    Say,
    ShareLocation,
)

LIMITS = Limits(text=4096, utf16=True, label=64, buttons=100, caption=1024, resends=True, repeats=True)

_CAPTIONS = Limits(text=LIMITS.caption, utf16=True)
_NO_PREVIEW = {"is_disabled": True}
_METHODS = {
    "photo": "sendPhoto",
    "voice": "sendVoice",
    "audio": "sendAudio",
    "video": "sendVideo",
    "document": "sendDocument",
    "animation": "sendAnimation",
}


@dataclass(frozen=True, slots=True)
class Call:
    """A method and its parameters, as JSON values. `file` is what goes along as bytes: field, name, media type, bytes.

    `has_caption` says that the text of the message that comes of it is a file's caption.
    """

    method: str
    parameters: dict[str, Any]
    file: tuple[str, str, str, bytes] | None = None
    has_caption: bool = False


def write(delivery: Delivery, target: str | None, ready: Ready) -> Call | None:  # noqa: PLR0911 - one line a kind
    """The call that carries this delivery.

    None where Telegram has nothing to do: it has no home tab, and a message with a keyboard in place of the person's
    own cannot be edited. Raises Rejected for what it cannot do, CannotPass for a file that cannot go.

    Text goes without `parse_mode`: whatever is in it is shown as it is.
    """
    chat, topic = _chat(delivery.address.id)
    match delivery.content:
        case Say() as say:
            return Call("sendMessage", _say(say, chat) | topic | _place(say.place, ready))
        case Edit(widget=PickPeople() | ShareLocation()):
            return None
        case Edit() as edit:
            return _edit(edit, chat, edit.message or target or "")
        case Home():
            return None
        case File() as file:
            call = _file(file, chat, ready)
            return replace(call, parameters=call.parameters | topic) if topic else call
        case Pin(latitude=latitude, longitude=longitude, place=place):
            where = {"chat_id": chat, "latitude": latitude, "longitude": longitude}
            return Call("sendLocation", where | topic | _place(place, ready))
        case Remove():
            message = _number(target or "")
            return Call("deleteMessage", {"chat_id": chat, "message_id": message}) if message else None
        case OpenRoom() | RoomLink() | InviteInto():
            raise Rejected("this is no message")
        case Gather():
            raise Rejected("Telegram lets no bot begin a group")


def _say(say: Say, chat: int | str) -> dict[str, Any]:
    parameters = {"chat_id": chat, "text": say.text, "link_preview_options": _NO_PREVIEW}
    if isinstance(say.widget, PickPeople | ShareLocation):
        parameters["reply_markup"] = keyboards.picker(say.widget, say.buttons)
    elif say.buttons:
        parameters["reply_markup"] = keyboards.inline(say.buttons)
    elif say.clears:
        parameters["reply_markup"] = {"remove_keyboard": True}
    return parameters


def _edit(edit: Edit, chat: int | str, reference: str) -> Call | None:
    message = _number(reference)
    if message is None:
        return None
    named = {"chat_id": chat, "message_id": message, "reply_markup": keyboards.inline(edit.buttons)}
    if reference.endswith(CAPTION):
        caption = edit.text if fits(edit.text, _CAPTIONS) else cut(edit.text, _CAPTIONS)
        return Call("editMessageCaption", named | {"caption": caption}, has_caption=True)
    return Call("editMessageText", named | {"text": edit.text, "link_preview_options": _NO_PREVIEW})


def _file(file: File, chat: int | str, ready: Ready) -> Call:
    """A file by its id where people sent it on Telegram, else with its bytes."""
    kind, identity = file.kind, ""
    if isinstance(file.source, Passed) and file.source.channel == "telegram":
        identity = file.source.file
        if identity.startswith(ANIMATION):
            kind, identity = "animation", identity.removeprefix(ANIMATION)
    else:
        kind = _sent_as(file)
    if kind not in _METHODS or not (identity or ready.data):
        raise CannotPass("kind" if kind not in _METHODS else "gone")
    parameters = {"chat_id": chat, **_caption(file.text, file.buttons), **_place(file.place, ready)}
    if ready.data is None:
        return Call(_METHODS[kind], parameters | {kind: identity}, has_caption=True)
    return Call(_METHODS[kind], parameters, (kind, file.name, file.media_type, ready.data), has_caption=True)


def _sent_as(file: File) -> str:
    """Telegram plays films as MP4 and music as MP3 or M4A; others go as documents, and a moving GIF as what it is."""
    match file.kind, file.media_type:
        case "video", "image/gif":
            return "animation"
        case ("video", media_type) if media_type != "video/mp4":
            return "document"
        case "audio", "audio/ogg":
            return "document"
    return file.kind


def _caption(text: str, buttons: tuple[Button, ...]) -> dict[str, Any]:
    caption = {"caption": text} if text else {}
    return caption | ({"reply_markup": keyboards.inline(buttons)} if buttons else {})


def _place(place: Place | None, ready: Ready) -> dict[str, Any]:
    """Which message it answers; one that is gone meanwhile does not stop it."""
    answered = _number(ready.answers or "") if place else None
    if answered is None:
        return {}
    return {"reply_parameters": {"message_id": answered, "allow_sending_without_reply": True}}


def _number(reference: str) -> int | None:
    """The message id in a reference, None where it is none."""
    number = reference.removesuffix(CAPTION)
    return int(number) if number.isascii() and number.isdigit() else None


def _chat(identity: str) -> tuple[int | str, dict[str, Any]]:
    """The chat, and the topic in it where it is one: "-100123/45"."""
    chat, _, topic = identity.partition("/")
    try:
        return int(chat), {"message_thread_id": int(topic)} if topic else {}
    except ValueError:
        return identity, {}

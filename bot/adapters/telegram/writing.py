"""Write a delivery as one Bot API call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.adapters.telegram import keyboards
from bot.words.messages import Delivery, Edit, Home, PickPeople, Say, ShareLocation

_NO_PREVIEW = {"is_disabled": True}


@dataclass(frozen=True, slots=True)
class Call:
    """A method and its parameters, as JSON values."""

    method: str
    parameters: dict[str, Any]


def write(delivery: Delivery, target: str | None) -> Call | None:
    """The call that carries this delivery.

    None where Telegram has nothing to do: it has no home tab, and a message with a keyboard in place of the person's
    own cannot be edited.

    Text goes without `parse_mode`: whatever is in it is shown as it is.
    """
    match delivery.content:
        case Say() as say:
            return Call("sendMessage", _say(say, _chat(delivery.address.id)))
        case Edit(widget=PickPeople() | ShareLocation()):
            return None
        case Edit() as edit:
            message = edit.message or target or ""
            if not (message.isascii() and message.isdigit()):
                return None
            return Call("editMessageText", _edit(edit, _chat(delivery.address.id), int(message)))
        case Home():
            return None


def _say(say: Say, chat: int | str) -> dict[str, Any]:
    parameters = {"chat_id": chat, "text": say.text, "link_preview_options": _NO_PREVIEW}
    if isinstance(say.widget, PickPeople | ShareLocation):
        parameters["reply_markup"] = keyboards.picker(say.widget, say.buttons)
    elif say.buttons:
        parameters["reply_markup"] = keyboards.inline(say.buttons)
    elif say.clears:
        parameters["reply_markup"] = {"remove_keyboard": True}
    return parameters


def _edit(edit: Edit, chat: int | str, message: int) -> dict[str, Any]:
    return {
        "chat_id": chat,
        "message_id": message,
        "text": edit.text,
        "link_preview_options": _NO_PREVIEW,
        "reply_markup": keyboards.inline(edit.buttons),
    }


def _chat(identity: str) -> int | str:
    try:
        return int(identity)
    except ValueError:
        return identity

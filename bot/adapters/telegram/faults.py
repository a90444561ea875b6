"""What a failed call means: python-telegram-bot's errors put into the words of `bot.words.errors`."""

from __future__ import annotations

import json

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
    TimedOut,
)

from bot.adapters.waits import UNKNOWN_WAIT, seconds_asked
from bot.words.errors import (
    AddressMoved,
    CannotPass,
    ChannelClosed,
    PersonGone,
    Rejected,
    SendError,
    Throttled,
    Unreachable,
)

_NOBODY = ("chat not found", "user not found", "peer_id_invalid", "user_id_invalid", "user is deactivated")
_NOTHING_TO_EDIT = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "message to delete not found",
    "message can't be deleted",
)
_CANNOT_PASS = {
    "file is too big": "too-large",
    "request entity too large": "too-large",
    "wrong file identifier": "gone",
    "wrong remote file": "gone",
    "invalid file_id": "gone",
    "file is temporarily unavailable": "gone",
    "can't use file of type": "kind",
    "photo_invalid_dimensions": "kind",
    "image_process_failed": "damaged",
    "photo_content_type_invalid": "damaged",
    "file must be non-empty": "damaged",
    "voice_messages_forbidden": "refused",  # a premium user's setting
}
_UNCHANGED = "message is not modified"


class Flooded(TelegramError):
    """429, with the seconds to wait; the library's own RetryAfter fails on a wait that is no number."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"Too Many Requests: retry after {seconds:g}")
        self.seconds = seconds


class NotSent(NetworkError):
    """No connection came about: nothing left this machine."""


class Garbled(NetworkError):
    """An answer came that is none of the Bot API's: cut short, empty, HTML."""


def wait_in(answer: bytes) -> float:
    """Seconds to wait by a 429's body: `parameters.retry_after`, 5 where it is missing or no use, at most 24 hours."""
    try:
        return seconds_asked(json.loads(answer)["parameters"]["retry_after"])
    except (ValueError, TypeError, LookupError, RecursionError):
        return UNKNOWN_WAIT


def translated(error: TelegramError, scope: str = "bot") -> SendError:  # noqa: PLR0911 - one line a kind
    """The one SendError this is. Order matters: BadRequest and TimedOut are kinds of NetworkError."""
    match error:
        case Flooded(seconds=seconds):
            return Throttled(seconds, scope)
        case ChatMigrated(new_chat_id=int(new)):
            return AddressMoved(str(new))
        case Forbidden():
            return PersonGone("Telegram: the bot may not write there")
        case InvalidToken():
            return ChannelClosed("Telegram refuses the bot's token: take a new one from @BotFather")
        case BadRequest() if _says(error, _NOBODY):
            return PersonGone("Telegram: no such chat")
        case BadRequest() if why := _why_not_passed(error):
            return CannotPass(why)
        case BadRequest() | ChatMigrated():
            return Rejected(f"Telegram: {str(error)[:200]}")
        case TimedOut():
            return Unreachable("Telegram did not answer in time", uncertain=True)
        case NotSent() | Conflict():
            return Unreachable(f"Telegram cannot be reached: {error}", uncertain=False)
    return Unreachable("Telegram failed, or its answer was lost", uncertain=True)


def is_unchanged(error: TelegramError) -> bool:
    """Whether an edit was refused because the message already says this."""
    return isinstance(error, BadRequest) and _says(error, (_UNCHANGED,))


def is_nothing_to_edit(error: TelegramError) -> bool:
    """Whether an edit or a removal was refused because the message is gone, or no longer ours to change."""
    return isinstance(error, BadRequest) and _says(error, _NOTHING_TO_EDIT)


def _why_not_passed(error: TelegramError) -> str:
    said = str(error).lower()
    return next((why for phrase, why in _CANNOT_PASS.items() if phrase in said), "")


def _says(error: TelegramError, phrases: tuple[str, ...]) -> bool:
    said = str(error).lower()
    return any(phrase in said for phrase in phrases)

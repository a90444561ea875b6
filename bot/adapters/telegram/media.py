"""What people send that is not words, read from a message: what can be passed on, and what cannot."""

from __future__ import annotations

from typing import Any, TypeAlias

from bot.words.messages import Attachment, Content, Unreadable

Raw: TypeAlias = dict[str, Any]

ANIMATION = "animation:"
"""Stands before the id of an animation: Telegram lets a file be sent again as what it was only."""

_PASSED = (  # in this order: an animation also carries a document, a live photo also a photo
    ("animation", "video", "video/mp4"),
    ("live_photo", "", ""),
    ("photo", "photo", "image/jpeg"),
    ("voice", "voice", "audio/ogg"),
    ("video", "video", "video/mp4"),
    ("audio", "audio", "audio/mpeg"),
    ("document", "document", "application/octet-stream"),
)
_NOT_PASSED = (
    "live_photo",
    "video_note",  # can only be sent again as one, and then has no room for a word about whom it is from
    "sticker",
    "poll",
    "contact",
    "dice",
    "story",
    "paid_media",
    "checklist",
    "game",
    "rich_message",
    "gift",
    "web_app_data",
)
_CAPTIONED = ("photo", "voice", "video", "audio", "document", "animation")
_LONGEST_NAME = 100


def media(message: Raw, caption: str) -> Content | None:
    """What the message carries, None where that is nothing a person sends."""
    for field, kind, media_type in _PASSED:
        if field not in message:
            continue
        file = _largest(message[field]) if field == "photo" else message[field]
        if not kind or not isinstance(file, dict) or not _text(file, "file_id"):
            return Unreadable(field)
        return Attachment(
            kind,
            (ANIMATION if field == "animation" else "") + _text(file, "file_id"),
            "" if field in ("photo", "voice") else _text(file, "file_name")[:_LONGEST_NAME],
            _size(file),
            _text(file, "mime_type")[:_LONGEST_NAME] or media_type,
            caption,
        )
    return next((Unreadable(kind) for kind in _NOT_PASSED if kind in message), None)


def has_caption(message: Raw) -> bool:
    """Whether the text of this message is the caption of a file, which has a method of its own to be edited."""
    return any(field in message for field in _CAPTIONED)


def _largest(sizes: object) -> Raw | None:
    """Telegram keeps a photo in several sizes."""
    known = [size for size in sizes if isinstance(size, dict)] if isinstance(sizes, list) else []
    return max(known, key=lambda size: (_number(size, "width") * _number(size, "height"), _size(size)), default=None)


def _size(file: Raw) -> int:
    return _number(file, "file_size")


def _number(file: Raw, field: str) -> int:
    value = file.get(field)
    return value if type(value) is int and 0 <= value < 1 << 53 else 0


def _text(file: Raw, field: str) -> str:
    value = file.get(field)
    return value.replace("\0", "").encode("utf-8", "replace").decode() if isinstance(value, str) else ""

"""What Telegram keeps of the files sent through it: by id, as what they were sent, for the bot to fetch."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from tests.stand_ins.telegram.violations import Broken, Refused

MOST_FETCHED = 20 << 20
MOST_UPLOADED = 50 << 20
MOST_PHOTO = 10 << 20
CAPTION = 1024
METHODS = {
    "sendPhoto": "photo",
    "sendVoice": "voice",
    "sendAudio": "audio",
    "sendVideo": "video",
    "sendAnimation": "animation",
    "sendDocument": "document",
}


@dataclass(frozen=True, slots=True)
class Kept:
    """One file. `size` may be claimed larger than `data` is, for files too large for a test."""

    id: str
    kind: str
    data: bytes
    name: str = ""
    media_type: str = ""
    size: int = 0

    @property
    def path(self) -> str:
        """Where it is fetched."""
        return f"{self.kind}s/file_{self.id[-6:]}"


class Files:
    """All of them, by id."""

    def __init__(self) -> None:
        self.kept: dict[str, Kept] = {}

    def keep(self, kind: str, data: bytes, name: str = "", media_type: str = "", size: int = 0) -> Kept:
        """A file sent by anyone; the same bytes sent twice are two files."""
        digest = hashlib.sha256(kind.encode() + data + bytes([len(self.kept) % 256])).hexdigest()[:24]
        kept = Kept(f"AgAC{digest}{len(self.kept):06}", kind, data, name, media_type, size or len(data))
        self.kept[kept.id] = kept
        return kept

    def by_id(self, identity: str, kind: str) -> Kept:
        """The file to send again; raises Refused where there is none, or none of this kind."""
        kept = self.kept.get(identity)
        if kept is None:
            raise Refused(400, "Bad Request: wrong file identifier/HTTP URL specified")
        if kept.kind != kind:
            raise Broken("file-type", f"Bad Request: can't use file of type {kept.kind} as {kind}")
        return kept

    def uploaded(self, kind: str, part: Any) -> Kept:
        """A file that comes as a part of a form; raises Broken for what Telegram does not take."""
        data, name = part.file.read(), part.filename
        if not data:
            raise Broken("empty-file", "Bad Request: file must be non-empty")
        if len(data) > (MOST_PHOTO if kind == "photo" else MOST_UPLOADED):
            raise Broken("file-too-big", "Bad Request: file is too big")
        if "/" in name or "\\" in name or not name:
            raise Broken("file-name", "Bad Request: wrong file name")
        if kind == "photo" and not data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n", b"RIFF", b"GIF8")):
            raise Refused(400, "Bad Request: IMAGE_PROCESS_FAILED")
        return self.keep(kind, data, name, part.content_type)

    def at(self, path: str) -> Kept | None:
        """The file fetched from this path."""
        return next((kept for kept in self.kept.values() if kept.path == path), None)


def described(kept: Kept) -> dict[str, Any]:
    """The file as it stands in a message: a photo in three sizes, anything else once."""
    file = {"file_id": kept.id, "file_unique_id": kept.id[-12:], "file_size": kept.size}
    if kept.kind == "photo":
        small = {"file_id": f"small-{kept.id}", "file_unique_id": "small", "width": 90, "height": 60, "file_size": 900}
        middle = small | {"file_id": f"middle-{kept.id}", "width": 320, "height": 213}
        return {"photo": [small, file | {"width": 1280, "height": 853}, middle]}
    named = {"file_name": kept.name} if kept.name and kept.kind != "voice" else {}
    typed = {"mime_type": kept.media_type} if kept.media_type else {}
    described = {kept.kind: file | named | typed}
    return described | ({"document": file | named | typed} if kept.kind == "animation" else {})


def check_caption(values: dict[str, Any]) -> None:
    """Raises Broken for a caption Telegram refuses."""
    try:
        units = len(values.get("caption", "").encode("utf-16-le")) // 2
    except UnicodeEncodeError:
        raise Broken("not-utf-8", "Bad Request: strings must be encoded in UTF-8") from None
    if units > CAPTION:
        raise Broken("caption-too-long", "Bad Request: message caption is too long")
    if "parse_mode" in values and "caption_entities" in values:
        raise Broken("two-markups", "Bad Request: can't use parse_mode and entities together")

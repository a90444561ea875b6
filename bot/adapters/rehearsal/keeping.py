"""The files of a rehearsal, kept in memory for as long as there is room."""

from __future__ import annotations

import mimetypes
import secrets
from collections import OrderedDict
from dataclasses import dataclass

ROOM = 200 << 20
"""Bytes of all files together; the oldest make room."""
USUAL = {"photo": "image/jpeg", "voice": "audio/ogg", "audio": "audio/mpeg", "video": "video/mp4"}
SHOWN = ("image/jpeg", "image/png", "image/gif", "image/webp", "audio/", "video/mp4", "video/quicktime")
"""Media types a browser may show; anything else is only offered to be saved."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One file: `kind` as in Attachment."""

    id: str
    kind: str
    name: str
    media_type: str
    data: bytes

    @property
    def is_shown(self) -> bool:
        """Whether a browser may show it on the page."""
        return self.media_type.startswith(SHOWN)


class Files:
    """All of them, by id."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._size = 0

    def keep(self, kind: str, name: str, data: bytes, media_type: str = "") -> Kept:
        """Keep these bytes under an id of their own; their type is told, or what their name or else their kind says."""
        guessed = media_type or mimetypes.guess_type(name)[0] or USUAL.get(kind, "application/octet-stream")
        kept = Kept(secrets.token_hex(8), kind, name, guessed, data)
        self.keep_again(kept)
        return kept

    def keep_again(self, kept: Kept) -> None:
        """Keep a file that had its id before."""
        self._kept[kept.id] = kept
        self._size += len(kept.data)
        while self._size > ROOM:
            self._size -= len(self._kept.popitem(last=False)[1].data)

    @property
    def all(self) -> tuple[Kept, ...]:
        """Every file, the oldest first."""
        return tuple(self._kept.values())

    def get(self, identity: str) -> Kept | None:
        """The file with this id."""
        return self._kept.get(identity)

    def clear(self) -> None:
        """Forget all of them."""
        self._kept.clear()
        self._size = 0

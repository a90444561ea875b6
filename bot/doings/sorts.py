"""What a file is, told by its first bytes: those of the few sorts that may be passed on, and nothing else."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

PHOTO, SOUND, FILM, PAPER = "photo", "sound", "film", "paper"


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of file: what it holds (PHOTO, SOUND, FILM or PAPER), its media type, and how its name ends."""

    holds: str
    media_type: str
    ending: str


JPEG = Sort(PHOTO, "image/jpeg", "jpg")
PNG = Sort(PHOTO, "image/png", "png")
GIF = Sort(PHOTO, "image/gif", "gif")
WEBP = Sort(PHOTO, "image/webp", "webp")
PDF = Sort(PAPER, "application/pdf", "pdf")
TEXT = Sort(PAPER, "text/plain", "txt")
OGG = Sort(SOUND, "audio/ogg", "ogg")
MP3 = Sort(SOUND, "audio/mpeg", "mp3")
M4A = Sort(SOUND, "audio/mp4", "m4a")
MP4 = Sort(FILM, "video/mp4", "mp4")
QUICKTIME = Sort(FILM, "video/quicktime", "mov")

_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
_INSIDE = {  # by a folder of the archive
    "word/": Sort(PAPER, f"{_OFFICE}wordprocessingml.document", "docx"),
    "xl/": Sort(PAPER, f"{_OFFICE}spreadsheetml.sheet", "xlsx"),
    "ppt/": Sort(PAPER, f"{_OFFICE}presentationml.presentation", "pptx"),
}
_DECLARED = {  # by what the archive's first entry says
    f"{_OPEN}text": Sort(PAPER, f"{_OPEN}text", "odt"),
    f"{_OPEN}spreadsheet": Sort(PAPER, f"{_OPEN}spreadsheet", "ods"),
    f"{_OPEN}presentation": Sort(PAPER, f"{_OPEN}presentation", "odp"),
}
_BEGINNINGS = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"%PDF-", PDF),
    (b"OggS", OGG),
    (b"ID3", MP3),
)
_FILMS = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV", b"3gp4", b"3gp5")
_MOST_ENTRIES = 5000
_MOST_UNPACKED = 500 << 20
"""Bytes that an office document may claim to become; we do not unpack it, but someone will."""


def sort_of(data: bytes) -> Sort | None:
    """The sort of this file, None where it is none that may be passed on: a program, a page, a drawing that is code."""
    for beginning, sort in _BEGINNINGS:
        if data.startswith(beginning):
            return sort
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    if data[4:8] == b"ftyp":
        return _film(data[8:12])
    if data[:2] in (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa"):
        return MP3
    if data.startswith(b"PK\x03\x04"):
        return _document(data)
    return TEXT if _is_text(data) else None


def _film(brand: bytes) -> Sort | None:
    if brand in (b"M4A ", b"M4B "):
        return M4A
    if brand == b"qt  ":
        return QUICKTIME
    return MP4 if brand in _FILMS else None


def _document(data: bytes) -> Sort | None:
    """An office document, by the table of contents at its end: nothing is unpacked."""
    if data.count(b"PK\x01\x02") > _MOST_ENTRIES:
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    names = [entry.filename for entry in entries]
    if sum(entry.file_size for entry in entries) > _MOST_UNPACKED or any(map(_is_dangerous, names)):
        return None
    if "[Content_Types].xml" in names:
        return next((sort for folder, sort in _INSIDE.items() if any(name.startswith(folder) for name in names)), None)
    # OpenDocument begins with an entry that is not packed: its media type, 38 bytes from the start
    return _DECLARED.get(data[38:128].partition(b"PK")[0].decode("latin-1")) if names[:1] == ["mimetype"] else None


def _is_dangerous(name: str) -> bool:
    """Macros, programs in the archive, and names that lead out of it."""
    lowered = name.lower()
    endings = (".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".html", ".htm", ".svg", "vbaproject.bin")
    return lowered.endswith(endings) or lowered.startswith(("/", "\\", "basic/", "scripts/")) or ".." in lowered


def _is_text(data: bytes) -> bool:
    """Words in UTF-8 that no program would carry out or draw: no page, no script, no control characters."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    start = text.lstrip()[:2]
    is_code = start == "#!" or (start[:1] == "<" and (start[1:2].isalpha() or start[1:2] in {"!", "?"}))
    return bool(text.strip()) and not is_code and not any(ord(c) < 32 and c not in "\t\n\r\f" for c in text)

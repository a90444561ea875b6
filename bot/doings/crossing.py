"""Files on their way to where they were not sent: fetched from the one channel, checked, cleaned, named anew."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Mapping
from dataclasses import replace

import regex

from bot.doings.bleaching import bleached
from bot.doings.sorts import FILM, GIF, M4A, MP4, PAPER, PHOTO, SOUND, Sort, sort_of
from bot.words.errors import CannotPass, ChannelClosed, Rejected, SendError, Throttled, Unreachable
from bot.words.messages import Drawn, File, Passed, Written
from bot.words.ports import Artist, Channel

MOST = 20 << 20
"""Bytes of a file that crosses: what Telegram lets a bot fetch."""
SECONDS = 30.0
AT_ONCE = 2
"""Files fetched and cleaned at the same moment: each may take a hundred megabytes of memory."""

_HOLDS = {"photo": (PHOTO,), "voice": (SOUND,), "audio": (SOUND,), "video": (FILM,)}
_STEM = regex.compile(r"[^\p{L}\p{M}\p{N}_ -]+")
_LONGEST_STEM = 60


class Crossing:
    """Makes files ready to be sent as bytes. `artist` draws those that are drawn when they are sent."""

    def __init__(self, channels: Mapping[str, Channel], artist: Artist | None = None) -> None:
        self._channels = channels
        self._artist = artist
        self._few = asyncio.Semaphore(AT_ONCE)

    async def ready(self, file: File, channel: Channel) -> tuple[File, bytes | None]:
        """The file as it goes out, and its bytes; no bytes where the channel sends it again by its id.

        Raises CannotPass where it may not go, Unreachable where the other channel cannot be reached just now.
        """
        match file.source:
            case Passed(channel=source) if source == channel.name and channel.limits.resends:
                return file, None
            case Passed() as passed:
                async with self._few:
                    return await self._passed(file, passed)
            case Written(text=text):
                return replace(file, name=_named(file.name)), text.encode("utf-8", "replace")
            case Drawn() as drawn:
                return replace(file, name=_named(file.name, "png")), await self._drawn(drawn)

    async def _passed(self, file: File, passed: Passed) -> tuple[File, bytes]:
        data = await fetched(self._channels, passed, MOST)
        clean, sort = await asyncio.to_thread(cleaned, data, file.kind)
        return replace(file, name=_named(file.name, sort.ending, file.kind), media_type=sort.media_type), clean

    async def _drawn(self, drawn: Drawn) -> bytes:
        if self._artist is None:
            raise Rejected("nobody here draws")
        try:
            return await self._artist.draw(drawn)
        except ValueError:
            raise Rejected("no such picture") from None


async def fetched(channels: Mapping[str, Channel], passed: Passed, most: int) -> bytes:
    """What someone sent, never more than `most` bytes. Raises CannotPass where it may not be had, else Unreachable:
    what ails the channel it lies on is no trouble of the channel it goes to."""
    source = channels.get(passed.channel)
    if source is None:
        raise CannotPass("gone")
    fault: SendError
    try:
        async with asyncio.timeout(SECONDS):
            return await source.fetch(passed.file, most)
    except CannotPass as error:
        fault = error
    except Rejected:
        fault = CannotPass("gone")
    except (Throttled, ChannelClosed) as error:
        fault = Unreachable(type(error).__name__, uncertain=False)
    except TimeoutError:
        fault = Unreachable("file too slow", uncertain=False)
    except SendError as error:
        fault = Unreachable(str(error), uncertain=False)
    raise fault from None


def cleaned(data: bytes, kind: str) -> tuple[bytes, Sort]:
    """What may cross of these bytes, and what sort of file it is; raises CannotPass where nothing may.

    `kind` is what the file was sent as: it has to be that. Takes up to a second and much memory: not for the loop.
    """
    if len(data) > MOST:
        raise CannotPass("too-large")
    sort = sort_of(data)
    if sort is None or not _may_be(sort, kind):
        raise CannotPass("kind")
    if sort is MP4 and kind in ("voice", "audio"):
        sort = M4A
    clean, sort = bleached(data, sort, is_photo=kind == "photo")
    if len(clean) > MOST:
        raise CannotPass("too-large")
    return clean, sort


def _may_be(sort: Sort, kind: str) -> bool:
    """Whether a file of this sort can have been sent as that; an MP4 may hold sound alone, a moving GIF is a film."""
    if kind == "document":
        return sort.holds in (PHOTO, SOUND, FILM, PAPER)
    return (
        sort.holds in _HOLDS.get(kind, ())
        or (sort is MP4 and kind in ("voice", "audio"))
        or (sort is GIF and kind == "video")
    )


def _named(name: str, ending: str = "", kind: str = "file") -> str:
    """A name that is safe wherever it is saved: no folders, no signs, our own ending."""
    stem, _, given = name.replace("\\", "/").rpartition("/")[2].rpartition(".")
    plain = _STEM.sub("", unicodedata.normalize("NFC", stem or given)).strip(" -_")[:_LONGEST_STEM].strip()
    last = ending or _STEM.sub("", given if stem else "")[:10]
    return f"{plain or kind}.{last}" if last else plain or kind

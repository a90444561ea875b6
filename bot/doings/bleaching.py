"""Taking out of pictures and films what tells more than they show: where and when, on which device, by whom."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.doings.sorts import FILM, GIF, JPEG, M4A, PHOTO, PNG, Sort
from bot.words.errors import CannotPass

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 40_000_000
MOST_MOVING = 120_000_000
"""Pixels of all the frames of a moving picture together."""
PHOTO_SIDE = 2560
"""Pixels of a photo's longer side: what Telegram itself keeps of one, and Slack shows."""
QUALITY = 88

_TELLING = (b"udta", b"meta", b"uuid")
_CONTAINERS = (b"moov", b"trak", b"mdia", b"minf")


def bleached(data: bytes, sort: Sort, *, is_photo: bool) -> tuple[bytes, Sort]:
    """The same to look at or listen to, without what else it tells, and the sort it is now.

    Pictures are drawn anew; a photo is made no larger than chats show it. Raises CannotPass for what is no whole
    picture of this sort, or has more than 40 million pixels.
    """
    if sort.holds == PHOTO:
        return _picture(data, sort, is_photo=is_photo)
    if sort.holds == FILM or sort is M4A:
        return _film(data), sort
    return data, sort


def _picture(data: bytes, sort: Sort, *, is_photo: bool) -> tuple[bytes, Sort]:
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - loaded with the first picture that crosses

    fault: CannotPass
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a bomb: its size is looked at below, before anything is unpacked
            picture = Image.open(io.BytesIO(data), formats=[sort.media_type.partition("/")[2].upper()])
            return _redrawn(picture, sort, is_photo=is_photo)
    except CannotPass as error:
        fault = error
    except Image.DecompressionBombError:
        fault = CannotPass("too-many-pixels")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, struct.error, ArithmeticError):
        fault = CannotPass("damaged")
    except (LookupError, TypeError, AttributeError, MemoryError):  # decoders stumble over what is made to trip them
        fault = CannotPass("damaged")
    raise fault from None


def _redrawn(picture: Image, sort: Sort, *, is_photo: bool) -> tuple[bytes, Sort]:
    from PIL import ImageOps  # noqa: PLC0415 - as above

    if picture.width * picture.height > MOST_PIXELS:
        raise CannotPass("too-many-pixels")
    if sort is GIF and getattr(picture, "is_animated", False):
        return _moving(picture), GIF
    if is_photo and sort is JPEG:
        picture.draft("RGB", (PHOTO_SIDE, PHOTO_SIDE))
    upright = ImageOps.exif_transpose(picture)
    if is_photo:
        upright.thumbnail((PHOTO_SIDE, PHOTO_SIDE))
    has_alpha = upright.has_transparency_data
    made = PNG if has_alpha or (sort is PNG and not is_photo) or sort is GIF else JPEG
    plain = upright.convert("RGBA" if has_alpha else "RGB")
    plain.info = {}  # else comments, colour profiles and text go along
    return _written(plain, made), made


def _moving(picture: Image) -> bytes:
    from PIL import ImageSequence  # noqa: PLC0415 - as above

    frames: list[Image] = []
    pauses: list[int] = []
    for frame in ImageSequence.Iterator(picture):
        if (len(frames) + 1) * picture.width * picture.height > MOST_MOVING:
            raise CannotPass("too-many-pixels")
        pauses.append(max(20, int(frame.info.get("duration", 100))))
        plain = frame.convert("RGBA")
        plain.info = {}
        frames.append(plain)
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=pauses, loop=0, disposal=2)
    return out.getvalue()


def _written(picture: Image, sort: Sort) -> bytes:
    out = io.BytesIO()
    if sort is JPEG:
        picture.save(out, "JPEG", quality=QUALITY, optimize=True)
    else:
        picture.save(out, "PNG", optimize=picture.width * picture.height < 4_000_000)
    return out.getvalue()


def _film(data: bytes) -> bytes:
    """The film with its notes blanked out in place (where it was taken, by whom): nothing else moves.

    In ISO 14496-12 a film is a tree of boxes, each a length, a name of four letters, and what is in it.
    """
    out = bytearray(data)
    for name, start, end in _boxes(data, 0, len(data)):
        if name in _TELLING:
            out[start - 4 : start] = b"free"
            out[start:end] = bytes(end - start)
    return bytes(out)


def _boxes(data: bytes, at: int, end: int, depth: int = 0) -> Iterator[tuple[bytes, int, int]]:
    """Every box from here to there, and those inside the ones that only hold others: name, first byte, end."""
    while at + 8 <= end:
        length, name = struct.unpack_from(">I4s", data, at)
        start = at + 8
        if length == 1 and at + 16 <= end:
            length, start = struct.unpack_from(">Q", data, start)[0], at + 16
        stop = end if length == 0 else at + length
        if stop < start or stop > end:
            raise CannotPass("damaged")
        if start == at + 8:
            yield name, start, stop
        if name in _CONTAINERS and depth < len(_CONTAINERS):
            yield from _boxes(data, start, stop, depth + 1)
        at = stop

"""Row 62: what crosses from one channel to another is what it says it is, shows no more than it shows, or stays."""

import asyncio
import contextlib
import io
import struct
import zipfile
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image

from bot.doings.bleaching import PHOTO_SIDE, bleached
from bot.doings.crossing import MOST, Crossing, cleaned
from bot.doings.sorts import MP4, sort_of
from bot.words.errors import CannotPass, ChannelClosed, Rejected, Throttled, Unreachable
from bot.words.messages import Drawn, File, Limits, Passed, Written
from tests.doings.world import Recording

CANARY = "Rua das Flores 7"


def picture(form: str, size: tuple[int, int] = (60, 40), **how: object) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 40).convert("RGB").save(out, form, **how)
    return out.getvalue()


def located(form: str, orientation: int = 6) -> bytes:
    """A picture that tells where it was taken."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Artist] = CANARY
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (52.0, 31.0, 12.0)
    return picture(form, exif=exif)


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is this large, and has nothing to it."""
    chunk = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    import zlib

    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
        + b"\0\0\0\0IEND\xaeB\x60\x82"
    )


def archive(*names: str, kind: str = "", size: int = 10) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        if kind:
            made.writestr(zipfile.ZipInfo("mimetype"), kind)
        for name in names:
            made.writestr(name, b"\0" * size)
    return out.getvalue()


def box(name: bytes, *inner: bytes) -> bytes:
    body = b"".join(inner)
    return struct.pack(">I4s", len(body) + 8, name) + body


def film(brand: bytes = b"isom") -> bytes:
    """A film that tells where it was taken, in each of the places where films do."""
    notes = box(b"udta", box(b"\xa9xyz", CANARY.encode()))
    track = box(b"trak", box(b"tkhd", b"\1" * 20), box(b"meta", CANARY.encode()), notes)
    ftyp = box(b"ftyp", brand, b"\0\0\2\0", b"isom")
    return ftyp + box(b"moov", box(b"mvhd", b"\2" * 20), track, notes) + box(b"mdat", b"frames")


OFFICE = ("[Content_Types].xml", "word/document.xml")
ODT = "application/vnd.oasis.opendocument.text"

PASSES = {
    "a JPEG photo": (picture("JPEG"), "photo", "image/jpeg"),
    "a PNG photo": (picture("PNG"), "photo", "image/jpeg"),
    "a WebP photo": (picture("WEBP"), "photo", "image/jpeg"),
    "a PNG document": (picture("PNG"), "document", "image/png"),
    "a still GIF": (picture("GIF"), "document", "image/png"),
    "a PDF": (b"%PDF-1.7\n...", "document", "application/pdf"),
    "a voice message": (b"OggS\0" + b"x" * 50, "voice", "audio/ogg"),
    "a song": (b"ID3\4" + b"x" * 50, "audio", "audio/mpeg"),
    "a song without a tag": (b"\xff\xfb\x90\x00" + b"x" * 50, "audio", "audio/mpeg"),
    "a Slack clip": (film(b"M4A "), "voice", "audio/mp4"),
    "sound in an MP4": (film(), "voice", "audio/mp4"),
    "a film": (film(), "video", "video/mp4"),
    "a film of an iPhone": (film(b"qt  "), "video", "video/quicktime"),
    "a text": ("Grüße\n\tund mehr <b>".encode(), "document", "text/plain"),
    "a text with a mark": (b"\xef\xbb\xbfhello", "document", "text/plain"),
    "a Word document": (
        archive(*OFFICE),
        "document",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "a spreadsheet": (
        archive("[Content_Types].xml", "xl/workbook.xml"),
        "document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "slides": (
        archive("[Content_Types].xml", "ppt/presentation.xml"),
        "document",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    "an OpenDocument": (archive("content.xml", kind=ODT), "document", ODT),
}
STAYS = {
    "nothing": (b"", "document", "kind"),
    "a program": (b"MZ\x90\0" + b"\0" * 60, "document", "kind"),
    "a Linux program": (b"\x7fELF" + b"\0" * 60, "document", "kind"),
    "a script": (b"#!/bin/sh\nrm -rf /", "document", "kind"),
    "a page": (b" \n<!DOCTYPE html><script>", "document", "kind"),
    "a page without a beginning": (b"<script>alert(1)</script>", "document", "kind"),
    "a drawing that is code": (b"<svg xmlns='http://www.w3.org/2000/svg'>", "photo", "kind"),
    "the same with a mark": (b"\xef\xbb\xbf<?xml version='1.0'?><svg>", "document", "kind"),
    "bytes": (bytes(range(256)), "document", "kind"),
    "an archive": (archive("a.txt"), "document", "kind"),
    "a document with macros": (archive(*OFFICE, "word/vbaProject.bin"), "document", "kind"),
    "a document that leads out of itself": (archive(*OFFICE, "word/../../x"), "document", "kind"),
    "an OpenDocument with macros": (archive("Basic/x.xml", kind=ODT), "document", "kind"),
    "a zip bomb": (partial(archive, *OFFICE, "word/b1", "word/b2", size=150 << 20), "document", "kind"),
    "half an archive": (archive(*OFFICE)[:60], "document", "kind"),
    "a PDF that says it is a photo": (b"%PDF-1.7", "photo", "kind"),
    "a photo that says it is a voice": (picture("JPEG"), "voice", "kind"),
    "a film of an unknown kind": (film(b"heic"), "photo", "kind"),
    "half a photo": (picture("JPEG")[:200], "photo", "damaged"),
    "a photo's beginning": (b"\xff\xd8\xff\xe0", "photo", "damaged"),
    "a film that is longer than it is": (box(b"ftyp", b"isom") + struct.pack(">I4s", 900, b"moov"), "video", "damaged"),
    "30,000 by 30,000": (bomb(30_000, 30_000), "photo", "too-many-pixels"),
    "more than 40 million pixels": (bomb(8000, 5001), "document", "too-many-pixels"),
    "a row of pixels": (bomb(2**31 - 1, 1), "photo", "too-many-pixels"),
    "21 MB": (b"%PDF-" + b"x" * (21 << 20), "document", "too-large"),
}


@pytest.mark.parametrize(("data", "kind", "media_type"), PASSES.values(), ids=PASSES)
def test_row_62_what_is_what_it_says_may_cross(data, kind, media_type):
    clean, sort = cleaned(data, kind)
    assert sort.media_type == media_type
    assert clean


@pytest.mark.parametrize(("data", "kind", "why"), STAYS.values(), ids=STAYS)
def test_row_62_what_is_not_stays(data, kind, why):
    with pytest.raises(CannotPass) as caught:
        cleaned(data() if callable(data) else data, kind)
    assert str(caught.value) == why


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("kind", ["photo", "document"])
def test_row_62_a_picture_no_longer_tells_where_it_was_taken_and_stands_upright(form, kind):
    before = located(form)
    assert CANARY.encode() in before
    clean, _ = cleaned(before, kind)
    after = Image.open(io.BytesIO(clean))
    assert CANARY.encode() not in clean
    assert not after.getexif()
    assert "exif" not in after.info
    assert after.size == (40, 60)


def test_row_62_a_comment_and_a_text_in_a_picture_are_gone():
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_itxt("XML:com.adobe.xmp", CANARY)
    assert CANARY.encode() not in cleaned(picture("PNG", pnginfo=notes), "document")[0]
    assert CANARY.encode() not in cleaned(picture("JPEG", comment=CANARY.encode()), "document")[0]
    assert CANARY.encode() not in cleaned(picture("GIF", comment=CANARY.encode()), "document")[0]


def test_a_photo_is_made_no_larger_than_chats_show_it_and_a_document_stays_as_large():
    large = picture("JPEG", (4000, 3000))
    assert max(Image.open(io.BytesIO(cleaned(large, "photo")[0])).size) == PHOTO_SIDE
    assert Image.open(io.BytesIO(cleaned(large, "document")[0])).size == (4000, 3000)


def test_what_one_can_see_through_stays_so():
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (1, 2, 3, 0)).save(out, "PNG")
    clean, sort = cleaned(out.getvalue(), "photo")
    assert (sort.media_type, Image.open(io.BytesIO(clean)).getpixel((0, 0))[3]) == ("image/png", 0)


def test_a_moving_picture_goes_on_moving_unless_it_is_a_bomb():
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=50, comment=CANARY.encode())
    clean, sort = cleaned(out.getvalue(), "video")
    assert (sort.media_type, Image.open(io.BytesIO(clean)).n_frames) == ("image/gif", 3)
    assert CANARY.encode() not in clean
    many = [Image.new("P", (6000, 6000), n) for n in range(4)]
    out = io.BytesIO()
    many[0].save(out, "GIF", save_all=True, append_images=many[1:])
    with pytest.raises(CannotPass, match="too-many-pixels"):
        cleaned(out.getvalue(), "video")


@pytest.mark.parametrize("brand", [b"isom", b"qt  ", b"M4A "])
def test_row_62_a_film_no_longer_tells_where_it_was_taken_and_is_otherwise_the_same(brand):
    before = film(brand)
    clean, _ = cleaned(before, "audio" if brand == b"M4A " else "video")
    assert before.count(CANARY.encode()) == 3
    assert CANARY.encode() not in clean
    assert len(clean) == len(before)
    assert clean.index(b"frames") == before.index(b"frames")
    assert [name in clean for name in (b"mvhd", b"tkhd", b"udta", b"meta")] == [True, True, False, False]


@given(st.binary(max_size=300))
@settings(max_examples=200)
def test_any_film_is_bleached_or_refused(tail):
    data = box(b"ftyp", b"isom") + tail
    try:
        clean, _ = bleached(data, MP4, is_photo=False)
    except CannotPass:
        return
    assert len(clean) == len(data)


BEGINNINGS = st.sampled_from(
    [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF    WEBPVP8 ", b"PK\x03\x04", b""]
)


@given(BEGINNINGS, st.binary(max_size=200), st.sampled_from(["photo", "voice", "document", "video"]))
@settings(max_examples=300, deadline=None)
def test_no_bytes_make_the_cleaning_fail_otherwise(beginning, rest, kind):
    with contextlib.suppress(CannotPass):
        cleaned(beginning + rest, kind)
    sort_of(beginning + rest)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_true_picture_with_anything_in_it_is_drawn_anew_or_refused(data):
    form = data.draw(st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]))
    broken = bytearray(PICTURES[form])
    for _ in range(data.draw(st.integers(1, 6))):
        broken[data.draw(st.integers(12, len(broken) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(CannotPass):
        cleaned(bytes(broken), "photo")


PICTURES = {form: located(form) if form != "GIF" else picture("GIF") for form in ("JPEG", "PNG", "WEBP", "GIF")}


# --- between channels ----------------------------------------------------------------------------------------------


def crossing(**files: bytes | Exception) -> tuple[Crossing, Recording, Recording]:
    """Two channels: files lie on the one, and go to the other."""
    here, there = Recording("here"), Recording("there", Limits(4096, resends=True))
    here.files = there.files = files
    return Crossing({"here": here, "there": there}), here, there


def photo(source: object, name: str = "photo", kind: str = "photo") -> File:
    return File(kind, name, "image/x", source)


async def test_a_file_that_crosses_is_fetched_cleaned_and_named_by_what_it_is():
    passing, here, there = crossing(f1=located("PNG"))
    file, data = await passing.ready(photo(Passed("here", "f1"), "../../Maria <b>.exe"), there)
    assert (file.name, file.media_type) == ("Maria b.jpg", "image/jpeg")
    assert Image.open(io.BytesIO(data)).size == (40, 60)
    assert here.calls["f1"] == 1


async def test_a_file_goes_by_its_id_only_where_its_channel_can_send_it_again():
    passing, here, there = crossing(f1=picture("PNG"))
    assert (await passing.ready(photo(Passed("there", "f1")), there))[1] is None
    assert not there.calls["f1"]
    assert (await passing.ready(photo(Passed("here", "f1")), here))[1]
    assert here.calls["f1"] == 1


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("photo", "photo.jpg"),
        ("", "photo.jpg"),
        ("..", "photo.jpg"),
        ("../../x", "x.jpg"),
        ("C:\\x\\y.png", "y.jpg"),
        ("a\u202egpj.exe", "agpj.jpg"),
        ("Mi carta_2.pdf", "Mi carta_2.jpg"),
        ("x" * 300, "x" * 60 + ".jpg"),
        ("سيرة ذاتية.docx", "سيرة ذاتية.jpg"),
    ],
)
async def test_row_62_names_lead_nowhere(name, made):
    passing, _, there = crossing(f1=picture("JPEG"))
    assert (await passing.ready(photo(Passed("here", "f1"), name), there))[0].name == made


@pytest.mark.parametrize(
    ("trouble", "kind", "why"),
    [
        (CannotPass("too-large"), CannotPass, "too-large"),
        (Rejected("no such file"), CannotPass, "gone"),
        (Throttled(900), Unreachable, "Throttled"),
        (ChannelClosed("token"), Unreachable, "ChannelClosed"),
        (Unreachable("lost", uncertain=True), Unreachable, "lost"),
    ],
)
async def test_what_ails_the_channel_it_lies_on_is_no_trouble_of_the_one_it_goes_to(trouble, kind, why):
    passing, _, there = crossing(f1=trouble)
    with pytest.raises(kind) as caught:
        await passing.ready(photo(Passed("here", "f1")), there)
    assert str(caught.value) == why
    assert not getattr(caught.value, "uncertain", False)


async def test_a_file_of_a_channel_that_is_not_there_any_more_is_gone():
    passing, _, there = crossing()
    with pytest.raises(CannotPass, match="gone"):
        await passing.ready(photo(Passed("nowhere", "f1")), there)


async def test_row_62_what_is_larger_than_told_is_noticed():
    passing, _, there = crossing(f1=b"%PDF-" + b"x" * MOST)
    with pytest.raises(CannotPass, match="too-large"):
        await passing.ready(photo(Passed("here", "f1"), kind="document"), there)


class Painter:
    """Draws one colour."""

    async def draw(self, drawn):
        if drawn.picture != "card":
            raise ValueError(drawn.picture)
        return picture("PNG")


async def test_what_we_write_and_draw_goes_as_bytes_under_its_name():
    _, here, _ = crossing()
    passing = Crossing({"here": here}, Painter())
    file, data = await passing.ready(File("document", "meeting.ics", "text/calendar", Written("BEGIN\ud83d")), here)
    assert (file.name, file.media_type, data) == ("meeting.ics", "text/calendar", b"BEGIN?")
    file, data = await passing.ready(File("photo", "card", "image/png", Drawn("card", {"n": 1})), here)
    assert (file.name, sort_of(data).media_type) == ("card.png", "image/png")
    with pytest.raises(Rejected, match="no such picture"):
        await passing.ready(File("photo", "card", "image/png", Drawn("else", None)), here)
    with pytest.raises(Rejected, match="nobody"):
        await Crossing({}).ready(File("photo", "card", "image/png", Drawn("card", None)), here)


async def test_few_files_are_worked_on_at_the_same_moment_and_the_loop_goes_on():
    passing, here, there = crossing()
    at_once = most = 0
    gate = asyncio.Event()

    async def slowly(file, most_bytes):
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await gate.wait()
        at_once -= 1
        return picture("JPEG")

    here.fetch = slowly
    waiting = [asyncio.create_task(passing.ready(photo(Passed("here", "f")), there)) for _ in range(6)]
    while at_once < 2:
        await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(*waiting)
    assert most == 2

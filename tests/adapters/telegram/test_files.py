"""Files, places on the map, answers and removals reach a person as they were meant; what cannot go is said to be so."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from bot.adapters.telegram import TelegramChannel
from bot.words.clock import SystemClock
from bot.words.errors import CannotPass, Rejected, Unreachable
from bot.words.messages import (
    Address,
    Attachment,
    Button,
    Drawn,
    Edit,
    Edited,
    File,
    Gather,
    Passed,
    Pin,
    Place,
    Ready,
    Remove,
    Say,
    Typed,
    Written,
)
from tests.adapters.telegram.conftest import QUICK, delivery, listening
from tests.stand_ins.telegram import TelegramStandIn


def png(width: int = 8) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, 8), "teal").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def amina(standin: TelegramStandIn):
    person = standin.person(7)
    person.started = True
    return person


KINDS = ["photo", "voice", "audio", "video", "document", "animation"]


@pytest.mark.parametrize("kind", KINDS)
async def test_row_62_on_one_platform_a_file_goes_by_its_id_and_is_not_downloaded(channel, standin, inbox, amina, kind):
    bo = standin.person(8, "Bo")
    bo.started = True
    async with listening(channel, inbox):
        await amina.sends_file(kind, b"bytes", "look <b>", name="../../x", media_type="x/y")
        (sent,) = await inbox.holds(1)
    assert isinstance(sent, Attachment)
    assert (sent.kind, sent.caption, sent.size) == (kind if kind != "animation" else "video", "look <b>", 5)
    file = File(sent.kind, "x", "x/y", Passed("telegram", sent.file), "From Amina: look <b>")
    assert await channel.send(delivery(8, file), None) == "1:caption"
    assert (bo.chat[0].file.data, bo.chat[0].file.kind, bo.chat[0].text) == (b"bytes", kind, "From Amina: look <b>")
    assert not standin.calls["getFile"]


async def test_a_file_that_is_gone_or_too_large_cannot_be_passed(channel, standin, amina):
    file = File("photo", "x", "x/y", Passed("telegram", "AgAC-unknown"))
    with pytest.raises(CannotPass, match="gone"):
        await channel.send(delivery(7, file), None)
    with pytest.raises(CannotPass, match="gone"):
        await channel.fetch("AgAC-unknown", 100)
    large = standin.files.keep("video", b"x", size=21 << 20)
    with pytest.raises(CannotPass, match="too-large"):
        await channel.fetch(large.id, 20 << 20)
    with pytest.raises(CannotPass, match="gone"):
        await channel.send(delivery(7, File("photo", "x", "x/y", Passed("slack", "F1"))), None)
    with pytest.raises(CannotPass, match="kind"):
        await channel.send(delivery(7, File("hologram", "x", "x/y", Passed("telegram", large.id))), None)


async def test_someone_who_takes_no_voice_messages_is_no_fault_of_ours(channel, standin, amina):
    standin.fail_next("sendVoice", "400", description="Bad Request: VOICE_MESSAGES_FORBIDDEN")
    voice = standin.files.keep("voice", b"x")
    with pytest.raises(CannotPass, match="refused"):
        await channel.send(delivery(7, File("voice", "x", "x/y", Passed("telegram", voice.id))), None)


async def test_row_62_a_file_is_fetched_up_to_its_limit_and_never_beyond(channel, standin):
    kept = standin.files.keep("document", b"x" * 1000, size=10)
    assert await channel.fetch(kept.id, 1000) == b"x" * 1000
    with pytest.raises(CannotPass, match="too-large"):
        await channel.fetch(kept.id, 999)


@pytest.mark.parametrize("target", ["http://169.254.169.254/latest", "http://localhost:1/", "/elsewhere"])
async def test_row_63_a_redirect_is_not_followed(channel, standin, target):
    kept = standin.files.keep("document", b"x")
    standin.redirect_files_to = target
    with pytest.raises(CannotPass, match="elsewhere") as caught:
        await channel.fetch(kept.id, 1000)
    assert standin.calls["/file"] == 1
    assert "stand-in-token" not in repr(caught.value) + repr(caught.value.__context__) + repr(caught.value.__cause__)


async def test_row_63_no_error_of_a_file_holds_the_token(standin, amina):
    lost = TelegramChannel("1:stand-in-token", root="http://127.0.0.1:9", clock=SystemClock(), timing=QUICK)
    for sending in (
        lost.send(delivery(7, File("document", "a.txt", "text/plain", Written("x"))), None, Ready(data=b"x")),
        lost.fetch("x", 10),
    ):
        with pytest.raises(Unreachable) as caught:
            await sending
        assert not caught.value.uncertain
        assert "stand-in-token" not in repr(caught.value) + repr(caught.value.__context__)
    await lost.close()


async def test_what_we_wrote_or_drew_goes_as_its_bytes(channel, amina):
    written = File("document", "meeting.ics", "text/calendar", Written("BEGIN"), "When you meet", (Button("Yes", "y"),))
    reference = await channel.send(delivery(7, written), None, Ready(data=b"BEGIN"))
    seen = amina.chat[0]
    assert (seen.file.name, seen.file.data, seen.text, seen.buttons) == (
        "meeting.ics",
        b"BEGIN",
        "When you meet",
        ["Yes"],
    )
    drawn = File("photo", "card.png", "image/png", Drawn("card", None))
    await channel.send(delivery(7, drawn), None, Ready(data=png()))
    assert amina.chat[1].file.data == png()
    assert reference == "1:caption"


@pytest.mark.parametrize(
    ("kind", "media_type", "sent_as"),
    [
        ("video", "video/mp4", "video"),
        ("video", "video/quicktime", "document"),
        ("video", "image/gif", "animation"),
        ("voice", "audio/ogg", "voice"),
        ("audio", "audio/ogg", "document"),
        ("audio", "audio/mpeg", "audio"),
    ],
)
async def test_a_file_from_elsewhere_goes_as_what_telegram_can_show(channel, amina, kind, media_type, sent_as):
    file = File(kind, "a.bin", media_type, Passed("slack", "F1"))
    await channel.send(delivery(7, file), None, Ready(data=b"x" * (2 << 20)))
    assert (amina.chat[0].file.kind, len(amina.chat[0].file.data)) == (sent_as, 2 << 20)


@pytest.mark.parametrize("text", ["<b>&amp;</b> <unclosed", "_*[]()~`>#+-=|{}.!", "\u202eرسالة", "half \ud83d a pair"])
async def test_row_59_a_caption_is_data_and_arrives_unchanged(channel, amina, text):
    file = File("document", "a.txt", "text/plain", Written("x"), text)
    await channel.send(delivery(7, file), None, Ready(data=b"x"))
    assert amina.chat[0].text == text.replace("\ud83d", "?")


async def test_row_61_the_longest_caption_passes(channel, amina):
    file = File("document", "a.txt", "text/plain", Written("x"), "😀" * (channel.limits.caption // 2))
    await channel.send(delivery(7, file), None, Ready(data=b"x"))
    assert amina.chat[0].text == file.text


async def test_a_caption_is_edited_as_one_and_cut_where_it_is_too_long(channel, standin, amina):
    file = File("document", "a.txt", "text/plain", Written("x"), "before", (Button("A", "a"),))
    reference = await channel.send(delivery(7, file), None, Ready(data=b"x"))
    assert await channel.send(delivery(7, Edit(1, "after")), reference) == reference
    assert await channel.send(delivery(7, Edit(1, "after")), reference) == reference
    assert (amina.chat[0].text, amina.chat[0].buttons) == ("after", [])
    await channel.send(delivery(7, Edit(1, "x" * 2000)), reference)
    assert amina.chat[0].text == "x" * 1023 + "…"
    assert (standin.calls["editMessageCaption"], standin.calls["editMessageText"]) == (3, 0)


async def test_a_button_under_a_file_edits_its_caption(channel, inbox, amina):
    file = File("document", "a.txt", "text/plain", Written("x"), "before", (Button("A", "a"),))
    await channel.send(delivery(7, file), None, Ready(data=b"x"))
    async with listening(channel, inbox):
        await amina.presses("A")
        await inbox.holds(1)
    pressed = next(iter(inbox.kept.values()))
    assert await channel.send(delivery(7, Edit(1, "done", message=pressed.message)), None)
    assert amina.chat[0].text == "done"


async def test_an_answer_to_a_message_of_ours_names_what_sending_it_named(channel, inbox, amina):
    words = await channel.send(delivery(7, "hello"), None)
    file = File("document", "a.txt", "text/plain", Written("x"), "look")
    attached = await channel.send(delivery(7, file), None, Ready(data=b"x"))
    async with listening(channel, inbox):
        first = await amina.answers(amina.chat[0], "to words")
        await amina.answers(amina.chat[1], "to a file")
        await amina.answers(first, "to myself")
        await inbox.holds(3)
    heard = list(inbox.kept.values())
    assert [one.replies_to for one in heard] == [words, attached, heard[0].own]


async def test_row_43_an_edit_names_the_message_and_comes_once(channel, standin, inbox, amina):
    async with listening(channel, inbox):
        said = await amina.says("helo")
        standin.updates.copies = 2
        await amina.edits(said, "hello")
        await amina.edits(said, "hello!")
        await inbox.holds(3)
        await standin.until_confirmed()
    heard = list(inbox.kept.values())
    assert [one.content for one in heard] == [Typed("helo"), Edited("hello"), Edited("hello!")]
    assert len({one.own for one in heard}) == 1


async def test_a_message_answers_another_and_one_that_is_gone_does_not_stop_it(channel, inbox, amina):
    async with listening(channel, inbox):
        await amina.says("hello")
        await inbox.holds(1)
    own = next(iter(inbox.kept.values())).own
    place = Place(answers=own)
    await channel.send(delivery(7, Say("hi", place=place)), None, Ready(answers=own))
    await channel.send(delivery(7, Pin(52.52, 13.4, place)), None, Ready(answers=own))
    await channel.send(delivery(7, Say("hi", place=place)), None, Ready(answers="404"))
    await channel.send(delivery(7, Say("hi", place=place)), None, Ready(thread="1"))
    assert [seen.answers for seen in amina.chat] == [1, 1, None, None]


async def test_a_place_on_the_map_is_sent_as_one(channel, amina):
    assert await channel.send(delivery(7, Pin(52.52, 13.405)), None) == "1"
    assert amina.chat[0].content == {"location": {"latitude": 52.52, "longitude": 13.405}}


async def test_row_43_a_message_is_taken_back_and_one_that_is_gone_is_as_good_as_that(channel, standin, amina):
    reference = await channel.send(delivery(7, "oops"), None)
    file = File("document", "a.txt", "text/plain", Written("x"))
    attached = await channel.send(delivery(7, file), None, Ready(data=b"x"))
    late = await channel.send(delivery(7, "late"), None)
    assert await channel.send(delivery(7, Remove(1)), reference) == ""
    assert await channel.send(delivery(7, Remove(1)), reference) == ""
    assert await channel.send(delivery(7, Remove(1)), attached) == ""
    standin.ahead = 49 * 3600.0
    assert await channel.send(delivery(7, Remove(1)), late) == ""
    assert [seen.text for seen in amina.chat] == ["late"]


async def test_no_group_is_begun(channel, amina):
    with pytest.raises(Rejected):
        await channel.send(delivery(7, Gather((Address("telegram", "8"),), "hello")), None)


@pytest.mark.parametrize("fault", ["429", "500", "hang", "truncated"])
async def test_an_upload_fails_as_any_call_does(standin, amina, fault):
    channel = TelegramChannel(
        standin.token, root=standin.url, clock=SystemClock(), timing=QUICK.__class__(first=0.01, file=0.2)
    )
    standin.fail_next("sendDocument", fault)
    file = File("document", "a.txt", "text/plain", Written("x"))
    with pytest.raises(Exception) as caught:  # noqa: PT011 - its kind is looked at
        await channel.send(delivery(7, file), None, Ready(data=b"x"))
    assert type(caught.value).__name__ == ("Throttled" if fault == "429" else "Unreachable")
    assert getattr(caught.value, "uncertain", True)
    await channel.close()

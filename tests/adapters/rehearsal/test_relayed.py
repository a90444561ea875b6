"""Files, answers, edits, removals and gatherings in a rehearsal are what they are on the platforms."""

from __future__ import annotations

import base64
import io
from typing import Any

import pytest
from PIL import Image

from bot.adapters.rehearsal.platforms import SLACK, TELEGRAM
from bot.doings.parts import cut
from bot.words.errors import CannotPass, Rejected
from bot.words.messages import (
    Address,
    Attachment,
    Button,
    Deleted,
    Edit,
    Edited,
    File,
    Gather,
    Limits,
    LocationShared,
    Passed,
    Pin,
    Place,
    Ready,
    Remove,
    Say,
    Typed,
    Written,
)
from tests.adapters.rehearsal.conftest import Director
from tests.adapters.rehearsal.stage import Stage
from tests.adapters.rehearsal.test_channel import send, someone


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (6, 4), "teal").save(out, "PNG")
    return out.getvalue()


def file(kind: str = "photo", data: bytes = b"x", **more: str) -> dict[str, Any]:
    return {"kind": kind, "data": base64.b64encode(data).decode(), **more}


async def test_a_photo_is_sent_kept_and_served(director: Director, served: Stage) -> None:
    amina = await director.add("Amina")
    status, answer = await director.post(amina, file=file(data=picture(), name="me.png", caption="me"))
    assert status == 200
    sent = served.bot.accepted[-1].content
    assert isinstance(sent, Attachment)
    assert (sent.kind, sent.name, sent.size, sent.media_type, sent.caption) == (
        "photo",
        "",
        len(picture()),
        "image/png",
        "me",
    )
    assert (answer[0]["text"], answer[0]["file"]["kind"], answer[0]["file"]["shown"]) == ("me", "photo", True)
    async with director.session.get(answer[0]["file"]["url"]) as response:
        assert (await response.read(), response.content_type) == (picture(), "image/png")
        assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_what_a_browser_might_run_is_only_offered_to_be_saved(director: Director) -> None:
    amina = await director.add("Amina")
    page = b"<!DOCTYPE html><script>alert(1)</script>"
    _, answer = await director.post(amina, file=file("document", page, name="x.html"))
    async with director.session.get(answer[0]["file"]["url"]) as response:
        assert response.headers["Content-Disposition"] == "attachment; filename*=UTF-8''x.html"
    assert answer[0]["file"]["shown"] is False
    assert (await director.ask("GET", "/api/files/nothing"))[0] == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"file": {}}, 400),
        ({"file": "photo"}, 400),
        ({"file": {"kind": "hologram", "data": "eA=="}}, 400),
        ({"file": {"kind": "photo"}}, 400),
        ({"file": {"kind": "photo", "data": "%%%"}}, 400),
        ({"file": file(caption="x" * 1025)}, 400),
        ({"file": file(), "text": "both"}, 400),
        ({"text": "x", "replies_to": 99}, 409),
        ({"text": "x", "replies_to": "1"}, 409),
        ({"edit": "x"}, 400),
        ({"edit": {"message": 2, "text": "x"}}, 409),
        ({"edit": {"message": 99, "text": "x"}}, 409),
        ({"edit": {"message": 1, "text": " "}}, 400),
        ({"delete": 2}, 409),
        ({"delete": None}, 409),
    ],
)
async def test_what_cannot_be_done_says_so(director: Director, body: dict[str, Any], status: int) -> None:
    amina = await director.add("Amina", "slack")
    await director.post(amina, text="hi")
    assert (await director.post(amina, **body))[0] == status


async def test_a_file_as_large_as_no_platform_passes_on_can_be_rehearsed(director: Director, served: Stage) -> None:
    amina = await director.add("Amina")
    assert (await director.post(amina, file=file("document", b"x" * (21 << 20))))[0] == 200
    assert served.bot.accepted[-1].content.size == 21 << 20
    assert (await director.post(amina, file=file("document", b"x" * (25 << 20))))[0] == 413


async def test_an_answer_names_the_message_as_each_platform_would(director: Director, served: Stage) -> None:
    for channel in ("telegram", "slack"):
        someone_here = await director.add("Amina", channel)
        await director.post(someone_here, text="hi")
        _, answer = await director.post(someone_here, text="to you", replies_to=2)
        heard = served.bot.accepted[-1]
        assert (heard.content, heard.own, heard.replies_to) == (Typed("to you"), "3", "2")
        place = "answers" if channel == "telegram" else "thread"
        assert answer[0][place] == 2
        await director.post(someone_here, text="in the thread", replies_to=3)
        assert served.bot.accepted[-1].replies_to == ("3" if channel == "telegram" else "2")


async def test_row_43_an_edit_names_the_message_and_every_edit_counts(director: Director, served: Stage) -> None:
    amina = await director.add("Amina")
    await director.post(amina, text="helo")
    own = served.bot.accepted[-1].own
    for text in ("hello", "hello!", "hello"):
        _, answer = await director.post(amina, edit={"message": 1, "text": text})
        assert (answer[0]["text"], answer[0]["edited"]) == (text, True)
    edits = served.bot.accepted[-3:]
    assert [one.content for one in edits] == [Edited("hello"), Edited("hello!"), Edited("hello")]
    assert {one.own for one in edits} == {own}
    assert len({one.key for one in served.bot.accepted}) == 4


async def test_row_43_slack_tells_of_a_deletion_and_telegram_tells_nobody(director: Director, served: Stage) -> None:
    for channel in ("slack", "telegram"):
        someone_here = await director.add("Amina", channel)
        await director.post(someone_here, text="oops")
        own = served.bot.accepted[-1].own
        await director.post(someone_here, delete=1)
        _, messages = await director.ask("GET", f"/api/people/{someone_here}/messages")
        assert [one["text"] for one in messages] == ["You said: oops"]
        told = [one for one in served.bot.accepted if isinstance(one.content, Deleted)]
        assert [one.own for one in told] == [own]
        assert (await director.post(someone_here, delete=1))[0] == 409


async def test_an_edit_that_is_not_kept_is_taken_back(director: Director, served: Stage) -> None:
    amina = await director.add("Amina")
    await director.post(amina, text="helo")
    served.bot.away = True
    assert (await director.post(amina, edit={"message": 1, "text": "hello"}))[0] == 503
    _, messages = await director.ask("GET", f"/api/people/{amina}/messages")
    assert (messages[0]["text"], messages[0]["edited"]) == ("helo", False)


async def test_a_place_is_shown_where_it_is(director: Director, served: Stage) -> None:
    amina = await director.add("Amina")
    _, answer = await director.post(amina, location=[52.52, 13.405])
    assert answer[0]["pin"] == [52.52, 13.405]
    assert served.bot.accepted[-1].content == LocationShared(52.52, 13.405)


async def test_what_happens_can_be_read_as_a_scene(director: Director) -> None:
    amina = await director.add("Amina", "slack")
    await director.post(amina, text="helo")
    await director.post(amina, text="hi again", replies_to=2)
    await director.post(amina, file=file(caption="me"))
    await director.post(amina, edit={"message": 1, "text": "hello"})
    await director.post(amina, delete=1)
    _, scene = await director.ask("GET", f"/api/people/{amina}/scene")
    assert [line for line in scene.partition("\n\n")[2].split("\n") if not line.startswith("bot")] == [
        "Amina: helo",
        'Amina replies to "You said: helo": hi again',
        "Amina sends photo (me)",
        'Amina edits "helo": hello',
        'Amina deletes "hello"',
        "",
    ]


# --- what the bot sends --------------------------------------------------------------------------------------------


async def test_a_file_with_its_bytes_and_one_by_its_id() -> None:
    rehearsal, amina = await someone(TELEGRAM)
    kept = rehearsal.files.keep("photo", "me.png", picture())
    channel = rehearsal.channel_of(amina)
    assert await channel.fetch(kept.id, 1000) == picture()
    for why, size, id in (("too-large", 3, kept.id), ("gone", 1000, "x")):
        with pytest.raises(CannotPass, match=why):
            await channel.fetch(id, size)
    await send(rehearsal, amina, File("photo", "p", "image/png", Passed("rehearsal-telegram", kept.id), "From Bo"))
    written = File("document", "a.ics", "text/calendar", Written("BEGIN"))
    await send(rehearsal, amina, written, None, Ready(data=b"BEGIN"))
    assert [(one.text, one.file.data) for one in amina.messages()[1:]] == [("From Bo", picture()), ("", b"BEGIN")]
    for source in (Passed("rehearsal-telegram", "x"), Passed("rehearsal-slack", kept.id), Written("x")):
        with pytest.raises(CannotPass):
            await send(rehearsal, amina, File("photo", "p", "image/png", source))
    assert rehearsal.faults == 0


async def test_slack_like_takes_no_file_by_its_id_and_none_with_buttons() -> None:
    rehearsal, jonas = await someone(SLACK)
    kept = rehearsal.files.keep("photo", "me.png", picture())
    with pytest.raises(CannotPass):
        await send(rehearsal, jonas, File("photo", "p", "image/png", Passed("rehearsal-slack", kept.id)))
    buttons = File("photo", "p", "image/png", Written("x"), buttons=(Button("A", "a"),))
    with pytest.raises(Rejected, match="buttons on a file"):
        await send(rehearsal, jonas, buttons, None, Ready(data=b"x"))


async def test_captions_have_their_own_limit_and_edits_are_cut_to_it() -> None:
    rehearsal, amina = await someone(TELEGRAM)
    photo = File("photo", "p", "image/png", Written("x"), "x" * 1025)
    with pytest.raises(Rejected, match="1024"):
        await send(rehearsal, amina, photo, None, Ready(data=b"x"))
    ref = await send(rehearsal, amina, File("photo", "p", "image/png", Written("x")), None, Ready(data=b"x"))
    await send(rehearsal, amina, Edit(1, "y" * 2000), ref)
    assert amina.messages()[-1].text == cut("y" * 2000, Limits(1024))


async def test_answers_point_at_a_message_and_threads_hold_together() -> None:
    place = Place("1", None, None)
    rehearsal, amina = await someone(TELEGRAM)
    await send(rehearsal, amina, Say("hi", place=place), None, Ready(answers="1", thread="1"))
    await send(rehearsal, amina, Say("hi", place=place), None, Ready(answers="77"))
    assert [(one.answers, one.thread) for one in amina.messages()[1:]] == [(1, None), (None, None)]
    rehearsal, jonas = await someone(SLACK)
    await send(rehearsal, jonas, Say("hi", place=place), None, Ready(answers="1"))
    await send(rehearsal, jonas, Pin(1.0, 2.0, place), None, Ready(answers="2"))
    await send(rehearsal, jonas, Say("hi", place=place), None, Ready(thread="1"))
    assert [(one.answers, one.thread) for one in jonas.messages()[1:]] == [(None, 1)] * 3
    assert 'bot answers "hello" → Amina: {pin} 1, 2' in jonas.scene()


async def test_row_43_a_removed_message_vanishes_and_stays_so() -> None:
    rehearsal, amina = await someone(TELEGRAM)
    ref = await send(rehearsal, amina, Say("oops"))
    for target in (ref, ref, "77", None):
        assert await send(rehearsal, amina, Remove(1), target) == ""
    assert await send(rehearsal, amina, Edit(1, "again"), ref) == ""
    assert [one.text for one in amina.messages()] == ["hello"]
    assert amina.entries[int(ref)].text == ""
    with pytest.raises(Rejected, match="its own"):
        await send(rehearsal, amina, Remove(1), "1")
    assert 'bot removes "oops" → Amina' in amina.scene()


async def test_a_place_that_is_none_is_refused() -> None:
    rehearsal, amina = await someone(TELEGRAM)
    with pytest.raises(Rejected, match="no place"):
        await send(rehearsal, amina, Pin(91.0, 0.0))


async def test_people_on_slack_are_gathered_and_each_of_them_reads_it() -> None:
    rehearsal, jonas = await someone(SLACK)
    sam = rehearsal.add("Sam", SLACK)
    amina = rehearsal.add("Amina", TELEGRAM)
    await send(rehearsal, jonas, Gather((sam.address, jonas.address), "Now you are together"))
    for chat in (jonas, sam):
        assert [(one.text, one.group) for one in chat.messages() if one.group] == [
            ("Now you are together", "Amina, Sam")
        ]
    for people in ((), (amina.address,), (Address("rehearsal-slack", "x"),)):
        with pytest.raises(Rejected):
            await send(rehearsal, jonas, Gather(people, "hi"))
    rehearsal, amina = await someone(TELEGRAM)
    with pytest.raises(Rejected, match="no bot begin"):
        await send(rehearsal, amina, Gather((sam.address,), "hi"))


def test_the_oldest_files_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.adapters.rehearsal import keeping

    monkeypatch.setattr(keeping, "ROOM", 10)
    files = keeping.Files()
    first, second = files.keep("document", "a.txt", b"x" * 8), files.keep("document", "b.txt", b"y" * 8)
    assert (files.get(first.id), files.get(second.id)) == (None, second)


async def test_a_button_pressed_in_a_thread_is_pressed_in_that_thread(director: Director, served: Stage) -> None:
    jonas = await director.add("Jonas", "slack")
    await director.post(jonas, text="hello")
    chat = next(iter(served.rehearsal.chats.values()))
    root = chat.messages()[0].n
    buttons = (Button("Yes", "run.step.yes"),)
    await send(served.rehearsal, chat, Say("Really?", buttons, place=Place(thread=root)), None, Ready(thread=str(root)))
    await director.post(jonas, press="Yes")
    pressed = served.bot.accepted[-1]
    assert (pressed.content.data, pressed.replies_to) == ("run.step.yes", str(root))

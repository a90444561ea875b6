"""Rows 43, 58, 59 and 62 from end to end: what one person sends on one platform reaches another on the other."""

from __future__ import annotations

import io

import pytest
from PIL import ExifTags, Image

from bot.adapters.slack.channel import SlackChannel
from bot.adapters.telegram import TelegramChannel
from bot.doings.calls import Calls
from bot.doings.pace import Gate, Pace, Paces
from bot.words.clock import SystemClock
from bot.words.messages import Address, Delivery, Edit, File, Passed, Place, Remove, Say
from bot.words.ports import GaveUp, Sent
from tests.adapters.slack.conftest import MemoryInbox as SlackInbox
from tests.adapters.slack.conftest import listening as listening_on_slack
from tests.adapters.telegram.conftest import QUICK, MemoryInbox, listening
from tests.stand_ins.slack import SlackStandIn
from tests.stand_ins.slack.workspace import APP_TOKEN, BOT_TOKEN, TEAM
from tests.stand_ins.telegram import TelegramStandIn

HOSTILE = "<!channel> <b>&amp;</b> *x* \u202e@all"


def located() -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "Rua das Flores 7"
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "JPEG", exif=exif)
    return out.getvalue()


class Both:
    """Two platforms with one person on each, and the calls between them."""

    def __init__(self, telegram: TelegramStandIn, slack: SlackStandIn) -> None:
        self.telegram, self.slack = telegram, slack
        clock = SystemClock()
        self.on_telegram = TelegramChannel(telegram.token, root=telegram.url, clock=clock, timing=QUICK)
        self.on_slack = SlackChannel(bot_token=BOT_TOKEN, app_token=APP_TOKEN, base_url=slack.base_url, clock=clock)
        self.amina, self.jonas = telegram.person(7), slack.person("U1", "Jonas")
        self.amina.started = True
        self.refs: dict[int, str] = {}
        channels = {"telegram": self.on_telegram, "slack": self.on_slack}

        async def known(delivery: int) -> str | None:
            return self.refs.get(delivery)

        self.calls = Calls(channels, clock, lambda: 0.5, known)
        self.gate = Gate(Pace(), Paces().clockwork(), lambda: 0.5)

    async def sends(self, id: int, to: str, content: File | Say | Edit | Remove) -> Sent | GaveUp:
        address = Address("telegram", "7") if to == "amina" else Address("slack", f"{TEAM}/U1")
        outcome = await self.calls.make(Delivery(id, address, content), self.gate, 20)
        if isinstance(outcome, Sent):
            self.refs[id] = outcome.ref
        return outcome


@pytest.fixture
async def both():
    telegram, slack = await TelegramStandIn.start(), await SlackStandIn.start(burst=50)
    made = Both(telegram, slack)
    yield made
    await made.on_telegram.close()
    await made.on_slack.close()
    await slack.stop()
    await telegram.close()
    assert telegram.violations == []
    assert slack.violations == []


async def test_a_photo_from_telegram_reaches_slack_without_what_it_tells(both: Both):
    inbox = MemoryInbox()
    async with listening(both.on_telegram, inbox):
        await both.amina.sends_file("photo", located(), HOSTILE)
        (sent,) = await inbox.holds(1)
    root = Say("You two are introduced.")
    assert isinstance(await both.sends(1, "jonas", root), Sent)
    photo = File("photo", "photo", "image/jpeg", Passed("telegram", sent.file), sent.caption, place=Place(thread=1))
    assert isinstance(await both.sends(2, "jonas", photo), Sent)
    introduction, shown = both.jonas.chat
    (stored,) = both.slack.workspace.files.values()
    assert (shown.text, shown.thread, stored.mimetype) == (HOSTILE, introduction.ts, "image/jpeg")
    assert Image.open(io.BytesIO(stored.data)).size == (60, 40)
    assert b"Rua das Flores" not in stored.data
    assert isinstance(await both.sends(3, "jonas", Edit(2, "after")), Sent)
    assert both.jonas.chat[1].text == "after"
    assert isinstance(await both.sends(4, "jonas", Remove(2)), Sent)
    assert (len(both.jonas.chat), both.slack.workspace.files) == (1, {})


async def test_files_from_slack_reach_telegram_as_what_they_are(both: Both):
    inbox = SlackInbox()
    sent = [
        {"mimetype": "audio/mp4", "subtype": "slack_audio", "data": b"\0\0\0\x14ftypM4A \0\0\0\0isom"},
        {"mimetype": "application/pdf", "name": "cv.pdf", "data": b"%PDF-1.7"},
        {"mimetype": "image/png", "data": located()},
        {"mimetype": "application/octet-stream", "name": "run.exe", "data": b"MZ\x90\0"},
        {"mimetype": "image/svg+xml", "name": "x.svg", "data": b"<svg/>"},
    ]
    async with listening_on_slack(both.on_slack, inbox, both.slack):
        await both.jonas.sends_files(sent, HOSTILE)
        heard = await inbox.next(5)
        outcomes = []
        for number, one in enumerate(heard, 1):
            file = File(one.kind, one.name, one.media_type, Passed("slack", one.file), one.caption)
            outcomes.append(await both.sends(number, "amina", file))
    assert [getattr(one, "reason", "") for one in outcomes] == ["", "", "", "cannot-pass", "cannot-pass"]
    assert [(seen.file.kind, seen.text) for seen in both.amina.chat] == [
        ("voice", HOSTILE),
        ("document", ""),
        ("photo", ""),
    ]
    assert b"Rua das Flores" not in both.amina.chat[2].file.data
    assert isinstance(await both.sends(9, "amina", Edit(1, "after")), Sent)
    assert both.amina.chat[0].text == "after"


async def test_a_photo_that_a_slack_person_sent_reaches_another_on_slack_anew(both: Both):
    bo = both.slack.person("U2", "Bo")
    inbox = SlackInbox()
    async with listening_on_slack(both.on_slack, inbox, both.slack):
        await bo.sends_file("image/jpeg", "see", located())
        (sent,) = await inbox.next()
        photo = File("photo", "photo", "image/jpeg", Passed("slack", sent.file), sent.caption)
        assert isinstance(await both.sends(1, "jonas", photo), Sent)
    assert both.jonas.chat[0].text == "see"
    assert (
        b"Rua das Flores" not in next(one for one in both.slack.workspace.files.values() if one.owner == "U0BOT").data
    )


async def test_row_63_no_line_of_the_log_holds_a_token_or_a_name(both: Both, capfd):
    file = File("photo", "Maria", "image/jpeg", Passed("telegram", "AgAC-none"), "words")
    outcome = await both.sends(1, "jonas", file)
    assert isinstance(outcome, GaveUp)
    assert outcome.reason == "cannot-pass"
    said = "".join(capfd.readouterr())
    assert not any(secret in said for secret in (both.telegram.token, BOT_TOKEN, "Maria", "words"))

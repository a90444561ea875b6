"""A broadcast over the real channels against strict Telegram and Slack: its picture, its progress, its mistakes."""

from __future__ import annotations

import asyncio
import datetime as dt
import io
import re
from contextlib import asynccontextmanager

import pytest
from PIL import Image

from bot.doings.pace import Pace, Paces
from bot.flows.broadcasting import moves
from bot.words.desk import Staff
from bot.words.effects.desk import SaveStaff
from bot.words.effects.people import SaveAddress, SaveMembership, SavePerson
from bot.words.messages import Address
from bot.words.people import Adult, Membership, Person
from tests.faults.bots import running, slack_channel, telegram_channel
from tests.faults.conftest import slack, stage, telegram
from tests.stand_ins.slack.workspace import TEAM

__all__ = ["slack", "stage", "telegram"]

PROGRAM = "first_year"
ROSA, FIRST = 900, 5000
TEXT = "Hi {name}, see you on Sunday!"
TENTH = Paces({"telegram": Pace(per_second=10, bulk_share=1.0), "slack": Pace(per_second=10, bulk_share=1.0)})


def picture() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(held, "JPEG")
    return held.getvalue()


class Town:
    """Rosa, who coordinates on Telegram, and everyone she writes to."""

    def __init__(self, bot, telegram, slack, people: int, on_slack: int) -> None:
        self.bot, self.telegram, self.slack = bot, telegram, slack
        self.rosa = telegram.person(ROSA, "Rosa")
        self.there = [telegram.person(FIRST + number) for number in range(people)]
        self.here = [slack.person(f"U{number}", f"S{number}") for number in range(on_slack)]

    async def settle_in(self) -> None:
        now = dt.datetime.now(dt.timezone.utc)
        addresses = [Address("telegram", str(one.id)) for one in self.there]
        addresses += [Address("slack", f"{TEAM}/{one.member.id}") for one in self.here]
        effects = [effect for number, at in enumerate(addresses) for effect in _arrives(FIRST + number, at, now)]
        rosa = Person(ROSA, now, name="Rosa", language="en", zone="UTC", adult=Adult(now, "v1"))
        effects += [SavePerson(rosa), SaveAddress(Address("telegram", str(ROSA)), ROSA)]
        effects.append(SaveStaff(Staff(ROSA, "coordinator", PROGRAM, now)))
        await self.bot.store.write(lambda session: session.carry_out(effects, now))
        for one in (*self.there, self.rosa):
            one.started = True
        for one in self.here:
            one.member.opened = True

    async def says(self, *texts: str):
        """Rosa writes, each time once she was answered; returns the last answer."""
        for text in texts:
            before = len(self.rosa.chat)
            await self.rosa.says(text)
            await self.rosa.bell.until(lambda before=before: len(self.rosa.chat) > before, 10)
        return self.rosa.chat[-1]

    async def drafts(self, *, with_picture: bool = False, labels: str = "skip") -> None:
        """Rosa composes one, up to the button that sends it."""
        await self.says("/desk", "broadcasts", "new broadcast", "from the program", TEXT, "skip", labels)
        if with_picture:
            before = len(self.rosa.chat)
            await self.rosa.sends_file("photo", picture())
            await self.rosa.bell.until(lambda: len(self.rosa.chat) > before, 10)
        else:
            await self.says("skip")
        await self.says("everyone", "at once, at night too", "a day")
        await self.sees(self.sending())

    def sending(self) -> str:
        return f"Send to {len(self.there) + len(self.here)}"

    async def sees(self, label: str, within: float = 20.0):
        """The newest message of Rosa's with this button."""
        await self.rosa.bell.until(lambda: self._with(label) is not None, within)
        return self._with(label)

    def _with(self, label: str):
        return next((seen for seen in reversed(self.rosa.chat) if label in seen.buttons), None)

    async def reads(self, words: str, within: float = 40.0):
        """The newest message of Rosa's that holds these words."""

        def found():
            return next((seen for seen in reversed(self.rosa.chat) if words in seen.text), None)

        await self.rosa.bell.until(lambda: found() is not None, within)
        return found()


def _arrives(number: int, address: Address, now: dt.datetime):
    yield SavePerson(Person(number, now, name=f"P{number}", language="en", zone="UTC", adult=Adult(now, "v1")))
    yield SaveAddress(address, number)
    yield SaveMembership(Membership(10**9 + number, number, PROGRAM, "mentee", "waiting", {}, now))


@pytest.fixture
def town(tmp_path, telegram, slack, stage):
    @asynccontextmanager
    async def open_town(people: int, on_slack: int = 0, paces: Paces | None = None):
        channels = (telegram_channel(telegram), *([slack_channel(slack)] if on_slack else ()))
        async with running(tmp_path, stage, *channels, paces=paces) as bot:
            opened = Town(bot, telegram, slack, people, on_slack)
            await opened.settle_in()
            yield opened
        assert telegram.violations == []

    return open_town


def _sum(text: str) -> int:
    counts = re.findall(r"^(?:sent|still to come|being stopped|cancelled|uncertain[^:]*): (\d+)", text, re.MULTILINE)
    return sum(map(int, counts))


async def test_a_picture_goes_by_its_id_where_it_came_from_and_is_uploaded_elsewhere_once_for_each(town, telegram):
    async with town(12, on_slack=3) as here:
        await here.drafts(with_picture=True)
        preview = here.rosa.chat[-2]
        assert (preview.text, preview.file is not None) == ("Hi Amina, see you on Sunday!", True)
        calls = telegram.calls["sendPhoto"]
        await here.rosa.presses(here.sending())
        await here.reads("Done.")
        assert telegram.calls["sendPhoto"] - calls == 12
        for at, one in enumerate(here.there):
            assert [(seen.text, seen.file.id) for seen in one.chat] == [
                (f"Hi P{FIRST + at}, see you on Sunday!", preview.file.id)
            ]
        for at, one in enumerate(here.here, 12):
            shown = [message for message in one.chat if message.by_bot]
            assert any(f"Hi P{FIRST + at}, see you on Sunday!" in message.text for message in shown)
            assert sum(len(message.raw.get("files", ())) for message in shown) == 1


async def test_its_progress_is_one_message_edited_now_and_then_and_a_report_ends_it(town):
    async with town(70, paces=TENTH) as here:
        await here.drafts()
        before = len(here.rosa.chat)
        began = asyncio.get_running_loop().time()
        await here.rosa.presses(here.sending())
        progress = await here.sees("Pause")
        await here.rosa.bell.until(lambda: progress.edited > 0, 20)
        assert _sum(progress.text) > 0
        assert "still to come" in progress.text
        await here.rosa.bell.until(lambda: here.rosa.chat[-1] is not progress, 40)
        seconds = asyncio.get_running_loop().time() - began
        await asyncio.sleep(1)
        assert len(here.rosa.chat) == before + 2, "one message edited, and one that tells it is over"
        assert 1 < progress.edited <= 2 + seconds / 3
        for seen in here.rosa.chat[-2:]:
            assert seen.text.startswith("Done. For: everyone. Recipients: 70.")
            assert _sum(seen.text) == 70


async def test_what_people_answer_on_either_platform_stands_in_the_report_by_itself(town, monkeypatch):
    monkeypatch.setattr(moves, "FOLLOWED_EVERY", 2)
    async with town(4, on_slack=2) as here:
        await here.drafts(labels="Yes, No")
        await here.rosa.presses(here.sending())
        await here.rosa.bell.until(lambda: "Done." in here.rosa.chat[-1].text and here.rosa.chat[-2].edited, 20)
        report = await here.reads("sent: 6\nAnswers: Yes 0, No 0")
        for one in here.there:
            await one.presses("Yes")
        for one in here.here:
            await one.presses("No")
        await here.rosa.bell.until(lambda: "Answers: Yes 4, No 2" in report.text, 20)
        assert report is here.rosa.chat[-1]
        assert 1 <= report.edited <= 4


async def test_row_46_cancelled_at_a_third_in_chat_nothing_leaves_two_seconds_later(town, telegram):
    async with town(60, paces=TENTH) as here:
        await here.drafts()
        await here.rosa.presses(here.sending())
        await here.sees("Cancel")
        await telegram.bell.until(lambda: sum(len(one.chat) for one in here.there) >= 20, 30)
        pressed = telegram.now()
        await here.rosa.presses("Cancel")
        report = await here.reads("Cancelled.")
        await asyncio.sleep(max(0.0, pressed + 3.5 - telegram.now()))
        times = [seen.at for one in here.there for seen in one.chat]
        assert 20 <= len(times) < 45
        assert max(times) < pressed + 2
        await here.rosa.bell.until(lambda: "being stopped" not in here.rosa.chat[-1].text, 10)
        report = await here.reads("Cancelled.")
        assert _sum(report.text) == 60
        assert f"sent: {len(times)}\n" in report.text
        assert f"cancelled: {60 - len(times)}" in report.text


async def test_whose_answer_is_lost_are_held_and_whoever_sends_it_decides_in_chat(town, telegram):
    async with town(20, paces=TENTH) as here:
        await here.drafts()
        await here.rosa.presses(here.sending())
        await here.sees("Pause")
        telegram.fail_next("sendMessage", "truncated")
        telegram.fail_next("sendMessage", "502")
        button = "Send the 2 uncertain again"
        report = await here.sees(button, 30)
        assert "uncertain, may have arrived: 2" in report.text
        assert "I can't find out whether those 2 got it" in report.text
        assert _sum(report.text) == 20
        assert report.buttons[:2] == [button, "Leave them"]
        await asyncio.sleep(2)
        heard = sorted(len(one.chat) for one in here.there)
        assert heard == [0] + [1] * 19, "one answer was lost, one message was; neither is sent again by itself"
        await here.rosa.presses(button)
        await here.rosa.bell.until(lambda: "sent: 20" in here.rosa.chat[-1].text, 20)
        assert sorted(len(one.chat) for one in here.there) == [1] * 19 + [2]

"""Two mentees and two mentors, on Telegram and on Slack, from hello to a message passed on: through both real SDKs."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.curriculum.folders import read_programs
from bot.doings.rounds import Rounds
from bot.flows.gazetteer import open_gazetteer
from bot.flows.staging import set_stage
from bot.words.clock import SystemClock
from tests.faults.bots import running, slack_channel, telegram_channel
from tests.faults.conftest import slack, telegram
from tests.stand_ins.slack.person import Person as SlackPerson
from tests.stand_ins.telegram import Person as TelegramPerson

__all__ = ["slack", "telegram"]

WALKING = Path(__file__).parents[1] / "programs" / "walking"
MENTEE = (
    "hello",
    "yes",
    "5/1998",
    "I'd like a mentor",
    "{name}",
    "find work",
    "Lyon, France",
    "English",
    "evenings",
    "yes",
)
MENTOR = (
    "hello", "yes", "3/1975", "I'd like to be a mentor", "{name}", "find work", "Paris, France", "English", "evenings",
    "1", "yes",
)  # fmt: skip


class Chat:
    """Someone on either platform: what they do, and what they were told."""

    def __init__(self, person: TelegramPerson | SlackPerson, name: str) -> None:
        self.person, self.name = person, name

    @property
    def heard(self) -> list[str]:
        if isinstance(self.person, SlackPerson):
            return [shown.text for shown in self.person.chat if shown.by_bot]
        return [seen.text for seen in self.person.chat]

    async def goes_through(self, acts: tuple[str, ...]) -> None:
        for act in acts:
            before = len(self.heard)
            await self.person.says(act.format(name=self.name))
            await self.until(lambda before=before: len(self.heard) > before)

    async def until(self, happened) -> None:
        async with asyncio.timeout(15):
            while not happened():
                await asyncio.sleep(0.02)

    async def hears(self, words: str) -> str:
        """The newest message with these words in it, once it is there."""
        await self.until(lambda: any(words in text for text in self.heard))
        return next(text for text in reversed(self.heard) if words in text)


@pytest.fixture(scope="module")
def walking():
    return set_stage(read_programs(WALKING), open_gazetteer())


async def test_from_hello_to_a_message_passed_on_across_platforms(tmp_path, telegram, slack, walking):
    channels = (telegram_channel(telegram), slack_channel(slack))
    async with running(tmp_path, walking, *channels) as alongside:
        await slack.sockets.connected.wait()
        amina = Chat(telegram.person(1, "Amina"), "Amina")
        bilal = Chat(slack.person("U1", "Bilal"), "Bilal")
        clara = Chat(telegram.person(2, "Clara"), "Clara")
        dmitri = Chat(slack.person("U2", "Dmitri"), "Dmitri")
        await asyncio.gather(*(each.goes_through(MENTEE) for each in (amina, bilal)))
        await asyncio.gather(*(each.goes_through(MENTOR) for each in (clara, dmitri)))
        rounds = Rounds(alongside.store, SystemClock(), walking.programs)
        await rounds.write("walking", await rounds.look("walking"))
        await alongside.hub.tick()
        chats = {each.name: each for each in (amina, bilal, clara, dmitri)}
        pairs = []
        for mentee in (amina, bilal):
            card = await mentee.hears("could be a good mentor")
            mentor = chats["Clara" if "Clara" in card else "Dmitri"]
            pairs.append((mentee, mentor))
            await mentee.person.presses(f"Ask {mentor.name}")
            await mentor.hears(f"{mentee.name} would like you as a mentor")
            await mentor.person.presses("Yes, gladly")
            await mentee.hears(f"meet your mentor: {mentor.name}")
            await mentor.hears("you are their mentor now")
        assert len({mentor.name for _, mentor in pairs}) == 2
        for mentee, mentor in pairs:
            await mentee.person.presses(f"Write to {mentor.name}")
            await mentee.until(lambda mentee=mentee: "pass it on" in " ".join(mentee.heard[-2:]))
            await mentee.person.says("Hi! <!channel> <b>bold</b> \u202eevil, when do you have time?")
            passed = await mentor.hears("when do you have time?")
            assert "<!channel>" in passed
            assert "<b>bold</b>" in passed
            assert mentee.name in passed
        await alongside.hub.settle()
    assert telegram.violations == []
    assert slack.violations == []

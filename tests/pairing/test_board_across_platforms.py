"""A coordinator lets a board out from Telegram and from Slack, through both real SDKs, within their limits."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.filling import made_ready
from bot.matching.believable import believable
from bot.matching.terms import terms_for
from bot.words.desk import Staff
from bot.words.effects.desk import SaveStaff
from bot.words.effects.people import SaveAddress, SavePerson
from bot.words.messages import Address
from bot.words.people import Adult, Person
from tests.faults.bots import running, slack_channel, telegram_channel
from tests.faults.conftest import slack, stage, telegram
from tests.pairing.test_across_platforms import Chat
from tests.stand_ins.slack.workspace import TEAM

__all__ = ["slack", "stage", "telegram"]
PROGRAM = "new_neighbors"


def _program_full_of_people(stage, world) -> list[object]:
    """Four mentees and three mentors who can be reached, all in Europe, so that some fit."""
    now = dt.datetime.now(dt.timezone.utc)
    program = stage.programs[PROGRAM]
    crowd = believable(3, 60, 60, terms_for(program, now.date()))
    effects: list[object] = []
    for role, count in (("mentee", 4), ("mentor", 3)):
        near = [one for one in crowd if one.membership.role == role and one.person.zone.startswith("Europe/")]
        for at, member in enumerate(near[:count]):
            chat = (100 if role == "mentee" else 200) + at
            world.person(chat).started = True
            effects += made_ready(member, f"{role} {at}", Address("telegram", str(chat)), f"{chat}", (program, now))
    return effects


@pytest.mark.parametrize("platform", ["telegram", "slack"])
async def test_from_the_desk_to_the_release(tmp_path, telegram, slack, stage, platform):
    at = Address("telegram", "1") if platform == "telegram" else Address("slack", f"{TEAM}/U1")
    person = telegram.person(1, "Rosa") if platform == "telegram" else slack.person("U1", "Rosa")
    if platform == "telegram":
        person.started = True
    began = dt.datetime.now(dt.timezone.utc)
    rosa_is = Person(901, began, name="Rosa", language="en", zone="Europe/Berlin", adult=Adult(began, "v1"))
    async with running(tmp_path, stage, telegram_channel(telegram), slack_channel(slack)) as alongside:
        await slack.sockets.connected.wait()
        effects = [*_program_full_of_people(stage, telegram), SavePerson(rosa_is), SaveAddress(at, 901)]
        effects.append(SaveStaff(Staff(901, "coordinator", PROGRAM, began)))
        await alongside.store.write(lambda session: session.carry_out(effects, began))
        rosa = Chat(person, "Rosa")
        await person.says("/desk" if platform == "telegram" else "desk")
        await rosa.hears("Your desk, Rosa")
        await person.presses("Matching")
        await rosa.hears("Waiting for a mentor: 4")
        await person.presses("Dry run")
        await rosa.until(lambda: any("people found someone" in text for text in rosa.heard))
        board = await alongside.store.read(lambda session: session.laid(PROGRAM))
        count = len({one.mentee for one in board.drafts})
        await person.presses("Look at them")
        await rosa.hears("To look at: 1 to")
        await person.presses("1 · Approve")
        await rosa.hears("Approved: ")
        await person.presses("Board")
        if count > 1:
            await rosa.hears(f"To look at: {count - 1}.")
            await person.presses(f"Approve all {count - 1}")
            await rosa.until(lambda: any(text.startswith(f"Approve all {count - 1} pairs?") for text in rosa.heard))
            await person.presses(f"Yes, approve {count - 1}")
            await rosa.hears("Approved: ")
            await rosa.until(lambda: any("Nobody hears of it before you release" in text for text in rosa.heard))
            await person.presses("Board")
        await rosa.hears(f"Approved, not sent out yet: {count}.")
        await person.presses("Release now")
        await rosa.hears("Released. ")
        await alongside.hub.settle()
    assert telegram.violations == []
    assert slack.violations == []

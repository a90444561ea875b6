"""What people answer to a broadcast is followed by the report that whoever sent it has, in its place and humbly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.words.effects.desk import SaveStaff
from tests.flows.desk.office import CAST
from tests.flows.desk.test_broadcasts import PLAIN, sends, writes

EACH = pytest.mark.parametrize("platform", ["Telegram", "Slack"])
NEVER_MIND = "Answers: Yes 0, No 0"


def cast(platform: str) -> str:
    return CAST.replace("Rosa is on Telegram", f"Rosa is on {platform}")


def report(everyone) -> str:
    return everyone.shown("Rosa")[-1]


@EACH
async def test_answers_that_come_when_it_is_over_stand_in_the_report_half_a_minute_later(company, platform):
    async with company(cast(platform)) as everyone:
        await sends(everyone)
        assert report(everyone).endswith(f"sent: 2\n{NEVER_MIND}")
        before = everyone.shown("Rosa")
        await everyone.taps("Sam", "Yes")
        await everyone.says("Ana", "no")
        await everyone.waits(seconds=30)
        assert report(everyone).endswith("sent: 2\nAnswers: Yes 1, No 1")
        assert everyone.shown("Rosa")[:-1] == before[:-1], "nothing else is said or changed"
        await everyone.waits(days=3)
        await everyone.taps("Sam", "No")
        await everyone.waits(seconds=30)
        assert report(everyone).endswith("Answers: Yes 0, No 2")


@EACH
async def test_however_often_people_change_their_mind_the_report_changes_twice_a_minute_at_most(company, platform):
    async with company(cast(platform)) as everyone:
        await sends(everyone)
        stood = len(everyone.chat("Rosa").entries)
        seen = {report(everyone)}
        for round_ in range(20):
            await everyone.taps("Sam", "Yes" if round_ % 2 else "No")
            await everyone.taps("Ana", "No" if round_ % 3 else "Yes")
            await everyone.waits(seconds=3)
            seen.add(report(everyone))
        await everyone.waits(seconds=30)
        seen.add(report(everyone))
        assert len(everyone.chat("Rosa").entries) == stood
        assert len(seen) <= 4, "three half minutes, and what stood there before"
        assert report(everyone).endswith("Answers: Yes 1, No 1")


async def test_all_broadcasts_looked_at_from_the_report_stay_when_somebody_answers(company):
    async with company(CAST) as everyone:
        await sends(everyone)
        await everyone.taps("Rosa", "All broadcasts")
        assert report(everyone).startswith("Broadcasts: one message to many people.")
        await everyone.taps("Sam", "Yes")
        await everyone.waits(seconds=30)
        assert report(everyone).startswith("Broadcasts: one message to many people.")
        assert everyone.shown("Rosa")[-2].endswith("Answers: Yes 1, No 0")


async def test_while_others_sleep_the_answers_of_those_awake_stand_where_its_progress_does(company):
    async with company(CAST) as everyone:
        ahead = (2 - everyone.clock.now().hour + 12) % 24 - 12
        await everyone.changes_person("Ana", zone=f"Etc/GMT{-ahead:+d}")
        await writes(everyone, "Rosa", *PLAIN[:-2], "now, but not at night", "a day")
        await everyone.taps("Rosa", "Send to 2")
        await everyone.waits(minutes=1)
        assert report(everyone).startswith("On its way.")
        await everyone.says("Sam", "yes")
        await everyone.waits(seconds=30)
        assert report(everyone).endswith("still to come: 1\nsent: 1\nAnswers: Yes 1, No 0")


async def test_whoever_may_look_after_it_no_more_is_told_no_more_of_it(company):
    async with company(CAST) as everyone:
        await sends(everyone)
        stood = everyone.shown("Rosa")
        rosa = (await everyone.scene("Rosa")).staff[0]
        await everyone.keeps(SaveStaff(replace(rosa, ended=everyone.clock.now())))
        await everyone.taps("Sam", "Yes")
        await everyone.waits(minutes=1)
        assert everyone.shown("Rosa") == stood


async def test_without_buttons_there_are_no_answers_to_follow(company):
    async with company(CAST) as everyone:
        await sends(everyone, *PLAIN[:3], "skip", *PLAIN[4:])
        assert "Answers" not in report(everyone)

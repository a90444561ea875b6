"""A new version is published to the bot that runs, as an operator does it: by the command line, over its socket."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import os
import signal
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.curriculum.folders import read_program
from bot.curriculum.versions import content_hash, freeze
from bot.flows.journey.way import SIDES, with_told
from bot.words.effects.matches import KeepVersion, SaveJourney, SaveMatch
from bot.words.effects.people import SaveAddress, SaveMembership, SavePerson
from bot.words.effects.sending import Schedule
from bot.words.journeys import Journey, Version
from bot.words.matches import Match
from bot.words.messages import Address
from bot.words.people import Adult, Due, Membership, Person, pseudonym
from bot.words.turns import Effect
from storage.sealing import load_key
from storage.sqlite import SqliteStore
from tests.faults.processes import BotProcess, telegram_settings
from tests.scenes.pairs import PROFILE, READY
from tests.stand_ins.telegram import TelegramStandIn

UTC = dt.timezone.utc
PLAN = """\
title: Orchard
about: For people who grow something.
languages: [en]
goals: {{grow: Grow, meet: Meet}}
leave_out: [profession, education, school, interests, known]
weeks: 7
introduction: {{ask_after_days: [366]}}
meetings: {{every_days: 366}}
check_ins: {{days: [366], then_every: 366}}
silence: {{nudge: 300, help: 310, coordinator: 320, warning: 330, closure: 340}}
end: {{announce_weeks: 0}}
prompts: {{day: {day}, time: "{time}"}}
quiet_hours: {{from: "4:00", to: "4:00"}}
moved: {{{moved}}}
crisis: {{lines: {{"*": [{{name: Find A Helpline, url: "https://findahelpline.com"}}]}}}}
steps:
"""
TEXT = """---
title: {title}
---
## mentee
Something for you.
## mentor
Something for the one who walks beside.
## starters
- How was it?
## task
Try it.
## question
What was it like?
## resources
- [Page](https://example.org/page)
## send
I tried it.
"""
OLD = ((1, "plant"), (2, "water"), (3, "weed"), (4, "prune"), (5, "graft"), (6, "pick"), (7, "store"))
NEW = ((1, "plant"), (2, "water"), (2, "mulch"), (3, "shade"), (4, "prune"), (5, "bud"), (6, "store"), (7, "pick"))
"""What became of it: `mulch` and `shade` are new in weeks gone by, `weed` and `graft` are out, `bud` takes the place of
`graft`, and the last two have changed places."""
GONE_BY = 4
"""Weeks that everyone has walked; the fifth begins while the bot runs."""
FAKETIME = ("/usr/lib/*/faketime/libfaketimeMT.so.1", "/usr/lib/faketime/libfaketimeMT.so.1")
PAIRS = {"stays": "stay", "next": "next", "now": "now", "later": "next"}


def library() -> str:
    """What shows the bot another day; where it is not installed the test is skipped, except where all has to run."""
    if found := [path for pattern in FAKETIME for path in Path("/").glob(pattern[1:])]:
        return str(found[0])
    if os.environ.get("CI") == "true":
        pytest.fail("libfaketime is needed: apt-get install faketime")
    pytest.skip("libfaketime is needed: apt-get install faketime")


def write(folder: Path, steps: tuple[tuple[int, str], ...], moved: str, noon: dt.datetime) -> Path:
    """A program folder in this one."""
    program = folder / "orchard"
    (program / "steps").mkdir(parents=True)
    day = noon.strftime("%A").lower()
    plan = PLAN.format(day=day, time=f"{noon:%H:%M}", moved=moved)
    plan += "".join(f"  - {{id: {step}, week: {week}}}\n" for week, step in steps)
    (program / "program.yaml").write_text(plan, encoding="utf-8")
    for _, step in steps:
        title = f"{step.title()} anew" if steps is NEW and step == "prune" else step.title()
        (program / "steps" / f"{step}.en.md").write_text(TEXT.format(title=title), encoding="utf-8")
    return program


class Orchard:
    """Four pairs in the middle of their way; the bot is started and stopped, and time moves on between."""

    def __init__(self, folder: Path, world: TelegramStandIn) -> None:
        self.folder, self.world = folder, world
        # The hour of the steps has just come, wherever on the day these tests run.
        self.hour = dt.datetime.now(UTC).replace(second=0, microsecond=0)
        if self.hour.minute == 0 and self.hour.hour == 0:
            self.hour += dt.timedelta(minutes=1)
        self.old = write(folder / "old", OLD, "", self.hour)
        self.new = write(folder / "new", NEW, "graft: bud", self.hour)
        self.people = {
            name: [world.person(700 + 2 * place + at, f"{name.title()}{side}") for at, side in enumerate(SIDES)]
            for place, name in enumerate(PAIRS)
        }
        self.bot = BotProcess(folder, {})

    async def begin(self) -> None:
        """What the database holds: everyone has had the steps of four weeks."""
        program = read_program(self.old)
        hash, born = content_hash(program), dt.datetime.now(UTC) - dt.timedelta(days=60)
        effects: list[Effect] = [KeepVersion(Version(hash, "orchard", freeze(program), born))]
        begun = self.hour.date() - dt.timedelta(weeks=GONE_BY)
        for number, pair in enumerate(self.people.values(), 1):
            journey = Journey(number, "orchard", hash, begun, kept={"introduced_on": begun.isoformat()})
            for side, person in zip(SIDES, pair, strict=True):
                effects += self._arrives(person.id, person.first_name, side, born)
                for week, step in OLD[:GONE_BY]:
                    day = (begun + dt.timedelta(weeks=week - 1)).isoformat()
                    journey = with_told(journey, step, side, sent=day, last=day)
            mentee, mentor = (person.id for person in pair)
            effects.append(SaveMatch(Match(number, "orchard", mentee, mentor, "open", born, born)))
            effects.append(SaveJourney(journey))
        store = await self.store()
        await store.write(lambda session: session.carry_out(effects, born))
        await store.close()

    async def store(self) -> SqliteStore:
        return await SqliteStore.open(self.bot.database, load_key(self.bot.key_file))

    async def start(self, days: int = 0) -> None:
        """The bot starts so many days from now."""
        settings = telegram_settings(self.world.url, self.world.token) | {"ALONGSIDE_PROGRAMS": str(self.old)}
        if days:
            moved = {"LD_PRELOAD": library(), "FAKETIME": f"+{days}d", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
            settings |= moved
        self.bot = BotProcess(self.folder, settings)
        await self.bot.start()
        await self.bot.until_said("running")

    async def stop(self) -> None:
        self.bot.send(signal.SIGTERM)
        assert await self.bot.ended() == 0, self.bot.said[-2000:]

    async def week(self, number: int, expected: dict[str, str], days: int = 0) -> None:
        """The bot runs on the day of this week (or some days later) until those named have the step they are to get;
        the others, and they besides, get nothing."""
        before = self.titles()
        await self.start(7 * (number - GONE_BY - 1) + days)
        async with asyncio.timeout(20):
            while any(len(self.titles()[key]) == len(before[key]) for key in before if key[0] in expected):
                await asyncio.sleep(0.02)
        await asyncio.sleep(0.3)
        for (name, side), titles in self.titles().items():
            assert titles[len(before[name, side]) :] == ([expected[name]] if name in expected else []), (name, side)

    async def order(self, *said: str) -> Any:
        """The command line, in a process of its own; what it answers."""
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")},
            "ALONGSIDE_DATABASE_URL": f"sqlite:///{self.bot.database}",
            "ALONGSIDE_KEY_FILE": str(self.bot.key_file),
            "ALONGSIDE_PROGRAMS": str(self.old),
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "program", "publish", *said, "--json",
            env=environment, cwd=self.folder,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        out, err = await process.communicate()
        return json.loads(out) if process.returncode == 0 else (process.returncode, err.decode())

    async def journeys(self) -> dict[str, Journey]:
        """Every journey by the name of its pair; the bot has to be stopped."""
        store = await self.store()
        addresses = {name: Address("telegram", str(pair[0].id)) for name, pair in self.people.items()}
        scenes = await store.read(lambda session: session.scenes(addresses.values()))
        await store.close()
        return {name: scenes[address].ties[0].journey for name, address in addresses.items()}

    def titles(self) -> dict[tuple[str, str], list[str]]:
        """The titles of the steps that came, by pair and side."""
        return {
            (name, side): [
                seen.text.split("\n")[0].partition(": ")[2]
                for seen in person.chat
                if " of 7: " in seen.text.split("\n")[0]
            ]
            for name, pair in self.people.items()
            for side, person in zip(SIDES, pair, strict=True)
        }

    def _arrives(self, number: int, name: str, side: str, born: dt.datetime) -> list[Effect]:
        record = READY if side == "mentor" else {}
        someone = Person(number, born, name=name, language="en", zone="UTC", adult=Adult(born, "v1"))
        due = Due(f"prompts-look:orchard:{number:x}", "prompts-look", number, born, subject="orchard")
        self.world.people[number].started = True
        return [
            SavePerson(someone),
            SaveAddress(Address("telegram", str(number)), number),
            SaveMembership(Membership(number, number, "orchard", side, "waiting", PROFILE, born, record)),
            Schedule(due),
        ]


@pytest.fixture
async def orchard(tmp_path, telegram):
    garden = Orchard(tmp_path, telegram)
    await garden.begin()
    yield garden
    await garden.bot.kill()


@pytest.mark.slow
async def test_row_52_published_to_the_running_bot_each_journey_goes_its_way_and_undo_brings_it_back(orchard):
    everyone = dict.fromkeys(PAIRS, "Graft")
    await orchard.week(5, everyone)

    # Looked at first: who is where, what would change, and nothing is written.
    told = await orchard.order(str(orchard.new), "--dry-run")
    assert told["dry_run"]
    assert {one["match"]: (one["week"], one["way"]) for one in told["journeys"]} == {
        pseudonym(number): (5, "next") for number in range(1, 5)
    }
    (changes,) = told["changes"].values()
    assert any("graft" in said and "bud" in said for said in changes)
    assert told["without_successor"] == ["weed"]

    # Refused as long as a step is gone that nothing took the place of.
    code, why = await orchard.order(str(orchard.new))
    assert code == 2
    assert "weed" in why

    ways = [f"--match={pseudonym(number)}={way}" for number, way in enumerate(PAIRS.values(), 1)]
    told = await orchard.order(str(orchard.new), "--anyway", *ways)
    assert [one["way"] for one in told["journeys"]] == list(PAIRS.values())
    await orchard.stop()
    journeys = await orchard.journeys()
    old, new = (content_hash(read_program(program)) for program in (orchard.old, orchard.new))
    assert {name: one.version for name, one in journeys.items()} == {
        "stays": old, "next": old, "now": new, "later": old,
    }  # fmt: skip
    assert {name: one.kept.get("next_version") for name, one in journeys.items()} == {
        "stays": None, "next": new, "now": None, "later": new,
    }  # fmt: skip

    # The bot was stopped meanwhile, its files are still the old ones; each has its next step by its own version.
    await orchard.week(6, {"stays": "Pick", "next": "Store", "now": "Store", "later": "Store"})
    told = await orchard.order(str(orchard.new), "--undo")
    assert len(told["journeys"]) == 3, "the one that stayed has nothing to be undone"
    await asyncio.sleep(0.5)
    await orchard.stop()
    assert {one.version for one in (await orchard.journeys()).values()} == {old}

    # Back in the old version: its step of this week comes the day after, that of the next they have had already.
    await orchard.week(6, dict.fromkeys(("next", "now", "later"), "Pick"), days=1)
    await orchard.stop()
    await orchard.week(7, {"stays": "Store"})
    await orchard.stop()
    for (name, side), titles in orchard.titles().items():
        assert Counter(titles).most_common(1)[0][1] == 1, (name, side)
    for name, journey in (await orchard.journeys()).items():
        for _, step in OLD:
            for side in SIDES:
                assert journey.steps[step][side].keys() & {"sent", "passed_over"}, (name, step, side)
    assert orchard.world.violations == []


async def test_row_52_moved_with_the_next_step_nobody_is_reset_and_what_is_left_out_is_on_record(orchard):
    await orchard.week(5, dict.fromkeys(PAIRS, "Graft"))
    done = await orchard.order(str(orchard.new), "--anyway")
    assert isinstance(done, dict), done
    before = orchard.titles()
    await asyncio.sleep(0.5)
    assert orchard.titles() == before, "publishing itself says nothing to anyone"
    await orchard.stop()
    await orchard.week(6, dict.fromkeys(PAIRS, "Store"))
    await orchard.stop()
    await orchard.week(7, dict.fromkeys(PAIRS, "Pick"))
    await orchard.stop()
    new = read_program(orchard.new)
    for journey in (await orchard.journeys()).values():
        assert journey.version == content_hash(new)
        assert journey.begun_on == orchard.hour.date() - dt.timedelta(weeks=GONE_BY)
        for side in SIDES:
            told = {step: both[side] for step, both in journey.steps.items() if side in both}
            assert {step: one["passed_over"] for step, one in told.items() if "passed_over" in one} == {
                "mulch": "published", "shade": "published",
            }  # fmt: skip
            assert "sent" in told["bud"], "graft was done, so that its successor is not sent again"
            assert all("sent" in told[step] for step in ("plant", "water", "weed", "prune", "graft"))


@pytest.mark.slow
async def test_row_52_two_who_publish_at_once_and_a_bot_that_is_killed_leave_no_journey_in_between(orchard):
    await orchard.week(5, dict.fromkeys(PAIRS, "Graft"))
    orders = [orchard.order(str(orchard.new), "--anyway", f"--way={way}") for way in ("now", "next")]
    told = await asyncio.gather(*orders)
    assert all(one["dry_run"] is False for one in told)
    await orchard.bot.kill()
    new = content_hash(read_program(orchard.new))
    journeys = await orchard.journeys()
    # Whichever came first, each journey is in the new version or on its way to it, and lost nothing.
    for journey in journeys.values():
        assert new in {journey.version, journey.kept.get("next_version")}
        for _, step in OLD[:5]:
            assert "sent" in journey.steps[step]["mentee"]
    await orchard.week(6, dict.fromkeys(PAIRS, "Store"))
    await orchard.stop()

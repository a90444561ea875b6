"""Weekly steps of many pairs through the real hub and a real database, with the bot down in between."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.adapters.rehearsal.platforms import platform_named
from bot.adapters.rehearsal.rehearsal import Rehearsal
from bot.assembling import assemble
from bot.doings.rounds import in_thread
from bot.rehearsing import Rehearsing
from bot.words.clock import RehearsalClock
from bot.words.effects.people import SavePerson
from bot.words.journeys import Journey
from bot.words.people import Person
from bot.words.settings import read_settings
from tests.scenes.pairs import matched
from tests.scenes.player import BEGINS, PROGRAMS, player

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "America/Los_Angeles")
PAIRS = 12
HEAD = "# Programs: circle\n" + "".join(
    f"# Mentor{n} is on Telegram.\n# Mentee{n} is on Slack.\n# Mentor{n} mentors Mentee{n} in circle, introduced now.\n"
    for n in range(PAIRS)
)


async def _spread_out(rehearsing: Rehearsing) -> dict[str, str]:
    """Everyone lives somewhere else; their zones by name."""
    addresses = [chat.address for chat in rehearsing.rehearsal.chats.values()]

    def move(session):
        scenes = session.scenes(addresses)
        effects, zones = [], {}
        for place, scene in enumerate(scenes.values()):
            person: Person = scene.person
            zones[person.name] = ZONES[place % len(ZONES)]
            moved = Person(person.id, person.created_at, person.name, "en", zones[person.name], person.adult)
            effects.append(SavePerson(moved))
        session.carry_out(effects, rehearsing.clock.now())
        return zones

    return await rehearsing.store.write(move)


def _steps(rehearsing: Rehearsing) -> dict[str, list[tuple[dt.datetime, str]]]:
    """When who got which step."""
    found = defaultdict(list)
    for chat in rehearsing.rehearsal.chats.values():
        for entry in chat.messages():
            if entry.origin == "bot" and " of 4: " in entry.text.split("\n")[0]:
                found[chat.name].append((entry.at, entry.text.split("\n")[0].partition(": ")[2]))
    return found


async def _journeys(rehearsing: Rehearsing) -> list[Journey]:
    """Every journey, also those that are over."""
    addresses = [chat.address for chat in rehearsing.rehearsal.chats.values() if chat.name.startswith("Mentee")]
    scenes = await rehearsing.store.read(lambda session: session.scenes(addresses))
    return [tie.journey for scene in scenes.values() for tie in scene.ties]


@pytest.mark.parametrize("down", [{"hours": 0}, {"hours": 1}, {"days": 3}, {"days": 14}], ids=str)
async def test_row_49_after_any_time_down_one_step_each_at_a_decent_hour_and_never_a_burst(down, tmp_path):
    async with player(tmp_path, HEAD) as playing:
        await playing.play(HEAD)
        rehearsing = playing._rehearsing
        zones = await _spread_out(rehearsing)
        await rehearsing.advance(dt.timedelta(days=5, hours=20, minutes=30))
        before = _steps(rehearsing)
        back_at = rehearsing.clock.now() + dt.timedelta(**down)
        # Nothing looks at the clock meanwhile, as if there were no process; then it finds all that is due at once.
        rehearsing.clock.advance(dt.timedelta(**down))
        await rehearsing.advance(dt.timedelta(days=1, hours=6))
        after = _steps(rehearsing)
        per_day = Counter()
        per_second = Counter()
        for name, steps in after.items():
            for at, _ in steps[len(before.get(name, ())) :]:
                local = at.astimezone(ZoneInfo(zones[name]))
                assert dt.time(8, 30) <= local.time() < dt.time(21)
                per_day[name, local.date()] += 1
                per_second[at.replace(microsecond=0)] += 1
            assert len({title for _, title in steps}) == len(steps), "a step came twice"
        assert max(per_day.values(), default=0) <= 1
        on_time = down == {"hours": 0}
        assert on_time or max(per_second.values()) <= 10
        late = {name for name, steps in after.items() if any(at >= back_at for at, _ in steps)}
        assert on_time or len(late) >= PAIRS
        await rehearsing.advance(dt.timedelta(days=35))
        journeys = await _journeys(rehearsing)
        assert len(journeys) == PAIRS
        for journey in journeys:
            for step in ("one-page", "your-hour", "last-page"):
                for side in ("mentee", "mentor"):
                    assert journey.steps[step][side].keys() & {"sent", "passed_over"}


async def _begin(rehearsal: Rehearsal, folder: Path, programs: Path) -> Rehearsing:
    """The bot starts on what an earlier one left, with these files; people's chats are the same."""
    settings = read_settings(_env_file=None).model_copy(update={"programs": programs})
    rehearsing = await Rehearsing.on(folder / "a.sqlite3", folder / "key" / "a.key", settings, rehearsal.clock)
    stage, store = rehearsing.stage, rehearsing.store
    hub, running = assemble(store, rehearsal.clock, stage, rehearsal.channels, worker=in_thread)
    await running.start()
    return replace(rehearsing, rehearsal=rehearsal, hub=hub, running=running)


async def _end(rehearsing: Rehearsing) -> None:
    rehearsing.running.stop()
    assert await rehearsing.running.until_stopped() == 0


async def test_row_52_files_edited_between_two_starts_change_nobodys_way(tmp_path):
    rehearsal = Rehearsal(clock=RehearsalClock(BEGINS - dt.datetime.now(dt.timezone.utc)))
    programs = Path(shutil.copytree(PROGRAMS / "circle", tmp_path / "circle"))
    jonas, ana = (rehearsal.add(name, platform_named("telegram")) for name in ("Jonas", "Ana"))
    bot = await _begin(rehearsal, tmp_path, programs)
    effects = matched([(jonas, ana, "circle", ", introduced now")])
    await bot.store.write(lambda session: session.carry_out(effects, rehearsal.clock.now()))
    await bot.advance(dt.timedelta(days=7))
    await _end(bot)
    plan = (programs / "program.yaml").read_text(encoding="utf-8")
    plan = plan.replace("{id: your-hour, week: 2, branch: {found: read-aloud, not-yet: smaller}}", "{id: x, week: 2}")
    plan = plan.replace("{id: one-page, week: 1}", "{id: one-page, week: 3}")
    (programs / "program.yaml").write_text(plan, encoding="utf-8")
    for language in ("en", "es"):
        old = programs / "steps" / f"your-hour.{language}.md"
        text = old.read_text(encoding="utf-8")
        head, _, rest = text.partition("ask:")
        (programs / "steps" / f"x.{language}.md").write_text(head + rest[rest.index("---") :], encoding="utf-8")
        old.unlink()
        last = programs / "steps" / f"last-page.{language}.md"
        last.write_text(last.read_text(encoding="utf-8").replace("The last page", "Another end"), encoding="utf-8")
    for _ in range(4):
        bot = await _begin(rehearsal, tmp_path, programs)
        await bot.advance(dt.timedelta(days=7))
        await _end(bot)
    titles = [title for _, title in _steps(bot)["Ana"]]
    assert titles == ["One page", "Your hour", "Read aloud", "The last page"], "nobody answered, and no week is empty"

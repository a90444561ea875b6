"""Random play: everybody does anything at any time, and after every step all that must hold is looked at.

A step is chosen by dice of its own (`seed:number`), so that steps can be left out and the others stay what they are:
that is how a fault is brought down to the few steps that show it.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import random
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from structlog.testing import capture_logs

from bot.adapters.rehearsal.platforms import platform_named
from bot.adapters.rehearsal.rehearsal import Rehearsal
from bot.adapters.slack.channel import Pace as SlackPace
from bot.adapters.slack.channel import SlackChannel
from bot.adapters.telegram import TelegramChannel
from bot.adapters.telegram.timing import Timing
from bot.assembling import assemble
from bot.doings.hub import Hub
from bot.doings.rounds import in_thread
from bot.doings.running import Running
from bot.flows.engine.stage import Stage
from bot.words.clock import RehearsalClock
from bot.words.desk import Staff
from bot.words.effects.desk import SaveStaff
from bot.words.effects.matches import SaveMatch
from bot.words.effects.people import SaveAddress, SaveMembership, SavePerson
from bot.words.effects.sending import Schedule
from bot.words.matches import Match
from bot.words.people import Adult, Due, Membership, Person
from bot.words.ports import Store
from bot.words.turns import Effect, Scene
from storage.store import open_store
from tests.scenes.pairs import CHECKS, PROFILE
from tests.stand_ins.slack import SlackStandIn
from tests.stand_ins.slack.workspace import APP_TOKEN, BOT_TOKEN
from tests.stand_ins.telegram import TelegramStandIn
from tests.wild import vocabulary, watching
from tests.wild.ahead import Ahead
from tests.wild.folk import InRehearsal, OnSlack, OnTelegram, Player, Seen
from tests.wild.holding import Step, chat_of, look
from tests.wild.peeking import Peeking

KEY = bytes(range(32))
TIMING = Timing(first=0.01, most=0.05, closed=0.05)
SLACK_PACE = SlackPace(commit=20.0, call=20.0, watch=5.0, history=0.0, verify=0.5, edits=0)
BEGINS = dt.datetime(2026, 3, 10, 12, 0, tzinfo=dt.timezone.utc)
AGAIN = dt.timedelta(days=2)
"""How soon nobody hears the same twice by itself: a question of every week is put every week."""
AHEAD = 0.06
"""After how many steps it is looked at what somebody could do next."""


class Broken(AssertionError):
    """Something that must hold did not."""


@dataclass
class World:
    """The bot, the platforms around it, and those who play."""

    url: str
    stage: Stage
    clock: RehearsalClock
    telegram: TelegramStandIn
    slack: SlackStandIn
    rehearsal: Rehearsal
    players: list[Player]
    logs: list[dict[str, Any]]
    complaints: list[str]
    store: Store | None = None
    hub: Hub | None = None
    running: Running | None = None
    peeking: Peeking = field(default_factory=Peeking)
    story: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    told_logs: int = 0
    tied: set[frozenset[int]] = field(default_factory=set)
    zones: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    said: dict[str, tuple[tuple[str, tuple[str, ...]], dt.datetime]] = field(default_factory=dict)

    async def wakes(self) -> None:
        """The bot starts."""
        self.store = await open_store(self.url, KEY)
        self.rehearsal.hung_up = False
        slack = SlackChannel(
            bot_token=BOT_TOKEN, app_token=APP_TOKEN, base_url=self.slack.base_url, clock=self.clock, pace=SLACK_PACE
        )
        telegram = TelegramChannel(self.telegram.token, clock=self.clock, root=self.telegram.url, timing=TIMING)
        channels = (telegram, slack, *self.rehearsal.channels)
        self.peeking.limits = {channel.name: channel.limits for channel in channels}
        self.hub, self.running = assemble(
            self.store, self.clock, self.stage, channels, worker=in_thread, beside=self.peeking.beside
        )
        await self.running.start()
        await self.slack.sockets.connected.wait()

    async def sleeps(self) -> None:
        """The bot stops, cleanly."""
        self.running.stop()
        if await self.running.until_stopped():
            raise Broken("the bot ended with a failure")
        self.slack.sockets.connected.clear()

    async def settles(self) -> None:
        """Return when nothing is on its way to anybody any more."""
        await self.telegram.until_confirmed(30)
        await self.slack.settled()
        await self.hub.settle()
        await self.slack.settled()

    async def later(self, by: dt.timedelta) -> None:
        """Time passes, from one thing that is due to the next."""
        end = self.clock.now() + by
        self.watch(await self.scenes())
        for _ in range(400):
            at = await self.store.read(lambda session: session.next_due())
            if at is None or at > end:
                break
            self._to(max(at, self.clock.now() + dt.timedelta(milliseconds=1)))
            await self.hub.settle()
            self.watch_hours()
        self._to(max(end, self.clock.now()))
        await self.hub.settle()

    def watch(self, scenes: Mapping[str, Scene]) -> None:
        """Take down what everybody heard so far, and where they live."""
        self.counts = {player.name: watching.count(player) for player in self.players}
        self.zones = {name: scene.person.zone for name, scene in scenes.items() if scene.person}

    def watch_hours(self, crowd: frozenset[str] = frozenset()) -> None:
        """What comes by itself comes by day, but for what staff must know, or where a crowd was about."""
        for player in self.players:
            before, self.counts[player.name] = self.counts[player.name], watching.count(player)
            zone = self.zones.get(player.name)
            came = player.side.seen(self.counts[player.name] - before) if self.counts[player.name] > before else []
            if not came or player.role in {"admin", "coordinator"}:
                continue
            self._watch_repeats(player, came)
            if not zone or crowd:
                continue
            local = self.clock.now().astimezone(ZoneInfo(zone))
            if watching.is_at_night(local.hour + local.minute / 60):
                self.faults.append(f"{player.name} hears at {local:%H:%M}: {player.side.seen(1)}")

    def _watch_repeats(self, player: Player, came: list[Seen]) -> None:
        for seen in came:
            said, before = (seen.text, seen.buttons), self.said.get(player.name)
            if before and before[0] == said and self.clock.now() - before[1] < AGAIN:
                self.faults.append(f"{player.name} hears twice in a row: {seen.text[:200]!r}")
            self.said[player.name] = (said, self.clock.now())

    def _to(self, at: dt.datetime) -> None:
        self.clock.advance(max(at - self.clock.now(), dt.timedelta(0)))
        self.telegram.ahead = self.clock.ahead.total_seconds()

    async def scenes(self) -> dict[str, Scene]:
        """What the bot knows of everyone, by their names."""
        addresses = {player.name: player.side.address for player in self.players}
        found = await self.store.read(lambda session: session.scenes(list(addresses.values())))
        return {name: found[address] for name, address in addresses.items()}

    def complain(self) -> None:
        """Raise Broken with the end of the story where something did not hold."""
        if self.faults:
            raise Broken("\n".join((*self.faults, "", *self.story[-14:])))

    async def rows(self, statement: Any) -> list[Any]:
        """What stands in the database."""
        return await self.store.read(lambda session: list(session._tx.rows(statement, {})))


@asynccontextmanager
async def world(url: str, stage: Stage, dice: random.Random) -> AsyncIterator[World]:
    """A world in which people are about to play."""
    clock = RehearsalClock(BEGINS - dt.datetime.now(dt.timezone.utc))
    telegram, slack = await TelegramStandIn.start(), await SlackStandIn.start(rate=0)
    complaints: list[str] = []
    listening = _Complaints(complaints)
    logging.getLogger().addHandler(listening)
    with capture_logs() as logs:
        one = World(url, stage, clock, telegram, slack, Rehearsal(clock=clock), [], logs, complaints)
        one._to(BEGINS)
        one.players = _cast(one)
        await one.wakes()
        try:
            await _settle_in(one, dice)
            yield one
        finally:
            await one.sleeps()
            await telegram.close()
            await slack.stop()
            logging.getLogger().removeHandler(listening)


class _Complaints(logging.Handler):
    """What libraries and asyncio say is wrong."""

    def __init__(self, kept: list[str]) -> None:
        super().__init__(logging.ERROR)
        self.kept = kept

    def emit(self, record: logging.LogRecord) -> None:
        self.kept.append(self.format(record))


def _cast(one: World) -> list[Player]:
    """New people and people long there, of every role, on every channel, in both languages."""
    telegram, slack, rehearsal = one.telegram, one.slack, one.rehearsal

    def there(number: int, name: str, language: str) -> OnTelegram:
        return OnTelegram(telegram, telegram.person(number, name, language))

    def here(id: str, name: str) -> OnSlack:
        return OnSlack(slack, slack.person(id, name))

    def page(name: str, platform: str, language: str) -> InRehearsal:
        return InRehearsal(rehearsal, rehearsal.add(name, platform_named(platform), "", language))

    return [
        Player("Ana", there(1, "Ana", "es"), "zimbul", "es", "mentee"),
        Player("Boris", here("U1", "Boris"), "kvarto", "en", "mentor"),
        Player("Chiku", there(2, "Chiku", "en"), "helpilo", "en", "both"),
        Player("Dario", here("U2", "Dario"), "ombrelo", "en", "mentee"),
        Player("Emre", there(3, "Emre", "en"), "junulo", "en", "mentee", is_young=True),
        Player("Fumi", page("Fumi", "telegram", "en"), "fajrero", "en", "mentee"),
        Player("Goran", page("Goran", "slack", "es"), "glacio", "es", "mentor"),
        Player("Hala", there(11, "Hala", "es"), "harpo", "es", "settled mentee"),
        Player("Ivo", here("U11", "Ivo"), "insulo", "en", "settled mentor"),
        Player("Jin", here("U12", "Jin"), "jugo", "en", "settled mentee"),
        Player("Kofi", there(12, "Kofi", "en"), "kandelo", "en", "settled mentor"),
        Player("Lena", there(21, "Lena", "en"), "lanterno", "en", "admin"),
        Player("Mara", here("U21", "Mara"), "marteloj", "es", "coordinator"),
    ]


async def _settle_in(one: World, dice: random.Random) -> None:
    """Who is there from before: two pairs in programs of their own, and those who run programs."""
    since = BEGINS - dt.timedelta(days=dice.choice((1, 3, 20)))
    names = {player.name: number for number, player in enumerate(one.players, 5001)}
    effects: list[Effect] = []
    pairs = (("Hala", "Ivo", "first_year"), ("Jin", "Kofi", "new_neighbors"))
    for player in one.players:
        if player.role.startswith("settled") or player.role in {"admin", "coordinator"}:
            effects += _arrives(names[player.name], player, since)
            player.ids.add(names[player.name])
    for number, (mentee, mentor, program) in enumerate(pairs, 1):
        both = {"mentee": names[mentee], "mentor": names[mentor]}
        for role, person in both.items():
            record = {
                "training": {"passed": "2026-01-20", "version": ""},
                "checks": {name: {"outcome": "passed", "expires": None} for name in CHECKS},
            }
            kept = record if role == "mentor" else {}
            effects.append(
                SaveMembership(Membership(person * 10, person, program, role, "waiting", PROFILE, since, kept))
            )
        effects.append(SaveMatch(Match(number, program, **both, status="open", since=since, created_at=since)))
        effects += [
            Schedule(Due(f"match:{number:x}:introduce:{side:x}", "introduce", side, since, subject=str(number)))
            for side in both.values()
        ]
    effects.append(SaveStaff(Staff(names["Lena"], "admin", "", since)))
    effects.append(SaveStaff(Staff(names["Mara"], "coordinator", "first_year", since)))
    await one.store.write(lambda session: session.carry_out(effects, since))
    one.hub.look()
    await one.settles()


def _arrives(id: int, player: Player, since: dt.datetime) -> Iterable[Effect]:
    if isinstance(player.side, OnTelegram):
        player.side.person.started = True
    else:
        player.side.person.member.opened = True
    yield SavePerson(Person(id, since, player.name, player.language, "Europe/Berlin", Adult(since, "v1")))
    yield SaveAddress(player.side.address, id)


# --- one step -------------------------------------------------------------------------------------------------------


async def play(url: str, stage: Stage, seed: int, steps: Sequence[int]) -> World:
    """Play these steps; raises Broken with the end of the story where something does not hold."""
    async with world(url, stage, random.Random(f"{seed}")) as one:
        await look(one, Step())
        for number in steps:
            dice = random.Random(f"{seed}:{number}")
            async with asyncio.timeout(120):
                await _step(one, dice, number)
                if dice.random() < AHEAD:
                    await _look_ahead(one, dice)
            one.complain()
        await _everybody_leaves(one)
        return one


async def _look_ahead(one: World, dice: random.Random) -> None:
    player = dice.choice(one.players)
    if not player.side.blocked:
        scene = (await one.scenes())[player.name]
        one.faults += await Ahead(one.peeking, one.store, player, scene, one.clock.now()).look()


async def _everybody_leaves(one: World) -> None:
    """Whatever question is open, one can ask for help and then leave; and nothing comes for a month."""
    there = [player for player in one.players if not player.side.blocked]
    for words, player in ((words, player) for words in ("/help", "/stop") for player in there):
        before, knew = {each.name: chat_of(each) for each in one.players}, await one.scenes()
        one.story.append(f"in the end {player.name} writes {words}")
        one._to(one.clock.now() + dt.timedelta(seconds=5))
        await player.side.says(words)
        await one.settles()
        await look(one, Step(player, "command", dt.timedelta(0), before, knew))
        one.complain()
    before, knew = {each.name: chat_of(each) for each in one.players}, await one.scenes()
    await one.later(dt.timedelta(days=30))
    await one.settles()
    await look(one, Step(None, "time", dt.timedelta(days=30), before, knew))
    one.complain()


async def _step(one: World, dice: random.Random, number: int) -> None:
    before = {player.name: chat_of(player) for player in one.players}
    kind = dice.choices(("act", "time", "restart", "crowd", "away"), (83, 11, 0.7, 4, 1))[0]
    player, crowd, began = None, frozenset[str](), one.clock.now()
    knew = await one.scenes()
    if kind == "restart":
        one.story.append(f"{number}: the bot is started again")
        await one.sleeps()
        await one.wakes()
        await one.settles()
    elif kind == "time":
        span = dt.timedelta(minutes=dice.choice((1, 5, 40, 180, 600, 1440, 1440, 2880, 4320, 10080, 10080, 20160)))
        one.story.append(f"{number}: {span} later")
        await one.later(span)
        await one.settles()
    elif kind == "crowd":
        crowd = await _crowd(one, dice, number, dice.choices(one.players, k=dice.randint(2, 5)), knew)
        one._to(one.clock.now() + dt.timedelta(seconds=5))
        await one.settles()
    elif kind == "away":
        crowd = await _away(one, dice, number, knew)
    else:
        player = dice.choice(one.players)
        one.said.pop(player.name, None)
        kind = await _act(one, player, dice, number, knew[player.name])
        one._to(one.clock.now() + dt.timedelta(seconds=dice.choice((2, 5, 20))))
        await one.settles()
    await look(one, Step(player, kind, one.clock.now() - began, before, knew, crowd))


async def _crowd(
    one: World, dice: random.Random, number: int, players: Sequence[Player], knew: Mapping[str, Scene]
) -> frozenset[str]:
    """Several do something, or one does several things, before any of it is dealt with."""
    for player in players:
        one.said.pop(player.name, None)
        await _act(one, player, dice, number, knew[player.name])
    return frozenset(player.name for player in players)


async def _away(one: World, dice: random.Random, number: int, knew: Mapping[str, Scene]) -> frozenset[str]:
    """The bot is down for a while; some write to it meanwhile, and what was due comes by day."""
    span = dt.timedelta(minutes=dice.choice((10, 180, 600, 1200, 2880, 10080)))
    one.story.append(f"{number}: the bot is down for {span}")
    one.watch(knew)
    await one.sleeps()
    waiting = [player for player in one.players if isinstance(player.side, OnTelegram)]
    crowd = await _crowd(one, dice, number, dice.choices(waiting, k=dice.randint(0, 3)), knew)
    one._to(one.clock.now() + span)
    await one.wakes()
    await one.settles()
    one.watch_hours(crowd)
    return crowd


async def _act(one: World, player: Player, dice: random.Random, number: int, scene: Scene) -> str:
    """Do something; returns what kind of thing it was."""
    side = player.side
    if side.blocked:
        kind = dice.choice(("block", "nothing", "nothing"))
        if kind == "block":
            one.story.append(f"{number}: {player.name} unblocks the bot")
            await side.does("block", dice)
        return kind
    kind = dice.choices(
        ("sensible", "newest", "older", "own words", "nonsense", "command", "label", "typo", "double", "other"),
        (40, 40, 7, 12, 8, 9, 4, 3, 3, 9),
    )[0]
    seen = side.seen(40)
    buttons = [(one_seen.ref, label) for one_seen in seen for label in one_seen.buttons]
    newest = next((one_seen for one_seen in reversed(seen) if one_seen.buttons and one_seen.ref != "home"), None)
    if kind == "other":
        kind = dice.choice(
            ("file", "location", "sticker", "picks", "edit", "answer", "again", "block", "home", "takes back")
        )
        one.story.append(f"{number}: {player.name}: ({kind})")
        return kind if await side.does(kind, dice) else "nothing"
    if kind in {"newest", "double"} and newest:
        label = dice.choice(newest.buttons)
        one.story.append(f"{number}: {player.name} presses {label!r}" + (" twice" if kind == "double" else ""))
        is_heard = await side.press(newest.ref, label)
        if kind == "double":
            await side.press(newest.ref, label)
        return kind if is_heard else "nothing"
    if kind == "older" and buttons:
        ref, label = dice.choice(buttons)
        one.story.append(f"{number}: {player.name} presses the old {label!r}")
        return kind if await side.press(ref, label) else "nothing"
    text = _text(player, kind, dice, scene, [label for _, label in buttons[-30:]])
    one.story.append(f"{number}: {player.name} writes {text[:80]!r}{'…' * (len(text) > 80)}")
    await side.says(text)
    return kind if text.strip() else "nothing"


def _text(player: Player, kind: str, dice: random.Random, scene: Scene, labels: list[str]) -> str:
    own = vocabulary.something(dice, player.token)
    is_open = scene.run is not None and scene.run.status == "open" and scene.run.open is not None
    asked = str(scene.run.open) if is_open and scene.run is not None else ""
    if player.is_young and asked == "born":
        return dice.choice(vocabulary.YOUNG)
    if kind in {"label", "typo"} and labels:
        label = dice.choice(labels)
        return label if kind == "label" else vocabulary.typo(dice, label)
    said = {
        "command": dice.choice(vocabulary.COMMANDS),
        "nonsense": vocabulary.nonsense(dice),
        "own words": own,
    }
    if kind in said:
        return said[kind]
    if not asked:
        return dice.choice(("hello", own, "/write", "/help"))
    known = vocabulary.SENSIBLE.get(asked, (*labels[-4:], "yes", own))
    return player.name if asked == "name" else dice.choice(known)


def sqlite_in(folder: Path) -> str:
    """The URL of a new database in this folder."""
    return f"sqlite:///{folder / 'alongside.sqlite3'}"

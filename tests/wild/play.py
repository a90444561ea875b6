"""Random play: everybody does anything at any time, and after every step all that must hold is looked at.

A step is chosen by dice of its own (`seed:number`), so that steps can be left out and the others stay what they are:
that is how a fault is brought down to the few steps that show it.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import random
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select
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
from storage.schema import inbox, matches, outbox
from storage.store import open_store
from tests.scenes.pairs import CHECKS, PROFILE
from tests.stand_ins.slack import SlackStandIn
from tests.stand_ins.slack.workspace import APP_TOKEN, BOT_TOKEN
from tests.stand_ins.telegram import TelegramStandIn
from tests.wild import rules, vocabulary
from tests.wild.folk import InRehearsal, OnSlack, OnTelegram, Player, Seen

KEY = bytes(range(32))
TIMING = Timing(first=0.01, most=0.05, closed=0.05)
SLACK_PACE = SlackPace(commit=20.0, call=20.0, watch=5.0, history=0.0, verify=0.5)
BEGINS = dt.datetime(2026, 3, 10, 12, 0, tzinfo=dt.timezone.utc)
LAST = 60
"""How many of the newest messages of a chat are looked at."""
QUIET = {"edit", "takes back", "again", "block", "home", "answer", "nothing"}
"""What need not be answered."""


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
    story: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    told_logs: int = 0
    quiet_since: dict[str, tuple[str, int]] = field(default_factory=dict)

    async def wakes(self) -> None:
        """The bot starts."""
        self.store = await open_store(self.url, KEY)
        self.rehearsal.hung_up = False
        slack = SlackChannel(
            bot_token=BOT_TOKEN, app_token=APP_TOKEN, base_url=self.slack.base_url, clock=self.clock, pace=SLACK_PACE
        )
        telegram = TelegramChannel(self.telegram.token, clock=self.clock, root=self.telegram.url, timing=TIMING)
        channels = (telegram, slack, *self.rehearsal.channels)
        self.hub, self.running = assemble(self.store, self.clock, self.stage, channels, worker=in_thread)
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
        for _ in range(400):
            at = await self.store.read(lambda session: session.next_due())
            if at is None or at > end:
                break
            self._to(max(at, self.clock.now() + dt.timedelta(milliseconds=1)))
            await self.hub.settle()
        self._to(max(end, self.clock.now()))
        await self.hub.settle()

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
        await _look(one, Step())
        for number in steps:
            dice = random.Random(f"{seed}:{number}")
            async with asyncio.timeout(120):
                await _step(one, dice, number)
            one.complain()
        await _everybody_leaves(one)
        return one


async def _everybody_leaves(one: World) -> None:
    """Whatever question is open, one can ask for help and then leave; and nothing comes for a month."""
    there = [player for player in one.players if not player.side.blocked]
    for words, player in ((words, player) for words in ("/help", "/stop") for player in there):
        before, knew = {each.name: _chat(each) for each in one.players}, await one.scenes()
        one.story.append(f"in the end {player.name} writes {words}")
        one._to(one.clock.now() + dt.timedelta(seconds=5))
        await player.side.says(words)
        await one.settles()
        await _look(one, Step(player, "command", dt.timedelta(0), before, knew))
        one.complain()
    before, knew = {each.name: _chat(each) for each in one.players}, await one.scenes()
    await one.later(dt.timedelta(days=30))
    await one.settles()
    await _look(one, Step(None, "time", dt.timedelta(days=30), before, knew))
    one.complain()


async def _step(one: World, dice: random.Random, number: int) -> None:
    before = {player.name: _chat(player) for player in one.players}
    kind = dice.choices(("act", "time", "restart"), (88, 11, 0.7))[0]
    player, began = None, one.clock.now()
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
    else:
        player = dice.choice(one.players)
        kind = await _act(one, player, dice, number, knew[player.name])
        one._to(one.clock.now() + dt.timedelta(seconds=dice.choice((2, 5, 20))))
        await one.settles()
    await _look(one, Step(player, kind, one.clock.now() - began, before, knew))


def _chat(player: Player) -> dict[str, Seen]:
    return {seen.ref: seen for seen in player.side.seen(LAST)}


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


# --- what must hold -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """What was done, by whom (None: nobody), how long it took there, and how everything stood before."""

    actor: Player | None = None
    kind: str = "nothing"
    span: dt.timedelta = dt.timedelta(0)
    before: dict[str, dict[str, Seen]] = field(default_factory=dict)
    knew: dict[str, Scene] = field(default_factory=dict)


async def _look(one: World, step: Step) -> None:
    """After a step: whatever does not hold is put on record."""
    scenes = await one.scenes()
    for player in one.players:
        news = _news(player, step.before)
        one.story += [f"      → {player.name}: {seen.text[:150]!r} {list(seen.buttons)}" for seen in news]
        scene = scenes[player.name]
        if scene.person is not None:
            player.ids.add(scene.person.id)
        _look_at(one, player, news, scene, step.knew.get(player.name))
        _look_at_chat(one, player, news, step)
        if player.is_young and scene.person is not None and scene.person.adult:
            one.faults.append(f"{player.name} is under 18 and got past")
    await _words_of_others(one, step.before)
    _machinery(one)
    for row in await one.rows(select(inbox.c.status, inbox.c.error).where(inbox.c.status == "quarantined")):
        one.faults.append(f"an inbox row is quarantined: {row}")
    for row in await one.rows(select(outbox.c.status).where(outbox.c.status == "dead")):
        one.faults.append(f"an outbox row is dead: {row}")


def _look_at_chat(one: World, player: Player, news: list[Seen], step: Step) -> None:
    """Whether somebody is answered, once, and left alone who is gone."""
    was = step.before.get(player.name, {})
    added = [seen for seen in news if seen.ref not in was and seen.ref != "home"]
    if step.span <= dt.timedelta(hours=3):
        said = Counter((seen.text, seen.buttons) for seen in added)
        one.faults += [f"{player.name} gets {n} copies of {text[:200]!r}" for (text, _), n in said.items() if n > 1]
    if player is step.actor:
        passed_on = any(f"💬 {player.name}" in seen.text for each in one.players for seen in _news(each, step.before))
        if not (news or passed_on or step.kind in QUIET or player.side.blocked):
            one.faults.append(f"{player.name} is left without an answer")
    elif added and step.knew:
        _left_alone(one, player, added, step.knew[player.name])


def _news(player: Player, before: dict[str, dict[str, Seen]]) -> list[Seen]:
    """What is new in someone's chat, or reads otherwise than before."""
    was = before.get(player.name, {})
    return [seen for ref, seen in _chat(player).items() if was.get(ref) != seen]


def _look_at(one: World, player: Player, news: list[Seen], scene: Scene, knew: Scene | None) -> None:
    """What this person newly sees."""
    spoken = [each.person.language for each in (scene, knew) if each is not None and each.person is not None]
    reads_spanish = len(spoken) == 2 and all(language.startswith("es") for language in spoken)
    for seen in news:
        is_staff = player.role in {"admin", "coordinator"}
        one.faults += [f"{player.name} reads {what}: {seen}" for what in rules.untidy(seen, is_staff=is_staff)]
        if reads_spanish and "💬" not in seen.text and (english := rules.not_spanish(seen)):
            one.faults.append(f"{player.name} reads Spanish and gets {english!r}")


def _left_alone(one: World, player: Player, added: list[Seen], knew: Scene) -> None:
    """Whoever is gone, or has stopped, hears nothing by itself."""
    if knew.person is None and player.ids:
        one.faults.append(f"{player.name} has left and gets {added[0].text[:200]!r}")
    elif knew.person is not None and not knew.person.active and not knew.staff:
        one.faults.append(f"{player.name} has stopped and gets {added[0].text[:200]!r}")


async def _words_of_others(one: World, before: dict[str, dict[str, Seen]]) -> None:
    """Nobody reads what was written in another pair."""
    found = await one.rows(select(matches.c.mentee, matches.c.mentor))
    tied = {frozenset(pair) for pair in found}
    for reader in one.players:
        if reader.role in {"admin", "coordinator"}:
            continue
        was = before.get(reader.name, {})
        for ref, seen in _chat(reader).items():
            if was.get(ref) == seen:
                continue
            for writer in one.players:
                if writer is reader or writer.token not in seen.text or writer.role in {"admin", "coordinator"}:
                    continue
                if not any(frozenset((a, b)) in tied for a in reader.ids for b in writer.ids):
                    one.faults.append(f"{reader.name} reads words of {writer.name}: {seen.text[:200]!r}")


def _machinery(one: World) -> None:
    """Nothing went wrong below."""
    news, one.told_logs = one.logs[one.told_logs :], len(one.logs)
    one.faults += [f"logged: {line}" for line in news if line["log_level"] in {"error", "critical"}]
    one.faults += [f"said by a library: {line}" for line in one.complaints]
    one.faults += [f"Telegram: {violation}" for violation in one.telegram.violations]
    one.faults += [f"Slack: {violation}" for violation in one.slack.violations]
    if one.rehearsal.faults:
        one.faults.append("the rehearsal refused something")
    one.complaints.clear()


def sqlite_in(folder: Path) -> str:
    """The URL of a new database in this folder."""
    return f"sqlite:///{folder / 'alongside.sqlite3'}"

"""What must hold after every step, whatever it was."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.words.turns import Scene
from storage.schema import inbox, matches, outbox
from tests.wild import rules, watching
from tests.wild.folk import LAST, Player, Seen

if TYPE_CHECKING:
    from tests.wild.play import World

QUIET = {"edit", "takes back", "again", "block", "home", "answer", "nothing"}
"""What need not be answered."""


def chat_of(player: Player) -> dict[str, Seen]:
    return {seen.ref: seen for seen in player.side.seen(LAST)}


@dataclass(frozen=True)
class Step:
    """What was done, by whom (None: nobody), how long it took there, and how everything stood before. `crowd` are those
    who did something at the same time."""

    actor: Player | None = None
    kind: str = "nothing"
    span: dt.timedelta = dt.timedelta(0)
    before: dict[str, dict[str, Seen]] = field(default_factory=dict)
    knew: dict[str, Scene] = field(default_factory=dict)
    crowd: frozenset[str] = frozenset()


async def look(one: World, step: Step) -> None:
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
    await _forgotten(one)
    for row in await one.rows(select(inbox.c.status, inbox.c.error).where(inbox.c.status == "quarantined")):
        one.faults.append(f"an inbox row is quarantined: {row}")
    for row in await one.rows(select(outbox.c.status).where(outbox.c.status == "dead")):
        one.faults.append(f"an outbox row is dead: {row}")


def _look_at_chat(one: World, player: Player, news: list[Seen], step: Step) -> None:
    """Whether somebody is answered, once, and left alone who is gone."""
    was = step.before.get(player.name, {})
    added = [seen for seen in news if seen.ref not in was and seen.ref != "home"]
    if step.span <= dt.timedelta(hours=3) and not step.crowd:
        said = Counter((seen.text, seen.buttons) for seen in added)
        one.faults += [f"{player.name} gets {n} copies of {text[:200]!r}" for (text, _), n in said.items() if n > 1]
    if player is step.actor:
        passed_on = any(f"💬 {player.name}" in seen.text for each in one.players for seen in _news(each, step.before))
        if not (news or passed_on or step.kind in QUIET or player.side.blocked):
            one.faults.append(f"{player.name} is left without an answer")
    elif added and step.knew and player.name not in step.crowd:
        _left_alone(one, player, added, step.knew[player.name])


def _news(player: Player, before: dict[str, dict[str, Seen]]) -> list[Seen]:
    """What is new in someone's chat, or reads otherwise than before."""
    was = before.get(player.name, {})
    return [seen for ref, seen in chat_of(player).items() if was.get(ref) != seen]


def _look_at(one: World, player: Player, news: list[Seen], scene: Scene, knew: Scene | None) -> None:
    """What this person newly sees."""
    spoken = [each.person.language for each in (scene, knew) if each is not None and each.person is not None]
    reads_english = len(spoken) == 2 and all(language.startswith("en") for language in spoken)
    reads_spanish = len(spoken) == 2 and all(language.startswith("es") for language in spoken)
    for seen in news:
        is_staff = player.role in {"admin", "coordinator"}
        one.faults += [f"{player.name} reads {what}: {seen}" for what in rules.untidy(seen, is_staff=is_staff)]
        if reads_spanish and "💬" not in seen.text and (english := rules.not_spanish(seen)):
            one.faults.append(f"{player.name} reads Spanish and gets {english!r}")
        if reads_english and "💬" not in seen.text and (spanish := rules.not_english(seen)):
            one.faults.append(f"{player.name} reads English and gets {spanish!r}")


def _left_alone(one: World, player: Player, added: list[Seen], knew: Scene) -> None:
    """Whoever is gone, or has stopped, hears nothing by itself."""
    if knew.person is None and player.ids:
        one.faults.append(f"{player.name} has left and gets {added[0].text[:200]!r}")
    elif knew.person is not None and not knew.person.active and not knew.staff:
        one.faults.append(f"{player.name} has stopped and gets {added[0].text[:200]!r}")


async def _words_of_others(one: World, before: dict[str, dict[str, Seen]]) -> None:
    """Nobody reads what was written in another pair."""
    found = await one.rows(select(matches.c.mentee, matches.c.mentor))
    one.tied |= {frozenset(pair) for pair in found}
    tied = one.tied
    for reader in one.players:
        if reader.role in {"admin", "coordinator"}:
            continue
        was = before.get(reader.name, {})
        for ref, seen in chat_of(reader).items():
            if was.get(ref) == seen:
                continue
            for writer in one.players:
                if writer is reader or writer.role in {"admin", "coordinator"}:
                    continue
                if any(frozenset((a, b)) in tied for a in reader.ids for b in writer.ids):
                    continue
                if writer.token in seen.text:
                    one.faults.append(f"{reader.name} reads words of {writer.name}: {seen.text[:200]!r}")
                elif watching.named("\n".join((seen.text, *seen.buttons)), writer.name):
                    one.faults.append(f"{reader.name} reads the name of {writer.name}: {seen.text[:200]!r}")


async def _forgotten(one: World) -> None:
    """Whoever is erased stands nowhere any more."""
    there = {row[0] for row in await one.rows(watching.everyone())}
    gone = {id for player in one.players for id in player.ids} - there
    if gone:
        rows = {where: [row[0] for row in await one.rows(select(column))] for where, column in watching.columns()}
        one.faults += [f"erased people stand in {where}" for where in watching.left_behind(rows, gone)]


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

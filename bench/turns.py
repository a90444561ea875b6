"""What the parts of a turn cost: reading an update, deciding, and writing batches whole."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.bots.ours import stage
from bench.talk import QUESTIONS, START, answers
from bot.adapters.telegram.reading import read
from bot.doings.batch import Batch, Content
from bot.doings.deciding import Deciding
from bot.flows.door import decide, decide_due, sorry
from bot.flows.engine.stage import Stage
from bot.words.messages import Inbound, Limits
from bot.words.ports import Session, Store
from bot.words.turns import Moment, Scene, ids_from
from storage.sealing import KEY_BYTES
from storage.store import open_store

NOW = dt.datetime(2026, 3, 10, 12, tzinfo=dt.timezone.utc)
LIMITS = {"telegram": Limits(text=4096, utf16=True)}
PEOPLE = 80
TALKS = 6


def show_turns(console: Console) -> None:
    """Measure and print."""
    table = Table("part of a turn", "µs", "target", title="What a turn costs", title_justify="left")
    for title, took, target in (
        ("an update read: JSON to inbound", reading(), "≤ 25 (aim 8)"),
        ("a turn decided, nothing else", deciding(), "≤ 20 (aim 5)"),
        ("a turn decided and committed, one a batch", asyncio.run(committing(1)), ""),
        ("a turn decided and committed, eighty a batch", asyncio.run(committing(PEOPLE)), ""),
    ):
        table.add_row(title, f"{took:,.1f}", target)
    console.print(table)


def reading() -> float:
    """µs for one update, from bytes to inbound."""
    raw = [json.dumps(update).encode() for update in _updates(1)]

    def once() -> None:
        for update in raw:
            read(json.loads(update), NOW)

    return _fastest(once, len(raw))


def deciding() -> float:
    """µs for one turn, /start to the last answer, the scene handed from turn to turn."""
    inbounds = _inbounds(1)
    played = stage()

    def once() -> None:
        _talk(played, inbounds)

    return _fastest(once, len(inbounds))


async def committing(size: int) -> float:
    """µs for one turn in batches of so many people: copies looked for, scenes loaded, all written and committed."""
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        store = await open_store(f"sqlite:///{Path(folder) / 'bench.sqlite3'}", bytes(KEY_BYTES))
        try:
            return await _committed(store, size)
        finally:
            await store.close()


async def _committed(store: Store, size: int) -> float:
    played = stage()
    content = Content(partial(decide, played), partial(decide_due, played), partial(sorry, played))
    taken = []
    for talk in range(TALKS):
        talks = [_inbounds(1 + talk * size + number) for number in range(size)]
        for inbounds in zip(*talks, strict=True):
            batch = Batch(NOW, inbounds=inbounds)
            began = time.perf_counter()
            await store.write(partial(_work, content, batch))
            taken.append((time.perf_counter() - began) / size)
    return 1e6 * statistics.median(taken)


def _work(content: Content, batch: Batch, session: Session) -> None:
    Deciding(content, LIMITS, batch, session).run()


def _talk(played: Stage, inbounds: Sequence[Inbound]) -> None:
    scene = Scene(inbounds[0].address)
    for inbound in inbounds:
        turn = decide(played, scene, inbound, Moment(NOW, ids_from(inbound.key)))
        scene = turn.scene or scene


def _inbounds(person: int) -> list[Inbound]:
    found = [read(update, NOW) for update in _updates(person)]
    return [inbound for inbound in found if inbound is not None]


def _updates(person: int) -> list[dict[str, object]]:
    said = [START, *answers(person)]
    assert len(said) == len(QUESTIONS) + 1
    whom = {"id": person, "first_name": "P", "is_bot": False, "language_code": "en"}
    chat = {"id": person, "first_name": "P", "type": "private"}
    return [
        {
            "update_id": number,
            "message": {"message_id": number, "from": whom, "chat": chat, "date": 1_773_144_000, "text": text},
        }
        for number, text in enumerate(said, 1)
    ]


def _fastest(once: Callable[[], None], parts: int) -> float:
    """µs for one of `parts`: the best of many tries, what the machine takes when nobody disturbs it."""
    tries = []
    for _ in range(300):
        began = time.perf_counter()
        once()
        tries.append(time.perf_counter() - began)
    return 1e6 * min(tries) / parts

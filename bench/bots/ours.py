"""Alongside as it serves people: the real hub, database and channel, with eight questions for a flow."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import structlog

from bench.talk import HIGH_AGE, HIGH_HOURS, LOW_AGE, LOW_HOURS, QUESTIONS, ROLES, Question, closing_of
from bench.wire import TOKEN
from bot.adapters.telegram.channel import TelegramChannel
from bot.flows.flow import Ask, Do, Script, Step
from bot.flows.shape import Shape
from bot.flows.shapes import Choice, FreeText, Name, WholeNumber
from bot.flows.telling import Stage, Telling
from bot.serving import assemble, spare_what_stays, stop_on_signals
from bot.texts.speech import Speech
from bot.words.clock import SystemClock
from storage.sealing import load_key
from storage.store import open_store


def script() -> Script:
    """The eight questions as a flow. Uncounted: the peers show neither "3 of 8" nor a way back, so we do not either."""
    return Script.of("bench", [*map(_ask, QUESTIONS), _named("finished", Do(_finish))])


def stage() -> Stage:
    """What every turn is played on; no place is asked for, so there is no gazetteer."""
    return Stage(Speech(), None, {}, {"": script()})  # type: ignore[arg-type]


def _ask(question: Question) -> Step:
    return _named(question.name, Ask(question.text, _shape(question), counted=False))


def _shape(question: Question) -> Shape:
    match question.kind:
        case "name":
            return Name()
        case "age":
            return WholeNumber(LOW_AGE, HIGH_AGE)
        case "hours":
            return WholeNumber(LOW_HOURS, HIGH_HOURS)
        case "role":
            return Choice(**ROLES)
        case _:
            return FreeText()


def _named(name: str, step: Step) -> Step:
    step.name = name
    return step


def _finish(telling: Telling) -> None:
    given = telling.run.answers
    shown = {**given, "role": ROLES[str(given["role"])]}
    telling.say(closing_of([str(shown[question.name]) for question in QUESTIONS]))


async def serve(url: str, folder: Path) -> None:
    """Serve until told to stop."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(30))
    store = await open_store(f"sqlite:///{folder / 'bench.sqlite3'}", load_key(folder / "bench.key"))
    channel = TelegramChannel(TOKEN, clock=SystemClock(), root=url)
    _, running = assemble(store, SystemClock(), stage(), [channel])
    stop_on_signals(running)
    spare_what_stays()
    await running.start()
    await running.until_stopped()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], Path(sys.argv[2])))

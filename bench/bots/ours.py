"""Alongside as it serves people: the real hub, database and channel, with eight questions for a flow."""

from __future__ import annotations

import asyncio
from pathlib import Path

import structlog

from bench.talk import HIGH_AGE, HIGH_HOURS, LOW_AGE, LOW_HOURS, QUESTIONS, ROLES, Question, closing_of
from bench.wire import TOKEN
from bot.adapters.telegram.channel import TelegramChannel
from bot.assembling import assemble
from bot.flows.engine.flow import Ask, Do, Script, Step
from bot.flows.engine.shape import Asking, Reading, Reply, Shape
from bot.flows.engine.stage import Stage
from bot.flows.engine.telling import Telling
from bot.flows.readying import make_ready
from bot.flows.shapes import Choice, FreeText, Name, WholeNumber
from bot.serving import stop_on_signals
from bot.sparing import spare_what_stays
from bot.texts.speech import Speech
from bot.words.clock import SystemClock
from storage.sealing import load_key
from storage.store import open_store


class Typed(FreeText):
    """A choice without buttons: its options stand in the question, as in the peers' bots."""

    def read(self, reply: Reply, asking: Asking) -> Reading:
        return Choice(**ROLES).read(reply, asking)


def script(*, is_dressed: bool = False) -> Script:
    """The eight questions as a flow: word for word what the peers say.

    Dressed, they look as the program's own do: "3 of 8" above, a way back below, and buttons that go when answered.
    """
    asks = [_named(each.name, Ask(each.text, _shape(each, is_dressed), counted=is_dressed)) for each in QUESTIONS]
    return Script.of("bench", [*asks, _named("finished", Do(_finish))])


def stage(*, is_dressed: bool = False) -> Stage:
    """What every turn is played on; no place is asked for, so there is no gazetteer."""
    return Stage(Speech(), None, {}, {("onboarding", ""): script(is_dressed=is_dressed)})  # type: ignore[arg-type]


def _shape(question: Question, is_dressed: bool) -> Shape:
    match question.kind:
        case "name":
            return Name()
        case "age":
            return WholeNumber(LOW_AGE, HIGH_AGE)
        case "hours":
            return WholeNumber(LOW_HOURS, HIGH_HOURS)
        case "role":
            return Choice(**ROLES) if is_dressed else Typed()
        case _:
            return FreeText()


def _named(name: str, step: Step) -> Step:
    step.name = name
    return step


def _finish(telling: Telling) -> None:
    given = telling.run.answers
    shown = {**given, "role": ROLES[str(given["role"])]}
    telling.say(closing_of([str(shown[question.name]) for question in QUESTIONS]))


async def serve(url: str, folder: Path, *, is_dressed: bool) -> None:
    """Serve until told to stop."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(30))
    store = await open_store(f"sqlite:///{folder / 'bench.sqlite3'}", load_key(folder / "bench.key"))
    channel = TelegramChannel(TOKEN, clock=SystemClock(), root=url)
    played = stage(is_dressed=is_dressed)
    _, running = assemble(store, SystemClock(), played, [channel])
    stop_on_signals(running)
    await running.start()
    await asyncio.to_thread(make_ready, played)
    spare_what_stays()
    await running.until_stopped()

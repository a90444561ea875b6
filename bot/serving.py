"""Serves a bot until it is stopped: its store, the channels that are configured, web server, signals."""

from __future__ import annotations

import asyncio
import datetime as dt
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from bot.assembling import assemble, dashboard_for, orders_for
from bot.curriculum.folders import read_programs
from bot.doings.desk.orders import Orders
from bot.doings.desk.watch import first_code
from bot.doings.hub import Hub
from bot.doings.pace import Pace, Paces
from bot.doings.reporting import Reporting
from bot.doings.running import Running
from bot.flows.anytime.menu import Menus
from bot.flows.engine.stage import Stage
from bot.flows.gazetteer import open_gazetteer
from bot.flows.readying import make_ready
from bot.flows.staging import set_stage
from bot.logs import set_up_logs
from bot.ordering import listen_for_orders, socket_of
from bot.pictures.studio import Studio
from bot.sparing import spare_what_stays
from bot.words.clock import Clock, SystemClock
from bot.words.doors import Door
from bot.words.errors import StorageBroken, StorageUnavailable
from bot.words.ports import Channel, Store
from bot.words.settings import Settings
from storage.sealing import load_key
from storage.store import open_store, sqlite_path

if TYPE_CHECKING:
    from starlette.routing import Route

    from bot.dashboard.opening import Opening
    from bot.web import WebServer

log = structlog.get_logger("alongside")
CHAT_BURST = 3
FIRST_ADMIN = (
    "\nThere is no admin yet. To become one, write this to the bot:  /admin {code}\n"
    "It works once, for two weeks; the next start prints another one.\n\n"
)
SLACK_PER_SECOND, SLACK_BURST = 4.0, 50
"""What we post in a workspace. Slack allows one message a second in each conversation, short bursts, and in the whole
workspace "several hundred messages per minute" with "generous burst behavior": the least that can mean is 300 a minute.
So nobody waits for others while the last minute has room: 50 at once and 4 a second are 290 in any minute. Should Slack
refuse all the same, the gate learns what it takes and lets no burst through for a while.
Source: https://docs.slack.dev/reference/methods/chat.postMessage"""
BULK_SHARE = 0.97
"""What nudges and broadcasts may use of Telegram's rate. Grants are spaced evenly and replies go first, so that a reply
waits for one grant at most; a larger reserve would lie idle."""


async def serve(settings: Settings) -> None:
    """Serve every configured channel until stopped; raises StorageBroken where the disk failed meanwhile."""
    set_up_logs(settings, for_good=True)
    # First what may be wrong in it: a database that stays open would keep the process from ending.
    stage = set_stage(read_programs(settings.programs), open_gazetteer(), settings.dashboard)
    store = await open_store(settings.database_url, load_key(settings.key_file))
    try:
        failed = await _serve_from(store, settings, stage)
    finally:  # a database left open keeps the process from ending
        await store.close()
    if failed:
        raise StorageBroken("the database can no longer be trusted, see the log; mend the disk and start again")


async def _serve_from(store: Store, settings: Settings, stage: Stage) -> int:
    """Serve from this database until stopped; 1 where it failed meanwhile."""
    heard = await store.read(lambda session: session.last_heard("slack"))
    channels = build_channels(settings, stage, SystemClock(), heard)
    stage = replace(stage, doors=lambda: doors_of(channels), site=settings.public_url if settings.pages else "")
    reporting = Reporting(store, SystemClock(), stage, Studio())
    hub, running = assemble(store, SystemClock(), stage, channels, paces_for(settings), reporting=reporting)
    stop_on_signals(running)
    database = sqlite_path(settings.database_url)
    taking = (
        await listen_for_orders(socket_of(database), orders_for(store, SystemClock(), stage, hub, reporting))
        if database
        else None
    )
    dashboard = dashboard_for(store, SystemClock(), stage, hub, reporting) if stage.dashboard else None
    web, serving = _served(settings, channels, hub, stage, dashboard) if settings.serves_http else (None, None)
    with suppress(StorageUnavailable):  # a disk that is full just now keeps nobody waiting; the next start makes a code
        if code := await first_code(store, SystemClock()):
            sys.stdout.write(FIRST_ADMIN.format(code=code))
            sys.stdout.flush()
    await running.start()
    await asyncio.to_thread(make_ready, stage)
    spare_what_stays()
    failed = await running.until_stopped()
    if taking:
        taking.close()
    if web and serving:
        web.should_exit = True
        await serving
    return failed


def _served(
    settings: Settings, channels: Sequence[Channel], hub: Hub, stage: Stage, dashboard: Opening | None
) -> tuple[WebServer, asyncio.Task[None]]:
    """The web server, serving."""
    from bot.web import WebServer, listen_at, web_app  # noqa: PLC0415 - a tenth of the time it takes to start

    sockets = listen_at(settings.http_host, settings.http_port)
    app = web_app(channels, hub, _pages(settings, stage) if settings.pages else ())
    if dashboard:
        app.mount("/dashboard", dashboard)
    web = WebServer(app, settings.http_host, settings.http_port)
    return web, asyncio.create_task(web.serve(sockets))


def _pages(settings: Settings, stage: Stage) -> Sequence[Route]:
    """The public pages of the programs."""
    from bot.pages.serving import Pages  # noqa: PLC0415 - templates are loaded only where they are shown

    return Pages(stage.programs, stage.speech, stage.doors, settings.public_url, Studio()).routes()


def doors_of(channels: Sequence[Channel]) -> list[Door]:
    """Where people meet the bot, as far as the platforms have said by now."""
    return [door for channel in channels if (door := getattr(channel, "door", None)) is not None]


@asynccontextmanager
async def orders_alone(settings: Settings) -> AsyncIterator[Callable[[], Awaitable[Orders]]]:
    """For the command line while no bot runs: opens the database only when it comes to that."""
    async with AsyncExitStack() as stack:

        async def alone() -> Orders:
            set_up_logs(settings.model_copy(update={"log_level": "error"}))
            store = await open_store(settings.database_url, load_key(settings.key_file))
            stack.push_async_callback(store.close)
            stage = set_stage(read_programs(settings.programs), open_gazetteer(), settings.dashboard)
            return orders_for(store, SystemClock(), stage)

        yield alone


def build_channels(settings: Settings, stage: Stage, clock: Clock, heard: dt.datetime | None = None) -> list[Channel]:
    """The channels that are configured. Each SDK is loaded only where it is needed.

    `heard` is when Slack was last heard of: what people wrote there since is read back.
    """
    channels: list[Channel] = []
    if settings.telegram:
        from bot.adapters.telegram.channel import TelegramChannel  # noqa: PLC0415

        channels.append(
            TelegramChannel(
                settings.telegram_token.get_secret_value(),
                clock=clock,
                root=settings.telegram_base_url,
                commands=Menus(stage.speech),
                webhook_secret=settings.telegram_webhook_secret.get_secret_value(),
                public_url=settings.public_url if settings.webhook else "",
            )
        )
    if settings.slack:
        from bot.adapters.slack.channel import SlackChannel  # noqa: PLC0415

        channels.append(
            SlackChannel(
                bot_token=settings.slack_bot_token.get_secret_value(),
                app_token=settings.slack_app_token.get_secret_value(),
                signing_secret=settings.slack_signing_secret.get_secret_value(),
                base_url=settings.slack_base_url,
                clock=clock,
                since=lambda: heard,
            )
        )
    return channels


def paces_for(settings: Settings) -> Paces:
    """How fast we may speak on each platform."""
    per_second, per_chat = settings.telegram_per_second or None, settings.telegram_chat_per_second or None
    telegram = Pace(per_second, per_chat, CHAT_BURST, bulk_share=BULK_SHARE)
    return Paces({"telegram": telegram, "slack": Pace(SLACK_PER_SECOND, 1.0, CHAT_BURST, SLACK_BURST)})


def stop_on_signals(running: Running) -> None:
    """SIGTERM, SIGINT and SIGHUP end the bot cleanly; a second one at once."""
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        loop.add_signal_handler(name, running.stop)

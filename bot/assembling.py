"""Puts a bot together: the doings around a store and some channels, what can be ordered of it, and its dashboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from bot.doings.batch import Content
from bot.doings.beats import Beats
from bot.doings.boards import Boards
from bot.doings.bringing import Bringing
from bot.doings.broadcasting.looking_after import Broadcasting
from bot.doings.clockwatch import ClockWatch
from bot.doings.cohorts import Cohorts
from bot.doings.desk.broadcasts import BroadcastDesk
from bot.doings.desk.cohorts import CohortDesk
from bot.doings.desk.dashboard import DashboardDesk
from bot.doings.desk.files import FilesDesk
from bot.doings.desk.holdouts import HoldoutDesk
from bot.doings.desk.joins import JoinDesk
from bot.doings.desk.laying import Table
from bot.doings.desk.matching import MatchingDesk
from bot.doings.desk.orders import Orders
from bot.doings.desk.pairs import PairsDesk
from bot.doings.desk.people import PeopleDesk
from bot.doings.desk.publishing import PublishingDesk
from bot.doings.desk.report import ReportDesk
from bot.doings.desk.reports import ReportsDesk
from bot.doings.desk.watch import Watch
from bot.doings.hub import Hub
from bot.doings.pace import Paces
from bot.doings.reporting import Reporting
from bot.doings.rounds import Rounds, Worker
from bot.doings.running import Running
from bot.doings.sending_reports import SendingReports
from bot.doings.zones import Zones
from bot.flows.desk.looking import look
from bot.flows.door import decide, decide_due, sorry
from bot.flows.engine.stage import Stage
from bot.pictures.studio import Studio
from bot.words.clock import Clock, SystemClock
from bot.words.ports import Channel, Store

if TYPE_CHECKING:
    from bot.dashboard.opening import Opening


def assemble(  # noqa: PLR0913 - the parts of a bot
    store: Store,
    clock: Clock,
    stage: Stage,
    channels: Sequence[Channel],
    paces: Paces | None = None,
    *,
    worker: Worker | None = None,
    beside: Callable[[Content], Content] | None = None,
    reporting: Reporting | None = None,
) -> tuple[Hub, Running]:
    """Put the doings around a store and some channels. `worker` does what takes long, else a process of its own;
    `beside` wraps what decides, to watch it; `reporting` is the one that the dashboard and the command line ask too."""
    by_name: Mapping[str, Channel] = {channel.name: channel for channel in channels}
    talks = (partial(decide, stage), partial(decide_due, stage), partial(sorry, stage))
    content = Content(*talks, stage.editions, partial(look, stage))
    content = beside(content) if beside else content
    limits = {channel.name: channel.limits for channel in channels}
    rounds = Rounds(store, clock, stage.programs, worker)
    boards = Boards(store, clock, rounds)
    bringing = Bringing(Table(store, clock, stage.programs, stage.speech), by_name)
    broadcasting = Broadcasting(store, clock, stage, paces or Paces(), limits)
    desk = Watch(store, clock, stage.programs)
    cohorts = Cohorts(store, clock, stage.programs, stage.speech)
    zones = Zones(store, clock)
    works = {
        "round": rounds.work,
        "board": boards.work,
        "board-file": bringing.work,
        "broadcast": broadcasting.work,
        "desk": desk.look_over,
        "concerns": desk.look_after,
        "cohort": cohorts.work,
        "zones": zones.work,
        "report": SendingReports(store, clock, stage, reporting or Reporting(store, clock, stage), limits).work,
    }
    watch = ClockWatch(clock) if type(clock) is SystemClock else None
    hub = Hub(store, clock, content, by_name, paces, artist=Studio(), works=works, watch=watch)
    broadcasting.let_go, broadcasting.look = hub.let_go, hub.look

    async def plan() -> None:
        for one in (rounds, boards, bringing, broadcasting, desk, cohorts, zones):
            await one.plan()

    return hub, Running(hub, store, by_name, Beats(hub, store, clock, plan))


def orders_for(
    store: Store, clock: Clock, stage: Stage, hub: Hub | None = None, reporting: Reporting | None = None
) -> Orders:
    """Everything that can be ordered; without a hub, what comes due is decided when the bot runs next."""
    programs, speech = stage.programs, stage.speech
    table = Table(store, clock, programs, speech)
    broadcasting = Broadcasting(store, clock, stage, Paces(), {})
    desks = (
        MatchingDesk(store, clock, Rounds(store, clock, programs), programs, speech).orders(),
        PairsDesk(table).orders(),
        FilesDesk(table).orders(),
        PeopleDesk(store, clock, programs).orders(),
        JoinDesk(store, clock, programs).orders(),
        ReportsDesk(store, clock, programs).orders(),
        ReportDesk(store, clock, programs, speech, reporting or Reporting(store, clock, stage)).orders(),
        PublishingDesk(store, clock, stage).orders(),
        HoldoutDesk(store, clock, programs).orders(),
        BroadcastDesk(store, clock, broadcasting, stage, hub.let_go if hub else _nothing_in_memory).orders(),
        CohortDesk(store, clock, programs).orders(),
        DashboardDesk(store, clock, stage.dashboard).orders(),
    )
    return Orders({name: order for desk in desks for name, order in desk.items()}, hub.tick if hub else None)


def _nothing_in_memory(_: int) -> None:
    """Without a hub nothing waits in memory."""


def dashboard_for(store: Store, clock: Clock, stage: Stage, hub: Hub, reporting: Reporting | None = None) -> Opening:
    """The dashboard, of which nothing is loaded before somebody opens it."""
    from bot.dashboard.opening import Opening  # noqa: PLC0415 - only where there is one

    return Opening(store, clock, stage, hub, reporting or Reporting(store, clock, stage))

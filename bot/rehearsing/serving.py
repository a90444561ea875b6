"""`alongside rehearse`: serves a rehearsal on this machine until it is stopped."""

from __future__ import annotations

import asyncio
import socket
import tempfile
import webbrowser
from contextlib import ExitStack
from pathlib import Path

import typer

from bot.doings.desk.watch import first_code
from bot.logs import set_up_logs
from bot.rehearsing.resuming import Beside
from bot.rehearsing.stage import Rehearsing
from bot.serving import stop_on_signals
from bot.web import WebServer
from bot.words.errors import SettingsError
from bot.words.settings import Settings


async def rehearse_on(settings: Settings, *, port: int, browser: bool, database: Path | None) -> None:
    """Serve the rehearsal until stopped, and go on where the last one in this database stopped; without a database of
    its own, everything is gone afterwards."""
    set_up_logs(settings.model_copy(update={"log_level": "error"}))
    with ExitStack() as stack:
        kept = database is not None
        if database is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="alongside-")))
            database, key = folder / "rehearsal.sqlite3", folder / "key" / "rehearsal.key"
        else:
            key = database.with_name(database.name + ".key")
        was_there = database.is_file()
        listening = stack.enter_context(_listen_on(port))
        here = f"http://127.0.0.1:{listening.getsockname()[1]}"
        rehearsing = await Rehearsing.on(database, key, settings.model_copy(update={"public_url": here}))
        web = WebServer(rehearsing.app(), "127.0.0.1", port)
        keeping = _resume(rehearsing, database, key, was_there=was_there) if kept else None
        await rehearsing.running.start()
        stop_on_signals(rehearsing.running)
        serving = asyncio.create_task(web.serve(sockets=[listening]))
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        typer.echo(f"Rehearsal is open at {url}\nEverything stays on this machine. Stop with Ctrl+C.")
        if code := await first_code(rehearsing.store, rehearsing.clock):
            typer.echo(f"To play the people who run programs, let someone write: /admin {code}")
        if browser:
            await asyncio.to_thread(webbrowser.open, url)
        failed = await rehearsing.running.until_stopped()
        rehearsing.rehearsal.hang_up()
        web.should_exit = True
        await serving
        if keeping is not None:
            keeping.cancel()
            rehearsing.keep()
        if failed:
            raise typer.Exit(4)


def _resume(rehearsing: Rehearsing, database: Path, key: Path, *, was_there: bool) -> asyncio.Task[None]:
    """Bring back what was kept beside the database, say what came of it, and keep it there from now on."""
    if rehearsing.resume(Beside.database(database, key)):
        people, now = len(rehearsing.rehearsal.chats), rehearsing.clock.now()
        typer.echo(
            f"It goes on where it stopped: {people} people and their chats; it is {now:%Y-%m-%d %H:%M} there (UTC)."
        )
    elif was_there:
        typer.echo(
            f"{database} holds an earlier rehearsal whose chats were not kept. Its people are still in it, but cannot "
            "be played. To begin afresh, name another file."
        )
    return asyncio.create_task(rehearsing.keep_going())


def _listen_on(port: int) -> socket.socket:
    """A socket on loopback; the next free port where the wished one is taken."""
    for wished in (port, 0):
        # Named as TCP, else asyncio leaves small answers to wait 40 ms for an acknowledgement.
        listening = socket.socket(proto=socket.IPPROTO_TCP)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", wished))
        except OSError:
            listening.close()
        else:
            listening.listen()
            return listening
    raise SettingsError("no port on 127.0.0.1 is free; close another program and try again")

"""A bot under measurement: its process, from start to end, and what it uses."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import psutil

from bench.wire import TOKEN

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 20.0
"""Seconds a bot gets to ask for its first updates, and to end."""


@dataclass(frozen=True, slots=True)
class Contender:
    """One bot: its name in the table, and what Python runs (URL and folder follow, unless `by_settings`)."""

    name: str
    about: str
    arguments: tuple[str, ...]
    by_settings: bool = False


OURS = Contender("Alongside", "SQLite WAL, flushed before it is confirmed, sealed", ("-m", "bench.bots.alongside"))
DRESSED = Contender("Alongside", "with progress, buttons and edits", ("-m", "bench.bots.alongside", "--dressed"))
PRODUCT = Contender("Alongside", "the whole program: `alongside run`", ("-m", "bot", "run"), by_settings=True)
HANDLER = Contender(
    "ConversationHandler", "python-telegram-bot, pickle persistence, sniffio", ("-m", "bench.bots.conversation_handler")
)
CONCURRENT = Contender(
    "… concurrent", "the same with concurrent_updates", ("-m", "bench.bots.conversation_handler", "--concurrent")
)
AIOGRAM = Contender("aiogram", "finite state machine, memory storage", ("-m", "bench.bots.states_group"))


class Running:
    """A contender's process."""

    def __init__(
        self, contender: Contender, url: str, folder: Path, settings: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.contender = contender
        self._settings = settings
        self._url = url
        self._folder = folder
        self._log = folder / "log.txt"
        self._process: asyncio.subprocess.Process | None = None
        self.started_at = 0.0

    async def start(self) -> None:
        """Start it; it will ask the stand-in for updates by itself."""
        command = list(self.contender.arguments)
        if not self.contender.by_settings:
            command[2:2] = [self._url, str(self._folder)]
        with self._log.open("ab") as log:
            self.started_at = time.monotonic()
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, *command, cwd=self._folder, env=self._environment(), stdout=log, stderr=log
            )

    def cpu(self) -> float:
        """Seconds of processor time used so far, user and system."""
        times = psutil.Process(self._id).cpu_times()
        return float(times.user + times.system)

    def memory(self) -> float:
        """Resident memory now, in MiB."""
        return float(psutil.Process(self._id).memory_info().rss) / 2**20

    async def stop(self) -> None:
        """Ask it to end, and see to it that it does."""
        await self._end(signal.SIGTERM)

    async def kill(self) -> None:
        """End it in the middle of whatever it does."""
        await self._end(signal.SIGKILL)

    def check(self) -> None:
        """Raise RuntimeError, with the end of what it wrote, if it has ended by itself."""
        if self._process and self._process.returncode is not None:
            said = self._log.read_text(errors="replace")[-2000:]
            raise RuntimeError(f"{self.contender.name} ended by itself ({self._process.returncode}):\n{said}")

    async def _end(self, by: signal.Signals) -> None:
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            self._process.send_signal(by)
        try:
            await asyncio.wait_for(self._process.wait(), PATIENCE)
        except TimeoutError:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
        self._process = None

    @property
    def _id(self) -> int:
        if self._process is None:
            raise RuntimeError("not running")
        return self._process.pid

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")}
        return kept | {
            "PYTHONPATH": str(ROOT),
            "ALONGSIDE_TELEGRAM_TOKEN": TOKEN,
            "ALONGSIDE_TELEGRAM_BASE_URL": self._url,
            "ALONGSIDE_DATABASE_URL": f"sqlite:///{self._folder / 'bench.sqlite3'}",
            "ALONGSIDE_KEY_FILE": str(self._folder / "bench.key"),
            "ALONGSIDE_HTTP_PORT": "0",
            **self._settings,
        }

"""The bot as a process of its own: started as an operator starts it, killed as a power cut kills it."""

from __future__ import annotations

import asyncio
import ctypes
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

from storage.sealing import load_key
from storage.sqlite import SqliteStore

ROOT = Path(__file__).parents[2]


class BotProcess:
    """`python -m bot run` on files in one folder. What it says to standard error is kept in `said`."""

    def __init__(self, folder: Path, environment: Mapping[str, str], before: Sequence[str] = ()) -> None:
        self.folder = folder
        self.database = folder / "alongside.sqlite3"
        self.key_file = folder / "key" / "alongside.key"
        self.said = ""
        self._before = before
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")},
            "ALONGSIDE_DATABASE_URL": f"sqlite:///{self.database}",
            "ALONGSIDE_KEY_FILE": str(self.key_file),
            "PYTHONPATH": str(ROOT),
            **environment,
        }
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._spoke = asyncio.Event()

    async def start(self, *more: str, **environment: str) -> None:
        """Begin; returns as soon as the process exists."""
        command = (*self._before, sys.executable, "-m", "bot", *(more or ("run",)))
        self._process = await asyncio.create_subprocess_exec(
            *command,
            cwd=self.folder,
            env=self._environment | environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            preexec_fn=_die_with_parent,
        )
        self._reading = asyncio.create_task(self._read(self._process))

    async def until_said(self, words: str, within: float = 20.0) -> None:
        """Return once a line holds these words; whatever was said before counts as well."""
        async with asyncio.timeout(within):
            while words not in self.said:
                self._spoke.clear()
                await self._spoke.wait()

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def runs(self) -> bool:
        """Whether it has not ended by itself."""
        return self._process is not None and self._process.returncode is None

    def send(self, number: signal.Signals) -> None:
        """Send a signal."""
        assert self._process is not None
        self._process.send_signal(number)

    async def ended(self, within: float = 20.0) -> int:
        """Wait for the end, and return the exit code."""
        assert self._process is not None
        assert self._reading is not None
        try:
            async with asyncio.timeout(within):
                code = await self._process.wait()
                await self._reading
        except TimeoutError as error:
            raise TimeoutError(f"after {within} s it still runs; it said:\n{self.said}") from error
        return code

    async def kill(self) -> None:
        """End it as a power cut would, and wait until it is gone."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
        if self._process is not None:
            await self.ended()

    async def open_store(self) -> SqliteStore:
        """The database as the bot itself reads it; the process has to be gone."""
        return await SqliteStore.open(self.database, load_key(self.key_file))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.kill()

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stderr is not None
        while line := await process.stderr.readline():
            self.said += line.decode(errors="replace")
            self._spoke.set()


def _die_with_parent() -> None:
    """A test run that is killed leaves no bot behind (Linux: PR_SET_PDEATHSIG)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def telegram_settings(url: str, token: str) -> dict[str, str]:
    """Settings for a bot on a Telegram stand-in, without limits of ours."""
    return {
        "ALONGSIDE_TELEGRAM_TOKEN": token,
        "ALONGSIDE_TELEGRAM_BASE_URL": url,
        "ALONGSIDE_TELEGRAM_PER_SECOND": "0",
        "ALONGSIDE_TELEGRAM_CHAT_PER_SECOND": "0",
    }

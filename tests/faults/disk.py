"""A disk that can be watched and told to fail: the C beside it, compiled once and loaded into the bot."""

from __future__ import annotations

import os
import random
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

SECTOR = 512
FOLDER = "/"
_RECORD = struct.Struct("=ccHIq")


@dataclass(frozen=True)
class Disk:
    """Where the disk's own files are."""

    library: Path
    log: Path
    control: Path

    @classmethod
    def made_in(cls, folder: Path) -> Disk:
        """One whose own files are in this folder."""
        library = folder / "disk.so"
        library.write_bytes(_compiled())
        return cls(library, folder / "disk.log", folder / "disk.control")

    def settings(self, database: Path) -> dict[str, str]:
        """What a process needs in its environment to use this disk."""
        return {
            "LD_PRELOAD": str(self.library),
            "DISK_FILE": str(database),
            "DISK_LOG": str(self.log),
            "DISK_CONTROL": str(self.control),
        }

    def goes(self, wish: str) -> None:
        """From now on: "full", "broken", "kill 7"; "" for well again."""
        aside = self.control.with_suffix(".next")
        aside.write_text(wish)
        aside.replace(self.control)

    @property
    def written(self) -> int:
        """How long the log is: a moment to compare cuts with."""
        return self.log.stat().st_size if self.log.exists() else 0


@cache
def _compiled() -> bytes:
    """The library; without a compiler the test is skipped, except where everything has to run."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        if os.environ.get("CI") == "true":
            pytest.fail("a C compiler is needed: apt-get install gcc libc6-dev")
        pytest.skip("a C compiler is needed: apt-get install gcc libc6-dev")
    source = Path(__file__).with_name("disk.c")
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "disk.so"
        subprocess.run([compiler, "-O2", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
        return library.read_bytes()


@dataclass(frozen=True)
class Operation:
    """One thing done to one file: "W" writes `data` at `offset`, "T" cuts to `offset`, "S" flushes, "U" removes."""

    kind: str
    file: str
    offset: int
    data: bytes
    end: int


def operations(log: Path) -> Iterator[Operation]:
    """Everything that was done, in order; `end` is where it ends in the log."""
    raw, at = log.read_bytes(), 0
    while at < len(raw):
        kind, file, _, length, offset = _RECORD.unpack_from(raw, at)
        data_at = at + _RECORD.size
        at = data_at + (length if kind == b"W" else 0)
        yield Operation(kind.decode(), file.decode(), offset, raw[data_at:at], at)


@dataclass
class Platter:
    """What is on the disk for certain, and what the operating system may still have in its memory."""

    certain: dict[str, bytearray] = field(default_factory=dict)
    perhaps: dict[str, list[Operation]] = field(default_factory=dict)

    def take(self, operation: Operation) -> None:
        """Go one operation further."""
        waiting = self.perhaps.setdefault(operation.file, [])
        if operation.kind == "S" and operation.file == FOLDER:
            self._settle_removals()
        elif operation.kind == "S":
            for each in waiting:
                _carry_out(self.certain, each, each.data)
            waiting.clear()
        else:
            waiting.append(operation)

    def _settle_removals(self) -> None:
        """A file that was removed stays so once its folder was flushed."""
        for name, waiting in self.perhaps.items():
            removals = [place for place, each in enumerate(waiting) if each.kind == "U"]
            if removals:
                self.certain.pop(name, None)
                del waiting[: removals[-1] + 1]

    def after_power_cut(self, chance: random.Random) -> dict[str, bytes]:
        """What one finds: of what was not flushed, anything may be missing, torn, or out of order."""
        found = {name: bytearray(content) for name, content in self.certain.items()}
        for waiting in self.perhaps.values():
            left = [each for each in waiting if chance.random() < 0.6]
            if chance.random() < 0.5:
                chance.shuffle(left)
            for each in left:
                _carry_out(found, each, _torn(each.data, chance))
        return {name: bytes(content) for name, content in found.items()}


def _carry_out(files: dict[str, bytearray], operation: Operation, data: bytes) -> None:
    content = files.setdefault(operation.file, bytearray())
    match operation.kind:
        case "W":
            content.extend(bytes(max(0, operation.offset + len(data) - len(content))))
            content[operation.offset : operation.offset + len(data)] = data
        case "T":
            del content[operation.offset :]
            content.extend(bytes(operation.offset - len(content)))
        case "U":
            files.pop(operation.file, None)


def _torn(data: bytes, chance: random.Random) -> bytes:
    """The data, or only its first sectors."""
    return data if chance.random() < 0.7 else data[: SECTOR * chance.randint(0, max(0, len(data) // SECTOR))]

"""What keeps the serving process small and quick: loading what is used, looking for garbage where there is some."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

_DRAWING = ("click", "rich")
_IF_THERE = ("structlog",)
"""Libraries that load these where they are installed, for tracebacks that nobody here sees."""

_CALLER = "telegram.request._httpxrequest"
"""python-telegram-bot's own way to make calls, which loads httpx and 30 modules more; our adapter brings another."""

_PASSPORTS = "cryptography.hazmat.backends"
"""What python-telegram-bot opens passports with, which nobody shows us: where nothing is found it does without."""

_ARENAS_AT_MOST = -8
"""M_ARENA_MAX of glibc's mallopt(3)."""

_MAPPED = Path("/proc/self/smaps")
"""Every mapping of this process with the KiB it holds: proc_pid_smaps(5). Linux only."""

_LARGE, _COLLAPSE = 2 << 20, 25
"""Bytes of a large page, and MADV_COLLAPSE of madvise(2), which Linux knows since 6.1."""

_ANOTHER_SYSTEM = (OSError, AttributeError, TypeError, LookupError)
"""What is raised where there is no such file, C library or function: nothing is spared there."""


class _LeftOut:
    """Stands where python-telegram-bot looks for HTTPXRequest."""

    def __init__(self, *_: object, **__: object) -> None:
        raise RuntimeError("httpx is not loaded here: give the telegram.Bot a request of its own.")


def load_lightly() -> None:
    """While the libraries are loaded: do not look for garbage, there is none, and leave out what nobody here uses.

    What draws is hidden from those libraries only: whoever wants it later (the web server does) finds it.
    """
    gc.disable()
    _share_one_heap()
    if _CALLER not in sys.modules:
        sys.modules[_CALLER] = left_out = ModuleType(_CALLER)
        left_out.HTTPXRequest = _LeftOut  # type: ignore[attr-defined]
    sys.modules.setdefault(_PASSPORTS, ModuleType(_PASSPORTS))
    hidden = [name for name in _DRAWING if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]  # to Python: not installed
    try:
        for name in _IF_THERE:
            import_module(name)
    finally:
        for name in hidden:
            del sys.modules[name]


def _share_one_heap() -> None:
    """All threads take memory from one heap: they wait for Python anyway, and what a heap had once it keeps."""
    import ctypes  # noqa: PLC0415

    with suppress(*_ANOTHER_SYSTEM):
        ctypes.CDLL(None).mallopt(_ARENAS_AT_MOST, 1)


def spare_what_stays() -> None:
    """Once all is loaded: leave it out of the hunt for garbage, and hunt less often. It took a third of the loop."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
    gc.enable()
    with suppress(*_ANOTHER_SYSTEM):
        lay_out()


def lay_out() -> None:
    """Let go of code and constants that only loading needed; lay what stays in memory out in few large pages (Linux).

    They are a quarter of the memory. What is used again comes back by itself, in microseconds, from the system's
    cache of the file; most never is. In large pages a process that slept finds its objects sooner: an answer after a
    pause took a sixth less.
    """
    import ctypes  # noqa: PLC0415
    import mmap  # noqa: PLC0415

    system = ctypes.CDLL(None)
    system.malloc_trim(0)
    advise = system.madvise
    advise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    mapped = list(mappings(_MAPPED.read_text("ascii", "replace")))
    for each in filter(Mapping.is_as_on_disk, mapped):
        advise(each.start, each.end - each.start, mmap.MADV_DONTNEED)
    for each in filter(Mapping.is_full_of_objects, mapped):
        start, end = -(-each.start // _LARGE) * _LARGE, each.end // _LARGE * _LARGE
        if start < end:
            advise(start, end - start, _COLLAPSE)  # an older system refuses, and all stays as it is


class Mapping(NamedTuple):
    """One mapping of this process: first address and the one behind the last, what may be done there, what is behind it
    ("" where it is memory), and KiB of it that are held, and that differ from the file (swapped out ones too)."""

    start: int
    end: int
    mode: str
    path: str
    held: int
    own: int

    def is_as_on_disk(self) -> bool:
        """Whether it is code or constants, byte for byte what stands in its file."""
        return self.mode in {"r-xp", "r--p"} and self.path.startswith("/") and not self.own

    def is_full_of_objects(self) -> bool:
        """Whether it is memory with hardly a hole: large pages would fill those."""
        return self.mode == "rw-p" and self.path in {"", "[heap]"} and self.held * 1024 > 0.97 * (self.end - self.start)


def mappings(mapped: str) -> Iterator[Mapping]:
    """Read proc_pid_smaps(5)."""
    head: list[str] = []
    kib: dict[str, int] = {}
    for words in map(str.split, mapped.splitlines()):
        if not words[0].endswith(":"):  # "7f…-7f… r-xp offset device inode path" begins a mapping
            head = words
        elif words[1].isdecimal():
            kib[words[0]] = int(words[1])
        if words[0] == "Swap:":
            start, end = (int(address, 16) for address in head[0].split("-"))
            own = kib["Anonymous:"] + kib["Swap:"]
            yield Mapping(start, end, head[1], " ".join(head[5:]), kib["Rss:"], own)

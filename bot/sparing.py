"""What keeps the serving process small and quick: loading what is used, looking for garbage where there is some."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import ModuleType

_DRAWING = ("click", "rich")
_IF_THERE = ("structlog",)
"""Libraries that load these where they are installed, for tracebacks that nobody here sees."""

_CALLER = "telegram.request._httpxrequest"
"""python-telegram-bot's own way to make calls, which loads httpx and 30 modules more; our adapter brings another."""

_ARENAS_AT_MOST = -8
"""M_ARENA_MAX of glibc's mallopt(3)."""

_MAPPED = Path("/proc/self/smaps")
"""Every mapping of this process with the KiB it holds: proc_pid_smaps(5). Linux only."""

_ANOTHER_SYSTEM = (OSError, AttributeError, TypeError)
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
    give_back_code()


def give_back_code() -> None:
    """Let go of the libraries' machine code, which loading has brought in: on Linux a sixth of the memory.

    What is called again comes back by itself, in microseconds, from the system's cache of the file; most never is.
    """
    import ctypes  # noqa: PLC0415
    import mmap  # noqa: PLC0415

    with suppress(*_ANOTHER_SYSTEM):
        advise = ctypes.CDLL(None).madvise
        advise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
        for start, end in code_as_on_disk(_MAPPED.read_text("ascii", "replace")):
            advise(start, end - start, mmap.MADV_DONTNEED)


def code_as_on_disk(mapped: str) -> Iterator[tuple[int, int]]:
    """First address and the one behind the last of mapped code that is byte for byte what stands in its file."""
    start, end, is_code = 0, 0, False
    for words in map(str.split, mapped.splitlines()):
        if not words[0].endswith(":"):  # "7f…-7f… r-xp offset device inode path" begins a mapping
            start, end = (int(address, 16) for address in words[0].split("-"))
            is_code = words[1] == "r-xp" and len(words) > 5 and words[5].startswith("/")
        elif words[0] == "Anonymous:" and is_code and words[1] == "0":  # KiB that differ from the file
            yield start, end

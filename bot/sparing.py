"""What keeps the serving process small and quick: loading what is used, looking for garbage where there is some."""

from __future__ import annotations

import gc
import sys
from importlib import import_module

_DRAWING = ("click", "rich")
_IF_THERE = ("structlog", "httpx")
"""Libraries that load these where they are installed, for tracebacks and a command line that nobody here sees."""


def load_lightly() -> None:
    """While the libraries are loaded: do not look for garbage, there is none, and leave out 6 MB of drawing.

    It is hidden from those libraries only: whoever wants it later (the web server does) finds it.
    """
    gc.disable()
    hidden = [name for name in _DRAWING if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]  # to Python: not installed
    try:
        for name in _IF_THERE:
            import_module(name)
    finally:
        for name in hidden:
            del sys.modules[name]


def spare_what_stays() -> None:
    """Once all is loaded: leave it out of the hunt for garbage, and hunt less often. It took a third of the loop."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
    gc.enable()

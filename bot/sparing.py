"""What keeps the serving process small and quick: loading no more than it needs, looking for garbage where some is."""

from __future__ import annotations

import gc
import sys

_DRAWING = ("rich", "click")
"""Loaded by structlog and httpx if it is there, to draw tracebacks and for a command line: 50 ms, 5 MB, for nothing."""


def load_lightly() -> None:
    """Before the libraries are loaded: leave aside what nobody uses, and do not look for garbage, there is none."""
    for name in _DRAWING:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # None: as if it were not installed
    gc.disable()


def spare_what_stays() -> None:
    """Once all is loaded: leave it out of the hunt for garbage, and hunt less often. It took a third of the loop."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
    gc.enable()

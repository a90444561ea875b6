"""What keeps the serving process small and quick: looking for garbage only where there is some."""

from __future__ import annotations

import gc


def load_lightly() -> None:
    """While the libraries are loaded: do not look for garbage, there is none."""
    gc.disable()


def spare_what_stays() -> None:
    """Once all is loaded: leave it out of the hunt for garbage, and hunt less often. It took a third of the loop."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
    gc.enable()

"""Starts our bot the way `alongside run` does: lightly. `--dressed` asks with progress, buttons and edits."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from bot.sparing import load_lightly


def main() -> None:
    """Load, then serve until told to stop."""
    load_lightly()
    from bench.bots.ours import serve  # noqa: PLC0415 - only now may it be loaded

    asyncio.run(serve(sys.argv[1], Path(sys.argv[2]), is_dressed="--dressed" in sys.argv))


if __name__ == "__main__":
    main()

"""Plays by hand: `python -m tests.wild SEED STEPS` plays until something breaks; `--shrink` leaves out what it can."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bot.curriculum.folders import read_programs
from bot.flows.engine.stage import Stage
from bot.flows.gazetteer import open_gazetteer
from bot.flows.staging import set_stage
from tests.wild.play import play, sqlite_in


def _fault(stage: Stage, seed: int, steps: Sequence[int]) -> str:
    """What breaks, and how it came to it; "" where nothing does."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            asyncio.run(play(sqlite_in(Path(folder)), stage, seed, steps))
        except Exception as error:  # noqa: BLE001 - whatever breaks is what is looked for
            return f"{type(error).__name__}: {error}"
    return ""


def shrunk(stage: Stage, seed: int, steps: Sequence[int], said: str) -> tuple[Sequence[int], str]:
    """The fewest steps found that break the same thing, and how."""
    kind = said.partition("\n")[0]
    size = len(steps) // 2
    while size:
        at = 0
        while at < len(steps):
            fewer = [*steps[:at], *steps[at + size :]]
            found = _fault(stage, seed, fewer)
            if found.startswith(kind[:45]):
                steps, said = fewer, found
            else:
                at += size
        size //= 2
    return steps, said


def main() -> None:
    """Read what is asked and play it."""
    asked = argparse.ArgumentParser()
    asked.add_argument("seed", type=int)
    asked.add_argument("steps", type=int, default=300, nargs="?")
    asked.add_argument("--seeds", type=int, default=1)
    asked.add_argument("--shrink", action="store_true")
    given = asked.parse_args()
    stage = set_stage(read_programs(), open_gazetteer())
    for seed in range(given.seed, given.seed + given.seeds):
        began, steps = time.monotonic(), range(given.steps)
        said = _fault(stage, seed, steps)
        if said and given.shrink:
            steps, said = shrunk(stage, seed, steps, said)
            said = f"steps {list(steps)}\n{said}"
        sys.stdout.write(f"--- seed {seed}, {time.monotonic() - began:.1f} s: {said or 'all well'}\n")


main()

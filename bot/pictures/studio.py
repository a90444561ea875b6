"""Has pictures drawn in a process of their own, one for each picture, so that none of it stays in the bot's memory."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

import bot
from bot.pictures.values import NO_SUCH_PICTURE
from bot.words.errors import Unreachable
from bot.words.messages import Drawn

SECONDS = 20.0
"""How long one picture may take; it takes 0.2 to 0.5."""
AT_ONCE = 2
KEPT_SETTINGS = ("PATH", "HOME", "SYSTEMROOT", "LANG")
"""What the process is told of our surroundings: no tokens, no keys."""


class Studio:
    """Carries out the `Artist` port."""

    def __init__(self, at_once: int = AT_ONCE, seconds: float = SECONDS) -> None:
        self._few = asyncio.Semaphore(at_once)
        self._seconds = seconds

    async def draw(self, drawn: Drawn) -> bytes:
        """As the port says. Raises Unreachable where it took too long, RuntimeError where drawing is broken here."""
        asked = json.dumps({"picture": drawn.picture, "values": drawn.values}).encode()
        async with self._few:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot.pictures",
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env=_surroundings(),
            )
            try:
                async with asyncio.timeout(self._seconds):
                    picture, _ = await process.communicate(asked)
            except TimeoutError:
                raise Unreachable("picture too slow", uncertain=False) from None
            finally:
                if process.returncode is None:
                    process.kill()
                    await process.wait()
        if process.returncode == NO_SUCH_PICTURE:
            raise ValueError(f"there is no picture {drawn.picture!r} of these values")
        if process.returncode:
            raise RuntimeError(f"drawing ended with {process.returncode}")
        return picture


def _surroundings() -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT_SETTINGS if name in os.environ}
    root = str(Path(bot.__file__).parents[1])
    return {**kept, "PYTHONPATH": os.pathsep.join((root, *filter(None, sys.path))), "PYTHONUTF8": "1"}

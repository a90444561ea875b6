"""Draws one picture: reads its name and values as JSON, writes a PNG. Exit code 3: there is no such picture."""

from __future__ import annotations

import json
import sys

from bot.pictures.drawing import draw
from bot.pictures.values import NO_SUCH_PICTURE


def main() -> int:
    """Read, draw, write."""
    asked = json.load(sys.stdin.buffer)
    try:
        drawn = draw(asked["picture"], asked["values"])
    except ValueError:
        return NO_SUCH_PICTURE
    sys.stdout.buffer.write(drawn)
    return 0


if __name__ == "__main__":
    sys.exit(main())

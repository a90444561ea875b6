"""`python -m tests.stand_ins.slack --port 0`: the stand-in by itself; prints where it is, and what opens it."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys

from tests.stand_ins.slack.server import SlackStandIn
from tests.stand_ins.slack.workspace import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET


async def serve(port: int, rate: float, burst: float) -> None:
    """Serve until ended."""
    slack = await SlackStandIn.start(port=port, rate=rate, burst=burst)
    keys = {"bot_token": BOT_TOKEN, "app_token": APP_TOKEN, "signing_secret": SIGNING_SECRET}
    sys.stdout.write(json.dumps({"base_url": slack.base_url} | keys) + "\n")
    sys.stdout.flush()
    try:
        await asyncio.Event().wait()
    finally:
        await slack.stop()


parser = argparse.ArgumentParser(prog="python -m tests.stand_ins.slack", description=__doc__)
parser.add_argument("--port", type=int, default=0, help="0 takes any free port")
parser.add_argument("--rate", type=float, default=1.0, help="posts a second and conversation; 0 for no limit")
parser.add_argument("--burst", type=float, default=5.0, help="posts a conversation may have at once")
chosen = parser.parse_args()
asyncio.run(serve(chosen.port, chosen.rate, chosen.burst))

"""Serve from a process of its own: prints its URL; `/control` does what a test would do to the object.

POST /control {"do": "says", "person": 7, "text": "hello"}      any method of Person, or "fail_next"
GET  /control                                                  what was called, seen and violated so far
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from aiohttp import web

from tests.stand_ins.telegram.limits import Rates
from tests.stand_ins.telegram.server import TOKEN, TelegramStandIn


async def control(world: TelegramStandIn, wish: dict[str, Any]) -> object:
    """Carry out one wish."""
    name = wish.pop("do")
    if name == "fail_next":
        world.fail_next(**wish)
        return True
    person = world.person(wish.pop("person"), wish.pop("first_name", "Amina"), wish.pop("language_code", "en"))
    return await getattr(person, name)(**wish)


def report(world: TelegramStandIn) -> dict[str, Any]:
    """Everything on record, as JSON."""
    people = {person.id: person for person in world.people.values()}
    return {
        "calls": dict(world.calls),
        "violations": [asdict(violation) for violation in world.violations],
        "pending": len(world.updates.pending),
        "chats": {number: [asdict(seen) for seen in person.chat] for number, person in people.items()},
    }


async def serve(arguments: argparse.Namespace) -> None:
    """Serve until killed."""
    world = await TelegramStandIn.start(
        arguments.token,
        port=arguments.port,
        api=arguments.api,
        latency=arguments.latency,
        rates=Rates(bot=arguments.per_bot, chat=arguments.per_chat),
    )

    async def answer(request: web.BaseRequest) -> web.Response:
        if request.method == "GET":
            return web.json_response(report(world))
        return web.json_response(
            await control(world, await request.json()), dumps=lambda value: json.dumps(value, default=asdict)
        )

    site = await asyncio.get_running_loop().create_server(web.Server(answer), "127.0.0.1", 0)
    print(world.url, f"http://127.0.0.1:{site.sockets[0].getsockname()[1]}/control", flush=True)  # noqa: T201
    await asyncio.Event().wait()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.stand_ins.telegram", description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--api", type=Path, default=None, help="the Bot API's description as JSON")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds added to every call")
    parser.add_argument("--per-bot", type=float, default=None, help="messages a second in all")
    parser.add_argument("--per-chat", type=float, default=None, help="messages a second to one chat")
    gc.set_threshold(50_000, 50, 1000)  # everything said is kept, so that looking for garbage finds none
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()

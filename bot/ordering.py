"""How the command line reaches the bot: through a socket beside the database while the bot runs, else directly.

One line of JSON each way: {"order": name, "with": {...}} and {"result": ...} or {"refused": why}. Only the operating
system's user who runs the bot can open the socket.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from bot.doings.desk.orders import Arguments, OrderRefused, Orders
from bot.doings.traces import code, log
from bot.words.errors import AlongsideError
from bot.words.messages import Json

LONGEST = 8 * 1024 * 1024
"""Bytes of one line."""
LONGEST_PATH = 107 if sys.platform == "linux" else 103
"""Bytes of a socket's path that the system takes: unix(7), and unix(4) of the BSDs."""


def socket_of(database: Path) -> Path:
    """Where the running bot listens for orders."""
    return database.with_name(database.name + ".orders")


async def listen_for_orders(path: Path, orders: Orders) -> asyncio.Server | None:
    """Take orders until closed; None where the path is too long for a socket."""
    if len(os.fsencode(path)) > LONGEST_PATH:
        return None

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, ValueError):
            answer = await _answer(await reader.readline(), orders)
            writer.write(json.dumps(answer).encode() + b"\n")
            await writer.drain()
        writer.close()

    with suppress(FileNotFoundError):
        os.unlink(path)  # noqa: PTH108 - a name beside the database, gone in no time
    before = os.umask(0o177)
    try:
        return await asyncio.start_unix_server(serve, path, limit=LONGEST)
    finally:
        os.umask(before)


async def order(path: Path | None, name: str, arguments: Arguments, alone: Callable[[], Awaitable[Orders]]) -> Json:
    """Have an order carried out by the bot that runs, or with `alone` where none does. Raises OrderRefused."""
    if path is not None and len(os.fsencode(path)) <= LONGEST_PATH:  # nobody listens at a longer one
        with suppress(ConnectionError, FileNotFoundError):
            return await _ask(path, name, arguments)
    orders = await alone()
    return await orders.carry_out(name, arguments)


async def _ask(path: Path, name: str, arguments: Arguments) -> Json:
    reader, writer = await asyncio.open_unix_connection(path, limit=LONGEST)
    writer.write(json.dumps({"order": name, "with": dict(arguments)}).encode() + b"\n")
    await writer.drain()
    answer = json.loads(await reader.readline())
    writer.close()
    if "refused" in answer:
        raise OrderRefused(answer["refused"])
    result: Json = answer["result"]
    return result


async def _answer(line: bytes, orders: Orders) -> dict[str, Json]:
    asked = json.loads(line)
    try:
        return {"result": await orders.carry_out(str(asked["order"]), asked.get("with") or {})}
    except AlongsideError as error:
        return {"refused": str(error)}
    except Exception as error:  # noqa: BLE001 - whoever ordered it is answered, whatever went wrong
        log.error("order.failed", order=str(asked.get("order")), error=code(error))
        return {"refused": f"this went wrong inside the bot ({type(error).__name__}); please report it"}

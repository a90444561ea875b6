"""The socket by which the command line reaches a bot that runs: whoever orders something is answered, come what may."""

from __future__ import annotations

import pytest

from bot.doings.desk.orders import OrderRefused, Orders
from bot.ordering import listen_for_orders, order, socket_of


async def _nobody():
    raise AssertionError("a bot runs, so nothing is done beside it")


async def test_an_order_that_goes_wrong_inside_the_bot_is_refused_and_the_next_is_carried_out(tmp_path):
    async def broken(said):
        return {"length": len(said["list"])}

    path = socket_of(tmp_path / "a.sqlite3")
    server = await listen_for_orders(path, Orders({"count": broken}))
    try:
        with pytest.raises(OrderRefused, match="inside the bot"):
            await order(path, "count", {}, _nobody)
        assert await order(path, "count", {"list": [1, 2]}, _nobody) == {"length": 2}
    finally:
        server.close()


async def test_where_the_path_is_too_long_for_a_socket_the_bot_listens_nowhere_and_it_is_done_without_it(tmp_path):
    async def found(said):
        return said["name"]

    async def alone():
        return Orders({"find": found})

    path = socket_of(tmp_path / ("a" * 120))
    assert await listen_for_orders(path, Orders({})) is None
    assert await order(path, "find", {"name": "Ana"}, alone) == "Ana"

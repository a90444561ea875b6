"""Rows 63 and 68: neither the token nor what people write stands in any log line, at any level."""

from __future__ import annotations

import contextlib
import logging

import pytest

from bot.adapters.telegram import TelegramChannel
from bot.words.clock import SystemClock
from bot.words.errors import SendError
from tests.adapters.telegram.conftest import QUICK, delivery, listening

CANARY = "canary-words-of-a-person"


@pytest.mark.parametrize(
    "kind", ["none", "400", "401", "403", "404", "429", "500", "empty", "truncated", "reset", "html-403"]
)
async def test_row_68_logs_hold_neither_token_nor_words(standin, inbox, caplog, capsys, kind):
    caplog.set_level(logging.DEBUG)
    channel = TelegramChannel(
        standin.token, root=standin.url, clock=SystemClock(), commands={"": [("start", "Begin")]}, timing=QUICK
    )
    if kind != "none":
        for method in ("getUpdates", "sendMessage", "getMe", "getMyCommands", "answerCallbackQuery"):
            standin.fail_next(method, kind, retry_after=0.01)
    async with listening(channel, inbox):
        amina = standin.person(7)
        await amina.says(CANARY)
        await inbox.holds(1)
        with contextlib.suppress(SendError):
            await channel.send(delivery(7, CANARY, "A"), None)
            await amina.presses("A")
            await inbox.holds(2)
        await channel.check()
        await standin.until_called("getMyCommands")
    await channel.close()
    said = caplog.text + capsys.readouterr().out + repr(channel)
    assert standin.token.partition(":")[2] not in said
    assert CANARY not in said


async def test_row_35_an_odd_root_shows_no_token_either(caplog):
    caplog.set_level(logging.DEBUG)
    channel = TelegramChannel("1:secret-token", root="http://[broken", clock=SystemClock())
    with pytest.raises(SendError) as caught:
        await channel.send(delivery(7, "hello"), None)
    await channel.close()
    assert "secret-token" not in caplog.text + str(caught.value) + repr(caught.value.__context__)

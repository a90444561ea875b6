"""What the doctor says of Telegram."""

from __future__ import annotations

import pytest

from bot.adapters.telegram import TelegramChannel
from bot.words.clock import SystemClock
from tests.stand_ins.telegram import TelegramStandIn


async def test_all_is_well(channel, standin):
    findings = await channel.check()
    assert [finding.well for finding in findings] == [True, True]
    assert "@stand_in_bot" in findings[0].what


async def test_waiting_updates_are_mentioned(channel, standin):
    await standin.person(7).says("hello")
    assert "1 updates wait" in (await channel.check())[-1].what


async def test_a_refused_token_says_where_to_get_one(channel, standin):
    standin.fail_next("getMe", "401")
    (finding,) = await channel.check()
    assert not finding.well
    assert "@BotFather" in finding.todo
    assert standin.token not in str(finding)


async def test_a_telegram_out_of_reach_says_what_to_look_at():
    channel = TelegramChannel("1:x", root="http://no-such-host.invalid", clock=SystemClock())
    (finding,) = await channel.check()
    assert not finding.well
    assert "network" in finding.todo
    await channel.close()


async def test_another_installations_webhook_is_named(channel, standin):
    standin.webhook.url = "https://elsewhere.example/x"
    finding = (await channel.check())[1]
    assert not finding.well
    assert "elsewhere.example" in finding.what


async def test_a_webhook_of_ours_is_well_and_its_last_error_is_not(standin: TelegramStandIn):
    ours = TelegramChannel(
        standin.token, root=standin.url, clock=SystemClock(), public_url="https://me.example", webhook_secret="s"
    )
    assert "will set" in (await ours.check())[1].what
    standin.webhook.url = "https://me.example/telegram"
    standin.webhook.last_error = "Connection refused"
    findings = await ours.check()
    assert [finding.well for finding in findings] == [True, True, False]
    await ours.close()


@pytest.mark.parametrize("address", ["http://me.example", "https://me.example:8080", "http://10.0.0.7:443"])
async def test_an_address_telegram_calls_nobody_at_is_named_before_it_refuses_it(standin: TelegramStandIn, address):
    ours = TelegramChannel(standin.token, root=standin.url, clock=SystemClock(), public_url=address)
    finding = (await ours.check())[1]
    assert not finding.well
    assert "ALONGSIDE_PUBLIC_URL" in finding.todo
    await ours.close()


@pytest.mark.parametrize("address", ["https://me.example", "https://me.example:8443", "http://127.0.0.1:8080"])
async def test_an_address_that_may_be_called_is_well(standin: TelegramStandIn, address):
    ours = TelegramChannel(standin.token, root=standin.url, clock=SystemClock(), public_url=address)
    assert all(finding.well for finding in await ours.check())
    await ours.close()

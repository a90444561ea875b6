"""The stand-in is as strict as Telegram, and python-telegram-bot as it is installed can talk to it."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Conflict, Forbidden, RetryAfter

from tests.stand_ins.telegram import Rates, TelegramStandIn

ROOT = Path(__file__).parents[3]


@pytest.fixture
async def world() -> AsyncIterator[TelegramStandIn]:
    standin = await TelegramStandIn.start()
    standin.person(7).started = True
    yield standin
    await standin.close()


async def call(world: TelegramStandIn, method: str, **parameters: Any) -> dict[str, Any]:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{world.url}/bot{world.token}/{method}", json=parameters) as answer,
    ):
        return await answer.json()


def key(**more: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "A", "callback_data": "a", **more}]]}


def keys(most: int = 1, **more: Any) -> dict[str, Any]:
    return {"keyboard": [[{"text": "Who", "request_users": {"request_id": 1, "max_quantity": most}}]], **more}


FORBIDDEN = {
    "unknown-method": ("sendSmile", {}),
    "missing-parameter": ("sendMessage", {"chat_id": 7}),
    "ill-typed": ("sendMessage", {"chat_id": 7, "text": 5}),
    "empty-text": ("sendMessage", {"chat_id": 7, "text": " \n"}),
    "text-too-long": ("sendMessage", {"chat_id": 7, "text": "😀" * 2048 + "x"}),
    "two-markups": ("sendMessage", {"chat_id": 7, "text": "x", "parse_mode": "HTML", "entities": []}),
    "unclosed-markup": ("sendMessage", {"chat_id": 7, "text": "a < b", "parse_mode": "HTML"}),
    "callback-data": ("sendMessage", {"chat_id": 7, "text": "x", "reply_markup": key(callback_data="é" * 33)}),
    "button-actions": ("sendMessage", {"chat_id": 7, "text": "x", "reply_markup": key(url="https://example.org")}),
    "empty-label": ("sendMessage", {"chat_id": 7, "text": "x", "reply_markup": key(text="")}),
    "keyboard-row": ("sendMessage", {"chat_id": 7, "text": "x", "reply_markup": {"inline_keyboard": [[]]}}),
    "empty-keyboard": ("sendMessage", {"chat_id": 7, "text": "x", "reply_markup": {"keyboard": []}}),
    "long-label": ("sendMessage", {"chat_id": 7, "text": "x", "reply_markup": key(text="A" * 65)}),
    "placeholder": ("sendMessage", {"chat_id": 7, "text": "x", "reply_markup": keys(input_field_placeholder="A" * 65)}),
    "max-quantity": ("sendMessage", {"chat_id": 7, "text": "x", "reply_markup": keys(most=11)}),
    "limit": ("getUpdates", {"limit": 101}),
    "timeout": ("getUpdates", {"timeout": 51}),
    "confirms-unseen": ("getUpdates", {"offset": 5}),
    "language-code": ("setMyCommands", {"commands": [], "language_code": "es-MX"}),
    "secret-token": ("setWebhook", {"url": "", "secret_token": "a b"}),
    "dropped-updates": ("deleteWebhook", {"drop_pending_updates": True}),
    "command": ("setMyCommands", {"commands": [{"command": "Start", "description": "x"}]}),
}


@pytest.mark.parametrize(("rule", "method", "parameters"), [(rule, *rest) for rule, rest in FORBIDDEN.items()])
async def test_a_broken_rule_is_refused_and_put_on_record(world, rule, method, parameters):
    assert (await call(world, method, **parameters))["ok"] is False
    assert [violation.rule for violation in world.violations] == [rule]


async def test_an_unknown_parameter_passes_but_is_put_on_record(world):
    assert (await call(world, "sendMessage", chat_id=7, text="x", colour="red"))["ok"] is True
    assert world.violations[0].detail == "colour"


async def test_updates_there_are_none_of_pass_but_are_put_on_record(world):
    assert (await call(world, "getUpdates", allowed_updates=["message", "smile"]))["ok"] is True
    assert [(violation.rule, violation.detail) for violation in world.violations] == [("allowed-updates", "smile")]


async def test_a_command_stands_in_a_menu_once(world):
    twice = [{"command": "start", "description": "x"}] * 2
    assert (await call(world, "setMyCommands", commands=twice))["ok"] is False
    assert [violation.rule for violation in world.violations] == ["command"]


async def test_a_press_is_answered_once_and_within_150_seconds(world):
    amina = world.person(7)
    await call(world, "sendMessage", chat_id=7, text="x", reply_markup=key())
    first = world.callback(amina, amina.chat[0], "a")
    assert (await call(world, "answerCallbackQuery", callback_query_id=first))["ok"] is True
    assert (await call(world, "answerCallbackQuery", callback_query_id=first))["ok"] is False
    late = world.callback(amina, amina.chat[0], "a")
    world.ahead = 151.0
    assert "too old" in (await call(world, "answerCallbackQuery", callback_query_id=late))["description"]
    assert [violation.rule for violation in world.violations] == ["answered-twice"]


async def test_updates_come_again_until_confirmed(world):
    amina = world.person(7)
    for text in ("a", "b", "c"):
        await amina.says(text)
    first = (await call(world, "getUpdates", limit=2))["result"]
    assert first == (await call(world, "getUpdates", limit=2))["result"]
    rest = (await call(world, "getUpdates", offset=first[-1]["update_id"] + 1))["result"]
    assert [update["message"]["text"] for update in rest] == ["c"]
    assert rest == (await call(world, "getUpdates"))["result"]


async def test_two_polls_at_once_end_the_first(world):
    first = asyncio.create_task(call(world, "getUpdates", timeout=30))
    await world.until_called("getUpdates")
    second = asyncio.create_task(call(world, "getUpdates", timeout=30))
    assert (await first)["error_code"] == 409
    await world.person(7).says("hello")
    assert len((await second)["result"]) == 1


@pytest.mark.parametrize("how", ["form", "multipart", "json", "query"])
async def test_parameters_come_in_every_form_telegram_takes(world, how):
    fields = {"chat_id": "7", "text": "5", "reply_markup": json.dumps(key())}
    url = f"{world.url}/bot{world.token}/sendMessage"
    async with aiohttp.ClientSession() as session:
        match how:
            case "form":
                request = session.post(url, data=fields)
            case "multipart":
                with aiohttp.MultipartWriter("form-data") as parts:
                    for name, value in fields.items():
                        parts.append(value).set_content_disposition("form-data", name=name)
                request = session.post(url, data=parts)
            case "json":
                request = session.post(url, json=fields | {"reply_markup": key()})
            case _:
                request = session.get(url, params=fields)
        async with request as answer:
            assert (await answer.json())["ok"] is True
    assert (world.person(7).chat[0].text, world.person(7).chat[0].buttons, world.violations) == ("5", ["A"], [])


async def test_an_object_written_as_text_inside_a_json_body_is_taken_and_recorded(world):
    answer = await call(world, "sendMessage", chat_id=7, text="5", reply_markup=json.dumps(key()))
    assert answer["ok"] is True
    assert [violation.rule for violation in world.violations] == ["json-in-json"]


async def test_python_telegram_bot_as_it_is_installed_can_talk_to_it(world):
    amina = world.person(7)
    async with Bot(world.token, base_url=f"{world.url}/bot") as bot:
        markup = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])
        message = await bot.send_message(7, "5", reply_markup=markup)
        await amina.presses("Yes")
        (update,) = await bot.get_updates(timeout=0)
        assert (update.callback_query.data, update.callback_query.message.message_id) == ("y", message.message_id)
        await update.callback_query.answer()
        with pytest.raises(BadRequest, match="not modified"):
            await bot.edit_message_text("5", 7, message.message_id, reply_markup=markup)
        await bot.edit_message_text("Thank you", 7, message.message_id)
        await amina.blocks()
        with pytest.raises(Forbidden):
            await bot.send_message(7, "x")
        world.limits.rates = Rates(bot=1, bot_burst=1)
        await amina.unblocks()
        await bot.send_message(7, "x")
        with pytest.raises(RetryAfter):
            await bot.send_message(7, "x")
        world.webhook.url = "https://example.org"
        with pytest.raises(Conflict, match="webhook"):
            await bot.get_updates(timeout=0)
    assert (amina.chat[0].text, amina.chat[0].buttons, amina.chat[0].edited, world.violations) == (
        "Thank you",
        [],
        1,
        [],
    )


async def test_nobody_is_written_to_first(world):
    world.person(8)
    assert "can't initiate" in (await call(world, "sendMessage", chat_id=8, text="x"))["description"]
    assert [violation.rule for violation in world.violations] == ["wrote-first"]


async def test_it_runs_as_a_process_of_its_own():
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.stand_ins.telegram", "--port", "0", cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    url, control = (await process.stdout.readline()).decode().split()
    async with aiohttp.ClientSession() as session:
        async with session.post(control, json={"do": "says", "person": 7, "text": "hello"}) as answer:
            assert answer.ok
        async with session.post(f"{url}/bot123456:stand-in-token-of-a-bot-for-tests-00/getUpdates") as answer:
            assert (await answer.json())["result"][0]["message"]["text"] == "hello"
        async with session.get(control) as answer:
            assert (await answer.json())["calls"] == {"getUpdates": 1}
    process.terminate()
    await process.wait()

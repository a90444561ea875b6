"""Every way a call can fail means one of the send errors, and none of them shows the token."""

from __future__ import annotations

import asyncio
import socket
import traceback

import pytest

from bot.adapters.telegram import TelegramChannel
from bot.adapters.telegram.pace import Pace
from bot.adapters.telegram.timing import Timing
from bot.words.clock import SystemClock
from bot.words.errors import AddressMoved, ChannelClosed, PersonGone, Rejected, SendError, Throttled, Unreachable
from bot.words.messages import Edit
from tests.adapters.telegram.conftest import delivery
from tests.stand_ins.telegram import Rates, TelegramStandIn
from tests.stand_ins.telegram.faults import MISSING

HASTY = Timing(total=0.2, connect=0.1)


@pytest.fixture(autouse=True)
def amina(standin: TelegramStandIn):
    person = standin.person(7)
    person.started = True
    return person


async def failure(channel: TelegramChannel) -> SendError:
    """The error that sending raises, after a look whether anything in it shows the token."""
    with pytest.raises(SendError) as caught:
        await channel.send(delivery(7, "hello"), None)
    assert "stand-in-token" not in "".join(traceback.format_exception(caught.value))
    return caught.value


async def lone(root: str, timing: Timing = HASTY) -> SendError:
    """The error of a channel that talks to this address."""
    channel = TelegramChannel("1:stand-in-token", root=root, clock=SystemClock(), timing=timing)
    error = await failure(channel)
    await channel.close()
    return error


ASKED_AND_WAITED = {
    1: 1,
    35: 35,
    10072: 10072,
    10**9: 86400,
    10**400: 5,
    "12": 12,
    "0": 5,
    0: 5,
    -3: 5,
    "abc": 5,
    None: 5,
}


@pytest.mark.parametrize(("asked", "waited"), [*ASKED_AND_WAITED.items(), (MISSING, 5), ([], 5), (float("nan"), 5)])
async def test_row_26_throttled_for_as_long_as_asked(channel, standin, asked, waited):
    standin.fail_next("sendMessage", "429", retry_after=asked)
    error = await failure(channel)
    assert isinstance(error, Throttled)
    assert error.retry_after == waited


async def test_row_27_the_chats_own_haste_explains_a_429_or_else_the_bots(channel, standin):
    standin.fail_next("sendMessage", "429", times=2)
    assert (await failure(channel)).scope == "bot"
    assert (await failure(channel)).scope == "chat"


def test_row_27_haste_is_forgotten_after_two_seconds():
    moments = iter((0.0, 0.9, 1.5, 5.0, 5.5, 7.5))
    pace = Pace(lambda: next(moments))
    scopes = [pace.scope("7") for _ in range(6)]
    assert scopes == ["bot", "chat", "chat", "bot", "chat", "bot"]


@pytest.mark.parametrize("kind", ["500", "502", "html-403", "empty", "truncated", "reset"])
async def test_row_28_and_29_the_message_may_have_arrived(channel, standin, amina, kind):
    standin.fail_next("sendMessage", kind)
    error = await failure(channel)
    assert isinstance(error, Unreachable)
    assert error.uncertain
    assert len(amina.chat) == (kind in ("empty", "truncated", "reset"))
    assert standin.calls["sendMessage"] == 1


@pytest.mark.parametrize(
    "description",
    [
        "Forbidden: bot was blocked by the user",
        "Forbidden: user is deactivated",
        "Forbidden: bot was kicked from the group chat",
        "Forbidden: bot can't initiate conversation with a user",
    ],
)
async def test_row_31_the_person_is_gone(channel, standin, description):
    standin.fail_next("sendMessage", "403", description=description)
    assert isinstance(await failure(channel), PersonGone)


@pytest.mark.parametrize("said", ["chat not found", "user not found", "PEER_ID_INVALID"])
async def test_row_31_a_chat_that_does_not_exist_is_a_person_gone(channel, standin, said):
    standin.fail_next("sendMessage", "400", description=f"Bad Request: {said}")
    assert isinstance(await failure(channel), PersonGone)


async def test_row_31_a_block_is_noticed_and_ends(channel, amina):
    await amina.blocks()
    assert isinstance(await failure(channel), PersonGone)
    await amina.unblocks()
    assert await channel.send(delivery(7, "welcome back"), None)


async def test_an_address_telegram_never_gave_is_a_person_gone(channel):
    with pytest.raises(PersonGone):
        await channel.send(delivery("nobody", "hello"), None)


async def test_row_32_the_chat_moved(channel, standin):
    standin.fail_next("sendMessage", "migrate", new_id=-1001234567890)
    error = await failure(channel)
    assert isinstance(error, AddressMoved)
    assert error.new_id == "-1001234567890"


@pytest.mark.parametrize("kind", ["401", "404"])
async def test_row_33_the_token_no_longer_works(channel, standin, kind):
    standin.fail_next("sendMessage", kind)
    assert isinstance(await failure(channel), ChannelClosed)


async def test_a_refusal_of_what_we_wrote_is_our_fault(channel, standin):
    standin.fail_next("sendMessage", "400", description="Bad Request: message text is empty")
    error = await failure(channel)
    assert isinstance(error, Rejected)
    assert "text is empty" in str(error)


@pytest.mark.parametrize("said", ["message to edit not found", "message can't be edited"])
async def test_an_edit_that_comes_too_late_counts_as_sent(channel, standin, said):
    standin.fail_next("editMessageText", "400", description=f"Bad Request: {said}")
    assert await channel.send(delivery(7, Edit(1, "Done")), "1") == ""


async def test_row_35_a_host_that_cannot_be_found_got_nothing():
    error = await lone("http://no-such-host.invalid", Timing())
    assert isinstance(error, Unreachable)
    assert not error.uncertain


async def test_row_35_a_closed_port_got_nothing():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        error = await lone(f"http://127.0.0.1:{free.getsockname()[1]}")
    assert isinstance(error, Unreachable)
    assert not error.uncertain


async def test_row_35_a_failed_tls_handshake_sent_nothing(standin):
    error = await lone(standin.url.replace("http:", "https:"))
    assert isinstance(error, Unreachable)
    assert not error.uncertain


async def test_row_35_a_connection_that_does_not_come_about_is_given_up_after_its_own_time():
    with socket.create_server(("127.0.0.1", 0)) as silent:  # never shakes hands
        error = await lone(f"https://127.0.0.1:{silent.getsockname()[1]}")
    assert isinstance(error, Unreachable)
    assert not error.uncertain


async def test_row_35_an_answer_that_never_comes_leaves_it_uncertain(standin):
    channel = TelegramChannel(standin.token, root=standin.url, clock=SystemClock(), timing=HASTY)
    standin.fail_next("sendMessage", "hang")
    error = await failure(channel)
    await channel.close()
    assert isinstance(error, Unreachable)
    assert error.uncertain


async def test_row_35_a_body_that_trickles_is_cut_off():
    async def trickle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")
        await reader.read()
        writer.close()

    server = await asyncio.start_server(trickle, "127.0.0.1", 0)
    error = await lone(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    server.close()
    assert isinstance(error, Unreachable)
    assert error.uncertain


@pytest.mark.parametrize(
    "body",
    [b"[]", b"null", b'"ok"', b"{}", b'{"ok":true}', b"[" * 100_000, b"\xff", b'{"ok":false,"description":5}'],
)
@pytest.mark.parametrize("status", [200, 302, 400, 403, 500])
async def test_row_28_an_answer_that_is_none_of_telegrams_is_uncertain(body, status):
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        head = f"HTTP/1.1 {status} X\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: {len(body)}\r\n\r\n"
        writer.write(head.encode() + body)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    error = await lone(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", Timing())
    server.close()
    assert isinstance(error, Unreachable)
    assert error.uncertain


async def test_the_stand_in_throttles_by_chat_and_by_bot():
    world = await TelegramStandIn.start(rates=Rates(bot=100, bot_burst=4, chat=1, chat_burst=2))
    channel = TelegramChannel(world.token, root=world.url, clock=SystemClock())
    for number in (1, 2, 3):
        world.person(number).started = True
    for number in (1, 1, 2, 3):
        await channel.send(delivery(number, "hello"), None)
    with pytest.raises(Throttled) as caught:
        await channel.send(delivery(1, "again"), None)
    assert (caught.value.retry_after, caught.value.scope, world.limits.refused) == (1, "chat", 1)
    await channel.close()
    await world.close()

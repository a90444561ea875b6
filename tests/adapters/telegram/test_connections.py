"""Connections to the Bot API: kept, told apart when broken, and never read beyond what was asked."""

from __future__ import annotations

import asyncio
import datetime as dt
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from bot.adapters.telegram import connections
from bot.adapters.telegram.connections import Connections, Lost, NoConnection

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


class Server:
    """Answers each request with the next of `answers`; b"" at an end closes the connection."""

    def __init__(self, answers: Sequence[bytes]) -> None:
        self.answers = list(answers)
        self.requests: list[bytes] = []
        self.connected = 0
        self.url = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connected += 1
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
                self.requests.append(head + await reader.readexactly(length))
                answer = self.answers.pop(0)
                writer.write(answer.removesuffix(b"<close>"))
                await writer.drain()
                if answer.endswith(b"<close>"):
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        writer.close()


@asynccontextmanager
async def serving(*answers: bytes) -> AsyncIterator[tuple[Server, Connections]]:
    server = Server(answers)
    site = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    port = site.sockets[0].getsockname()[1]
    server.url = f"http://127.0.0.1:{port}"
    open_ones = Connections(server.url, "1:token", 1.0)
    try:
        yield server, open_ones
    finally:
        open_ones.close()
        site.close()


async def test_a_call_says_where_it_goes_and_how_long_it_is():
    async with serving(OK) as (server, them):
        assert await them.post("/getMe", b'{"a":1}', 1) == (200, b"{}")
        host = server.url.removeprefix("http://")
        head = f"POST /bot1:token/getMe HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: 7"
        assert server.requests == [head.encode() + b'\r\n\r\n{"a":1}']


async def test_one_connection_serves_one_call_after_another_and_two_serve_two_at_once():
    async with serving(*[OK] * 5) as (server, them):
        for _ in range(3):
            await them.post("/a", b"", 1)
        assert server.connected == 1
        await asyncio.gather(them.post("/b", b"", 1), them.post("/c", b"", 1))
        assert server.connected == 2


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde",
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nabcde",
        b"HTTP/1.1 200 OK\r\n\r\nabcde<close>",
        b"HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nabcde<close>",
    ],
    ids=["chunked", "announced", "closing", "ended by the connection", "old"],
)
async def test_every_way_an_answer_may_be_framed_is_read(answer):
    async with serving(answer, OK) as (_, them):
        assert await them.post("/a", b"", 1) == (200, b"abcde")
        assert await them.post("/b", b"", 1) == (200, b"{}")


@pytest.mark.parametrize(
    "answer",
    [
        b"<close>",
        b"HTTP/1.1 200 OK\r\nContent-Le<close>",
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nabcde<close>",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab<close>",
        b"this is no HTTP at all\r\n\r\n",
    ],
    ids=["nothing", "half a head", "half a body", "half a chunk", "nonsense"],
)
async def test_half_an_answer_is_none_and_the_next_call_has_a_connection_of_its_own(answer):
    async with serving(answer, OK) as (server, them):
        with pytest.raises(Lost):
            await them.post("/a", b"", 1)
        assert await them.post("/b", b"", 1) == (200, b"{}")
        assert server.connected == 2


async def test_what_nobody_asked_for_ends_the_connection():
    async with serving(OK + OK, OK) as (server, them):
        await them.post("/a", b"", 1)
        await asyncio.sleep(0)
        assert await them.post("/b", b"", 1) == (200, b"{}")
        assert len(server.requests) == 2


async def test_a_connection_the_server_closed_meanwhile_is_not_used_again():
    async with serving(OK + b"<close>", OK) as (server, them):
        await them.post("/a", b"", 1)
        while them._all:
            await asyncio.sleep(0)
        assert await them.post("/b", b"", 1) == (200, b"{}")
        assert server.connected == 2


async def test_an_idle_connection_is_let_go_after_a_while(monkeypatch):
    monkeypatch.setattr(connections, "KEPT", -1.0)
    async with serving(OK, OK) as (server, them):
        await them.post("/a", b"", 1)
        await them.post("/b", b"", 1)
        assert server.connected == 2


async def test_an_answer_too_long_to_be_one_is_given_up(monkeypatch):
    monkeypatch.setattr(connections, "LONGEST", 4)
    async with serving(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde") as (_, them):
        with pytest.raises(Lost):
            await them.post("/a", b"", 1)


async def test_an_answer_that_does_not_come_in_time_takes_its_connection_along():
    async with serving(b"", OK) as (server, them):
        with pytest.raises(TimeoutError):
            await them.post("/a", b"", 0.01)
        assert await them.post("/b", b"", 1) == (200, b"{}")
        assert server.connected == 2


async def test_a_call_that_is_cancelled_takes_its_connection_along():
    async with serving(b"", OK) as (server, them):
        call = asyncio.create_task(them.post("/a", b"", 5))
        while not server.requests:
            await asyncio.sleep(0)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        assert await them.post("/b", b"", 1) == (200, b"{}")
        assert server.connected == 2


@pytest.mark.parametrize("root", ["", "ftp://host", "http://", "http://[broken", "http://a:99999", "//host/x"])
async def test_where_there_is_no_address_nothing_is_sent(root):
    with pytest.raises(NoConnection):
        await Connections(root, "1:token", 0.1).post("/a", b"", 1)


def certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """A certificate for this host name that signs itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.timezone.utc)
    signed = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    shown, kept = folder / f"{name}.pem", folder / f"{name}.key"
    shown.write_bytes(signed.public_bytes(Encoding.PEM))
    kept.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return shown, kept


@pytest.mark.parametrize(
    ("shown", "trusted", "is_well"),
    [("localhost", "localhost", True), ("localhost", "other", False), ("other", "other", False)],
    ids=["its own name, trusted", "its own name, not trusted", "another's name, trusted"],
)
async def test_only_the_right_host_with_a_certificate_one_may_trust_is_told_anything(
    tmp_path, monkeypatch, shown, trusted, is_well
):
    files = {name: certificate(tmp_path, name) for name in ("localhost", "other")}
    monkeypatch.setenv("SSL_CERT_FILE", str(files[trusted][0]))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*files[shown])
    server = Server([OK])
    site = await asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=context)
    them = Connections(f"https://localhost:{site.sockets[0].getsockname()[1]}", "1:token", 2.0)
    if is_well:
        assert await them.post("/a", b"", 1) == (200, b"{}")
    else:
        with pytest.raises(NoConnection):
            await them.post("/a", b"", 1)
        assert server.requests == []
    them.close()
    site.close()

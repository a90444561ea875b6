"""Row 63: a file is fetched from the platform's own hosts and from nowhere else."""

from __future__ import annotations

import socket

import aiohttp
import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.adapters.fetching import Fetching, PrivateAddress, PublicOnly, origin
from bot.words.errors import CannotPass, Throttled, Unreachable

SECRET = {"Authorization": "Bearer stand-in-token"}


class Leading(AbstractResolver):
    """Every name leads to this address."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses

    async def resolve(self, host, port=0, family=socket.AF_INET) -> list[ResolveResult]:
        return [
            {"hostname": host, "host": one, "port": port, "family": family, "proto": 0, "flags": 0}
            for one in self.addresses
        ]

    async def close(self) -> None:
        pass


@pytest.fixture
async def host():
    """Serves files on loopback, and remembers who asked with what."""
    asked: list[tuple[str, str]] = []

    async def serve(request: web.Request) -> web.StreamResponse:
        asked.append((request.path, request.headers.get("Authorization", "")))
        match request.path:
            case "/file":
                return web.Response(body=b"x" * 1000)
            case "/endless":
                answer = web.StreamResponse()
                await answer.prepare(request)
                for _ in range(50):
                    await answer.write(b"x" * 1000)
                return answer
            case "/redirect":
                return web.Response(status=302, headers={"Location": "/file"})
            case "/packed":
                return web.Response(body=b"\x1f\x8b" + b"x" * 20, headers={"Content-Encoding": "gzip"})
            case path:
                return web.Response(status=int(path[1:]))

    application = web.Application()
    application.router.add_get("/{path:.*}", serve)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}", asked
    await runner.cleanup()


async def refused(fetching: Fetching, url: str, most: int = 1000) -> Exception:
    with pytest.raises((CannotPass, Throttled, Unreachable)) as caught:
        await fetching.fetch(url, most, SECRET)
    shown = repr(caught.value) + repr(caught.value.__cause__) + repr(caught.value.__context__)
    assert "stand-in-token" not in shown
    return caught.value


async def test_a_file_comes_whole_or_not_at_all(host):
    url, _ = host
    fetching = Fetching((url,), 5)
    assert await fetching.fetch(f"{url}/file", 1000) == b"x" * 1000
    assert str(await refused(fetching, f"{url}/file", 999)) == "too-large"
    assert str(await refused(fetching, f"{url}/endless", 20_000)) == "too-large"
    assert (await fetching.fetch(f"{url}/packed", 1000))[:2] == b"\x1f\x8b"
    await fetching.close()


@pytest.mark.parametrize(
    ("path", "kind", "why"),
    [
        ("/redirect", CannotPass, "elsewhere"),
        ("/404", CannotPass, "gone"),
        ("/403", CannotPass, "gone"),
        ("/429", Throttled, "throttled"),
        ("/503", Unreachable, "status 503"),
    ],
)
async def test_what_is_no_file_is_told_apart(host, path, kind, why):
    url, asked = host
    fetching = Fetching((url,), 5)
    error = await refused(fetching, url + path)
    assert isinstance(error, kind)
    assert str(error).startswith(why)
    assert len(asked) == 1
    await fetching.close()


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://localhost/x",
        "https://files.slack.com.evil.example/x",
        "https://evil.example/files.slack.com",
        "https://files.slack.com@evil.example/x",
        "https://user@files.slack.com/x",
        "http://files.slack.com/x",
        "https://files.slack.com:8443/x",
        "file:///etc/passwd",
        "//files.slack.com/x",
        "https://[::1/x",
        "",
    ],
)
async def test_any_other_host_is_refused_before_a_word_is_said(host, url):
    fetching = Fetching(("https://files.slack.com",), 5, Leading("127.0.0.1"))
    assert str(await refused(fetching, url)) == "elsewhere"
    assert not host[1]
    await fetching.close()


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00::1", "::ffff:10.0.0.1"])
async def test_a_platforms_name_that_leads_into_a_private_network_is_refused(address):
    fetching = Fetching(("https://files.slack.com",), 5, Leading("93.184.216.34", address))
    assert str(await refused(fetching, "https://files.slack.com/x")) == "elsewhere"
    await fetching.close()


async def test_what_the_settings_name_on_this_machine_is_trusted(host):
    url, _ = host
    local = url.replace("127.0.0.1", "localhost")
    fetching = Fetching((local,), 5, Leading("127.0.0.1"))
    assert await fetching.fetch(f"{local}/file", 1000) == b"x" * 1000
    await fetching.close()


async def test_only_the_names_given_may_lead_home():
    resolver = PublicOnly(Leading("127.0.0.1"), frozenset({"mine"}))
    assert await resolver.resolve("mine", 1)
    with pytest.raises(PrivateAddress):
        await resolver.resolve("theirs", 1)
    assert isinstance(PrivateAddress(), OSError)
    assert issubclass(aiohttp.ClientConnectorError, OSError)


def test_an_origin_is_scheme_host_and_port():
    assert origin("https://files.slack.com/a?b#c") == "https://files.slack.com:443"
    assert origin("http://127.0.0.1:8080") == "http://127.0.0.1:8080"
    assert [origin(url) for url in ("https://a@b", "ftp://x", "https://x:y", "nothing")] == [""] * 4

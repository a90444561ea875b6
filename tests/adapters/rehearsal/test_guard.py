"""The page has no login, so nobody but the page on this machine may use it."""

from __future__ import annotations

import pytest

from bot.adapters.rehearsal.guard import is_loopback
from tests.adapters.rehearsal.conftest import Director
from tests.adapters.rehearsal.stage import Stage


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost", "LOCALHOST:80", "[::1]", "[::1]:8000"])
def test_a_loopback_host_is_let_in(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["", "example.org", "localhost.example.org", "192.168.1.4", "127.0.0.1.nip.io", "localhost:80:x", "0.0.0.0"]
)
def test_any_other_host_is_not(host: str) -> None:
    assert not is_loopback(host)


async def test_a_name_rebound_to_this_machine_is_refused(director: Director) -> None:
    status, answer = await director.ask("GET", "/api/people", headers={"Host": "evil.example"})
    assert status == 403
    assert "127.0.0.1" in answer["error"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:1"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
async def test_another_sites_posts_are_refused(director: Director, headers: dict[str, str]) -> None:
    status, _ = await director.ask("POST", "/api/people", json={"name": "Amina"}, headers=headers)
    assert status == 403
    assert await director.ask("GET", "/api/people") == (200, [])


async def test_the_pages_own_posts_are_let_in(director: Director, served: Stage) -> None:
    headers = {"Origin": served.url, "Sec-Fetch-Site": "same-origin"}
    status, _ = await director.ask("POST", "/api/people", json={"name": "Amina"}, headers=headers)
    assert status == 201


@pytest.mark.parametrize("path", ["/", "/page.css", "/page.js", "/chat.js", "/dialogs.js", "/mark.svg", "/api/clock"])
async def test_every_answer_forbids_scripts_from_elsewhere(director: Director, path: str) -> None:
    async with director.session.get(path) as response:
        assert response.status == 200
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_source_files_are_not_served(director: Director) -> None:
    for path in ("/pages.py", "/../pages.py", "/page.html"):
        status, _ = await director.ask("GET", path)
        assert status == 404

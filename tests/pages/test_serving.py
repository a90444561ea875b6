"""What the pages answer over HTTP: the right language, kindly where there is nothing, and never a file."""

from __future__ import annotations

import io
import re

import aiohttp
import pytest
from PIL import Image

from tests.pages.conftest import ROOT, SLACK, TELEGRAM


async def get(site, path: str, method: str = "GET", **headers: str):
    """Status, headers and text; nothing of the path is tidied on the way, no redirect is followed."""
    from yarl import URL

    async with (
        aiohttp.ClientSession() as session,
        session.request(
            method,
            URL(site.url + path, encoded=True),
            headers=headers,
            allow_redirects=False,
            skip_auto_headers=["Accept"],
        ) as answer,
    ):
        return answer.status, answer.headers, await answer.text()


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        ("es", "es"),
        ("es-MX,es;q=0.9,en;q=0.1", "es"),
        ("fr,de;q=0.8", "en"),
        ("en;q=0.2, es;q=0.7", "es"),
        ("es;q=0, en", "en"),
        ("", "en"),
        (";;;,q=,*;q=x, es ;q=nonsense", "en"),
        ("ES", "es"),
        ("e" * 5000, "en"),
    ],
)
async def test_a_page_comes_in_the_language_the_browser_asks_for(site, wanted, language):
    status, headers, text = await get(site, "/programs/new_neighbors", **{"Accept-Language": wanted})
    assert status == 200
    assert headers["Content-Language"] == language
    assert f'<html lang="{language}" dir="ltr">' in text
    assert "Accept-Language" in headers["Vary"]


async def test_a_language_of_ones_own_choice_stays_whatever_the_browser_asks_for(site):
    status, headers, text = await get(site, "/programs/new_neighbors/es", **{"Accept-Language": "en"})
    assert (status, headers["Content-Language"]) == (200, "es")
    assert "Nuevos vecinos" in text
    assert "Accept-Language" not in headers.get("Vary", "")


async def test_every_language_names_the_others_and_itself(site):
    _, _, text = await get(site, "/programs/first_year/en")
    for tag in ("en", "es"):
        assert f'<link rel="alternate" hreflang="{tag}" href="{ROOT}/programs/first_year/{tag}">' in text
    assert f'<link rel="alternate" hreflang="x-default" href="{ROOT}/programs/first_year">' in text
    assert f'<link rel="canonical" href="{ROOT}/programs/first_year/en">' in text
    assert '<meta property="og:title" content="First Year Together">' in text


async def test_a_browser_that_has_the_page_is_told_so_until_it_changes(site):
    _, headers, _ = await get(site, "/programs/new_neighbors/en")
    tag = headers["ETag"]
    status, again, text = await get(site, "/programs/new_neighbors/en", **{"If-None-Match": f'"x", {tag}'})
    assert (status, text, again["ETag"]) == (304, "", tag)
    assert "max-age" in again["Cache-Control"]
    site.doors.clear()
    status, headers, text = await get(site, "/programs/new_neighbors/en", **{"If-None-Match": tag})
    assert status == 200
    assert headers["ETag"] != tag
    assert "ask the people who run this program" in text


async def test_asking_for_the_head_alone_gives_it_alone(site):
    status, headers, text = await get(site, "/programs/new_neighbors/es", "HEAD")
    assert (status, text) == (200, "")
    assert headers["Content-Type"] == "text/html; charset=utf-8"


async def test_nothing_can_be_sent_to_a_page(site):
    for method in ("POST", "PUT", "DELETE"):
        status, _, _ = await get(site, "/programs/new_neighbors", method)
        assert status == 405


LOST = [
    "/programs/nothing",
    "/programs/new_neighbors/xx",
    "/programs/new_neighbors/en/more",
    "/programs/new_neighbors/poster/boss",
    "/programs/%2e%2e/%2e%2e/etc/passwd",
    "/programs/..%2f..%2f..%2fetc%2fpasswd",
    "/programs/new_neighbors%00",
    "/programs/%ff%fe",
    "/programs/new_neighbors/..%2fprogram.yaml",
    "/programs/<script>alert(1)</script>",
    "/programs/" + "a" * 3000,
]


@pytest.mark.parametrize("path", LOST)
async def test_where_there_is_nothing_one_is_led_to_what_there_is(site, path):
    status, headers, text = await get(site, path)
    assert status == 404
    assert "There is no page here" in text
    assert 'href="/programs/new_neighbors/en"' in text
    assert "<script" not in text
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "leads"),
    [
        ("/programs/new-neighbors", "/programs/new_neighbors"),
        ("/programs/New_Neighbors/es", "/programs/new_neighbors/es"),
        ("/programs/", "/programs"),
    ],
)
async def test_an_address_that_is_nearly_right_leads_on(site, path, leads):
    status, headers, _ = await get(site, path)
    assert (status, headers["Location"].removeprefix(site.url)) == (308, leads)


async def test_every_answer_forbids_whatever_a_page_does_not_need(site):
    for path in ("/programs", "/programs/new_neighbors", "/programs/first_year/poster", "/programs/nothing"):
        _, headers, text = await get(site, path)
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert not re.search(r"<script|\son\w+=|javascript:|\sstyle=", text)
        assert not re.search(r'\s(src|srcset)="', text), "nothing is fetched"


async def test_the_list_names_every_program_in_the_language_asked_for(site, programs):
    _, headers, text = await get(site, "/programs?language=es", **{"Accept-Language": "en"})
    assert headers["Content-Language"] == "es"
    for program in programs.values():
        assert program.title.in_language("es") in text
    status, headers, _ = await get(site, "/programs?language=../../x", **{"Accept-Language": "en"})
    assert (status, headers["Content-Language"]) == (200, "en")


async def test_both_roles_can_be_joined_on_both_platforms(site):
    _, _, text = await get(site, "/programs/new_neighbors/en")
    for role in ("mentee", "mentor"):
        assert f'href="{TELEGRAM.url}?start=new_neighbors-{role}"' in text
        assert f"/alongside new_neighbors {role}" in text
    assert SLACK.url.replace("&", "&amp;") in text
    assert "Riverside Neighbors" in text


async def test_a_poster_carries_a_coordinators_code_and_no_other_text(site):
    _, _, text = await get(site, "/programs/new_neighbors/poster/mentor?code=j-k7m2p9")
    assert "t.me/AlongsideBot?start=j-k7m2p9" in text
    _, _, text = await get(site, "/programs/new_neighbors/poster?code=%22%3E%3Cscript%3E")
    assert "<script" not in text
    assert "t.me/AlongsideBot?start=new_neighbors" in text


async def test_a_page_is_packed_for_who_can_unpack_it(site):
    _, packed, text = await get(site, "/programs/new_neighbors/en", **{"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert int(packed["Content-Length"]) < len(text.encode()) / 3
    _, plain, same = await get(site, "/programs/new_neighbors/en", **{"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain
    assert same == text


async def test_the_picture_for_where_a_page_is_shared_is_there_in_each_language(site):
    _, _, text = await get(site, "/programs/new_neighbors/es")
    address = re.search(r'property="og:image" content="([^"]+)"', text)[1]
    assert address == f"{ROOT}/programs/new_neighbors/es/preview.png"
    async with aiohttp.ClientSession() as session, session.get(address.replace(ROOT, site.url)) as answer:
        picture = Image.open(io.BytesIO(await answer.read()))
        assert (answer.status, answer.content_type, picture.size) == (200, "image/png", (1200, 630))
    status, _, _ = await get(site, "/programs/new_neighbors/xx/preview.png")
    assert status == 404

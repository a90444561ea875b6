"""The way in is one's own, works once and not for long; a visit ends with the rights, and nothing foreign gets in."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import httpx
import pytest

from bot.dashboard.app import dashboard_app
from bot.dashboard.guard import MOST_WRONG, PICTURE, Tries
from bot.doings.desk.dashboard import DashboardDesk
from bot.doings.desk.orders import OrderRefused
from bot.words.effects.desk import SaveStaff
from bot.words.people import pseudonym
from tests.dashboard.house import add_pairs, enter, key_in


async def test_a_link_from_the_chat_survives_previews_and_opens_once(house):
    link = await house.link()
    async with house.stranger() as preview, house.stranger() as rosa, house.stranger() as thief:
        for _ in range(3):
            assert (await preview.get(link)).status_code == 200
        came = await enter(rosa, link)
        assert (came.status_code, came.headers["location"]) == (303, "/dashboard/")
        assert "Signed in as Rosa" in (await rosa.get("/")).text
        late = await enter(thief, link)
        assert late.status_code == 403
        assert "/desk" in late.text
        assert (await thief.get("/")).status_code == 403
    assert (await house.trail())[-2:] == ["dashboard-link", "dashboard-enter"]


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(house, stage):
    link = await house.link()
    async with house.stranger() as rosa:
        cookie = (await enter(rosa, link)).headers["set-cookie"]
    for part in ("HttpOnly", "SameSite=strict", "Path=/dashboard", "Max-Age=28800"):
        assert part in cookie
    assert "Secure" not in cookie, "there is no https on loopback"
    app = dashboard_app(house.everyone.store, house.everyone.clock, stage, "https://bot.example.org/x/dashboard")
    code = (await house.link()).rpartition("/")[2]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://bot.example.org") as client:
        answer = await client.get(f"/enter/{code}")
    assert "Secure" in answer.headers["set-cookie"]
    assert "Path=/x/dashboard" in answer.headers["set-cookie"]
    assert f'action="/x/dashboard/enter/{code}"' in answer.text


async def test_every_answer_loads_nothing_foreign_and_is_kept_nowhere(house):
    async with house.visitor() as rosa:
        for path in ("/", "/today", "/matches.csv", "/nothing", "/dashboard.css", "/enter/x"):
            answer = await rosa.get(path)
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert "frame-ancestors 'none'" in policy
            assert (answer.headers["cache-control"], answer.headers["referrer-policy"]) == ("no-store", "no-referrer")
            assert not re.search(r'(src|href|srcset)="(https?:)?//', answer.text)


async def test_a_link_is_over_after_ten_minutes_and_a_visit_after_eight_hours(house):
    link = await house.link()
    await house.everyone.waits(minutes=11)
    async with house.stranger() as rosa:
        old = await rosa.get(link)
        assert old.status_code == 403
        assert "ask for a new link" in old.text
    async with house.visitor() as rosa:
        assert (await rosa.get("/matches")).status_code == 200
        await house.everyone.waits(hours=8)
        assert (await rosa.get("/matches")).status_code == 403


async def test_whoever_loses_the_role_is_out_at_the_next_click(house):
    async with house.visitor() as rosa:
        [mine] = (await house.everyone.scene("Rosa")).staff
        await house.everyone.keeps(SaveStaff(replace(mine, ended=house.now)))
        for path in ("/", "/today", "/matches", "/matches.csv", "/people", "/audit"):
            answer = await rosa.get(path)
            assert answer.status_code == 403
            assert "role changes" in answer.text
        await house.everyone.keeps(SaveStaff(mine))
        assert (await rosa.get("/")).status_code == 403, "an old visit is not brought back by new rights"


async def test_signing_out_ends_the_visit_everywhere(house):
    async with house.visitor() as rosa, house.stranger() as copy:
        copy.cookies = httpx.Cookies(rosa.cookies)
        page = await rosa.get("/")
        assert (await rosa.post("/leave", data={"key": key_in(page)})).status_code == 200
        assert (await copy.get("/")).status_code == 403


async def test_forms_that_are_not_ours_change_nothing(house):
    link = await house.link()
    async with house.stranger() as rosa:
        assert (await rosa.post(link, data={"key": "x"})).status_code == 403
        key = key_in(await rosa.get(link))
        foreign = await rosa.post(link, data={"key": key}, headers={"Sec-Fetch-Site": "cross-site"})
        assert foreign.status_code == 403
        assert (await rosa.post(link, content=b"key=" + b"x" * 20_000)).status_code == 403
        assert (await enter(rosa, link)).status_code == 303, "none of that used the link up"
        assert (await rosa.post("/leave", data={"key": "x"})).status_code == 403


async def test_whoever_followed_the_link_in_two_tabs_can_press_either_button(house):
    link = await house.link()
    async with house.stranger() as rosa:
        first, second = await rosa.get(link), await rosa.get(link)
        assert (await rosa.post(link, data={"key": key_in(first)})).status_code == 303
        late = await rosa.post(link, data={"key": key_in(second)})
        assert (late.status_code, (await rosa.get("/")).status_code) == (403, 200), "the visit goes on in the other tab"


async def test_what_was_left_open_in_a_tab_does_nothing_after_signing_out(house):
    async with house.visitor() as rosa:
        page = await rosa.get("/")
        assert (await rosa.post("/leave", data={"key": key_in(page)})).status_code == 200
        for path in ("/leave", "/today/x/done"):
            assert (await rosa.post(path, data={"key": key_in(page)})).status_code == 403
        assert (await enter(rosa, await house.link())).status_code == 303
        assert (await rosa.post("/leave", data={"key": key_in(page)})).status_code == 403, "a form of the visit before"
        assert (await rosa.get("/")).status_code == 200


async def test_a_clock_that_is_set_back_makes_no_used_link_good_again(house):
    link = await house.link()
    async with house.stranger() as rosa, house.stranger() as thief:
        assert (await enter(rosa, link)).status_code == 303
        house.everyone.clock.ahead -= dt.timedelta(hours=3)
        assert (await enter(thief, link)).status_code == 403
        assert (await rosa.get("/")).status_code == 200, "whoever is in stays in"


async def test_a_picture_that_is_opened_alone_may_be_drawn_and_nothing_else(house):
    await add_pairs(house, 12)
    async with house.visitor() as rosa:
        answer = await rosa.get("/figure/messages.svg?program=new_neighbors")
        assert answer.headers["content-type"] == "image/svg+xml"
        assert answer.headers["content-security-policy"] == PICTURE
        assert "script" not in answer.headers["content-security-policy"]


async def test_guessing_is_slowed_down(house):
    link = await house.link()
    async with house.stranger() as guesser:
        codes = [(await guesser.get(f"/enter/{n:026}")).status_code for n in range(MOST_WRONG + 2)]
        assert codes == [403] * MOST_WRONG + [429] * 2
        assert (await guesser.get(link)).status_code == 429


def test_tries_are_forgotten_after_a_minute_and_the_places_remembered_are_bounded():
    now = 0.0
    tries = Tries(lambda: now)
    for _ in range(MOST_WRONG):
        tries.note_wrong("here")
    assert tries.are_too_many("here")
    assert not tries.are_too_many("there")
    now = 61.0
    assert not tries.are_too_many("here")
    for place in range(10_000):
        tries.note_wrong(str(place))
    assert len(tries._wrong) <= 4096


async def test_who_has_no_rights_gets_no_link(house):
    await house.everyone.says("Ana", "/dashboard")
    assert not any("enter" in text for text in house.everyone.shown("Ana"))


async def test_without_an_address_the_chat_says_kindly_what_is_missing(company):
    async with company("Rosa is on Telegram.\nRosa coordinates new_neighbors.") as everyone:
        await everyone.says("Rosa", "/dashboard")
        assert "ALONGSIDE_PUBLIC_URL" in everyone.news("Rosa")[-1]
        with pytest.raises(OrderRefused, match="ALONGSIDE_PUBLIC_URL"):
            await DashboardDesk(everyone.store, everyone.clock, "").link({})


async def test_the_operator_gets_a_link_for_one_of_the_staff(house):
    desk = DashboardDesk(house.everyone.store, house.everyone.clock, f"{house.url}/dashboard")
    with pytest.raises(OrderRefused, match="say for whom"):
        await desk.link({})
    rosa = (await house.everyone.scene("Rosa")).person.id
    made = await desk.link({"person": pseudonym(rosa)})
    async with house.stranger() as client:
        assert (await enter(client, made["link"])).status_code == 303
        assert "Signed in as Rosa" in (await client.get("/")).text


async def test_the_way_in_speaks_the_browsers_language(house):
    link = await house.link("Luis")
    async with house.stranger() as luis:
        assert "Abrir el panel" in (await luis.get(link, headers={"Accept-Language": "es-MX,es;q=0.9"})).text
        await enter(luis, link)
        page = await luis.get("/")
        assert '<html lang="es"' in page.text
        assert "Has entrado como Luis" in page.text

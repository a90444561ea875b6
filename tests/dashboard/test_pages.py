"""What stands on the pages, for whom, and what never does; files are safe to open."""

from __future__ import annotations

import asyncio
import csv
import datetime as dt
import io
import threading
from dataclasses import replace

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from bot.dashboard import files
from bot.dashboard.app import dashboard_app
from bot.dashboard.tables import as_csv, harmless, turned
from bot.dashboard.words import PHRASES
from bot.doings.reporting import Reporting
from bot.texts.speech import Speech
from bot.words.desk import AuditLine
from bot.words.effects.desk import Audit, OpenDoor, SaveStaff
from bot.words.effects.matches import SaveConcern
from bot.words.effects.people import SavePerson
from bot.words.matches import Concern
from tests.dashboard.house import _id, add_pairs, enter, key_in, overview

EVIL = '=HYPERLINK("http://x")<script>alert(1)</script>&amp;'


def rows_of(answer):
    assert answer.content.startswith(b"\xef\xbb\xbf"), "spreadsheets need to be told that it is UTF-8"
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


async def match_of(house, name):
    return (await house.everyone.match(name)).id


def test_there_are_words_for_all_of_it_in_every_language():
    for language in Speech().languages:
        assert language == "en" or Speech().missing(PHRASES, language) == []


async def test_a_coordinator_sees_their_program_and_nothing_of_another(house):
    theirs, other = await match_of(house, "Sam"), await match_of(house, "Kim")
    kim = await _id(house, "Kim")
    concern = Concern(77, "first_year", 0, None, other, "money", "new", house.now, {"said": "x"})
    await house.everyone.keeps(SaveConcern(concern))
    async with house.visitor("Rosa") as rosa, house.visitor("Vera") as vera:
        for path in ("/matches", "/people", "/matches.csv?names=1", "/people.csv?names=1", "/concerns", "/today"):
            seen = (await rosa.get(path)).text
            assert "Kim" not in seen
            assert "Leo" not in seen
        assert "<bdi>Sam</bdi> &amp; <bdi>Ana</bdi>" in (await rosa.get("/matches")).text
        assert "<bdi>Kim</bdi> &amp; <bdi>Leo</bdi>" in (await vera.get("/matches")).text
        assert (await rosa.get(f"/matches/{theirs:x}")).status_code == 200
        for path in (f"/matches/{other:x}", f"/people/{kim:x}", "/concerns/4d", "/matches/zz", "/people/0"):
            assert (await rosa.get(path)).status_code == 404
            expected = 404 if path in {"/matches/zz", "/people/0"} else 200
            assert (await vera.get(path)).status_code == expected
        crossed = await rosa.get("/matches?program=first_year")
        assert "Kim" not in crossed.text


async def test_who_walks_in_the_program_does_not_look_at_their_own_match_or_reports_about_it(house):
    sam, match = await _id(house, "Sam"), await match_of(house, "Sam")
    [rosas] = (await house.everyone.scene("Rosa")).staff
    about = Concern(
        78, "new_neighbors", await _id(house, "Ana"), sam, match, "hurtful", "new", house.now, {"said": "x"}
    )
    await house.everyone.keeps(SaveStaff(replace(rosas, person=sam)), SaveConcern(about))
    async with house.visitor("Sam") as client, house.visitor("Rosa") as rosa:
        assert "Hurtful" in (await rosa.get("/concerns")).text
        for path in ("/matches", "/concerns"):
            seen = (await client.get(path)).text
            assert "Ana" not in seen
            assert "Hurtful" not in seen
        assert (await client.get(f"/matches/{match:x}")).status_code == 404
        assert (await client.get("/concerns/4e")).status_code == 404


async def test_private_talk_stands_nowhere(house):
    await house.everyone.in_talk("Sam")
    await house.everyone.says("Sam", "My secret is a purple elephant")
    match = await match_of(house, "Sam")
    said = {"said": "He wrote about elephants", "talk": [{"by": "mentee", "text": "purple"}]}
    concern = Concern(79, "new_neighbors", 0, None, match, "worried", "new", house.now, said)
    await house.everyone.keeps(SaveConcern(replace(concern, notes=({"by": None, "text": "Call <b>Sam</b>"},))))
    async with house.visitor("Vera") as vera:
        for path in ("/", "/today", f"/matches/{match:x}", "/concerns", "/concerns/4f", "/audit", "/matches.csv"):
            seen = (await vera.get(path)).text
            assert "elephant" not in seen
            assert "purple" not in seen
        assert "Call &lt;b&gt;Sam&lt;/b&gt;" in (await vera.get("/concerns/4f")).text
        assert "A report: Worried about someone" in (await vera.get(f"/matches/{match:x}")).text


async def test_looking_at_a_person_a_report_or_saving_a_table_is_entered_into_the_trail(house):
    await house.everyone.keeps(
        SaveConcern(Concern(80, "new_neighbors", 0, None, None, "other", "new", house.now, {"said": "x"}))
    )
    async with house.visitor() as rosa:
        await rosa.get(f"/people/{await _id(house, 'Sam'):x}")
        await rosa.get("/concerns")
        await rosa.get("/concerns/50")
        await rosa.get("/people.csv?names=1")
        page = (await rosa.get("/audit")).text
    assert (await house.trail())[-4:] == ["show-person", "show-concerns", "show-concern", "export"]
    assert "looked at a person" in page
    assert "saved a table" in page


async def test_a_long_trail_leaves_whole_and_in_order_however_many_pieces_it_is_read_in(house, monkeypatch):
    monkeypatch.setattr(files, "CHUNK", 7)
    at = house.now
    told = [AuditLine(at, None, f"deed-{number}", "new_neighbors") for number in range(40)]
    others = [AuditLine(at, None, "other", "first_year") for _ in range(40)]
    await house.everyone.keeps(*(Audit(line) for both in zip(told, others, strict=True) for line in both))
    async with house.visitor() as rosa:
        _, *rows = rows_of(await rosa.get("/audit.csv"))
    assert [row[2] for row in rows[:40]] == [line.what for line in reversed(told)]
    assert {row[3] for row in rows} == {"new_neighbors"}
    [entered] = [line for line in await house.everyone.store.read(lambda s: s.audit()) if line.what == "export"]
    assert entered.details == {"table": "trail", "rows": len(rows), "names": False}


@pytest.mark.parametrize("path", ["/people?sort=name", "/people?q=sam"])
async def test_while_everyones_name_is_unsealed_nobody_else_waits(house, monkeypatch, path):
    reading, may_go_on = threading.Event(), threading.Event()

    def slowly(*asked):
        reading.set()
        assert may_go_on.wait(20)
        return turned(*asked)

    monkeypatch.setattr("bot.dashboard.folk.turned", slowly)
    async with house.visitor() as rosa:
        page = asyncio.create_task(rosa.get(path))
        assert await asyncio.to_thread(reading.wait, 20)
        assert await asyncio.wait_for(house.trail(), 10)
        may_go_on.set()
        assert "Sam" in (await page).text


async def test_names_that_try_something_stay_names(house):
    sams = (await house.everyone.scene("Sam")).person
    await house.everyone.keeps(SavePerson(replace(sams, name=EVIL)))
    match, sam = await match_of(house, "Ana"), await _id(house, "Sam")
    async with house.visitor() as rosa:
        for path in ("/matches", f"/matches/{match:x}", "/people", f"/people/{sam:x}", "/people?q=<script>"):
            seen = (await rosa.get(path)).text
            assert "<script>alert" not in seen
            assert "=HYPERLINK" in seen or "q=" in path
        named = rows_of(await rosa.get("/matches.csv?names=1"))
        assert named[1][2].startswith("'=HYPERLINK")
        coded = rows_of(await rosa.get("/matches.csv"))
        assert coded[0] == named[0]
        assert (len(coded[1][2]), coded[1][5]) == (8, "2026-02-01")
        assert "Ana" not in coded[1]


def test_no_cell_is_taken_for_a_formula():
    cells = [
        "=1",
        "+1",
        "-1",
        "@x",
        " =1",
        "\t=1",
        "％",
        "|x",
        "a=b",
        "",
        -1,
        2.5,
        None,
        True,
        "=1;=2",
        "x;=1",
        "x;\n -1;y",
    ]
    assert [harmless(cell) for cell in cells] == [
        "'=1", "'+1", "'-1", "'@x", "' =1", "'\t=1", "％", "'|x", "a=b", "", "-1", "2.5", "", "yes", "'=1;'=2", "x;'=1",
        "x;\n '-1;y",
    ]  # fmt: skip
    assert as_csv([['a"b', "c,d"]]) == '"a""b","c,d"\r\n'


async def test_the_table_is_sorted_filtered_searched_and_turned_by_its_address(house):
    await add_pairs(house)

    async def seen(client, query):
        text = (await client.get(f"/matches{query}")).text
        return [part.split("</bdi>")[0].split(">")[-1] for part in text.split("<tbody>")[1].split("<tr>")[1:]]

    async with house.visitor() as rosa:
        assert len(await seen(rosa, "")) == 50
        assert len(await seen(rosa, "?page=2")) == 11
        assert len(await seen(rosa, "?page=99")) == 11, "beyond the last page is the last"
        by_week = await seen(rosa, "?sort=week&desc=1")
        assert by_week[0] in {"Mentee19", "Mentee39", "Mentee59"}
        assert "Sam" not in by_week[:50], "what has no week stands last either way"
        silent = await seen(rosa, "?sort=sign-mentee")
        assert int(silent[0][-2:]) % 20 == 19
        assert (await seen(rosa, "?sort=check-ins"))[0] in {"Mentee00", "Mentee10", "Mentee20", "Mentee30", "Mentee40"}
        assert (await seen(rosa, "?q=mentee07"))[0] == "Mentee07"
        assert len(await seen(rosa, "?listed=1")) == 15
        rosas = await seen(rosa, f"?owner={await _id(house, 'Rosa'):x}")
        assert len(rosas) == 20
        assert len(await seen(rosa, "?sort=nonsense&page=-1&since=tomorrow")) == 50
        assert "Nothing fits here" in (await rosa.get("/matches?q=nobody")).text
        assert len(rows_of(await rosa.get("/matches.csv"))) == 62
        people = (await rosa.get("/people?sort=name&q=mentor5")).text
        assert people.index("Mentor50") < people.index("Mentor59")


async def test_a_story_tells_steps_meetings_check_ins_lines_and_what_staff_did(house):
    await add_pairs(house, 20)
    async with house.visitor() as rosa:
        story = (await rosa.get(f"/matches/{7016:x}")).text
    for words in (
        "Introduced",
        "Step: hello",
        "Mentee16: done",
        "passed over (too late)",
        "Did they meet?",
        "How is it going?",
        "Mentee16: 7 of 10",
        "Mentor16: 8 of 10",
        "On the list: quiet",
    ):
        assert words in story, words


async def test_the_list_is_that_of_the_chat_and_what_is_done_on_the_page_is_done_as_there(house):
    await add_pairs(house, 9)
    async with house.visitor() as rosa:
        page = (await rosa.get("/today")).text
        assert page.count('class="line"') == 3
        line = page.split('action="')[2].split('"')[0]
        assert (await rosa.post(line.removeprefix("/dashboard"), data={"key": "forged"})).status_code == 403
        assert "take" not in await house.trail()
        key = key_in(await rosa.get("/today"))
        done = await rosa.post(line.removeprefix("/dashboard"), data={"key": key})
        assert done.status_code == 303
        await house.everyone.hub.settle()
        assert (await house.trail())[-1] == "take"
        assert "It is yours now" in house.everyone.shown("Rosa")[-1]
        assert "Rosa has it" in (await rosa.get("/today")).text
        assert (await rosa.post(line.removeprefix("/dashboard")[:-4] + "close", data={"key": key})).status_code == 404


async def test_spanish_coordinators_read_spanish(house):
    async with house.visitor("Luis") as luis:
        for path, words in (("/", "Resumen"), ("/today", "Hoy"), ("/matches", "última señal"), ("/audit", "Registro")):
            page = (await luis.get(path)).text
            assert words in page
            assert "Sign out" not in page


async def test_what_is_hidden_says_that_it_is_and_nothing_more(house):
    await add_pairs(house, 7)
    async with house.visitor() as rosa:
        page = await overview(rosa)
        assert '<span aria-hidden="true">–</span><span class="aside">not shown</span>' in page
        assert "Counted: " in page
        rows = rows_of(await rosa.get("/figure/heat-map.csv?program=new_neighbors"))
        assert any("not shown" in row for row in rows)


async def test_a_brand_new_program_says_what_will_come(company, stage):
    async with company("Vera is on Telegram.\nVera is an admin.") as everyone:
        vera = (await everyone.scene("Vera")).person.id
        code = "x" * 26
        await everyone.keeps(OpenDoor(vera, code, everyone.clock.now() + dt.timedelta(minutes=10)))
        here = "http://h.example"
        pictures = Reporting(everyone.store, everyone.clock, stage)
        app = dashboard_app(everyone.store, everyone.clock, stage, f"{here}/dashboard", pictures=pictures)
        mounted = Starlette(routes=[Mount("/dashboard", app)])
        transport = httpx.ASGITransport(mounted)
        async with httpx.AsyncClient(transport=transport, base_url=f"{here}/dashboard") as client:
            assert (await enter(client, f"/enter/{code}")).status_code == 303
            assert "Pictures grow here" in await overview(client)
            assert "No match is going on just now" in (await client.get("/matches")).text
            assert "Nobody takes part yet" in (await client.get("/people")).text
            assert "Nothing fits here" in (await client.get("/people?q=nobody")).text

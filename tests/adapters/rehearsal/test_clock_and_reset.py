"""The time machine, starting over, and the stream of news."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import aiohttp
import pytest

from bot.adapters.rehearsal.durations import read_duration
from bot.words.messages import Address
from tests.adapters.rehearsal.conftest import Director
from tests.adapters.rehearsal.stage import Stage


async def test_moving_the_clock_answers_once_everything_due_was_delivered(director: Director) -> None:
    amina = await director.add("Amina")
    await director.post(amina, text="remind me")
    _, before = await director.ask("GET", "/api/clock")
    status, after = await director.ask("POST", "/api/clock", json={"advance": "P1W"})
    assert status == 200
    moved = dt.datetime.fromisoformat(after["now"]) - dt.datetime.fromisoformat(before["now"])
    assert dt.timedelta(days=7) <= moved < dt.timedelta(days=7, minutes=1)
    _, messages = await director.ask("GET", f"/api/people/{amina}/messages")
    assert messages[-1]["text"] == "A week has passed. How did it go?"


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("P7D", dt.timedelta(days=7)),
        ("P1DT2H", dt.timedelta(days=1, hours=2)),
        ("PT30M", dt.timedelta(minutes=30)),
        ("P2W", dt.timedelta(weeks=2)),
        ("pt45s", dt.timedelta(seconds=45)),
    ],
)
def test_durations_of_certain_length_are_read(text: str, span: dt.timedelta) -> None:
    assert read_duration(text) == span


@pytest.mark.parametrize(
    "asked", ["", "P", "PT", "-P7D", "P-7D", "P0D", "P1M", "7 days", "P9999999D", "P99999D", 7, None]
)
async def test_a_clock_that_cannot_be_moved_so_says_what_to_write(director: Director, asked: object) -> None:
    status, answer = await director.ask("POST", "/api/clock", json={"advance": asked})
    assert status == 400
    assert "P7D" in answer["error"] or "P3660D" in answer["error"]


async def test_the_clock_stops_before_time_itself_does(director: Director, served: Stage) -> None:
    served.rehearsal.clock.advance(dt.timedelta(days=365 * 970))
    status, answer = await director.ask("POST", "/api/clock", json={"advance": "P3660D"})
    assert (status, "2999" in answer["error"]) == (400, True)


async def test_reset_empties_the_stage_and_the_database(director: Director, served: Stage) -> None:
    amina = await director.add("Amina")
    await director.post(amina, text="hello")
    status, _ = await director.ask("POST", "/api/reset")
    assert status == 204
    assert served.bot.accepted == []
    assert await director.ask("GET", "/api/people") == (200, [])
    status, _ = await director.post(amina, text="still there?")
    assert status == 404


async def test_what_breaks_behind_the_stage_says_where_to_look(
    director: Director, served: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def break_down(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(served.bot, "send", break_down)
    served.bot.due.append((served.rehearsal.clock.now(), Address("rehearsal-telegram", "x")))
    status, answer = await director.ask("POST", "/api/clock", json={"advance": "PT1M"})
    assert (status, "terminal" in answer["error"]) == (500, True)


async def next_news(response: aiohttp.ClientResponse) -> tuple[str, dict[str, Any]]:
    fields = {}
    async for line in response.content:
        name, _, value = line.decode().rstrip("\n").partition(": ")
        if not name:
            break
        fields[name] = value
    return fields["id"], json.loads(fields["data"])


async def test_events_tell_what_changed_and_go_on_where_a_reader_stopped(director: Director) -> None:
    amina = await director.add("Amina")
    async with director.session.get("/api/events") as response:
        _, news = await next_news(response)
        assert [one["name"] for one in news["people"]] == ["Amina"]
        await director.post(amina, text="hello")
        seen: list[str] = []
        while "You said: hello" not in seen:
            last, news = await next_news(response)
            seen += [entry["text"] for entry in news["entries"].get(amina, [])]
    await director.post(amina, text="again")
    async with director.session.get("/api/events", headers={"Last-Event-ID": last}) as response:
        _, news = await next_news(response)
    assert [entry["text"] for entry in news["entries"][amina]] == ["again", "You said: again"]
    await director.ask("POST", "/api/reset")
    async with director.session.get("/api/events", headers={"Last-Event-ID": last}) as response:
        _, after = await next_news(response)
    assert after["epoch"] != news["epoch"]
    assert after["people"] == []

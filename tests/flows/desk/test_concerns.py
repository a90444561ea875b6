"""A report: somebody by name hears of it at once, further people when nobody takes it, and the match can be locked."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flows.desk.duty import OnDuty, circles, watch
from bot.words.desk import Staff
from bot.words.effects.desk import LookAfter
from bot.words.effects.matches import SaveConcern
from bot.words.effects.sending import Schedule
from bot.words.matches import Concern
from bot.words.people import Due
from tests.flows.desk.office import CAST, lines, trail

NOW = dt.datetime(2026, 3, 10, 12, 0, tzinfo=dt.timezone.utc)
ALARM = "⚠"


async def _reports(everyone, *, quoted: bool = False) -> None:
    """Sam reports Ana."""
    if quoted:
        await everyone.says("Ana", "/write", "Lend me 500 euros")
    await everyone.says("Sam", "/report")
    await everyone.taps("Sam", "Asked for money or contact")
    if quoted:
        await everyone.taps("Sam", "Their last message")
    else:
        await everyone.taps("Sam", "No message")
    await everyone.says("Sam", "She asks for money")


def _alarms(everyone, name: str) -> list[str]:
    return [text for text in everyone.news(name) if text.startswith(ALARM)]


async def test_a_report_reaches_the_programs_coordinators_at_once_and_nobody_else(company):
    async with company(CAST) as everyone:
        await _reports(everyone)
        assert "takes it on within 24 hours" in " ".join(everyone.news("Sam"))
        [alarm] = _alarms(everyone, "Rosa")
        assert "Asked for money or contact" in alarm
        assert "money from" not in alarm
        assert _alarms(everyone, "Vera") == _alarms(everyone, "Luis") == []
        assert everyone.news("Ana") == []
        assert [key.partition(":")[0] for key in await lines(everyone)] == ["concern"]


async def test_whoever_has_everything_deleted_while_they_are_being_reported_is_reported_all_the_same(company):
    async with company(CAST) as everyone:
        await everyone.says("Ana", "/write", "Lend me 500 euros", "done")
        await everyone.says("Sam", "/report")
        await everyone.taps("Sam", "Asked for money or contact")
        await everyone.says("Ana", "/delete")
        await everyone.taps("Ana", "Yes, forget everything")
        await everyone.says("Sam", "hello?")
        await everyone.taps("Sam", "No message")
        await everyone.says("Sam", "She asks for money")
        assert "Nobody else is told" in everyone.shown("Sam")[-1]
        assert not any("from ?" in text or " is not told" in text for text in everyone.shown("Sam"))
        [one] = await everyone.playing._rehearsing.store.read(lambda session: session.concerns())
        assert (one.reporter, one.match) == ((await everyone.scene("Sam")).person.id, 1)
        await everyone.taps("Rosa", "Open the report")
        await everyone.taps("Rosa", "Read what was reported")
        assert "She asks for money" in everyone.shown("Rosa")[-1]


async def test_nobody_takes_it_so_the_admin_hears_of_it_after_the_deadline_and_again_later(company):
    async with company(CAST) as everyone:
        await _reports(everyone)
        _alarms(everyone, "Rosa")
        await everyone.waits(hours=23, minutes=55)
        assert _alarms(everyone, "Vera") == []
        await everyone.waits(minutes=10)
        assert "nobody has taken this report yet" in _alarms(everyone, "Vera")[0]
        assert len(_alarms(everyone, "Rosa")) == 1
        await everyone.waits(hours=24)
        assert len(_alarms(everyone, "Vera")) == 1


async def test_whoever_looks_after_the_match_hears_first_then_the_others(company):
    async with company(CAST + "Luis coordinates new_neighbors.\n") as everyone:
        luis = (await everyone.scene("Luis")).person.id
        await everyone.keeps(LookAfter(1, luis))
        await _reports(everyone)
        assert len(_alarms(everyone, "Luis")) == 1
        assert _alarms(everyone, "Rosa") == []
        await everyone.waits(hours=24, minutes=5)
        assert len(_alarms(everyone, "Rosa")) == 1
        assert _alarms(everyone, "Vera") == []
        await everyone.waits(hours=24, minutes=5)
        assert len(_alarms(everyone, "Vera")) == 1


async def test_once_taken_the_reporter_hears_by_whom_and_it_goes_no_further(company):
    async with company(CAST) as everyone:
        await _reports(everyone)
        everyone.news("Sam")
        await everyone.taps("Rosa", "Open the report")
        await everyone.taps("Rosa", "I take it on")
        assert "Rosa, who looks after New Neighbors, has taken on your report" in everyone.news("Sam")[-1]
        await everyone.waits(days=3)
        assert _alarms(everyone, "Vera") == []
        await everyone.says("Vera", "/desk", "today", "1 · look", "open the report")
        assert "Rosa looks after it." in everyone.news("Vera")[-1]
        await everyone.taps("Vera", "I take it on")
        assert "Rosa has taken this on already" in everyone.news("Vera")[-1]


async def test_every_look_at_the_words_is_entered_into_the_trail(company):
    async with company(CAST) as everyone:
        await _reports(everyone, quoted=True)
        await everyone.taps("Rosa", "Open the report")
        assert not any("500 euros" in text or "She asks" in text for text in everyone.shown("Rosa"))
        await everyone.taps("Rosa", "Read what was reported")
        said = everyone.shown("Rosa")[-1]
        assert "What Sam wrote:\n“She asks for money”" in said
        assert "▶ Ana, Tuesday, March 10" in said
        assert "Lend me 500 euros" in said
        await everyone.waits(seconds=2)
        await everyone.taps("Rosa", "Read what was reported")
        assert (await trail(everyone)).count("read-concern") == 2


async def test_a_locked_match_lets_nothing_through_and_neither_hears_why(company):
    async with company(CAST) as everyone:
        await _reports(everyone)
        await everyone.taps("Rosa", "Open the report")
        everyone.news("Ana"), everyone.news("Sam")
        await everyone.taps("Rosa", "Lock the match now")
        match = await everyone.match()
        assert (match.status, match.reason, match.by) == ("paused", "safety", "coordinator")
        told = [everyone.news("Ana"), everyone.news("Sam")]
        assert [text.replace("Sam", "Ana") for text in told[0]] == told[1]
        assert len(told[0]) == 1
        assert not any(word in told[0][0].lower() for word in ("report", "lock", "safe", "money"))
        for name in ("Ana", "Sam"):
            await everyone.says(name, "/resume")
            await everyone.says(name, "/write", "hello?")
        assert (await everyone.match()).status == "paused"
        assert everyone.copies("Ana") == everyone.copies("Sam") == []
        assert "lock" in await trail(everyone)


async def test_a_match_that_a_closed_report_left_locked_is_not_forgotten(company):
    async with company(CAST) as everyone:
        await _reports(everyone)
        await everyone.says("Rosa", "open the report", "lock the match now", "back to the report", "close the report")
        await everyone.says("Rosa", "We talked with them", "skip")
        assert "The match of Sam and Ana is still locked" in everyone.news("Rosa")[-1]
        assert (await everyone.match()).status == "paused"
        await everyone.taps("Rosa", "Let the match go on")
        assert (await everyone.match()).status == "open"


async def test_what_is_on_its_way_when_the_match_is_locked_does_not_arrive(company):
    async with company(CAST) as everyone:
        await _reports(everyone)
        await everyone.taps("Rosa", "Open the report")
        ana, rosa = everyone.chat("Ana"), everyone.chat("Rosa")
        await everyone.says("Ana", "/write")
        lock = next(b.data for e in reversed(rosa.messages()) for b in e.buttons if b.label == "Lock the match now")
        from bot.words.messages import Inbound, Press, Typed

        now = everyone.clock.now()
        await everyone.hub.accept(
            [
                Inbound("words", ana.address, Typed("Lend me 500 euros"), now),
                Inbound("lock", rosa.address, Press(lock), now),
            ]
        )
        await everyone.hub.settle()
        assert everyone.copies("Sam") == []


async def test_closing_keeps_the_outcome_and_tells_the_reporter_in_general_words(company):
    async with company(CAST) as everyone:
        await _reports(everyone)
        await everyone.taps("Rosa", "Open the report")
        await everyone.taps("Rosa", "Add a note")
        await everyone.says("Rosa", "Spoke with Ana on the phone")
        await everyone.taps("Rosa", "Back to the report")
        assert "Rosa: Spoke with Ana on the phone" in " ".join(everyone.shown("Rosa"))
        await everyone.taps("Rosa", "Close the report")
        await everyone.taps("Rosa", "We talked with them")
        everyone.news("Sam")
        await everyone.says("Rosa", "She understands")
        assert "looked into it and done something about it" in everyone.news("Sam")[-1]
        [kept] = await everyone.store.read(lambda session: session.concerns(closed=True))
        assert (kept.status, kept.outcome) == ("closed", "talked")
        assert [note["text"] for note in kept.notes] == ["Spoke with Ana on the phone", "She understands"]
        assert await lines(everyone) == {}
        assert await everyone.store.read(lambda session: session.concerns()) == []


async def test_whom_a_report_is_about_does_not_see_it_though_they_are_staff(company):
    async with company(CAST) as everyone:
        from bot.words.effects.desk import SaveStaff

        ana = (await everyone.scene("Ana")).person.id
        await everyone.keeps(SaveStaff(Staff(ana, "coordinator", "new_neighbors", NOW)))
        await _reports(everyone)
        assert _alarms(everyone, "Ana") == []
        await everyone.says("Ana", "/desk")
        assert "Nothing needs you" in everyone.news("Ana")[-1]
        [concern] = await everyone.store.read(lambda session: session.concerns())
        await everyone.presses("Ana", f"desk.concern.{concern.id:x}.words")
        assert "not yours to see" in everyone.news("Ana")[-1]
        await everyone.presses("Luis", f"desk.concern.{concern.id:x}.words")
        assert "not yours to see" in everyone.news("Luis")[-1]
        assert "read-concern" not in await trail(everyone)


async def test_a_report_whose_keeper_leaves_is_new_again_for_the_others(company):
    async with company(CAST) as everyone:
        await _reports(everyone)
        await everyone.taps("Rosa", "Open the report")
        await everyone.taps("Rosa", "I take it on")
        await everyone.says("Rosa", "/desk", "people", "stop being coordinator of new neighbors", "yes")
        await everyone.keeps(Schedule(Due("concerns", "concerns", 0, everyone.clock.now())))
        await everyone.hub.settle()
        assert len(_alarms(everyone, "Vera")) == 1


async def test_a_report_outside_office_hours_says_honestly_when_somebody_is_back():
    from zoneinfo import ZoneInfo

    from bot.curriculum.rhythm import OfficeHours
    from bot.flows.desk.promise import opens

    office = OfficeHours.model_validate({"from": "9:00", "to": "17:00", "zone": "America/Chicago"})
    chicago = ZoneInfo("America/Chicago")
    friday_night = dt.datetime(2026, 3, 6, 22, 0, tzinfo=chicago)
    assert opens(office, friday_night) == dt.datetime(2026, 3, 9, 9, 0, tzinfo=chicago), "across the change of clocks"
    noon = dt.datetime(2026, 3, 9, 12, 0, tzinfo=chicago)
    assert opens(office, noon) == noon


# --- who is told, whatever the staff ---------------------------------------------------------------------------------

PEOPLE = st.integers(1, 6)
STAFF = st.lists(
    st.builds(
        Staff,
        person=PEOPLE,
        role=st.sampled_from(["admin", "coordinator"]),
        program=st.sampled_from(["p", "q"]),
        since=st.just(NOW),
        away_until=st.sampled_from([None, NOW.date(), NOW.date() - dt.timedelta(days=1)]),
        instead=st.none() | PEOPLE,
    ).map(lambda one: one if one.role == "coordinator" else Staff(one.person, "admin", "", NOW, None, one.away_until)),
    max_size=6,
    unique_by=lambda one: (one.person, one.program),
)


@given(staff=STAFF, owner=st.none() | PEOPLE, reporter=PEOPLE, about=st.none() | PEOPLE)
def test_whoever_works_here_a_report_reaches_everyone_it_may_reach_in_the_end_and_nobody_else(
    staff, owner, reporter, about
):
    concern = Concern(5, "p", reporter, about, 3, "other", "new", NOW)
    duty = OnDuty(staff, {3: owner} if owner else {}, {"p": 24})
    around = circles(concern, duty, NOW.date())
    told = [person for circle in around for person in circle]
    may = {one.person for one in staff if one.program in {"p", ""}} - {reporter, about}
    stand_ins = {one.instead for one in staff} | {owner}
    assert all(around)
    assert len(told) == len(set(told))
    assert may <= set(told) <= may | stand_ins
    assert not {reporter, about} & set(told)


@pytest.mark.parametrize("hours", [1, 24, 72])
def test_each_circle_has_the_programs_deadline_to_itself(hours):
    staff = [Staff(1, "coordinator", "p", NOW), Staff(2, "admin", "", NOW)]
    duty = OnDuty(staff, {}, {"p": hours})
    concern, told, at = Concern(5, "p", 9, 8, 3, "other", "new", NOW), [], NOW
    for _ in range(3):
        effects, again = watch([concern], duty, at)
        told.append(sorted(e.due.person for e in effects if isinstance(e, Schedule)))
        concern = next(e.concern for e in effects if isinstance(e, SaveConcern))
        assert watch([concern], duty, again - dt.timedelta(seconds=1)) == ([], again)
        assert again - at == dt.timedelta(hours=hours)
        at = again
    assert told == [[1], [1, 2], [1, 2]]

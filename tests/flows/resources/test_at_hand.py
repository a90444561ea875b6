"""Any week, sheet or search word, in the reader's language and as their own match walks it."""

from __future__ import annotations

import pytest

from bot.flows.engine.telling import Telling
from bot.flows.resources.asking import Wish, wish_of
from bot.words.messages import Command, Typed
from bot.words.turns import Moment, Scene, ids_from
from tests.flows.alive.couple import RHYTHM
from tests.flows.alive.test_check_ins import both_live
from tests.flows.journey.walking import garden


def read(couple, content, language="en") -> Wish | None:
    scene = couple._scene("Ana")
    telling = Telling(couple.stage, Scene(scene.address, person=scene.person), Moment(couple.now, ids_from("x")))
    return wish_of(telling, content)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("week 6", Wish("week", week=6)), ("Week six", Wish("week", week=6)), ("semana 3", Wish("week", week=3)),
        ("semana tres", Wish("week", week=3)), ("resources", Wish("resources")), ("Recursos!", Wish("resources")),
        ("sheet tools", Wish("sheet", "tools")), ("find: CV", Wish("find", "CV")),
        ("Busca: pan", Wish("find", "pan")), ("find CV", Wish("find", "cv")),
        ("busca pan casero", Wish("find", "pan casero")),
        ("find out more", None), ("find me", None), ("did you find it", None), ("find work?", None),
        ("search : a spade", Wish("find", "a spade")),
        ("week", None), ("week six was hard", None), ("weekend", None), ("find me a mentor", None), ("next week", None),
        ("my resources are low these days", None), ("note: buy milk", None), ("sheet " + "word " * 9, None),
    ],
)  # fmt: skip
def test_what_is_asked_for_and_what_is_only_talk(couple, text, wish):
    assert read(couple, Typed(text)) == wish


@pytest.mark.parametrize(
    ("command", "wish"),
    [
        (Command("resources"), Wish("resources")), (Command("week", "2"), Wish("week", week=2)),
        (Command("week"), Wish("resources")), (Command("sheet", "tools"), Wish("sheet", "tools")),
        (Command("find", "a spade"), Wish("find", "a spade")), (Command("find"), Wish("resources")),
        (Command("start"), None),
    ],
)  # fmt: skip
def test_commands_ask_for_the_same(couple, command, wish):
    assert read(couple, command) == wish


def test_a_week_as_each_side_walks_it(couple):
    both_live(couple, 7)
    couple.says("Ana", "week 3")
    assert "Week 3: Title of step-3" in couple.last("Ana").text
    assert "BODY step-3 for the mentee." in couple.last("Ana").text
    assert "https://example.org/step-3" in couple.last("Ana").text
    couple.says("Jonas", "/week 3")
    assert "BODY step-3 for the mentor." in couple.last("Jonas").text
    couple.presses("Jonas", "📄 Sheet of step-3")
    assert couple.last("Jonas").text == "Tools\n\nA spade, a rake."


def test_a_week_there_is_not(couple):
    couple.says("Ana", "week 44")
    assert "This program has 8 weeks" in couple.last("Ana").text


def test_a_week_on_ones_own_track_and_branch_only(couple_of):
    steps = [
        {"id": "look", "week": 1},
        {"id": "beds-only", "week": 2, "tracks": ["beds"]},
        {"id": "talks-only", "week": 2, "tracks": ["talks"]},
    ]
    couple = couple_of(weeks=2, steps=steps)
    couple.says("Ana", "week 2")
    assert "beds-only" in couple.last("Ana").text
    assert "talks-only" not in couple.last("Ana").text


def test_resources_lists_the_sheets_of_the_weeks_so_far(couple):
    both_live(couple, 14)
    couple.says("Ana", "resources")
    assert list(couple.last("Ana").buttons) == ["📄 Sheet of step-2"], "one sheet, however many steps name it"
    couple.presses("Ana", "📄 Sheet of step-2")
    assert "A spade, a rake." in couple.last("Ana").text


def test_search_finds_steps_and_sheets_and_opens_them(couple):
    couple.says("Ana", "find: rake")
    assert "📄 Tools" in couple.last("Ana").buttons
    couple.presses("Ana", "📄 Tools")
    assert couple.last("Ana").text.startswith("Tools")
    couple.says("Ana", "find: step-5")
    label = next(label for label in couple.last("Ana").buttons if "step-5" in label)
    couple.presses("Ana", label)
    assert "BODY step-5 for the mentee." in couple.last("Ana").text
    couple.says("Ana", "find: zeppelin")
    assert "I found nothing for “zeppelin”" in couple.last("Ana").text


def test_a_sheet_by_its_name(couple):
    couple.says("Ana", "sheet tools")
    assert couple.last("Ana").text == "Tools\n\nA spade, a rake."


def test_a_mentor_of_several_on_different_ways_is_asked_about_whom(couple):
    couple.arrives("Eve", "Europe/Berlin", "mentee", goal=["meet"])
    couple.publish(_with_tracks(couple))
    couple.meet("Jonas", "Eve")
    couple.says("Jonas", "week 3")
    assert couple.last("Jonas").text == "Who is it about?"
    couple.presses("Jonas", "Eve")
    assert "sow-talks" in couple.last("Jonas").text
    couple.says("Jonas", "find: rake")
    assert couple.last("Jonas").text == "Who is it about?", "they walk two versions"


def _with_tracks(couple):
    return garden(**{**RHYTHM, "weeks": 6})


def test_two_on_the_same_way_need_no_question(couple):
    couple.arrives("Eve", "Europe/Berlin", "mentee", goal=["grow"])
    couple.meet("Jonas", "Eve")
    couple.says("Jonas", "week 3")
    assert "BODY step-3 for the mentor." in couple.last("Jonas").text


def test_the_version_they_walk_is_what_is_shown(couple):
    couple.publish(
        garden(**{**RHYTHM, "weeks": 2, "steps": [{"id": "new-one", "week": 1}, {"id": "new-two", "week": 2}]})
    )
    couple.says("Ana", "week 2")
    assert "step-2" in couple.last("Ana").text
    assert "new-two" not in couple.last("Ana").text


def test_someone_without_a_match_is_told_when_it_comes(couple):
    couple.arrives("Eve", "Europe/Berlin", "mentee", goal=["grow"])
    couple.says("Eve", "/resources")
    assert "come with your match" in couple.last("Eve").text


def test_asking_in_the_middle_of_a_question_loses_nothing(couple):
    both_live(couple, 14)
    couple.says("Ana", "week 1")
    assert "Week 1" in couple.last("Ana").text
    couple.says("Ana", "9")
    assert couple.kept("check_ins")[0]["mentee"] == 9


def test_every_button_fits_and_broken_ones_do_nothing(couple):
    for argument in ("", "w~", "w~x", "p~nothing", "t~nothing", "x~y", "p~../../etc", "f~", "w~99999999999999"):
        couple.presses_data("Ana", f"pair.{couple.match:x}.hand.{argument}")
    assert couple.status == "open"

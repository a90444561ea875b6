"""After long silence the weekly steps rest, both hear so once; a sign of life brings the newest, and no backlog."""

from __future__ import annotations

SILENCE = {"nudge": 6, "help": 10, "coordinator": 14, "warning": 21, "closure": 30}


def _patient(couple, days):
    """Ana lives on and would rather wait each time she is asked."""
    for _ in range(days):
        couple.wait(days=1)
        couple.presses_in_touch("Ana")
        asked = couple.by("closure-asked", to="Ana")
        if asked and asked[-1].at.date() == couple.now.date():
            couple.presses("Ana", "Wait a little longer")


def _steps(couple, name):
    return [said.text.split("\n")[0] for said in couple.by("prompts", to=name) if "week " in said.text.lower()]


def test_the_steps_rest_with_the_last_rung_and_both_hear_it_once(couple):
    _patient(couple, 30)
    before = {name: len(_steps(couple, name)) for name in ("Jonas", "Ana")}
    _patient(couple, 20)
    assert {name: len(_steps(couple, name)) for name in ("Jonas", "Ana")} == before
    told = {name: [said.text for said in couple.by("prompts", to=name)][before[name] :] for name in ("Jonas", "Ana")}
    assert [text.split(",")[0] for text in told["Jonas"]] == ["Jonas"]
    assert "the weekly steps with Ana rest" in told["Jonas"][0]
    assert len(told["Ana"]) == 1
    assert "until Jonas is back" in told["Ana"][0]
    assert "silent" in couple.open_lines()
    assert couple.status == "open"


def test_back_again_both_get_the_newest_step_and_nothing_else(couple):
    _patient(couple, 42)
    before = {name: len(_steps(couple, name)) for name in ("Jonas", "Ana")}
    couple.presses("Jonas", "Go on with the steps")
    assert "the newest one first" in couple.last("Jonas").text
    _patient_and_alive(couple, 2)
    for name in ("Jonas", "Ana"):
        new = _steps(couple, name)[before[name] :]
        assert len(new) == 1, new
        assert "6 of 8" in new[0]
    _patient_and_alive(couple, 7)
    assert len(_steps(couple, "Jonas")) == before["Jonas"] + 2


def test_any_message_to_the_partner_wakes_them_as_well(couple):
    _patient(couple, 42)
    before = len(_steps(couple, "Jonas"))
    couple.writes("Jonas", "Sorry, what a month")
    _patient_and_alive(couple, 2)
    assert len(_steps(couple, "Jonas")) == before + 1


def test_when_they_rest_is_the_programs(couple_of):
    couple = couple_of(silence={**SILENCE, "rest": 12})
    couple.lives("Ana", 20)
    assert ["rest" in said.text for said in couple.by("prompts", to="Jonas")] == [False, True]


def test_nobody_who_gives_signs_ever_hears_of_it(couple):
    for _ in range(50):
        couple.wait(days=1)
        couple.presses_in_touch("Ana")
        couple.presses_in_touch("Jonas")
    assert not [said for said in couple.by("prompts") if " rest " in said.text]


def _patient_and_alive(couple, days):
    for _ in range(days):
        couple.wait(days=1)
        couple.presses_in_touch("Ana")
        couple.presses_in_touch("Jonas")

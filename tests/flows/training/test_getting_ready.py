"""A mentor gets ready: every lesson can be walked, nothing is lost, nothing happens twice, and nobody is blamed."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest

from bot.adapters.rehearsal.platforms import PLATFORMS, objection
from bot.curriculum.folders import read_programs
from bot.curriculum.reading import lesson
from bot.flows.engine.phrases import CLOSED
from bot.flows.staging import set_stage
from bot.flows.training.course import Agreement, GuidelinePage, has_passed, lessons_of, version_of
from bot.flows.training.going_on import PHRASES
from bot.flows.training.progress import Progress, as_record
from bot.texts.speech import Speech
from bot.words.effects.desk import Raise
from bot.words.effects.people import RecordConsent, SaveMembership
from bot.words.effects.sending import Queue
from bot.words.messages import File, Press
from tests.flows.training.conftest import SMALL
from tests.flows.training.mentors import LessonPage, Mentor, Rest, Situation, is_at

SHIPPED = tuple(read_programs())


def files(mentor):
    return [heard.content for heard in mentor.chat if isinstance(heard.content, File)]


def fits_everywhere(mentor):
    for effect in mentor.effects:
        if isinstance(effect, Queue):
            for platform in PLATFORMS:
                assert objection(platform, effect.delivery.content) is None


# --- walked from end to end ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", Speech().languages)
@pytest.mark.parametrize("program", SHIPPED)
def test_the_shipped_trainings_are_passed_by_right_answers(stage, program, language):
    mentor = Mentor.of(stage, program, language)
    mentor.begins()
    mentor.walks()
    assert mentor.mine.record["training"] == {"passed": "2026-03-10", "version": version_of(mentor.program)}
    assert mentor.scene.run is None
    assert [one.attention.kind for one in mentor.effects if isinstance(one, Raise)] == ["check-missing"]
    said = "\n".join(heard.text for heard in mentor.chat)
    for id in lessons_of(mentor.program):
        assert lesson(mentor.program, id, language).title in said
    (card,) = files(mentor)
    assert card.source.picture == "certificate"
    assert card.source.values["name"] == "Nour"
    assert len(card.source.values["lessons"]) == len(mentor.program.training)
    fits_everywhere(mentor)


@pytest.mark.parametrize("program", SHIPPED)
def test_the_shipped_trainings_are_passed_after_wrong_answers_too_and_nobody_is_blamed(stage, program):
    mentor = Mentor.of(stage, program)
    mentor.begins()
    mentor.walks(lambda one: bool(one.progress.again), right=False)
    every = sum(len(lesson(mentor.program, id, "en").scenarios) for id in lessons_of(mentor.program))
    assert len(mentor.progress.missed) == len(mentor.progress.again) == every
    largest = len(json.dumps(as_record(mentor.progress)))
    assert largest < 5000, "what is kept of a training stays small"
    mentor.walks(lambda one: len(one.progress.again) == 1, right=False)
    mentor.steps(right=False)
    assert len(mentor.progress.again) == every, "what was not answered right comes once more"
    mentor.walks()
    assert mentor.progress.passed
    ours = "\n".join(phrase.english for phrase in PHRASES).casefold()
    assert not [word for word in ("wrong", "incorrect", "fail", "mistake", "score", "points") if word in ours]
    fits_everywhere(mentor)


@pytest.mark.parametrize(("mark", "missed", "passes"), [(80, 1, False), (60, 1, True), (67, 1, False), (100, 0, True)])
def test_the_pass_mark_is_the_share_answered_right_at_first(garden, mark, missed, passes):
    program = garden.programs["garden"].model_copy(update={"pass_mark": mark})
    keys = ("watering#noon", "watering#wet", "waiting#nothing")
    assert has_passed(program, Progress(missed=keys[:missed])) is passes


def test_below_the_pass_mark_only_what_was_missed_is_asked_again(mentor):
    mentor.begins()
    mentor.walks(is_at(Situation))
    mentor.answers(right=False)
    mentor.walks(lambda one: bool(one.progress.again))
    assert mentor.place.key == "watering#noon"
    assert "once more" in mentor.text.casefold()
    mentor.answers(right=True)
    assert mentor.progress.passed


def test_what_an_answer_leads_to_is_said_whether_it_is_the_best_or_not(mentor):
    mentor.begins()
    mentor.walks(is_at(Situation))
    aside = mentor.again()
    aside.answers(right=False)
    mentor.answers(right=True)
    assert "before it reaches the roots" in aside.chat[-2].text
    assert 'What helps more here: "Let us look at the soil' in aside.chat[-2].text
    assert "You look together" in mentor.chat[-2].text
    assert "What helps more" not in mentor.chat[-2].text


# --- about themselves, and the guidelines ----------------------------------------------------------------------------


def test_what_mentors_tell_goes_into_their_profile_and_survives_changed_answers(stage):
    mentor = Mentor.of(stage, "first_year")
    mentor.says("/training")
    mentor.says("I was the first in my family to study.")
    mentor.presses("A woman")
    assert mentor.mine.profile["about"] == "I was the first in my family to study."
    assert mentor.mine.profile["gender"] == "woman"
    mentor.walks(is_at(Rest))
    before = mentor.mine.record
    mentor.says("later")
    mentor.says("change my answers")
    mentor.presses("Yes, all good")
    assert (mentor.mine.profile["about"], mentor.mine.profile["gender"]) == (
        "I was the first in my family to study.",
        "woman",
    )
    assert mentor.mine.record == before
    mentor.says("/training")
    assert isinstance(mentor.place, Rest), "neither question is asked twice"


def test_the_gender_is_asked_only_where_the_program_minds_wishes_about_it(stage):
    program = stage.programs["first_year"]
    rules = program.matching.rules.model_copy(update={"same_gender_wish": False})
    without = program.model_copy(update={"matching": program.matching.model_copy(update={"rules": rules})})
    mentor = Mentor.of(set_stage({"first_year": without}, stage.gazetteer), "first_year")
    mentor.says("/training")
    mentor.says("I like long walks.")
    assert isinstance(mentor.place, GuidelinePage)
    assert mentor.scene.run.open == "page"


def test_the_agreement_is_kept_with_the_wording_that_was_read(mentor):
    mentor.begins()
    mentor.walks(is_at(Agreement))
    assert not any(isinstance(effect, RecordConsent) for effect in mentor.effects)
    mentor.says("yes")
    (consent,) = [effect.consent for effect in mentor.effects if isinstance(effect, RecordConsent)]
    assert (consent.kind, consent.given, consent.person) == ("guidelines", True, 7)
    assert consent.wording == mentor.mine.record["guidelines"]["wording"]
    assert consent.wording.startswith("garden:en:")
    assert isinstance(mentor.place, LessonPage)


def test_whoever_does_not_agree_is_told_kindly_and_can_come_back(mentor):
    mentor.begins()
    mentor.walks(is_at(Agreement))
    assert "take your time" in mentor.presses("Not now")
    assert not mentor.progress.agreed
    mentor.presses("Go on with the training")
    assert isinstance(mentor.place, Agreement)
    mentor.presses("Yes, I will")
    assert mentor.progress.agreed


@pytest.mark.parametrize("how", ["no training", "no lessons"])
def test_without_lessons_the_questions_and_the_guidelines_are_all(garden, how):
    program = garden.programs["garden"]
    changed = (
        {"training": ()}
        if how == "no lessons"
        else {"matching": program.matching.model_copy(update={"training": False})}
    )
    stage = set_stage({"garden": program.model_copy(update=changed)}, garden.gazetteer)
    mentor = Mentor.of(stage, "garden")
    mentor.begins()
    mentor.walks()
    assert mentor.progress.passed
    assert mentor.progress.version
    assert mentor.mine.record["guidelines"]["agreed"] == "2026-03-10"
    assert files(mentor) == []


# --- at one's own pace -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["next", "go on", "Next!", "ok", "yes", "continue", "siguiente", "👍"])
def test_pages_turn_by_typing_too(mentor, word):
    mentor.begins()
    mentor.says(word)
    assert mentor.place.number == 1
    assert "page 2 of 2" in mentor.text


@pytest.mark.parametrize("words", ["what does that mean?", "I disagree with the second part of this", "🍎"])
def test_anything_else_says_how_to_go_on_and_changes_nothing(mentor, words):
    mentor.begins()
    before = mentor.mine
    assert '"next"' in mentor.says(words)
    assert mentor.mine == before
    assert "Go on" in mentor.last.buttons


def test_back_opens_the_page_before_within_a_lesson_and_no_further(mentor):
    mentor.begins()
    mentor.says("next")
    assert "page 1 of 2" in mentor.says("back")
    assert "as far back" in mentor.says("back")
    mentor.walks(is_at(LessonPage, number=1))
    assert "2 minutes" in mentor.says("back")
    mentor.walks(lambda one: isinstance(one.place, Situation) and one.place.scenario.key == "wet")
    assert "as far back" in mentor.says("back")
    assert mentor.place.scenario.key == "wet"


@pytest.mark.parametrize("word", ["later", "not now", "tomorrow"])
def test_it_may_be_enough_for_today_anywhere(mentor, word):
    for kind in (GuidelinePage, Agreement, LessonPage, Situation, Rest):
        one = mentor.again()
        one.begins()
        one.walks(is_at(kind))
        place = one.place
        one.says(word)
        assert one.scene.run is None
        one.waits(0.3)
        one.says("go on with the training")
        assert one.place == place
        assert one.scene.run.open == "page"


def test_after_a_pause_one_line_says_where_they_are(mentor):
    mentor.begins()
    mentor.walks(is_at(LessonPage, number=1))
    mentor.says("/training")
    assert mentor.text.startswith("Good to have you back! You are here: Lesson 1 of 2 · page 2 of 2.")
    mentor.waits(1)
    mentor.presses("Go on")
    assert mentor.chat[-2].text == "Good to have you back! You are here: Lesson 1 of 2 · question 1 of 2."
    assert isinstance(mentor.place, Situation)


def test_a_closed_run_loses_nothing(mentor):
    mentor.begins()
    mentor.walks(lambda one: isinstance(one.place, Situation) and one.place.scenario.key == "wet")
    mentor.scene = replace(mentor.scene, run=None, parked=())
    mentor.says("/training")
    assert mentor.place.scenario.key == "wet"
    assert "The soil is wet already" in mentor.text
    mentor.walks()
    assert mentor.progress.passed


def test_the_lesson_goes_on_in_the_language_the_person_changes_to(mentor):
    mentor.begins()
    mentor.walks(is_at(LessonPage, number=1))
    said = mentor.says("/language es")
    assert "Lección 1 de 2 · página 2 de 2" in said
    assert "Riega por la mañana" in said
    mentor.presses("Seguir")
    assert "Es mediodía" in mentor.text
    mentor.says("dos")
    assert "Miran juntos" in mentor.chat[-2].text
    mentor.walks()
    assert files(mentor)[0].source.values["title"] == "Certificado"
    assert files(mentor)[0].source.values["lessons"] == ["Regar", "Esperar"]


# --- nothing happens twice -------------------------------------------------------------------------------------------


def test_a_second_tap_on_any_button_of_the_way_changes_and_says_nothing(mentor):
    mentor.begins()
    while mentor.place is not None:
        options = mentor.place.scenario.options if isinstance(mentor.place, Situation) else ()
        data = list(mentor.last.buttons.values())[next((at for at, one in enumerate(options) if one.right), 0)]
        mentor.sends(Press(data), message=str(mentor.last.id))
        if mentor.place is None:
            break
        before, heard = mentor.mine, len(mentor.chat)
        mentor.sends(Press(data), message="1")
        assert mentor.mine == before
        assert len(mentor.chat) == heard
        assert not any(isinstance(effect, SaveMembership) for effect in mentor.turn_effects)


def test_old_buttons_change_nothing_wherever_one_is(mentor):
    mentor.begins()
    old = []
    while mentor.place is not None:
        for data in old[:-1]:
            before = mentor.mine
            mentor.sends(Press(data), message="1")
            assert mentor.mine == before
            assert mentor.text == CLOSED.english
            mentor.chat.pop()
        old.append(next(iter(mentor.last.buttons.values())))
        mentor.steps(right=bool(mentor.progress.again))
    before = mentor.mine
    for data in old:
        mentor.sends(Press(data), message="1")
        assert mentor.mine == before


def test_a_lesson_whose_text_changes_meanwhile_does_not_hold_anyone_up(garden, mentor):
    mentor.begins()
    mentor.walks(is_at(Situation))
    odd = {**mentor.mine.record["training"], "page": 99, "answered": ["noon", "wet", "gone"], "missed": ["gone#gone"]}
    mine = replace(mentor.mine, record={**mentor.mine.record, "training": odd})
    mentor.scene = replace(mentor.scene, memberships=(mine,), run=None)
    mentor.says("/training")
    mentor.walks()
    assert mentor.progress.passed


# --- reminders -------------------------------------------------------------------------------------------------------


def reminders(mentor):
    return [heard.text for heard in mentor.chat if "training for Garden Friends is" in heard.text]


def test_two_gentle_reminders_and_then_silence(mentor):
    mentor.begins()
    mentor.walks(is_at(LessonPage, number=1))
    for days, count in ((1.5, 0), (1, 1), (4, 1), (1, 2), (60, 2)):
        mentor.waits(days)
        assert len(reminders(mentor)) == count
    mentor.presses("Go on with the training")
    assert isinstance(mentor.place, LessonPage)
    mentor.steps()
    mentor.waits(3)
    assert len(reminders(mentor)) == 3, "who came back and paused again is reminded again"


def test_who_goes_on_or_is_done_or_has_stopped_is_not_reminded(mentor):
    mentor.begins()
    for _ in range(3):
        mentor.waits(1.4)
        mentor.steps()
    assert reminders(mentor) == []
    done, stopped = mentor.again(), mentor.again()
    done.walks()
    done.waits(30)
    stopped.says("/stop")
    stopped.waits(30)
    assert reminders(done) == reminders(stopped) == []


def test_reminders_come_at_a_friendly_hour(mentor):
    mentor.now = mentor.now.replace(hour=23)
    mentor.begins()
    (due,) = [one for one in mentor.due.values() if one.kind == "training-remind"]
    local = due.at.astimezone(dt.timezone(dt.timedelta(hours=1)))
    assert 9 <= local.hour < 20


# --- reading again ---------------------------------------------------------------------------------------------------


def test_what_was_read_can_be_read_again_at_any_time_and_changes_nothing(mentor):
    mentor.begins()
    mentor.says("later")
    assert "nothing to read again" in mentor.says("/lessons")
    mentor.says("/training")
    mentor.walks(is_at(Rest))
    mentor.says("later")
    before = mentor.mine
    mentor.says("/lessons")
    assert list(mentor.last.buttons) == ["Guidelines", "Watering", "Close the list"]
    assert "Plants tell you" in mentor.presses("Watering")
    assert "Water in the morning" in mentor.says("next")
    assert mentor.says("next") == "That was “Watering”."
    assert "You share what you know" in (mentor.presses("Read a lesson again"), mentor.says("1"))[1]
    mentor.says("later")
    mentor.presses("Read a lesson again")
    mentor.says("close")
    assert mentor.mine == before
    assert mentor.scene.run is None


def test_whoever_is_ready_finds_the_list_with_the_command(mentor):
    mentor.begins()
    mentor.walks()
    assert "Two references" in mentor.says("/training")
    mentor.presses("Read a lesson again")
    assert list(mentor.last.buttons)[:3] == ["Guidelines", "Watering", "Waiting"]


def test_nobody_but_mentors_has_a_training(garden):
    mentee = Mentor.of(garden, "garden")
    mentee.scene = replace(mentee.scene, memberships=(replace(mentee.scene.memberships[0], role="mentee"),))
    assert mentee.says("/training") == "There is no training for you to do."
    assert SMALL.is_dir()

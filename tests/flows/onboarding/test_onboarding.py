"""Onboarding as people live it: the straight way, and the many crooked ones."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from bot.flows.engine.telling import run_code
from bot.words.effects.people import Erase, RecordConsent, SaveAddress
from bot.words.effects.sending import CancelQueued, Queue
from bot.words.messages import (
    Attachment,
    HomeOpened,
    Left,
    LocationShared,
    PeoplePicked,
    PickedPerson,
    Press,
    Returned,
    Unreadable,
)
from tests.flows.talk import Talk

MENTEE = (
    "Yes, let's start",
    "May 1998",
    "I'd like a mentor",
    "New Neighbors",
    "Amina",
    "find work",
    "nurse",
    "Lyon, France",
    "arabic and french",
    "skip",
    "skip",
    "evenings",
    "nobody",
    "no preference",
)


def played(talk: Talk, *answers: str) -> Talk:
    for answer in answers:
        talk.says(answer)
    return talk


def to_review(talk: Talk) -> Talk:
    return played(talk, "hello", *MENTEE)


def test_a_mentee_gets_from_hello_to_a_finished_profile_by_typing_alone(talk):
    to_review(talk)
    assert "Here is what I noted" in talk.text
    assert "Name: Amina" in talk.text
    assert "Lyon, France" in talk.text
    talk.says("yes, all good")
    assert "What happens next" in talk.text
    [membership] = talk.memberships
    assert (membership.program, membership.role, membership.status) == ("new_neighbors", "mentee", "waiting")
    assert membership.profile["goal"] == ["work"]
    assert membership.profile["languages"] == ["ar", "fr"]
    assert talk.scene.person.name == "Amina"
    assert talk.scene.person.zone == "Europe/Paris"
    assert talk.scene.run is None


def test_a_mentor_gets_there_by_buttons_where_there_are_some(talk):
    talk.says("hi")
    talk.presses("Yes, let's start")
    talk.says("3/1975")
    talk.presses("I'd like to be a mentor")
    talk.presses("First Year Together")
    talk.says("Jonas 🌻")
    talk.presses("Study and exams")
    talk.presses("Balance and stress")
    talk.presses("Done")
    talk.says("Graz")
    talk.says("German, English")
    talk.presses("Master's or higher")
    talk.says("TU Graz")
    talk.presses("Skip")
    talk.says("weekends")
    talk.says("no one")
    talk.says("3")
    talk.says("Physics")
    talk.presses("Yes, all good")
    [membership] = talk.memberships
    assert (membership.program, membership.role) == ("first_year", "mentor")
    assert membership.profile["offer"] == ["study", "balance"]
    assert membership.profile["seats"] == 3
    assert membership.profile["school"] == "TU Graz"
    assert membership.profile["field"] == "Physics"
    assert "interests" not in membership.profile


def test_both_roles_give_two_memberships_with_their_own_sides(talk):
    played(talk, "hi", "yes", "1/1990", "both", "new neighbors", "Sam", "language", "work, home")
    played(talk, "skip", "Berlin", "english", "skip", "skip", "mornings", "nobody", "2", "skip", "looks good")
    mentee, mentor = sorted(talk.memberships, key=lambda m: m.role)
    assert (mentee.role, mentor.role) == ("mentee", "mentor")
    assert "offer" not in mentee.profile
    assert "goal" not in mentor.profile
    assert mentor.profile["seats"] == 2


def test_progress_counts_the_questions_this_person_will_meet(talk):
    played(talk, "hello", *MENTEE[:4])
    assert talk.text.startswith("1 of ")
    total = int(talk.text.split()[2])
    assert 8 <= total <= 10
    talk.says("Amina")
    assert talk.text.startswith(f"2 of {total}")


def test_nothing_says_eighteen_before_the_screen(talk):
    talk.says("hello")
    talk.says("yes")
    said = " ".join(heard.text for heard in talk.chat)
    assert "18" not in said
    assert "adult" not in said.lower()
    assert "When were you born?" in said


def test_consent_is_recorded_with_the_wording_it_was_given_to(talk):
    played(talk, "hello", "yes please")
    [consent] = [e.consent for e in talk.effects if isinstance(e, RecordConsent)]
    assert consent.given
    language, digest = consent.wording.split(":")
    assert language == "en"
    assert len(digest) == 8


def test_no_to_consent_keeps_nothing_and_leaves_the_door_open(talk):
    played(talk, "hello", "No, thank you")
    assert "kept nothing" in talk.text
    assert any(isinstance(e, Erase) for e in talk.turn_effects)
    assert talk.scene.person is None
    talk.says("hello")
    assert "Is that all right with you?" in talk.text


def test_back_forgets_the_last_answer_and_asks_again(talk):
    played(talk, "hello", *MENTEE[:6])
    talk.says("back")
    assert "work towards" in talk.text
    assert "goal" not in talk.scene.run.answers
    talk.presses("‹ Back")
    assert "What should I call you?" in talk.text
    talk.says("back")
    assert "Which program" in talk.text
    talk.presses("‹ Back")
    assert "What brings you here?" in talk.text
    talk.says("back")
    assert "no earlier question" in talk.text
    assert talk.scene.run.answers == {"consent": "yes"}
    played(talk, "I'd like to be a mentor", "3", "Amina")
    assert "could you help" in talk.text


@pytest.mark.parametrize("way", ["back", "‹ Back"])
def test_who_would_rather_not_change_an_answer_goes_back_and_finds_all_as_it_was(talk, way):
    to_review(talk)
    before = dict(talk.scene.run.answers)
    for what in ("Name", "Place", "Education", "Your mentor"):
        talk.presses(f"Change: {what}")
        assert " of " not in talk.text.splitlines()[0]
        talk.presses(way) if way.startswith("‹") else talk.says(way)
        assert "Here is what I noted" in talk.text
        assert talk.scene.run.answers == before


@pytest.mark.parametrize("typed", ["loks good", "all goood", "looks goood", "yess", "perfekt", "todo bien"])
def test_a_slip_of_the_finger_still_says_that_all_is_right(talk, typed):
    to_review(talk).says(typed)
    assert "What happens next" in talk.text


@pytest.mark.parametrize("typed", ["incorrect", "not right", "looks bad", "not all good", "hmm"])
def test_what_may_mean_that_something_is_wrong_finishes_nothing(talk, typed):
    to_review(talk).says(typed)
    assert not talk.memberships


@pytest.mark.parametrize("said", ["hi", "Hello again!", "buenas tardes", "👋"])
def test_who_says_hello_in_the_middle_is_greeted_and_asked_again(talk, said):
    played(talk, "hello", *MENTEE[:2], said)
    assert talk.text.startswith("Hello!")
    assert "What brings you here?" in talk.text
    assert talk.scene.run.misses == 0


@pytest.mark.parametrize("said", ["skip", "back", "help", "hello", "/start", "hm"])
def test_thanks_for_the_age_are_said_once_and_not_whenever_the_next_question_comes_again(talk, said):
    assert played(talk, "hello", *MENTEE[:2]).text.startswith("Thank you.\n\nWhat brings you here?")
    assert "Thank you" not in talk.says(said)


@pytest.mark.parametrize("said", ["Thanks!", "muchas gracias", "ok thank you"])
def test_who_says_thank_you_is_not_told_that_there_is_nothing_to_do(talk, said):
    played(to_review(talk), "yes", said)
    assert talk.text.startswith("You're welcome!")
    assert talk.last.buttons == {}


def test_a_command_there_is_not_is_no_answer_in_ones_own_words(talk):
    played(talk, "hello", *MENTEE[:4], "/menu")
    assert talk.scene.run.open == "name"
    played(talk, "Amina", "work", "/menu")
    assert talk.scene.run.open == "profession"


def test_a_bare_yes_after_delete_answers_no_other_question_that_came_on_top(talk):
    played(talk, "hello", *MENTEE[:5])
    talk.commands("delete")
    talk.presses("Find work")
    talk.says("yes")
    assert "which one you mean" in talk.text
    assert "forget everything" in talk.text
    assert "goal" not in talk.scene.run.answers
    talk.says("no")
    assert "I keep everything" in talk.text
    assert "work towards" in talk.text
    talk.presses("Done")
    assert "What work do you do" in talk.text


def test_a_bare_yes_is_asked_about_and_then_deletes(talk):
    played(talk, "hello", *MENTEE[:5])
    talk.commands("delete")
    talk.presses("Find work")
    played(talk, "yes", "yes")
    assert talk.scene.person is None
    assert any(isinstance(effect, Erase) for effect in talk.turn_effects)


def test_half_an_hour_later_a_yes_is_no_longer_about_being_forgotten(talk):
    played(talk, "hello", *MENTEE[:5])
    talk.commands("delete")
    talk.presses("Find work")
    talk.waits(0.5 / 24)
    talk.says("yes")
    assert "which one you mean" not in talk.text


def test_skip_is_offered_where_it_is_allowed_and_refused_kindly_elsewhere(talk):
    played(talk, "hello", *MENTEE[:4])
    assert "Skip" not in talk.last.buttons
    talk.says("skip")
    assert "I need this one" in talk.text
    played(talk, "Amina", "work")
    assert "you can skip this one" in talk.text
    talk.presses("Skip")
    assert "city" in talk.text


def test_every_answer_can_be_changed_at_the_review(talk):
    to_review(talk)
    talk.presses("Change: Place")
    assert "city" in talk.text
    talk.says("Damascus")
    assert "Here is what I noted" in talk.text
    assert "Damascus" in talk.text
    assert talk.scene.person.zone == "Asia/Damascus"
    talk.says("change name")
    talk.says("my name is Amina B")
    assert "Name: Amina B" in talk.text
    talk.says("1")
    assert [m.role for m in talk.memberships] == ["mentee"]


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("I want to change my name", "What should I call you"),
        ("change my city please", "Which city or town"),
        ("city", "Which city or town"),
        ("my town is wrong", "Which city or town"),
        ("Can I change my job?", "What work do you do"),
        ("the languages are wrong", "Which languages"),
        ("quiero cambiar mi ciudad", "Which city or town"),
        ("hobbies", "free time"),
    ],
)
def test_at_the_review_an_answer_is_named_in_whatever_words(talk, typed, asked):
    to_review(talk).says(typed)
    assert asked in talk.text
    assert "at the end" not in talk.text


@pytest.mark.parametrize("typed", ["I want to change an answer", "that is wrong", "skip", "change my age"])
def test_at_the_review_nobody_is_told_of_a_later_time_to_change_answers(talk, typed):
    to_review(talk).says(typed)
    assert "write what to change" in talk.text
    assert "at the end" not in talk.text
    assert not talk.memberships


@pytest.mark.parametrize("typed", ["Amina", "amina", "Amina!"])
def test_a_name_sent_once_more_is_not_what_they_would_like_to_work_towards(talk, typed):
    played(talk, "hello", *MENTEE[:4], "Amina", typed)
    assert talk.text.startswith("I have your name")
    assert "work towards" in talk.text
    assert "goal" not in talk.scene.run.answers
    talk.says("find work")
    assert "What work do you do" in talk.text
    talk.says("Amina")
    assert talk.scene.run.answers["profession"] == "Amina"


def test_an_old_button_is_answered_kindly_and_changes_nothing(talk):
    played(talk, "hello", *MENTEE[:3])
    before = talk.scene.run
    talk.sends(Press(f"{run_code(before)}.role.mentor"))
    assert "You already answered that one: I'd like a mentor" in talk.text
    assert talk.scene.run.answers == before.answers
    talk.sends(Press("abc.role.mentor"))
    assert "from earlier" in talk.text
    talk.sends(Press("garbage"))
    assert talk.scene.run.open == "program"


def test_a_double_tap_is_one_answer_and_no_scolding(talk):
    talk.says("hello")
    data = talk.last.buttons["Yes, let's start"]
    talk.sends(Press(data))
    said = len(talk.chat)
    talk.sends(Press(data))
    assert len(talk.chat) == said
    assert talk.scene.run.open == "born"


def test_answered_questions_lose_their_buttons_and_show_the_answer(talk):
    played(talk, "hello", "yes", "May 1998")
    talk.presses("I'd like a mentor")
    role = next(heard for heard in talk.chat if "What brings you here?" in heard.text)
    assert role.buttons == {}
    assert "✓ I'd like a mentor" in role.text


def test_typing_an_answer_takes_the_buttons_away_too(talk):
    played(talk, "hello", "yes", "May 1998", "I want to be a mentor")
    role = next(heard for heard in talk.chat if "What brings you here?" in heard.text)
    assert role.buttons == {}
    assert talk.scene.run.answers["role"] == "mentor"


def test_start_over_asks_again_but_neither_consent_nor_age(talk):
    played(talk, "hello", *MENTEE[:6])
    first = talk.scene.run.id
    talk.says("start over")
    assert talk.scene.run.id != first
    assert talk.scene.run.open == "role"
    assert talk.scene.run.answers == {}


def test_start_in_the_middle_goes_on_where_we_stopped(talk):
    played(talk, "hello", *MENTEE[:5])
    talk.says("/start")
    assert "where we stopped" in talk.text
    assert "work towards" in talk.text
    assert talk.scene.run.open == "goal"


@pytest.mark.parametrize(
    ("code", "answers"),
    [
        ("mentor", {"role": "mentor"}),
        ("new_neighbors-mentee", {"role": "mentee", "program": "new_neighbors"}),
        ("first_year", {"program": "first_year"}),
        ("nonsense-💥", {}),
    ],
)
def test_a_join_code_answers_what_it_says_and_never_skips_the_screen(talk, code, answers):
    talk.says(f"/start {code}")
    assert talk.scene.run.answers == answers
    assert talk.scene.run.open == "consent"
    played(talk, "yes", "May 1998")
    assert talk.scene.person.adult is not None
    assert talk.scene.run.open == (
        "role" if "role" not in answers else "program" if "program" not in answers else "name"
    )


def test_with_one_program_nobody_is_asked_which(one_program_stage):
    talk = Talk(one_program_stage)
    played(talk, "hi", "yes", "May 1998", "mentee")
    assert talk.scene.run.open == "name"
    assert talk.scene.run.variant == "new_neighbors"


def test_help_ends_with_the_question_one_is_at(talk):
    played(talk, "hello", *MENTEE[:5])
    talk.says("help")
    assert "start over" in talk.text
    assert "work towards" in talk.text
    assert "Find work" in talk.last.buttons


def test_privacy_can_be_asked_at_any_time_even_before_anything(talk):
    talk.says("/privacy")
    assert "What I keep" in talk.text
    assert talk.scene.person is None
    talk.says("hello")
    talk.says("/privacy")
    assert "/delete" in talk.text


def test_stop_keeps_the_place_and_start_goes_on(talk):
    played(talk, "hello", *MENTEE[:6])
    talk.says("/stop")
    assert "won't write to you" in talk.text
    assert not talk.scene.person.active
    talk.waits(5)
    assert "won't write to you" in talk.text
    talk.says("/start")
    assert talk.scene.person.active
    assert talk.scene.run.open == "profession"
    assert "What work do you do" in talk.text


def test_delete_asks_once_and_then_forgets_everything(talk):
    to_review(talk).says("all good")
    talk.says("/delete")
    assert "cannot be brought back" in talk.text
    talk.says("no, keep it")
    assert talk.memberships
    talk.says("/delete")
    talk.presses("Yes, forget everything")
    assert any(isinstance(e, Erase) for e in talk.turn_effects)
    assert talk.scene.person is None
    farewell = [e.delivery for e in talk.turn_effects if isinstance(e, Queue)]
    assert all(delivery.burn and delivery.person is None for delivery in farewell)
    talk.says("hi")
    assert talk.scene.run.open == "consent"


@pytest.mark.parametrize("sent", [Unreadable("sticker"), Attachment("photo", "f1"), Attachment("voice", "f2")])
def test_pictures_and_voice_get_a_hint_and_the_question_again(talk, sent):
    played(talk, "hello", *MENTEE[:4])
    talk.sends(sent)
    assert "Good to see you again" not in talk.text
    assert "only read words" in talk.text
    assert "What should I call you?" in talk.text


def test_a_shared_location_is_a_place(talk):
    played(talk, "hello", *MENTEE[:7])
    talk.sends(LocationShared(45.76, 4.84))
    assert talk.scene.run.answers["place"]["city"] == "Lyon"
    assert talk.scene.person.zone == "Europe/Paris"


def test_people_one_knows_come_from_the_picker(talk):
    played(talk, "hello", *MENTEE[:12])
    assert talk.last.content.widget is not None
    talk.sends(PeoplePicked((PickedPerson("77", "Sam"), PickedPerson("78"))))
    assert [p["id"] for p in talk.scene.run.answers["known"]] == ["77", "78"]
    cleared = [heard for heard in talk.chat if heard.content.clears]
    assert cleared


def test_a_picker_of_another_question_changes_nothing(talk):
    played(talk, "hello", *MENTEE[:4])
    talk.sends(PeoplePicked((PickedPerson("77", "Sam"),)))
    assert talk.scene.run.open == "name"
    assert talk.text.startswith("Thank you! I don't need that just now.")
    talk.sends(PeoplePicked((PickedPerson("77", "Sam"),), f"{run_code(talk.scene.run)}.known"))
    assert talk.scene.run.open == "name"
    assert "from earlier" in talk.text


def test_someone_who_is_done_hears_where_they_stand(talk):
    to_review(talk).says("yes")
    talk.says("any news?")
    assert "on the list for New Neighbors" in talk.text
    talk.says("/start")
    assert "on the list" in talk.text


def test_answers_can_be_changed_after_the_end(talk):
    to_review(talk).says("yes")
    talk.presses("Change my answers") if "Change my answers" in talk.last.buttons else talk.says("change my answers")
    assert "Name: Amina" in talk.text
    talk.says("change name")
    talk.says("Mina")
    talk.says("all good")
    [membership] = talk.memberships
    assert talk.scene.person.name == "Mina"
    assert membership.profile["goal"] == ["work"]


def test_blocking_closes_the_queue_and_coming_back_opens_the_way(talk):
    talk.says("hello")
    talk.sends(Left())
    assert any(isinstance(e, CancelQueued) for e in talk.turn_effects)
    assert not talk.scene.reachable
    talk.sends(Returned())
    assert talk.scene.reachable
    talk.sends(Left())
    talk.says("hi again")
    assert talk.scene.reachable
    assert any(isinstance(e, SaveAddress) and e.reachable for e in talk.turn_effects)


def test_the_home_tab_shows_where_one_stands_and_makes_nobody_a_person(talk):
    talk.sends(HomeOpened())
    assert talk.scene.person is None
    assert "find a mentor" in talk.home.text
    to_review(talk)
    talk.sends(HomeOpened())
    assert "in the middle" in talk.home.text
    talk.says("yes")
    talk.sends(HomeOpened())
    assert "on the list" in talk.home.text


def test_two_reminders_and_after_a_month_everything_is_gone(talk):
    played(talk, "hello", *MENTEE[:6])
    said = len(talk.chat)
    talk.waits(3)
    assert "There is no hurry" in talk.text
    assert len(talk.chat) == said + 1
    talk.waits(7)
    assert "delete them in three weeks" in talk.text
    talk.waits(25)
    assert len(talk.chat) == said + 2
    assert talk.scene.person is None
    assert any(isinstance(e, Erase) for e in talk.effects)


def test_reminders_come_at_a_friendly_hour_and_stop_with_the_answer(talk):
    played(talk, "hello", *MENTEE[:8])
    due = next(iter(talk.due.values()))
    assert due.kind == "onboarding"
    played(talk, *MENTEE[8:], "all good")
    said = len(talk.chat)
    talk.waits(40)
    assert len(talk.chat) == said


def test_a_reminder_comes_by_day_where_they_live_also_if_they_told_that_later(talk):
    played(talk, "hello", *MENTEE[:5])
    talk.waits(23 / 24)
    talk.scene = replace(talk.scene, person=replace(talk.scene.person, zone="America/Los_Angeles"))
    said = len(talk.chat)
    talk.waits(25 / 24)
    assert len(talk.chat) == said
    talk.waits(1)
    assert len(talk.chat) == said + 1


def test_spanish_all_the_way(stage):
    talk = Talk(stage, language="es-MX")
    played(talk, "hola", "Sí, empecemos", "mayo de 1998", "Busco mentora o mentor", "Nuevos vecinos", "Amina")
    assert "conseguir, Amina" in talk.text
    assert "2 de " in talk.text
    played(talk, "trabajo", "saltar", "León, España", "español", "saltar", "saltar", "tardes", "nadie", "saltar")
    assert "Esto es lo que he anotado" in talk.text
    talk.says("sí")
    assert "Lo que pasa ahora" in talk.text


def test_the_other_language_is_one_tap_away_before_anything_is_asked(talk):
    talk.says("hello")
    talk.presses("Español")
    assert "seguimos en español" in talk.text
    assert "¿Te parece bien?" in talk.text
    assert talk.scene.run.open == "consent"
    talk.says("English")
    assert "we go on in English" in talk.text
    talk.says("/language es")
    assert "seguimos en español" in talk.text
    talk.says("/language")
    assert "we go on in English" in talk.text


def test_a_yes_after_delete_answers_that_question_and_no_other(talk):
    played(talk, "hello")
    assert talk.scene.run.open == "consent"
    talk.says("/delete")
    talk.says("no")
    assert (talk.scene.run.open, talk.scene.person is None) == ("consent", False)
    talk.says("/delete")
    talk.says("yes")
    assert talk.scene.person is None
    assert "deleted everything" in talk.text


def test_half_an_hour_after_delete_a_yes_deletes_nothing_any_more(talk):
    played(talk, "hello")
    talk.says("/delete")
    talk.waits(0.5 / 24)
    talk.says("yes")
    assert talk.scene.person is not None
    assert talk.scene.run.open == "born"


def test_who_has_stopped_can_say_yes_to_delete_without_being_woken(talk):
    to_review(talk).says("all good")
    talk.says("/stop")
    talk.says("/delete")
    talk.says("yes")
    assert talk.scene.person is None


def test_who_asked_to_be_forgotten_and_keeps_it_goes_on_where_they_were(talk):
    played(talk, "hello", *MENTEE[:4])
    talk.says("/delete")
    talk.presses("No, keep it")
    assert "I keep everything" in talk.text
    assert "What should I call you?" in talk.text


def test_the_same_answer_pressed_on_an_older_copy_of_the_question_leads_to_the_one_that_is_open(stage):
    talk = Talk(stage, language="en")
    talk.says("hi")
    talk.says("whatever that means")
    talk.presses("Yes, let's start")
    before = len(talk.chat)
    talk.presses("Yes, let's start")
    assert len(talk.chat) == before, "a moment later it is the second tap of two"
    talk.now += dt.timedelta(minutes=1)
    assert talk.presses("Yes, let's start").startswith("When were you born?")
    assert len(talk.chat) == before + 1


def test_done_typed_once_more_after_a_choice_is_no_answer_to_the_next_question(stage):
    talk = Talk(stage, language="en")
    for said in ("hi", "yes", "5/1998", "I'd like a mentor", "New Neighbors", "Ana", "find work"):
        talk.says(said)
    assert "What work do you do" in talk.text
    assert talk.says("done") == "Please write it in your own words."
    talk.says("nurse")
    assert talk.scene.run.answers["profession"] == "nurse"


@pytest.mark.parametrize("asked", ["What happens with my data?", "who sees this?", "¿Qué pasa con mis datos?"])
def test_whoever_asks_what_becomes_of_their_data_is_told(stage, asked):
    talk = Talk(stage, language="en")
    talk.says("hi")
    assert talk.says(asked).startswith("What I keep:")
    assert talk.says("yes").startswith("When were you born?")

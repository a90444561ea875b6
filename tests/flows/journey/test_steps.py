"""A step as the two meet it, and what becomes of what they answer."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.curriculum.shelf import Packed
from bot.curriculum.versions import content_hash, freeze
from bot.flows.journey.renewing import waiting_for
from bot.flows.journey.way import counts
from bot.words.journeys import Version
from tests.flows.journey.walking import PLAN, WEEKS, garden


def test_week_by_week_both_get_their_side_on_the_programs_day_at_its_hour(pair):
    pair.wait(days=7 * WEEKS + 7)
    first = dt.date(2026, 1, 12)
    expected = ["look", "dig", "sow-beds", "water", "weed", "harvest"]
    for name, side in (("Ana", "mentee"), ("Jonas", "mentor")):
        prompts = pair.prompts(name)
        assert [said.bodies for said in prompts] == [[step] for step in expected]
        assert all(f"BODY {step} for the {side}" in said.text for step, said in zip(expected, prompts, strict=True))
        times = [pair.local(said).replace(tzinfo=None) for said in prompts]
        assert times == [dt.datetime.combine(first + dt.timedelta(weeks=n), dt.time(10)) for n in range(WEEKS)]
    assert "Week 3 of 6: Title of sow-beds" in pair.prompts("Ana")[2].text
    assert "Ana · week 3 of 6: Title of sow-beds" in pair.prompts("Jonas")[2].text
    assert not [due for due in pair.due.values() if due.kind == "prompts"]


def test_each_gets_it_at_the_hour_where_they_live(walking):
    walking.arrives("Jonas", "America/Los_Angeles", "mentor")
    walking.arrives("Ana", "Asia/Tokyo", "mentee")
    walking.meet("Jonas", "Ana")
    walking.wait(days=10)
    assert [walking.local(walking.prompts(name)[0]).strftime("%a %H:%M") for name in ("Ana", "Jonas")] == [
        "Mon 10:00"
    ] * 2


def test_it_counts_when_both_did_it(pair):
    pair.wait(days=7)
    assert pair.presses("Ana", "Done")
    assert "Well done, Ana!" in pair.said[-1].text
    assert "Monday, January 19" in pair.said[-1].text
    assert not counts(pair.journeys[pair.match], "look")
    assert pair.presses("Jonas", "Done")
    assert "You have both done this step now" in pair.said[-1].text
    assert counts(pair.journeys[pair.match], "look")
    pair.wait(days=7)
    assert "The step before is done: Ana." in pair.prompts("Jonas")[1].text


def test_a_second_press_changes_nothing_and_hears_that_it_is_noted(pair):
    pair.wait(days=7)
    pair.presses("Ana", "Done")
    before = pair.journeys[pair.match]
    pair.presses("Ana", "Done")
    assert pair.journeys[pair.match] == before
    assert pair.said[-1].text == "I have noted that already, thank you."


def test_later_comes_again_in_two_days_shorter_and_once(pair):
    pair.wait(days=7)
    pair.presses("Ana", "Later")
    assert "ask you again on Thursday, January 15" in pair.said[-1].text
    pair.wait(days=5)
    again = pair.prompts("Ana")[1]
    assert "You wanted to come back to this: Title of look" in again.text
    assert again.bodies == []
    assert pair.local(again).strftime("%H:%M") == "10:00"
    assert len(pair.prompts("Ana")) == 2
    pair.presses("Ana", "Done")
    assert pair.told(pair.match, "look", "mentee")["did"] == "done"


def test_later_does_not_come_back_once_the_next_step_is_there(pair):
    pair.wait(days=6)
    pair.wait(days=5)
    pair.presses("Ana", "Later")
    assert "no hurry" in pair.said[-1].text
    pair.wait(days=3)
    assert [said.bodies for said in pair.prompts("Ana")] == [["look"], ["dig"]]


def test_old_buttons_still_note_what_was_done(pair):
    pair.wait(days=14)
    pair.presses("Ana", "Done", nth=0)
    assert pair.told(pair.match, "look", "mentee")["did"] == "done"
    assert "did" not in pair.told(pair.match, "dig", "mentee")


@pytest.mark.parametrize(
    ("said", "did"), [("done", "done"), ("I did it!", "done"), ("later", "later"), ("Skip this step", "skip")]
)
def test_what_the_buttons_say_can_be_typed(pair, said, did):
    pair.wait(days=7)
    pair.says("Ana", said)
    assert pair.told(pair.match, "look", "mentee")["did"] == did


def test_more_brings_starters_resources_and_what_can_be_changed(pair):
    pair.wait(days=7)
    pair.says("Jonas", "tell me more")
    more = pair.said[-1]
    assert "about 20 minutes" in more.text
    assert "2. Second starter of look?" in more.text
    assert "https://example.org/look" in more.text
    assert {"Send no. 2 to Ana", "Sheet: Sheet of look", "Pause the weekly steps"} <= more.buttons.keys()
    pair.presses("Jonas", "Sheet: Sheet of look")
    assert pair.said[-1].text == "Tools\n\nA spade, a rake."


def test_a_line_goes_out_under_the_senders_own_name_and_once(pair):
    pair.wait(days=7)
    pair.presses("Jonas", "Send this to Ana")
    assert [said.text for said in pair.said[-2:]] == ["💬 Jonas: First starter of look?", "I have sent it to Ana."]
    pair.presses("Jonas", "Send this to Ana")
    assert pair.said[-1].text == "Ana has that already."
    pair.presses("Ana", "Send this to Jonas")
    assert pair.said[-2].text == "💬 Ana: A line about look."
    assert sum("First starter" in said.text and said.person == "Ana" for said in pair.said) == 1


def test_a_mentor_of_several_gets_one_message_that_names_each(walking):
    walking.arrives("Jonas", "Europe/Berlin", "mentor")
    for name, goal in (("Ana", "grow"), ("Li", "meet"), ("Noor", "grow")):
        walking.arrives(name, "Europe/Berlin", "mentee", goal=[goal])
        walking.meet("Jonas", name)
        walking.wait(days=7 if name == "Li" else 0)
    walking.wait(days=13)
    digests = walking.prompts("Jonas")
    assert len(digests) == 3
    last = digests[-1].text
    assert "Ana and Li" not in last
    assert "Ana · week 3 of 6: Title of sow-beds" in last
    assert "Li · week 3 of 6: Title of sow-talks" in last
    assert "Noor · week 2 of 6: Title of dig" in last
    assert {"Send this to Ana", "Send this to Li", "Noor: done"} <= digests[-1].buttons.keys()
    walking.says("Jonas", "done")
    assert walking.said[-1].text == "Who is it about?"
    walking.presses("Jonas", "Li")
    assert walking.told(901, "sow-talks", "mentor")["did"] == "done"


def test_two_at_the_same_step_are_told_together(walking):
    walking.arrives("Jonas", "Europe/Berlin", "mentor")
    for name in ("Ana", "Li"):
        walking.arrives(name, "Europe/Berlin", "mentee", goal=["grow"])
        walking.meet("Jonas", name)
    walking.wait(days=7)
    (digest,) = walking.prompts("Jonas")
    assert "Ana and Li · week 1 of 6: Title of look" in digest.text
    assert digest.bodies == ["look"]


def test_someone_who_is_both_gets_both_in_one_message(walking):
    walking.arrives("Jonas", "Europe/Berlin", "mentor")
    walking.arrives("Ana", "Europe/Berlin", "mentee", "mentor", goal=["grow"])
    walking.arrives("Li", "Europe/Berlin", "mentee", goal=["grow"])
    walking.meet("Jonas", "Ana")
    walking.meet("Ana", "Li")
    walking.wait(days=7)
    (one,) = walking.prompts("Ana")
    assert one.bodies == ["look", "look"]
    assert one.text.index("for the mentee") < one.text.index("Li · week 1")


# --- where the way parts


@pytest.mark.parametrize(("answer", "comes"), [("The hard one", "rest-hands"), ("The soft one", "deeper")])
def test_an_answer_decides_what_comes_for_both(pair, answer, comes):
    pair.wait(days=14)
    assert {"The hard one", "The soft one"} <= pair.prompts("Ana")[1].buttons.keys()
    assert "The hard one" not in pair.prompts("Jonas")[1].buttons
    pair.presses("Ana", answer)
    pair.wait(days=14)
    for name in ("Ana", "Jonas"):
        assert sorted(pair.prompts(name)[3].bodies) == sorted([comes, "water"])


def test_an_answer_that_comes_after_its_weeks_brings_its_step_with_the_next(pair):
    pair.wait(days=33)
    pair.presses("Ana", "The hard one")
    pair.wait(days=7)
    assert [sorted(said.bodies) for said in pair.prompts("Ana")][-1] == ["rest-hands", "weed"]
    assert sorted(pair.prompts("Jonas")[-1].bodies) == ["rest-hands", "weed"]


def test_an_answer_can_be_changed_until_what_it_brought_has_come(pair):
    pair.wait(days=14)
    pair.presses("Ana", "The hard one")
    pair.presses("Ana", "The soft one")
    pair.wait(days=14)
    assert "deeper" in pair.prompts("Ana")[3].bodies
    pair.presses("Ana", "The hard one")
    assert "left it as it is" in pair.said[-1].text
    pair.presses("Ana", "The soft one")
    assert pair.said[-1].text == "I have noted that already, thank you."


# --- extras, dates, tracks


def test_an_extra_is_offered_once_and_taken_when_asked_for(pair):
    pair.wait(days=14)
    offered = pair.prompts("Ana")[1]
    assert "Extra: Title of compost" in offered.buttons
    pair.presses("Ana", "Extra: Title of compost")
    assert "An extra: Title of compost" in pair.said[-1].text
    pair.wait(days=7)
    assert "Extra: Title of compost" not in pair.prompts("Ana")[2].buttons
    assert "Ana · an extra: Title of compost" in pair.prompts("Jonas")[2].text


def _published(pair, *, week=2):
    """A new version with a step more, which the two walk from their next step on."""
    journey = pair.journeys[pair.match]
    steps = [*PLAN["steps"], {"id": "new-beds", "week": week}]
    new = garden(steps=steps)
    version = content_hash(new)
    pair.versions[version] = Version(version, "garden", freeze(new), pair.now)
    pair.journeys[pair.match] = waiting_for(journey, version)
    pair.publish(new)


def test_a_step_that_a_new_version_put_behind_them_is_offered_once_and_comes_to_whoever_wants_it(pair):
    pair.wait(days=17)
    _published(pair)
    pair.wait(days=7)
    offered = pair.prompts("Ana")[-1]
    assert offered.bodies == ["sow-beds"], "what is theirs now comes as ever"
    assert "New for a week that is behind you" in offered.text
    assert "Catch up: Title of new-beds" in offered.buttons
    assert not any("Title of new-beds" in said.text for said in pair.prompts("Jonas"))
    pair.presses("Ana", "Catch up: Title of new-beds")
    assert pair.said[-1].bodies == ["new-beds"]
    pair.wait(days=14)
    mentors = [said for said in pair.prompts("Jonas") if "new-beds" in said.bodies]
    assert len(mentors) == 1
    assert "Ana · an extra: Title of new-beds" in mentors[0].text
    assert sum("Catch up" in label for said in pair.prompts("Ana") for label in said.buttons) == 1
    assert sum("new-beds" in said.bodies for said in pair.said if said.person == "Ana") == 1


def test_whoever_leaves_it_be_hears_no_more_of_it_and_the_mentor_nothing(pair):
    pair.wait(days=17)
    _published(pair)
    pair.wait(days=40)
    assert sum("Title of new-beds" in said.text for said in pair.said) == 1
    assert all("new-beds" not in said.bodies for said in pair.said)


def test_a_date_that_comes_on_the_way_brings_its_step_on_that_day(walking):
    walking.now = dt.datetime(2028, 2, 8, 12, tzinfo=dt.timezone.utc)
    walking.arrives("Jonas", "Europe/Berlin", "mentor")
    walking.arrives("Ana", "Europe/Berlin", "mentee")
    walking.meet("Jonas", "Ana")
    walking.wait(days=60)
    on = {step: walking.local(said).strftime("%m-%d") for said in walking.prompts("Ana") for step in said.bodies}
    assert (on["leap"], on["frost"]) == ("02-29", "03-18")


@pytest.mark.parametrize(("begins", "comes"), [(dt.date(2027, 2, 2), ["02-28"]), (dt.date(2026, 1, 6), [])])
def test_29_february_is_the_28th_in_other_years_and_dates_outside_the_weeks_do_not_come(walking, begins, comes):
    walking.now = dt.datetime.combine(begins, dt.time(12), dt.timezone.utc)
    walking.arrives("Jonas", "Europe/Berlin", "mentor")
    walking.arrives("Ana", "Europe/Berlin", "mentee")
    walking.meet("Jonas", "Ana")
    walking.wait(days=70)
    leaps = [walking.local(said).strftime("%m-%d") for said in walking.prompts("Ana") if "leap" in said.bodies]
    assert leaps == comes


def test_another_track_changes_what_follows_and_nothing_that_was(pair):
    pair.wait(days=14)
    pair.says("Ana", "change track")
    pair.says("Ana", "Talks")
    assert any("those of “Talks”" in said.text for said in pair.said if said.person == "Ana")
    assert any("Ana has chosen another track: “Talks”" in said.text for said in pair.said if said.person == "Jonas")
    pair.wait(days=7)
    assert pair.prompts("Ana")[2].bodies == ["sow-talks"]
    assert pair.prompts("Jonas")[2].bodies == ["sow-talks"]


def test_a_track_taken_late_does_not_bring_what_it_had_before(pair):
    pair.wait(days=35)
    pair.says("Ana", "change track")
    pair.says("Ana", "Talks")
    pair.wait(days=14)
    assert not any("sow-talks" in said.bodies for said in pair.said)
    assert pair.told(pair.match, "sow-talks", "mentee") == {"passed_over": "track"}


# --- when


def test_another_day_and_time_hold_for_one_alone(pair):
    pair.wait(days=8)
    pair.says("Ana", "another time")
    pair.says("Ana", "Thursday")
    pair.says("Ana", "in the evening, at 19:00")
    assert "Thursday, January 22" in pair.said[-1].text
    pair.wait(days=14)
    assert [pair.local(said).strftime("%a %d %H:%M") for said in pair.prompts("Ana")] == [
        "Mon 12 10:00",
        "Thu 22 19:00",
    ]
    assert [pair.local(said).strftime("%a %d %H:%M") for said in pair.prompts("Jonas")][1] == "Mon 19 10:00"


def test_in_the_middle_of_a_question_the_step_waits(pair):
    pair.wait(days=5, hours=20, minutes=55)
    pair.says("Ana", "another time")
    pair.wait(minutes=10)
    assert pair.prompts("Ana") == []
    pair.wait(minutes=30)
    assert len(pair.prompts("Ana")) == 1


def test_a_step_that_cannot_be_read_is_passed_over_and_a_coordinator_hears_of_it(walking):
    broken = garden()
    texts = {name: broken.shelf.read(name) for name in broken.shelf.names}
    texts["steps/dig.en.md"] = "---\ntitle: Dig\n---\n## mentee\nonly this"
    walking.publish(broken.with_shelf(Packed(texts)))
    walking.arrives("Jonas", "Europe/Berlin", "mentor")
    walking.arrives("Ana", "Europe/Berlin", "mentee")
    match = walking.meet("Jonas", "Ana")
    walking.wait(days=21)
    assert [said.bodies for said in walking.prompts("Ana")] == [["look"]]
    assert walking.told(match, "dig", "mentee") == {"passed_over": "unreadable"}
    assert "unreadable" in walking.raised

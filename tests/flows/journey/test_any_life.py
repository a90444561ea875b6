"""Whatever happens on the way: no step twice, none lost without a reason, no heap of them, and nobody woken."""

from __future__ import annotations

import datetime as dt
import re

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.flows.gazetteer import open_gazetteer
from tests.flows.journey.walking import PLAN, Walking, garden

UTC = dt.timezone.utc
GAZETTEER = open_gazetteer()
ZONES = (
    "Europe/Berlin", "America/New_York", "Pacific/Auckland", "Pacific/Honolulu", "Australia/Lord_Howe", "Asia/Kolkata",
    "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Santiago", "UTC",
)  # fmt: skip
BEGINS = (
    dt.datetime(2026, 1, 6, 12, tzinfo=UTC),
    dt.datetime(2026, 3, 17, 3, tzinfo=UTC),
    dt.datetime(2026, 10, 14, 22, tzinfo=UTC),
    dt.datetime(2028, 2, 1, 9, tzinfo=UTC),
    dt.datetime(2026, 12, 20, 18, tzinfo=UTC),
)
names = st.sampled_from(["Jonas", "Ana", "Li"])
WORDS = (
    ("pause the steps", "two weeks"),
    ("pause the steps", "until I say"),
    ("go on with the program",),
    ("later",),
    ("another time", "Friday", "evening"),
    ("another time", "Monday"),
    ("change track", "Talks"),
    ("/stop",),
    ("/start",),
)
HEAD = re.compile(r"(?:Week|([\w ]+?) · week) (\d+) of 6")


class AnyLife(RuleBasedStateMachine):
    """A mentor with two mentees, one of whom comes later; everything that can come between."""

    @initialize(begins=st.sampled_from(BEGINS), zones=st.tuples(*[st.sampled_from(ZONES)] * 3))
    def begin(self, begins, zones):
        self.walking = walking = Walking(GAZETTEER, now=begins)
        for name, zone, roles in zip(("Jonas", "Ana", "Li"), zones, (["mentor"], ["mentee"], ["mentee"]), strict=True):
            walking.arrives(name, zone, *roles, goal=["grow"])
        self.ids = {"Ana": walking.meet("Jonas", "Ana")}
        self.seen = 0
        self.dates: dict[str, dt.date] = {}

    # --- what may happen

    @rule(days=st.floats(0.01, 12))
    def time_passes(self, days):
        self.walking.wait(days=days)

    @rule(days=st.sampled_from([1 / 24, 0.4, 3, 14]))
    def the_bot_is_down(self, days):
        self.walking.stand_still(days=days)

    @rule()
    def another_mentee_comes(self):
        if "Li" not in self.ids:
            self.ids["Li"] = self.walking.meet("Jonas", "Li")

    @rule(name=names, zone=st.sampled_from(ZONES))
    def someone_moves(self, name, zone):
        self.walking.moves(name, zone)

    @rule(name=names, label=st.sampled_from(["Done", "Later", "Skip this step", "Tell me more", "Take a break",
                                             "End the break", "Go on with the steps", "Send this to Jonas",
                                             "Extra: Title of compost", "The hard one", "The soft one"]),
          nth=st.sampled_from([-1, 0]))  # fmt: skip
    def a_button_is_pressed(self, name, label, nth):
        self.walking.presses(name, label, nth=nth)

    @rule(name=names, words=st.sampled_from(WORDS))
    def something_is_said(self, name, words):
        for said in words:
            self.walking.says(name, said)

    @rule(upside_down=st.booleans())
    def the_program_is_edited(self, upside_down):
        steps = [{**step, "week": 7 - step["week"]} if step.get("week") else step for step in PLAN["steps"]]
        self.walking.publish(garden(steps=steps[1:]) if upside_down else garden())

    # --- what must hold

    @invariant()
    def what_was_said_was_right(self):
        if not hasattr(self, "walking"):
            return
        fresh, self.seen = self.walking.said[self.seen :], len(self.walking.said)
        for said in fresh:
            if said.is_prompt:
                self._check(said)

    def _check(self, said):
        local = self.walking.local(said)
        assert dt.time(8, 30) <= local.time() < dt.time(21), f"{said.person} is woken"
        weeks = HEAD.findall(said.text)
        # A week may hold two steps, where an answer leads to one more; what is late never comes along.
        assert len(set(weeks)) == len({name for name, _ in weeks}), "a heap of steps at once"
        before = self.dates.get(said.person)
        assert before is None or local.date() > before, f"{said.person} hears twice on one date"
        self.dates[said.person] = local.date()

    @invariant()
    def nothing_comes_twice(self):
        if hasattr(self, "walking"):
            for name in ("Ana", "Li"):
                bodies = [body for said in self.walking.prompts(name) for body in said.bodies]
                assert len(bodies) == len(set(bodies)), f"{name} got a step twice"

    def teardown(self):
        """In the end, after all, each step came to each of the two, or it is written why it did not."""
        if not hasattr(self, "walking"):
            return
        walking = self.walking
        for name in walking.people:
            walking.says(name, "/start")
            walking.presses(name, "End the break")
        for name in walking.people:
            walking.presses(name, "Go on with the steps")
        walking.wait(days=100)
        for name, match in self.ids.items():
            if self._walked_it_all(name, match):
                self._check_walked(name, match)

    def _walked_it_all(self, name, match):
        """Whether neither of them stands still or left before the end, and they were introduced."""
        walking = self.walking
        if walking.matches[match].status == "paused" or walking.journeys[match].status == "paused":
            return False
        if any(said.person == name and "meet your mentor" in said.text for said in walking.said):
            return walking.matches[match].reason in {"", "finished"}
        # The bot was up in their nights alone, so that the match was over before they were introduced.
        assert walking.matches[match].status == "ended"
        return False

    def _check_walked(self, name, match):
        journey = self.walking.journeys[match]
        program = self.walking.stage.program_of(journey)
        for step in program.steps_for(journey.track or None):
            if step.id not in program.branched_to:
                for side in ("mentee", "mentor"):
                    told = self.walking.told(match, step.id, side)
                    assert told.keys() & {"sent", "passed_over"}, (name, step.id, side, journey)


AnyLife.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestAnyLife = AnyLife.TestCase


def test_whoever_moves_right_after_the_end_has_it_on_record_what_a_downtime_kept_from_them():
    life = AnyLife()
    life.begin(BEGINS[0], ("Europe/Berlin",) * 3)
    life.time_passes(8.5)
    for _ in range(3):
        life.the_bot_is_down(1 / 24)
    life.the_bot_is_down(14)
    life.time_passes(10.5)
    life.the_bot_is_down(14)
    life.the_bot_is_down(14)
    assert life.walking.matches[life.ids["Ana"]].reason == "finished"
    life.someone_moves("Jonas", "Europe/Berlin")
    life.what_was_said_was_right()
    life.nothing_comes_twice()
    for step in ("weed", "harvest"):
        assert life.walking.told(life.ids["Ana"], step, "mentor") == {"passed_over": "ended"}
    life.teardown()


def test_whoever_was_never_introduced_as_the_bot_was_up_in_their_nights_alone_has_each_step_on_record():
    life = AnyLife()
    life.begin(BEGINS[4], ("Australia/Lord_Howe", "Pacific/Honolulu", "Asia/Kolkata"))
    for days in (14, 3, 3, 3, 14, 14, 1 / 24, 14, 14, 3, 1 / 24, 14, 14, 3, 1 / 24, 3, 14, 1 / 24, 1 / 24):
        life.the_bot_is_down(days)
    match = life.ids["Ana"]
    assert life.walking.matches[match].reason == "finished"
    assert not [said for said in life.walking.said if said.person == "Jonas"]
    life.what_was_said_was_right()
    for step in ("look", "harvest"):
        assert life.walking.told(match, step, "mentor") == {"passed_over": "ended"}
    life.teardown()

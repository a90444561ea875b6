"""A mentor who has just finished onboarding, and how they walk through the training."""

from __future__ import annotations

import datetime as dt

from bot.flows.engine.telling import Telling
from bot.flows.training.course import LessonPage, Rest, Situation, place_of
from bot.flows.training.progress import progress_of
from bot.words.messages import Address, Press
from bot.words.people import Adult, Membership, Person
from bot.words.turns import Moment, Scene, ids_from
from tests.flows.talk import NOW, Talk

BEFORE = NOW - dt.timedelta(days=1)


class Mentor(Talk):
    """Speaks with the flows as a mentor of one program."""

    @classmethod
    def of(cls, stage, program, language="en", **record):
        person = Person(7, BEFORE, "Nour", language, "Europe/Vienna", Adult(BEFORE, "v1"))
        profile = {"offer": ["study"], "languages": ["en"], "seats": 2}
        mine = Membership(9, 7, program, "mentor", "waiting", profile, BEFORE, record)
        mentor = cls(stage, language=language)
        mentor.scene = Scene(Address("telegram", "1"), person, memberships=(mine,))
        return mentor

    @property
    def mine(self):
        return next(m for m in self.memberships if m.role == "mentor")

    @property
    def program(self):
        return self.stage.programs[self.mine.program]

    @property
    def progress(self):
        return progress_of(self.mine)

    @property
    def place(self):
        return place_of(self.program, self.progress, self.scene.person.language)

    @property
    def telling(self):
        return Telling(self.stage, self.scene, Moment(self.now, ids_from("look")))

    def begins(self):
        """Both questions left out: the first page is open."""
        self.says("/training")
        while self.scene.run is not None and self.scene.run.open != "page":
            self.says("skip")

    def taps(self, at):
        """Press the newest message's button of this position."""
        self.sends(Press(list(self.last.buttons.values())[at]), message=str(self.last.id))

    def answers(self, *, right):
        options = self.place.scenario.options
        self.taps(next(at for at, option in enumerate(options) if option.right is right))

    def steps(self, *, right=True):
        """One step on, whatever is open."""
        if isinstance(self.place, Situation):
            self.answers(right=right)
        else:
            self.taps(0)

    def walks(self, until=lambda mentor: False, *, right=True):
        """On and on until that holds, or the training is over; returns the number of steps."""
        for count in range(2000):
            if self.place is None or until(self):
                return count
            self.steps(right=right)
        raise AssertionError("this training never ends")


def is_at(kind, **wanted):
    """Whether the mentor is at such a place."""
    return lambda mentor: (
        isinstance(mentor.place, kind) and all(getattr(mentor.place, name) == value for name, value in wanted.items())
    )


__all__ = ["LessonPage", "Mentor", "Rest", "Situation", "is_at"]

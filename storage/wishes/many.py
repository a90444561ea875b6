"""Wishes about many people at once: broadcasts and what is answered to them, volunteers who train together."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from bot.words.broadcasts import Broadcast
from bot.words.cohorts import Cohort, Question
from bot.words.effects.desk import AnswerBroadcast, JoinCohort, SaveBroadcast, SaveCohort, SaveQuestion
from bot.words.messages import Address
from bot.words.turns import Effect
from storage import asked, broadcasts, cohorts, heeding, recipients
from storage.transaction import Transaction

_FEEDS = frozenset({"draft", "running"})
"""Statuses in which nothing has to be taken back that waits to leave."""


@dataclass(slots=True)
class ManyWishes:
    """Broadcasts, answers by broadcast and person, cohorts, who joins or leaves one, their questions."""

    gone: set[int]
    broadcasts: dict[int, Broadcast] = field(default_factory=dict)
    answers: dict[tuple[int, int], int] = field(default_factory=dict)
    cohorts: dict[int, Cohort] = field(default_factory=dict)
    in_cohorts: dict[tuple[int, int], bool] = field(default_factory=dict)
    questions: dict[int, tuple[Question, Address | None]] = field(default_factory=dict)

    def wish(self, effect: Effect) -> bool:
        """Take in one more; False where it is about something else."""
        match effect:
            case SaveBroadcast(broadcast):
                self.broadcasts[broadcast.id] = broadcast
            case AnswerBroadcast(broadcast, person, choice):
                if person not in self.gone:
                    self.answers[broadcast, person] = choice
            case SaveCohort(cohort):
                self.cohorts[cohort.id] = cohort
            case JoinCohort(cohort, person, joins):
                if person not in self.gone:
                    self.in_cohorts[cohort, person] = joins
            case SaveQuestion(question, asker):
                _, known = self.questions.get(question.id, (question, None))
                self.questions[question.id] = (question, asker or known)
            case _:
                return False
        return True

    def keep(self, tx: Transaction, now: dt.datetime) -> None:
        """Write them. What waits of a broadcast that rests or is over leaves no more."""
        cohorts.keep(tx, self.cohorts.values())
        cohorts.join(tx, self.in_cohorts, now)
        asked.keep(tx, self.questions.values())
        broadcasts.keep(tx, self.broadcasts.values())
        heeding.answer(tx, self.answers)
        for one in self.broadcasts.values():
            if one.status not in _FEEDS:
                recipients.settle(tx, one.id, now, stopped=True)

    def forget(self, person: int) -> None:
        """Take back what was wished so far for this person."""
        self.in_cohorts = {key: is_in for key, is_in in self.in_cohorts.items() if key[1] != person}

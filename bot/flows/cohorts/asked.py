"""Questions of a cohort: the list of what was answered, and the line on the coordinators' list for those open."""

from __future__ import annotations

import datetime as dt

from bot.flows.cohorts.labels import LIST, LIST_EMPTY, LIST_ITEM, LIST_ITEM_THERE
from bot.texts.speech import Speech
from bot.words.cohorts import Cohort, Gathered, Question
from bot.words.effects.desk import Raise, Settle
from bot.words.journeys import Attention
from bot.words.messages import Json
from bot.words.turns import Effect

SHOWN = 6
"""Answers in the list: one page."""
LONGEST = 300
"""Characters of a question or an answer in the list."""


def answers_of(found: Gathered, speech: Speech, language: str) -> str:
    """Questions and their answers, the newest first."""
    cohort = found.cohort
    said = [speech.say(LIST(name=cohort.name), language)]
    for one in [one for one in found.questions if one.status != "open"][:SHOWN]:
        question, answer = _short(one.text), _short(one.answer)
        line = LIST_ITEM(question=question, name=one.answered_by, answer=answer)
        said.append(speech.say(line if one.answer else LIST_ITEM_THERE(question=question), language))
    return "\n\n".join(said) if len(said) > 1 else speech.say(LIST_EMPTY(name=cohort.name), language)


def line_of(cohort: Cohort, unanswered: list[Question], now: dt.datetime) -> Effect:
    """The line on the coordinators' list that says how many questions are open; it is over where none is."""
    key = f"cohort-questions:{cohort.id:x}"
    if not unanswered:
        return Settle(key)
    told: Json = {"count": len(unanswered), "name": cohort.name, "cohort": cohort.id}
    since = min((one.asked_at for one in unanswered), default=now)
    return Raise(Attention(key, "cohort-questions", cohort.program, since, told=told))


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= LONGEST else one_line[: LONGEST - 1].rstrip() + "…"

"""A mentor's question before they decide, on its way to the mentee, and the answer on its way back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from bot.flows.engine.flow import Ask, Do, Flow
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.matches.keeping import move, note
from bot.flows.matches.planning import plan_kindly, tell_partner
from bot.flows.matches.presence import is_put_off, note_here, waits_for_day
from bot.flows.matches.ties import tie_asked, tie_due
from bot.flows.shapes import FreeText
from bot.words.matches import Match
from bot.words.people import Due
from bot.words.phrases import Phrase

QUESTION_SENT = Phrase(
    "invitation-question-sent", "I have passed your question on. I will come back to you with the answer."
)
REPLY_SENT = Phrase("answer-sent", "Thank you, I have passed it on to {mentor}.")
TOO_LATE = Phrase(
    "invitation-too-late", "Thank you! This has been settled in another way by now, so there is nothing left to do."
)


def pass_question(telling: Telling) -> None:
    """The mentor's question goes to the mentee; the answer brings the invitation back, with fresh time."""
    tie, asked = tie_asked(telling), str(telling.run.answers.get("question"))
    telling.close_run()
    if tie is None or tie.match.status != "asked":
        telling.say(telling.words(TOO_LATE()))
        return
    match = note_here(telling, note(telling, tie.match, question=asked, reply=None))
    _give_time(telling, match)
    tell_partner(telling, match, "question")
    telling.say(telling.words(QUESTION_SENT()))


def tell_question(telling: Telling) -> Mapping[str, str]:
    """Who asks, and what."""
    tie = tie_asked(telling)
    return (
        {"mentor": tie.partner.name, "question": str(tie.match.told.get("question", ""))}
        if tie
        else {"mentor": "", "question": ""}
    )


def pass_reply(telling: Telling) -> None:
    """The mentee's answer brings the invitation back to the mentor."""
    tie, reply = tie_asked(telling), telling.run.answers.get("reply")
    telling.close_run()
    if tie is None or tie.match.status != "asked":
        telling.say(telling.words(TOO_LATE()))
        return
    match = note_here(telling, note(telling, tie.match, reply=reply))
    _give_time(telling, match)
    tell_partner(telling, match, "invite")
    telling.say(telling.words(REPLY_SENT(mentor=tie.partner.name)))


class Answer(Flow):
    """The mentor has a question before they decide; the mentee answers it, or rather not."""

    reply = Ask(
        "{mentor} would like to know something before answering you:\n“{question}”\n\n"
        "What shall I say? I pass on your words, nothing else.",
        FreeText(at_most=800),
        values=tell_question,
        counted=False,
        optional=True,
    )
    replied = Do(pass_reply)


def ask_mentee(telling: Telling, due: Due) -> None:
    """Put the mentor's question to the mentee."""
    tie = tie_due(telling, due)
    if tie is None or tie.match.status != "asked" or waits_for_day(telling, due) or is_put_off(telling, due):
        return
    telling.open_run("answer", tie.match.program, {"match": tie.match.id})
    advance(telling)


def time_to_answer(telling: Telling, match: Match) -> dt.timedelta:
    """How long a mentor has to answer."""
    return dt.timedelta(days=telling.stage.programs[match.program].matching.mentor_days)


def _give_time(telling: Telling, match: Match) -> None:
    """A question and an answer take time: the mentor's days begin anew."""
    match = move(telling, match, "asked")
    until = telling.now + time_to_answer(telling, match)
    plan_kindly(telling, match, "invite-remind", telling.now + time_to_answer(telling, match) / 2, match.mentor)
    plan_kindly(telling, match, "invite-over", until, match.mentor)


PHRASES = (QUESTION_SENT, REPLY_SENT, TOO_LATE)

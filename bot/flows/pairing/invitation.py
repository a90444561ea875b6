"""The mentor meets who would like to walk with them, and answers: yes, not now, or a question first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from bot.flows.engine.flow import Ask, Do, Flow
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance, resume
from bot.flows.matches.keeping import move, note, record
from bot.flows.matches.planning import tell_partner, unplan
from bot.flows.matches.presence import is_put_off, partner_sleeps, waits_for_day
from bot.flows.matches.ties import called, take_up_about, tie_asked, tie_due
from bot.flows.pairing.ground import common_ground
from bot.flows.pairing.introduction import introduce
from bot.flows.pairing.partners import own_words
from bot.flows.pairing.questioning import TOO_LATE, pass_question, time_to_answer
from bot.flows.shapes import Choice, FreeText
from bot.texts.dates import day
from bot.words.effects.matches import DropProposals
from bot.words.matches import Match, Tie
from bot.words.people import Due
from bot.words.phrases import Phrase

ABOUT = frozenset({"invitation", "answer"})
"""The flows in which a proposal is talked about before the mentor has decided."""
AWAY = {"month": 30, "season": 90, "later": 0}
WOULD_LIKE = Phrase("invitation-would-like", "{mentee} would like you as a mentor.")
WORKS_TOWARDS = Phrase("invitation-goal", "In their own words: “{words}”")
REPLIED = Phrase("invitation-replied", "You asked: “{question}”\n{mentee} answers: “{reply}”")
NO_REPLY = Phrase("invitation-no-reply", "You asked: “{question}”\n{mentee} has not answered yet.")
THANKS = Phrase(
    "invitation-declined",
    "Thank you for telling me, that helps. I will say kindly that it doesn't fit right now, nothing more. "
    "You can change how many people you have places for, or your answers, at any time.",
)
AWAY_UNTIL = Phrase("invitation-away", "I won't ask you again before {day}.")
NO_SEAT = Phrase(
    "invitation-no-seat",
    "Thank you! But by your own number of places you have none free just now, so I haven't matched you. "
    'To make room, press "Change my answers", and I will bring suggestions again.',
)
IN_THE_MORNING = Phrase(
    "invitation-in-the-morning",
    "It is late where {mentee} is, so {mentee} meets you in the morning. From then on I pass your words on.",
)
REMINDER = Phrase("invitation-reminder", "A small reminder: {mentee} is waiting for your answer. You have until {day}.")
OVER = Phrase(
    "invitation-over",
    "I have not heard from you, so I am looking for someone else for {mentee}. No harm done. "
    "I will ask you again when someone else fits.",
)


def tell_mentee(telling: Telling) -> Mapping[str, str]:
    """Who asks, what the two have in common, and what was asked and answered."""
    tie = tie_asked(telling)
    if tie is None:
        return {"mentee": ""}
    lines = [telling.words(WOULD_LIKE(mentee=tie.partner.name)), "", common_ground(telling, tie)]
    if own_words(tie):
        lines.append(telling.words(WORKS_TOWARDS(words=own_words(tie))))
    question, reply = tie.match.told.get("question"), tie.match.told.get("reply")
    if question:
        said = REPLIED(mentee=tie.partner.name, question=str(question), reply=str(reply))
        silent = NO_REPLY(mentee=tie.partner.name, question=str(question))
        lines += ["", telling.words(said if reply else silent)]
    return {"mentee": "\n".join(lines)}


def tell_name(telling: Telling) -> Mapping[str, str]:
    """The mentee's name."""
    tie = tie_asked(telling)
    return {"mentee": called(telling, tie)}


def settle(telling: Telling) -> None:
    """A yes brings the two together; a no frees the seat and lets the mentee's next choice be asked."""
    tie, answers = tie_asked(telling), telling.run.answers
    telling.close_run()
    if tie is None or tie.match.status != "asked":
        telling.say(telling.words(TOO_LATE()))
    elif answers.get("answer") == "accept":
        _accept(telling, tie)
    else:
        _decline(telling, tie, str(answers.get("until", "later")))


def _accept(telling: Telling, tie: Tie) -> None:
    if tie.membership is None or tie.membership.status != "waiting" or not tie.partner.active:
        move(telling, tie.match, "dropped", "left", "mentee")
        telling.say(telling.words(TOO_LATE()))
        return
    mine = next(m for m in telling.scene.memberships if (m.program, m.role) == (tie.match.program, "mentor"))
    room = mine.profile.get("seats")
    if isinstance(room, int) and tie.taken > room:
        _leave(telling, move(telling, tie.match, "declined", "no-seat", "mentor"))
        telling.say(telling.words(NO_SEAT()))
        return
    _unplan(telling, tie.match)
    match = move(telling, tie.match, "open")
    telling.wish(DropProposals(match.mentee, match.program, "matched", but=match.id))
    sleeps = partner_sleeps(telling, tie)
    introduce(telling, note(telling, match, meets="mentee" if sleeps else None))
    if sleeps:
        telling.say(telling.words(IN_THE_MORNING(mentee=tie.partner.name)))
    tell_partner(telling, match, "introduce")


def _decline(telling: Telling, tie: Tie, until: str) -> None:
    _leave(telling, move(telling, tie.match, "declined", "declined", "mentor"))
    said = telling.words(THANKS())
    if days := AWAY.get(until, 0):
        back = telling.now + dt.timedelta(days=days)
        record(telling, tie.match.program, "mentor", away_until=back.date().isoformat())
        said += "\n\n" + telling.words(AWAY_UNTIL(day=day(back, telling.person.zone, telling.language)))
    telling.say(said)


class Invitation(Flow):
    """A mentee picked this mentor: will they?"""

    answer = Ask(
        "{mentee}\n\nWould you like to be their mentor?",
        Choice(accept="Yes, gladly", ask="I have a question first", decline="Not now"),
        values=tell_mentee,
        counted=False,
    )
    question = Ask(
        "What would you like to ask {mentee}? I pass on your words and the name you gave me, nothing else.",
        FreeText(at_most=500),
        when=answer.was("ask"),
        values=tell_name,
        counted=False,
    )
    passed = Do(pass_question, when=answer.was("ask"))
    until = Ask(
        "That's fine. When may I ask you again?",
        Choice(later="When someone fits", month="In a month", season="In three months"),
        when=answer.was("decline"),
        counted=False,
    )
    settled = Do(settle)


# --- what the mentee and the clock bring ---------------------------------------------------------------------------


def invite(telling: Telling, due: Due) -> None:
    """Ask the mentor."""
    tie = tie_due(telling, due)
    if tie is None or tie.match.status != "asked" or waits_for_day(telling, due) or is_put_off(telling, due):
        return
    _close(telling, tie.match.id)
    telling.open_run("invitation", tie.match.program, {"match": tie.match.id})
    advance(telling)


def remind(telling: Telling, due: Due) -> None:
    """Halfway through the time to answer."""
    tie = tie_due(telling, due)
    if (
        tie is None
        or tie.match.status != "asked"
        or is_put_off(telling, due)
        or not take_up_about(telling, ABOUT, tie.match.id)
    ):
        return
    until = tie.match.since + time_to_answer(telling, tie.match)
    shown = day(until, telling.person.zone, telling.language)
    resume(telling, telling.words(REMINDER(mentee=tie.partner.name, day=shown)))


def expire(telling: Telling, due: Due) -> None:
    """The time to answer is over: someone else is asked, and the mentor is told without blame."""
    tie = tie_due(telling, due)
    if tie is None or tie.match.status != "asked":
        return
    _close(telling, tie.match.id)
    _leave(telling, move(telling, tie.match, "declined", "no-answer", "clock"))
    telling.say(telling.words(OVER(mentee=tie.partner.name)))


def withdraw(telling: Telling, due: Due) -> None:
    """The mentee left or was matched otherwise while the mentor was being asked; there may be no tie any more."""
    if _close(telling, int(due.subject)):
        telling.say(telling.words(TOO_LATE()))


def _leave(telling: Telling, match: Match) -> None:
    """The proposal is over: nothing of it is due for the mentor any more, and the mentee hears of it."""
    _unplan(telling, match)
    tell_partner(telling, match, "declined", match.program)


def _unplan(telling: Telling, match: Match) -> None:
    for what in ("invite", "invite-remind", "invite-over"):
        unplan(telling, match, what, match.mentor)


def _close(telling: Telling, match: int) -> bool:
    """Close the invitation's question, if it is still open."""
    if not take_up_about(telling, ABOUT, match):
        return False
    telling.close_run("stopped")
    return True


PHRASES = (
    WOULD_LIKE, WORKS_TOWARDS, REPLIED, NO_REPLY, THANKS, AWAY_UNTIL, NO_SEAT, IN_THE_MORNING,
    REMINDER, OVER,
)  # fmt: skip

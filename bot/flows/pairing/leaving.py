"""Someone stops or leaves while others wait for them or walk with them: what becomes of their matches, said kindly."""

from __future__ import annotations

from dataclasses import replace

from bot.flows.engine.telling import Telling
from bot.flows.matches.keeping import keep_match, move, note
from bot.flows.matches.planning import plan
from bot.flows.matches.presence import waits_for_day
from bot.flows.matches.ties import tie_due
from bot.words.effects.sending import CancelRelays
from bot.words.matches import PROPOSED, Match, Tie
from bot.words.people import Due
from bot.words.phrases import Phrase

PAUSES = Phrase(
    "leaving-pauses",
    "{partner} is taking a break from the program just now. That has nothing to do with you. I will tell you when they "
    "are back; until then nothing is expected of you.",
)
BACK = Phrase("leaving-back", "{partner} is back! You can write to each other again, just as before.")
MENTOR_LEFT = Phrase(
    "leaving-mentor-left",
    "I'm sorry: your mentor has left the program. It has nothing to do with you. You keep your place, and I look for "
    "someone new for you from today on.",
)
MENTEE_LEFT = Phrase(
    "leaving-mentee-left",
    "The person you walked with has left the program. It has nothing to do with you. Thank you for the time you gave. "
    "When someone else fits, I will ask you.",
)


def step_back(telling: Telling) -> None:
    """This person wants to hear nothing more for now: proposals end, matches rest."""
    for tie in telling.scene.ties:
        match = tie.match
        side = match.side(telling.person.id)
        if match.status in PROPOSED:
            _end_proposal(telling, match, side)
        elif match.status == "open":
            telling.wish(CancelRelays(match.id, telling.person.id))
            plan(
                telling,
                move(telling, match, "paused", "stopped", side),
                "partner-pauses",
                person=_other(telling, match),
            )


def come_back(telling: Telling) -> None:
    """This person is here again: what rested because of them goes on, and what has ended meanwhile is told."""
    for tie in telling.scene.ties:
        match = tie.match
        if match.status == "ended" and match.told.get("end_untold"):
            plan(telling, match, "match-ended")
        if (match.status, match.reason, match.by) != ("paused", "stopped", match.side(telling.person.id)):
            continue
        if not tie.partner.active:  # they have stopped as well: it rests until they are here again
            keep_match(telling, replace(match, by=match.side(tie.partner.id)))
        else:
            plan(telling, move(telling, match, "open"), "partner-back", person=_other(telling, match))


def part(telling: Telling) -> None:
    """Everything this person told us will be forgotten: their partners hear that they left, and nothing else."""
    for tie in telling.scene.ties:
        match = tie.match
        side = match.side(telling.person.id)
        if match.status in PROPOSED:
            _end_proposal(telling, match, side)
        elif match.status != "ended":
            telling.wish(CancelRelays(match.id, telling.person.id))
            move(telling, match, "ended", "left", side)
            plan(telling, match, "partner-left", person=_other(telling, match), detail=side)


def tell_pause(telling: Telling, due: Due) -> None:
    """The partner rests. Whoever has not met them yet hears of it when they do, and whoever stopped meanwhile sees it
    where they stand, once they are back."""
    tie = tie_due(telling, due)
    if not telling.person.active or tie is None or tie.match.status != "paused" or _has_yet_to_meet(telling, tie):
        return
    if waits_for_day(telling, due):
        note(telling, tie.match, pause_untold=True)
        return
    note(telling, tie.match, pause_untold=None)
    telling.say(telling.words(PAUSES(partner=tie.partner.name)))


def tell_return(telling: Telling, due: Due) -> None:
    """The partner is back; where the night was over before their break was told, there is nothing to tell."""
    tie = tie_due(telling, due)
    if not telling.person.active or tie is None or tie.match.status != "open" or _has_yet_to_meet(telling, tie):
        return
    if tie.match.told.get("pause_untold"):
        note(telling, tie.match, pause_untold=None)
    elif not waits_for_day(telling, due):
        telling.say(telling.words(BACK(partner=tie.partner.name)))


def tell_left(telling: Telling, due: Due) -> None:
    """The partner is gone, and their name with them."""
    if not telling.person.active or waits_for_day(telling, due):
        return
    left = due.subject.partition("/")[2]
    telling.say(telling.words((MENTOR_LEFT if left == "mentor" else MENTEE_LEFT)()))


def _end_proposal(telling: Telling, match: Match, side: str) -> None:
    """A mentee's proposals just end; a mentor's leave the mentee waiting for the next choice."""
    if side == "mentee":
        move(telling, match, "dropped", "left", side)
        if match.status == "asked":
            plan(telling, match, "withdrawn", person=match.mentor)
    elif match.status == "asked":
        move(telling, match, "declined", "left", side)
        plan(telling, match, "declined", person=match.mentee, detail=match.program)
    else:
        move(telling, match, "dropped", "left", side)


def _has_yet_to_meet(telling: Telling, tie: Tie) -> bool:
    """Whether this person was asleep when their partner said yes, and knows nothing of them so far."""
    return tie.match.told.get("meets") == tie.match.side(telling.person.id)


def _other(telling: Telling, match: Match) -> int:
    return match.other(telling.person.id)


PHRASES = (PAUSES, BACK, MENTOR_LEFT, MENTEE_LEFT)

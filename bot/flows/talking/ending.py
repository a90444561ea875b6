"""Ending a match: gently, with a word of goodbye, or at once by blocking. The partner hears of it without blame."""

from __future__ import annotations

from dataclasses import replace

from bot.flows.ending.closing import end_match, say_ended
from bot.flows.engine.flow import Ask, Do, Flow
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.matches.ties import tell_partner_name, tie_asked
from bot.flows.shapes import Choice, FreeText
from bot.flows.talking.labels import offer_button
from bot.flows.talking.relay import obstacle, send
from bot.flows.talking.said import Said
from bot.words.effects.matches import KeepApart
from bot.words.effects.sending import CancelRelays
from bot.words.matches import TOGETHER, Tie
from bot.words.phrases import Phrase

REASONS = {"finished": "finished", "no_time": "no-time", "no_fit": "no-fit", "no_contact": "no-contact"}

ALREADY = Phrase("ending-already", "This match has ended already.")
STAYS = Phrase("ending-stays", "Good, everything stays as it is.")
DONE = Phrase(
    "ending-done",
    "Your match with {partner} has ended. I tell them without giving a reason. Thank you for the time you two had.",
)
BLOCKED = Phrase(
    "ending-blocked",
    "Done. {partner} can't reach you through me any more, and I will never match you two again. They only hear that "
    "the match has ended. If something happened that the program should know, please tell me.",
)


def begin(telling: Telling, tie: Tie, _: str = "") -> None:
    """Ask why, so that the program can learn from it."""
    telling.open_run("ending", tie.match.program, {"match": tie.match.id})
    advance(telling)


def finish(telling: Telling) -> None:
    """Pass on the goodbye, end the match for both, and say what happens next."""
    tie, answers = tie_asked(telling), dict(telling.run.answers)
    telling.close_run()
    if answers.get("reason") == "stay":
        telling.say(telling.words(STAYS()))
    elif tie is None or tie.match.status not in TOGETHER:
        telling.say(telling.words(ALREADY()))
    else:
        goodbye = answers.get("goodbye")
        if isinstance(goodbye, str) and obstacle(telling, tie) is None:
            at = telling.scene.address
            send(telling, tie, Said("text", goodbye, channel=at.channel, chat=at.id))
        reason = REASONS.get(str(answers.get("reason")), "other")
        match = end_match(telling, tie.match, reason, tie.match.side(telling.person.id))
        say_ended(telling, replace(tie, match=match), telling.words(DONE(partner=tie.partner.name)))


def block(telling: Telling, tie: Tie, _: str = "") -> None:
    """End it at once and for good. What the blocked one wrote and what has not left yet does not arrive any more."""
    telling.wish(CancelRelays(tie.match.id, tie.partner.id), CancelRelays(tie.match.id, telling.person.id))
    telling.wish(KeepApart(tie.match.mentee, tie.match.mentor, "blocked"))
    if tie.match.status in TOGETHER:
        end_match(telling, tie.match, "blocked", tie.match.side(telling.person.id))
    telling.say(telling.words(BLOCKED(partner=tie.partner.name)), (offer_button(telling, "report", tie),))


class Ending(Flow):
    """Why, and a last word."""

    reason = Ask(
        "Shall your match with {partner} end? It helps the program to know why. {partner} does not see your answer.",
        Choice(
            finished="We did what we wanted",
            no_time="I have no time",
            no_fit="We don't fit",
            no_contact="We lost touch",
            other="Another reason",
            stay="No, let's go on",
        ),
        values=tell_partner_name,
        counted=False,
    )
    goodbye = Ask(
        "Would you like to say goodbye? I pass on a sentence or two, or press Skip.",
        FreeText(at_most=600),
        when=reason.was("finished", "no_time", "no_fit", "no_contact", "other"),
        counted=False,
        optional=True,
    )
    ended = Do(finish)


PHRASES = (
    ALREADY, STAYS, DONE, BLOCKED,
)  # fmt: skip

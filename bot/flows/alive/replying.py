"""What the buttons of a reminder do: a ready line in one's own name, a word to the coordinator, or just a sign."""

from __future__ import annotations

from bot.flows.alive.diary import put_on_list
from bot.flows.alive.labels import LABELS
from bot.flows.alive.silence import READY
from bot.flows.engine.flow import Ask, Do, Flow
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.matches.ties import tell_partner_name, tie_asked
from bot.flows.matches.verbs import PairVerb, Verbs
from bot.flows.shapes import FreeText
from bot.flows.talking import relay
from bot.flows.talking.labels import offer_button
from bot.flows.talking.said import Said
from bot.words.matches import TOGETHER, Tie
from bot.words.phrases import Phrase

SENT = Phrase("replying-sent", "Sent to {partner}, in your name. Thank you! Whatever you want to add, just write it.")
GLAD = Phrase("replying-glad", "Good to know, thank you. Then I won't ask again for now.")
ON_LIST = Phrase(
    "replying-on-list",
    "I have put it on the coordinator's list, and they will look into it. {partner} isn't told.",
)
NOT_RIGHT = Phrase(
    "replying-not-right",
    "Thank you for saying so. It happens, and it is nobody's fault. The coordinator will look into it; {partner} isn't "
    "told. You can also take a break or end this match.",
)


def send_ready(telling: Telling, tie: Tie, _: str = "") -> None:
    """Pass the ready line on as this person's own words."""
    at = telling.scene.address
    ready = telling.words(READY(partner=tie.partner.name))
    if relay.send(telling, tie, Said("text", ready, channel=at.channel, chat=at.id)):
        telling.say(telling.words(SENT(partner=tie.partner.name)))


def be_in_touch(telling: Telling, _: Tie, __: str = "") -> None:
    """They talk, somewhere: the press alone was the sign."""
    telling.say(telling.words(GLAD()))


def ask_coordinator(telling: Telling, tie: Tie, _: str = "") -> None:
    """Put a wish for help on the coordinator's list, with a few words if they like."""
    _begin(telling, tie, "asks")


def be_not_right(telling: Telling, tie: Tie, _: str = "") -> None:
    """It does not feel right: that needs a human."""
    _begin(telling, tie, "not-right")


def hand_on(telling: Telling) -> None:
    """Add what they wrote to the line on the list."""
    tie, answers = tie_asked(telling), dict(telling.run.answers)
    telling.close_run()
    if tie is None:
        return
    kind, words = str(answers.get("kind", "asks")), answers.get("words")
    if isinstance(words, str):
        put_on_list(telling, tie.match, kind, tie.match.side(telling.person.id), words=words)
    if kind == "not-right":
        buttons = tuple(offer_button(telling, name, tie) for name in ("pause", "end") if tie.match.status == "open")
        telling.say(telling.words(NOT_RIGHT(partner=tie.partner.name)), buttons)
    else:
        telling.say(telling.words(ON_LIST(partner=tie.partner.name)))


class ToCoordinator(Flow):
    """A few words for the coordinator."""

    words = Ask(
        "What would you like to tell the coordinator? A sentence is enough, or press Skip. {partner} doesn't see it.",
        FreeText(at_most=1000),
        values=tell_partner_name,
        counted=False,
        optional=True,
    )
    handed = Do(hand_on)


def _begin(telling: Telling, tie: Tie, kind: str) -> None:
    """On the list at once: whoever does not go on writing is not forgotten."""
    put_on_list(telling, tie.match, kind, tie.match.side(telling.person.id))
    telling.open_run("tocoordinator", tie.match.program, {"match": tie.match.id, "kind": kind})
    advance(telling)


VERBS: Verbs = {
    "send-ready": PairVerb(LABELS["send-ready"], send_ready, frozenset({"open"})),
    "in-touch": PairVerb(LABELS["in-touch"], be_in_touch, frozenset({"open"})),
    "ask-coordinator": PairVerb(LABELS["ask-coordinator"], ask_coordinator, TOGETHER),
    "not-right": PairVerb(LABELS["not-right"], be_not_right, TOGETHER),
}
PHRASES = (SENT, GLAD, ON_LIST, NOT_RIGHT)

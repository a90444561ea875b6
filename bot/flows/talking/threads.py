"""Where a talk lives on platforms with threads: its first message on each side, and what people write under it."""

from __future__ import annotations

from bot.flows.engine.telling import Telling
from bot.flows.matches.keeping import note
from bot.flows.matches.ties import tie_of
from bot.words.effects.sending import Queue
from bot.words.matches import Match, Tie
from bot.words.messages import Address, Delivery, Priority, Say
from bot.words.people import Person
from bot.words.phrases import Phrase

THREADED = frozenset({"slack", "rehearsal-slack"})
"""Channels on which a pair's talk is a thread of its own."""
ROOT = Phrase("threads-root", "🧵 Your talk with {partner}. Answer here, in this thread, and I pass it on.")


def begin_thread(telling: Telling, match: Match) -> None:
    """On a platform with threads, send the message under which this person's talk with their partner takes place."""
    tie = tie_of(telling, match.id)
    if tie is not None:
        _root(telling, tie, telling.person, telling.scene.address, tie.partner.name)


def thread_at_partner(telling: Telling, tie: Tie) -> int | None:
    """The delivery id of the talk's first message on the partner's side, sent now where there is none yet."""
    return None if tie.address is None else _root(telling, tie, tie.partner, tie.address, telling.person.name)


def tie_meant(telling: Telling) -> Tie | None:
    """The match within which someone answers a message: a relayed one, or the first of the talk's thread."""
    thread = telling.scene.thread
    if thread is None:
        return None
    if thread.answered is not None:
        return tie_of(telling, thread.answered.match)
    for tie in telling.scene.ties:
        kept = tie.match.told.get(f"root:{tie.match.side(telling.person.id)}")
        if isinstance(kept, dict) and thread.root is not None and kept.get("delivery") == thread.root:
            return tie
    return None


def share_a_workspace(one: Address, other: Address | None) -> bool:
    """Whether both are on Slack, in the same workspace."""
    if other is None or one == other or one.channel != other.channel or one.channel not in THREADED:
        return False
    return one.id.rpartition("/")[0] == other.id.rpartition("/")[0]


def _root(telling: Telling, tie: Tie, person: Person, address: Address, partner: str) -> int | None:
    if address.channel not in THREADED:
        return None
    key, at = f"root:{tie.match.side(person.id)}", f"{address.channel}:{address.id}"
    kept = tie.match.told.get(key)
    if isinstance(kept, dict) and kept.get("at") == at and isinstance(kept.get("delivery"), int):
        return int(str(kept["delivery"]))
    number = telling.moment.ids()
    text = telling.stage.speech.say(ROOT(partner=partner), person.language)
    telling.wish(Queue(Delivery(number, address, Say(text), Priority.RELAY, person=person.id, created_at=telling.now)))
    note(telling, tie.match, **{key: {"delivery": number, "at": at}})
    return number


PHRASES = (ROOT,)

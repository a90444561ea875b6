"""Wishes about two people: their match, what they wrote, what one reported. With one gone there is none to keep."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from bot.words.effects.matches import DropProposals, KeepApart, LetMeet, SaveConcern, SaveMatch
from bot.words.effects.sending import CancelRelays, NoteRelayed
from bot.words.matches import PROPOSED, Concern, Match, Relayed
from bot.words.turns import Effect
from storage import boards, concerns, matches, relays
from storage.transaction import Transaction


@dataclass(slots=True)
class PairWishes:
    """Matches and proposals, who never meets, messages passed on and to be taken back (`silenced`), reports."""

    now: dt.datetime
    gone: set[int]
    matches: dict[int, Match] = field(default_factory=dict)
    drops: list[DropProposals] = field(default_factory=list)
    apart: dict[tuple[int, int], str] = field(default_factory=dict)
    may_meet: set[tuple[int, int]] = field(default_factory=set)
    relayed: dict[int, Relayed] = field(default_factory=dict)
    silenced: set[tuple[int, int]] = field(default_factory=set)
    concerns: dict[int, Concern] = field(default_factory=dict)
    quotes: dict[int, int] = field(default_factory=dict)

    def wish(self, effect: Effect) -> bool:  # noqa: C901 - one line an effect
        """Take in one more; False where it is about something else."""
        match effect:
            case SaveMatch(match):
                if not self.gone.intersection((match.mentee, match.mentor)):
                    self.matches[match.id] = match
            case DropProposals():
                self._drop(effect)
            case KeepApart(one, other, reason):
                if not self.gone.intersection((one, other)):
                    self.apart[min(one, other), max(one, other)] = reason
            case LetMeet(one, other):
                pair = min(one, other), max(one, other)
                self.apart.pop(pair, None)
                self.may_meet.add(pair)
            case NoteRelayed(relayed):
                if relayed.sender not in self.gone:
                    self.relayed[relayed.delivery] = relayed
            case CancelRelays(match, sender):
                self.silenced.add((match, sender))
            case SaveConcern(concern, quote):
                self.concerns[concern.id] = _unnamed(concern, self.gone)
                if quote is not None:
                    self.quotes[concern.id] = quote
            case _:
                return False
        return True

    def keep(self, tx: Transaction, now: dt.datetime) -> None:
        """Write them; words to be taken back are left to the outbox."""
        matches.drop_proposals(tx, self.drops, now)
        matches.keep_matches(tx, self.matches.values())
        boards.let_meet(tx, self.may_meet)
        matches.keep_apart(tx, self.apart)
        relays.note(tx, self.relayed.values())
        concerns.keep_concerns(tx, self.concerns, self.quotes, now)

    def forget(self, person: int) -> set[int]:
        """Take back what was wished so far for this person; returns the matches among it."""
        gone_with = {id for id, kept in self.matches.items() if person in (kept.mentee, kept.mentor)}
        self.matches = {id: kept for id, kept in self.matches.items() if id not in gone_with}
        self.apart = {pair: reason for pair, reason in self.apart.items() if person not in pair}
        self.relayed = {id: relayed for id, relayed in self.relayed.items() if relayed.sender != person}
        self.concerns = {id: _unnamed(concern, {person}) for id, concern in self.concerns.items()}
        return gone_with

    def _drop(self, drop: DropProposals) -> None:
        """What is kept already is dropped by statement, before anything wished; what was wished so far, here."""
        self.drops.append(drop)
        for id, match in self.matches.items():
            is_meant = (match.mentee, match.program) == (drop.mentee, drop.program) and id != drop.but
            if is_meant and match.status in PROPOSED:
                self.matches[id] = replace(match, status="dropped", since=self.now, reason=drop.reason, by="system")


def _unnamed(concern: Concern, gone: Collection[int]) -> Concern:
    """The concern, naming nobody who is gone."""
    return replace(
        concern,
        reporter=0 if concern.reporter in gone else concern.reporter,
        about=None if concern.about in gone else concern.about,
        owner=None if concern.owner in gone else concern.owner,
    )

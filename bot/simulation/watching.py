"""What happened, noted beside the deciding: every match, journey and line as last seen, and why a message was sent.

Nothing is counted twice where a transaction is tried again: what is kept is the last state by id, never a sum.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bot.doings.batch import Content
from bot.words.effects.desk import Raise
from bot.words.effects.matches import LeaveOut, SaveJourney, SaveMatch
from bot.words.effects.sending import Queue
from bot.words.journeys import Attention, Journey
from bot.words.matches import Match
from bot.words.messages import Inbound
from bot.words.people import Due
from bot.words.turns import Effect, Moment, Scene, Turn


@dataclass
class Watch:
    """What is seen of all turns. `why` names, by delivery, the kind of the due it came of, "reply" or "relay".

    `opened` says when matches were opened, of those that ever were; `rungs` the highest rung of the silence ladder by
    match and side; `went_without` the match, side and rung of what a holdout left out.
    """

    matches: dict[int, Match] = field(default_factory=dict)
    opened: dict[int, dt.datetime] = field(default_factory=dict)
    journeys: dict[int, Journey] = field(default_factory=dict)
    lines: dict[str, Attention] = field(default_factory=dict)
    why: dict[int, str] = field(default_factory=dict)
    rungs: dict[tuple[int, str], int] = field(default_factory=dict)
    went_without: set[tuple[int, str, str]] = field(default_factory=set)

    def beside(self, content: Content) -> Content:
        """The same content, watched."""

        def decide(scene: Scene, inbound: Inbound, moment: Moment) -> Turn:
            turn = content.decide(scene, inbound, moment)
            self._note(turn.effects, "reply")
            return turn

        def decide_due(scene: Scene, due: Due, moment: Moment) -> Turn:
            turn = content.decide_due(scene, due, moment)
            self._note(turn.effects, due.kind)
            return turn

        return replace(content, decide=decide, decide_due=decide_due)

    def pop_why(self, delivery: int) -> str:
        """Why this delivery was sent; its parts but the last count as "part"."""
        return self.why.pop(delivery, "part")

    def lines_by_kind(self) -> Counter[str]:
        """How many lines of each kind ever stood on the coordinator's list."""
        return Counter(line.kind for line in self.lines.values())

    def _note(self, effects: Iterable[Effect], why: str) -> None:
        for effect in effects:
            match effect:
                case SaveMatch(match=match):
                    self.matches[match.id] = match
                    if match.status == "open":
                        self.opened.setdefault(match.id, match.since)
                case SaveJourney(journey=journey):
                    self.journeys[journey.id] = journey
                    self._climb(journey)
                case LeaveOut(left_out=one) if one.kind == "silence":
                    self.went_without.add((one.match, one.side, one.what))
                case Raise(attention=line):
                    self.lines[line.key] = line
                case Queue(delivery=delivery):
                    self.why[delivery.id] = "relay" if delivery.relay else why
                case _:
                    continue

    def _climb(self, journey: Journey) -> None:
        kept = journey.kept.get("silence")
        for side, state in kept.items() if isinstance(kept, dict) else ():
            rung = state.get("rung") if isinstance(state, dict) else None
            if isinstance(rung, int) and rung > self.rungs.get((journey.id, side), 0):
                self.rungs[journey.id, side] = rung

"""Notes of what happens in a rehearsal, taken beside the deciding: what was sent, done, dropped, put off or listed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Literal

from bot.doings.batch import Content
from bot.flows.alive.signs import RUNGS
from bot.words.effects.desk import Raise, Settle, Tend
from bot.words.effects.sending import Queue, Schedule
from bot.words.journeys import Attention, Journey
from bot.words.matches import Match
from bot.words.messages import Address, Button, Delivery, File, Gather, Inbound, Pin, Say
from bot.words.people import Due, Person
from bot.words.turns import Effect, Moment, Scene, Turn

What = Literal["sent", "did", "dropped", "put-off", "listed", "settled", "refused"]
PUT_OFF = dt.timedelta(minutes=20)
"""What is planned again within so long only waits for a question to be answered."""

NEXT_DAY = dt.timedelta(hours=36)
LOOKS = frozenset({"silence", "prompts"})
"""Kinds that are planned anew whenever something about them changed."""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that happened. `kind` is the kind of the due it came of, "reply", "relay" or "act"; `detail` says more
    of it as a code: the rung of the silence ladder, why a step was dropped.

    `chat` is whose chat it is about ("": the coordinator's list alone), `message` its number there once it arrived.
    `until` is when what was put off comes instead. `matches` are the matches it is about; none: the person's own.
    """

    number: int
    at: dt.datetime
    what: What
    kind: str
    chat: str = ""
    detail: str = ""
    matches: frozenset[int] = frozenset()
    delivery: int = 0
    message: int | None = None
    until: dt.datetime | None = None


@dataclass
class Notes:
    """All notes, and everyone as they were seen last: people by chat, matches and journeys by id.

    What a transaction that is tried again decides twice is noted once: notes are kept by what they are about.
    """

    kept: dict[object, Note] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    matches: dict[int, Match] = field(default_factory=dict)
    journeys: dict[int, Journey] = field(default_factory=dict)
    lines: dict[str, Note] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)

    def beside(self, content: Content) -> Content:
        """The same content, watched."""

        def decide(scene: Scene, inbound: Inbound, moment: Moment) -> Turn:
            turn = content.decide(scene, inbound, moment)
            self._see(scene, turn)
            if inbound.own and inbound.own.isdecimal():
                note = self._note(moment, "did", "act", inbound.address, matches=_about(turn.effects))
                self._keep(("did", inbound.key), replace(note, message=int(inbound.own)))
            self._take(scene, turn, moment, "reply")
            return turn

        def decide_due(scene: Scene, due: Due, moment: Moment) -> Turn:
            turn = content.decide_due(scene, due, moment)
            self._see(scene, turn)
            self._take(scene, turn, moment, due.kind, due)
            return turn

        return replace(content, decide=decide, decide_due=decide_due)

    def arrived(self, delivery: Delivery, ref: str, refused: str) -> None:
        """A delivery stands in its chat now, or never will."""
        note = self.kept.get(("sent", delivery.id))
        if note is None:
            return
        if refused:
            self.kept["sent", delivery.id] = replace(note, what="refused", detail=refused)
        elif ref.isdecimal():
            self.kept["sent", delivery.id] = replace(note, message=int(ref))

    def clear(self) -> None:
        """Forget everything."""
        for each in (self.kept, self.people, self.matches, self.journeys, self.lines):
            each.clear()

    # --- one turn ------------------------------------------------------------------------------------------------

    def _see(self, before: Scene, turn: Turn) -> None:
        """Who and what stands in a scene, after its turn."""
        scene = turn.scene or before
        if scene.person is not None:
            self.people[scene.address.id] = scene.person
        for tie in scene.ties:
            self.matches[tie.match.id] = tie.match
            if tie.journey is not None:
                self.journeys[tie.journey.id] = tie.journey

    def _take(self, before: Scene, turn: Turn, moment: Moment, kind: str, due: Due | None = None) -> None:
        subject = _subject(due)
        detail = _rung(before, turn.scene, subject) if kind == "silence" else ""
        for effect in turn.effects:
            match effect:
                case Queue(delivery=delivery) if _is_message(delivery):
                    said = "relay" if delivery.relay else kind
                    matches = frozenset({delivery.relay[0]}) if delivery.relay else (_meant(delivery) or subject)
                    note = self._note(moment, "sent", said, delivery.address, detail, matches)
                    self._keep(("sent", delivery.id), replace(note, delivery=delivery.id))
                case Schedule(due=again) if due and _is_put_off(due, again, turn, moment):
                    note = self._note(moment, "put-off", kind, before.address, matches=subject)
                    self._keep(("put-off", due.key, due.at), replace(note, until=again.at))
                case Raise(attention=line):
                    self._list(line, moment, before.address)
                case Tend(key=key) | Settle(key=key):
                    self._settle(key, moment, before.address)
                case _:
                    continue
        self._drop(before, turn, moment, kind)

    def _drop(self, before: Scene, turn: Turn, moment: Moment, kind: str) -> None:
        """Steps and questions that this turn let go, each with the reason."""
        was = {tie.match.id: tie.journey for tie in before.ties if tie.journey}
        for tie in turn.scene.ties if turn.scene else ():
            if tie.journey is None or tie.match.id not in was or before.person is None:
                continue
            side = tie.match.side(before.person.id)
            for step, reason in _passed_over(was[tie.match.id], tie.journey, side):
                note = self._note(moment, "dropped", "prompts", before.address, reason, frozenset({tie.match.id}))
                self._keep(("dropped", tie.match.id, side, step), note)
            if kind == "check-in" and _late_check_ins(tie.journey, side) > _late_check_ins(was[tie.match.id], side):
                note = self._note(moment, "dropped", kind, before.address, "late", frozenset({tie.match.id}))
                self._keep(("dropped", tie.match.id, side, moment.now), note)

    def _list(self, line: Attention, moment: Moment, address: Address) -> None:
        """A line of the coordinator's list; the same line raised again is no news."""
        if line.key not in self.lines:
            matches = frozenset({line.match}) if line.match else frozenset()
            self.lines[line.key] = self._note(moment, "listed", line.kind, address, matches=matches)
            self._keep(("listed", line.key, moment.now), self.lines[line.key])

    def _settle(self, key: str, moment: Moment, address: Address) -> None:
        """A line that stood on the coordinator's list is over; one that never stood there is no news."""
        line = self.lines.pop(key, None)
        if line is not None:
            note = self._note(moment, "settled", line.kind, address, matches=line.matches)
            self._keep(("settled", key, moment.now), note)

    def _note(  # noqa: PLR0913, PLR0917 - what a note says, in its order
        self,
        moment: Moment,
        what: What,
        kind: str,
        address: Address,
        detail: str = "",
        matches: frozenset[int] = frozenset(),
    ) -> Note:
        return Note(next(self.numbers), moment.now, what, kind, address.id, detail, matches)

    def _keep(self, key: object, note: Note) -> None:
        self.kept.setdefault(key, note)


def _is_message(delivery: Delivery) -> bool:
    return isinstance(delivery.content, Say | File | Pin | Gather)


def _is_put_off(due: Due, again: Due, turn: Turn, moment: Moment) -> bool:
    """Whether all that came of something due is that it comes later. Silence is looked at again days later whenever
    there was a sign of life; only what comes back on the next day was put off."""
    wait = again.at - moment.now
    is_new_look = due.kind in LOOKS and wait > NEXT_DAY
    only = all(isinstance(one, Schedule) for one in turn.effects)
    return only and again.key == due.key and due.at <= moment.now and wait > PUT_OFF and not is_new_look


def _subject(due: Due | None) -> frozenset[int]:
    """The match something due is about, where it names one."""
    if due is None:
        return frozenset()
    match, _, _ = due.subject.partition("/")
    return frozenset({int(match)}) if due.key.startswith("match:") and match.isdecimal() else frozenset()


def _meant(delivery: Delivery) -> frozenset[int]:
    """The matches that a message's buttons are about."""
    buttons: Iterable[Button] = delivery.content.buttons if isinstance(delivery.content, Say | File) else ()
    codes = (button.data.split(".")[1] for button in buttons if button.data.startswith("pair."))
    return frozenset(int(code, 16) for code in codes)


def _about(effects: Iterable[Effect]) -> frozenset[int]:
    """The matches that someone's words were passed on in."""
    return frozenset(
        each.delivery.relay[0] for each in effects if isinstance(each, Queue) and each.delivery.relay is not None
    )


def _rung(before: Scene, after: Scene | None, subject: frozenset[int]) -> str:
    """Which rung of the silence ladder was reached; "" for none."""
    if before.person is None or after is None:
        return ""
    for tie in after.ties:
        if tie.match.id in subject:
            side = tie.match.side(before.person.id)
            now, was = _silence(tie.journey, side), _silence(_journey(before, tie.match.id), side)
            return RUNGS[now - 1] if now > was else ""
    return ""


def _journey(scene: Scene, match: int) -> Journey | None:
    return next((tie.journey for tie in scene.ties if tie.match.id == match), None)


def _silence(journey: Journey | None, side: str) -> int:
    kept = journey.kept.get("silence") if journey else None
    state = kept.get(side) if isinstance(kept, Mapping) else None
    rung = state.get("rung") if isinstance(state, Mapping) else None
    return rung if isinstance(rung, int) else 0


def _passed_over(was: Journey, now: Journey, side: str) -> Iterator[tuple[str, str]]:
    """Steps that were passed over on this side in between, and why."""
    for step, both in now.steps.items():
        mine = both.get(side) if isinstance(both, Mapping) else None
        reason = mine.get("passed_over") if isinstance(mine, Mapping) else None
        before = was.steps.get(step)
        had = before.get(side) if isinstance(before, Mapping) else None
        if reason and not (isinstance(had, Mapping) and had.get("passed_over")):
            yield step, str(reason)


def _late_check_ins(journey: Journey, side: str) -> int:
    kept = journey.kept.get("check_ins")
    return sum(isinstance(one, Mapping) and one.get(side) == "late" for one in kept) if isinstance(kept, list) else 0

"""One commit: whatever was waiting is decided in order and written together, and nothing is sent before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.doings.batch import Batch, Committed, Content
from bot.doings.replaying import comes_to_the_same, may_be_replayed
from bot.doings.rooms import of_rooms
from bot.doings.traces import short
from bot.doings.waves import Wave
from bot.doings.wished import Wished
from bot.words.desk import Desk
from bot.words.effects.sending import Schedule
from bot.words.matches import Thread
from bot.words.messages import Address, Deleted, Delivery, Edited, Ignored, Inbound, Limits, Say
from bot.words.people import Due
from bot.words.ports import GaveUp, Outcome, Received, Session
from bot.words.turns import Moment, Scene, ids_from

TRIES = 3
"""How often a turn that raises is tried before it is set aside."""
LOOKS = 3
"""How often a turn may ask to see more."""


class Deciding:
    """The work of one transaction. May run again from the start; then it decides the same."""

    def __init__(self, content: Content, limits: Mapping[str, Limits], batch: Batch, session: Session) -> None:
        self._content = content
        self._batch = batch
        self._now = batch.now
        self._session = session
        self._limits = limits
        self._may_be_replayed = may_be_replayed(batch)
        self._result = Committed(is_shared=session.is_shared)
        self._wished = Wished(limits, batch, session, self._result)

    def run(self) -> Committed:
        """Everything, in the order in which it must be seen."""
        batch, session, result = self._batch, self._session, self._result
        if batch.outcomes:
            session.finish(batch.outcomes)
            self._note_gone(batch.outcomes)
            came = of_rooms(batch.outcomes, session, self._now)
            self._wished.add(*came)
            self._may_be_replayed = self._may_be_replayed and not came
            # Whoever wrote what did not arrive is told: that may be due at once.
            result.has_due = any(type(outcome) is GaveUp for outcome in batch.outcomes) or bool(came)
        if batch.inbounds:
            self._decide_inbounds()
        if batch.due:
            self._decide_due()
        self._wished.write()
        if batch.claim:
            claimed = session.claim(self._now, batch.claim)
            result.claimed = len(claimed)
            result.behind.update(delivery.address for delivery in claimed)
            result.leased += claimed
        if batch.due or (batch.claim and result.claimed < batch.claim):
            result.next_at = session.next_due()
        if self._may_be_replayed:
            session.flush_later()
        return result

    def _note_gone(self, outcomes: Sequence[Outcome]) -> None:
        """Somebody cannot be reached any more: the coordinators' lists are looked over within the hour."""
        if any(type(one) is GaveUp and one.reason == "gone" for one in outcomes):
            hour = self._now.replace(minute=0, second=0, microsecond=0) + dt.timedelta(hours=1)
            self._wished.add(Schedule(Due("desk-gone", "desk", 0, hour)))

    # --- inbounds ----------------------------------------------------------------------------------------------

    def _decide_inbounds(self) -> None:
        """Decide in waves: who shares a person with someone already decided sees what that turn left behind."""
        left = self._without_copies()
        while left:
            scenes = self._session.scenes({each.address for each in left if type(each.content) is not Ignored})
            self._learn(scenes.values())
            left = self._wave(left, scenes, self._threads(left))
            if left:
                self._wished.carry_out()

    def _without_copies(self) -> list[Inbound]:
        seen = self._session.seen([inbound.key for inbound in self._batch.inbounds])
        fresh = []
        for inbound in self._batch.inbounds:
            if inbound.key not in seen:
                seen.add(inbound.key)
                fresh.append(inbound)
        return fresh

    def _threads(self, inbounds: Sequence[Inbound]) -> dict[str, Thread]:
        """What they answer, edit or take back; most refer to nothing."""
        referring = [each for each in inbounds if each.replies_to or type(each.content) in {Edited, Deleted}]
        return self._session.threads(referring) if referring else {}

    def _wave(
        self, inbounds: Sequence[Inbound], scenes: dict[Address, Scene], threads: Mapping[str, Thread]
    ) -> list[Inbound]:
        """Decide every turn whose scene is certain; return the others."""
        wave = Wave()
        later: list[Inbound] = []
        for inbound in inbounds:
            if type(inbound.content) is Ignored:
                self._wished.receive(Received(inbound, None, "ignored"))
            elif wave.may_decide(inbound.address, scene := scenes[inbound.address], type(inbound.content)):
                if threads:
                    scene = replace(scene, thread=threads.get(inbound.key))
                scenes[inbound.address] = self._turn(inbound, scene, wave)
            else:
                later.append(inbound)
        return later

    def _turn(self, inbound: Inbound, scene: Scene, wave: Wave) -> Scene:
        """Decide one turn; one that raises leaves nothing but its own record."""
        error = self._batch.condemned
        seen = scene if error else self._look(scene, inbound)
        for _ in range(0 if error else TRIES):
            try:
                turn = self._content.decide(seen, inbound, Moment(self._now, ids_from(inbound.key)))
                deliveries = self._wished.fitted(turn.effects)
            except Exception as raised:  # noqa: BLE001 - a turn may raise anything; the others must commit
                error = type(raised).__name__
                continue
            wave.note(turn.effects, inbound.address)
            is_wiped = self._wished.take(turn.effects, deliveries)
            if self._may_be_replayed:
                self._may_be_replayed = comes_to_the_same(inbound, turn.effects, self._limits)
            after = turn.scene or scene
            person = after.person.id if after.person else None
            self._wished.receive(Received(inbound, person, "done", is_wiped))
            return after
        self._set_aside(inbound, scene, error)
        return scene

    def _set_aside(self, inbound: Inbound, scene: Scene, error: str) -> None:
        """Keep the inbound, tell the person in one line, alert the operator."""
        self._may_be_replayed = False
        person = scene.person.id if scene.person else None
        self._wished.receive(Received(inbound, person, "quarantined", error=error))
        alert = {"event": "turn.quarantined", "error": error, "key": short(inbound.key)}
        alert["content"] = type(inbound.content).__name__
        if scene.run:
            alert |= {"flow": scene.run.flow, "step": scene.run.open or ""}
        self._result.alerts.append(alert)
        if inbound.author is not None:  # in a room nothing is said but what belongs there
            return
        try:
            text = self._content.sorry(scene)
        except Exception:  # noqa: BLE001 - the line itself may be what is broken
            return
        self._wished.queue(Delivery(ids_from(f"sorry\0{inbound.key}")(), inbound.address, Say(text), person=person))

    # --- what is due -------------------------------------------------------------------------------------------

    def _decide_due(self) -> None:
        items = self._session.due(self._now, self._batch.due)
        self._result.due = len(items)
        if not items:
            return
        self._result.works = [item for item in items if item.kind in self._batch.works]
        left = [item for item in items if item.kind not in self._batch.works]
        while left:
            self._wished.carry_out()
            scenes = self._session.scenes_of({item.person for item in left})
            self._learn(scenes.values())
            left = self._due_wave(left, scenes)

    def _due_wave(self, items: Sequence[Due], scenes: dict[int, Scene]) -> list[Due]:
        """Decide everything due whose scene is certain; return the rest. What is due for nobody known is over."""
        wave = Wave()
        later: list[Due] = []
        for item in items:
            scene = scenes.get(item.person)
            if scene is None:
                continue
            if wave.may_decide(scene.address, scene):
                scenes[item.person] = self._due_turn(item, scene, wave)
            else:
                later.append(item)
        return later

    def _due_turn(self, item: Due, scene: Scene, wave: Wave) -> Scene:
        error = self._batch.condemned
        seen = scene if error else self._look(scene, item)
        for _ in range(0 if error else TRIES):
            try:
                ids = ids_from(f"due\0{item.key}\0{item.at.isoformat()}")
                turn = self._content.decide_due(seen, item, Moment(self._now, ids))
                deliveries = self._wished.fitted(turn.effects)
            except Exception as raised:  # noqa: BLE001 - as for an inbound
                error = type(raised).__name__
                continue
            wave.note(turn.effects, scene.address)
            self._wished.take(turn.effects, deliveries)
            return turn.scene or scene
        alert = {"event": "due.dropped", "error": error, "key": short(item.key), "kind": item.kind}
        self._result.alerts.append(alert)
        return scene

    def _learn(self, scenes: Iterable[Scene]) -> None:
        """Know every version of a program that these scenes walk, or are to move to."""
        if (editions := self._content.editions) is None:
            return
        journeys = (tie.journey for scene in scenes for tie in scene.ties if tie.journey)
        if wanted := {hash: journey.program for journey in journeys for hash in editions.lacking(journey)}:
            versions = self._session.versions()
            # What was published and nobody walks yet is found by its program.
            for program in {wanted[hash] for hash in wanted.keys() - {one.hash for one in versions}}:
                versions += self._session.versions(program)
            editions.learn(versions, wanted)

    def _look(self, scene: Scene, said: Inbound | Due) -> Scene:
        """The scene with what its turn asks to see, as it stands after every turn before it; rights are read anew."""
        desk: Desk | None = None
        for _ in range(LOOKS):
            try:
                look = self._content.look(scene, said, self._now, desk)
            except Exception:  # noqa: BLE001 - then the turn itself will raise, and be set aside
                look = None
            if look is None:
                break
            self._wished.carry_out()
            desk = self._session.desk(look, scene, self._now, desk)
        return scene if desk is None else replace(scene, staff=desk.mine, desk=desk)

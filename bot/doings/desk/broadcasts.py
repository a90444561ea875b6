"""Broadcasts on order: draft and count one, start it, look at it, pause it, go on, cancel it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.doings.broadcasting.looking_after import Broadcasting
from bot.doings.desk.orders import Arguments, Order, OrderRefused, text_of
from bot.flows.broadcasting import filling, moves, repeating
from bot.flows.broadcasting.audience.belonging import check
from bot.flows.broadcasting.audience.queries import Query, as_json, from_json
from bot.flows.broadcasting.audience.reading import read_audience
from bot.flows.broadcasting.audience.saying import spoken
from bot.flows.broadcasting.filling import samples
from bot.flows.broadcasting.moves import Fault, kept
from bot.flows.broadcasting.refusing import why_not
from bot.flows.broadcasting.reporting import answers_of
from bot.flows.engine.stage import Stage
from bot.words.broadcasts import OVER, STANDING, Broadcast, Letter, Tally, Timing
from bot.words.clock import Clock
from bot.words.desk import AuditLine
from bot.words.effects.desk import Audit
from bot.words.messages import Json
from bot.words.people import pseudonym
from bot.words.phrases import Line
from bot.words.ports import Session, Store
from bot.words.turns import ids_from

KINDS = ("now", "awake", "local", "at")
MOST_BUTTONS = 8
ALL_STATUSES = (*STANDING, *OVER, "draft", "asked", "repeating")

Move = Callable[[Broadcast, dt.datetime, Tally], "Broadcast | Fault"]


@dataclass(frozen=True, slots=True)
class BroadcastDesk:
    """Orders about broadcasts, for the programs there are. `let_go` drops what waits in memory of one."""

    store: Store
    clock: Clock
    broadcasting: Broadcasting
    stage: Stage
    let_go: Callable[[int], None]

    def orders(self) -> dict[str, Order]:
        """What can be ordered, by name."""
        return {
            "broadcast-new": self.new,
            "broadcast-start": self.start,
            "broadcast-list": self.list,
            "broadcast-show": self.show,
            "broadcast-pause": self.pause,
            "broadcast-resume": self.resume,
            "broadcast-cancel": self.cancel,
            "broadcast-again": self.send_again,
            "broadcast-leave": self.leave_so,
        }

    async def new(self, said: Arguments) -> Json:
        """Draft one and count its recipients; nothing is sent."""
        now = self.clock.now()
        programs = self._programs(said)
        letter = self._letter(said)
        query = _query(said)
        draft = Broadcast(
            ids_from(f"broadcast\0{now.isoformat()}\0{letter.texts}")(),
            programs,
            None,
            "draft",
            now,
            letter,
            as_json(query),
            _timing(said),
            cap=_whole(said, "cap", 3),
            repeat=_rule(said),
        )
        await self.store.write(lambda session: session.carry_out(kept(draft, now), now))
        await self.broadcasting.count(draft.id)
        return await self._described(draft.id)

    async def start(self, said: Arguments) -> Json:
        """Confirm a draft; above a threshold "count" has to say how many people it is for. Another order never starts
        it a second time."""
        typed = str(said.get("count") or "")

        def move(one: Broadcast, now: dt.datetime, _: Tally) -> Broadcast | Fault:
            moved = moves.start(one, None, now, moves.guards(self.stage, one), typed=typed)
            if isinstance(moved, Broadcast) and moved.repeat and one.status == "draft":
                return replace(moved, status="repeating", snapshot_at=now)
            return moved

        return await self._move(said, "broadcast-start", move)

    async def pause(self, said: Arguments) -> Json:
        """Let nothing more leave for now."""
        return await self._move(said, "broadcast-pause", lambda one, *_: moves.pause(one))

    async def resume(self, said: Arguments) -> Json:
        """Go on."""
        return await self._move(said, "broadcast-resume", lambda one, *_: moves.resume(one))

    async def cancel(self, said: Arguments) -> Json:
        """Let nothing more leave at all."""
        return await self._move(said, "broadcast-cancel", lambda one, now, _: moves.cancel(one, now))

    async def send_again(self, said: Arguments) -> Json:
        """Let those have it again who may have got it: some will get it twice."""
        return await self._move(said, "broadcast-again", lambda one, now, tally: moves.send_again(one, tally, now))

    async def leave_so(self, said: Arguments) -> Json:
        """Let it rest with those who may have got it."""
        return await self._move(said, "broadcast-leave", lambda one, _, tally: moves.leave_so(one, tally))

    async def list(self, said: Arguments) -> Json:
        """The last broadcasts, newest first; of one program or of all."""
        wanted = self._programs(said) if said.get("program") else tuple(self.stage.programs)

        def read(session: Session) -> list[tuple[Broadcast, Tally]]:
            found = session.broadcasts_in(ALL_STATUSES, most=50)
            return [(one, session.tally(one.id)) for one in found if set(one.programs) & set(wanted)]

        return [self._described_by(one, tally) for one, tally in await self.store.read(read)]

    async def show(self, said: Arguments) -> Json:
        """One broadcast, with what became of everyone."""
        return await self._described(await self._meant(said))

    # --- what they share -------------------------------------------------------------------------------------------

    async def _move(self, said: Arguments, what: str, move: Move) -> Json:
        id = await self._meant(said)

        def write(session: Session) -> Broadcast | Fault:
            now = self.clock.now()
            one = session.broadcasts([id])[id]
            moved = move(one, now, session.tally(id))
            if isinstance(moved, Broadcast):
                line = AuditLine(now, None, what, one.programs[0], details={"broadcast": f"{id:x}", "people": one.size})
                session.carry_out([*kept(moved, now), Audit(line)], now)
            return moved

        moved = await self.store.write(write)
        if isinstance(moved, Fault):
            one = (await self.store.read(lambda session: session.broadcasts([id])))[id]
            raise OrderRefused(self._why_not(moved, one))
        if moved.status != "running":
            self.let_go(id)
        return await self._described(id)

    def _why_not(self, fault: Fault, one: Broadcast) -> str:
        def name(person: int | None) -> str:
            return f"p-{pseudonym(person)}" if person else ""

        return why_not(fault, one, from_json(one.audience), self._say, "en", name)

    async def _meant(self, said: Arguments) -> int:
        """The broadcast whose id ends in what was given."""
        given = text_of(said, "id").lower()
        found = await self.store.read(lambda session: session.broadcasts_in(ALL_STATUSES))
        meant = [one.id for one in found if f"{one.id:x}".endswith(given)]
        if len(meant) != 1:
            why = "no broadcast is" if not meant else f"{len(meant)} broadcasts are"
            raise OrderRefused(f"{why} called {given!r}; `alongside broadcast list` shows them")
        return meant[0]

    async def _described(self, id: int) -> Json:
        def read(session: Session) -> tuple[Broadcast, Tally]:
            return session.broadcasts([id])[id], session.tally(id)

        return self._described_by(*await self.store.read(read))

    def _described_by(self, one: Broadcast, tally: Tally) -> Json:
        fault = moves.faults(one) if one.status == "draft" else None
        query: Query = from_json(one.audience)
        return {
            "id": f"{one.id:x}"[-8:],
            "status": one.status,
            "programs": list(one.programs),
            "audience": spoken(query, self._say, "en"),
            "query": one.audience,
            "size": one.size,
            "when": one.timing.kind,
            "at": one.timing.at,
            "hours": one.timing.hours,
            "repeat": one.repeat,
            "created_at": one.created_at.isoformat(),
            "started_at": one.started_at.isoformat() if one.started_at else None,
            "ended_at": one.ended_at.isoformat() if one.ended_at else None,
            "samples": dict(samples(one, lambda language: self._title(one, language))),
            "problem": self._why_not(fault, one) if fault else "",
            "typed_from": moves.guards(self.stage, one).typed_above,
            "waiting": tally.left,
            "sent": tally.sent,
            "failed": dict(tally.failed),
            "skipped": dict(tally.skipped),
            "cancelled": tally.cancelled,
            "uncertain": tally.uncertain,
            "answers": dict(answers_of(one, tally, "en")),
        }

    def _title(self, one: Broadcast, language: str) -> str:
        return self.stage.programs[one.programs[0]].title.in_language(language)

    def _say(self, line: Line) -> str:
        return self.stage.speech.say(line, "en")

    def _programs(self, said: Arguments) -> tuple[str, ...]:
        given = str(said.get("program") or "").replace("-", "_")
        if not given and len(self.stage.programs) == 1:
            return tuple(self.stage.programs)
        named = tuple(filter(None, given.split(",")))
        if not named or not set(named) <= set(self.stage.programs):
            raise OrderRefused(f"name one of the programs (or several, with commas): {', '.join(self.stage.programs)}")
        return named

    def _letter(self, said: Arguments) -> Letter:
        texts, buttons = said.get("texts"), said.get("buttons") or []
        if not isinstance(texts, dict) or not texts or not all(str(text).strip() for text in texts.values()):
            raise OrderRefused("there is no text")
        if not isinstance(buttons, list) or len(buttons) > MOST_BUTTONS:
            raise OrderRefused(f"at most {MOST_BUTTONS} buttons")
        labels = tuple(_label(button) for button in buttons)
        letter = Letter({str(tag): str(text) for tag, text in texts.items()}, labels)
        if strange := set(letter.texts) - set(self.stage.speech.languages):
            raise OrderRefused(f"{', '.join(strange)}: there are {', '.join(self.stage.speech.languages)}")
        if unknown := filling.unknown(letter.texts.values()):
            known = filling.in_braces(filling.KNOWN)
            raise OrderRefused(f"there is nothing to fill in for {filling.in_braces(unknown)}; there are {known}")
        if most := filling.too_long(letter):
            raise OrderRefused(f"a text has at most {most} characters")
        return letter


def _label(button: Json) -> Mapping[str, str]:
    if isinstance(button, dict):
        return {str(tag): str(words) for tag, words in button.items()}
    return {"en": str(button)}


def _query(said: Arguments) -> Query:
    given = said.get("audience")
    if isinstance(given, str) and given.strip():
        return read_audience(given)
    query = from_json(given or {"everyone": True})
    check(query)
    return query


def _timing(said: Arguments) -> Timing:
    kind, at = str(said.get("when") or "awake"), str(said.get("at") or "")
    hours = said.get("hours") or 24
    if kind not in KINDS or not isinstance(hours, int | float) or hours <= 0:
        raise OrderRefused(f"when is one of {', '.join(KINDS)}, and hours more than 0")
    if kind in {"now", "awake"}:
        return Timing(kind, "", float(hours))
    try:
        moment = dt.datetime.fromisoformat(at)
    except ValueError:
        raise OrderRefused("write a date and a time, such as 2027-05-01T09:00") from None
    if kind == "at":
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=dt.timezone.utc)).astimezone(dt.timezone.utc)
    elif moment.tzinfo:
        raise OrderRefused("a time on everyone's own clock has no zone: 2027-05-01T09:00")
    return Timing(kind, moment.isoformat(), float(hours))


def _rule(said: Arguments) -> str:
    words = str(said.get("repeat") or "")
    rule = repeating.read_rule(words) if words else ""
    if rule is None:
        raise OrderRefused(
            f"I don't understand {words!r}; write “every Monday at 9” or “on the 1st of the month at 18:30”"
        )
    return rule


def _whole(said: Arguments, name: str, instead: int) -> int:
    value = said.get(name)
    if value is None:
        return instead
    if not isinstance(value, int) or value < 0:
        raise OrderRefused(f"{name} is a whole number, 0 for none")
    return value

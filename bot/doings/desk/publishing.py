"""A new version of a program is published: who is where, what would change, and how each journey goes on."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from bot.curriculum.differences import differences
from bot.curriculum.program import Program
from bot.curriculum.versions import content_hash, freeze, thaw
from bot.doings.desk.orders import Arguments, Order, OrderRefused, text_of
from bot.flows.engine.stage import Stage
from bot.flows.journey.renewing import Edition, behind, brought_back, left_out, renewed, waiting_for
from bot.flows.journey.way import SIDES, told_of
from bot.words.clock import Clock
from bot.words.effects.matches import KeepVersion, SaveJourney
from bot.words.effects.sending import Schedule
from bot.words.errors import DefinitionError
from bot.words.journeys import Journey, Version
from bot.words.matches import Match
from bot.words.messages import Json
from bot.words.people import Due, pseudonym
from bot.words.ports import Session, Store
from bot.words.turns import Effect

WAYS = ("stay", "next", "now")
"""A journey keeps its version, moves with its next step, or moves at once."""


@dataclass(frozen=True, slots=True)
class PublishingDesk:
    """Orders about versions. Matches stand in answers by pseudonym."""

    store: Store
    clock: Clock
    stage: Stage

    def orders(self) -> dict[str, Order]:
        """What can be ordered, by name."""
        return {"publish": self.publish, "unpublish": self.unpublish}

    async def publish(self, said: Arguments) -> Json:
        """Have journeys go on in the version given as "frozen": as "way" says, or for a match as "ways" says by its
        pseudonym. With "dry_run" nothing is written. Raises OrderRefused where a step people may stand at is taken out
        without a successor, unless "anyway"."""
        asked, now = _asked(said), self.clock.now()

        def work(session: Session) -> _Found:
            return _gone_through(session, asked, now)

        found = await (self.store.read(work) if asked.is_dry else self.store.write(work))
        if found.lost and not asked.is_dry and not asked.anyway:
            raise OrderRefused(
                f"these steps are in the plan no more: {', '.join(found.lost)}; name under `moved` in program.yaml "
                "which step took the place of each, or publish with --anyway (they are then left out, with a record)"
            )
        new = asked.edition.program
        if not asked.is_dry:
            self.stage.editions.take_up(new)
        return {
            "program": new.id,
            "version": asked.edition.hash[:12],
            "dry_run": asked.is_dry,
            "journeys": found.told,
            "without_successor": list[Json](found.lost),
            "behind": dict[str, Json](found.behind),
            "changes": _changes(found, asked.edition),
        }

    async def unpublish(self, said: Arguments) -> Json:
        """Bring the journeys of a program back to the version each walked before the last change."""
        program, now = text_of(said, "program").replace("-", "_"), self.clock.now()
        is_dry = bool(said.get("dry_run"))

        def work(session: Session) -> list[Json]:
            versions = _programs(session.versions(program))
            told, effects = list[Json](), list[Effect]()
            for match, journey in session.journeys(program) if is_dry else _held(session, program):
                before = journey.kept.get("version_before")
                hash = str(before["version"]) if isinstance(before, dict) else journey.version
                is_moved = isinstance(before, dict) or "next_version" in journey.kept
                if is_moved and hash in versions and journey.version in versions:
                    back = brought_back(journey, versions[journey.version], Edition(hash, versions[hash]))
                    effects += [SaveJourney(back), *_looks(match, now)]
                    told.append(_told(match, journey, "back", now))
            if not is_dry:
                session.carry_out(effects, now)
            return told

        told = await (self.store.read(work) if is_dry else self.store.write(work))
        return {"program": program, "dry_run": is_dry, "journeys": told}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be published, and how journeys go on: each as `by_match` says by its pseudonym, else as `way` says."""

    edition: Edition
    way: str
    by_match: Mapping[str, str]
    is_dry: bool
    anyway: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """What was told of each journey, the steps people may stand at that are gone, how many journeys are past each new
    step, and the versions walked until now."""

    told: list[Json]
    lost: list[str]
    behind: Mapping[str, int]
    versions: Mapping[str, Program]


def _asked(said: Arguments) -> _Asked:
    new = thaw(text_of(said, "frozen"))
    ways = said.get("ways")
    by_match = {str(name): _way(each) for name, each in ways.items()} if isinstance(ways, dict) else {}
    edition, way = Edition(content_hash(new), new), _way(said.get("way", "next"))
    return _Asked(edition, way, by_match, is_dry=bool(said.get("dry_run")), anyway=bool(said.get("anyway")))


def _gone_through(session: Session, asked: _Asked, now: dt.datetime) -> _Found:
    """Look at every journey and, unless it is a dry run or something would be lost, carry it on in the new version."""
    edition, new = asked.edition, asked.edition.program
    _known(asked.by_match, session.journeys(new.id))
    versions = _programs(session.versions(new.id))
    told, lost, effects, passed = list[Json](), set[str](), list[Effect](), Counter[str]()
    for match, journey in session.journeys(new.id) if asked.is_dry else _held(session, new.id):
        old = versions.get(journey.version)
        chosen = asked.by_match.get(pseudonym(match.id), asked.way)
        if old is not None and journey.version != edition.hash:
            lost.update(left_out(old, new) if chosen != "stay" else ())
            passed.update(_behind(journey, old, edition, chosen))
            effects += _moved(match, journey, old, edition, chosen, now=now)
        told.append(_told(match, journey, chosen if journey.version != edition.hash else "there", now))
    if not asked.is_dry and (not lost or asked.anyway):
        kept = Version(edition.hash, new.id, freeze(new), now)
        session.carry_out([KeepVersion(kept), *effects], now)
    return _Found(told, sorted(lost), passed, versions)


def _changes(found: _Found, edition: Edition) -> dict[str, Json]:
    """What changes for those who walk each version, in words."""
    walked = {str(one["version"]) for one in found.told if isinstance(one, dict)}
    return {
        hash[:12]: [each.said for each in differences(old, edition.program)]
        for hash, old in found.versions.items()
        if hash[:12] in walked and hash != edition.hash
    }


def _known(named: Iterable[str], journeys: Iterable[tuple[Match, Journey]]) -> None:
    """Raise OrderRefused where a match is named that walks no journey of this program."""
    there = {pseudonym(match.id) for match, _ in journeys}
    if strange := ", ".join(sorted(set(named) - there)):
        raise OrderRefused(f"no match of this program is called {strange}; --dry-run shows what they are called")


def _held(session: Session, program: str) -> list[tuple[Match, Journey]]:
    """Every journey of a program, which nobody else can change before the commit: their people are held first."""
    session.matches([match.id for match, _ in session.journeys(program)])
    return session.journeys(program)


def _moved(  # noqa: PLR0913 - what a change of version is about
    match: Match, journey: Journey, old: Program, new: Edition, way: str, *, now: dt.datetime
) -> list[Effect]:
    """What becomes of one journey."""
    if way == "stay":
        kept = {name: value for name, value in journey.kept.items() if name != "next_version"}
        return [SaveJourney(replace(journey, kept=kept))] if kept != journey.kept else []
    if way == "next" and _has_more(journey, old):
        return [SaveJourney(waiting_for(journey, new.hash))]
    return [SaveJourney(renewed(journey, old, new, now=way == "now")), *_looks(match, now)]


def _behind(journey: Journey, old: Program, new: Edition, way: str) -> list[str]:
    """The new steps this journey is past already; they are offered, and come only to those who would like them."""
    if way == "stay" or journey.status == "ended":
        return []
    return behind(journey, renewed(journey, old, new, now=way == "now"))


def _has_more(journey: Journey, program: Program) -> bool:
    """Whether a step is still to come on this journey, with which it can move."""
    steps = (step.id for step in program.steps_for(journey.track or None) if step.id not in program.branched_to)
    return any(not told_of(journey, step, side) for step in steps for side in SIDES)


def _looks(match: Match, now: dt.datetime) -> list[Effect]:
    """Both have their next prompt planned anew."""
    return [
        Schedule(Due(f"prompts-look:{match.program}:{person:x}", "prompts-look", person, now, subject=match.program))
        for person in (match.mentee, match.mentor)
    ]


def _told(match: Match, journey: Journey, way: str, now: dt.datetime) -> Json:
    """One journey as a list shows it."""
    return {
        "match": pseudonym(match.id),
        "version": journey.version[:12],
        "week": journey.week(now.date()),
        "track": journey.track,
        "status": journey.status,
        "way": way,
    }


def _programs(versions: Sequence[Version]) -> dict[str, Program]:
    """Versions that can be read, by hash."""
    found = {}
    for one in versions:
        with suppress(DefinitionError):
            found[one.hash] = thaw(one.frozen)
    return found


def _way(said: Json) -> str:
    if said not in WAYS:
        raise OrderRefused(f"a journey can go on in one of these ways: {', '.join(WAYS)}")
    return str(said)

"""Matching on order: a round or a dry run of one, why two fit, releasing what is held, and checks of mentors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.curriculum.program import Program
from bot.doings.desk.names import meant
from bot.doings.desk.orders import Arguments, Order, OrderRefused, day_of, program_of, text_of
from bot.doings.rounds import Looked, Rounds, released
from bot.flows.training.checks import OUTCOMES, valid_until
from bot.flows.training.recording import Standing, recorded
from bot.matching.ground import ground_of, spoken
from bot.matching.round import Pairing
from bot.texts.speech import Speech
from bot.words.clock import Clock
from bot.words.desk import AuditLine
from bot.words.effects.desk import Audit
from bot.words.matches import Match
from bot.words.messages import Json
from bot.words.people import pseudonym
from bot.words.ports import Session, Store


@dataclass(frozen=True, slots=True)
class MatchingDesk:
    """Orders about matching, for the programs there are. People stand in answers by pseudonym."""

    store: Store
    clock: Clock
    rounds: Rounds
    programs: Mapping[str, Program]
    speech: Speech

    def orders(self) -> dict[str, Order]:
        """What can be ordered, by name."""
        return {"round": self.round, "explain": self.explain, "release": self.release, "check": self.check}

    async def round(self, said: Arguments) -> Json:
        """A round; with "dry_run" nothing is written. "release" overrides whether proposals are offered at once."""
        program = program_of(said, self.programs)
        looked = await self.rounds.look(program)
        held: list[Match] = []
        if not said.get("dry_run"):
            release = said.get("release")
            held = await self.rounds.write(program, looked, release=release if isinstance(release, bool) else None)
        return {
            "program": program,
            "waiting": looked.waiting,
            "written": len(held),
            "matched": looked.found.proof.matched,
            "score": looked.found.proof.score / 100,
            "bound": looked.found.proof.bound / 100,
            "pairs": [self._pair(looked, one) for each in _by_mentee(looked) for one in each],
            "unmatched": [
                {
                    "mentee": pseudonym(one.mentee),
                    "reason": one.reason,
                    "easing": one.easing,
                    "would_fit": one.would_fit,
                    "missing": list(one.missing),
                }
                for one in looked.found.unmatched
            ],
            "unused": [
                {"mentor": pseudonym(one.mentor), "reason": one.reason, "missing": list(one.missing)}
                for one in looked.found.unused
            ],
        }

    async def explain(self, said: Arguments) -> Json:
        """Why two people fit or not, and whom else the mentee would fit."""
        program = program_of(said, self.programs)
        pool, terms = await self.rounds.pool(program)
        people = {
            role: [m.person.id for m in pool.members if m.membership.role == role] for role in ("mentee", "mentor")
        }
        mentee = meant(text_of(said, "mentee"), people["mentee"])
        mentor = meant(text_of(said, "mentor"), people["mentor"])
        found = await self.rounds.explained(pool, terms, mentee, mentor)
        return {
            "mentee": pseudonym(mentee),
            "mentor": pseudonym(mentor),
            "score": found.score / 100,
            "parts": {name: value / 100 for name, value in found.parts.items()},
            "kept_apart_by": list(found.breaches),
            "missing": {side: list(what) for side, what in found.missing.items()},
            "others": [{"mentor": pseudonym(one.mentor), "score": one.score / 100} for one in found.others],
        }

    async def release(self, said: Arguments) -> Json:
        """Offer the proposals that are held: all of a program's, or those of the mentees named."""
        program = program_of(said, self.programs)
        wanted = said.get("mentees")

        def work(session: Session) -> int:
            held = [match for match in session.pool(program).matches if match.status == "held"]
            if isinstance(wanted, list):
                named = {meant(str(name), [match.mentee for match in held]) for name in wanted}
                held = [match for match in held if match.mentee in named]
            session.carry_out(released(held, self.clock.now()), self.clock.now())
            return len({match.mentee for match in held})

        return {"program": program, "released_to": await self.store.write(work)}

    async def check(self, said: Arguments) -> Json:
        """Record the outcome of a mentor's check, "passed" or "failed", until a date or as long as the program says."""
        program = program_of(said, self.programs)
        name, outcome = text_of(said, "name"), text_of(said, "outcome")
        known = {check.name: check for check in self.programs[program].matching.checks}
        if name not in known or outcome not in OUTCOMES:
            raise OrderRefused(
                f"a check is one of {', '.join(known) or 'none (this program asks for no checks)'}, "
                'and its outcome is "passed" or "failed"'
            )
        expires, now = day_of(said, "until"), self.clock.now()
        if expires is None and outcome == "passed":
            expires = valid_until(known[name], now.date())

        def work(session: Session) -> int:
            members = [m for m in session.pool(program).members if m.membership.role == "mentor"]
            person = meant(text_of(said, "person"), [member.person.id for member in members])
            whole = next(member.person for member in members if member.person.id == person)
            scene = session.scenes_of([person])[person]
            member = next(m for m in scene.memberships if (m.program, m.role) == (program, "mentor"))
            standing = Standing(outcome, expires)
            line = AuditLine(now, None, "record-check", program, person=person, details=standing.entry(name))
            effects = recorded(self.programs[program], whole, member, name, standing, now)
            session.carry_out([*effects, Audit(line)], now)
            return person

        person = await self.store.write(work)
        return {"person": pseudonym(person), "check": name, "outcome": outcome, "until": str(expires or "")}

    def _pair(self, looked: Looked, one: Pairing) -> Json:
        runner_up = looked.found.runners_up.get(one.mentee)
        points = spoken(ground_of(looked.points.get((one.mentee, one.mentor))), "mentee", "en")
        return {
            "mentee": pseudonym(one.mentee),
            "mentor": pseudonym(one.mentor),
            "rank": one.rank,
            "score": one.score / 100,
            "parts": {name: value / 100 for name, value in one.parts.items()},
            "in_common": [self.speech.say(line, "en") for line in points],
            "runner_up": {"mentor": pseudonym(runner_up.mentor), "score": runner_up.score / 100} if runner_up else None,
        }


def _by_mentee(looked: Looked) -> list[tuple[Pairing, ...]]:
    return [looked.found.suggestions[mentee] for mentee in sorted(looked.found.suggestions)]

"""Orders about how a program goes: all its figures in plain data, with what they say in the language asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.curriculum.program import Program
from bot.doings.desk.names import meant
from bot.doings.desk.orders import Arguments, Order, OrderRefused, day_of, program_of
from bot.doings.reporting import Reporting
from bot.reporting.drawn import values
from bot.reporting.words import HIDDEN_SHORT, in_words
from bot.texts.speech import Speech
from bot.words.clock import Clock
from bot.words.desk import AuditLine
from bot.words.effects.desk import Audit
from bot.words.messages import Json
from bot.words.phrases import Line
from bot.words.ports import Store
from bot.words.reports import Figure, Filters

WORDS = ("track", "role", "language", "cohort", "tag")


@dataclass(frozen=True, slots=True)
class ReportDesk:
    """Orders about the programs there are."""

    store: Store
    clock: Clock
    programs: Mapping[str, Program]
    speech: Speech
    reporting: Reporting

    def orders(self) -> dict[str, Order]:
        """What can be ordered, by name."""
        return {"report": self.report}

    async def report(self, said: Arguments) -> Json:
        """The figures of a program; that they were read is entered into the trail."""
        filters = await self._filters(said)
        found = await self.reporting.report(filters, fresh=True)
        now, words = self.clock.now(), str(said.get("words") or "en")
        line = AuditLine(now, None, "report", filters.program)
        await self.store.write(lambda session: session.carry_out([Audit(line)], now))
        return {
            "program": filters.program,
            "title": self.programs[filters.program].title.in_language(words),
            "made_at": found.made_at.isoformat(timespec="seconds"),
            "figures": [self._figure(one, words) for one in found.figures],
        }

    async def _filters(self, said: Arguments) -> Filters:
        text = {name: str(said.get(name) or "") for name in WORDS}
        if text["role"] not in {"", "mentee", "mentor"}:
            raise OrderRefused('a role is "mentee" or "mentor"')
        owner = str(said.get("coordinator") or "")
        staff = await self.store.read(lambda session: session.staff()) if owner else []
        return Filters(
            program_of(said, self.programs),
            day_of(said, "since"),
            day_of(said, "until"),
            coordinator=meant(owner, [one.person for one in staff]) if owner else None,
            track=text["track"],
            role=text["role"],
            language=text["language"],
            cohort=text["cohort"],
            tag=text["tag"],
        )

    def _figure(self, figure: Figure, language: str) -> Json:
        def say(line: Line | str) -> str:
            return in_words(line, lambda one: self.speech.say(one, language), language)

        def cell(value: float | Line | None) -> Json:
            return say(HIDDEN_SHORT()) if value is None else say(value) if isinstance(value, Line) else value

        return {
            "key": figure.key,
            "title": say(figure.title),
            "says": " ".join(map(say, (figure.says, *figure.adds))),
            "defines": " ".join(map(say, figure.defines)),
            "empty": figure.is_empty,
            "columns": [say(one) for one in figure.columns],
            "rows": [[say(row.label), *map(cell, row.cells)] for row in figure.rows],
            "drawn": values(figure, self.speech, language),
        }

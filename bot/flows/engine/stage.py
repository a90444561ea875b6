"""What every turn plays on, the same for all: words, map, programs, and the scripts they are played by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.curriculum.editions import Editions
from bot.curriculum.program import Program
from bot.flows.engine.flow import Script
from bot.flows.engine.shape import Gazetteer
from bot.texts.speech import Speech
from bot.words.doors import Doors
from bot.words.journeys import Journey


@dataclass(frozen=True, slots=True)
class Stage:
    """What every turn plays on: the words, the map, the programs, and the scripts by flow and program ("" where the
    program does not matter or is not chosen yet), the versions of programs that are walked, and the address of the
    dashboard, "" where there is none."""

    speech: Speech
    gazetteer: Gazetteer
    programs: Mapping[str, Program]
    scripts: Mapping[tuple[str, str], Script]
    editions: Editions = field(default_factory=lambda: Editions({}))
    doors: Doors = tuple
    """Where strangers meet the bot, as far as it is known."""
    site: str = ""
    """The public address under which the programs' pages are served; "" where none are."""
    dashboard: str = ""

    def script(self, flow: str, variant: str = "") -> Script:
        """This flow in this program; the general one where the program is gone, not chosen yet or all the same."""
        return self.scripts.get((flow, variant)) or self.scripts[flow, ""]

    def program_of(self, journey: Journey) -> Program | None:
        """The program in the version this journey walks; None where it is lost and the program is no more."""
        return self.editions.of(journey)

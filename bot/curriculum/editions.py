"""The programs as they are walked: those of today, and older versions that journeys are pinned to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.curriculum.program import Program
from bot.curriculum.versions import content_hash, freeze, thaw
from bot.words.errors import DefinitionError
from bot.words.journeys import Journey, Version


class Editions:
    """Knows programs by version. Nothing is hashed, frozen or thawed before somebody needs it, and then once.

    Today's version is walked as it was frozen: files that change while the bot runs change nobody's way.
    """

    def __init__(self, programs: Mapping[str, Program]) -> None:
        self._programs = programs
        self._current: dict[str, tuple[str, str]] = {}
        self._frozen: dict[str, str] = {}
        self._walked: dict[str, Program] = {}
        self._unknown: set[str] = set()

    def current(self, program: str) -> tuple[str, str]:
        """Hash and frozen text of today's version of a program."""
        if program not in self._current:
            frozen = freeze(self._programs[program])
            walked = thaw(frozen)
            hash = content_hash(walked)
            self._walked[hash] = walked
            self._current[program] = (hash, frozen)
        return self._current[program]

    def warm(self) -> None:
        """Make today's versions ready (a fifth of a second each), so that no introduction has to wait for it."""
        for program in self._programs.values():
            if program.has_journey:
                self.current(program.id)

    def take_up(self, program: Program) -> None:
        """This is today's version from now on."""
        self._programs = {**self._programs, program.id: program}
        self._current.pop(program.id, None)

    def known(self, hash: str, program: str) -> Program | None:
        """The version of this hash, where it is today's or was learnt; None where it is not known here."""
        if program in self._programs:
            self.current(program)
        if hash not in self._walked and hash in self._frozen:
            try:
                self._walked[hash] = thaw(self._frozen.pop(hash))
            except DefinitionError:
                self._unknown.add(hash)
        return self._walked.get(hash)

    def of(self, journey: Journey) -> Program | None:
        """The program as this journey walks it: its own version; today's where that is lost. None: there is neither."""
        if journey.version not in self._walked and journey.version in self._frozen:
            try:
                self._walked[journey.version] = thaw(self._frozen.pop(journey.version))
            except DefinitionError:
                self._unknown.add(journey.version)
        if journey.version in self._walked:
            return self._walked[journey.version]
        if journey.program not in self._programs:
            return None
        return self._walked[self.current(journey.program)[0]]

    def lacking(self, journey: Journey) -> frozenset[str]:
        """The versions that this journey walks or is to move to and that have still to be learnt from the database."""
        then = journey.kept.get("next_version")
        named = (journey.version, then) if isinstance(then, str) else (journey.version,)
        return frozenset(hash for hash in named if self._lacks(hash, journey.program))

    def _lacks(self, hash: str, program: str) -> bool:
        if hash in self._walked or hash in self._frozen or hash in self._unknown:
            return False
        return program not in self._programs or self.current(program)[0] != hash

    def learn(self, versions: Iterable[Version], wanted: Iterable[str] = ()) -> None:
        """Take in versions from the database; what was wanted and is not among them is asked for no more."""
        self._frozen.update({one.hash: one.frozen for one in versions if one.hash not in self._walked})
        self._unknown.update(hash for hash in wanted if hash not in self._frozen and hash not in self._walked)

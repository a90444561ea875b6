"""A rehearsal in a file goes on where it stopped: its chats, its clock and what happened stand beside the database.

What is kept is sealed with the rehearsal's own key, so nobody without it can read it, or put anything in its place.
"""

from __future__ import annotations

import base64
import datetime as dt
import os
import pickle
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from bot.adapters.rehearsal.chats import Chat
from bot.adapters.rehearsal.keeping import Kept
from bot.adapters.rehearsal.platforms import PLATFORMS
from bot.adapters.rehearsal.rehearsal import Rehearsal
from bot.rehearsing.notes import Note, Notes
from bot.words.clock import RehearsalClock
from bot.words.journeys import Journey
from bot.words.matches import Match
from bot.words.people import Person
from storage.sealing import Sealer, load_key

_FORMAT = 1
_WHAT = "rehearsal"
_SKIPPED = 100
"""Numbers of a chat that are left out: one that was used after the last keeping would be taken for a copy."""


@dataclass(frozen=True, slots=True)
class _Stopped:
    """A rehearsal as it stood at a moment."""

    at: dt.datetime
    ahead: dt.timedelta
    epoch: str
    chats: Mapping[str, Chat]
    files: tuple[Kept, ...]
    notes: Mapping[object, Note]
    people: Mapping[str, Person]
    matches: Mapping[int, Match]
    journeys: Mapping[int, Journey]
    lines: Mapping[str, Note]


@dataclass(frozen=True, slots=True)
class Beside:
    """The file beside a rehearsal's database."""

    path: Path
    key: Path

    @classmethod
    def database(cls, database: Path, key: Path) -> Beside:
        """The one that belongs to this database."""
        return cls(database.with_name(f"{database.name}.chats"), key)

    def keep(self, rehearsal: Rehearsal, clock: RehearsalClock, notes: Notes) -> None:
        """Write down how it stands now, all of it or nothing."""
        stopped = _Stopped(
            clock.now(),
            clock.ahead,
            rehearsal.epoch,
            rehearsal.chats,
            rehearsal.files.all,
            notes.kept,
            notes.people,
            notes.matches,
            notes.journeys,
            notes.lines,
        )
        packed = zlib.compress(pickle.dumps((_FORMAT, stopped)), level=1)
        sealed = Sealer(load_key(self.key)).seal(base64.b64encode(packed).decode("ascii"), _WHAT)
        written = self.path.with_name(f"{self.path.name}.new")
        with written.open("wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        written.replace(self.path)

    def bring_back(self, rehearsal: Rehearsal, clock: RehearsalClock, notes: Notes) -> bool:
        """Set everything as it stood when it was kept, at the same moment; False where nothing was kept, or where it
        was kept by another version of the program and can no longer be read."""
        stopped = self._read()
        if stopped is None:
            return False
        before, clock.ahead = stopped.ahead, stopped.at - dt.datetime.now(dt.timezone.utc)
        shifted = clock.ahead - before
        for chat in stopped.chats.values():
            chat.platform = next(one for one in PLATFORMS if one.channel == chat.platform.channel)
            chat.story = [replace(told, ahead=told.ahead + shifted) for told in chat.story]
            chat.last += _SKIPPED
            rehearsal.chats[chat.id] = chat
        for kept in stopped.files:
            rehearsal.files.keep_again(kept)
        rehearsal.epoch = stopped.epoch
        rehearsal.revision = max((chat.revision for chat in stopped.chats.values()), default=0)
        notes.kept.update(stopped.notes)
        notes.people.update(stopped.people)
        notes.matches.update(stopped.matches)
        notes.journeys.update(stopped.journeys)
        notes.lines.update(stopped.lines)
        notes.numbers = count(1 + max((note.number for note in stopped.notes.values()), default=-1))
        rehearsal.changed()
        return True

    def _read(self) -> _Stopped | None:
        if not self.path.is_file():
            return None
        try:
            packed = base64.b64decode(Sealer(load_key(self.key)).open(self.path.read_bytes(), _WHAT))
            form, stopped = pickle.loads(zlib.decompress(packed))  # noqa: S301 - only what our own key opens
        except Exception:  # noqa: BLE001 - whatever a changed class raises: it is not ours to read any more
            return None
        return stopped if form == _FORMAT and isinstance(stopped, _Stopped) else None

"""One look at the dashboard: who looks, what they may see, and how it is put into their words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from babel.dates import format_date, format_time

from bot.dashboard.words import WORDS
from bot.flows.desk.rights import is_admin, programs_of
from bot.flows.engine.stage import Stage
from bot.texts.dates import local
from bot.texts.naming import language_name, locale_of
from bot.texts.speech import direction
from bot.words.dashboard import Visitor
from bot.words.phrases import Line, Phrase


@dataclass(frozen=True)
class Room:
    """What a page is made in. `base` is where the dashboard's pages begin, `key` goes with every form."""

    stage: Stage
    visitor: Visitor
    now: dt.datetime
    base: str
    key: str

    @property
    def me(self) -> int:
        """Who looks."""
        return self.visitor.person.id

    @cached_property
    def language(self) -> str:
        """What they read."""
        return self.stage.speech.closest(self.visitor.person.language)

    @property
    def direction(self) -> str:
        """Which way it runs."""
        return direction(self.language)

    @cached_property
    def programs(self) -> tuple[str, ...]:
        """The programs they may look at."""
        return tuple(programs_of(self.visitor.staff, self.stage.programs))

    @property
    def is_admin(self) -> bool:
        """Whether every program is theirs."""
        return is_admin(self.visitor.staff)

    @cached_property
    def today(self) -> dt.date:
        """The day it is where they are."""
        return local(self.now, self.visitor.person.zone).date()

    def say(self, name: str, /, **values: str | int) -> str:
        """Words of the dashboard by their short name."""
        return self.words(WORDS[name](**values))

    def has(self, name: str) -> bool:
        """Whether there are words of this name."""
        return name in WORDS

    def say_or(self, name: str, other: str) -> str:
        """Words of this name, or of the other where there are none."""
        return self.say(name if name in WORDS else other)

    def words(self, line: Line | Phrase | str) -> str:
        """Any line in the reader's language; words that are the same in all stay as they are."""
        if isinstance(line, str):
            return line
        return self.stage.speech.say(line() if isinstance(line, Phrase) else line, self.language)

    def title(self, program: str) -> str:
        """What a program is called."""
        found = self.stage.programs.get(program)
        return found.title.in_language(self.language) if found else program

    def track(self, program: str, track: str) -> str:
        """What a track is called."""
        found = self.stage.programs.get(program)
        named = found.tracks.get(track) if found else None
        return named.title.in_language(self.language) if named else track

    def tongue(self, tag: str) -> str:
        """What a language is called."""
        return language_name(tag, self.language)

    def day(self, at: dt.datetime | dt.date) -> str:
        """A day, short: "Nov 23, 2026"."""
        date = local(at, self.visitor.person.zone).date() if isinstance(at, dt.datetime) else at
        return str(format_date(date, "medium", locale=locale_of(self.language)))

    def moment(self, at: dt.datetime) -> str:
        """A day and the time of day."""
        there = local(at, self.visitor.person.zone)
        time = format_time(there.replace(tzinfo=None).time(), "short", locale=locale_of(self.language))
        return f"{self.day(at)}, {time}".replace("\u202f", " ")

    def ago(self, date: dt.date | None) -> str:
        """How long ago a day was."""
        if date is None:
            return self.say("never")
        days = max(0, (self.today - date).days)
        return self.say("days", count=days) if days > 1 else self.say(f"day-{days}")

    def link(self, path: str, query: Mapping[str, object] | None = None) -> str:
        """A page of the dashboard; what is empty is left out of its address."""
        kept = {name: value for name, value in (query or {}).items() if value not in ("", None, False, 0)}
        return f"{self.base}{path}" + (f"?{urlencode(kept)}" if kept else "")

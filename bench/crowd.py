"""The people who talk to a bot: each answers what was asked, checks what is said, and notes how long it took."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import cycle

from bench.talk import PLACES, QUESTIONS, START, answers, closing
from bench.wire import Telegram

OVERDUE = 3.0
"""Seconds after which someone without a reply counts as left in silence."""


@dataclass(slots=True)
class Heard:
    """What people noticed: seconds until each right reply, and how many replies were wrong or came twice."""

    replies: list[float] = field(default_factory=list)
    wrong: int = 0
    doubled: int = 0


@dataclass(slots=True)
class Person:
    """One person: what they say next, which reply they wait for ("" = none), and since when."""

    id: int
    place: int = -1
    awaits: str = ""
    asked_at: float = 0.0
    last: str = ""
    count: int = 0

    def speaks(self) -> str:
        """The next thing to say; from now on the reply to it is awaited."""
        answer = START if self.place < 0 else answers(self.id)[self.place]
        self.place += 1
        self.awaits = QUESTIONS[self.place].text if self.place < len(QUESTIONS) else closing(self.id)
        self.asked_at = time.perf_counter()
        return answer

    def finds_place(self, text: str) -> None:
        """Go on from what was heard: answer that question, or begin anew."""
        self.place = PLACES.get(text, -1)
        self.awaits = ""


class Crowd:
    """Everyone who talks to the bot. `heard` is what was noticed since the last `begin_counting`."""

    def __init__(self) -> None:
        self.telegram = Telegram(self.hear)
        self.heard = Heard()
        self._people: dict[int, Person] = {}
        self._waiting: Iterator[int] = iter(())
        self._each: int | None = None
        self._talking = 0
        self._answers_at_once = True
        self._done = asyncio.Event()

    def begin_counting(self) -> None:
        """Forget what was noticed so far."""
        self.heard = Heard()

    async def chat(self, people: Iterable[int], at_once: int, seconds: float, each: int | None = None) -> None:
        """People talk, so many at the same time, each answering as soon as they are asked.

        Returns after so many seconds, or as soon as everybody has had `each` replies. Who has finished begins again.
        """
        self._begin(people, each)
        for _ in range(at_once):
            self._next_person()
        try:
            await asyncio.wait_for(self._done.wait(), seconds)
        except TimeoutError:
            return

    def invite(self, people: int) -> None:
        """So many people, who wait for `trickle` to let them speak."""
        self._begin((), None)
        self._answers_at_once = False
        for number in range(1, people + 1):
            self._person(number)

    async def trickle(self, rate: float, seconds: float, seed: int) -> None:
        """So many updates a second from those invited, at random moments (the same for every bot), come what may."""
        chance = random.Random(seed)
        turns = cycle(list(self._people.values()))
        began, at = time.perf_counter(), chance.expovariate(rate)
        while at < seconds:
            await asyncio.sleep(max(0.0, began + at - time.perf_counter()))
            person = next(turns)
            if not person.awaits:
                self.telegram.says(person.id, person.speaks())
            at += chance.expovariate(rate)

    def stop_talking(self) -> None:
        """Nobody answers any more; what is said is still heard."""
        self._answers_at_once = False
        self._waiting = iter(())

    def silent(self) -> int:
        """How many wait for a reply that should have come."""
        now = time.perf_counter()
        return sum(bool(person.awaits) and now - person.asked_at > OVERDUE for person in self._people.values())

    def leave(self) -> None:
        """Everybody goes; nobody says anything more."""
        self._people = {}
        self._waiting = iter(())

    def hear(self, number: int, text: str) -> None:
        """The bot said something to this person."""
        person = self._people.get(number)
        if person is None:
            return
        if person.awaits and text.endswith(person.awaits):  # "3 of 8" may stand above it
            self.heard.replies.append(time.perf_counter() - person.asked_at)
            person.last, person.awaits = text, ""
            person.count += 1
            if person.place == len(QUESTIONS):
                person.place = -1
        elif text == person.last:
            self.heard.doubled += 1
            return
        else:
            self.heard.wrong += 1
            person.finds_place(text)
        self._go_on(person)

    def _go_on(self, person: Person) -> None:
        if self._each is not None and person.count >= self._each:
            self._talking -= 1
            self._next_person()
        elif self._answers_at_once:
            self.telegram.says(person.id, person.speaks())

    def _begin(self, people: Iterable[int], each: int | None) -> None:
        self._people = {}
        self._waiting, self._each, self._talking = iter(people), each, 0
        self._answers_at_once = True
        self._done.clear()

    def _person(self, number: int) -> Person:
        person = self._people[number] = Person(number)
        return person

    def _next_person(self) -> None:
        number = next(self._waiting, None)
        if number is not None:
            self._talking += 1
            person = self._person(number)
            self.telegram.says(number, person.speaks())
        elif not self._talking:
            self._done.set()

"""Sends the pictures of a report to whoever asked in the chat: made on the side, then queued in one commit.

Each picture is drawn when it is sent; between two of them the message that says how far it is changes.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from typing import Any

from babel.dates import format_date

from bot.doings.parts import parts
from bot.doings.reporting import Reporting
from bot.flows.desk.reports import AGAIN, DRAWING, FAILED, SENT, filters_in_words, from_json
from bot.flows.desk.rights import programs_of
from bot.flows.desk.views import button
from bot.flows.engine.stage import Stage
from bot.flows.engine.telling import Telling
from bot.reporting.drawn import told, values
from bot.texts.dates import local
from bot.texts.naming import locale_of
from bot.words.clock import Clock
from bot.words.messages import Delivery, Drawn, Edit, File, Limits, Outbound, Priority, Say
from bot.words.people import Due
from bot.words.phrases import Line
from bot.words.ports import Session, Store
from bot.words.reports import Figure, Report
from bot.words.turns import Moment, Scene, ids_from


class SendingReports:
    """Carries out what was asked for with /report."""

    def __init__(
        self, store: Store, clock: Clock, stage: Stage, reporting: Reporting, limits: Mapping[str, Limits]
    ) -> None:
        self._store = store
        self._clock = clock
        self._stage = stage
        self._reporting = reporting
        self._limits = limits

    async def work(self, due: Due) -> None:
        """Make the report that `due.subject` names, and queue its pictures for whoever asked."""
        asked = json.loads(due.subject)
        filters = from_json(asked["filters"])
        try:
            report = await self._reporting.report(filters, fresh=True)
        except Exception:
            await self._store.write(lambda session: self._sorry(session, due, asked))
            raise
        await self._store.write(lambda session: self._send(session, due, asked, report))

    def _send(self, session: Session, due: Due, asked: Mapping[str, Any], report: Report) -> None:
        scene = session.scenes_of([due.person]).get(due.person)
        if scene is None or not self._may(session, due.person, report.filters.program):
            return
        chosen = [one for one in report.figures if asked["figure"] in {"all", one.key}]
        self._queue(session, scene, due, list(self._told(scene, due, asked, chosen, report)))

    def _sorry(self, session: Session, due: Due, asked: Mapping[str, Any]) -> None:
        scene = session.scenes_of([due.person]).get(due.person)
        if scene is not None:
            said = self._telling(scene, due).words(FAILED())
            self._queue(session, scene, due, [Edit(int(asked["shown"]), said)])

    def _may(self, session: Session, person: int, program: str) -> bool:
        """Whether whoever asked may still see it, as the rights stand in this transaction."""
        mine = [one for one in session.staff() if one.person == person and one.ended is None]
        return bool(programs_of(mine, [program])) if mine else False

    def _told(
        self, scene: Scene, due: Due, asked: Mapping[str, Any], chosen: list[Figure], report: Report
    ) -> Iterator[Outbound]:
        """Picture after picture, with how far it is between them."""
        telling, speech, shown = self._telling(scene, due), self._stage.speech, int(asked["shown"])
        drawn = [one for one in chosen if not one.is_empty]
        title, filters = telling.title_of(report.filters.program), filters_in_words(telling, report.filters)
        # A picture that is passed on still says of what and when it is.
        of = f"{title} · {filters} · {_date(report.made_at, telling.person.zone, telling.language)}"
        for at, figure in enumerate(drawn, 1):
            text = f"{told(figure, speech, telling.language)}\n\n{of}"
            picture = Drawn("figure", values(figure, speech, telling.language))
            yield File("photo", f"{figure.key}.png", "image/png", picture, text)
            if at < len(drawn):
                yield Edit(shown, telling.words(DRAWING(done=at, all=len(drawn))))
        for says, empty in _by_words([one for one in chosen if one.is_empty]):
            titles = "\n".join(f"• {telling.words(one.title)}" for one in empty)
            yield Say(f"{titles}\n\n{telling.words(says)}")
        said = SENT(program=title, filters=filters)
        yield Edit(shown, telling.words(said), (button(telling, AGAIN, "report"),))

    def _telling(self, scene: Scene, due: Due) -> Telling:
        return Telling(self._stage, scene, Moment(self._clock.now(), ids_from(due.key)))

    def _queue(self, session: Session, scene: Scene, due: Due, contents: list[Outbound]) -> None:
        ids, now = ids_from(due.key), self._clock.now()
        limits = self._limits.get(scene.address.channel)
        deliveries = [
            Delivery(ids(), scene.address, content, Priority.REPLY, person=due.person, created_at=now)
            for content in contents
        ]
        fitted = [part for one in deliveries for part in (parts(one, limits) if limits else [one])]
        session.post(fitted, now)


def _date(at: dt.datetime, zone: str, language: str) -> str:
    return str(format_date(local(at, zone).date(), "medium", locale=locale_of(language)))


def _by_words(figures: list[Figure]) -> list[tuple[Line, list[Figure]]]:
    """Figures that have nothing to draw, together where it is for the same reason."""
    found: list[tuple[Line, list[Figure]]] = []
    for figure in figures:
        same = next((others for says, others in found if says == figure.says), None)
        if same is None:
            found.append((figure.says, [figure]))
        else:
            same.append(figure)
    return found

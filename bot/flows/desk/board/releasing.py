"""Letting approved pairs out, at once or at a time, and calling them back as long as nobody was shown them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.flows.desk.board import moves
from bot.flows.desk.board.decided import office
from bot.flows.desk.board.overview import to_board
from bot.flows.desk.board.pairs import held_items
from bot.flows.desk.board.seeing import code_of
from bot.flows.desk.rights import desk_of, may
from bot.flows.desk.views import button, show
from bot.flows.engine.flow import Ask, Do, Flow
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.shapes.local_time import LocalTime
from bot.texts.dates import day, hour
from bot.words.effects.matches import SaveBoard
from bot.words.messages import Button
from bot.words.phrases import Phrase

RELEASED = Phrase("board-released", "Released. {now} of {count} people see their suggestions now.")
RELEASED_KINDLY = Phrase(
    "board-released-kindly",
    "Released. {now} of {count} people see their suggestions now, the others at a friendly hour where they are, the "
    "last on {day}, {hour}.",
)
RELEASED_AT = Phrase(
    "board-released-at",
    "All right: {count} people see their suggestions from {day}, {hour} on (your time), each at a friendly hour where "
    "they are. Until then you can call them back.",
)
NOTHING = Phrase("board-nothing-to-release", "There is nothing to release.")
BY_OTHER = Phrase("board-released-by", "{name} has released them already.")
RECALL = Phrase("board-do-recall-now", "Call back")
RECALLED = Phrase("board-recalled", "Called back: {count} people hear nothing. Their pairs stay approved.")
NOT_ALL = Phrase(
    "board-recalled-not-all",
    "{gone} people have seen theirs already, or are just about to: that I can't take back.",
)
TOO_LATE = Phrase("board-recall-too-late", "Too late to call anything back: everyone has seen their suggestions.")
NEVER_OUT = Phrase("board-recall-nothing", "Nothing was on its way out.")
HINT = Phrase(
    "board-when-hint", "Please write a day and a time still to come, like: tomorrow at 9, or Monday at 14:30."
)


def release(telling: Telling, program: str) -> None:
    """Let everything out that is held and not on its way yet."""
    laid = desk_of(telling).boards[program]
    effects, times = moves.release(office(telling, program), _zones(telling, program))
    if not times:
        name = desk_of(telling).name(laid.board.released_by) if laid.board.released_by else ""
        show(
            telling, telling.words(BY_OTHER(name=name) if name else NOTHING()), (to_board(telling, program),), anew=True
        )
        return
    _note(telling, program, times)
    telling.wish(*effects)
    now = sum(at <= telling.now for at in times.values())
    said = RELEASED(now=now, count=len(times))
    if now < len(times):
        last = max(times.values())
        zone, language = telling.person.zone, telling.language
        when = {"day": day(last, zone, language), "hour": hour(last, zone, language)}
        said = RELEASED_KINDLY(now=now, count=len(times), **when)
    ways = () if now == len(times) else (_recall_button(telling, program),)
    show(telling, telling.words(said), (*ways, to_board(telling, program)), anew=True)


def ask_when(telling: Telling, program: str) -> None:
    """At a time: ask for it."""
    if not held_items(desk_of(telling).boards[program]):
        show(telling, telling.words(NOTHING()), (to_board(telling, program),), anew=True)
        return
    telling.open_run("boardrelease", program, {})
    advance(telling)


def release_at(telling: Telling) -> None:
    """Let everything out that is held, from this moment on."""
    program, at = telling.run.variant, str(telling.run.answers.get("at", ""))
    telling.close_run()
    laid = desk_of(telling).boards.get(program)
    if not may(telling, program) or laid is None or not at:
        telling.say(telling.words(NOTHING()))
        return
    here = dt.datetime.fromisoformat(at).replace(tzinfo=_zone(telling.person.zone))
    when = here.astimezone(dt.timezone.utc)
    effects, times = moves.release(office(telling, program), _zones(telling, program), when)
    if not times:
        telling.say(telling.words(NOTHING()), (to_board(telling, program),))
        return
    _note(telling, program, times)
    telling.wish(*effects)
    zone, language = telling.person.zone, telling.language
    said = RELEASED_AT(count=len(times), day=day(when, zone, language), hour=hour(when, zone, language))
    telling.say(telling.words(said), (_recall_button(telling, program), to_board(telling, program)))


def recall(telling: Telling, program: str) -> None:
    """Call back whatever nobody was shown yet, and be honest about the rest."""
    desk = desk_of(telling)
    effects, recalled = moves.recall(office(telling, program))
    telling.wish(*effects)
    board, people = desk.boards[program].board, {one.mentee for one in recalled}
    gone = {
        one.mentee
        for one in desk.matches.values()
        if one.program == program and one.mentee in board.out and one.status != "held"
    }
    if not recalled:
        said = telling.words((TOO_LATE if gone else NEVER_OUT)())
    else:
        telling.wish(SaveBoard(replace(board, out=tuple(sorted(gone)))))
        said = telling.words(RECALLED(count=len(people)))
        if gone:
            said = f"{said}\n{telling.words(NOT_ALL(gone=len(gone)))}"
    show(telling, said, (to_board(telling, program),), anew=True)


class BoardRelease(Flow):
    """When approved pairs go out."""

    at = Ask(
        "When shall they go out? Write a day and a time of your clock, like: tomorrow at 9, or Monday at 14:30.",
        LocalTime(HINT),
        counted=False,
        optional=True,
    )
    out = Do(release_at)


def _note(telling: Telling, program: str, mentees: Iterable[int]) -> None:
    """Whose doing it was, and whom it was for."""
    laid = desk_of(telling).boards[program]
    on_their_way = [mentee for mentee in laid.board.out if mentee in laid.offers]
    out = tuple(sorted({*on_their_way, *mentees}))
    telling.wish(SaveBoard(replace(laid.board, released_by=telling.person.id, out=out)))


def _recall_button(telling: Telling, program: str) -> Button:
    return button(telling, RECALL, f"board.{code_of(program)}.back", "option")


def _zones(telling: Telling, program: str) -> dict[int, str]:
    desk = desk_of(telling)
    cards = ((item.mentee, desk.cards.get(item.mentee)) for item in held_items(desk.boards[program]))
    return {mentee: card.person.zone for mentee, card in cards if card is not None}


def _zone(name: str) -> dt.tzinfo:
    try:
        return ZoneInfo(name or "UTC")
    except (KeyError, ValueError, OSError):
        return dt.timezone.utc


PHRASES = (
    RELEASED, RELEASED_KINDLY, RELEASED_AT, NOTHING, BY_OTHER, RECALL, RECALLED, NOT_ALL, TOO_LATE, NEVER_OUT, HINT,
)  # fmt: skip

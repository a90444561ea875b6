"""Everything the buttons of matching boards do, and what belongs to them: questions, words, what is due."""

from __future__ import annotations

from bot.flows.desk.board import (
    another,
    bringing,
    brought,
    by_hand,
    decided,
    deciding,
    files,
    overview,
    pages,
    releasing,
    wording,
)
from bot.flows.desk.board.seeing import program_of
from bot.flows.desk.rights import deny, desk_of, may, my_programs
from bot.flows.engine.telling import Telling
from bot.words.ids import id_in


def act(telling: Telling, arg: str) -> None:
    """Show a board or do something on it; the program's rights are read anew each time."""
    code, _, rest = arg.partition(".")
    if not code:
        programs = my_programs(telling)
        if len(programs) != 1 or programs[0] not in desk_of(telling).boards:
            overview.show_programs(telling)
            return
        overview.show_board(telling, programs[0])
        return
    program = program_of(code, telling.stage.programs)
    if program is None or not may(telling, program) or program not in desk_of(telling).boards:
        deny(telling, f"board.{arg}")
        return
    _do(telling, program, rest)


def _do(telling: Telling, program: str, rest: str) -> None:  # noqa: C901, PLR0912 - one line a button
    what, _, more = rest.partition(".")
    code, _, arg = more.partition(".")
    id = id_in(code)
    match what:
        case "look":
            overview.look(telling, program)
        case "page" | "held":
            pages.show_page(telling, program, what, more)
        case "ok":
            deciding.approve(telling, program, id)
        case "all":
            deciding.approve_all(telling, program, more)
        case "no":
            deciding.refuse(telling, program, id, arg)
        case "undo":
            deciding.undo(telling, program, id, arg)
        case "else":
            another.choose(telling, program, id, arg)
        case "go":
            releasing.release(telling, program)
        case "at":
            releasing.ask_when(telling, program)
        case "back":
            releasing.recall(telling, program)
        case "hand":
            by_hand.ask_names(telling, program)
        case "pair" | "make" | "bar" | "let":
            by_hand.decide(telling, program, what, more)
        case "csv":
            files.send(telling, program, more)
        case "file":
            bringing.act(telling, program, code)
        case _:
            overview.show_board(telling, program)


FLOWS = (by_hand.BoardPair, releasing.BoardRelease, deciding.BoardReason)
DUES = {"board-told": overview.tell_looked, "board-file-told": brought.tell}
PHRASES = tuple(
    phrase
    for part in (overview, pages, decided, deciding, another, releasing, by_hand, files, bringing, brought, wording)
    for phrase in part.PHRASES
)

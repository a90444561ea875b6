"""Pairs that staff send in a file: which program they are for, and what is decided about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from bot.flows.desk.board.brought import UNREADABLE
from bot.flows.desk.board.overview import to_board
from bot.flows.desk.board.seeing import code_of
from bot.flows.desk.rights import deny, desk_of, my_programs
from bot.flows.desk.views import remember, show
from bot.flows.engine.telling import Telling
from bot.words.boards import Brought
from bot.words.effects.matches import SaveBrought
from bot.words.effects.sending import Schedule
from bot.words.messages import Attachment, Button, Content
from bot.words.people import Due
from bot.words.phrases import Phrase
from bot.words.turns import Effect

TABLES = frozenset({"text/csv", "text/tab-separated-values", "application/csv", "application/vnd.ms-excel"})
WORKBOOKS = frozenset({".xls", ".xlsx", ".ods", ".numbers"})
ENDINGS = frozenset({".csv", ".tsv"}) | WORKBOOKS
"""What a table of pairs comes as. Workbooks are none, and told so."""

HOW = Phrase(
    "board-file-how",
    "I can take pairs from a spreadsheet here: save it as CSV and send me that file. The first line names the columns "
    "“mentee” and “mentor”; under it stands one pair a line, by name or pseudonym. “never” in a column “status” keeps "
    "two apart. I show you what I understood before anything happens. This file I haven't kept.",
)
WHICH = Phrase("board-file-which", "Pairs for which program?")
READING = Phrase("board-file-reading", "I am reading the file; nothing is done yet.")
TAKING = Phrase("board-file-taking", "One moment…")
DROPPED = Phrase("board-file-dropped", "All right, nothing was done, and I have forgotten the file.")
NO_MORE = Phrase("board-file-no-more", "I don't have that file any more. Please send it once more.")
SETTLED = Phrase("board-file-settled", "That file is dealt with already; nothing more has happened.")


# --- a file comes ----------------------------------------------------------------------------------------------------


def is_table(content: Content) -> bool:
    """Whether this is a file that may hold a table."""
    if not isinstance(content, Attachment) or content.kind != "document" or not content.file:
        return False
    return PurePath(content.name.casefold()).suffix in ENDINGS or content.media_type.partition(";")[0] in TABLES


def receive(telling: Telling, content: Attachment) -> None:
    """Begin to read it, or ask which program it is for."""
    mine = my_programs(telling)
    if PurePath(content.name.casefold()).suffix in WORKBOOKS:
        telling.say(telling.words(UNREADABLE["workbook"]()))
        return
    # The file that the board gives is called like its program.
    named = [program for program in mine if PurePath(content.name).stem.partition(" ")[0] == program]
    programs = named or mine
    brought = Brought(
        telling.moment.ids(),
        telling.person.id,
        programs[0] if len(programs) == 1 else "",
        "asked",
        telling.now,
        telling.scene.address.channel,
        content.file,
    )
    if len(programs) == 1:
        _work(telling, replace(brought, status="reading"), READING)
        return
    telling.wish(SaveBrought(brought))
    ways = tuple(
        Button(telling.title_of(program), f"desk.board.{code_of(program)}.file.for.{brought.id:x}", "option")
        for program in mine
    )
    telling.say(telling.words(WHICH()), ways)
    remember(telling, ways)


def explain(telling: Telling, board: Button) -> None:
    """Some other file came: say what can be sent, and that it was not kept."""
    telling.say(telling.words(HOW()), (board,))


# --- what is decided -------------------------------------------------------------------------------------------------


def act(telling: Telling, program: str, what: str) -> None:
    """A button under a file was pressed."""
    brought = desk_of(telling).brought
    if brought is None or (brought.program not in {"", program}):
        show(telling, telling.words(NO_MORE()), (to_board(telling, program),), anew=True)
    elif brought.by != telling.person.id:
        deny(telling, f"board.file.{what}")
    elif (what, brought.status) == ("for", "asked"):
        _work(telling, replace(brought, program=program, status="reading"), READING)
    elif what in {"take", "anyway"} and brought.status == "read":
        _work(telling, replace(brought, status="taking", anyway=what == "anyway"), TAKING)
    elif (what, brought.status) == ("undo", "taken"):
        _work(telling, replace(brought, status="undoing"), TAKING)
    elif (what, brought.status) == ("drop", "read"):
        telling.wish(SaveBrought(replace(brought, status="dropped", file="", lines=())))
        show(telling, telling.words(DROPPED()), (to_board(telling, program),))
    else:
        show(telling, telling.words(SETTLED()), (to_board(telling, program),), anew=True)


def _work(telling: Telling, brought: Brought, said: Phrase) -> None:
    """Have it done beside the chat; one message tells how far it is."""
    number = telling.moment.ids()
    telling.wish(SaveBrought(replace(brought, shown=number)), *_begin(telling, brought))
    telling.say(telling.words(said()), number=number)


def _begin(telling: Telling, brought: Brought) -> Iterator[Effect]:
    yield Schedule(Due(f"board-file:{brought.id:x}", "board-file", 0, telling.now, subject=str(brought.id)))


PHRASES = (HOW, WHICH, READING, TAKING, DROPPED, NO_MORE, SETTLED)

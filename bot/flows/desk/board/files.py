"""The board as a file for a spreadsheet: by pseudonym, with names only where they are asked for."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.flows.desk.board.overview import to_board
from bot.flows.desk.board.pairs import Item, held_items, open_items, whole
from bot.flows.desk.board.seeing import code_of
from bot.flows.desk.board.wording import shared
from bot.flows.desk.rights import desk_of, enter
from bot.flows.desk.views import button, remember
from bot.flows.engine.telling import Telling
from bot.words.messages import File, Written
from bot.words.people import pseudonym
from bot.words.phrases import Phrase

COLUMNS = ("mentee", "mentor", "rank", "status", "score", "in_common")
NAMES = ("mentee_name", "mentor_name")
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")
"""How text begins that a spreadsheet would take for a formula (ASVS 1.2.10)."""
_BELOW_ZERO = re.compile(r"-[0-9]+([.][0-9]+)?")

HERE = Phrase(
    "board-file",
    "The board as a file, {count} pairs, people by pseudonym. You can change it and send it back to me as CSV: I look "
    "at it line by line before anything happens.",
)
NAMED = Phrase(
    "board-file-named", "The board as a file, {count} pairs, with names. Please keep it safe, and delete it."
)
WITH_NAMES = Phrase("board-do-names", "With names")


@dataclass(frozen=True, slots=True)
class Row:
    """One pair as a line of the file."""

    mentee: int
    mentor: int
    rank: int
    status: str
    score: float
    in_common: str


def write(rows: Iterable[Row], names: dict[int, str] | None = None) -> str:
    """The file, as RFC 4180 has it; nothing in it can be taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow((*COLUMNS, *NAMES) if names is not None else COLUMNS)
    for one in rows:
        line: list[str] = [_coded(one.mentee), _coded(one.mentor), str(one.rank), one.status]
        line += [f"{one.score:.2f}", one.in_common]
        line += [names.get(one.mentee, ""), names.get(one.mentor, "")] if names is not None else []
        writer.writerow([safe(each) for each in line])
    return out.getvalue()


def safe(text: str) -> str:
    """Text that a spreadsheet shows as it is."""
    text = text.replace("\0", "")
    return f"'{text}" if text.startswith(RISKY) and not _BELOW_ZERO.fullmatch(text) else text


def _coded(person: int) -> str:
    """A pseudonym that comes back from a spreadsheet as it was: it would make 12 of "00000012" and 0 of "0e123456"."""
    code = pseudonym(person)
    return f"p-{code}" if _is_number(code) else code


def send(telling: Telling, program: str, how: str) -> None:
    """Send the file into the chat. That it was taken with names is entered into the trail like any other deed."""
    desk = desk_of(telling)
    laid = desk.boards[program]
    rows = _rows(telling, [whole(desk, item) for item in (*open_items(laid), *held_items(laid))])
    with_names = how == "names"
    names = {id: card.person.name for id, card in desk.cards.items()} if with_names else None
    enter(telling, "export-board", program, details={"pairs": len(rows), "names": with_names})
    text = telling.words((NAMED if with_names else HERE)(count=len(rows)))
    telling.send(File("document", f"{program}.csv", "text/csv", Written(write(rows, names)), text))
    named = () if with_names else (button(telling, WITH_NAMES, f"board.{code_of(program)}.csv.names", "option"),)
    ways = (*named, to_board(telling, program))
    telling.say(telling.words(NEXT()), ways)
    remember(telling, ways)


def _rows(telling: Telling, items: Sequence[Item]) -> list[Row]:
    return [
        Row(
            pair.mentee,
            pair.mentor,
            pair.rank,
            "approved" if pair.is_held else "open",
            pair.score,
            shared(telling, pair.points),
        )
        for item in items
        for pair in item.pairs
    ]


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


NEXT = Phrase("board-file-next", "Anything else?")
PHRASES = (HERE, NAMED, WITH_NAMES, NEXT)

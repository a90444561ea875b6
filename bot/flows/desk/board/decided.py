"""What every decision about a board shares: whose it is, what is said if somebody was faster, what is shown next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.flows.desk.board import moves
from bot.flows.desk.board.moves import LeftOut, Office
from bot.flows.desk.board.overview import to_board
from bot.flows.desk.board.pages import show_page
from bot.flows.desk.board.pairs import Item, Pair, Standing, held_items, open_items, whole
from bot.flows.desk.board.seeing import PAGE, code_of
from bot.flows.desk.board.wording import obstacle
from bot.flows.desk.rights import desk_of
from bot.flows.desk.views import button, show
from bot.flows.engine.telling import Telling
from bot.matching.rules import Terms
from bot.matching.terms import terms_for
from bot.words.messages import Button
from bot.words.phrases import Phrase
from bot.words.turns import Effect

APPROVED = Phrase("board-approved", "Approved: {mentee} with {mentor}.")
LEFT_OUT = Phrase("board-left-out", "Left out, {mentee} with {mentor}: {why}.")
SETTLED = Phrase("board-settled", "That pair is no longer on the board.")
SETTLED_BY = Phrase("board-settled-by", "{name} has decided about that pair already.")
ALL_SETTLED_BY = Phrase("board-all-settled-by", "{name} has approved them already.")
UNDO = Phrase("board-undo", "Undo")
BACK = Phrase("board-back", "Back")


def office(telling: Telling, program: str) -> Office:
    """Whoever presses, in this program."""
    return Office(desk_of(telling), program, telling.person.id, telling.now)


def page_with(telling: Telling, program: str, item: Item) -> str:
    """The page on which this item stands, as it stands in buttons."""
    laid = desk_of(telling).boards[program]
    items = held_items(laid) if item.first.is_held else open_items(laid)
    at = next((number for number, one in enumerate(items) if one.mentee == item.mentee), 0)
    return f"{'held' if item.first.is_held else 'page'}.{at // PAGE}"


def say_settled(telling: Telling, program: str, id: int) -> None:
    """Somebody was faster; say who, where that is known. Of no pair in particular, of all of them."""
    desk = desk_of(telling)
    decided = [one for one in desk.boards[program].drafts if one.status != "open" and one.by and id in {0, one.id}]
    said = SETTLED()
    if decided:
        said = (SETTLED_BY if id else ALL_SETTLED_BY)(name=desk.name(decided[0].by))
    show(telling, telling.words(said), (to_board(telling, program),), anew=True)


def left(telling: Telling, one: LeftOut) -> str:
    """Why this pair was left out."""
    why = obstacle(telling, desk_of(telling), one.why, one.person)
    return telling.words(LEFT_OUT(**names_in(telling, one.pair), why=why))


def names_in(telling: Telling, pair: Pair) -> Mapping[str, str]:
    """What the two are called, as phrases ask for them."""
    desk = desk_of(telling)
    return {"mentee": desk.name(pair.mentee), "mentor": desk.name(pair.mentor)}


def item_of(telling: Telling, program: str, id: int) -> Item | None:
    """The item this pair is part of, with all of it; None where it is on no board any more."""
    desk = desk_of(telling)
    laid = desk.boards.get(program)
    if laid is None:
        return None
    found = next((item for item in (*open_items(laid), *held_items(laid)) if item.first.id == id), None)
    return whole(desk, found) if found else None


def standing_in(telling: Telling, program: str) -> Standing:
    """How everyone stands in this program as the board knows it."""
    return Standing(desk_of(telling), program, terms_of(telling, program))


def terms_of(telling: Telling, program: str) -> Terms:
    """By what this program matches today."""
    return terms_for(telling.stage.programs[program], telling.now.date())


def undo_button(telling: Telling, program: str, mentee: int, id: int) -> Button:
    """Takes back what was decided about this mentee's pairs and ended with this one."""
    return button(telling, UNDO, f"board.{code_of(program)}.undo.{mentee:x}.{id:x}")


def go_on(  # noqa: PLR0913 - what happened, and about what
    telling: Telling, program: str, lead: str, item: Item, effects: Sequence[Effect], *, undoes: int | None
) -> None:
    """Do it, say so, and show at once what is to be looked at next. `undoes` is the pair whose Undo takes it back."""
    what, _, number = page_with(telling, program, item).partition(".")
    carry_out(telling, program, effects)
    undo = (undo_button(telling, program, item.mentee, undoes),) if undoes else ()
    show_page(telling, program, what, number, lead, undo)


def carry_out(telling: Telling, program: str, effects: Sequence[Effect]) -> None:
    """Do it, and have the desk show it as done."""
    telling.wish(*effects)
    telling.scene = replace(telling.scene, desk=moves.decided(desk_of(telling), program, effects))


PHRASES = (APPROVED, LEFT_OUT, SETTLED, SETTLED_BY, ALL_SETTLED_BY, UNDO, BACK)

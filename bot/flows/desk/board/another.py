"""Another mentor for somebody on a board: the next best with their reasons, and taking one of them."""

from __future__ import annotations

from dataclasses import replace

from bot.flows.desk.board import moves
from bot.flows.desk.board.decided import (
    APPROVED,
    BACK,
    go_on,
    item_of,
    left,
    names_in,
    office,
    page_with,
    say_settled,
    terms_of,
)
from bot.flows.desk.board.moves import LeftOut
from bot.flows.desk.board.overview import to_board
from bot.flows.desk.board.pages import less
from bot.flows.desk.board.pairs import Item, Pair, Standing, member_of
from bot.flows.desk.board.seeing import MOST_OTHERS, code_of
from bot.flows.desk.board.wording import shared
from bot.flows.desk.rights import desk_of
from bot.flows.desk.views import button, show
from bot.flows.engine.telling import Telling
from bot.matching.ground import as_json, grounds
from bot.matching.traits import Reader
from bot.words.phrases import Phrase

ANOTHER = Phrase("board-another", "Instead of {mentor} for {mentee}:")
CHOICE = Phrase("board-another-one", "{number}. {mentor}: {less}\n{shared}")
TAKE = Phrase("board-take", "Take {mentor}")
NO_OTHER = Phrase("board-no-other", "Nobody else fits {mentee} who has a place free. “Pair by hand” finds anyone.")


def choose(telling: Telling, program: str, id: int, chosen: str) -> None:
    """Show the next best mentors with their reasons, or take one of them."""
    item = item_of(telling, program, id)
    if item is None:
        say_settled(telling, program, id)
        return
    desk, terms = desk_of(telling), terms_of(telling, program)
    standing = Standing(desk, program, terms, [one.id for one in item.pairs if one.is_held])
    if chosen:
        _take(telling, program, item, int(chosen, 16), standing)
        return
    reader, said, buttons = Reader(terms), [telling.words(ANOTHER(**names_in(telling, item.first)))], []
    for mentor, score in item.first.others[:MOST_OTHERS]:
        pair = other_pair(telling, program, item.mentee, mentor, score, reader)
        if pair is None or standing.obstacle(item.mentee, mentor)[0]:
            continue
        name = desk.name(mentor)
        lost = less(telling, item.first.score, score, terms)
        line = CHOICE(number=len(said), mentor=name, less=lost, shared=shared(telling, pair.points))
        said.append(telling.words(line))
        data = f"board.{code_of(program)}.else.{id:x}.{mentor:x}"
        buttons.append(button(telling, TAKE, data, "option", mentor=name))
    if not buttons:
        said = [telling.words(NO_OTHER(mentee=desk.name(item.mentee)))]
    back = button(telling, BACK, f"board.{code_of(program)}.{page_with(telling, program, item)}")
    show(telling, "\n\n".join(said), (*buttons, back))


def _take(telling: Telling, program: str, item: Item, mentor: int, standing: Standing) -> None:
    score = dict(item.first.others).get(mentor, 0.0)
    pair = other_pair(telling, program, item.mentee, mentor, score, Reader(terms_of(telling, program)))
    why, person = standing.obstacle(item.mentee, mentor)
    if pair is None or why:
        gone = LeftOut(replace(item.first, mentor=mentor), why or "left", person or mentor)
        show(telling, left(telling, gone), (to_board(telling, program),), anew=True)
        return
    effects = moves.pair_up(office(telling, program), pair, item)
    go_on(telling, program, telling.words(APPROVED(**names_in(telling, pair))), item, effects, undoes=pair.id)


def other_pair(  # noqa: PLR0913, PLR0917 - two people, and how they are looked at
    telling: Telling, program: str, mentee: int, mentor: int, score: float, reader: Reader
) -> Pair | None:
    """These two as a pair of their own, with what they share; None where one of them does not take part."""
    cards = desk_of(telling).cards
    one, other = member_of(cards.get(mentee), program, "mentee"), member_of(cards.get(mentor), program, "mentor")
    if one is None or other is None:
        return None
    return Pair(telling.moment.ids(), mentee, mentor, 1, score, as_json(grounds(reader, one, other)))


PHRASES = (ANOTHER, CHOICE, TAKE, NO_OTHER)

"""What is decided about pairs of a board: this one, all of them, not this one, or after all not."""

from __future__ import annotations

from collections import Counter

from bot.flows.desk.board import moves, undoing
from bot.flows.desk.board.decided import (
    APPROVED,
    BACK,
    carry_out,
    go_on,
    item_of,
    left,
    names_in,
    office,
    page_with,
    say_settled,
    standing_in,
    terms_of,
)
from bot.flows.desk.board.overview import to_board
from bot.flows.desk.board.pages import show_page
from bot.flows.desk.board.pairs import held_items, open_items, whole
from bot.flows.desk.board.seeing import PAGE, code_of
from bot.flows.desk.board.wording import OBSTACLES, obstacle
from bot.flows.desk.rights import desk_of, may
from bot.flows.desk.views import button, show
from bot.flows.engine.flow import Ask, Do, Flow
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.shapes import FreeText
from bot.words.ids import id_in
from bot.words.phrases import Phrase

NAMED = 6
"""Pairs left out that are named one by one; of more, the reasons are counted."""

APPROVED_ALL = Phrase("board-approved-all", "Approved: {count} pairs. Nobody hears of it before you release them.")
APPROVED_ONE = Phrase("board-approved-one", "Approved: 1 pair. Nobody hears of it before you release it.")
LEFT_MANY = Phrase("board-left-many", "Left out: {count} pairs, because things have changed since the dry run.")
SURE_ALL = Phrase(
    "board-sure-all", "Approve all {count} pairs? Nobody hears of it before you release them. You can look first."
)
CHANGED = Phrase(
    "board-count-changed", "The board has changed meanwhile: there are {count} pairs now. Approve them all?"
)
YES_ALL = Phrase("board-yes-all", "Yes, approve {count}")
REFUSE = Phrase("board-refuse", "{mentee} with {mentor}: not now, or never?")
NOT_NOW = Phrase("board-not-now", "Not now")
NEVER = Phrase("board-never-pair", "Never")
REFUSED = Phrase("board-refused", "All right, {mentee} and {mentor} are not put together for the time being.")
FORBIDDEN = Phrase("board-forbidden", "{mentee} and {mentor} are never put together. Nobody is told.")
UNDONE_HELD = Phrase("board-undone-held", "Taken back: {mentee} with {mentor} is approved as before.")
UNDONE_ALL = Phrase("board-undone-all", "Taken back. Nobody has heard of it.")
NOT_BACK = Phrase("board-undo-late", "I can't take that back any more: {why}. Nothing has changed.")
UNDONE = Phrase("board-undone", "Taken back: {mentee} with {mentor} is on the board again.")
SOMEONE = Phrase("board-someone", "someone")


def approve(telling: Telling, program: str, id: int) -> None:
    """This pair."""
    item = item_of(telling, program, id)
    if item is None or item.first.is_held:
        say_settled(telling, program, id)
        return
    effects, done, left_out = moves.approve(office(telling, program), [item], standing_in(telling, program))
    said = [left(telling, one) for one in left_out]
    said += [telling.words(APPROVED(**names_in(telling, one.first))) for one in done]
    go_on(telling, program, "\n".join(said), item, effects, undoes=item.first.id if done else None)


def approve_all(telling: Telling, program: str, typed: str) -> None:
    """All that nobody has decided about, once their number is confirmed."""
    items = open_items(desk_of(telling).boards[program])
    if not items:
        say_settled(telling, program, 0)
        return
    if typed != str(len(items)):
        sure = (CHANGED if typed else SURE_ALL)(count=len(items))
        yes = button(telling, YES_ALL, f"board.{code_of(program)}.all.{len(items)}", "option", count=len(items))
        show(telling, telling.words(sure), (yes, to_board(telling, program)))
        return
    everything = [whole(desk_of(telling), item) for item in items]
    effects, done, left_out = moves.approve(office(telling, program), everything, standing_in(telling, program))
    telling.wish(*effects)
    said = [telling.words(APPROVED_ONE() if len(done) == 1 else APPROVED_ALL(count=len(done)))]
    if len(left_out) <= NAMED:
        said += [left(telling, one) for one in left_out]
    else:
        said.append(telling.words(LEFT_MANY(count=len(left_out))))
        counts = Counter(telling.words(OBSTACLES[one.why](name=telling.words(SOMEONE()))) for one in left_out)
        said += [f"• {count} × {why}" for why, count in counts.most_common()]
    show(telling, "\n".join(said), (to_board(telling, program),), anew=True)


def refuse(telling: Telling, program: str, id: int, how: str) -> None:
    """Not this pair: not now, or never, which asks for a reason."""
    item = item_of(telling, program, id)
    if item is None:
        say_settled(telling, program, id)
        return
    names = names_in(telling, item.first)
    if how == "later":
        effects = moves.refuse(office(telling, program), item.first, forbid=False)
        go_on(telling, program, telling.words(REFUSED(**names)), item, effects, undoes=id)
    elif how == "never":
        telling.open_run("boardreason", program, {"pair": id, **names})
        advance(telling)
    else:
        lead = f"board.{code_of(program)}"
        ways = (
            button(telling, NOT_NOW, f"{lead}.no.{id:x}.later", "option"),
            button(telling, NEVER, f"{lead}.no.{id:x}.never", "option"),
            button(telling, BACK, f"{lead}.{page_with(telling, program, item)}"),
        )
        show(telling, telling.words(REFUSE(**names)), ways)


def forbid(telling: Telling) -> None:
    """Never this pair, and why stands in the trail."""
    answers, program = dict(telling.run.answers), telling.run.variant
    telling.close_run()
    id, reason = int(str(answers.get("pair", 0))), str(answers.get("reason") or "")
    item = item_of(telling, program, id) if may(telling, program) else None
    if item is None:
        say_settled(telling, program, id)
        return
    effects = moves.refuse(office(telling, program), item.first, forbid=True, reason=reason)
    go_on(telling, program, telling.words(FORBIDDEN(**names_in(telling, item.first))), item, effects, undoes=id)


class BoardReason(Flow):
    """Why two are never to be matched."""

    reason = Ask(
        "Why should {mentee} and {mentor} never be put together? It is kept with the trail, sealed; nobody is told. Or "
        "press Skip.",
        FreeText(at_most=500),
        values=lambda telling: {name: str(telling.run.answers.get(name, "")) for name in ("mentee", "mentor")},
        counted=False,
        optional=True,
    )
    forbidden = Do(forbid)


def undo(telling: Telling, program: str, mentee: int, code: str) -> None:
    """Take back what this person has just decided about a mentee's pairs, and show where they lie again."""
    id = id_in(code)
    effects = undoing.put_back(office(telling, program), terms_of(telling, program), mentee, id)
    if isinstance(effects, undoing.InTheWay):
        why = obstacle(telling, desk_of(telling), effects.why, effects.person)
        show(telling, telling.words(NOT_BACK(why=why)), (to_board(telling, program),), anew=True)
        return
    if not effects:
        say_settled(telling, program, id)
        return
    carry_out(telling, program, effects)
    laid = desk_of(telling).boards[program]
    for what, items in (("page", open_items(laid)), ("held", held_items(laid))):
        at = next((number for number, one in enumerate(items) if one.mentee == mentee), None)
        if at is not None:
            said = telling.words((UNDONE_HELD if what == "held" else UNDONE)(**names_in(telling, items[at].first)))
            show_page(telling, program, what, str(at // PAGE), said)
            return
    show(telling, telling.words(UNDONE_ALL()), (to_board(telling, program),))


PHRASES = (
    APPROVED_ALL, APPROVED_ONE, LEFT_MANY, SURE_ALL, CHANGED, YES_ALL, REFUSE, NOT_NOW, NEVER, REFUSED, FORBIDDEN,
    UNDONE_HELD, UNDONE_ALL, NOT_BACK, UNDONE, SOMEONE,
)  # fmt: skip

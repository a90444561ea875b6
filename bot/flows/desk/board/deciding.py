"""What is decided about pairs of a board: this one, all of them, not this one, or another mentor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.flows.desk.board import moves, undoing
from bot.flows.desk.board.moves import LeftOut, Office
from bot.flows.desk.board.overview import to_board
from bot.flows.desk.board.pages import less, show_page
from bot.flows.desk.board.pairs import Item, Pair, Standing, held_items, member_of, open_items, whole
from bot.flows.desk.board.seeing import MOST_OTHERS, PAGE, code_of
from bot.flows.desk.board.wording import OBSTACLES, obstacle, shared
from bot.flows.desk.rights import desk_of, may
from bot.flows.desk.views import button, show
from bot.flows.engine.flow import Ask, Do, Flow
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.shapes import FreeText
from bot.matching.ground import as_json, grounds
from bot.matching.rules import Terms
from bot.matching.terms import terms_for
from bot.matching.traits import Reader
from bot.words.messages import Button
from bot.words.phrases import Phrase
from bot.words.turns import Effect

NAMED = 6
"""Pairs left out that are named one by one; of more, the reasons are counted."""

APPROVED = Phrase("board-approved", "Approved: {mentee} with {mentor}.")
APPROVED_ALL = Phrase("board-approved-all", "Approved: {count} pairs. Nobody hears of it before you release them.")
APPROVED_ONE = Phrase("board-approved-one", "Approved: 1 pair. Nobody hears of it before you release it.")
LEFT_OUT = Phrase("board-left-out", "Left out, {mentee} with {mentor}: {why}.")
LEFT_MANY = Phrase("board-left-many", "Left out: {count} pairs, because things have changed since the dry run.")
SURE_ALL = Phrase(
    "board-sure-all", "Approve all {count} pairs? Nobody hears of it before you release them. You can look first."
)
CHANGED = Phrase(
    "board-count-changed", "The board has changed meanwhile: there are {count} pairs now. Approve them all?"
)
YES_ALL = Phrase("board-yes-all", "Yes, approve {count}")
SETTLED = Phrase("board-settled", "That pair is no longer on the board.")
SETTLED_BY = Phrase("board-settled-by", "{name} has decided about that pair already.")
ALL_SETTLED_BY = Phrase("board-all-settled-by", "{name} has approved them already.")
REFUSE = Phrase("board-refuse", "{mentee} with {mentor}: not now, or never?")
NOT_NOW = Phrase("board-not-now", "Not now")
NEVER = Phrase("board-never-pair", "Never")
BACK = Phrase("board-back", "Back")
REFUSED = Phrase("board-refused", "All right, {mentee} and {mentor} are not put together for the time being.")
FORBIDDEN = Phrase("board-forbidden", "{mentee} and {mentor} are never put together. Nobody is told.")
ANOTHER = Phrase("board-another", "Instead of {mentor} for {mentee}:")
CHOICE = Phrase("board-another-one", "{number}. {mentor}: {less}\n{shared}")
TAKE = Phrase("board-take", "Take {mentor}")
UNDO = Phrase("board-undo", "Undo")
UNDONE_HELD = Phrase("board-undone-held", "Taken back: {mentee} with {mentor} is approved as before.")
UNDONE_ALL = Phrase("board-undone-all", "Taken back. Nobody has heard of it.")
NOT_BACK = Phrase("board-undo-late", "I can't take that back any more: {why}. Nothing has changed.")
UNDONE = Phrase("board-undone", "Taken back: {mentee} with {mentor} is on the board again.")
SOMEONE = Phrase("board-someone", "someone")
NO_OTHER = Phrase("board-no-other", "Nobody else fits {mentee} who has a place free. “Pair by hand” finds anyone.")


def approve(telling: Telling, program: str, id: int) -> None:
    """This pair."""
    item = _item(telling, program, id)
    if item is None or item.first.is_held:
        say_settled(telling, program, id)
        return
    effects, done, left_out = moves.approve(office(telling, program), [item], _standing(telling, program))
    said = [_left(telling, one) for one in left_out]
    said += [telling.words(APPROVED(**_names(telling, one.first))) for one in done]
    _go_on(telling, program, "\n".join(said), item, effects, undoes=item.first.id if done else None)


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
    effects, done, left_out = moves.approve(office(telling, program), everything, _standing(telling, program))
    telling.wish(*effects)
    said = [telling.words(APPROVED_ONE() if len(done) == 1 else APPROVED_ALL(count=len(done)))]
    if len(left_out) <= NAMED:
        said += [_left(telling, one) for one in left_out]
    else:
        said.append(telling.words(LEFT_MANY(count=len(left_out))))
        counts = Counter(telling.words(OBSTACLES[one.why](name=telling.words(SOMEONE()))) for one in left_out)
        said += [f"• {count} × {why}" for why, count in counts.most_common()]
    show(telling, "\n".join(said), (to_board(telling, program),), anew=True)


def refuse(telling: Telling, program: str, id: int, how: str) -> None:
    """Not this pair: not now, or never, which asks for a reason."""
    item = _item(telling, program, id)
    if item is None:
        say_settled(telling, program, id)
        return
    names = _names(telling, item.first)
    if how == "later":
        effects = moves.refuse(office(telling, program), item.first, forbid=False)
        _go_on(telling, program, telling.words(REFUSED(**names)), item, effects, undoes=id)
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
    item = _item(telling, program, id) if may(telling, program) else None
    if item is None:
        say_settled(telling, program, id)
        return
    effects = moves.refuse(office(telling, program), item.first, forbid=True, reason=reason)
    _go_on(telling, program, telling.words(FORBIDDEN(**_names(telling, item.first))), item, effects, undoes=id)


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


def choose(telling: Telling, program: str, id: int, chosen: str) -> None:
    """Show the next best mentors with their reasons, or take one of them."""
    item = _item(telling, program, id)
    if item is None:
        say_settled(telling, program, id)
        return
    desk, terms = desk_of(telling), _terms(telling, program)
    standing = Standing(desk, program, terms, [one.id for one in item.pairs if one.is_held])
    if chosen:
        _take(telling, program, item, int(chosen, 16), standing)
        return
    reader, said, buttons = Reader(terms), [telling.words(ANOTHER(**_names(telling, item.first)))], []
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
    pair = other_pair(telling, program, item.mentee, mentor, score, Reader(_terms(telling, program)))
    why, person = standing.obstacle(item.mentee, mentor)
    if pair is None or why:
        gone = LeftOut(replace(item.first, mentor=mentor), why or "left", person or mentor)
        show(telling, _left(telling, gone), (to_board(telling, program),), anew=True)
        return
    effects = moves.pair_up(office(telling, program), pair, item)
    _go_on(telling, program, telling.words(APPROVED(**_names(telling, pair))), item, effects, undoes=pair.id)


# --- what they share -----------------------------------------------------------------------------------------------


def other_pair(  # noqa: PLR0913, PLR0917 - two people, and how they are looked at
    telling: Telling, program: str, mentee: int, mentor: int, score: float, reader: Reader
) -> Pair | None:
    """These two as a pair of their own, with what they share; None where one of them does not take part."""
    cards = desk_of(telling).cards
    one, other = member_of(cards.get(mentee), program, "mentee"), member_of(cards.get(mentor), program, "mentor")
    if one is None or other is None:
        return None
    return Pair(telling.moment.ids(), mentee, mentor, 1, score, as_json(grounds(reader, one, other)))


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


def _left(telling: Telling, one: LeftOut) -> str:
    why = obstacle(telling, desk_of(telling), one.why, one.person)
    return telling.words(LEFT_OUT(**_names(telling, one.pair), why=why))


def _names(telling: Telling, pair: Pair) -> Mapping[str, str]:
    desk = desk_of(telling)
    return {"mentee": desk.name(pair.mentee), "mentor": desk.name(pair.mentor)}


def _item(telling: Telling, program: str, id: int) -> Item | None:
    desk = desk_of(telling)
    laid = desk.boards.get(program)
    if laid is None:
        return None
    found = next((item for item in (*open_items(laid), *held_items(laid)) if item.first.id == id), None)
    return whole(desk, found) if found else None


def _standing(telling: Telling, program: str) -> Standing:
    return Standing(desk_of(telling), program, _terms(telling, program))


def _terms(telling: Telling, program: str) -> Terms:
    return terms_for(telling.stage.programs[program], telling.now.date())


def undo(telling: Telling, program: str, mentee: int, code: str) -> None:
    """Take back what this person has just decided about a mentee's pairs, and show where they lie again."""
    id = int(code, 16) if code and set(code) <= set("0123456789abcdef") else 0
    effects = undoing.put_back(office(telling, program), _terms(telling, program), mentee, id)
    if isinstance(effects, undoing.InTheWay):
        why = obstacle(telling, desk_of(telling), effects.why, effects.person)
        show(telling, telling.words(NOT_BACK(why=why)), (to_board(telling, program),), anew=True)
        return
    if not effects:
        say_settled(telling, program, id)
        return
    _carry_out(telling, program, effects)
    laid = desk_of(telling).boards[program]
    for what, items in (("page", open_items(laid)), ("held", held_items(laid))):
        at = next((number for number, one in enumerate(items) if one.mentee == mentee), None)
        if at is not None:
            said = telling.words((UNDONE_HELD if what == "held" else UNDONE)(**_names(telling, items[at].first)))
            show_page(telling, program, what, str(at // PAGE), said)
            return
    show(telling, telling.words(UNDONE_ALL()), (to_board(telling, program),))


def undo_button(telling: Telling, program: str, mentee: int, id: int) -> Button:
    """Takes back what was decided about this mentee's pairs and ended with this one."""
    return button(telling, UNDO, f"board.{code_of(program)}.undo.{mentee:x}.{id:x}")


def _go_on(  # noqa: PLR0913 - what happened, and about what
    telling: Telling, program: str, lead: str, item: Item, effects: Sequence[Effect], *, undoes: int | None
) -> None:
    """Do it, say so, and show at once what is to be looked at next. `undoes` is the pair whose Undo takes it back."""
    what, _, number = page_with(telling, program, item).partition(".")
    _carry_out(telling, program, effects)
    undo = (undo_button(telling, program, item.mentee, undoes),) if undoes else ()
    show_page(telling, program, what, number, lead, undo)


def _carry_out(telling: Telling, program: str, effects: Sequence[Effect]) -> None:
    telling.wish(*effects)
    telling.scene = replace(telling.scene, desk=moves.decided(desk_of(telling), program, effects))


PHRASES = (
    APPROVED, APPROVED_ALL, APPROVED_ONE, LEFT_OUT, LEFT_MANY, SURE_ALL, CHANGED, YES_ALL, SETTLED, SETTLED_BY,
    ALL_SETTLED_BY, REFUSE, NOT_NOW, NEVER, BACK, REFUSED, FORBIDDEN, ANOTHER, CHOICE, TAKE, NO_OTHER, UNDO, UNDONE,
    UNDONE_HELD, UNDONE_ALL, NOT_BACK, SOMEONE,
)  # fmt: skip

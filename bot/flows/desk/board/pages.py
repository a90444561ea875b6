"""The pairs of a board, a few on a page: how well they fit and why, who would be next, and what to look at twice."""

from __future__ import annotations

from collections import Counter

from bot.flows.desk.board.overview import to_board
from bot.flows.desk.board.pairs import Item, Standing, whole
from bot.flows.desk.board.seeing import PAGE, code_of, page_of
from bot.flows.desk.board.wording import fit, names, shared, warnings, worth
from bot.flows.desk.rights import desk_of
from bot.flows.desk.views import button, show
from bot.flows.engine.telling import Telling
from bot.matching.rules import Terms
from bot.matching.terms import terms_for
from bot.matching.traits import Reader
from bot.words.desk import Desk
from bot.words.messages import Button
from bot.words.people import pseudonym
from bot.words.phrases import Phrase

HEAD = Phrase("board-page", "To look at: {first} to {last} of {count}")
HELD = Phrase("board-page-held", "Approved: {first} to {last} of {count}")
NOTHING = Phrase("board-page-empty", "There is nothing left to look at.")
NOTHING_HELD = Phrase("board-page-held-empty", "Nothing is approved just now.")
PAIR = Phrase("board-pair", "{number}. {mentee} with {mentor}: {fit}")
WHY = Phrase("board-pair-why", "{shared}")
BEFORE = Phrase("board-pair-was", "Last time: {mentor}.")
FURTHER = Phrase("board-pair-further", "{mentee} may also choose {others}.")
NEXT_BEST = Phrase("board-pair-next", "Next best: {mentor}, {less}.")
NO_OTHER = Phrase("board-pair-alone", "Nobody else would fit.")
WARNING = Phrase("board-pair-warning", "⚠ {warning}")
AS_GOOD = Phrase("board-less-nothing", "just as good")
LITTLE = Phrase("board-less-little", "a little less in common")
LESS = Phrase("board-less-clearly", "clearly less in common")
MUCH = Phrase("board-less-much", "far less in common")
BETTER = Phrase("board-less-better", "a better fit, but someone else needs that place more")
OK = Phrase("board-do-ok", "{number} · Approve")
NO = Phrase("board-do-no", "{number} · Not this pair")
ELSE = Phrase("board-do-else", "{number} · Another mentor")
EARLIER = Phrase("board-earlier", "◀ Before")
LATER = Phrase("board-later", "More ▶")


def show_page(  # noqa: PLR0913, PLR0917 - a page, and what has just happened
    telling: Telling, program: str, what: str, number: str, lead: str = "", undo: tuple[Button, ...] = ()
) -> None:
    """One page of what is to be looked at, or of what is approved; `lead` says what has just happened, and `undo` takes
    it back."""
    desk = desk_of(telling)
    items, shown, page = page_of(desk.boards[program], what, number)
    if not shown:
        text = telling.words((NOTHING_HELD if what == "held" else NOTHING)())
        show(telling, "\n\n".join(filter(None, (lead, text))), (*undo, to_board(telling, program)))
        return
    terms = terms_for(telling.stage.programs[program], telling.now.date())
    head = (HELD if what == "held" else HEAD)(first=page * PAGE + 1, last=page * PAGE + len(shown), count=len(items))
    said = [lead, telling.words(head)] if lead else [telling.words(head)]
    buttons: list[Button] = []
    beside = {person for item in shown for person in item.people}
    for at, item in enumerate(shown, page * PAGE + 1):
        said.append(describe(telling, program, whole(desk, item), terms, at, beside))
        buttons += _buttons(telling, program, item, at)
    show(telling, "\n\n".join(said), (*buttons, *undo, *_ways(telling, program, what, page, len(items))))


def describe(  # noqa: PLR0913, PLR0917 - an item, where it stands, and beside whom
    telling: Telling, program: str, item: Item, terms: Terms, number: int, shown: set[int] | None = None
) -> str:
    """A mentee with whom they would be shown. Whoever is called like someone else who is `shown` is told apart."""
    desk, first = desk_of(telling), item.first
    standing, reader = Standing(desk, program, terms), Reader(terms)
    mentee, mentor = _told_apart(desk, shown or {item.mentee, first.mentor}, item.mentee, first.mentor)
    named = PAIR(
        number=number,
        mentee=mentee,
        mentor=mentor,
        fit=telling.words(fit(worth(telling, program, first, reader), terms)()),
    )
    lines = [telling.words(named), telling.words(WHY(shared=shared(telling, first.points)))]
    if first.was not in {0, first.mentor} and desk.name(first.was):
        lines.append(telling.words(BEFORE(mentor=desk.name(first.was))))
    if item.pairs[1:]:
        others = names(telling, desk, [one.mentor for one in item.pairs[1:]])
        lines.append(telling.words(FURTHER(mentee=desk.name(item.mentee), others=others)))
    elif first.others:
        other, score = first.others[0]
        if desk.name(other):
            lines.append(
                telling.words(NEXT_BEST(mentor=desk.name(other), less=less(telling, first.score, score, terms)))
            )
    elif not first.is_held:
        lines.append(telling.words(NO_OTHER()))
    lines += [telling.words(WARNING(warning=one)) for one in warnings(telling, program, first, standing, reader)]
    return "\n".join(lines)


def _told_apart(desk: Desk, shown: set[int], *people: int) -> list[str]:
    """What they are called, with a pseudonym where someone else there has the same name."""
    names = Counter(desk.name(person) for person in shown)
    return [
        f"{desk.name(person)} ({pseudonym(person)})" if names[desk.name(person)] > 1 else desk.name(person)
        for person in people
    ]


def less(telling: Telling, score: float, other: float, terms: Terms) -> str:
    """What would be lost with somebody else."""
    most = sum(terms.weights.of(facet) for facet in ("profession", "goals", "interests", "place")) / 100 or 1
    lost = (score - other) / most
    for least, phrase in ((0.35, MUCH), (0.15, LESS), (0.03, LITTLE), (-0.03, AS_GOOD)):
        if lost >= least:
            return telling.words(phrase())
    return telling.words(BETTER())


def _buttons(telling: Telling, program: str, item: Item, number: int) -> list[Button]:
    lead, id = f"board.{code_of(program)}", f"{item.first.id:x}"
    ok = [] if item.first.is_held else [button(telling, OK, f"{lead}.ok.{id}", "option", number=number)]
    return [
        *ok,
        button(telling, NO, f"{lead}.no.{id}", "option", number=number),
        button(telling, ELSE, f"{lead}.else.{id}", "option", number=number),
    ]


def _ways(telling: Telling, program: str, what: str, page: int, count: int) -> tuple[Button, ...]:
    lead, ways = f"board.{code_of(program)}.{what}", list[Button]()
    if page:
        ways.append(button(telling, EARLIER, f"{lead}.{page - 1}"))
    if (page + 1) * PAGE < count:
        ways.append(button(telling, LATER, f"{lead}.{page + 1}"))
    return (*ways, to_board(telling, program))


PHRASES = (
    HEAD, HELD, NOTHING, NOTHING_HELD, PAIR, WHY, BEFORE, FURTHER, NEXT_BEST, NO_OTHER, WARNING, AS_GOOD, LITTLE, LESS,
    MUCH, BETTER, OK, NO, ELSE, EARLIER, LATER,
)  # fmt: skip

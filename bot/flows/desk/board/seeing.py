"""What a turn about a matching board has to see: the board, and everyone on the page or in the pair it is about."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from bot.flows.desk.board.pairs import Item, held_items, instead_of, open_items
from bot.words.boards import Laid
from bot.words.desk import Desk, Look
from bot.words.ids import id_in
from bot.words.people import Run

_HEX = frozenset("0123456789abcdef")
PAGE, MOST_OTHERS = 3, 4
"""Mentees on one page, and next best mentors that are shown at once."""
FLOWS = frozenset({"boardpair", "boardrelease", "boardreason"})
"""What is asked about a board; each run's variant is the program."""


def code_of(program: str) -> str:
    """The program as it stands in buttons, which hold 64 bytes only."""
    return hashlib.blake2b(program.encode(), digest_size=3).hexdigest()


def program_of(code: str, programs: Iterable[str]) -> str | None:
    """The program a button is about."""
    return next((program for program in programs if code_of(program) == code), None)


def first_look(arg: str, programs: Iterable[str], run: Run | None) -> Look | None:
    """The board of the program that a button or an open question is about; None where it is about none."""
    code, _, rest = arg.partition(".")
    what = rest.partition(".")[0]
    program = program_of(code, programs) if arg else None
    asks = run is not None and run.flow in FLOWS
    if program is None and asks and run is not None:
        program, what = run.variant, run.flow
    if program is None:
        return None
    if what == "file":
        id = rest.rpartition(".")[2]
        return Look(acts=True, brought=id_in(id), boards=(program,))
    everyone = what in {"pair", "make", "bar", "let", "boardpair"}
    return Look(acts=True, boards=(program,), figures=(program,), pools=(program,) if everyone else ())


def second_look(arg: str, programs: Iterable[str], run: Run | None, seen: Desk) -> Look | None:
    """Everyone concerned, now that the board is known, and what is sealed of their pairs."""
    code, _, rest = arg.partition(".")
    program = program_of(code, programs) or (run.variant if run is not None and run.flow in FLOWS else None)
    laid = seen.boards.get(program or "")
    if laid is None:
        return None
    what, _, more = rest.partition(".")
    if seen.held:
        return _next_best(what or (run.flow if run is not None else ""), more, seen)
    items, people = _meant(laid, what, more, run)
    hold = {person for item in items for person in item.people} | set(people)
    if not hold:
        return None
    pairs = [pair for item in items for pair in item.pairs]
    ids = {one.id for one in pairs}
    known = [one.id for one in pairs if one.is_held]
    if what == "undo":
        mentee, _, pair = more.partition(".")
        decided = [one.id for one in laid.drafts if f"{one.mentee:x}" == mentee]
        ids, known = ids | set(decided), [*known, *decided, *_numbers(pair)]
    return Look(hold=tuple(sorted(hold)), drafts=tuple(sorted(ids)), matches=tuple(dict.fromkeys(known)))


def _next_best(what: str, more: str, seen: Desk) -> Look | None:
    """Whom else the mentees on the page, or the one that is meant, could have."""
    if what not in {"page", "held", "else", "ok", "no", "undo", "boardreason"}:
        return None
    most = MOST_OTHERS if what == "else" and not more.count(".") else 1
    others = {person for one in seen.drafts.values() for person, _ in one.others[:most]}
    before: dict[int, int] = {}
    if what == "undo":
        undone = next((one for one in map(seen.matches.get, _numbers(more)[1:]) if one is not None), None)
        before = instead_of(undone.told) if undone else {}
        others |= {undone.mentor} if undone else set()
    others = (others | set(before.values())) - seen.held
    return Look(hold=tuple(sorted(others)), matches=tuple(before)) if others or before else None


def _meant(laid: Laid, what: str, more: str, run: Run | None) -> tuple[list[Item], Iterable[int]]:
    numbers = _numbers(more)
    opened, held = open_items(laid), held_items(laid)
    flow = run.flow if run is not None and not what else ""
    if what in {"page", "held"}:
        return page_of(laid, what, more)[1], ()
    if flow == "boardreason" and run is not None:
        numbers = [int(str(run.answers.get("pair", 0)))]
    if what in {"ok", "no", "else"} or flow == "boardreason":
        return around((*opened,), numbers[:1]) or around((*held,), numbers[:1]), numbers[1:]
    if what == "undo":
        taken_back = [one for one in laid.drafts if one.mentee in numbers[:1]]
        beside = [*_window(opened, _place_of(opened, numbers)), *_window(held, _place_of(held, numbers))]
        return beside, {person for one in taken_back for person in (one.mentee, one.mentor)}
    if what in {"pair", "make", "bar", "let"}:
        return [item for item in (*opened, *held) if item.mentee in numbers], numbers
    if what in {"go", "at", "back"} or flow == "boardrelease":
        return held, laid.board.out
    return ([*opened, *held] if what == "csv" else opened if what == "all" else []), ()


def _numbers(more: str) -> list[int]:
    return [int(one, 16) for one in more.split(".") if one and set(one) <= _HEX]


def around(items: Sequence[Item], ids: Sequence[int]) -> list[Item]:
    """The item whose first pair this is, with those that may be shown once it is decided; [] where there is none."""
    at = next((number for number, item in enumerate(items) if item.first.id in ids), None)
    return [] if at is None else _window(items, at)


def _window(items: Sequence[Item], at: int) -> list[Item]:
    """The items of the page on which this one stands, of the page before, and the first of the next."""
    page = at // PAGE
    return list(items[max(0, page - 1) * PAGE : (page + 1) * PAGE + 1])


def _place_of(items: Sequence[Item], mentees: Sequence[int]) -> int:
    """Where a mentee would stand among these, who stand in the order of their ids."""
    return sum(item.mentee < mentees[0] for item in items) if mentees else 0


def page_of(laid: Laid, what: str, number: str) -> tuple[list[Item], list[Item], int]:
    """All the items, those on the page, and which page that is."""
    items = held_items(laid) if what == "held" else open_items(laid)
    last = max(0, (len(items) - 1) // PAGE)
    page = min(int(number) if number.isdecimal() else 0, last)
    return items, items[page * PAGE : page * PAGE + PAGE], page


def numbers_of(laid: Laid) -> Mapping[str, int]:
    """How many mentees stand where: not decided, held, and held with a time at which it goes out."""
    held = held_items(laid)
    going = sum(item.mentee in laid.offers for item in held)
    return {"open": len(open_items(laid)), "held": len(held) - going, "going": going}

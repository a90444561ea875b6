"""Pairs made by hand: two names, a look at what stands between the two, and the pair, or that it shall never be."""

from __future__ import annotations

from dataclasses import replace

from bot.flows.desk.board import moves
from bot.flows.desk.board.another import other_pair
from bot.flows.desk.board.decided import APPROVED, UNDO, office, undo_button
from bot.flows.desk.board.deciding import FORBIDDEN
from bot.flows.desk.board.overview import to_board
from bot.flows.desk.board.pairs import Item, Standing, held_items, open_items, whole
from bot.flows.desk.board.searching import MOST, Check, as_seen, check, meant
from bot.flows.desk.board.seeing import code_of
from bot.flows.desk.board.wording import against, fit, shared, worth
from bot.flows.desk.rights import desk_of, enter, may
from bot.flows.desk.views import button, remember, show
from bot.flows.engine.flow import Ask, Do, Flow
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.shapes import FreeText
from bot.matching.terms import terms_for
from bot.matching.traits import Reader
from bot.words.effects.matches import LetMeet
from bot.words.matches import Member
from bot.words.messages import Button
from bot.words.people import pseudonym
from bot.words.phrases import Phrase

UNKNOWN = Phrase(
    "board-hand-unknown",
    "I don't find a mentee and a mentor of these names here. Please write both as they stand in the program, or their "
    "pseudonyms, like: Amina with Jonas",
)
SEVERAL = Phrase("board-hand-several", "Who do you mean?")
TOO_MANY = Phrase(
    "board-hand-too-many", "That could be many people. Please write the whole names, or their pseudonyms."
)
ONE = Phrase("board-hand-one", "{mentee} ({one}) with {mentor} ({other})")
FITS = Phrase("board-hand-fits", "{mentee} with {mentor}: {fit}\n{shared}")
CLEAR = Phrase("board-hand-clear", "No rule is against it.")
UNLESS = Phrase("board-hand-unless", "This is against it, and you may still decide for it:\n{rules}")
NEVER = Phrase("board-hand-never", "Not possible:\n{rules}")
RULE = Phrase("board-hand-rule", "• {rule}")
INSTEAD = Phrase("board-hand-instead", "{mentee} is on the board with {mentors}; this pair takes that place.")
MAKE = Phrase("board-hand-make", "Make this pair")
ANYWAY = Phrase("board-hand-anyway", "Make it all the same")
BAR = Phrase("board-hand-bar", "Never these two")
LET = Phrase("board-hand-let", "Let them meet again")
PAIR = Phrase("board-hand-pair", "Look at these two")
ALLOWED = Phrase("board-hand-allowed", "{mentee} and {mentor} may be put together again.")
NOT_STAFF = Phrase(
    "board-hand-not-staff",
    "It wasn't staff who kept {mentee} and {mentor} apart, but one of the two, or how their match ended. It stays so.",
)
AGAIN = Phrase("board-hand-again", "Other names")


def ask_names(telling: Telling, program: str) -> None:
    """Who with whom?"""
    telling.open_run("boardpair", program, {})
    advance(telling)


def find(telling: Telling) -> None:
    """Two names were written: show the pair, or ask which one is meant."""
    program, said = telling.run.variant, str(telling.run.answers.get("names") or "")
    telling.close_run()
    desk = desk_of(telling)
    if not may(telling, program) or program not in desk.pools:
        telling.say(telling.words(UNKNOWN()))
        return
    found = meant(said, desk.pools[program]) if said else []
    if len(found) == 1:
        _show(telling, program, *found[0], anew=True)
        return
    again = button(telling, AGAIN, f"board.{code_of(program)}.hand")
    is_close = 0 < len(found) <= MOST
    named = tuple(_named(telling, program, *pair) for pair in found) if is_close else ()
    ways = (*named, again, to_board(telling, program))
    telling.say(telling.words((SEVERAL if is_close else TOO_MANY if found else UNKNOWN)()), ways)
    remember(telling, ways)


class BoardPair(Flow):
    """A pair by hand."""

    names = Ask(
        "Who with whom? Write a mentee and a mentor by name or pseudonym, like: Amina with Jonas",
        FreeText(at_most=200),
        counted=False,
        optional=True,
    )
    found = Do(find)


def decide(telling: Telling, program: str, what: str, arg: str) -> None:
    """Show these two, put them together, or keep them apart."""
    members = _members(telling, program, arg)
    if members is None:
        show(telling, telling.words(UNKNOWN()), (to_board(telling, program),), anew=True)
        return
    mentee, mentor = members
    names = {"mentee": mentee.person.name, "mentor": mentor.person.name}
    if what == "bar":
        telling.wish(*moves.forbid_by_hand(office(telling, program), mentee.person.id, mentor.person.id))
        undo = _undo_bar(telling, program, mentee, mentor)
        show(telling, telling.words(FORBIDDEN(**names)), (undo, to_board(telling, program)))
        return
    if what == "let":
        _let(telling, program, mentee, mentor)
        return
    if what == "make":
        desk = desk_of(telling)
        item = _item(telling, program, mentee.person.id)
        terms = terms_for(telling.stage.programs[program], telling.now.date())
        but = [one.id for one in item.pairs if one.is_held] if item else []
        found = check(Standing(desk, program, terms, but), desk.pools[program], terms, mentee, mentor)
        if not found.never:
            pair = other_pair(telling, program, mentee.person.id, mentor.person.id, 0.0, Reader(terms))
            if pair is not None:
                pair = replace(pair, score=worth(telling, program, pair, Reader(terms)))
                telling.wish(*moves.pair_up(office(telling, program), pair, item, found.unless))
                undo = undo_button(telling, program, pair.mentee, pair.id)
                show(telling, telling.words(APPROVED(**names)), (undo, to_board(telling, program)))
                return
    _show(telling, program, mentee, mentor)


def _undo_bar(telling: Telling, program: str, mentee: Member, mentor: Member) -> Button:
    """Takes back that two are kept apart; where they lay on the board, with that they were taken off it."""
    one, other = mentee.person.id, mentor.person.id
    item = _item(telling, program, one)
    pair = next((each.id for each in item.pairs if each.mentor == other), 0) if item else 0
    if pair:
        return undo_button(telling, program, one, pair)
    return button(telling, UNDO, f"board.{code_of(program)}.let.{one:x}.{other:x}")


def _let(telling: Telling, program: str, mentee: Member, mentor: Member) -> None:
    """These two may be matched again, where it was staff who kept them apart."""
    one, other = mentee.person.id, mentor.person.id
    kept_apart = desk_of(telling).pools[program].apart.get((min(one, other), max(one, other)))
    if kept_apart == "coordinator":
        telling.wish(LetMeet(one, other))
        enter(telling, "allow", program, person=one, details={"other": other})
    said = NOT_STAFF if kept_apart not in {None, "coordinator"} else ALLOWED
    names = {"mentee": mentee.person.name, "mentor": mentor.person.name}
    ways = (button(telling, PAIR, f"board.{code_of(program)}.pair.{one:x}.{other:x}"), to_board(telling, program))
    show(telling, telling.words(said(**names)), ways)


def _show(telling: Telling, program: str, mentee: Member, mentor: Member, *, anew: bool = False) -> None:
    """How the two fit, and what stands between them."""
    pool = desk_of(telling).pools[program]
    telling.scene = replace(telling.scene, desk=as_seen(desk_of(telling), pool))
    desk, terms = desk_of(telling), terms_for(telling.stage.programs[program], telling.now.date())
    one, other = mentee.person.id, mentor.person.id
    item = _item(telling, program, one)
    standing = Standing(desk, program, terms, [pair.id for pair in item.pairs if pair.is_held] if item else ())
    found, reader = check(standing, pool, terms, mentee, mentor), Reader(terms)
    pair = other_pair(telling, program, one, other, 0.0, reader)
    names = {"mentee": mentee.person.name, "mentor": mentor.person.name}
    score = worth(telling, program, pair, reader) if pair else 0.0
    common = shared(telling, pair.points if pair else None)
    said = [telling.words(FITS(**names, fit=telling.words(fit(score, terms)()), shared=common))]
    said += _rules(telling, found)
    if item is not None and not found.never:
        mentors = ", ".join(desk.name(pair.mentor) for pair in item.pairs)
        said.append(telling.words(INSTEAD(mentee=mentee.person.name, mentors=mentors)))
    show(telling, "\n\n".join(said), _ways(telling, program, found, one, other), anew=anew)


def _rules(telling: Telling, found: Check) -> list[str]:
    if not (found.never or found.unless):
        return [telling.words(CLEAR())]
    said = []
    for phrase, rules in ((NEVER, found.never), (UNLESS, tuple((rule, 0) for rule in found.unless))):
        lines = [telling.words(RULE(rule=against(telling, rule, person))) for rule, person in rules]
        said += [telling.words(phrase(rules="\n".join(lines)))] if lines else []
    return said


def _ways(telling: Telling, program: str, found: Check, mentee: int, mentor: int) -> tuple[Button, ...]:
    lead, pair = f"board.{code_of(program)}", f"{mentee:x}.{mentor:x}"
    ways = []
    if not found.never:
        ways.append(button(telling, ANYWAY if found.unless else MAKE, f"{lead}.make.{pair}", "option"))
    if all(rule != "apart" for rule, _ in found.never):
        ways.append(button(telling, BAR, f"{lead}.bar.{pair}", "option"))
    elif desk_of(telling).pools[program].apart.get((min(mentee, mentor), max(mentee, mentor))) == "coordinator":
        ways.append(button(telling, LET, f"{lead}.let.{pair}", "option"))
    return (*ways, button(telling, AGAIN, f"{lead}.hand"), to_board(telling, program))


def _named(telling: Telling, program: str, mentee: Member, mentor: Member) -> Button:
    one, other = mentee.person, mentor.person
    names = {"mentee": one.name, "one": pseudonym(one.id), "mentor": other.name, "other": pseudonym(other.id)}
    return button(telling, ONE, f"board.{code_of(program)}.pair.{one.id:x}.{other.id:x}", "option", **names)


def _members(telling: Telling, program: str, arg: str) -> tuple[Member, Member] | None:
    pool = desk_of(telling).pools.get(program)
    codes = arg.split(".")
    if pool is None or len(codes) < 2:
        return None
    found = []
    for code, role in zip(codes, ("mentee", "mentor"), strict=False):
        found += [m for m in pool.members if (f"{m.person.id:x}", m.membership.role) == (code, role)]
    return (found[0], found[1]) if len(found) == 2 else None


def _item(telling: Telling, program: str, mentee: int) -> Item | None:
    laid = desk_of(telling).boards[program]
    found = next((item for item in (*open_items(laid), *held_items(laid)) if item.mentee == mentee), None)
    return whole(desk_of(telling), found) if found else None


PHRASES = (
    UNKNOWN, SEVERAL, TOO_MANY, ONE, FITS, CLEAR, UNLESS, NEVER, RULE, INSTEAD, MAKE, ANYWAY, BAR, LET,
    PAIR, ALLOWED, NOT_STAFF, AGAIN,
)  # fmt: skip

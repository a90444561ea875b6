"""Orders about boards as files: out to a spreadsheet, and in from one with every line looked at first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.doings.desk.laying import Table
from bot.doings.desk.orders import Arguments, Order, OrderRefused, text_of
from bot.flows.desk.board import files, moves
from bot.flows.desk.board.lines import QUIET, Line, TableError, examine, read
from bot.flows.desk.board.moves import Office
from bot.flows.desk.board.pairs import Item, Pair, Standing, held_items, open_items, whole
from bot.flows.desk.board.searching import OVERRIDABLE
from bot.words.messages import Json
from bot.words.ports import Session
from bot.words.turns import Effect

FAULTS: Mapping[str, str] = {
    "no-mentee": "no mentee is called {mentee}",
    "no-mentor": "no mentor is called {mentor}",
    "several": "several people are called so; use pseudonyms",
    "twice": "{mentee} stands in this file twice",
    "there": "approved already",
}


@dataclass(frozen=True, slots=True)
class FilesDesk:
    """Orders about boards as files."""

    table: Table

    def orders(self) -> dict[str, Order]:
        """What can be ordered, by name."""
        return {"export-board": self.export, "import-board": self.take_in}

    async def export(self, said: Arguments) -> Json:
        """The board as a file, by pseudonym; with "names" also by name, which is entered into the trail."""
        program, with_names = self.table.program(said), bool(said.get("names"))

        def work(session: Session) -> Json:
            laid = session.laid(program)
            items = [*open_items(laid), *held_items(laid)]
            office = self.table.office(session, program, [person for item in items for person in item.people], items)
            items = [whole(office.desk, item) for item in items]
            rows = [
                files.Row(
                    p.mentee, p.mentor, p.rank, "approved" if p.is_held else "open", p.score, self.table.words(p.points)
                )
                for item in items
                for p in item.pairs
            ]
            names = {id: card.person.name for id, card in office.desk.cards.items()} if with_names else None
            entered = office.entered("export-board", details={"pairs": len(rows), "names": with_names})
            session.carry_out([entered], office.now)
            return {"program": program, "pairs": len(rows), "csv": files.write(rows, names)}

        return await self.table.store.write(work)

    async def take_in(self, said: Arguments) -> Json:
        """Pairs from a file ("csv"), held until they are released. Nothing is done unless every line is right, or with
        "skip_bad" the others are; with "dry_run" nothing is done at all."""
        program, now = self.table.program(said), self.table.clock.now()
        try:
            lines = read(text_of(said, "csv"))
        except TableError as error:
            raise OrderRefused(f"this file cannot be read: {error}") from None

        def work(session: Session) -> Json:
            pool, terms = session.pool(program), self.table.terms(program)
            known = sorted({one.person.id for one in pool.members})
            office = self.table.office(session, program, known)
            standing = Standing(office.desk, program, terms)
            judged = list(examine(lines, pool, terms, standing, anyway=bool(said.get("anyway"))))
            bad = [one for one in judged if one.fault and one.fault not in QUIET]
            good = [one for one in judged if not one.fault]
            is_done = not said.get("dry_run") and (not bad or bool(said.get("skip_bad")))
            if is_done and good:
                session.carry_out(taken(self.table, office, judged)[0], now)
            return {
                "program": program,
                "lines": len(judged),
                "right": len(good),
                "there": sum(one.fault in QUIET for one in judged),
                "done": is_done,
                "faults": [{"line": one.number, "why": self._fault(one)} for one in bad],
            }

        return await self.table.store.write(work)

    def _fault(self, one: Line) -> str:
        if one.fault in FAULTS:
            return FAULTS[one.fault].format(mentee=one.mentee or "(empty)", mentor=one.mentor or "(empty)")
        hint = " (--anyway makes it all the same)" if one.fault in OVERRIDABLE else ""
        return self.table.why(one.fault, one.person) + hint


def taken(table: Table, office: Office, lines: Sequence[Line]) -> tuple[list[Effect], dict[int, int]]:
    """What the lines without a fault do: pairs held until they are released, pairs kept apart. And which pair came of
    which line, by its number (of two kept apart: the one that lay on the board, 0 where none did)."""
    good = [(line, line.found[0], line.found[1]) for line in lines if line.found and not line.fault]
    effects: list[Effect] = [office.entered("import-board", details={"pairs": len(good)})]
    standing = Standing(office.desk, office.program, table.terms(office.program))
    for line, mentee, mentor in good:
        if not line.never:
            standing.take(mentee.person.id, mentor.person.id, is_last=False)
    further = [(line.found[0].person.id, line.found[1].person.id) for line in lines if line.found and _is_further(line)]
    by_mentee = {item.mentee: whole(office.desk, item) for item in open_items(office.laid)}
    lying = {(pair.mentee, pair.mentor): pair.id for pair in _pairs_of(office)}
    came: dict[int, int] = {}
    for line, mentee, mentor in good:
        both, item = (mentee.person.id, mentor.person.id), by_mentee.get(mentee.person.id)
        if line.never:
            came[line.number] = lying.get(both, 0)
            effects += moves.forbid_by_hand(office, *both)
        elif item is not None and item.first.mentor == mentor.person.id and not line.unless:
            came[line.number] = item.first.id
            effects += _as_it_lies(office, item, further, standing)
        else:
            pair = table.pair(mentee, mentor, office.program)
            came[line.number] = pair.id
            effects += moves.pair_up(office, pair, item, [rule for rule in line.unless if rule in OVERRIDABLE])
    return effects, came


def _as_it_lies(office: Office, item: Item, further: Sequence[tuple[int, int]], standing: Standing) -> list[Effect]:
    """The mentee's pair as the board has it, with those further suggestions that the file has as well."""
    kept = [item.first]
    for one in item.pairs[1:]:
        if (one.mentee, one.mentor) in further and not standing.obstacle(one.mentee, one.mentor)[0]:
            standing.take(one.mentee, one.mentor, is_last=False)
            kept.append(one)
    return moves.held(office, Item(item.mentee, tuple(kept)), [one for one in item.pairs if one not in kept])


def _pairs_of(office: Office) -> Iterator[Pair]:
    for item in (*open_items(office.laid), *held_items(office.laid)):
        yield from item.pairs


def _is_further(line: Line) -> bool:
    return line.fault == "further"

"""What orders about pairs share: the operator at a board, two people as a pair, and what stands between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.curriculum.program import Program
from bot.doings.desk.orders import Arguments, program_of
from bot.doings.desk.watch import NOBODY
from bot.flows.desk.board.moves import Office
from bot.flows.desk.board.pairs import Item, Pair, held_items, open_items, whole
from bot.flows.desk.board.wording import BREACHES, OBSTACLES, SHARED
from bot.matching.ground import as_json, ground_of, grounds
from bot.matching.rules import Terms
from bot.matching.saying import values_of
from bot.matching.strengths import parts
from bot.matching.terms import terms_for
from bot.matching.traits import Reader
from bot.texts.speech import Speech
from bot.words.clock import Clock
from bot.words.desk import Look
from bot.words.matches import Member
from bot.words.messages import Json
from bot.words.people import pseudonym
from bot.words.ports import Session, Store
from bot.words.turns import ids_from


@dataclass(frozen=True, slots=True)
class Table:
    """Where the operator lays out pairs of the programs there are."""

    store: Store
    clock: Clock
    programs: Mapping[str, Program]
    speech: Speech

    def office(
        self, session: Session, program: str, people: Sequence[int], items: Sequence[Item] | None = None
    ) -> Office:
        """The operator at this board; around these people nothing changes until the commit."""
        now = self.clock.now()
        desk = session.desk(Look(acts=True, boards=(program,)), NOBODY, now)
        laid = desk.boards[program]
        if items is None:
            items = [one for one in (*open_items(laid), *held_items(laid)) if one.mentee in set(people)]
        ids = tuple(one.id for item in items for one in item.pairs)
        held = {one.id for one in laid.held}
        look = Look(hold=tuple(sorted(set(people))), drafts=ids, matches=tuple(id for id in ids if id in held))
        return Office(session.desk(look, NOBODY, now, desk), program, None, now)

    def pair(self, mentee: Member, mentor: Member, program: str) -> Pair:
        """The two as a pair of their own, with what they share."""
        terms, now = self.terms(program), self.clock.now()
        reader = Reader(terms)
        one, other = reader.traits(mentee), reader.traits(mentor)
        id = ids_from(f"pair\0{program}\0{now.isoformat()}\0{one.person}\0{other.person}")()
        score = sum(parts(one, other, terms.weights, terms.languages).values()) / 100
        return Pair(id, one.person, other.person, 1, score, as_json(grounds(reader, mentee, mentor)))

    def terms(self, program: str) -> Terms:
        """What the program asks of a match today."""
        return terms_for(self.programs[program], self.clock.now().date())

    def words(self, points: Json) -> str:
        """What two people share, in English."""
        said = ((SHARED[one.kind], values_of(one, "en")) for one in ground_of(points))
        return "; ".join(self.speech.say(phrase(**values), "en") for phrase, values in said if values is not None)

    def why(self, rule: str, person: int) -> str:
        """What stands between two people, in English; on whose side, by pseudonym (0: both)."""
        if rule in OBSTACLES and (person or rule not in BREACHES):
            return self.speech.say(OBSTACLES[rule](name=pseudonym(person) if person else "one of them"), "en")
        return self.speech.say(BREACHES[rule](), "en")

    def program(self, said: Arguments) -> str:
        """The program that is named, or the only one. Raises OrderRefused."""
        return program_of(said, self.programs)


def item_of(office: Office, mentee: int) -> Item | None:
    """What lies on the board for this mentee."""
    found = next((one for one in (*open_items(office.laid), *held_items(office.laid)) if one.mentee == mentee), None)
    return whole(office.desk, found) if found else None

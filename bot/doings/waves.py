"""Who may be decided together: a turn whose scene an earlier turn of the same wave has changed waits for the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.words.effects.matches import DropProposals, KeepApart, SaveJourney, SaveMatch
from bot.words.effects.people import Erase, SaveAddress, SaveMembership, SavePerson
from bot.words.effects.sending import NoteRelayed
from bot.words.matches import Match
from bot.words.messages import Address, Deleted, Edited
from bot.words.turns import Effect, Scene

_CHANGES = frozenset({Edited, Deleted})
_NOTED = frozenset({
    DropProposals, Erase, KeepApart, NoteRelayed, SaveAddress, SaveJourney, SaveMatch, SaveMembership, SavePerson,
})  # fmt: skip


class Wave:
    """Remembers, while scenes loaded together are decided one after another, which of them are no longer true.

    An address sees what its own turns left behind; what others changed of it, or of a partner, it would not see.
    """

    __slots__ = ("_changed", "_journeys", "_relayed", "_speaks_for", "_stale")

    def __init__(self) -> None:
        self._speaks_for: dict[int, Address] = {}
        self._changed: dict[int, set[Address]] = {}
        self._journeys: dict[int, set[Address]] = {}
        self._stale: set[Address] = set()
        self._relayed: set[Address] = set()

    def may_decide(self, address: Address, scene: Scene, content: type | None = None) -> bool:
        """Whether this scene is still as it was loaded, but for this address's own turns. What changes a message (by
        the type of its `content`) also has to see the copies that were made of that message."""
        if self._relayed and content in _CHANGES and address in self._relayed:
            self._stale.add(address)
        if self._stale and address in self._stale:
            return False
        person = scene.person
        if person is None:
            return True
        is_true = self._speaks_for.setdefault(person.id, address) == address
        if is_true and self._changed:
            is_true = not any(
                _by_others(self._changed.get(one), address)
                for one in (person.id, *(tie.partner.id for tie in scene.ties))
            )
        if is_true and self._journeys:
            is_true = not any(_by_others(self._journeys.get(tie.match.id), address) for tie in scene.ties)
        if not is_true:
            self._stale.add(address)
        return is_true

    def note(self, effects: Sequence[Effect], address: Address) -> None:
        """Remember whom a turn at this address changed."""
        for effect in effects:
            if type(effect) not in _NOTED:
                continue
            if type(effect) is SaveAddress and effect.address != address:
                self._stale.add(effect.address)
            elif type(effect) is SaveJourney:
                self._journeys.setdefault(effect.journey.id, set()).add(address)
            elif type(effect) is NoteRelayed:
                self._relayed.add(address)
            for person in _changed_by(effect):
                self._changed.setdefault(person, set()).add(address)


def _by_others(by: set[Address] | None, address: Address) -> bool:
    return by is not None and by != {address}


def _changed_by(effect: Effect) -> Iterable[int]:
    match effect:
        case SaveMatch(match=Match(mentee=mentee, mentor=mentor)):
            return (mentee, mentor)
        case KeepApart(one=one, other=other):
            return (one, other)
        case SavePerson(person=person):
            return (person.id,)
        case SaveMembership(membership=membership):
            return (membership.person,)
        case SaveAddress(person=int(person)) | Erase(person=int(person)) | DropProposals(mentee=person):
            return (person,)
        case _:
            return ()

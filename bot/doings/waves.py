"""Who may be decided together: a turn whose scene an earlier turn of the same wave has changed waits for the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.words.matches import Match
from bot.words.messages import Address
from bot.words.turns import (
    DropProposals,
    Effect,
    Erase,
    KeepApart,
    SaveAddress,
    SaveMatch,
    SaveMembership,
    SavePerson,
    Scene,
)


class Wave:
    """Remembers, while scenes loaded together are decided one after another, which of them are no longer true.

    An address sees what its own turns left behind; what others changed of it, or of a partner, it would not see.
    """

    __slots__ = ("_changed", "_speaks_for", "_stale")

    def __init__(self) -> None:
        self._speaks_for: dict[int, Address] = {}
        self._changed: dict[int, set[Address]] = {}
        self._stale: set[Address] = set()

    def may_decide(self, address: Address, scene: Scene) -> bool:
        """Whether this scene is still as it was loaded, but for this address's own turns."""
        if self._stale and address in self._stale:
            return False
        person = scene.person
        if person is None:
            return True
        is_true = self._speaks_for.setdefault(person.id, address) == address
        if is_true and self._changed:
            is_true = not any(
                self._is_changed_by_others(one, address) for one in (person.id, *(tie.partner.id for tie in scene.ties))
            )
        if not is_true:
            self._stale.add(address)
        return is_true

    def note(self, effects: Sequence[Effect], address: Address) -> None:
        """Remember whom a turn at this address changed."""
        for effect in effects:
            if type(effect) is SaveAddress and effect.address != address:
                self._stale.add(effect.address)
            for person in _changed_by(effect):
                self._changed.setdefault(person, set()).add(address)

    def _is_changed_by_others(self, person: int, address: Address) -> bool:
        by = self._changed.get(person)
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

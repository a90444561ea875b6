"""What one of two can do about their match: its buttons, pressed or typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.flows.engine.telling import Telling
from bot.words.folding import normalise
from bot.words.matches import TOGETHER, Tie
from bot.words.messages import Button, Press, Typed
from bot.words.phrases import Phrase


@dataclass(frozen=True, slots=True)
class PairVerb:
    """Something one of the two can do about their match at any time. `label` may name the partner: `{name}`.

    `deed` gets the tie and what followed the verb in the button ("" where it was typed). `statuses` are those of the
    match in which it means anything.
    """

    label: Phrase
    deed: Callable[[Telling, Tie, str], None]
    statuses: frozenset[str] = TOGETHER


Verbs = Mapping[str, PairVerb]


def pair_button(telling: Telling, verbs: Verbs, verb: str, tie: Tie) -> Button:
    """A button about this match that means the same wherever it stands, and can be typed as well."""
    return button_about(telling, verb, verbs[verb].label, tie)


def button_about(telling: Telling, verb: str, label: Phrase, tie: Tie) -> Button:
    """The button of this verb, given its label."""
    return Button(telling.words(label(name=tie.partner.name)), f"pair.{tie.match.id:x}.{verb}", "nav")


def pair_pressed(telling: Telling, verbs: Verbs, pressed: Press) -> Callable[[], None] | None:
    """What a pressed button about a match does; None where it is no such button or means nothing any more."""
    lead, _, rest = pressed.data.partition(".")
    code, _, rest = rest.partition(".")
    name, _, arg = rest.partition(".")
    verb = verbs.get(name)
    if lead != "pair" or verb is None:
        return None
    tie = next((tie for tie in telling.scene.ties if f"{tie.match.id:x}" == code), None)
    if tie is None or tie.match.status not in verb.statuses:
        return None
    return lambda: verb.deed(telling, tie, arg)


def pair_typed(
    telling: Telling, verbs: Verbs, typed: Typed, ask_whom: Callable[[Telling, str], None]
) -> Callable[[], None] | None:
    """What the label of such a button does when it is typed in full; without the partner's name, and with more than one
    whom it may be about, that is asked first."""
    said = normalise(typed.text)
    for name, verb in verbs.items():
        meant = [tie for tie in telling.scene.ties if tie.match.status in verb.statuses]
        named = [tie for tie in meant if said == normalise(telling.words(verb.label(name=tie.partner.name)))]
        if not named and said == normalise(telling.words(verb.label(name=""))):
            named = meant
        if len(named) == 1:
            return lambda verb=verb, tie=named[0]: verb.deed(telling, tie, "")  # type: ignore[misc]
        if named:
            return lambda name=name: ask_whom(telling, name)  # type: ignore[misc]
    return None

"""What is changed about a draft: its words, who gets it, or when it goes out. The rest stays as it was written."""

from __future__ import annotations

from bot.flows.broadcasting.composing import Composing, tongues_of
from bot.flows.broadcasting.drafting import given
from bot.flows.broadcasting.moves import changeable
from bot.flows.broadcasting.showing import CHANGES, refuse
from bot.flows.desk.views import button, show
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.words.broadcasts import Broadcast
from bot.words.messages import Json
from bot.words.phrases import Phrase

WHICH = Phrase("cast-change-which", "What shall be different? Everything else stays as it is.")
AS_IT_WAS = Phrase("cast-change-nothing", "Leave it as it is")


def ask_which(telling: Telling, one: Broadcast) -> None:
    """What there is to change."""
    if (fault := changeable(one)) is not None:
        refuse(telling, one, fault)
        return
    lead, fits = f"{one.id:x}", CHANGES.keys() - ({"picture"} if one.letter.by_mentors else set())
    buttons = tuple(
        button(telling, phrase, f"cast.{what}.{lead}", "option") for what, phrase in CHANGES.items() if what in fits
    )
    show(telling, telling.words(WHICH()), (*buttons, button(telling, AS_IT_WAS, f"cast.show.{lead}")))


def change_words(telling: Telling, one: Broadcast) -> None:
    """The text, in each of its languages."""
    _change(telling, one, "words")


def change_whom(telling: Telling, one: Broadcast) -> None:
    """Other people."""
    _change(telling, one, "whom")


def change_picture(telling: Telling, one: Broadcast) -> None:
    """Another picture, or none."""
    _change(telling, one, "picture")


def change_when(telling: Telling, one: Broadcast) -> None:
    """Another time."""
    _change(telling, one, "when")


def _change(telling: Telling, one: Broadcast, what: str) -> None:
    """Ask anew what this is about; what comes of it is a draft of its own, and this one is dropped."""
    if (fault := changeable(one)) is not None:
        refuse(telling, one, fault)
        return
    first = next(iter(one.letter.texts))
    known: dict[str, Json] = {
        "draft": one.id,
        "mends": what,
        "program": one.programs[0],
        "tongues": list(tongues_of(telling, one.programs, first)),
        "who": "mentors" if one.letter.by_mentors else "me",
    }
    run = telling.open_run(Composing.key, "", {**known, **given(one, what, known["tongues"])})
    telling.keep_run(run, passed=tuple(known))
    advance(telling)


PHRASES = (WHICH, AS_IT_WAS)

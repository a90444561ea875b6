"""Broadcasts at the coordinator's desk: which there are, and what is done about them."""

from __future__ import annotations

from collections.abc import Callable

from bot.flows.broadcasting import composing, mending, moves
from bot.flows.broadcasting.moves import Fault, kept
from bot.flows.broadcasting.reporting import report
from bot.flows.broadcasting.showing import (
    BACK,
    may_act,
    meant,
    query_of,
    refuse,
    report_of,
    tally_of,
    ways,
    words_of,
)
from bot.flows.broadcasting.starting import GONE, go
from bot.flows.desk.rights import desk_of, enter
from bot.flows.desk.views import button, show
from bot.flows.engine.telling import Telling
from bot.words.broadcasts import Broadcast, Tally
from bot.words.ids import id_in
from bot.words.phrases import Phrase

LISTED = 8

TITLE = Phrase("cast-title", "Broadcasts")
HEAD = Phrase("cast-list", "Broadcasts: one message to many people. Here are the last ones.")
NONE = Phrase("cast-list-empty", "Broadcasts: one message to many people. There are none yet.")
NEW = Phrase("cast-new", "New broadcast")
SHOW = Phrase("cast-show", "{number} · Look")
DESK = Phrase("cast-to-desk", "Desk")
DROPPED = Phrase("cast-told-dropped", "Dropped. Nothing was sent.")


# --- the list ------------------------------------------------------------------------------------------------------


def act(telling: Telling, arg: str) -> None:
    """Show the broadcasts, begin one, or do something about one."""
    what, _, code = arg.partition(".")
    if what == "new":
        composing.begin(telling)
        return
    deed = _DEEDS.get(what)
    if deed is None:
        _list(telling, anew=what == "all")
        return
    found = meant(telling, id_in(code))
    if found is None:
        show(telling, telling.words(GONE()), (button(telling, BACK, "cast"),))
    else:
        deed(telling, found)


def _list(telling: Telling, *, anew: bool) -> None:
    mine = [one for one in desk_of(telling).broadcasts if may_act(telling, one)][:LISTED]
    lines = [f"{number}. {_brief(telling, one)}" for number, one in enumerate(mine, 1)]
    shown = tuple(button(telling, SHOW, f"cast.show.{one.id:x}", number=at) for at, one in enumerate(mine, 1))
    said = telling.words(HEAD() if mine else NONE())
    ways = (button(telling, NEW, "cast.new", "option"), *shown, button(telling, DESK, "menu"))
    show(telling, "\n\n".join(filter(None, (said, "\n".join(lines)))), ways, anew=anew)


def _brief(telling: Telling, one: Broadcast) -> str:
    text = next(iter(one.letter.texts.values()), "")
    first = text if len(text) <= 40 else text[:39] + "…"
    head = report(one, Tally(), query_of(one), telling.words, telling.language).splitlines()[0]
    return f"“{first}” · {head}"


def look(telling: Telling, one: Broadcast) -> None:
    """One of them, and what can be done about it."""
    said = f"{words_of(one)}\n\n{report_of(telling, one)}"
    show(telling, said, (*ways(telling, one), button(telling, BACK, "cast")))


# --- what is done --------------------------------------------------------------------------------------------------


def drop(telling: Telling, one: Broadcast) -> None:
    """Send nothing."""
    _move(telling, one, moves.cancel(one, telling.now), "broadcast-drop")


def pause(telling: Telling, one: Broadcast) -> None:
    """Let nothing more leave for now."""
    _move(telling, one, moves.pause(one), "broadcast-pause")


def resume(telling: Telling, one: Broadcast) -> None:
    """Go on."""
    _move(telling, one, moves.resume(one), "broadcast-resume")


def cancel(telling: Telling, one: Broadcast) -> None:
    """Let nothing more leave at all."""
    _move(telling, one, moves.cancel(one, telling.now), "broadcast-cancel")


def send_again(telling: Telling, one: Broadcast) -> None:
    """Let those have it again who may have got it."""
    _move(telling, one, moves.send_again(one, tally_of(telling, one), telling.now), "broadcast-again")


def leave_so(telling: Telling, one: Broadcast) -> None:
    """Let it rest with those who may have got it."""
    _move(telling, one, moves.leave_so(one, tally_of(telling, one)), "broadcast-leave")


_DEEDS: dict[str, Callable[[Telling, Broadcast], None]] = {
    "show": look,
    "go": go,
    "drop": drop,
    "pause": pause,
    "resume": resume,
    "cancel": cancel,
    "again": send_again,
    "leave": leave_so,
    "change": mending.ask_which,
    "words": mending.change_words,
    "whom": mending.change_whom,
    "when": mending.change_when,
    "picture": mending.change_picture,
}


def _move(telling: Telling, one: Broadcast, moved: Broadcast | Fault, what: str) -> None:
    if isinstance(moved, Fault):
        refuse(telling, one, moved)
        return
    telling.wish(*kept(moved, telling.now))
    enter(telling, what, one.programs[0], details={"broadcast": f"{one.id:x}"})
    if moved.status == "dropped":
        show(telling, telling.words(DROPPED()), (button(telling, BACK, "cast"),))
    else:
        show(telling, report_of(telling, moved), ways(telling, moved))


PHRASES = (TITLE, HEAD, NONE, NEW, SHOW, DESK, DROPPED)

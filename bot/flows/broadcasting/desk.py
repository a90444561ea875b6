"""Broadcasts at the coordinator's desk: which there are, and what is done about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.flows.broadcasting import coming, composing, mending, moves, showing
from bot.flows.broadcasting.moves import Fault, faults, guards, kept
from bot.flows.broadcasting.shapes import TypedCount
from bot.flows.broadcasting.showing import (
    BACK,
    DROP,
    may_act,
    meant,
    query_of,
    refuse,
    report_of,
    say,
    tally_of,
    ways,
    words_of,
)
from bot.flows.broadcasting.telling import report
from bot.flows.desk.rights import desk_of, enter, is_admin
from bot.flows.desk.views import button, show
from bot.flows.engine.flow import Ask, Do, Flow
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance, pose
from bot.words.broadcasts import Broadcast, Tally
from bot.words.people import Due
from bot.words.phrases import Phrase
from bot.words.turns import SaveRun, Schedule

LISTED = 8

TITLE = Phrase("cast-title", "Broadcasts")
HEAD = Phrase("cast-list", "Broadcasts: one message to many people. Here are the last ones.")
NONE = Phrase("cast-list-empty", "Broadcasts: one message to many people. There are none yet.")
NEW = Phrase("cast-new", "New broadcast")
SHOW = Phrase("cast-show", "{number} · Look")
DESK = Phrase("cast-to-desk", "Desk")
DROPPED = Phrase("cast-told-dropped", "Dropped. Nothing was sent.")
ASKED_SECOND = Phrase(
    "cast-asked-second",
    "It goes to {size} people, so a second person has to approve it. I have asked them; nothing is sent until then.",
)
STARTED = Phrase("cast-repeats", "All right. It goes out by itself from now on, and I tell you each time.")
NOT_YOURS = Phrase("cast-gone", "I can't find that broadcast any more.")
COUNT = "It goes to {size} people. To send it, please type this number: {size}"


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
    found = meant(telling, int(code, 16) if code and set(code) <= set("0123456789abcdef") else 0)
    if found is None:
        show(telling, telling.words(NOT_YOURS()), (button(telling, BACK, "cast"),))
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
    head = report(replace(one, status=one.status), Tally(), query_of(one), telling.words, telling.language).partition(
        "\n"
    )[0]
    return f"“{first}” · {head}"


def look(telling: Telling, one: Broadcast) -> None:
    """One of them, and what can be done about it."""
    said = f"{words_of(one)}\n\n{report_of(telling, one)}"
    show(telling, said, (*ways(telling, one), button(telling, BACK, "cast")))


# --- what is done --------------------------------------------------------------------------------------------------


def go(telling: Telling, one: Broadcast) -> None:
    """Start it, or ask for the number first."""
    if one.status == "draft" and one.size > guards(telling.stage, one).typed_above and not faults(one):
        _ask_count(telling, one)
        return
    _start(telling, one, "")


def _ask_count(telling: Telling, one: Broadcast) -> None:
    """Ask how many people it goes to; whoever presses twice is asked once."""
    asked = [run for run in telling.scene.parked if run.flow == Confirming.key]
    telling.wish(*(SaveRun(replace(run, status="stopped", open=None, draft=None, answers={})) for run in asked))
    telling.scene = replace(telling.scene, parked=tuple(run for run in telling.scene.parked if run not in asked))
    if telling.going and telling.run.flow == Confirming.key:
        if telling.run.answers.get("broadcast") == one.id:
            pose(telling)
            return
        telling.close_run("stopped")
    telling.open_run(Confirming.key, "", {"broadcast": one.id, "size": one.size})
    advance(telling)


def take_count(telling: Telling) -> None:
    """The number was typed, or they would rather not."""
    answers = dict(telling.run.answers)
    telling.close_run()
    id, typed = answers.get("broadcast"), str(answers.get("count", ""))
    found = meant(telling, id) if isinstance(id, int) else None
    if found is None:
        telling.say(telling.words(NOT_YOURS()))
    elif typed == TypedCount.NOT:
        say(telling, report_of(telling, found), (*ways(telling, found), button(telling, BACK, "cast")))
    else:
        _start(telling, found, typed)


def _start(telling: Telling, one: Broadcast, typed: str) -> None:
    others = _approvers(telling, one)
    limits = guards(telling.stage, one)
    moved = moves.start(one, telling.person.id, telling.now, limits, typed=typed, approvers=len(others))
    if isinstance(moved, Fault):
        refuse(telling, one, moved)
        return
    enter(telling, "broadcast-start", one.programs[0], details={"broadcast": f"{one.id:x}", "people": one.size})
    if moved.status == "asked":
        telling.wish(*kept(moved, telling.now))
        for person in others:
            key = f"broadcast-approve:{one.id:x}:{person:x}"
            telling.wish(Schedule(Due(key, "broadcast-approve", person, telling.now, subject=str(one.id))))
        say(telling, telling.words(ASKED_SECOND(size=one.size)), (button(telling, DROP, f"cast.drop.{one.id:x}"),))
        return
    if moved.repeat:
        telling.wish(*kept(replace(moved, status="repeating", snapshot_at=telling.now), telling.now))
        say(telling, telling.words(STARTED()), (button(telling, BACK, "cast"),))
        return
    number = telling.moment.ids()
    moved = replace(moved, shown=number, by=telling.person.id)
    telling.wish(*kept(moved, telling.now))
    say(telling, report_of(telling, moved, Tally(waiting=one.size)), ways(telling, moved), number)


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


class Confirming(Flow):
    """Type how many people it goes to."""

    count = Ask(
        COUNT,
        TypedCount(),
        counted=False,
        values=lambda telling: {"size": str(telling.run.answers.get("size", ""))},
    )
    taken = Do(take_count)


def _approvers(telling: Telling, one: Broadcast) -> list[int]:
    """Who else may act on all of its programs."""
    reach: dict[int, set[str]] = {}
    for each in desk_of(telling).staff:
        programs = set(one.programs) if is_admin([each]) else {each.program}
        reach.setdefault(each.person, set()).update(programs)
    return sorted(who for who, held in reach.items() if set(one.programs) <= held and who != telling.person.id)


PHRASES = (
    TITLE, HEAD, NONE, NEW, SHOW, DESK, DROPPED, ASKED_SECOND, STARTED, NOT_YOURS, *showing.PHRASES, *coming.PHRASES,
    *mending.PHRASES,
)  # fmt: skip

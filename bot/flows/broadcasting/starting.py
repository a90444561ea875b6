"""Starting a broadcast: the number of people is typed where there are many, and a second person approves it."""

from __future__ import annotations

from dataclasses import replace

from bot.flows.broadcasting import moves
from bot.flows.broadcasting.moves import Fault, faults, guards, kept
from bot.flows.broadcasting.questions.count import TypedCount
from bot.flows.broadcasting.showing import BACK, DROP, meant, refuse, report_of, say, ways
from bot.flows.desk.rights import desk_of, enter, is_admin
from bot.flows.desk.views import button
from bot.flows.engine.flow import Ask, Do, Flow
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance, pose
from bot.words.broadcasts import Broadcast, Tally
from bot.words.effects.people import SaveRun
from bot.words.effects.sending import Schedule
from bot.words.people import Due
from bot.words.phrases import Phrase

ASKED_SECOND = Phrase(
    "cast-asked-second",
    "It goes to {size} people, so a second person has to approve it. I have asked them; nothing is sent until then.",
)
STARTED = Phrase("cast-repeats", "All right. It goes out by itself from now on, and I tell you each time.")
GONE = Phrase("cast-gone", "I can't find that broadcast any more.")
COUNT = "It goes to {size} people. To send it, please type this number: {size}"


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
        telling.say(telling.words(GONE()))
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


PHRASES = (ASKED_SECOND, STARTED, GONE)

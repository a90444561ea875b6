"""What a turn has to see beyond its scene: the desk for those who have one, and who wrote for those who answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.flows.broadcasting.answering import broadcast_meant, may_be_typed
from bot.flows.cohorts import mine as my_cohorts
from bot.flows.cohorts import rooms
from bot.flows.cohorts.desk import FLOW_KEYS as COHORT_FLOWS
from bot.flows.desk import former, letters, today, writing_back
from bot.flows.desk.board import seeing
from bot.flows.desk.board.brought import people_of
from bot.flows.desk.codes import code_brought
from bot.flows.desk.kinds import find_line
from bot.flows.desk.listed import visible
from bot.flows.desk.rights import programs_of
from bot.flows.desk.views import meant, typed
from bot.flows.engine.stage import Stage
from bot.flows.engine.telling import Telling
from bot.flows.onboarding.joining import made_code
from bot.flows.understanding.steering import control
from bot.words.desk import Desk, Look
from bot.words.ids import id_in
from bot.words.messages import Command, Content, Inbound, Press, Typed
from bot.words.people import Due, Run
from bot.words.turns import Moment, Scene, ids_from

DESK_FLOWS = frozenset({"deskwriting", "inviting", "deskaway", "desknote", "deskclosing", "composing", "confirming"})
DESK_FLOWS |= {"newjoincode", "deskfinding", "deskchecking"} | COHORT_FLOWS
DESK_FLOWS |= seeing.FLOWS
_ABOUT_SOMEONE = frozenset({"deskwriting", "deskchecking"})
LEFT_BY_DESK = DESK_FLOWS - {"composing"}
"""What is asked there that /desk leaves; what was written to many stays open."""
ANSWERS = ("deskanswering", "passing")
JOINING = "joining"
WATCHED = frozenset({JOINING, *ANSWERS})
"""Flows of people without rights that see more than their scene."""
STAFF_DUES = frozenset(
    {"desk-digest", "desk-news", "desk-approve", "desk-approved", "desk-handed", "desk-minding", "desk-came"}
)
ABOUT_CONCERN = frozenset({"desk-concern", "desk-heard", "desk-settled"})
ABOUT_BROADCAST = frozenset({"broadcast-counted", "broadcast-approve", "broadcast-told", "broadcast-answers"})
NAMES_ONLY = frozenset({"desk-letter", "desk-removed"})
_FORGETTING = frozenset({"do.forget", "do.forget-yes"})


def look(stage: Stage, scene: Scene, said: Inbound | Due, now: dt.datetime, seen: Desk | None) -> Look | None:  # noqa: PLR0911 - one line a kind
    """What this turn asks to see (again, given what it saw); None: no more."""
    if isinstance(said, Due):
        return _for_due(stage, said) if seen is None else _lacking(seen)
    if said.author is not None:
        return rooms.look(said, tuple(stage.programs)) if seen is None else None
    if seen is None:
        if (about := my_cohorts.look(scene, said.content, tuple(stage.programs))) is not None:
            return about
        if (broadcast := broadcast_meant(said.content)) is not None:
            return Look(broadcast=broadcast)
        return _first(stage, scene, said.content)
    if scene.person is None or not seen.mine:
        return None
    return _second(stage, replace(scene, staff=seen.mine, desk=seen), said, now, seen)


def beside(scene: Scene, content: Content) -> str | None:
    """The button of the desk whose words were typed while a question of another conversation is open: it is meant
    where that question does not understand them."""
    run = scene.run
    if run is None or run.status != "open" or run.flow in seeing.FLOWS or run.flow in WATCHED:
        return None
    return typed(scene, content)


def _first(stage: Stage, scene: Scene, content: Content) -> Look | None:
    if (code := code_brought(content)) is not None:
        return Look(acts=True, code=code)
    if code := made_code(content):
        return Look(join=code)
    found = _of_someone_known(stage, scene, content)
    if scene.person is not None and may_be_typed(scene, content):
        return replace(found or Look(), answerer=scene.person.id)
    return found


def _of_someone_known(stage: Stage, scene: Scene, content: Content) -> Look | None:
    if former.is_asked_for(scene, content):
        return Look(past=True)
    if scene.person is None or not (scene.staff or _may_concern(scene, content)):
        return None
    run = _run(scene, JOINING)
    if run is not None:
        return Look(acts=True, code=str(run.answers.get("code", "")))
    if scene.staff and (_is_desk(scene, content) or _is_leaving(scene, content)):
        return _whole_desk(stage, scene, content)
    is_writing_back = any(_run(scene, flow) for flow in ANSWERS) and letters.last_letter(scene) is not None
    if is_writing_back or writing_back.is_answer(scene, content):
        return Look()
    return None


def _may_concern(scene: Scene, content: Content) -> bool:
    """Whether someone without rights may have to do with the desk: asked of every turn there is, so asked quickly."""
    run = scene.run
    if run is not None and (run.flow in WATCHED or scene.parked):
        return True
    return scene.thread is not None or (type(content) is Press and content.data.startswith(letters.LEAD))


def _whole_desk(stage: Stage, scene: Scene, content: Content) -> Look:
    """The list of every program, and the report or person that a button or an open flow names."""
    name, _, arg = (meant(scene, content) or beside(scene, content) or "").partition(".")
    if (board := _board(stage, scene, name, arg, None)) is not None:
        return board
    named = id_in(arg.partition(".")[0])
    confirming, composing = _run(scene, "confirming"), _run(scene, "composing")
    counted = confirming.answers.get("broadcast") if confirming else None
    counted = composing.answers.get("draft") if counted is None and composing else counted
    inviting, about = _run(scene, "inviting"), named if name == "concern" else _concern_of_run(scene)
    people: tuple[int, ...] = (named,) if name in {"write", "check"} else ()
    people += tuple(
        person
        for run in (scene.run, *scene.parked)
        if run is not None and run.flow in _ABOUT_SOMEONE and isinstance(person := run.answers.get("to"), int)
    )
    cohorts = name == "cohorts" or arg.endswith(".questions") or any(_run(scene, flow) for flow in COHORT_FLOWS)
    return Look(
        acts=True,
        cohorts=tuple(stage.programs) if cohorts else (),
        lines=tuple(stage.programs),
        invitations=True,
        fresh=any((cohorts, inviting, _run(scene, "newjoincode"), name == "dash")),
        joins=tuple(stage.programs) if name == "join" else (),
        concern=about,
        people=people,
        pools=tuple(programs_of(scene.staff, stage.programs)) if name == "checks" or _run(scene, "deskfinding") else (),
        broadcasts=tuple(stage.programs) if name == "cast" else (),
        broadcast=counted if isinstance(counted, int) else _cast(arg) if name == "cast" else None,
    )


def _second(stage: Stage, scene: Scene, said: Inbound, now: dt.datetime, seen: Desk) -> Look | None:  # noqa: PLR0911 - one line a kind
    """Now that the lines are known: those on the page, or the one that is meant."""
    data = (meant(scene, said.content) or beside(scene, said.content)) if scene.staff else None
    if seen.boards:
        name, _, arg = (data or "").partition(".")
        return _board(stage, scene, name, arg, seen)
    if data is None or seen.whole:
        return None
    if data.startswith("cast."):
        return _lacking(seen)
    telling = Telling(stage, scene, Moment(now, ids_from("")), said)
    name, _, arg = data.partition(".")
    if name == "today":
        page = today.page_of(telling, seen, arg)[1]
        return Look(keys=tuple(line.key for line in page)) if page else None
    if name == "line":
        line = find_line(visible(telling, seen), arg.partition(".")[0])
        if line is None:
            return None
        told = line.told if isinstance(line.told, dict) else {}
        concern = told.get("concern")
        return Look(keys=(line.key,), concern=concern if isinstance(concern, int) else None)
    return None


def _board(stage: Stage, scene: Scene, name: str, arg: str, seen: Desk | None) -> Look | None:
    """What is to be seen of a matching board, or of programs in numbers; None where it is about neither."""
    mine = programs_of(scene.staff, stage.programs)
    if name == "programs":
        return Look(acts=True, figures=tuple(mine), boards=tuple(mine)) if seen is None else None
    run = None if name else next(filter(None, (_run(scene, flow) for flow in sorted(seeing.FLOWS))), None)
    if name != "board" and run is None:
        return None
    if not arg and run is None and len(mine) == 1:
        arg = seeing.code_of(mine[0])
    if seen is None:
        return seeing.first_look(arg, stage.programs, run)
    return seeing.second_look(arg, stage.programs, run, seen)


def _for_due(stage: Stage, due: Due) -> Look | None:  # noqa: PLR0911 - one line a kind
    if due.kind in STAFF_DUES:
        return Look(lines=tuple(stage.programs), keys=_key_of(due), invitations=True)
    if due.kind in ABOUT_CONCERN:
        return Look(concern=int(due.subject.partition("/")[0]))
    if due.kind == "board-told":
        return Look(acts=True, boards=(due.subject,), figures=(due.subject,))
    if due.kind == "board-file-told":
        return Look(acts=True, brought=int(due.subject))
    if due.kind in {"cohort-told", "cohort-in"}:
        return Look(cohort=int(due.subject.partition("/")[0]))
    if due.kind == "cohort-offer":
        return Look(cohort=int(due.subject)) if due.subject.isdecimal() else Look(cohorts=(due.subject,))
    if due.kind in ABOUT_BROADCAST:
        return Look(acts=True, broadcast=int(due.subject))
    return Look() if due.kind in NAMES_ONLY else None


def _lacking(seen: Desk) -> Look | None:
    """Who is to be named: the first for whom something is missing in a broadcast, and those in a file with pairs."""
    if seen.brought is not None:
        people = people_of(seen.brought) - seen.cards.keys()
        return Look(people=tuple(sorted(people))) if people else None
    people = {one.lacking.person for one in seen.broadcasts if one.lacking.person} - seen.cards.keys()
    return Look(people=tuple(sorted(people))) if people and len(seen.broadcasts) == 1 else None


def _key_of(due: Due) -> tuple[str, ...]:
    return (due.subject.partition("/")[2],) if due.kind == "desk-handed" else ()


def _is_desk(scene: Scene, content: Content) -> bool:
    if meant(scene, content) is not None or beside(scene, content) is not None:
        return True
    if scene.staff and not scene.memberships and not isinstance(content, Press):
        # Whatever they write, they may be shown the desk, which says how much needs them.
        return True
    return any(run is not None and run.flow in DESK_FLOWS for run in (scene.run, *scene.parked))


def _is_leaving(scene: Scene, content: Content) -> bool:
    """Whether an admin asks to be forgotten: the last one stays."""
    if all(one.role != "admin" for one in scene.staff):
        return False
    language = scene.person.language if scene.person else ""
    match content:
        case Press(data=data):
            return data in _FORGETTING
        case Command(name=name):
            return name == "delete"
        case Typed():
            # What deletes can be typed in many words; it is rare, and an admin's desk is quickly looked at.
            return control(content.text, language) == "delete" or len(content.text) < 40
        case _:
            return False


def _run(scene: Scene, flow: str) -> Run | None:
    return next((run for run in (scene.run, *scene.parked) if run is not None and run.flow == flow), None)


def _concern_of_run(scene: Scene) -> int | None:
    for run in (scene.run, *scene.parked):
        if run is not None and run.flow in {"desknote", "deskclosing"}:
            found = run.answers.get("concern")
            return found if isinstance(found, int) else None
    return None


def _cast(arg: str) -> int | None:
    """The broadcast that a button names."""
    return id_in(arg.partition(".")[2]) or None

"""Broadcasts at the coordinator's desk: what there is, a preview with the exact count, the start, and how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.flows.broadcasting import composing, moves
from bot.flows.broadcasting.audience import Query, from_json
from bot.flows.broadcasting.moves import Fault, faults, guards, kept
from bot.flows.broadcasting.sending import content_for
from bot.flows.broadcasting.telling import report, samples, why_not
from bot.flows.desk.rights import desk_of, enter, is_admin, may
from bot.flows.desk.views import button, remember, show
from bot.flows.engine.flow import Ask, Do, Flow
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.shapes import FreeText
from bot.flows.standing import program_title
from bot.words.broadcasts import OVER, STANDING, Broadcast, Tally
from bot.words.messages import Button, Edit
from bot.words.people import Due
from bot.words.phrases import Phrase
from bot.words.turns import Schedule

LISTED = 8

TITLE = Phrase("cast-title", "Broadcasts")
HEAD = Phrase("cast-list", "Broadcasts: one message to many people. Here are the last ones.")
NONE = Phrase("cast-list-empty", "Broadcasts: one message to many people. There are none yet.")
NEW = Phrase("cast-new", "New broadcast")
SHOW = Phrase("cast-show", "{number} · Look")
BACK = Phrase("cast-back", "All broadcasts")
DESK = Phrase("cast-to-desk", "Desk")
SEND = Phrase("cast-send", "Send to {count}")
REPEAT = Phrase("cast-repeat", "Start it")
DROP = Phrase("cast-drop", "Drop it")
APPROVE = Phrase("cast-approve", "Approve and send")
PAUSE = Phrase("cast-pause", "Pause")
RESUME = Phrase("cast-resume", "Go on")
CANCEL = Phrase("cast-cancel", "Cancel")
AGAIN = Phrase("cast-again", "Send the {count} uncertain again")
LEAVE = Phrase("cast-leave", "Leave them")
UNSURE = Phrase(
    "cast-unsure",
    "I can't find out whether those {count} got it, so I haven't sent it to them twice. If I send it again, some may "
    "read it two times; if not, some may never read it.",
)
SAMPLE = Phrase("cast-sample", "This is how it will look:")
DROPPED = Phrase("cast-told-dropped", "Dropped. Nothing was sent.")
ASKED_SECOND = Phrase(
    "cast-asked-second",
    "It goes to {size} people, so a second person has to approve it. I have asked them; nothing is sent until then.",
)
PLEASE_APPROVE = Phrase(
    "cast-please-approve", "{name} would like to send this to {size} people ({program}). Shall it go out?"
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
        _list(telling)
        return
    found = _meant(telling, int(code, 16) if code and set(code) <= set("0123456789abcdef") else 0)
    if found is None:
        show(telling, telling.words(NOT_YOURS()), (button(telling, BACK, "cast"),))
    else:
        deed(telling, found)


def _list(telling: Telling) -> None:
    mine = [one for one in desk_of(telling).broadcasts if _may(telling, one)][:LISTED]
    lines = [f"{number}. {_brief(telling, one)}" for number, one in enumerate(mine, 1)]
    shown = tuple(button(telling, SHOW, f"cast.show.{one.id:x}", number=at) for at, one in enumerate(mine, 1))
    said = telling.words(HEAD() if mine else NONE())
    ways = (button(telling, NEW, "cast.new", "option"), *shown, button(telling, DESK, "menu"))
    show(telling, "\n\n".join(filter(None, (said, "\n".join(lines)))), ways)


def _brief(telling: Telling, one: Broadcast) -> str:
    text = next(iter(one.letter.texts.values()), "")
    first = text if len(text) <= 40 else text[:39] + "…"
    head = report(replace(one, status=one.status), Tally(), _query(one), telling.words, telling.language).partition(
        "\n"
    )[0]
    return f"“{first}” · {head}"


def look(telling: Telling, one: Broadcast) -> None:
    """One of them, and what can be done about it."""
    show(telling, _report(telling, one), (*_ways(telling, one), button(telling, BACK, "cast")))


def _ways(telling: Telling, one: Broadcast) -> tuple[Button, ...]:
    code = f"{one.id:x}"
    match one.status:
        case "draft" | "asked":
            drop = button(telling, DROP, f"cast.drop.{code}")
            phrase = APPROVE if one.status == "asked" else REPEAT if one.repeat else SEND
            send = button(telling, phrase, f"cast.go.{code}", "option", count=one.size)
            return (drop,) if one.status == "draft" and faults(one) else (send, drop)
        case "running":
            return button(telling, PAUSE, f"cast.pause.{code}"), button(telling, CANCEL, f"cast.cancel.{code}")
        case "paused":
            return button(telling, RESUME, f"cast.resume.{code}"), button(telling, CANCEL, f"cast.cancel.{code}")
        case "repeating":
            return (button(telling, CANCEL, f"cast.cancel.{code}"),)
        case "done" if moves.may_decide(one, tally := _tally(telling, one)):
            again = button(telling, AGAIN, f"cast.again.{code}", "option", count=tally.uncertain)
            return again, button(telling, LEAVE, f"cast.leave.{code}")
    return ()


# --- what is done --------------------------------------------------------------------------------------------------


def go(telling: Telling, one: Broadcast) -> None:
    """Start it, or ask for the number first."""
    if one.status == "draft" and one.size > guards(telling.stage, one).typed_above and not faults(one):
        telling.open_run(Confirming.key, "", {"broadcast": one.id, "size": one.size})
        advance(telling)
        return
    _start(telling, one, "")


def take_count(telling: Telling) -> None:
    """The number was typed."""
    answers = dict(telling.run.answers)
    telling.close_run()
    id = answers.get("broadcast")
    found = _meant(telling, id) if isinstance(id, int) else None
    if found is None:
        telling.say(telling.words(NOT_YOURS()))
    else:
        _start(telling, found, str(answers.get("count", "")))


def _start(telling: Telling, one: Broadcast, typed: str) -> None:
    others = _approvers(telling, one)
    limits = guards(telling.stage, one)
    moved = moves.start(one, telling.person.id, telling.now, limits, typed=typed, approvers=len(others))
    if isinstance(moved, Fault):
        _refuse(telling, one, moved)
        return
    enter(telling, "broadcast-start", one.programs[0], details={"broadcast": f"{one.id:x}", "people": one.size})
    if moved.status == "asked":
        telling.wish(*kept(moved, telling.now))
        for person in others:
            key = f"broadcast-approve:{one.id:x}:{person:x}"
            telling.wish(Schedule(Due(key, "broadcast-approve", person, telling.now, subject=str(one.id))))
        _say(telling, telling.words(ASKED_SECOND(size=one.size)), (button(telling, DROP, f"cast.drop.{one.id:x}"),))
        return
    if moved.repeat:
        telling.wish(*kept(replace(moved, status="repeating", snapshot_at=telling.now), telling.now))
        _say(telling, telling.words(STARTED()), (button(telling, BACK, "cast"),))
        return
    number = telling.moment.ids()
    moved = replace(moved, shown=number, by=telling.person.id)
    telling.wish(*kept(moved, telling.now))
    _say(telling, _report(telling, moved, Tally(waiting=one.size)), _ways(telling, moved), number)


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
    _move(telling, one, moves.send_again(one, _tally(telling, one), telling.now), "broadcast-again")


def leave_so(telling: Telling, one: Broadcast) -> None:
    """Let it rest with those who may have got it."""
    _move(telling, one, moves.leave_so(one, _tally(telling, one)), "broadcast-leave")


_DEEDS: dict[str, Callable[[Telling, Broadcast], None]] = {
    "show": look,
    "go": go,
    "drop": drop,
    "pause": pause,
    "resume": resume,
    "cancel": cancel,
    "again": send_again,
    "leave": leave_so,
}


def _move(telling: Telling, one: Broadcast, moved: Broadcast | Fault, what: str) -> None:
    if isinstance(moved, Fault):
        _refuse(telling, one, moved)
        return
    telling.wish(*kept(moved, telling.now))
    enter(telling, what, one.programs[0], details={"broadcast": f"{one.id:x}"})
    if moved.status == "dropped":
        show(telling, telling.words(DROPPED()), (button(telling, BACK, "cast"),))
    else:
        show(telling, _report(telling, moved), _ways(telling, moved))


def _refuse(telling: Telling, one: Broadcast, fault: Fault) -> None:
    said = why_not(fault, one, _query(one), telling.words, telling.language, desk_of(telling).name)
    _say(telling, said, (button(telling, BACK, "cast"),))


class Confirming(Flow):
    """Type how many people it goes to."""

    count = Ask(
        COUNT,
        FreeText(at_most=12),
        counted=False,
        optional=True,
        values=lambda telling: {"size": str(telling.run.answers.get("size", ""))},
    )
    taken = Do(take_count)


# --- what is due ---------------------------------------------------------------------------------------------------


def tell_counted(telling: Telling, due: Due) -> None:
    """Its recipients are counted: show what they would read, and what can be done now."""
    one = _meant(telling, int(due.subject))
    if one is None or one.status != "draft":
        return
    if fault := faults(one):
        _refuse(telling, one, fault)
        return
    telling.say(telling.words(SAMPLE()))
    for language, text in samples(one, lambda tag: _title(telling, one, tag)).items():
        telling.send(content_for(telling.stage, one, language, text))
    _say(telling, _report(telling, one), (*_ways(telling, one), button(telling, BACK, "cast")))


def ask_approval(telling: Telling, due: Due) -> None:
    """Someone else would like to send it."""
    one = _meant(telling, int(due.subject))
    if one is None or one.status != "asked":
        return
    for language, text in samples(one, lambda tag: _title(telling, one, tag)).items():
        telling.send(content_for(telling.stage, one, language, text))
    name = desk_of(telling).name(one.confirmed_by)
    title = program_title(telling, one.programs[0])
    _say(telling, telling.words(PLEASE_APPROVE(name=name, size=one.size, program=title)), _ways(telling, one))


def tell_progress(telling: Telling, due: Due) -> None:
    """How far it is: in the place of what was said before, and as a message of its own once it is over."""
    one = _meant(telling, int(due.subject))
    if one is None or one.status not in STANDING | OVER:
        return
    said = _report(telling, one)
    if one.shown is not None:
        telling.change(Edit(one.shown, said, _ways(telling, one)))
    if one.status in {"done", "cancelled"} and _tally(telling, one).left == 0:
        _say(telling, said, (*_ways(telling, one), button(telling, BACK, "cast")))


# --- what they share -----------------------------------------------------------------------------------------------


def _say(telling: Telling, text: str, buttons: tuple[Button, ...], number: int = 0) -> None:
    """A message of its own, whose buttons can be typed as well."""
    telling.say(text, buttons, number=number)
    remember(telling, buttons)


def _meant(telling: Telling, id: int) -> Broadcast | None:
    found = next((one for one in desk_of(telling).broadcasts if one.id == id), None)
    return found if found is not None and _may(telling, found) else None


def _may(telling: Telling, one: Broadcast) -> bool:
    return all(may(telling, program) for program in one.programs)


def _approvers(telling: Telling, one: Broadcast) -> list[int]:
    """Who else may act on all of its programs."""
    reach: dict[int, set[str]] = {}
    for each in desk_of(telling).staff:
        programs = set(one.programs) if is_admin([each]) else {each.program}
        reach.setdefault(each.person, set()).update(programs)
    return sorted(who for who, held in reach.items() if set(one.programs) <= held and who != telling.person.id)


def _query(one: Broadcast) -> Query:
    return from_json(one.audience)


def _tally(telling: Telling, one: Broadcast) -> Tally:
    return desk_of(telling).tallies.get(one.id, Tally())


def _report(telling: Telling, one: Broadcast, tally: Tally | None = None) -> str:
    counted = tally or _tally(telling, one)
    said = report(one, counted, _query(one), telling.words, telling.language)
    if moves.may_decide(one, counted):
        said += "\n\n" + telling.words(UNSURE(count=counted.uncertain))
    return said


def _title(telling: Telling, one: Broadcast, language: str) -> str:
    program = telling.stage.programs.get(one.programs[0])
    return program.title.in_language(language) if program else ""


PHRASES = (
    TITLE, HEAD, NONE, NEW, SHOW, BACK, DESK, SEND, REPEAT, DROP, APPROVE, PAUSE, RESUME, CANCEL, AGAIN, LEAVE, UNSURE,
    SAMPLE, DROPPED, ASKED_SECOND, PLEASE_APPROVE, STARTED, NOT_YOURS,
)  # fmt: skip

"""What a coordinator can do about a line: each deed is entered into the trail, and happens in the turns of those it is
about, where what is true of them is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from bot.flows.desk import concerns, letters
from bot.flows.desk.kinds import code_of, kind_of, title
from bot.flows.desk.labels import DEEDS
from bot.flows.desk.rights import desk_of, enter
from bot.flows.desk.views import button, show
from bot.flows.engine.telling import Telling
from bot.texts.naming import joined
from bot.words.desk import Desk
from bot.words.journeys import Attention
from bot.words.matches import TOGETHER, Match
from bot.words.messages import Button, Json
from bot.words.people import Due
from bot.words.phrases import Line, Phrase
from bot.words.turns import LookAfter, Schedule, Tend

SEARCH_AFTER = dt.timedelta(minutes=1)
"""How long after a match was ended for a new one the search begins: both have been told by then."""

TO_WHOM = Phrase("desk-to-whom", "To whom would you like to write?")
NUDGED = Phrase("desk-nudged", "Good. I ask {who} kindly how it goes, at a good hour of theirs.")
REMINDED = Phrase("desk-reminded", "Good. I remind {who} of the suggestion.")
WENT_ON = Phrase("desk-went-on", "Good. I go on to the next choice.")
SEARCHING = Phrase("desk-searching", "I search now. If someone fits, the suggestion goes out as your program has it.")
RELEASED = Phrase("desk-released", "Released: {count} mentees see their suggestions now.")
PAUSED = Phrase(
    "desk-paused", "The match of {who} rests now. Both are told, without a reason, and nothing is passed on."
)
GOES_ON = Phrase("desk-goes-on", "The match of {who} goes on. Both are told.")
SURE_CLOSE = Phrase("desk-sure-close", "Shall the match of {who} end? Both are told kindly, without a reason.")
SURE_REMATCH = Phrase(
    "desk-sure-rematch",
    "Shall the match of {who} end, and I look for someone new at once? Both are told kindly, without a reason.",
)
YES = Phrase("desk-yes", "Yes, do it")
NO = Phrase("desk-no", "No, back")
CLOSED = Phrase("desk-closed", "The match of {who} has ended. Both are told.")
REMATCHED = Phrase("desk-rematched", "The match of {who} has ended. Both are told, and I look for someone new.")
TOOK = Phrase("desk-took", "It is yours now: {line}")
BY_OTHER = Phrase("desk-taken-by", "{name} has this one already.")
GAVE = Phrase("desk-gave-back", "Everyone sees it again: {line}")
DONE = Phrase("desk-done", "Done, and off the list: {line}")
TO_COLLEAGUE = Phrase("desk-to-colleague", "Who takes it over? From then on this match is theirs to look after.")
NO_COLLEAGUE = Phrase("desk-no-colleague", "There is nobody else in this program yet. You can invite someone: /desk")
HANDED = Phrase("desk-handed", "{name} has it now, and hears of it: {line}")
NOT_NOW = Phrase("desk-not-now", "That is not possible any more: things have changed meanwhile.")
NAME = Phrase("desk-name", "{name}")
HANDED_TO_ME = Phrase("desk-handed-to-me", "{name} has handed this over to you: {line}")
LOOK = Phrase("desk-look", "Look at it")

Deed = Callable[[Telling, Desk, Attention, str], None]


def buttons(telling: Telling, desk: Desk, line: Attention) -> tuple[Button, ...]:
    """Everything that fits this line now."""
    names = [deed for deed in kind_of(line).deeds if _fits(desk, line, deed)]
    match = desk.matches.get(line.match or 0)
    if match is not None and match.status == "paused" and match.by == "coordinator":
        names.append("resume")
    names.append("give-back" if line.owner == telling.person.id else "take")
    names.append("hand-over")
    if line.kind != "concern":
        names.append("done")
    return tuple(_button(telling, line, name) for name in names)


def do(telling: Telling, desk: Desk, line: Attention, said: str) -> None:
    """Do this about the line; what does not fit any more is said to be so."""
    name, _, arg = said.partition(".")
    if name not in DOING or not _fits(desk, line, name):
        telling.say(telling.words(NOT_NOW()))
        return
    DOING[name](telling, desk, line, arg)


# --- about two people ----------------------------------------------------------------------------------------------


def write(telling: Telling, desk: Desk, line: Attention, arg: str) -> None:
    """Write to someone; of two, to whom is asked first."""
    match = desk.matches.get(line.match or 0)
    sides = {} if match is None else {"mentee": match.mentee, "mentor": match.mentor}
    person = sides.get(arg) or (None if match else line.person)
    if match is not None and person is None and line.person in sides.values() and line.kind != "unreachable":
        person = line.person
    if person:
        letters.begin(telling, person, line.program, match.id if match else 0)
        return
    found = tuple(
        button(telling, NAME, f"line.{code_of(line)}.write.{side}", "option", name=desk.name(one))
        for side, one in sides.items()
    )
    show(telling, telling.words(TO_WHOM()), (*found, _back(telling, line)))


def nudge(telling: Telling, desk: Desk, line: Attention, _: str) -> None:
    """Have those who are silent asked kindly; both, where nobody is known to be."""
    match = desk.matches[line.match or 0]
    told = line.told if isinstance(line.told, dict) else {}
    sides = told.get("sides")
    wanted = {"mentee": match.mentee, "mentor": match.mentor}
    people = [wanted[str(side)] for side in sides if str(side) in wanted] if isinstance(sides, list) else []
    people = people or ([line.person] if line.person else [*wanted.values()])
    for person in people:
        _have(telling, match, "desk-nudge", person)
    enter(telling, "nudge", line.program, match=match.id)
    _say(telling, NUDGED(who=_names(telling, desk, people)))


def pause(telling: Telling, desk: Desk, line: Attention, _: str) -> None:
    """Let the match rest."""
    match = desk.matches[line.match or 0]
    _have(telling, match, "desk-pause", match.mentee)
    enter(telling, "pause", line.program, match=match.id)
    _say(telling, PAUSED(who=_names(telling, desk, [match.mentee, match.mentor])))


def resume(telling: Telling, desk: Desk, line: Attention, _: str) -> None:
    """Let the match go on."""
    match = desk.matches[line.match or 0]
    _have(telling, match, "desk-resume", match.mentee)
    enter(telling, "resume", line.program, match=match.id)
    _say(telling, GOES_ON(who=_names(telling, desk, [match.mentee, match.mentor])))


def close(telling: Telling, desk: Desk, line: Attention, arg: str) -> None:
    """End the match, once that is said twice."""
    _end(telling, desk, line, "close", arg)


def rematch(telling: Telling, desk: Desk, line: Attention, arg: str) -> None:
    """End the match and look for someone new."""
    _end(telling, desk, line, "rematch", arg)


def _end(telling: Telling, desk: Desk, line: Attention, what: str, arg: str) -> None:
    match = desk.matches[line.match or 0]
    who = _names(telling, desk, [match.mentee, match.mentor])
    if arg != "yes":
        sure = SURE_CLOSE if what == "close" else SURE_REMATCH
        yes = button(telling, YES, f"line.{code_of(line)}.{what}.yes", "option")
        show(telling, telling.words(sure(who=who)), (yes, button(telling, NO, f"line.{code_of(line)}")))
        return
    _have(telling, match, "desk-close", match.mentee, what)
    if what == "rematch":
        at = telling.now + SEARCH_AFTER
        key = f"desk-search:{match.id:x}"
        telling.wish(Schedule(Due(key, "desk-search", match.mentee, at, subject=match.program)))
    telling.wish(Tend(line.key, "done", telling.person.id))
    enter(telling, what, line.program, match=match.id)
    _say(telling, (CLOSED if what == "close" else REMATCHED)(who=who))


# --- about a suggestion --------------------------------------------------------------------------------------------


def remind(telling: Telling, desk: Desk, line: Attention, _: str) -> None:
    """Remind whoever has not answered a suggestion."""
    match = desk.matches[line.match or 0]
    if match.status == "asked":
        kind, person, subject = "invite-remind", match.mentor, str(match.id)
    else:
        kind, person, subject = "offer-remind", match.mentee, match.program
    key = f"desk-remind:{match.id:x}"
    telling.wish(Schedule(Due(key, kind, person, telling.now, subject=subject)))
    enter(telling, "remind", line.program, match=match.id)
    _say(telling, REMINDED(who=_names(telling, desk, [person])))


def go_on(telling: Telling, desk: Desk, line: Attention, _: str) -> None:
    """Wait no longer for an answer."""
    match = desk.matches[line.match or 0]
    if match.status == "asked":
        kind, person, subject = "invite-over", match.mentor, str(match.id)
    else:
        kind, person, subject = "offer-over", match.mentee, match.program
    telling.wish(Schedule(Due(f"desk-next:{match.id:x}", kind, person, telling.now, subject=subject)))
    telling.wish(Tend(line.key, "done", telling.person.id))
    enter(telling, "next", line.program, match=match.id)
    _say(telling, WENT_ON())


def search(telling: Telling, _: Desk, line: Attention, __: str) -> None:
    """A matching round, now."""
    telling.wish(Schedule(Due(f"round-now:{line.program}", "round", 0, telling.now, subject=line.program)))
    enter(telling, "round", line.program, person=line.person)
    _say(telling, SEARCHING())


def release(telling: Telling, _: Desk, line: Attention, __: str) -> None:
    """Show held suggestions to their mentees."""
    told = line.told if isinstance(line.told, dict) else {}
    found = told.get("mentees")
    mentees = [one for one in found if isinstance(one, int)] if isinstance(found, list) else []
    for mentee in mentees:
        key = f"offer:{line.program}:{mentee:x}"
        telling.wish(Schedule(Due(key, "offer", mentee, telling.now, subject=line.program)))
    telling.wish(Tend(line.key, "done", telling.person.id))
    enter(telling, "release", line.program, details={"mentees": len(mentees)})
    _say(telling, RELEASED(count=len(mentees)))


# --- whose it is ---------------------------------------------------------------------------------------------------


def take(telling: Telling, desk: Desk, line: Attention, _: str) -> None:
    """It is mine from now on, and so is the match, where nobody looked after it by name."""
    if line.owner and line.owner != telling.person.id and any(one.person == line.owner for one in desk.staff):
        _say(telling, BY_OTHER(name=desk.name(line.owner)))
        return
    telling.wish(Tend(line.key, "taken", telling.person.id))
    if line.match is not None and line.match not in desk.owners:
        telling.wish(LookAfter(line.match, telling.person.id))
    _enter_about(telling, "take", line)
    _say(telling, TOOK(line=title(telling, desk, line)))


def give_back(telling: Telling, desk: Desk, line: Attention, _: str) -> None:
    """It is everyone's again."""
    telling.wish(Tend(line.key, "open"))
    if line.match is not None and desk.owners.get(line.match) == telling.person.id:
        telling.wish(LookAfter(line.match, None))
    _enter_about(telling, "give-back", line)
    _say(telling, GAVE(line=title(telling, desk, line)))


def hand_over(telling: Telling, desk: Desk, line: Attention, arg: str) -> None:
    """A colleague takes it, and the match with it."""
    others = colleagues(desk, line.program, telling.person.id)
    chosen = next((person for person in others if f"{person:x}" == arg), None)
    if chosen is None:
        found = tuple(
            button(telling, NAME, f"line.{code_of(line)}.hand-over.{person:x}", "option", name=desk.name(person))
            for person in others
        )
        said = TO_COLLEAGUE() if others else NO_COLLEAGUE()
        show(telling, telling.words(said), (*found, _back(telling, line)))
        return
    telling.wish(Tend(line.key, "taken", chosen))
    if line.match is not None:
        telling.wish(LookAfter(line.match, chosen))
    key = f"desk-handed:{code_of(line)}"
    telling.wish(Schedule(Due(key, "desk-handed", chosen, telling.now, subject=f"{telling.person.id}/{line.key}")))
    _enter_about(telling, "hand-over", line, {"to": chosen})
    _say(telling, HANDED(name=desk.name(chosen), line=title(telling, desk, line)))


def done(telling: Telling, desk: Desk, line: Attention, _: str) -> None:
    """Nothing more needs to be done about it."""
    telling.wish(Tend(line.key, "done", telling.person.id))
    _enter_about(telling, "done", line)
    _say(telling, DONE(line=title(telling, desk, line)))


def read(telling: Telling, desk: Desk, line: Attention, _: str) -> None:
    """Open the report."""
    del desk
    told = line.told if isinstance(line.told, dict) else {}
    concerns.act(telling, f"{int(str(told.get('concern', 0))):x}")


def colleagues(desk: Desk, program: str, me: int) -> list[int]:
    """Everyone else who may act on this program."""
    return list(dict.fromkeys(one.person for one in desk.staff if one.program in {program, ""} and one.person != me))


DOING: Mapping[str, Deed] = {
    "write": write,
    "nudge": nudge,
    "pause": pause,
    "resume": resume,
    "close": close,
    "rematch": rematch,
    "remind": remind,
    "next": go_on,
    "round": search,
    "release": release,
    "read": read,
    "take": take,
    "give-back": give_back,
    "hand-over": hand_over,
    "done": done,
}


def _fits(desk: Desk, line: Attention, deed: str) -> bool:
    """Whether this can be done about the line as things stand."""
    match = desk.matches.get(line.match or 0)
    status = match.status if match else ""
    match deed:
        case "pause" | "nudge":
            return status == "open"
        case "resume":
            return status == "paused"
        case "close" | "rematch":
            return status in TOGETHER
        case "remind" | "next":
            return status in {"offered", "asked"}
        case "write":
            return line.match is not None or line.person is not None
        case _:
            return True


def _have(telling: Telling, match: Match, what: str, person: int, detail: str = "") -> None:
    """Have it done in the turn of this person, at once."""
    key = f"match:{match.id:x}:{what}:{person:x}"
    subject = f"{match.id}/{detail}" if detail else str(match.id)
    telling.wish(Schedule(Due(key, what, person, telling.now, subject=subject)))


def _enter_about(telling: Telling, what: str, line: Attention, details: dict[str, Json] | None = None) -> None:
    kept: dict[str, Json] = {"kind": line.kind, **(details or {})}
    person = line.person if line.match is None else None
    enter(telling, what, line.program, match=line.match, person=person, details=kept)


def _names(telling: Telling, desk: Desk, people: list[int]) -> str:
    return joined([desk.name(person) for person in people], telling.language)


def _button(telling: Telling, line: Attention, name: str) -> Button:
    return button(telling, DEEDS[name], f"line.{code_of(line)}.{name}", "option")


def _back(telling: Telling, line: Attention) -> Button:
    return button(telling, NO, f"line.{code_of(line)}")


def _say(telling: Telling, line: Line) -> None:
    telling.say(telling.words(line))


def tell_handed(telling: Telling, due: Due) -> None:
    """A colleague handed something over to me."""
    giver, _, key = due.subject.partition("/")
    desk = desk_of(telling)
    line = next((one for one in desk.lines if one.key == key and one.owner == telling.person.id), None)
    if line is None:
        return
    text = telling.words(HANDED_TO_ME(name=desk.name(int(giver)), line=title(telling, desk, line)))
    telling.say(text, (button(telling, LOOK, f"line.{code_of(line)}"),))


PHRASES = (
    TO_WHOM, NUDGED, REMINDED, WENT_ON, SEARCHING, RELEASED, PAUSED, GOES_ON, SURE_CLOSE, SURE_REMATCH, YES, NO, CLOSED,
    REMATCHED, TOOK, BY_OTHER, GAVE, DONE, TO_COLLEAGUE, NO_COLLEAGUE, HANDED, NOT_NOW, NAME, HANDED_TO_ME, LOOK,
)  # fmt: skip

"""Join links: codes that lead mentees and mentors into a program, named for where they are given out, and counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.flows.desk.rights import desk_of, enter, may, my_programs
from bot.flows.desk.views import button, show
from bot.flows.engine.flow import Ask, Do, Flow, FromScene
from bot.flows.engine.shape import Shape
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.shapes import Choice, FreeText
from bot.flows.shapes.labels import Labelled
from bot.words.doors import LEAD, Door
from bot.words.effects.desk import SaveJoinCode
from bot.words.ids import id_in
from bot.words.joining import Arrivals, JoinCode
from bot.words.messages import Button, Drawn, File, Json
from bot.words.phrases import Phrase

TITLE = Phrase("desk-joins", "Join links")
HEAD = Phrase(
    "desk-joins-head",
    "Join links bring people straight into a program. Make one for each place where you give it out, and you see how "
    "many came from there.",
)
ONE = Phrase("desk-join-one", "{number}. “{source}”: {program}, {whom}")
CLOSED = Phrase("desk-join-closed", "{number}. “{source}”: {program}, {whom} (closed)")
MORE = Phrase("desk-joins-more", "There are older ones, too; the command line lists them all.")
FOR_MENTEE = Phrase("desk-join-for-mentee", "for mentees")
FOR_MENTOR = Phrase("desk-join-for-mentor", "for mentors")
FOR_ANY = Phrase("desk-join-for-any", "for both")
NEW = Phrase("desk-join-new", "New link")
LOOK = Phrase("desk-join-look", "Link {number}")
CLOSE = Phrase("desk-join-close", "Close this link")
PICTURE = Phrase("desk-join-picture", "QR code to print")
BACK = Phrase("desk-join-back", "All links")
DESK = Phrase("desk-join-desk", "Back to my desk")
WHAT = Phrase("desk-join-what", "“{source}”: {program}, {whom}")
LINK = Phrase("desk-join-link", "{brand}: {link}")
LINK_TYPED = Phrase("desk-join-link-typed", "{brand}: {link}\nOnce there, people write {typed}")
POSTER = Phrase("desk-join-poster", "A poster to print: {link}")
TYPED = Phrase("desk-join-typed", "Whoever writes to me already can simply send {code}.")
COUNTED = Phrase(
    "desk-join-counted", "Came: {came}\nFinished the questions: {finished}\nWere introduced to someone: {matched}"
)
NOBODY = Phrase("desk-join-nobody", "Nobody has come by it yet.")
FEW = Phrase("desk-join-few", "Fewer than five people have come by it so far.")
TOO_FEW = Phrase("desk-join-too-few", "too few to show")
IS_CLOSED = Phrase("desk-join-is-closed", "It is closed: whoever uses it now is welcomed like anybody else.")
GONE = Phrase("desk-join-gone", "There is no such link here.")
CAPTION = Phrase("desk-join-caption", "{program}, {whom}: “{source}”")
SCAN = Phrase("desk-join-scan", "Point your phone's camera here")
WANTED_MENTOR = Phrase("desk-join-be-mentor", "Be a mentor")
WANTED_MENTEE = Phrase("desk-join-find-mentor", "Find a mentor")

_BRANDS = {"telegram": "Telegram", "slack": "Slack"}
_WHOM = {"mentee": FOR_MENTEE, "mentor": FOR_MENTOR, "": FOR_ANY}
SHOWN = 12
"""Links in the list, newest first; more would not fit under one message."""


def act(telling: Telling, arg: str) -> None:
    """Show the links, make one, look at one, draw it, or close it."""
    what, _, code = arg.partition(".")
    if what == "new":
        mine = my_programs(telling)
        telling.open_run(NewJoinCode.key, "", {"program": mine[0]} if len(mine) == 1 else {})
        advance(telling)
    elif what in _DEEDS and id_in(code):
        found = next(((one, came) for one, came in _mine(telling) if one.id == id_in(code)), None)
        if found is None:
            telling.say(telling.words(GONE()))
        else:
            _DEEDS[what](telling, *found)
    else:
        _show_all(telling)


def _mine(telling: Telling) -> Iterator[tuple[JoinCode, Arrivals]]:
    return ((one, came) for one, came in desk_of(telling).joins if may(telling, one.program))


def _show_all(telling: Telling) -> None:
    said, buttons = [telling.words(HEAD())], [button(telling, NEW, "join.new", "option")]
    lines = []
    every = list(_mine(telling))
    for number, (one, _) in enumerate(every[:SHOWN], 1):
        phrase = ONE if one.is_open else CLOSED
        lines.append(telling.words(phrase(number=number, **_named(telling, one))))
        buttons.append(button(telling, LOOK, f"join.look.{one.id:x}", "option", number=number))
    if lines:
        said.append("\n".join(lines))
    if len(every) > SHOWN:
        said.append(telling.words(MORE()))
    show(telling, "\n\n".join(said), (*buttons, button(telling, DESK, "menu")))


def _look_at(telling: Telling, one: JoinCode, came: Arrivals) -> None:
    said = [telling.words(WHAT(**_named(telling, one)))]
    said += [_leading(telling, one)] if one.is_open else [telling.words(IS_CLOSED())]
    said.append(_counted(telling, came))
    show(telling, "\n\n".join(said), _buttons(telling, one))


def _buttons(telling: Telling, one: JoinCode) -> tuple[Button, ...]:
    buttons = []
    if one.is_open:
        if telling.stage.doors():
            buttons.append(button(telling, PICTURE, f"join.draw.{one.id:x}", "option"))
        buttons.append(button(telling, CLOSE, f"join.close.{one.id:x}", "option"))
    return (*buttons, button(telling, BACK, "join"), button(telling, DESK, "menu"))


def _leading(telling: Telling, one: JoinCode) -> str:
    """Where the link leads on every platform, and what works everywhere."""
    code = LEAD + one.code
    lines = [
        telling.words(
            (LINK_TYPED if door.words(code) else LINK)(
                brand=_brand(door), link=door.link(code), **({"typed": door.words(code)} if door.words(code) else {})
            )
        )
        for door in telling.stage.doors()
    ]
    if telling.stage.site:
        address = f"{telling.stage.site}/programs/{one.program}/poster{'/' * bool(one.role)}{one.role}?code={code}"
        lines.append(telling.words(POSTER(link=address)))
    return "\n\n".join([*lines, telling.words(TYPED(code=code))])


def _counted(telling: Telling, came: Arrivals) -> str:
    """How many came, without numbers that stand for a handful of people."""
    if not came.came:
        return telling.words(NOBODY())
    total, *parts = came.shown()
    if total is None:
        return telling.words(FEW())
    finished, matched = (telling.words(TOO_FEW()) if part is None else part for part in parts)
    return telling.words(COUNTED(came=total, finished=finished, matched=matched))


def _draw(telling: Telling, one: JoinCode, _: Arrivals) -> None:
    """The QR code as a picture, one for each platform."""
    code, named = LEAD + one.code, _named(telling, one)
    wanted = {"mentor": WANTED_MENTOR, "mentee": WANTED_MENTEE}.get(one.role)
    for door in telling.stage.doors() if one.is_open else ():
        values: dict[str, Json] = {
            "language": telling.language,
            "link": door.link(code),
            "title": str(named["program"]),
            "wanted": telling.words(wanted()) if wanted else "",
            "scan": telling.words(SCAN()),
            "typed": door.words(code),
        }
        caption = f"{_brand(door)} · {telling.words(CAPTION(**named))}"
        telling.send(File("photo", f"{code}-{door.channel}.png", "image/png", Drawn("joining", values), caption))


def _close(telling: Telling, one: JoinCode, came: Arrivals) -> None:
    if one.is_open:
        one = replace(one, closed_at=telling.now)
        telling.wish(SaveJoinCode(one))
        enter(telling, "close-join-code", one.program, details={"code": one.id})
    _look_at(telling, one, came)


def _named(telling: Telling, one: JoinCode) -> dict[str, str]:
    whom = _WHOM.get(one.role, FOR_ANY)
    return {"source": one.source, "program": telling.title_of(one.program), "whom": telling.words(whom())}


def _brand(door: Door) -> str:
    return _BRANDS.get(door.channel, door.channel)


_DEEDS = {"look": _look_at, "draw": _draw, "close": _close}


# --- a new one -----------------------------------------------------------------------------------------------------


def programs(telling: Telling) -> Shape:
    """The programs this person may act on."""
    titles = {program: telling.title_of(program) for program in my_programs(telling)}
    return Choice.of([Labelled(program, title, {telling.language: title}) for program, title in titles.items()])


def make(telling: Telling) -> None:
    """The link is there: where it leads, and how it is counted."""
    answers, fresh = dict(telling.run.answers), desk_of(telling).fresh
    telling.close_run()
    program, role = str(answers.get("program", "")), str(answers.get("whom", ""))
    if not may(telling, program) or program not in telling.stage.programs or not fresh:
        telling.say(telling.words(GONE()))
        return
    made = JoinCode(
        telling.moment.ids(),
        fresh[:6],
        program,
        "" if role == "any" else role,
        " ".join(str(answers.get("source", "")).split()),
        telling.person.id,
        telling.now,
    )
    telling.wish(SaveJoinCode(made))
    enter(telling, "make-join-code", program, details={"code": made.id})
    _look_at(telling, made, Arrivals())


class NewJoinCode(Flow):
    """A new join link."""

    program = Ask("Which program shall the link lead to?", FromScene(programs), counted=False)
    whom = Ask(
        "Whom is it for?",
        Choice(mentee="People who look for a mentor", mentor="People who'd like to be mentors", any="Both"),
        counted=False,
    )
    source = Ask(
        "Where will you give it out? A few words that you will recognise, like “library poster”.",
        FreeText(at_most=60),
        counted=False,
    )
    made = Do(make)


PHRASES = (
    TITLE, HEAD, ONE, CLOSED, MORE, FOR_MENTEE, FOR_MENTOR, FOR_ANY, NEW, LOOK, CLOSE, PICTURE, BACK, DESK, WHAT, LINK,
    LINK_TYPED, POSTER, TYPED, COUNTED, NOBODY, FEW, TOO_FEW, IS_CLOSED, GONE, CAPTION, SCAN, WANTED_MENTOR,
    WANTED_MENTEE,
)  # fmt: skip

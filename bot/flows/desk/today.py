"""Who needs me today: the lines of my programs, most urgent first, and each of them with what can be done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from bot.flows.desk import actions, news
from bot.flows.desk.kinds import code_of, find_line, kind_of, lasts, title, why
from bot.flows.desk.labels import DEEDS, DID, LIST
from bot.flows.desk.listed import is_mine, visible
from bot.flows.desk.rights import desk_of, may
from bot.flows.desk.views import button, show
from bot.flows.engine.telling import Telling
from bot.texts.dates import day
from bot.words.desk import AuditLine, Desk
from bot.words.journeys import Attention
from bot.words.messages import Button
from bot.words.phrases import Phrase

PAGE = 5
"""Lines on one page."""
AT_ONCE = ("nudge", "remind", "round", "release", "record")
"""What one tap in the list itself may do: nothing that ends or stops anything."""

NOBODY = Phrase("desk-list-empty", "Nobody needs you just now. 🌿")
NOBODY_MINE = Phrase("desk-list-empty-mine", "Nothing on the list is yours just now.")
HEAD = Phrase("desk-list", "Today, on the list: {count}. Yours: {mine}.")
ITEM = Phrase("desk-list-item", "{number}. {line} · {days}")
TAKEN = Phrase("desk-list-taken", "{item} · {name} has it")
RESTS = Phrase("desk-list-rests", "{item} · rests now")
TODAY_SINCE = Phrase("desk-since-today", "since today")
DAYS = Phrase("desk-since-days", "{count} days")
ONE_DAY = Phrase("desk-since-one-day", "1 day")
OPEN = Phrase("desk-line-open", "{number} · Look")
ONE_TAP = Phrase("desk-line-at-once", "{number} · {deed}")
EARLIER = Phrase("desk-earlier", "◀ Before")
LATER = Phrase("desk-later", "More ▶")
MINE = Phrase("desk-mine", "Only mine")
ALL = Phrase("desk-all", "All")
MENU = Phrase("desk-to-menu", "Desk")
DETAIL = Phrase("desk-detail", "{line}\n{program}\n\n{why}\n\nOn the list since {day}.")
OWNED = Phrase("desk-detail-owned", "{name} has it.")
WORDS = Phrase("desk-detail-words", "In their own words: “{words}”")
MARKS = Phrase("desk-detail-marks", "{mentee} gave {mine}, {mentor} gave {theirs} (of 10).")
MARK = Phrase("desk-detail-mark", "They gave {mark} of 10.")
TRIED = Phrase("desk-detail-tried", "What was done so far:")
STEP = Phrase("desk-detail-step", "• {day}: {what} ({name})")
OVER = Phrase("desk-line-over", "That line is no longer on the list: it is done, or over by itself.")
UNKNOWN = Phrase("desk-somebody", "the operator")


# --- the list ------------------------------------------------------------------------------------------------------


def page_of(telling: Telling, desk: Desk, arg: str) -> tuple[list[Attention], list[Attention], int, bool]:
    """Everything this view is about, what stands on its page, which page that is, and whether only what is mine."""
    name, _, number = arg.rpartition(".")
    only_mine = "mine" in (name, number)
    lines = [line for line in visible(telling, desk) if not only_mine or is_mine(telling, desk, line)]
    last = max(0, (len(lines) - 1) // PAGE)
    page = min(int(number) if number.isdecimal() else 0, last)
    return lines, lines[page * PAGE : page * PAGE + PAGE], page, only_mine


def show_list(telling: Telling, arg: str = "") -> None:
    """One page of the list; whoever looks at it has seen what stands there."""
    desk = desk_of(telling)
    news.seen(telling, visible(telling, desk), all_there_are=True)
    news.plan(telling)
    lines, shown, page, only_mine = page_of(telling, desk, arg)
    if not lines:
        show(
            telling, telling.words((NOBODY_MINE if only_mine else NOBODY)()), _ways(telling, 0, 0, only_mine=only_mine)
        )
        return
    everything = visible(telling, desk)
    mine = sum(is_mine(telling, desk, line) for line in everything)
    said = [telling.words(HEAD(count=len(everything), mine=mine)), ""]
    buttons: list[Button] = []
    for number, line in enumerate(shown, page * PAGE + 1):
        said.append(_item(telling, desk, line, number))
        buttons += _buttons(telling, line, number)
    show(telling, "\n".join(said), (*buttons, *_ways(telling, page, len(lines), only_mine=only_mine)))


def _item(telling: Telling, desk: Desk, line: Attention, number: int) -> str:
    days = lasts(telling, line)
    since = telling.words(TODAY_SINCE() if days <= 0 else ONE_DAY() if days == 1 else DAYS(count=days))
    said = telling.words(ITEM(number=number, line=title(telling, desk, line), days=since))
    match = desk.matches.get(line.match or 0)
    if match is not None and match.status == "paused":
        said = telling.words(RESTS(item=said))
    if line.owner:
        said = telling.words(TAKEN(item=said, name=_name(telling, desk, line.owner)))
    return said


def _buttons(telling: Telling, line: Attention, number: int) -> list[Button]:
    found = [button(telling, OPEN, f"line.{code_of(line)}", "option", number=number)]
    deed = next((one for one in kind_of(line).deeds if one in AT_ONCE), None)
    if deed:
        label = telling.words(DEEDS[deed]())
        found.append(button(telling, ONE_TAP, f"line.{code_of(line)}.{deed}", "option", number=number, deed=label))
    return found


def _ways(telling: Telling, page: int, count: int, *, only_mine: bool) -> tuple[Button, ...]:
    lead = "today.mine" if only_mine else "today.all"
    ways = []
    if page:
        ways.append(button(telling, EARLIER, f"{lead}.{page - 1}"))
    if (page + 1) * PAGE < count:
        ways.append(button(telling, LATER, f"{lead}.{page + 1}"))
    if only_mine or count:
        ways.append(button(telling, ALL, "today") if only_mine else button(telling, MINE, "today.mine"))
    return (*ways, button(telling, MENU, "menu"))


# --- one line ------------------------------------------------------------------------------------------------------


def act(telling: Telling, arg: str) -> None:
    """Show a line, or do something about it."""
    code, _, deed = arg.partition(".")
    desk = desk_of(telling)
    line = find_line(visible(telling, desk), code)
    if line is None or not may(telling, line.program):
        show(telling, telling.words(OVER()), (button(telling, LIST, "today"),), anew=True)
    elif deed:
        actions.do(telling, desk, line, deed)
    else:
        show_line(telling, desk, line)


def show_line(telling: Telling, desk: Desk, line: Attention) -> None:
    """Why a line is here, since when, what was tried, and what can be done. Nothing of what the two wrote to each
    other."""
    said = [
        telling.words(
            DETAIL(
                line=title(telling, desk, line),
                program=telling.title_of(line.program),
                why=why(telling, desk, line),
                day=day(line.since, telling.person.zone, telling.language),
            )
        )
    ]
    if line.owner:
        said[0] += " " + telling.words(OWNED(name=_name(telling, desk, line.owner)))
    said += _told(telling, desk, line)
    tried = _tried(telling, desk, line)
    if tried:
        said.append("\n".join([telling.words(TRIED()), *tried]))
    show(telling, "\n\n".join(said), (*actions.buttons(telling, desk, line), button(telling, LIST, "today")))


def _told(telling: Telling, desk: Desk, line: Attention) -> list[str]:
    """What someone said to the program itself."""
    told = line.told if isinstance(line.told, dict) else {}
    said = []
    match = desk.matches.get(line.match or 0)
    if match and line.kind == "diverging" and isinstance(told.get("mentee"), int):
        names = {"mentee": desk.name(match.mentee), "mentor": desk.name(match.mentor)}
        said.append(
            telling.words(MARKS(**names, mine=int(str(told["mentee"])), theirs=int(str(told.get("mentor", 0)))))
        )
    if isinstance(told.get("mark"), int):
        said.append(telling.words(MARK(mark=int(str(told["mark"])))))
    if isinstance(words := told.get("words"), str) and words:
        said.append(telling.words(WORDS(words=words)))
    return said


def _tried(telling: Telling, desk: Desk, line: Attention) -> list[str]:
    zone, language = telling.person.zone, telling.language
    return [
        telling.words(
            STEP(
                day=day(one.at, zone, language),
                what=telling.words(DID[one.what]()),
                name=_name(telling, desk, one.by),
            )
        )
        for one in _about(desk, line)
        if one.what in DID
    ]


def _about(desk: Desk, line: Attention) -> Sequence[AuditLine]:
    day_before = line.since - dt.timedelta(days=1)
    return [
        one
        for one in desk.trail
        if one.at >= day_before
        and ((line.match is not None and one.match == line.match) or (line.match is None and one.person == line.person))
    ]


def _name(telling: Telling, desk: Desk, person: int | None) -> str:
    return desk.name(person) or telling.words(UNKNOWN())


PHRASES = (
    NOBODY, NOBODY_MINE, HEAD, ITEM, TAKEN, RESTS, TODAY_SINCE, DAYS, ONE_DAY, OPEN, ONE_TAP, EARLIER, LATER, MINE, ALL,
    MENU, DETAIL, OWNED, WORDS, MARKS, MARK, TRIED, STEP, OVER, UNKNOWN,
)  # fmt: skip

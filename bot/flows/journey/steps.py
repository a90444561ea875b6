"""What the two do with a step: done, later, skip, tell me more, send a line, choose where the way parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from bot.curriculum.markdown import plain
from bot.curriculum.reading import sheet, text
from bot.curriculum.sheets import TITLE_AT_MOST
from bot.curriculum.steps import StepText
from bot.flows.alive.signs import alive
from bot.flows.engine.telling import Telling
from bot.flows.journey import labels
from bot.flows.journey.hours import today_of
from bot.flows.journey.message import Told, buttons_for, put_together
from bot.flows.journey.prompts import Walk, journey_now, plan_prompts, walks
from bot.flows.journey.way import Coming, Way, counts, told_of, with_told
from bot.flows.matches.keeping import keep_journey, look_at_prompts
from bot.texts.dates import day as in_words
from bot.words.journeys import Journey
from bot.words.matches import Tie
from bot.words.messages import Button, Press
from bot.words.phrases import Line, Phrase

LATER_DAYS = 2
"""After how many days someone who said "later" is asked again."""

DONE = Phrase("step-done", "Well done, {name}! I have noted it.")
DONE_MENTOR = Phrase("step-done-mentor", "Thank you, {name}. I have noted it.")
BOTH = Phrase("step-both-done", "You have both done this step now. 🌱")
NEXT = Phrase("step-next", "The next step comes on {day}.")
LATER = Phrase("step-later", "That's fine. I will ask you again on {day}.")
NO_HURRY = Phrase("step-no-hurry", "That's fine. There is no hurry with it, and the buttons stay where they are.")
SKIPPED = Phrase("step-skipped", "That's fine, we leave this one out.")
NOTED_BEFORE = Phrase("step-noted-before", "I have noted that already, thank you.")
NOT_THERE = Phrase("step-not-there", "There is no step waiting just now. I will write to you when the next one comes.")
OVER = Phrase("step-over", "This journey has come to its end, so I changed nothing.")
MINUTES = Phrase("step-minutes", "Time it takes: about {minutes} minutes.")
STARTERS = Phrase("step-starters", "Some ways to begin a talk about it:")
RESOURCES = Phrase("step-resources", "What helps:")


# --- which step is meant ---------------------------------------------------------------------------------------------


def meant(telling: Telling, tie: Tie, step: str = "") -> tuple[Walk, str] | None:
    """The walk of this match and the step meant: the one named, or the last that came. None where there is none."""
    walk = next((one for one in walks(telling, tie.match.program) if one.tie.match.id == tie.match.id), None)
    if walk is None:
        return None
    step = step or walk.way.current() or ""
    known = step and any(plan.id == step for plan in walk.way.program.steps)
    return (walk, step) if known and "sent" in walk.way.told(step) else None


Answered = Callable[[Telling, Walk, str], None]


def _about(answered: Answered) -> Callable[[Telling, Tie, str], None]:
    """A deed about a step that has come."""

    def deed(telling: Telling, tie: Tie, argument: str) -> None:
        found = meant(telling, tie, argument)
        if found is None:
            is_over = tie.journey is None or tie.journey.status == "ended"
            telling.say(telling.words(OVER() if is_over else NOT_THERE()))
        else:
            answered(telling, *found)

    return deed


# --- done, later, skip -----------------------------------------------------------------------------------------------


def _done(telling: Telling, walk: Walk, step: str) -> None:
    if _is_repeated(telling, walk.way, step, "done"):
        return
    way = walk.way
    journey = _keep(telling, walk, step, did="done", again=None)
    said = (DONE if way.side == "mentee" else DONE_MENTOR)(name=telling.person.name)
    both = [BOTH()] if counts(journey, step) else []
    plan_prompts(telling, journey.program, after=_until(telling, way))
    _say(telling, [said, *both, *_next_comes(telling, walk)])


def _later(telling: Telling, walk: Walk, step: str) -> None:
    if _is_repeated(telling, walk.way, step, "later"):
        return
    day = today_of(telling) + dt.timedelta(days=LATER_DAYS)
    comes_first = walk.way.next_day(today_of(telling))
    if step != walk.way.current() or (comes_first is not None and comes_first <= day):
        _keep(telling, walk, step, did="later", again=None)
        _say(telling, [NO_HURRY()])
        return
    journey = _keep(telling, walk, step, did="later", again=day.isoformat())
    plan_prompts(telling, journey.program, after=_until(telling, walk.way))
    _say(telling, [LATER(day=_in_words(telling, walk.way, day))])


def _skip(telling: Telling, walk: Walk, step: str) -> None:
    if _is_repeated(telling, walk.way, step, "skip"):
        return
    journey = _keep(telling, walk, step, did="skip", again=None)
    plan_prompts(telling, journey.program, after=_until(telling, walk.way))
    _say(telling, [SKIPPED(), *_next_comes(telling, walk)])


def _is_repeated(telling: Telling, way: Way, step: str, did: str) -> bool:
    """Whether the same button was pressed once more: it is said that it is noted, and no more."""
    is_press = telling.inbound is not None and isinstance(telling.inbound.content, Press)
    is_repeated = is_press and way.told(step).get("did") == did
    if is_repeated:
        telling.say(telling.words(NOTED_BEFORE()))
    return is_repeated


def _keep(telling: Telling, walk: Walk, step: str, **changes: str | int | None) -> Journey:
    alive(telling, walk.tie.match)
    return keep_journey(telling, with_told(journey_now(telling, walk), step, walk.way.side, **changes))


def _until(telling: Telling, way: Way) -> dt.date | None:
    """Today, where today's step has come: nothing more comes before tomorrow."""
    today = today_of(telling)
    return today if way.last_sent() >= today.isoformat() else None


def _next_comes(telling: Telling, walk: Walk) -> list[Line]:
    day = walk.way.next_day(today_of(telling))
    return [NEXT(day=_in_words(telling, walk.way, day))] if day and walk.way.journey.status == "going" else []


# --- more, sheets, extras --------------------------------------------------------------------------------------------


def _more(telling: Telling, walk: Walk, step: str) -> None:
    """What else there is to a step: how long it takes, other ways to begin, resources, a break."""
    words = text(walk.way.program, step, telling.language)
    tie, lines, buttons = walk.tie, [words.title], list[Button]()
    if words.minutes:
        lines.append(telling.words(MINUTES(minutes=words.minutes)))
    if words.starters:
        lines.append("\n".join([telling.words(STARTERS()), *_numbered(words.starters)]))
        if walk.way.side == "mentor":
            buttons += [_send_button(telling, tie, step, at) for at in range(len(words.starters))]
    if words.resources:
        found = [f"• {one.title}: {one.url}" if one.url else f"• {one.title}" for one in words.resources]
        lines.append("\n".join([telling.words(RESOURCES()), *found]))
        buttons += _sheet_buttons(telling, tie, step, words)
    done = Told(tie, walk.way, Coming(step, today_of(telling)), words)
    answers = [one for one in buttons_for(telling, done) if ".more" not in one.data and ".send" not in one.data]
    telling.say("\n\n".join(lines), (*buttons, *answers, *_about_the_way(telling, walk)))


def _about_the_way(telling: Telling, walk: Walk) -> list[Button]:
    """What can be changed about all that follows."""
    verbs = ["rest", "time"]
    if walk.way.side == "mentee" and len(walk.way.program.tracks) > 1:
        verbs.append("track")
    return [labels.button(telling, verb, walk.tie) for verb in verbs]


def _numbered(starters: tuple[str, ...]) -> list[str]:
    return [f"{number}. {plain(one)}" for number, one in enumerate(starters, 1)]


def _send_button(telling: Telling, tie: Tie, step: str, at: int) -> Button:
    label = telling.words(labels.SEND_OTHER(number=at + 1, name=tie.partner.name))
    return labels.named_button("send", tie, f"{step}~{at}", label)


def _fitting(title: str) -> str:
    """A title as it fits on a button with a word before it: platforms refuse a whole message for a longer one."""
    return title if len(title) <= TITLE_AT_MOST else f"{title[: TITLE_AT_MOST - 1].rstrip()}…"


def _sheet_buttons(telling: Telling, tie: Tie, step: str, words: StepText) -> list[Button]:
    return [
        labels.named_button("sheet", tie, f"{step}~{at}", telling.words(labels.SHEET(title=_fitting(one.title))))
        for at, one in enumerate(words.resources)
        if one.sheet
    ]


def show_sheet(telling: Telling, tie: Tie, argument: str) -> None:
    """A sheet as a text in chat."""
    step, _, at = argument.partition("~")
    found = meant(telling, tie, step)
    resources = text(found[0].way.program, found[1], telling.language).resources if found else ()
    named = resources[int(at)] if at.isdecimal() and int(at) < len(resources) else None
    if found is None or named is None or not named.sheet:
        telling.say(telling.words(NOT_THERE()))
        return
    page = sheet(found[0].way.program, named.sheet, telling.language)
    telling.say(f"{page.title}\n\n{plain(page.text)}")


def open_extra(telling: Telling, tie: Tie, step: str) -> None:
    """The mentee chose an extra: it comes now, and the mentor gets their side of it with what comes next."""
    walk = next((one for one in walks(telling, tie.match.program) if one.tie.match.id == tie.match.id), None)
    offered = walk is not None and "offered" in told_of(walk.way.journey, step, "mentee")
    if walk is None or not offered or walk.way.side != "mentee":
        telling.say(telling.words(NOT_THERE()))
        return
    today = today_of(telling)
    first = walk.way.told(step).get("sent") or today.isoformat()
    keep_journey(telling, with_told(journey_now(telling, walk), step, "mentee", sent=first, last=first))
    told = Told(walk.tie, walk.way, Coming(step, today), text(walk.way.program, step, telling.language))
    telling.say(*put_together(telling, [told]))
    look_at_prompts(telling, tie.match)


# --- words -----------------------------------------------------------------------------------------------------------


def _say(telling: Telling, lines: list[Line]) -> None:
    telling.say("\n".join(telling.words(line) for line in lines))


def _in_words(telling: Telling, way: Way, day: dt.date) -> str:
    return in_words(way.hours.at(day), telling.person.zone, telling.language)


done, later, skip, more = _about(_done), _about(_later), _about(_skip), _about(_more)

PHRASES = (
    DONE, DONE_MENTOR, BOTH, NEXT, LATER, NO_HURRY, SKIPPED, NOTED_BEFORE, NOT_THERE, OVER, MINUTES,
    STARTERS, RESOURCES,
)  # fmt: skip

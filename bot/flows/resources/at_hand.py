"""Any week, any sheet, any search word: what the program has on it, in the reader's language, on their own way."""

from __future__ import annotations

from collections.abc import Iterator

from bot.curriculum.markdown import plain
from bot.curriculum.program import Program
from bot.curriculum.reading import sheet, text
from bot.curriculum.searching import search
from bot.curriculum.steps import StepText
from bot.flows.engine.telling import Telling
from bot.flows.journey.hours import hours_of, program_of, today_of
from bot.flows.journey.way import Way, week_of
from bot.flows.matches.verbs import PairVerb, Verbs
from bot.flows.resources.asking import Wish
from bot.words.folding import normalise
from bot.words.matches import TOGETHER, Tie
from bot.words.messages import Button
from bot.words.phrases import Line, Phrase

KNOWN = TOGETHER | {"ended"}
MOST = 8
"""Buttons under one list."""

NOT_YET = Phrase(
    "resources-not-yet",
    "The steps and sheets of the program come with your match. I will write to you when there is one.",
)
WHOSE = Phrase("resources-whose", "Who is it about?")
WEEK_HEAD = Phrase("resources-week", "Week {week}: {title}")
TASK = Phrase("resources-task", "The task: {task}")
QUESTION = Phrase("resources-question", "A question for you two: {question}")
NO_WEEK = Phrase("resources-no-week", "This program has {weeks} weeks. Write one of them, like “week {example}”.")
LIST = Phrase("resources-list", "Here is what may help just now ({program}). Tap one to open it.")
HINT = Phrase("resources-hint", "You can also write “week 3”, or search with “find: CV”, for example.")
EMPTY = Phrase("resources-empty", "There are no sheets for your weeks so far.")
FOUND = Phrase("resources-found", "This is what I found for “{words}”. Tap one to open it.")
NOTHING = Phrase(
    "resources-nothing",
    "I found nothing for “{words}” in {program}. Try another word for it, or write “resources” to see what there is.",
)
GONE = Phrase("resources-gone", "That page is no longer there. Write “resources” to see what there is.")
SHEET = Phrase("resources-sheet", "📄 {title}")
STEP = Phrase("resources-step", "Week {week}: {title}")
EXTRA = Phrase("resources-extra", "Extra: {title}")


def serve(telling: Telling, wish: Wish) -> None:
    """Show what was asked for; someone with several matches on different ways is asked about whom it is."""
    ties = list(_walking(telling))
    if not ties:
        telling.say(telling.words(NOT_YET()))
    elif len(ties) == 1 or (wish.kind in {"find", "sheet"} and _is_one_program(ties)):
        _serve(telling, ties[0], wish)
    else:
        buttons = tuple(Button(tie.partner.name, _data(tie, _code(wish)), "option") for tie in ties)
        telling.say(telling.words(WHOSE()), buttons)


def open_page(telling: Telling, tie: Tie, argument: str) -> None:
    """A button of such a list."""
    kind, _, rest = argument.partition("~")
    way = _way(telling, tie)
    if way is None:
        telling.say(telling.words(GONE()))
    elif kind in _KINDS:
        _serve(telling, tie, Wish(_KINDS[kind], rest, int(rest) if kind == "w" and rest.isdecimal() else 0))
    elif kind == "p":
        _show_sheet(telling, way.program, rest)
    else:
        _show_steps(telling, tie, way, [rest] if _has(way.program, rest) else [])


def _serve(telling: Telling, tie: Tie, wish: Wish) -> None:
    way = _way(telling, tie)
    if way is None:
        telling.say(telling.words(NOT_YET()))
    elif wish.kind == "week":
        _show_week(telling, tie, way, wish.week)
    elif wish.kind == "resources":
        _show_list(telling, tie, way)
    else:
        _find(telling, tie, way, wish)


# --- a week ----------------------------------------------------------------------------------------------------------


def _show_week(telling: Telling, tie: Tie, way: Way, week: int) -> None:
    steps = [step.id for at, step in way.weekly() if at == week]
    if not steps:
        said = NO_WEEK(weeks=way.program.weeks, example=week_of(way.program, way.journey, today_of(telling)))
        telling.say(telling.words(said))
        return
    _show_steps(telling, tie, way, steps)


def _show_steps(telling: Telling, tie: Tie, way: Way, steps: list[str]) -> None:
    if not steps:
        telling.say(telling.words(GONE()))
        return
    parts, buttons = [], list[Button]()
    for step in steps:
        words = text(way.program, step, telling.language)
        parts.append("\n\n".join(_of_step(telling, way, words)))
        buttons += [
            _button(telling, tie, f"p~{one.sheet}", SHEET(title=one.title)) for one in words.resources if one.sheet
        ]
    telling.say("\n\n".join(parts), tuple(buttons[:MOST]))


def _of_step(telling: Telling, way: Way, words: StepText) -> Iterator[str]:
    week = _week(way, words.id)
    yield telling.words(WEEK_HEAD(week=week, title=words.title)) if week else words.title
    yield plain(words.mentee if way.side == "mentee" else words.mentor)
    yield telling.words(TASK(task=plain(words.task)))
    yield telling.words(QUESTION(question=plain(words.question)))
    pages = [f"• {one.title}: {one.url}" for one in words.resources if one.url]
    if pages:
        yield "\n".join(pages)


# --- lists and searching ---------------------------------------------------------------------------------------------


def _show_list(telling: Telling, tie: Tie, way: Way) -> None:
    """The sheets of this week and of those before it, the newest first."""
    now = week_of(way.program, way.journey, today_of(telling))
    sheets: dict[str, str] = {}
    for _, step in sorted(((at, step) for at, step in way.weekly() if at <= now), key=lambda one: -one[0]):
        for one in text(way.program, step.id, telling.language).resources:
            if one.sheet:
                sheets.setdefault(one.sheet, one.title)
    buttons = tuple(_button(telling, tie, f"p~{id}", SHEET(title=title)) for id, title in list(sheets.items())[:MOST])
    title = way.program.title.in_language(telling.language)
    lead = LIST(program=title) if buttons else EMPTY()
    telling.say(f"{telling.words(lead)}\n\n{telling.words(HINT())}", buttons)


def _find(telling: Telling, tie: Tie, way: Way, wish: Wish) -> None:
    hits = search(way.program, wish.words, telling.language)
    if wish.kind == "sheet":
        hits = [hit for hit in hits if hit.kind == "sheet"] or hits
        if hits and hits[0].kind == "sheet" and (len(hits) == 1 or hits[0].score >= 2 * hits[1].score):
            _show_sheet(telling, way.program, hits[0].id)
            return
    weeks = {step.id: week for week, step in way.weekly()}
    buttons = []
    for hit in hits:
        if hit.kind == "sheet":
            buttons.append(_button(telling, tie, f"p~{hit.id}", SHEET(title=hit.title)))
        elif hit.id in weeks:
            buttons.append(_button(telling, tie, f"t~{hit.id}", STEP(title=hit.title, week=weeks[hit.id])))
        elif way.program.step(hit.id).is_for(way.journey.track or None):
            buttons.append(_button(telling, tie, f"t~{hit.id}", EXTRA(title=hit.title)))
    shown = wish.words.strip()[:60]
    if buttons:
        telling.say(telling.words(FOUND(words=shown)), tuple(buttons))
    else:
        telling.say(telling.words(NOTHING(words=shown, program=way.program.title.in_language(telling.language))))


def _show_sheet(telling: Telling, program: Program, id: str) -> None:
    try:
        page = sheet(program, id, telling.language)
    except LookupError:
        telling.say(telling.words(GONE()))
        return
    telling.say(f"{page.title}\n\n{plain(page.text)}")


# --- which way is meant ----------------------------------------------------------------------------------------------


def _walking(telling: Telling) -> Iterator[Tie]:
    """Ties with a way of their own, those who walk before those whose way has ended; the same way once."""
    found = [tie for tie in telling.scene.ties if tie.match.status in KNOWN and tie.journey is not None]
    going = [tie for tie in found if tie.match.status in TOGETHER]
    seen = set()
    for tie in going or found[-1:]:
        way = _way(telling, tie)
        answers = tuple(sorted(step.id for _, step in way.weekly())) if way else ()
        if way is not None and (key := (way.journey.version, way.side, answers)) not in seen:
            seen.add(key)
            yield tie


def _way(telling: Telling, tie: Tie) -> Way | None:
    program = program_of(telling, tie)
    if program is None or tie.journey is None:
        return None
    return Way(program, tie.journey, tie.match.side(telling.person.id), hours_of(telling, tie))


def _week(way: Way, step: str) -> int:
    return next((week for week, one in way.weekly() if one.id == step), 0)


def _has(program: Program, step: str) -> bool:
    return any(one.id == step for one in program.steps)


_KINDS = {"w": "week", "r": "resources", "f": "find", "s": "sheet"}


def _code(wish: Wish) -> str:
    """The wish as it fits into a button; of long words the beginning."""
    letter = next(letter for letter, kind in _KINDS.items() if kind == wish.kind)
    return f"{letter}~{wish.week or ''}" if wish.kind == "week" else f"{letter}~{_short(wish.words)}"


def _short(words: str) -> str:
    """What of these words fits into a button's data, which is ASCII: without accents, and not too long."""
    return "".join(c for c in normalise(words) if c.isascii())[:24].strip()


def _is_one_program(ties: list[Tie]) -> bool:
    """Whether these ways are through the same version of one program: there is nothing to ask, then, for a search."""
    return len({tie.journey.version for tie in ties if tie.journey}) == 1


def _data(tie: Tie, code: str) -> str:
    return f"pair.{tie.match.id:x}.hand.{code}"


def _button(telling: Telling, tie: Tie, code: str, label: Line) -> Button:
    return Button(telling.words(label), _data(tie, code), "option")


VERBS: Verbs = {"hand": PairVerb(SHEET, open_page, KNOWN)}
"""Only pressed, never typed: their buttons say what they open."""
PHRASES = (
    NOT_YET, WHOSE, WEEK_HEAD, TASK, QUESTION, NO_WEEK, LIST, HINT, EMPTY, FOUND, NOTHING, GONE, SHEET, STEP, EXTRA,
)  # fmt: skip

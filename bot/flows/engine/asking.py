"""How an open question looks: its words, its buttons and its native picker."""

from __future__ import annotations

import datetime as dt

from bot.flows.engine.flow import Ask, FromProgram, FromScene, Review, Step
from bot.flows.engine.phrases import (
    BACK,
    CHANGE,
    GOOD_AS_IS,
    KEEP,
    PICK_DATE,
    PICK_PEOPLE,
    PROGRESS,
    PROGRESS_SKIP,
    REVIEW,
    SHARE_LOCATION,
    SKIP,
    SKIPPED,
    SO_FAR,
)
from bot.flows.engine.reviewing import GOOD, LastLook
from bot.flows.engine.shape import Asking, Draft, Shape
from bot.flows.engine.telling import Telling
from bot.texts.speech import isolated, own_name
from bot.words.errors import DefinitionError
from bot.words.messages import Button, Json, PickDate, PickPeople, ShareLocation, Widget
from bot.words.people import Run
from bot.words.phrases import Line
from bot.words.values import dataclass

KEPT = "~keep"
NEUTRAL_DATE = dt.date(1990, 1, 1)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is put to one person now."""

    step: Step
    shape: Shape
    asking: Asking
    text: str
    buttons: tuple[Button, ...]
    widget: Widget | None


def question(telling: Telling, step: Step | None = None, *, to_pose: bool = True) -> Question:
    """The open question (or another one of the same run) as this person meets it.

    Where it is not to be posed, its text is only put together if what it came with will be taken off its message.
    """
    run = telling.run
    step = step or telling.script.by_name[run.open or ""]
    asking = _asking(telling, step)
    shape = shape_of(telling, step) if isinstance(step, Ask) else _review(telling)
    prefix = f"{run.id:x}.{step.name}"
    options = [Button(o.label, f"{prefix}.{o.key}", o.kind) for o in shape.options(asking)]
    recalls = step.name == run.open and _recalls(run, step)
    buttons = (*options, *_ways_out(telling, step, prefix, recalls=recalls))
    widget = _widget(telling, shape, prefix) if shape.widget else None
    text = _text(telling, step, asking, recalls=recalls) if to_pose or buttons or widget else ""
    return Question(step, shape, asking, text, buttons, widget)


def shape_of(telling: Telling, ask: Ask) -> Shape:
    """How a question is answered; scripts hold no question whose options are not filled in."""
    if isinstance(ask.shape, FromScene):
        return ask.shape.shape(telling)
    if isinstance(ask.shape, FromProgram):
        raise DefinitionError(f"question {ask.name} has no options; a program's files give them")
    return ask.shape


def review_text(telling: Telling) -> str:
    """Every counted answer, one a line."""
    lines = []
    for ask in telling.script.counted(telling.facts):
        value = telling.run.answers.get(ask.name)
        skipped = ask.name not in telling.run.answers
        shown = telling.words(SKIPPED()) if skipped else shape_of(telling, ask).show(value, _asking(telling, ask))
        lines.append(f"{telling.words(telling.script.label(ask)())}: {isolated(shown, telling.language)}")
    return "\n".join(lines)


def halved(draft: Draft) -> Json:
    """A half-given answer as it is kept in the run, with the words that ask for the rest."""
    ask: Json = None if draft.ask is None else [draft.ask.key, draft.ask.english, dict(draft.ask.values)]
    return {"half": draft.draft, "ask": ask}


def half(run: Run) -> tuple[Json, Line | None]:
    """The half-given answer of the open question, and the line that asks for the rest."""
    match run.draft:
        case {"half": draft, "ask": [str(key), str(english), dict(values)]}:
            return draft, Line(key, english, values)  # type: ignore[arg-type]
        case {"half": draft}:
            return draft, None
        case _:
            return None, None


def _asking(telling: Telling, step: Step) -> Asking:
    run = telling.run
    return Asking(
        key=telling.script.text_key(step),
        language=telling.language,
        now=telling.now,
        say=telling.words,
        gazetteer=telling.stage.gazetteer,
        zone=telling.person.zone,
        draft=half(run)[0] if run.draft is not None and step.name == run.open else None,
        answers=run.answers,
    )


def _text(telling: Telling, step: Step, asking: Asking, *, recalls: bool) -> str:
    if isinstance(step, Review):
        return f"{telling.words(REVIEW())}\n\n{review_text(telling)}"
    if not isinstance(step, Ask):
        raise DefinitionError(f"{step.name} is no question, it cannot be asked")
    run = telling.run
    follow_up = half(run)[1] if run.draft is not None and step.name == run.open else None
    asked = follow_up or telling.script.phrase(step)(name=telling.person.name, **step.values(telling))
    text = telling.words(asked)
    if recalls:
        shown = shape_of(telling, step).show(run.answers[step.name], asking)
        text = f"{text}\n\n{telling.words(SO_FAR(answer=shown))}"
    return f"{_progress(telling, step)}{text}" if step.counted else text


def _progress(telling: Telling, step: Ask) -> str:
    counted = [ask.name for ask in telling.script.counted(telling.facts)]
    if step.name not in counted or is_changing(telling):
        return ""
    phrase = PROGRESS_SKIP if step.optional else PROGRESS
    return telling.words(phrase(at=counted.index(step.name) + 1, all=len(counted))) + "\n"


def _ways_out(telling: Telling, step: Step, prefix: str, *, recalls: bool) -> list[Button]:
    ways = _languages(telling) if step.name == "consent" else []
    if recalls:
        ways.append(Button(telling.words(KEEP()), f"{prefix}.{KEPT}", "option"))
    if earlier_questions(telling):
        ways.append(Button(telling.words(BACK()), f"{prefix}.~back", "nav"))
    if isinstance(step, Ask) and step.optional:
        ways.append(Button(telling.words(SKIP()), f"{prefix}.~skip", "nav"))
    return ways


def earlier_questions(telling: Telling) -> list[str]:
    """The names of the questions one may go back to, in the order in which they were answered."""
    run, again = telling.run, set[str]()
    for step in telling.script.steps:
        if step.name == run.open:
            break
        if isinstance(step, Ask) and step.reopens and step.name in run.passed and step.when(telling.facts):
            again.add(step.name)
    earlier = [name for name in run.passed if name in again] if again else []
    return earlier or ([str(run.open)] if is_changing(telling) else [])


def is_changing(telling: Telling) -> bool:
    """Whether the open question was answered before, and is asked again because that answer is to be changed."""
    run = telling.run
    if run.open not in run.answers or run.open in run.passed:
        return False
    step = telling.script.by_name.get(run.open or "")
    return isinstance(step, Ask) and step.reopens and not step.recalls


def is_recalling(telling: Telling) -> bool:
    """Whether they came back to the open question, and what they answered is still there to be kept."""
    step = telling.script.by_name.get(telling.run.open or "")
    return step is not None and _recalls(telling.run, step)


def _recalls(run: Run, step: Step) -> bool:
    is_recallable = isinstance(step, Ask) and step.recalls
    return is_recallable and step.name in run.answers and step.name not in run.passed


def _languages(telling: Telling) -> list[Button]:
    """The other languages there are words in, each under its own name: offered once, before anything is asked."""
    others = [language for language in telling.stage.speech.languages if language != telling.language]
    return [Button(own_name(language), f"do.language-{language}", "nav") for language in others]


def _widget(telling: Telling, shape: Shape, data: str) -> Widget | None:
    match shape.widget:
        case "people":
            return PickPeople(telling.words(PICK_PEOPLE()), data)
        case "location":
            return ShareLocation(telling.words(SHARE_LOCATION()))
        case "date":
            return PickDate(telling.words(PICK_DATE()), data, NEUTRAL_DATE)
        case "day":
            return PickDate(telling.words(PICK_DATE()), data, telling.now.date())
        case _:
            return None


def _review(telling: Telling) -> Shape:
    labels = {ask.name: telling.words(telling.script.label(ask)()) for ask in telling.script.counted(telling.facts)}
    change = {name: telling.words(CHANGE(what=label)) for name, label in labels.items()}
    return LastLook(labels, {GOOD: telling.words(GOOD_AS_IS()), **change})

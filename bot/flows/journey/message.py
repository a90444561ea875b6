"""A step as people meet it: their own side of it, what they can answer, and one message for all that comes on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.curriculum.markdown import plain
from bot.curriculum.reading import text
from bot.curriculum.steps import StepPlan, StepText
from bot.flows.engine.telling import Telling
from bot.flows.journey import labels
from bot.flows.journey.way import PUBLISHED, Coming, Way, told_of, week_of
from bot.flows.matches.ties import ties_in
from bot.texts.naming import joined
from bot.words.errors import DefinitionError
from bot.words.matches import Tie
from bot.words.messages import Button
from bot.words.phrases import Phrase

HEAD = Phrase("step-head", "Week {week} of {all}: {title}")
HEAD_DATE = Phrase("step-head-date", "For these days: {title}")
HEAD_EXTRA = Phrase("step-head-extra", "An extra: {title}")
AGAIN = Phrase("step-again", "You wanted to come back to this: {title}")
MENTOR_HEAD = Phrase("step-mentor-head", "{mentee} · week {week} of {all}: {title}")
MENTOR_HEAD_DATE = Phrase("step-mentor-head-date", "{mentee} · for these days: {title}")
MENTOR_HEAD_EXTRA = Phrase("step-mentor-head-extra", "{mentee} · an extra: {title}")
DIGEST = Phrase("step-digest", "Your week as a mentor, {name}.")
TASK = Phrase("step-task", "Your task: {task}")
MENTEE_TASK = Phrase("step-mentee-task", "The task for {mentee}: {task}")
QUESTION = Phrase("step-question", "A question for you two: {question}")
SEND = Phrase("step-send", "If you like, send {partner} this with one tap: “{words}”")
STARTER = Phrase("step-starter", "To begin the talk, send {mentee} this with one tap: “{words}”")
EXTRA = Phrase("step-extra", "There is also an extra for those who like, with the button below: {title}")
BEHIND = Phrase(
    "step-behind",
    "New for a week that is behind you, if you would like to catch up, with the button below: {title}",
)
DID_LAST = Phrase("step-did-last", "The step before is done: {mentee}.")


@dataclass(frozen=True, slots=True)
class Told:
    """A step that is to be told now, with its words in the reader's language. `extras` are offered beside it, each
    with its title. `beside` says that it stands in one message with another step of the same match, which comes first.
    """

    tie: Tie
    way: Way
    coming: Coming
    text: StepText
    extras: tuple[tuple[str, str], ...] = ()
    beside: bool = False

    @classmethod
    def of(cls, telling: Telling, tie: Tie, way: Way, coming: Coming) -> Told:
        """Read its words; raises DefinitionError or LookupError where there are none."""
        words = text(way.program, coming.step, telling.language)
        week = week_of(way.program, way.journey, coming.day)
        offers = way.side == "mentee" and coming.week and not coming.again
        offered = [*way.behind(), *way.extras(week)] if offers else []
        extras = [(step.id, title) for step in offered if (title := _title(way, step, telling.language))]
        return cls(tie, way, coming, words, tuple(extras[:1]))

    @property
    def is_extra(self) -> bool:
        """Whether it stands beside the way."""
        return self.way.program.step(self.coming.step).elective or self.is_behind(self.coming.step)

    def is_behind(self, step: str) -> bool:
        """Whether a new version put this step where the two had been already."""
        return self.way.told(step).get("passed_over") == PUBLISHED


def put_together(telling: Telling, told: Sequence[Told]) -> tuple[str, tuple[Button, ...]]:
    """One message for everything there is: what the person walks themselves, then what those they are a mentor for
    walk, the same step once for all who have it."""
    told = _in_order(told)
    mine = [one for one in told if one.way.side == "mentee"]
    groups: dict[tuple[str, str, bool], list[Told]] = {}
    for one in told:
        if one.way.side == "mentor":
            groups.setdefault((one.way.journey.version, one.coming.step, one.coming.again), []).append(one)
    parts = [_mentee_part(telling, one) for one in mine]
    mentees = {one.tie.match.id for one in told if one.way.side == "mentor"}
    if len(mentees) > 1 or (mentees and mine):
        parts.append(telling.words(DIGEST(name=telling.person.name)))
    parts += [_mentor_part(telling, group) for group in groups.values()]
    is_single = len(told) == 1
    buttons = [button for one in told for button in buttons_for(telling, one, is_single=is_single)]
    return "\n\n".join(parts), tuple(buttons)


def _in_order(told: Sequence[Told]) -> list[Told]:
    """Match by match, the step of the week before what stands beside it."""
    places = {one.tie.match.id: -place for place, one in enumerate(reversed(told))}
    ordered = sorted(told, key=lambda one: (places[one.tie.match.id], one.coming.week == 0))
    seen: set[int] = set()
    found = []
    for one in ordered:
        found.append(replace(one, beside=one.tie.match.id in seen))
        seen.add(one.tie.match.id)
    return found


def buttons_for(telling: Telling, told: Told, *, is_single: bool = True) -> list[Button]:
    """What can be done with a step: a tap sends the line, says how it went, or asks for more."""
    tie, step = told.tie, told.coming.step
    if told.beside:
        return [labels.titled_button(telling, verb, tie, step, told.text.title) for verb in ("done", "more")]
    named = not is_single or len(ties_in(telling, program=tie.match.program)) > 1
    found = [labels.answer_button(tie, step, at, label) for at, label in enumerate(open_answers(told))]
    if told.text.send if told.way.side == "mentee" else told.text.starters:
        found.append(labels.button(telling, "send", tie, step))
    verbs = ("done", "later", "skip", "more") if is_single else ("done", "more")
    found += [labels.button(telling, verb, tie, step, named=named) for verb in verbs]
    for extra, title in told.extras:
        label = labels.CATCH_UP if told.is_behind(extra) else labels.OPEN
        found.append(labels.named_button("open", tie, extra, telling.words(label(title=title))))
    return found


def open_answers(told: Told) -> list[str]:
    """The answers a mentee may give where the way parts, as long as they gave none."""
    is_asked = told.way.side == "mentee" and told.text.ask and "answer" not in told.way.told(told.coming.step)
    return list(told.text.answers.values()) if is_asked else []


def _mentee_part(telling: Telling, told: Told) -> str:
    words, partner = told.text, told.tie.partner.name
    parts = [_head(telling, told)]
    if not told.coming.again:
        parts.append(plain(words.mentee))
    parts.append(telling.words(TASK(task=plain(words.task))))
    if not told.coming.again:
        parts.append(telling.words(QUESTION(question=plain(words.question))))
    if open_answers(told):
        parts.append(words.ask)
    if words.send and not (told.coming.again or told.beside):
        parts.append(telling.words(SEND(partner=partner, words=plain(words.send))))
    parts += [telling.words((BEHIND if told.is_behind(step) else EXTRA)(title=title)) for step, title in told.extras]
    return "\n\n".join(parts)


def _mentor_part(telling: Telling, group: Sequence[Told]) -> str:
    first = group[0]
    names = joined([one.tie.partner.name for one in group], telling.language)
    words = first.text
    parts = [_head(telling, first, names)]
    did = [one.tie.partner.name for one in group if one.coming.week and not one.coming.again and _did_last(one)]
    if did:
        parts.append(telling.words(DID_LAST(mentee=joined(did, telling.language))))
    if not first.coming.again:
        parts.append(plain(words.mentor))
    parts.append(telling.words(MENTEE_TASK(mentee=names, task=plain(words.task))))
    if not first.coming.again:
        parts.append(telling.words(QUESTION(question=plain(words.question))))
    if words.starters and not (first.coming.again or first.beside):
        parts.append(telling.words(STARTER(mentee=names, words=plain(words.starters[0]))))
    return "\n\n".join(parts)


def _head(telling: Telling, told: Told, mentee: str = "") -> str:
    title, week, weeks = told.text.title, told.coming.week, told.way.program.weeks
    if told.coming.again:
        return telling.words(AGAIN(title=title))
    if mentee and week:
        return telling.words(MENTOR_HEAD(mentee=mentee, week=week, all=weeks, title=title))
    if mentee:
        return telling.words((MENTOR_HEAD_EXTRA if told.is_extra else MENTOR_HEAD_DATE)(mentee=mentee, title=title))
    if week:
        return telling.words(HEAD(week=week, all=weeks, title=title))
    return telling.words((HEAD_EXTRA if told.is_extra else HEAD_DATE)(title=title))


def _did_last(told: Told) -> bool:
    """Whether the mentee has done the step before this one."""
    before = told.way.current()
    return before is not None and told_of(told.way.journey, before, "mentee").get("did") == "done"


def _title(way: Way, step: StepPlan, language: str) -> str:
    """The title of a step; "" where its text cannot be read."""
    try:
        return text(way.program, step.id, language).title
    except DefinitionError:
        return ""


PHRASES = (
    HEAD, HEAD_DATE, HEAD_EXTRA, AGAIN, MENTOR_HEAD, MENTOR_HEAD_DATE, MENTOR_HEAD_EXTRA, DIGEST, TASK, MENTEE_TASK,
    QUESTION, SEND, STARTER, EXTRA, BEHIND, DID_LAST,
)  # fmt: skip

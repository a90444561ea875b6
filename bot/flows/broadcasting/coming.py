"""What a broadcast tells those who send it when something has come: it is counted, it waits for them, how far it is."""

from __future__ import annotations

from bot.flows.broadcasting.filling import samples
from bot.flows.broadcasting.moves import faults, report_id
from bot.flows.broadcasting.sending import content_for
from bot.flows.broadcasting.showing import BACK, meant, refuse, report_of, say, tally_of, ways
from bot.flows.desk.rights import desk_of
from bot.flows.desk.views import button
from bot.flows.engine.telling import Telling
from bot.words.broadcasts import OVER, STANDING, Broadcast
from bot.words.messages import Button, Edit
from bot.words.people import Due
from bot.words.phrases import Phrase

SAMPLE = Phrase("cast-sample", "This is how it will look:")
PLEASE_APPROVE = Phrase(
    "cast-please-approve", "{name} would like to send this to {size} people ({program}). Shall it go out?"
)


def tell_counted(telling: Telling, due: Due) -> None:
    """Its recipients are counted: show what they would read, and what can be done now."""
    one = meant(telling, int(due.subject))
    if one is None or one.status != "draft":
        return
    if fault := faults(one):
        refuse(telling, one, fault)
        return
    telling.say(telling.words(SAMPLE()))
    for language, text in samples(one, lambda tag: _title(telling, one, tag)).items():
        telling.send(content_for(telling.stage, one, language, text))
    say(telling, report_of(telling, one), (*ways(telling, one), button(telling, BACK, "cast")))


def ask_approval(telling: Telling, due: Due) -> None:
    """Someone else would like to send it."""
    one = meant(telling, int(due.subject))
    if one is None or one.status != "asked":
        return
    for language, text in samples(one, lambda tag: _title(telling, one, tag)).items():
        telling.send(content_for(telling.stage, one, language, text))
    name = desk_of(telling).name(one.confirmed_by)
    title = telling.title_of(one.programs[0])
    say(telling, telling.words(PLEASE_APPROVE(name=name, size=one.size, program=title)), ways(telling, one))


def tell_progress(telling: Telling, due: Due) -> None:
    """How far it is: in the place of what was said before, and in a report of its own once it is over."""
    one = meant(telling, int(due.subject))
    if one is None or one.status not in STANDING | OVER:
        return
    is_over = one.status in {"done", "cancelled"} and tally_of(telling, one).left == 0
    if one.shown is not None:
        # Answers come for days: once it is over they stand in its report alone, which follows them.
        telling.change(Edit(one.shown, report_of(telling, one, answers=not is_over), ways(telling, one)))
    if is_over:
        say(telling, report_of(telling, one), _under_report(telling, one), report_id(one))


def tell_answers(telling: Telling, due: Due) -> None:
    """Somebody answered: the counts, where its progress or its report stands."""
    one = meant(telling, int(due.subject))
    if one is None:
        return
    if one.status in {"done", "cancelled"}:
        telling.change(Edit(report_id(one), report_of(telling, one), _under_report(telling, one)))
    elif one.status in STANDING and one.shown is not None:
        telling.change(Edit(one.shown, report_of(telling, one), ways(telling, one)))


def _under_report(telling: Telling, one: Broadcast) -> tuple[Button, ...]:
    """What can be done once it is over. Nothing else ever takes the place of a report that still changes."""
    return (*ways(telling, one), button(telling, BACK, "cast.all"))


def _title(telling: Telling, one: Broadcast, language: str) -> str:
    program = telling.stage.programs.get(one.programs[0])
    return program.title.in_language(language) if program else ""


PHRASES = (SAMPLE, PLEASE_APPROVE)

"""What members do in their own chat: join a cohort, leave it, and look up what was answered."""

from __future__ import annotations

from collections.abc import Callable

from bot.flows.cohorts import labels
from bot.flows.cohorts.asked import answers_of
from bot.flows.cohorts.rooms import ANSWERS
from bot.flows.cohorts.views import PLACES, in_words
from bot.flows.desk.rights import desk_of, programs_of
from bot.flows.engine.telling import Telling
from bot.flows.training.progress import progress_of
from bot.words.cohorts import Cohort, Gathered
from bot.words.desk import Look
from bot.words.effects.desk import JoinCohort
from bot.words.effects.sending import Queue, Schedule
from bot.words.folding import normalise
from bot.words.ids import id_in
from bot.words.messages import Button, Command, Content, Delivery, InviteInto, Press, Priority, Typed
from bot.words.people import Due
from bot.words.phrases import Phrase
from bot.words.turns import Scene

LEAD = "cohort."
DEEDS = ("join", "leave")


def look(scene: Scene, content: Content, programs: tuple[str, ...]) -> Look | None:
    """What is to be seen for a button or a word about cohorts; None where it is about something else."""
    if scene.person is None:
        return None
    match content:
        case Press(data=data) if data.startswith(LEAD):
            id = data.rpartition(".")[2]
            return Look(acts=True, cohort=id_in(id)) if id_in(id) else None
        case _ if asks_for_answers(scene, content):
            return Look(cohorts_of=scene.person.id, cohorts=tuple(programs_of(scene.staff, programs)))
    return None


def asks_for_answers(scene: Scene, content: Content) -> bool:
    """Whether someone who may be in a cohort wants to see what was answered."""
    match content:
        case Command(name="answers"):
            return bool(scene.memberships or scene.staff)
        case Typed(text=text) if len(text) < 20 and (scene.run is None or scene.run.status != "open"):
            return bool(scene.memberships or scene.staff) and normalise(text) in ANSWERS
    return False


def deed(telling: Telling, content: Content) -> Callable[[], None] | None:
    """What is done about it; None where it is about something else."""
    match content:
        case Press(data=data) if data.startswith(LEAD):
            what = data.removeprefix(LEAD).partition(".")[0]
            return lambda: _press(telling, what)
        case _ if asks_for_answers(telling.scene, content):
            return lambda: _show_answers(telling)
    return None


def _press(telling: Telling, what: str) -> None:
    found = next(iter(desk_of(telling).cohorts), None)
    if found is None or what not in DEEDS:
        telling.say(telling.words(labels.GONE()))
    elif what == "leave":
        _leave(telling, found)
    else:
        _join(telling, found)


def _join(telling: Telling, found: Gathered) -> None:
    cohort = found.cohort
    if cohort.status == "ended":
        telling.say(telling.words(labels.OVER(name=cohort.name)))
        return
    if not _may_join(telling, cohort):
        telling.say(telling.words(labels.NOT_YOURS(program=telling.title_of(cohort.program))))
        return
    telling.wish(JoinCohort(cohort.id, telling.person.id))
    said = [telling.words(labels.JOINED(name=cohort.name)), _way_in(telling, cohort)]
    telling.say("\n\n".join(said), (_button(telling, labels.LEAVE, "leave", cohort),))


def _way_in(telling: Telling, cohort: Cohort) -> str:
    """How they come into the room; on Slack they are brought in."""
    here = telling.scene.address
    if cohort.channel == "slack" and here.channel != "slack":
        return telling.words(labels.JOINED_ELSEWHERE())
    if cohort.room is None or (cohort.channel == "telegram" and not cohort.link):
        return telling.words(labels.JOINED_SOON())
    if cohort.channel == "telegram":
        return telling.words(labels.JOINED_LINK(link=cohort.link))
    invite = Delivery(telling.moment.ids(), cohort.room, InviteInto(here), Priority.REPLY, created_at=telling.now)
    telling.wish(Queue(invite))
    return telling.words(labels.JOINED_SLACK())


def _leave(telling: Telling, found: Gathered) -> None:
    telling.wish(JoinCohort(found.cohort.id, telling.person.id, joins=False))
    back = (_button(telling, labels.JOIN, "join", found.cohort),) if found.cohort.status != "ended" else ()
    telling.say(telling.words(labels.LEFT(name=found.cohort.name)), back)


def _may_join(telling: Telling, cohort: Cohort) -> bool:
    """Mentors of the program whose training is not over."""
    return any(
        (m.program, m.role, m.status) == (cohort.program, "mentor", "waiting") and not progress_of(m).passed
        for m in telling.scene.memberships
    )


def _show_answers(telling: Telling) -> None:
    found = [one for one in desk_of(telling).cohorts if one.cohort.status != "ended"] or [*desk_of(telling).cohorts][:1]
    said = [answers_of(one, telling.stage.speech, telling.language) for one in found]
    telling.say("\n\n".join(said) or telling.words(labels.NONE_MINE()))


def _button(telling: Telling, label: Phrase, what: str, cohort: Cohort) -> Button:
    return Button(telling.words(label(name=cohort.name)), f"{LEAD}{what}.{cohort.id:x}")


# --- what comes by itself ------------------------------------------------------------------------------------------


def offer_soon(telling: Telling, program: str) -> None:
    """Training begins: where a cohort of this program is open, it is offered, after what is said now."""
    if telling.stage.programs[program].cohort:
        due = Due(f"cohort-offer:{telling.person.id}", "cohort-offer", telling.person.id, telling.now, subject=program)
        telling.wish(Schedule(due))


def come_in(telling: Telling, due: Due) -> None:
    """There is a way into the group now."""
    del due
    for found in desk_of(telling).cohorts:
        if found.cohort.link and found.cohort.status == "open" and telling.person.id in found.members:
            telling.say(telling.words(labels.WAY_IN(name=found.cohort.name, link=found.cohort.link)))


def offer(telling: Telling, due: Due) -> None:
    """Ask whether they want to join the cohort that is named, or one of their program that goes on. Whoever is in one,
    or has finished the training, is not asked."""
    del due
    for found in desk_of(telling).cohorts:
        cohort = found.cohort
        if cohort.status == "ended" or telling.person.id in found.members or not _may_join(telling, cohort):
            continue
        values = {"day": in_words(cohort.begins, telling.language), "brand": PLACES[cohort.channel]}
        program = telling.title_of(cohort.program)
        said = telling.words(labels.OFFER(name=cohort.name, program=program, **values))
        telling.say(said, (_button(telling, labels.JOIN, "join", cohort),))
        return

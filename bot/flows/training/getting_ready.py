"""A mentor gets ready: two questions about themselves, the guidelines, and the lessons at their own pace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.flows.cohorts.mine import offer_soon
from bot.flows.engine.answering import answer
from bot.flows.engine.flow import Ask, Do, Flow, FromScene
from bot.flows.engine.telling import Telling, run_code
from bot.flows.engine.walk import advance, resume
from bot.flows.shapes import Choice, FreeText
from bot.flows.standing.buttons import verb_button
from bot.flows.training.course import Rest, lessons_of, turned_back
from bot.flows.training.going_on import NOTHING, READY, go_on, here, open_course, ways_on
from bot.flows.training.picking import LATER, ON
from bot.flows.training.progress import progress_of
from bot.flows.training.readiness import in_words, mentorships, unready
from bot.flows.training.reminding import plan_reminder
from bot.flows.training.standpoint import keep, membership_of, place_now, where_in_words
from bot.flows.understanding.typed import steering
from bot.words.effects.people import SaveMembership
from bot.words.folding import normalise
from bot.words.messages import Content, Typed
from bot.words.people import Membership, Run
from bot.words.phrases import Phrase

NO_WAY_BACK = Phrase(
    "training-no-way-back",
    "This is as far back as you can go here. What you read before stands above, and you can read lessons again later.",
)

_TURNING = frozenset(map(normalise, (*ON, *LATER)))


def keep_words(telling: Telling) -> None:
    """What they told about themselves goes into their profile."""
    membership, answers = membership_of(telling), telling.run.answers
    told = {name: answers[name] for name in ("about", "gender") if name in answers}
    if membership is None or not told:
        return
    kept = replace(membership, profile={**membership.profile, **told})
    others = tuple(kept if m.id == membership.id else m for m in telling.scene.memberships)
    telling.scene = replace(telling.scene, memberships=others)
    telling.wish(SaveMembership(kept))
    telling.keep_run(replace(telling.run, answers={k: v for k, v in answers.items() if k not in told}))


class Training(Flow):
    """Two questions, the guidelines, the lessons one by one, and what was missed once more."""

    about = Ask(
        "What would you like a mentee to know about you? Two or three sentences, without last name or contact.",
        FreeText(at_most=400),
        why="It is what a mentee reads about you before you meet. What you do, like or have been through is enough.",
        optional=True,
        counted=False,
    )
    gender = Ask(
        "Some people feel more at ease with a woman or a man. How would you describe yourself? The program's team can "
        "see it, your mentee doesn't.",
        Choice(woman="A woman", man="A man", other="Another way"),
        optional=True,
        counted=False,
    )
    told = Do(keep_words)
    opened = Do(open_course)
    page = Ask("{page}", FromScene(ways_on), values=here, counted=False)
    turned = Do(go_on)


# --- beginning, and coming back --------------------------------------------------------------------------------------


def begin(telling: Telling) -> None:
    """Begin the training, or go on with it where it was left; at its end say what is still missing."""
    membership = unready(telling)
    if membership is None:
        _say_ready(telling)
        return
    run = next((run for run in _runs(telling) if run.variant == membership.program), None)
    if run is not None:
        telling.take_up(run_code(run))
        resume(telling, where_in_words(telling) if telling.run.open == "page" else "")
        return
    if not progress_of(membership).has_begun:
        offer_soon(telling, membership.program)
    telling.open_run("training", membership.program)
    telling.keep_run(replace(telling.run, passed=_not_asked(telling, membership)))
    plan_reminder(telling, membership, telling.now)
    if progress_of(membership).has_begun and not isinstance(place_now(telling), Rest | None):
        telling.say(where_in_words(telling))
    advance(telling)


def typed(telling: Telling, content: Content) -> Callable[[], None] | None:
    """What is meant by words that turn pages while one is open, such as "next", which mean something else elsewhere."""
    if not (isinstance(content, Typed) and telling.going and telling.run.open == "page"):
        return None
    if telling.run.flow not in {"training", "lessons"}:
        return None
    if normalise(content.text) in _TURNING:
        return lambda: answer(telling, content)
    steered = steering(content.text, telling.language, telling.stage.speech)
    is_back = telling.run.flow == "training" and steered == "back"
    return (lambda: _turn_back(telling)) if is_back else None


def _turn_back(telling: Telling) -> None:
    membership = membership_of(telling)
    before = turned_back(progress_of(membership)) if membership else None
    if before is None:
        resume(telling, telling.words(NO_WAY_BACK()))
    else:
        keep(telling, before)
        resume(telling)


def _runs(telling: Telling) -> Iterator[Run]:
    runs = (run for run in (telling.scene.run, *telling.scene.parked) if run is not None)
    return (run for run in runs if run.flow == "training" and run.status == "open")


def _not_asked(telling: Telling, membership: Membership) -> tuple[str, ...]:
    """The questions that were answered or left out before, or that this program does not ask."""
    if progress_of(membership).has_begun:
        return ("about", "gender")
    wishes = telling.stage.programs[membership.program].matching.rules.same_gender_wish
    known = [name for name in ("about", "gender") if name in membership.profile]
    return tuple(dict.fromkeys((*known, *(() if wishes else ("gender",)))))


def _say_ready(telling: Telling) -> None:
    mine = mentorships(telling)
    if not mine:
        telling.say(telling.words(NOTHING()))
        return
    said = [in_words(telling, membership) for membership in mine]
    text = "\n\n".join(filter(None, said)) or telling.words(READY())
    has_lessons = any(lessons_of(telling.stage.programs[membership.program]) for membership in mine)
    telling.say(text, (verb_button(telling, "lessons"),) if has_lessons else ())


PHRASES = (NO_WAY_BACK,)

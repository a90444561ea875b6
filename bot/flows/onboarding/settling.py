"""What onboarding does between its questions: settle the program, the name, the zone, and at the end the membership."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.flows.desk import letters, wanted
from bot.flows.engine.flow import Ask
from bot.flows.engine.telling import Telling
from bot.flows.journey.prompts import plan_prompts
from bot.flows.standing.said import training_buttons
from bot.flows.training.readiness import has_training_left, in_words
from bot.flows.training.reminding import plan_reminder
from bot.words.effects.people import MoveTo, SaveMembership
from bot.words.messages import Json
from bot.words.people import Membership
from bot.words.phrases import Phrase

NEXT_MENTEE = Phrase(
    "standing-next-mentee",
    "Thank you, {name}! You are on the list for {program}.\n\n"
    "What happens next: we look for a mentor who fits you. This can take some days, sometimes a few weeks, because "
    "we would rather find a good match than a quick one. I will write to you here as soon as there is someone. "
    "You don't need to do anything until then.",
)
NEXT_MENTOR = Phrase(
    "standing-next-mentor",
    "Thank you, {name}! You are on the list of mentors for {program}.\n\n"
    "What happens next: you get ready, here in this chat and at your own pace. Then I look for someone you can walk "
    "alongside. This can take some weeks. I will write to you here.",
)
NEXT_BOTH = Phrase(
    "standing-next-both",
    "Thank you, {name}! You are on both lists for {program}: to find a mentor, and to become one.\n\n"
    "What happens next: I look for a mentor for you. Meanwhile you can get ready to be one yourself, here in this chat "
    "and at your own pace. Both can take some weeks. I will write to you here.",
)
NEXT_READY = Phrase(
    "standing-next-ready",
    "Thank you, {name}! You are on the list of mentors for {program}.\n\n"
    "What happens next: I look for someone you can walk alongside. This can take some weeks. I will write to you here.",
)


NOT_FACETS = {"consent", "role", "program", "name"}
TOLD_LATER = ("about", "gender")
"""What mentors tell about themselves when they get ready: it stays when the other answers change."""
SIDES = {"mentee": {"goal", "wish"}, "mentor": {"offer", "seats"}}


def choose_program(telling: Telling) -> None:
    """From here on the chosen program's own questions are asked; with a single program there was nothing to choose."""
    chosen = telling.run.answers.get("program")
    programs = telling.stage.programs
    if isinstance(chosen, str) and chosen in programs:
        telling.keep_run(replace(telling.run, variant=chosen))
    elif len(programs) == 1:
        telling.keep_run(replace(telling.run, variant=next(iter(programs))))
    wanted.follow_up(telling)


def tell_programs(telling: Telling) -> Mapping[str, str]:
    """The programs to choose from, with whom each is for."""
    language = telling.language
    programs = telling.stage.programs.values()
    told = "\n\n".join(f"{p.title.in_language(language)}\n{p.about.in_language(language)}" for p in programs)
    return {"programs": told}


def take_name(telling: Telling) -> None:
    """Call the person by the name they chose."""
    name = telling.run.answers.get("name")
    if isinstance(name, str) and name != telling.person.name:
        telling.keep_person(replace(telling.person, name=name))


def take_zone(telling: Telling) -> None:
    """A city brings its time zone."""
    match telling.run.answers.get("place"):
        case {"zone": str(zone)} if zone != telling.person.zone:
            telling.keep_person(replace(telling.person, zone=zone))
            telling.wish(MoveTo(telling.person.id, zone))
            for program in dict.fromkeys(tie.match.program for tie in telling.scene.ties if tie.journey):
                plan_prompts(telling, program)


def finish(telling: Telling) -> None:
    """Keep the profile as one membership for each role, and say honestly what happens next.

    The age screen is looked at once more: no membership begins without its outcome.
    """
    if telling.person.adult is None:
        raise PermissionError("a profile cannot be finished before the age screen was passed")
    role = telling.run.answers.get("role")
    roles = ("mentee", "mentor") if role == "both" else (str(role),)
    for side in roles:
        telling.wish(SaveMembership(_membership(telling, side)))
    kept = tuple(
        m for m in telling.scene.memberships if (m.program, m.role) not in {(telling.run.variant, r) for r in roles}
    )
    telling.scene = replace(telling.scene, memberships=(*kept, *(_membership(telling, side) for side in roles)))
    telling.keep_run(replace(telling.run, status="done", open=None, draft=None))
    mentoring = next(
        (m for m in telling.scene.memberships if (m.program, m.role) == (telling.run.variant, "mentor")), None
    )
    if mentoring is not None and has_training_left(mentoring):
        plan_reminder(telling, mentoring, telling.now)
    _tell_next(telling)


def _tell_next(telling: Telling) -> None:
    """The honest end of onboarding, with the way on for mentors."""
    mine = [m for m in telling.scene.memberships if m.program == telling.run.variant]
    roles, mentoring = {m.role for m in mine}, next((m for m in mine if m.role == "mentor"), None)
    has_left = mentoring is not None and has_training_left(mentoring)
    alone = NEXT_MENTEE if mentoring is None else NEXT_MENTOR if has_left else NEXT_READY
    phrase = NEXT_BOTH if len(roles) == 2 and has_left else alone if len(roles) == 1 else NEXT_MENTEE
    said = [telling.words(phrase(name=telling.person.name, program=telling.title_of(telling.run.variant)))]
    said += [in_words(telling, mentoring)] if mentoring else []
    telling.say("\n\n".join(filter(None, said)), training_buttons(telling))


def _membership(telling: Telling, role: str) -> Membership:
    before = next(
        (m for m in telling.scene.memberships if (m.program, m.role) == (telling.run.variant, role)),
        None,
    )
    return Membership(
        id=before.id if before else telling.moment.ids(),
        person=telling.person.id,
        program=telling.run.variant,
        role=role,
        status="waiting",
        profile={**_told_later(before, role), **_profile(telling, role)},
        since=before.since if before else telling.now,
        record=before.record if before else letters.brought_along(telling.run),
    )


def _told_later(before: Membership | None, role: str) -> Mapping[str, Json]:
    if before is None or role != "mentor":
        return {}
    return {name: before.profile[name] for name in TOLD_LATER if name in before.profile}


def _profile(telling: Telling, role: str) -> Mapping[str, Json]:
    other = SIDES["mentor" if role == "mentee" else "mentee"]
    asked = {step.name for step in telling.script.steps if isinstance(step, Ask) and step.when(telling.facts)}
    return {
        name: value for name, value in telling.run.answers.items() if name in asked - other and name not in NOT_FACETS
    }


PHRASES = (NEXT_MENTEE, NEXT_MENTOR, NEXT_BOTH, NEXT_READY)

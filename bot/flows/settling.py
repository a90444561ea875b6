"""What onboarding does between its questions: settle the program, the name, the zone, and at the end the membership."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.flows.engine.flow import Ask
from bot.flows.engine.telling import Telling
from bot.flows.journey.prompts import plan_prompts
from bot.flows.standing import tell_next
from bot.flows.training.readiness import has_training_left
from bot.flows.training.reminding import plan_reminder
from bot.words.messages import Json
from bot.words.people import Membership
from bot.words.turns import MoveTo, SaveMembership

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
    tell_next(telling)


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
        record=before.record if before else {},
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

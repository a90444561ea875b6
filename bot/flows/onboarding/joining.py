"""Join codes as people bring them: by a link, a poster or a few words, into a program and a role.

A code answers the questions about program and role and none else; whoever brings one passes consent and the age screen
like everyone. One that is closed, unknown or mistyped begins as if there had been none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.flows.engine.flow import Ask, Do, Flow
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.onboarding.reminding import schedule_reminder
from bot.flows.shapes import Choice
from bot.texts.naming import joined
from bot.words.doors import LEAD, ROLES, made
from bot.words.effects.desk import Arrive
from bot.words.joining import JoinCode
from bot.words.messages import Command, Content, Json, Typed
from bot.words.phrases import Phrase

OLD = Phrase(
    "join-old", "That invitation is no longer in use, and that's no problem: you are welcome, and we begin right here."
)
AS_IT_WAS = Phrase("join-as-it-was", "All right, everything stays as it is.")
CARRIED = ("profession", "place", "languages", "education", "school", "times", "known", "gender", "about")
"""What someone told one program and need not tell the next."""
_PARTS = re.compile(r"[\s\-]+")


@dataclass(frozen=True, slots=True)
class Brought:
    """What a code says: role and program ("" where it leaves them open), the code itself where a coordinator made it.
    `is_old` says that it looks like one of those and leads nowhere (any more)."""

    role: str = ""
    program: str = ""
    code: JoinCode | None = None
    is_old: bool = False


def made_code(content: Content) -> str:
    """The code of a coordinator's that someone brings, by a link or typed, without its lead; "" where it is none."""
    match content:
        case Command(name="start", argument=text) | Typed(text=text) if text.lower().lstrip().startswith(LEAD):
            return made(text)
        case _:
            return ""


def is_brought(telling: Telling, content: Content) -> bool:
    """Whether someone who is known to us brings a code in another way than with /start."""
    match content:
        case Typed():
            return bool(made_code(content))
        case Command(name=name):
            return name in telling.stage.programs
        case _:
            return False


def brought(telling: Telling) -> Brought:
    """The code in what was said just now; one that says nothing where there is none."""
    content = telling.inbound.content if telling.inbound else None
    match content:
        case Command(name="start", argument=text) | Typed(text=text) if text.lower().lstrip().startswith(LEAD):
            return _made_by_coordinator(telling)
        case Command(name="start", argument=text):
            return _open_to_all(telling, text)
        case Command(name=name, argument=more) if name in telling.stage.programs or name in ROLES:
            return _open_to_all(telling, f"{name} {more}")
        case Typed(text=text) if telling.scene.person is None:
            found = _open_to_all(telling, text)
            return found if found.program and len(_parts(text)) <= 2 else Brought()
        case _:
            return Brought()


def _made_by_coordinator(telling: Telling) -> Brought:
    code = telling.scene.desk.join if telling.scene.desk else None
    if code is None or not code.is_open or code.program not in telling.stage.programs:
        return Brought(is_old=True)
    return Brought(code.role, code.program, code)


def _open_to_all(telling: Telling, text: str) -> Brought:
    """A code such as "mentor" or "first_year-mentee"; what is unknown in it says nothing."""
    parts = _parts(text)
    role = next((part for part in parts if part in ROLES), "")
    program = next((part for part in parts if part in telling.stage.programs), "")
    return Brought(role, program)


def _parts(text: str) -> list[str]:
    return [part for part in _PARTS.split(text.strip().lower()[:80]) if part][:3]


def known_from(telling: Telling, found: Brought) -> dict[str, Json]:
    """The questions of onboarding that a code answers beforehand."""
    known: dict[str, Json] = {"role": found.role} if found.role else {}
    if found.program and len(telling.stage.programs) > 1:
        known["program"] = found.program
    return known


def count(telling: Telling, found: Brought) -> None:
    """Someone came by this code who does not take part in its program yet."""
    if found.code is not None and all(m.program != found.program for m in telling.scene.memberships):
        telling.wish(Arrive(found.code.id, telling.person.id))


# --- someone who takes part in another program already ---------------------------------------------------------------


def offers_another(telling: Telling, found: Brought) -> bool:
    """Ask someone who takes part elsewhere whether they want to join this program as well; False where they do not."""
    programs = {membership.program for membership in telling.scene.memberships}
    if not programs or not found.program or found.program in programs or telling.person.adult is None:
        return False
    if telling.going and telling.run.variant == found.program:
        return False  # they are being asked already
    known: dict[str, Json] = {"wanted": found.program, "as": found.role}
    if found.code is not None:
        known["code"] = found.code.id
    telling.open_run(AnotherProgram.key, found.program, known)
    advance(telling)
    return True


def both_titles(telling: Telling) -> Mapping[str, str]:
    """What they take part in, and what they are invited to."""
    before = dict.fromkeys(membership.program for membership in telling.scene.memberships)
    titles = [telling.title_of(program) for program in before]
    wanted = str(telling.run.answers.get("wanted", ""))
    return {"before": joined(titles, telling.language), "program": telling.title_of(wanted)}


def join_another(telling: Telling) -> None:
    """On a yes, ask what this program has to know; what they told the other one they need not tell again."""
    answers = dict(telling.run.answers)
    program, role, code = str(answers["wanted"]), str(answers["as"]), answers.get("code")
    telling.close_run()
    if answers.get("too") != "yes" or program not in telling.stage.programs:
        telling.say(telling.words(AS_IT_WAS()))
        return
    if isinstance(code, int):
        telling.wish(Arrive(code, telling.person.id))
    known = {**_told_before(telling), **({"role": role} if role else {}), "program": program}
    telling.open_run("onboarding", program, known)
    schedule_reminder(telling)
    advance(telling)


def _told_before(telling: Telling) -> dict[str, Json]:
    asked = {step.name for step in telling.stage.script("onboarding", "").steps}
    told = {name: value for one in reversed(telling.scene.memberships) for name, value in one.profile.items()}
    known: dict[str, Json] = {name: told[name] for name in CARRIED if name in told and name in asked}
    return {"name": telling.person.name, **known} if telling.person.name else known


class AnotherProgram(Flow):
    """Whether someone who takes part in one program would like to join another."""

    too = Ask(
        "You take part in {before} already. Would you like to join {program} as well? I ask you only what is new.",
        Choice(yes="Yes, please", no="No, thank you"),
        values=both_titles,
        counted=False,
    )
    decided = Do(join_another)


PHRASES = (OLD, AS_IT_WAS)

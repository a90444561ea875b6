"""Who may do what, read from the scene as it stands in the transaction, and the trail that every deed leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bot.flows.engine.telling import Telling
from bot.words.desk import AuditLine, Desk, Staff
from bot.words.effects.desk import Audit
from bot.words.matches import Concern
from bot.words.messages import Json
from bot.words.phrases import Phrase

DENIED = Phrase("desk-denied", "This button is not for you, or not any more. Nothing has happened.")


def is_admin(staff: Iterable[Staff]) -> bool:
    """Whether these rights are an admin's."""
    return any(one.role == "admin" for one in staff)


def admins(staff: Iterable[Staff]) -> list[Staff]:
    """All who are admins."""
    return [one for one in staff if one.role == "admin"]


def programs_of(staff: Collection[Staff], programs: Iterable[str]) -> list[str]:
    """The programs these rights reach: an admin's all."""
    mine = {one.program for one in staff}
    return [name for name in programs if is_admin(staff) or name in mine]


def may(telling: Telling, program: str) -> bool:
    """Whether this person may act on this program now."""
    staff = telling.scene.staff
    return is_admin(staff) or any(one.program == program for one in staff)


def may_see(concern: Concern, person: int) -> bool:
    """Whether a report may be shown to someone with rights: not to whom it is about, nor to who brought it."""
    return person not in (concern.about, concern.reporter)


def my_programs(telling: Telling) -> list[str]:
    """The programs this person may act on now."""
    return programs_of(telling.scene.staff, telling.stage.programs)


def desk_of(telling: Telling) -> Desk:
    """What this turn asked to see."""
    return telling.scene.desk or Desk()


def enter(  # noqa: PLR0913 - one line of the trail
    telling: Telling,
    what: str,
    program: str = "",
    *,
    match: int | None = None,
    person: int | None = None,
    details: Json = None,
) -> None:
    """Enter into the trail what this person does."""
    by = telling.scene.person.id if telling.scene.person else 0
    telling.wish(Audit(AuditLine(telling.now, by, what, program, match, person, details)))


def deny(telling: Telling, tried: str) -> None:
    """Someone pressed what is not theirs: say so kindly, and enter it into the trail."""
    enter(telling, "denied", details={"tried": tried[:64]})
    telling.say(telling.words(DENIED()))


PHRASES = (DENIED,)

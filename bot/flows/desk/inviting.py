"""Inviting someone to the staff: a code that works once, for one role in one program, for two weeks."""

from __future__ import annotations

from dataclasses import replace

from bot.flows.desk.codes import LEAD, VALID, role_in_words
from bot.flows.desk.rights import admins, desk_of, enter, is_admin, may, my_programs
from bot.flows.desk.views import button, show
from bot.flows.engine.flow import Ask, Do, Flow, FromScene
from bot.flows.engine.shape import Shape
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.shapes import Choice
from bot.flows.shapes.labels import Labelled
from bot.texts.dates import day
from bot.words.desk import Invitation
from bot.words.effects.desk import SaveInvitation
from bot.words.effects.sending import Schedule
from bot.words.ids import id_in
from bot.words.messages import Button
from bot.words.people import Due
from bot.words.phrases import Phrase

HEAD = Phrase(
    "desk-invitations",
    "Invitations make someone a coordinator or an admin. Mentors and mentees need none: they just write to me.",
)
OPEN = Phrase("desk-invitation-open", "{number}. {role}, until {day}")
ASKED = Phrase("desk-invitation-asked", "{number}. {role}, waits for an admin's yes")
NEW = Phrase("desk-invitation-new", "New invitation")
WITHDRAW = Phrase("desk-invitation-withdraw", "Withdraw {number}")
APPROVE = Phrase("desk-invitation-approve", "Approve")
REFUSE = Phrase("desk-invitation-refuse", "No")
MADE = Phrase(
    "desk-invitation-made",
    "Here is the invitation ({role}). Please send this code to the person yourself; they write it to me, and I do the "
    "rest:\n\n{code}\n\nIt works once, until {day}. Whoever has it can use it, so send it to nobody else.",
)
NEEDS_YES = Phrase("desk-invitation-needs-yes", "It works as soon as an admin has approved it. I have asked them.")
NOBODY_ASKED = Phrase("desk-invitation-no-admin", "There is no admin to approve it at the moment.")
ASK_ADMIN = Phrase(
    "desk-invitation-ask", "{name} would like to invite someone ({role}). The code works once you approve it. Shall it?"
)
APPROVED = Phrase("desk-invitation-approved", "Approved. The code works now.")
REFUSED = Phrase("desk-invitation-refused", "All right, that code will not work.")
WITHDRAWN = Phrase("desk-invitation-withdrawn", "Withdrawn. That code does not work any more.")
TOLD_YES = Phrase("desk-invitation-told-yes", "Your invitation ({role}) is approved: the code works now.")
TOLD_NO = Phrase("desk-invitation-told-no", "Your invitation ({role}) was not approved.")
AS_ADMIN = Phrase("desk-invitation-as-admin", "All of them, as an admin")
DESK = Phrase("desk-to-desk", "Desk")
GONE = Phrase("desk-invitation-gone", "That invitation is no longer open.")


def act(telling: Telling, arg: str) -> None:
    """Show the invitations, begin one, or decide on one."""
    what, _, code = arg.partition(".")
    if what == "new":
        telling.open_run("inviting", "", {})
        advance(telling)
    elif what in {"withdraw", "approve", "refuse"} and id_in(code):
        _decide(telling, what, id_in(code))
    else:
        _show(telling)


def _show(telling: Telling) -> None:
    said, buttons = [telling.words(HEAD())], [button(telling, NEW, "invite.new", "option")]
    lines = []
    for number, one in enumerate(_mine(telling), 1):
        role = role_in_words(telling, one.role, one.program)
        until = day(one.until, telling.person.zone, telling.language)
        phrase = ASKED if one.status == "asked" else OPEN
        lines.append(telling.words(phrase(number=number, role=role, day=until)))
        if one.status == "asked" and is_admin(telling.scene.staff):
            buttons.append(button(telling, APPROVE, f"invite.approve.{one.id:x}"))
        buttons.append(button(telling, WITHDRAW, f"invite.withdraw.{one.id:x}", number=number))
    if lines:
        said.append("\n".join(lines))
    show(telling, "\n\n".join(said), (*buttons, button(telling, DESK, "menu")))


def _mine(telling: Telling) -> list[Invitation]:
    """Those this person may see: an admin all, a coordinator those of their programs."""
    standing = [one for one in desk_of(telling).invitations if one.until > telling.now]
    return [
        one
        for one in standing
        if may(telling, one.program) and (one.role == "coordinator" or is_admin(telling.scene.staff))
    ]


def _decide(telling: Telling, what: str, id: int) -> None:
    found = next((one for one in _mine(telling) if one.id == id), None)
    if found is None or (what != "withdraw" and (found.status != "asked" or not is_admin(telling.scene.staff))):
        telling.say(telling.words(GONE()))
        return
    status = "open" if what == "approve" else "withdrawn"
    until = telling.now + VALID if what == "approve" else found.until
    telling.wish(SaveInvitation(replace(found, status=status, until=until)))
    enter(telling, f"{what}-invitation", found.program, details={"role": found.role, "invitation": found.id})
    if what != "withdraw" and found.by is not None:
        subject = f"{status}/{found.role}/{found.program}"
        telling.wish(Schedule(Due(f"desk-approved:{id:x}", "desk-approved", found.by, telling.now, subject=subject)))
    said = {"approve": APPROVED, "refuse": REFUSED, "withdraw": WITHDRAWN}[what]
    show(telling, telling.words(said()), (button(telling, DESK, "menu"),))


# --- a new one -----------------------------------------------------------------------------------------------------


def programs(telling: Telling) -> Shape:
    """The programs this person may invite to; for an admin also all of them, as an admin."""
    options = [_option(telling, program, telling.title_of(program)) for program in my_programs(telling)]
    if is_admin(telling.scene.staff):
        options.append(_option(telling, "~admin", telling.words(AS_ADMIN())))
    return Choice.of(options)


def make(telling: Telling) -> None:
    """Hand out the code; a coordinator's needs an admin's yes."""
    answers = dict(telling.run.answers)
    telling.close_run()
    chosen, code = str(answers.get("program", "")), desk_of(telling).fresh
    role, program = ("admin", "") if chosen == "~admin" else ("coordinator", chosen)
    may_do = is_admin(telling.scene.staff) if role == "admin" else may(telling, program)
    if not may_do or not code:
        telling.say(telling.words(GONE()))
        return
    status = "open" if is_admin(telling.scene.staff) else "asked"
    id, until = telling.moment.ids(), telling.now + VALID
    telling.wish(SaveInvitation(Invitation(id, role, program, telling.person.id, status, telling.now, until), code))
    enter(telling, "invite", program, details={"role": role, "invitation": id})
    said = [
        telling.words(
            MADE(
                role=role_in_words(telling, role, program),
                code=f"{LEAD}{code}",
                day=day(until, telling.person.zone, telling.language),
            )
        )
    ]
    if status == "asked":
        said.append(_ask_admins(telling, id))
    telling.say("\n\n".join(said), (button(telling, DESK, "menu"),))


def _ask_admins(telling: Telling, id: int) -> str:
    asked = admins(desk_of(telling).staff)
    for one in asked:
        key = f"desk-approve:{id:x}:{one.person:x}"
        telling.wish(Schedule(Due(key, "desk-approve", one.person, telling.now, subject=str(id))))
    return telling.words((NEEDS_YES if asked else NOBODY_ASKED)())


class Inviting(Flow):
    """A new invitation."""

    program = Ask("Which program is the person to help with?", FromScene(programs), counted=False)
    made = Do(make)


def ask_admin(telling: Telling, due: Due) -> None:
    """An admin is asked to approve."""
    found = next((one for one in _mine(telling) if str(one.id) == due.subject), None)
    if found is None or found.status != "asked" or not is_admin(telling.scene.staff):
        return
    name, role = desk_of(telling).name(found.by), role_in_words(telling, found.role, found.program)
    buttons: tuple[Button, ...] = (
        button(telling, APPROVE, f"invite.approve.{found.id:x}", "option"),
        button(telling, REFUSE, f"invite.refuse.{found.id:x}", "option"),
    )
    telling.say(telling.words(ASK_ADMIN(name=name, role=role)), buttons)


def tell_approved(telling: Telling, due: Due) -> None:
    """What came of an invitation, for who made it."""
    status, role, program = due.subject.split("/")
    said = TOLD_YES if status == "open" else TOLD_NO
    if telling.scene.staff:
        telling.say(telling.words(said(role=role_in_words(telling, role, program))))


def _option(telling: Telling, key: str, said: str) -> Labelled:
    return Labelled(key, said, {telling.language: said})


PHRASES = (
    HEAD, OPEN, ASKED, NEW, WITHDRAW, APPROVE, REFUSE, MADE, NEEDS_YES, NOBODY_ASKED, ASK_ADMIN, APPROVED, REFUSED,
    WITHDRAWN, TOLD_YES, TOLD_NO, GONE, DESK, AS_ADMIN,
)  # fmt: skip

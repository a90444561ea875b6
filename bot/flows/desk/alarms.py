"""Who hears of a report: staff at once and again, and whoever brought it, when somebody has it and when it is over."""

from __future__ import annotations

from bot.flows.desk.duty import acknowledge_by
from bot.flows.desk.reported import category, found, name_of, on_duty
from bot.flows.desk.rights import desk_of
from bot.flows.desk.views import button
from bot.flows.engine.telling import Telling
from bot.texts.dates import day, hour
from bot.words.people import Due
from bot.words.phrases import Phrase

ACTED = frozenset({"talked", "parted", "left"})
"""Outcomes after which the reporter hears that something was done."""

ALERT = Phrase(
    "desk-alert", "⚠ {name}, a report needs you ({program}): {category}. Please take it on by {day}, {hour}."
)
ALERT_AGAIN = Phrase(
    "desk-alert-again",
    "⚠ {name}, nobody has taken this report yet ({program}): {category}. It came on {day}, {hour}.",
)
OPEN = Phrase("desk-alert-open", "Open the report")
HEARD = Phrase(
    "desk-told-heard",
    "{name}, who looks after {program}, has taken on your report. They may write to you here. {partner} isn't told.",
)
HEARD_ABOUT_NOBODY = Phrase("desk-told-heard-nobody", "{name}, who looks after {program}, has taken on your report.")
SETTLED = Phrase(
    "desk-told-settled",
    "A word about your report: the people who look after {program} have looked into it and done something about it. "
    "What exactly stays between them and those it concerns. Thank you for speaking up. If something else "
    "happens, please tell me again: /report.",
)
NOTHING_DONE = Phrase(
    "desk-told-nothing-done",
    "A word about your report: the people who look after {program} have looked into it, and found nothing they had to "
    "change for now. Thank you for speaking up. If something else happens, please tell me again: /report.",
)


def alert(telling: Telling, due: Due) -> None:
    """A report needs this member of the staff; again, where nobody has taken it."""
    id, _, rung = due.subject.partition("/")
    concern = found(telling, int(id))
    if concern is None or concern.status != "new":
        return
    phrase = ALERT if rung == "1" else ALERT_AGAIN
    at = acknowledge_by(concern, on_duty(telling)) if rung == "1" else concern.created_at
    zone, language = telling.person.zone, telling.language
    said = phrase(
        name=telling.person.name,
        program=telling.title_of(concern.program),
        category=category(telling, concern),
        day=day(at, zone, language),
        hour=hour(at, zone, language),
    )
    telling.say(telling.words(said), (button(telling, OPEN, f"concern.{concern.id:x}", "option"),))


def tell_heard(telling: Telling, due: Due) -> None:
    """The reporter hears who takes care of it."""
    desk = desk_of(telling)
    concern = next((one for one in desk.concerns if str(one.id) == due.subject), None)
    if concern is None or concern.owner is None or not _can_hear(telling):
        return
    phrase = HEARD if concern.about else HEARD_ABOUT_NOBODY
    title = telling.title_of(concern.program)
    partner = name_of(telling, desk, concern.about)
    telling.say(telling.words(phrase(name=desk.name(concern.owner), program=title, partner=partner)))


def tell_settled(telling: Telling, due: Due) -> None:
    """The reporter hears what came of it, in general words."""
    concern = next((one for one in desk_of(telling).concerns if str(one.id) == due.subject), None)
    if concern is not None and concern.status == "closed" and _can_hear(telling):
        phrase = SETTLED if concern.outcome in ACTED else NOTHING_DONE
        telling.say(telling.words(phrase(program=telling.title_of(concern.program))))


def _can_hear(telling: Telling) -> bool:
    return telling.person.active and telling.scene.reachable


PHRASES = (
    ALERT, ALERT_AGAIN, OPEN, HEARD, HEARD_ABOUT_NOBODY, SETTLED, NOTHING_DONE,
)  # fmt: skip

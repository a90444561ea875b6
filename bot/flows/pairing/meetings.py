"""A time to meet: slots that suit both, each on their own clock; the partner agrees, and both get a calendar file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from bot.flows.alive.signs import look_forward
from bot.flows.engine.flow import Ask, Do, Flow, FromScene
from bot.flows.engine.shape import Shape
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.journey.calendar import zone_of
from bot.flows.matches.keeping import note
from bot.flows.matches.planning import tell_partner
from bot.flows.matches.presence import is_put_off
from bot.flows.matches.ties import called, tell_partner_name, tie_asked, tie_due
from bot.flows.pairing.slots import Slot, common_slots, ics
from bot.flows.shapes import Choice
from bot.flows.shapes.labels import Labelled
from bot.texts.dates import day, hour
from bot.words.matches import Tie
from bot.words.messages import File, Json, Written
from bot.words.people import Due
from bot.words.phrases import Phrase

MEET = Phrase("meetings-meet", "Find a time with {name}")
SLOT = Phrase("meetings-slot", "{day}, {hour}")
OTHER = Phrase("meetings-other", "None of these")
NO_SLOTS = Phrase(
    "meetings-no-slots",
    "By the times you both gave me, your weeks don't overlap. Write to {partner} and suggest a time that is a little "
    "different from usual. Often there is one.",
)
WRITE_INSTEAD = Phrase(
    "meetings-write-instead", "All right. Then it is easiest to write to {partner} and agree on a time together."
)
SUGGESTED = Phrase("meetings-suggested", "I have suggested {when} to {partner} and will tell you what they say.")
AGREED = Phrase(
    "meetings-agreed",
    "It's settled: you two meet on {when} (your time). Here it is for your calendar. How you meet is up to you both: a "
    "call, a walk, or writing here.",
)
NO_LONGER = Phrase("meetings-no-longer", "That suggestion is no longer open, so nothing has changed.")
DECLINED = Phrase(
    "meetings-declined", "{partner} can't make it on {when}. You can suggest another time, or just write to each other."
)
TITLE = Phrase("meetings-title", "Meeting with {partner}")


def begin(telling: Telling, tie: Tie, _: str) -> None:
    """Offer times that suit both."""
    if not _slots(telling, tie):
        telling.say(telling.words(NO_SLOTS(partner=tie.partner.name)))
        return
    telling.open_run("meeting", tie.match.program, {"match": tie.match.id, "from": telling.now.isoformat()})
    advance(telling)


def slots(telling: Telling) -> Shape:
    """The times, each in the reader's own zone."""
    tie, language = tie_asked(telling), telling.language
    found = _slots(telling, tie) if tie else []
    options = [Labelled(slot.key, said := _said(telling, slot.at), {language: said}) for slot in found]
    other = telling.words(OTHER())
    return Choice.of([*options, Labelled("other", other, {language: other})])


def suggest(telling: Telling) -> None:
    """Ask the partner whether the chosen time suits them."""
    tie, chosen = tie_asked(telling), str(telling.run.answers.get("when"))
    telling.close_run()
    if tie is None or tie.match.status != "open":
        telling.say(telling.words(NO_LONGER()))
    elif chosen == "other":
        telling.say(telling.words(WRITE_INSTEAD(partner=tie.partner.name)))
    else:
        at = Slot.read(chosen)
        slot = {"at": at.isoformat(), "by": tie.match.side(telling.person.id), "state": "suggested"}
        match = note(telling, tie.match, slot=slot)
        tell_partner(telling, match, "slot")
        telling.say(telling.words(SUGGESTED(partner=tie.partner.name, when=_said(telling, at))))


class Meeting(Flow):
    """One of the two picks a time."""

    when = Ask(
        "These times suit you and {partner}, by what you both told me. Which one shall I suggest?",
        FromScene(slots),
        values=tell_partner_name,
        counted=False,
    )
    suggested = Do(suggest)


def tell_slot(telling: Telling) -> Mapping[str, str]:
    """Who suggests, and when it would be on the reader's clock."""
    tie = tie_asked(telling)
    slot = tie.match.told.get("slot") if tie else None
    at = _at(slot) if isinstance(slot, dict) else telling.now
    return {"partner": called(telling, tie), "when": _said(telling, at)}


def agree(telling: Telling) -> None:
    """A yes gives both the date; a no goes back to whoever suggested."""
    tie, answer = tie_asked(telling), telling.run.answers.get("suits")
    telling.close_run()
    slot = tie.match.told.get("slot") if tie else None
    if tie is None or tie.match.status != "open" or not isinstance(slot, dict) or slot.get("state") != "suggested":
        telling.say(telling.words(NO_LONGER()))
        return
    if _at(slot) <= telling.now:
        telling.say(telling.words(NO_LONGER()))
        return
    state = "agreed" if answer == "yes" else "declined"
    match = note(telling, tie.match, slot={**slot, "state": state})
    if state == "agreed":
        _give(telling, tie, _at(slot))
    else:
        telling.say(telling.words(WRITE_INSTEAD(partner=tie.partner.name)))
    tell_partner(telling, match, "slot-answer")


class Agreeing(Flow):
    """The other one says whether it suits them."""

    suits = Ask(
        "{partner} suggests that you meet on {when} (your time). Does that suit you?",
        Choice(yes="Yes, that suits me", no="No, another time"),
        values=tell_slot,
        counted=False,
    )
    agreed = Do(agree)


def ask_partner(telling: Telling, due: Due) -> None:
    """Put a suggested time to the partner."""
    tie = tie_due(telling, due)
    slot = tie.match.told.get("slot") if tie else None
    if tie is None or tie.match.status != "open" or not isinstance(slot, dict) or slot.get("state") != "suggested":
        return
    if not is_put_off(telling, due):
        telling.open_run("agreeing", tie.match.program, {"match": tie.match.id})
        advance(telling)


def tell_answer(telling: Telling, due: Due) -> None:
    """Tell whoever suggested a time what came of it."""
    tie = tie_due(telling, due)
    slot = tie.match.told.get("slot") if tie else None
    if tie is None or not isinstance(slot, dict):
        return
    at = _at(slot)
    if slot.get("state") == "agreed":
        _give(telling, tie, at)
    else:
        telling.say(telling.words(DECLINED(partner=tie.partner.name, when=_said(telling, at))))


def _give(telling: Telling, tie: Tie, at: dt.datetime) -> None:
    minutes = telling.stage.programs[tie.match.program].introduction.meeting_minutes
    look_forward(telling, tie.match, at.astimezone(zone_of(telling.person.zone)).date())
    title = telling.words(TITLE(partner=tie.partner.name))
    text = telling.words(AGREED(when=_said(telling, at)))
    calendar = ics(f"{tie.match.id:x}-{at:%Y%m%d%H%M}", title, at, minutes, telling.now)
    telling.send(File("document", "meeting.ics", "text/calendar", Written(calendar), text))


def _at(slot: Mapping[str, Json]) -> dt.datetime:
    return dt.datetime.fromisoformat(str(slot["at"]))


def _slots(telling: Telling, tie: Tie) -> list[Slot]:
    mine = next((m for m in telling.scene.memberships if m.program == tie.match.program), None)
    begun = telling.run.answers.get("from") if telling.going else None
    since = dt.datetime.fromisoformat(begun) if isinstance(begun, str) else telling.now
    people = [(m.profile.get("times"), p.zone) for m, p in ((mine, telling.person), (tie.membership, tie.partner)) if m]
    return common_slots(people, since) if len(people) == 2 else []


def _said(telling: Telling, at: dt.datetime) -> str:
    zone, language = telling.person.zone, telling.language
    return telling.words(SLOT(day=day(at, zone, language), hour=hour(at, zone, language)))


PHRASES = (
    OTHER, NO_SLOTS, WRITE_INSTEAD, SUGGESTED, AGREED, NO_LONGER, DECLINED, TITLE, SLOT,
)  # fmt: skip

"""What a broadcast comes to for one person: whether it is for them, when it is their turn, and what is sent then."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.flows.broadcasting.audience.belonging import met_by
from bot.flows.broadcasting.audience.members import Someone
from bot.flows.broadcasting.audience.queries import Query
from bot.flows.broadcasting.filling import MOST_FILLED, fill, lacking, language_for, values_for
from bot.flows.engine.stage import Stage
from bot.flows.journey.calendar import Hours, moment_of
from bot.words.broadcasts import Broadcast, Fed, Lacking, Recipient
from bot.words.matches import Tie
from bot.words.messages import Button, Delivery, File, Outbound, Priority, Say
from bot.words.people import Person
from bot.words.phrases import Phrase
from bot.words.turns import Scene, ids_from

BUSY_FOR = dt.timedelta(minutes=30)
"""How long after their last word in an open question someone is left alone by what can wait."""
LEAD = "cast."
"""How the data of the buttons under a broadcast begin."""
PLEASE_SEND = Phrase(
    "cast-please-send",
    "A word from you counts for more than one from me. Would you send this to your mentee, under your own name? You "
    "can also write it in your own words.\n\n{words}",
)
SEND_TO = Phrase("cast-send-to", "Send to {name}")


def counted(stage: Stage, broadcast: Broadcast, query: Query, scene: Scene) -> tuple[Broadcast, Recipient | None]:
    """Look at one person: the broadcast with them counted, and their place in it, None where it is not for them."""
    snapshot = broadcast.snapshot_at or broadcast.created_at
    one = met_by(query, scene, broadcast.programs, snapshot)
    if one is None:
        return broadcast, None
    at = None
    if broadcast.timing.kind == "local":
        local = dt.datetime.fromisoformat(broadcast.timing.at)
        at = _hours(stage, one).awake(moment_of(local.date(), local.time(), one.person.zone))
    elif broadcast.timing.kind == "at":
        at = dt.datetime.fromisoformat(broadcast.timing.at)
    until = None if at is None else at + dt.timedelta(hours=broadcast.timing.hours)
    recipient = Recipient(broadcast.size, one.person.id, scene.address.channel, at, until)
    text = _text(stage, broadcast, one)
    missing = [name for values in _all_values(stage, broadcast, one) for name in lacking(text, values)]
    lacked = broadcast.lacking
    if missing:
        variables = tuple(dict.fromkeys((*lacked.variables, *missing)))
        lacked = Lacking(lacked.count + 1, lacked.person or one.person.id, variables)
    return replace(broadcast, size=broadcast.size + 1, lacking=lacked), recipient


def fed(  # noqa: PLR0911, PLR0913, PLR0917 - one line for each thing that may stand in the way
    stage: Stage, broadcast: Broadcast, recipient: Recipient, scene: Scene | None, heard: int, now: dt.datetime
) -> Fed:
    """What is sent to someone whose turn it is, or why nothing is. `heard` counts other broadcasts they got lately."""
    if scene is None or scene.person is None:
        return Fed(recipient, skipped="left")
    if not scene.person.active:
        return Fed(recipient, skipped="stopped")
    one = _still(broadcast, scene, now)
    if one is None:
        is_stopped = any(each.program in broadcast.programs for each in scene.memberships)
        return Fed(recipient, skipped="stopped" if is_stopped else "left")
    if not scene.reachable:
        return Fed(recipient, skipped="unreachable")
    until = recipient.until or (broadcast.started_at or now) + dt.timedelta(hours=broadcast.timing.hours)
    if until <= now:
        return Fed(recipient, skipped="expired")
    if broadcast.cap and heard >= broadcast.cap:
        return Fed(recipient, skipped="cap")
    if broadcast.timing.kind in {"awake", "local"} and (awake := _hours(stage, one).awake(now)) > now:
        return Fed(recipient, skipped="quiet") if awake >= until else Fed(recipient, at=awake)
    if (free := _free_at(scene, now)) is not None and free < until:
        return Fed(recipient, at=free)
    text, values = _text(stage, broadcast, one), _all_values(stage, broadcast, one)
    if not values or any(lacking(text, each) for each in values):
        return Fed(recipient, skipped="lacking")
    content = content_for(stage, broadcast, one.person.language, fill(text, values[0]), one)
    delivery = Delivery(
        delivery_id(broadcast.id, one.person.id),
        scene.address,
        content,
        Priority.BROADCAST,
        person=one.person.id,
        created_at=now,
        broadcast=broadcast.id,
    )
    return Fed(recipient, (delivery,), until)


def delivery_id(broadcast: int, person: int) -> int:
    """The same for the same person and broadcast, so that nothing is queued twice."""
    return ids_from(f"broadcast\0{broadcast:x}\0{person:x}")()


def content_for(stage: Stage, broadcast: Broadcast, language: str, text: str, one: Someone | None = None) -> Outbound:
    """A filled text with the broadcast's picture and buttons, as it goes out in this language.

    Where mentors are asked to send it, they get it as a draft, with a button for each of their mentees.
    """
    letter = broadcast.letter
    if letter.by_mentors:
        buttons = tuple(
            Button(
                stage.speech.say(SEND_TO(name=tie.partner.name), language),
                f"{LEAD}{broadcast.id:x}.to.{tie.match.id:x}",
                "nav",
            )
            for tie in (mentees(one) if one else ())
        )
        return Say(stage.speech.say(PLEASE_SEND(words=text), language), buttons)
    said = language_for(letter, language, _languages(stage, broadcast))
    buttons = tuple(
        Button(label.get(said) or next(iter(label.values())), f"{LEAD}{broadcast.id:x}.{number}")
        for number, label in enumerate(letter.buttons)
    )
    if letter.picture is None:
        return Say(text, buttons)
    return File("photo", "picture.jpg", "image/jpeg", letter.picture, text, buttons)


def _still(broadcast: Broadcast, scene: Scene, now: dt.datetime) -> Someone | None:
    """The role with which they take part now. What they were chosen for may have changed since: the snapshot holds."""
    going = [each for each in scene.memberships if each.program in broadcast.programs and each.status != "stopped"]
    if not going or scene.person is None:
        return None
    ours = next((tie for tie in scene.ties if tie.match.program in broadcast.programs), None)
    side = ours.match.side(scene.person.id) if ours else ""
    membership = next((each for each in going if each.role == side), going[0])
    ties = tuple(tie for tie in scene.ties if tie.match.program == membership.program)
    return Someone(scene.person, membership, ties, now.date())


def _text(stage: Stage, broadcast: Broadcast, one: Someone) -> str:
    letter = broadcast.letter
    return letter.texts[language_for(letter, one.person.language, _languages(stage, broadcast))]


def _values(stage: Stage, one: Someone) -> dict[str, str]:
    program = stage.programs.get(one.membership.program)
    return values_for(one, program.title.in_language(one.person.language) if program else "")


def mentees(one: Someone) -> tuple[Tie, ...]:
    """Their matches in which they are the mentor and can write."""
    return tuple(tie for tie in one.ties if tie.match.status == "open" and tie.match.mentor == one.person.id)


def words_to(stage: Stage, broadcast: Broadcast, mentor: Person, tie: Tie, today: dt.date) -> str:
    """The text as a mentor sends it to one of their mentees, in the mentee's language where it is written in it."""
    letter = broadcast.letter
    language = language_for(letter, tie.partner.language or mentor.language, _languages(stage, broadcast))
    return fill(letter.texts[language], _values_to(stage, mentor, tie, today))


def _values_to(stage: Stage, mentor: Person, tie: Tie, today: dt.date) -> dict[str, str]:
    program = stage.programs.get(tie.match.program)
    title = program.title.in_language(tie.partner.language or mentor.language) if program else ""
    values = {"name": tie.partner.name, "partner": mentor.name, "program": title}
    if tie.journey is not None:
        values["week"] = str(tie.journey.week(today))
    return {name: value[:MOST_FILLED] for name, value in values.items() if value}


def _all_values(stage: Stage, broadcast: Broadcast, one: Someone) -> list[dict[str, str]]:
    """What is filled in: once for the reader, or for every mentee of a mentor who is asked to send it."""
    if broadcast.letter.by_mentors:
        return [_values_to(stage, one.person, tie, one.today) for tie in mentees(one)]
    return [_values(stage, one)]


def _languages(stage: Stage, broadcast: Broadcast) -> tuple[str, ...]:
    programs = (stage.programs.get(name) for name in broadcast.programs)
    return tuple(tag for program in programs if program for tag in program.languages)


def _hours(stage: Stage, one: Someone) -> Hours:
    program = stage.programs[one.membership.program]
    return Hours(0, dt.time(9), one.person.zone, program.quiet_hours)


def _free_at(scene: Scene, now: dt.datetime) -> dt.datetime | None:
    """When someone who is in the middle of a question is left alone no longer; None: they are free."""
    run = scene.run
    if run is None or run.status != "open" or run.touched_at is None or now - run.touched_at >= BUSY_FOR:
        return None
    return run.touched_at + BUSY_FOR


PHRASES = (PLEASE_SEND, SEND_TO)

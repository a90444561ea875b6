"""A report: what it is about, which words, what this person wants to say, and what happens next. The partner is not
told."""

from __future__ import annotations

import datetime as dt

from bot.curriculum.crisis import CrisisLine
from bot.flows.desk.promise import promise
from bot.flows.engine.flow import Ask, Do, Flow, FromScene
from bot.flows.engine.shape import Shape
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.matches.ties import OTHER, tell_partner_name, tie_asked
from bot.flows.shapes import Choice, FreeText
from bot.flows.shapes.labels import Labelled
from bot.flows.talking.labels import OFFERS, offer_button
from bot.texts.dates import day, hour
from bot.words.effects.matches import SaveConcern
from bot.words.matches import Concern, Tie
from bot.words.messages import Json
from bot.words.phrases import Phrase

CRISIS = {"unsafe", "worried"}
"""What is answered with places to turn to as well."""
SHOWN = 4
"""How many of the partner's last messages are offered as the one it is about."""
KEPT = dt.timedelta(days=7)
"""How long relayed words are kept."""

THEIRS = Phrase("reporting-theirs", "Their message of {day}, {hour}")
LAST = Phrase("reporting-last", "Their last message")
WHOLE = Phrase("reporting-whole", "The whole talk")
NONE = Phrase("reporting-none", "No message")
THANKS = Phrase(
    "reporting-thanks",
    "Thank you for telling me. Your report is with the coordinators of {program} now. They read it and decide what to "
    "do, and may write to you here. {partner} is not told, now or later.",
)
THANKS_OVER = Phrase(
    "reporting-thanks-over",
    "Thank you for telling me. Your report is with the coordinators of {program} now. They read it and decide what to "
    "do, and may write to you here. Nobody else is told, now or later.",
)
WITH_WORDS = Phrase(
    "reporting-with-words", "They also see the message you chose and up to five before and after it, nothing else."
)
DANGER = Phrase(
    "reporting-danger", "I am a program and nobody watches me around the clock. If someone is in danger, turn to:"
)
BETWEEN = Phrase("reporting-between", "If you would rather have no contact for now, you can also do this:")


def begin(telling: Telling, tie: Tie, _: str = "") -> None:
    """A report about the partner."""
    _open(telling, tie, 0)


def report_message(telling: Telling, tie: Tie) -> None:
    """A report about the message that was answered with "report"."""
    answered = telling.scene.thread.answered if telling.scene.thread else None
    _open(telling, tie, answered.delivery if answered is not None else 0)


def messages(telling: Telling) -> Shape:
    """The partner's last messages, by when they came; the words themselves are not shown again."""
    recent = _recent(telling)
    keys: dict[str, str] = {}
    for at, (delivery, when) in enumerate(recent):
        line = LAST() if at == 0 else THEIRS(day=_day(telling, when), hour=_hour(telling, when))
        # The last of a minute stands for all of it: what stands around the one that is chosen is read as well.
        keys.setdefault(telling.words(line), f"d{delivery:x}")
    options = [_labelled(telling, key, label) for label, key in keys.items()]
    if recent:
        options.append(_labelled(telling, "whole", telling.words(WHOLE())))
    return Choice.of([*options, _labelled(telling, "none", telling.words(NONE()))])


def keep(telling: Telling) -> None:
    """Keep the concern with the words it is about, say what happens next, and where to turn to."""
    tie, answers = tie_asked(telling), dict(telling.run.answers)
    program = telling.run.variant
    quote = _quote(telling)
    telling.close_run()
    category = str(answers.get("category", "else"))
    concern = Concern(
        id=telling.moment.ids(),
        program=program,
        reporter=telling.person.id,
        about=tie.partner.id if tie else _number(answers.get("about")),
        match=_number(answers.get("match")),
        category=category,
        status="new",
        created_at=telling.now,
        words={"said": answers.get("words"), "whole": answers.get("which") == "whole"},
    )
    telling.wish(SaveConcern(concern, quote))
    _tell_next(telling, tie, concern, quoted=quote is not None)


class Reporting(Flow):
    """What happened between the two that someone should know."""

    category = Ask(
        "I'm sorry that something is not right. What is it about? {partner} will not be told.",
        Choice(
            unsafe="I feel unsafe",
            money="Asked for money or contact",
            hurtful="Hurtful words",
            worried="I'm worried about them",
            other="Something else",
        ),
        values=tell_partner_name,
        counted=False,
    )
    which = Ask(
        "Is it about a message from {partner}? The coordinators then see that one and a few around it.",
        FromScene(messages),
        values=tell_partner_name,
        counted=False,
    )
    words = Ask(
        "Would you like to say more, in your own words? Or press Skip.",
        FreeText(at_most=2000),
        counted=False,
        optional=True,
    )
    kept = Do(keep)


def _open(telling: Telling, tie: Tie, quote: int) -> None:
    # What it is about is kept with it: the match may end while it is being written.
    recent: list[Json] = [[delivery, int(at.timestamp())] for delivery, at in _kept(tie, telling.now)]
    known: dict[str, Json] = {"match": tie.match.id, "about": tie.partner.id, "recent": recent}
    if quote:
        known |= {"quote": quote, "which": "this"}
    telling.open_run("reporting", tie.match.program, known)
    advance(telling)


def _quote(telling: Telling) -> int | None:
    """The delivery to be quoted."""
    answers, recent = telling.run.answers, _recent(telling)
    which = answers.get("which")
    if which == "this" and isinstance(quote := answers.get("quote"), int):
        return quote
    if which == "whole" and recent:
        return recent[0][0]
    return next((delivery for delivery, _ in recent if which == f"d{delivery:x}"), None)


def _recent(telling: Telling) -> list[tuple[int, dt.datetime]]:
    """The partner's last messages that were still kept when the report began, by delivery id, newest first."""
    noted, tie = telling.run.answers.get("recent"), tie_asked(telling)
    if not isinstance(noted, list):
        return _kept(tie, telling.run.started_at or telling.now) if tie else []
    found = []
    for one in noted:
        match one:
            case [int(delivery), int(at)]:
                found.append((delivery, dt.datetime.fromtimestamp(at, dt.timezone.utc)))
    return found


def _kept(tie: Tie, began: dt.datetime) -> list[tuple[int, dt.datetime]]:
    """The partner's last messages that are still kept at this moment."""
    kept = tie.match.told.get("recent")
    found = []
    for one in kept if isinstance(kept, list) else ():
        match one:
            case [int(delivery), str(side), int(at)] if side == tie.match.side(tie.partner.id):
                found.append((delivery, dt.datetime.fromtimestamp(at, dt.timezone.utc)))
    return [(delivery, at) for delivery, at in reversed(found) if began - KEPT < at <= began][:SHOWN]


def _tell_next(telling: Telling, tie: Tie | None, concern: Concern, *, quoted: bool) -> None:
    program = concern.program
    title = telling.title_of(program)
    said = [telling.words(THANKS(program=title, partner=tie.partner.name) if tie else THANKS_OVER(program=title))]
    said.append(promise(telling, program))
    if quoted:
        said.append(telling.words(WITH_WORDS()))
    lines = _places_to_turn_to(telling, program) if concern.category in CRISIS else []
    if lines:
        said.append("\n".join([telling.words(DANGER()), *lines]))
    verbs = [name for name in ("pause", "block") if tie and tie.match.status in OFFERS[name].statuses]
    if tie is not None and tie.match.status == "ended":
        verbs = []
    if verbs:
        said.append(telling.words(BETWEEN()))
    telling.say("\n\n".join(said), tuple(offer_button(telling, name, tie) for name in verbs if tie))


def _places_to_turn_to(telling: Telling, program: str) -> list[str]:
    mine = next((m for m in telling.scene.memberships if m.program == program), None)
    place = mine.profile.get("place") if mine else None
    country = str(place.get("country", "")) if isinstance(place, dict) else ""
    known = telling.stage.programs.get(program)
    return [_spoken(telling, line) for line in known.crisis.lines_in(country)] if known else []


def _spoken(telling: Telling, line: CrisisLine) -> str:
    hours = f" ({line.hours.in_language(telling.language)})" if line.hours else ""
    reach = ", ".join(filter(None, (line.phone, line.url)))
    return f"• {line.name.in_language(telling.language)}: {reach}{hours}"


def _number(kept: Json) -> int | None:
    return kept if isinstance(kept, int) else None


def _labelled(telling: Telling, key: str, said: str) -> Labelled:
    return Labelled(key, said, {telling.language: said})


def _day(telling: Telling, at: dt.datetime) -> str:
    return day(at, telling.person.zone, telling.language)


def _hour(telling: Telling, at: dt.datetime) -> str:
    return hour(at, telling.person.zone, telling.language)


PHRASES = (THEIRS, LAST, WHOLE, NONE, OTHER, THANKS, THANKS_OVER, WITH_WORDS, DANGER, BETWEEN)

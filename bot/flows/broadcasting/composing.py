"""Writing to many people, question by question: the words in every language, for whom, when; then it is counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.flows.broadcasting.audience import All, Everyone, Is, as_json, from_json
from bot.flows.broadcasting.filling import MOST_UNDER_PICTURE, too_long
from bot.flows.broadcasting.moves import kept
from bot.flows.broadcasting.shapes import Again, Audience, CastText, Labels, LocalTime, Picture
from bot.flows.desk.rights import enter, may, my_programs
from bot.flows.engine.flow import Ask, Do, Facts, Flow, FromScene, When
from bot.flows.engine.shape import Shape
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance
from bot.flows.shapes import Choice
from bot.flows.shapes.labels import Labelled
from bot.flows.standing import program_title
from bot.texts.naming import language_name
from bot.words.broadcasts import Broadcast, Letter, Timing
from bot.words.messages import Attachment, Content, Json, Passed
from bot.words.phrases import Phrase

HOURS = {"h6": 6.0, "h24": 24.0, "h72": 72.0}
OFFERED = (
    ("all", Everyone()),
    ("mentees", Is("role", ("mentee",))),
    ("mentors", Is("role", ("mentor",))),
    ("matched", Is("match", ("open", "paused"))),
    ("alone", Is("match", ("none",))),
)
COUNTING = Phrase("cast-counting", "Thank you. I am counting whom it is for; nothing is sent yet.")
NOT_YOURS = Phrase("cast-not-yours", "You don't look after that program any more, so I have kept nothing of it.")
TOO_LONG = Phrase(
    "cast-too-long-for-picture", "Under a picture there is room for {most} letters only, so the picture is left out."
)


def begin(telling: Telling) -> None:
    """Ask what shall be sent."""
    programs = my_programs(telling)
    spoken = dict.fromkeys(tag for name in programs for tag in telling.stage.programs[name].languages)
    mine = telling.language if telling.language in spoken else next(iter(spoken), telling.language)
    tongues: list[Json] = [mine, *(tag for tag in spoken if tag != mine and tag in telling.stage.speech.languages)]
    known: dict[str, Json] = {"tongues": tongues[:3]}
    if len(programs) == 1:
        known["program"] = programs[0]
    telling.open_run(Composing.key, "", known)
    advance(telling)


def _tongues(answers: Mapping[str, Json]) -> list[str]:
    found = answers.get("tongues")
    return [str(tag) for tag in found] if isinstance(found, list) else []


def _has_tongue(at: int) -> When:
    def holds(facts: Facts) -> bool:
        return len(_tongues(facts.answers)) > at

    return When(lambda: f"language {at + 1}", holds)


def _said(at: int) -> Callable[[Telling], Mapping[str, str]]:
    def tell(telling: Telling) -> Mapping[str, str]:
        tongues = _tongues(telling.run.answers)
        tag = tongues[at] if at < len(tongues) else ""
        return {"language": language_name(tag, telling.language), "variables": VARIABLES, "instead": INSTEAD}

    return tell


VARIABLES = "{name}, {partner}, {week}, {program}"
INSTEAD = "{partner|your mentor}"


def programs(telling: Telling) -> Shape:
    """The programs this person may write to, or all of them."""
    titles = {name: program_title(telling, name) for name in my_programs(telling)}
    return Choice.of([Labelled(name, title, {telling.language: title}) for name, title in titles.items()])


def take(telling: Telling) -> None:
    """Keep what was said as a draft, and have it counted."""
    answers = dict(telling.run.answers)
    telling.close_run()
    program = str(answers.get("program", ""))
    if not may(telling, program):
        telling.say(telling.words(NOT_YOURS()))
        return
    letter = _letter(answers)
    if letter.picture and too_long(letter):
        letter = replace(letter, picture=None)
        telling.say(telling.words(TOO_LONG(most=MOST_UNDER_PICTURE)))
    rule = str(answers.get("rule") or "")
    by_mentors = answers.get("who") == "mentors"
    query = from_json(answers.get("audience") or as_json(Everyone()))
    draft = Broadcast(
        telling.moment.ids(),
        (program,),
        telling.person.id,
        "draft",
        telling.now,
        replace(letter, by_mentors=by_mentors, buttons=() if by_mentors else letter.buttons),
        as_json(All((Is("role", ("mentor",)), Is("match", ("open",)), query)) if by_mentors else query),
        _timing(answers, telling.now),
        repeat=rule,
    )
    telling.wish(*kept(draft, telling.now))
    enter(telling, "broadcast-draft", program, details={"broadcast": f"{draft.id:x}"})
    telling.say(telling.words(COUNTING()))


def _letter(answers: Mapping[str, Json]) -> Letter:
    tongues = _tongues(answers)
    texts = {
        tag: str(answers[name])
        for tag, name in zip(tongues, ("text", "second", "third"), strict=False)
        if answers.get(name)
    }
    labels, picture = answers.get("buttons"), answers.get("picture")
    buttons = tuple({tongues[0]: str(label)} for label in labels) if isinstance(labels, list) else ()
    passed = Passed(str(picture[0]), str(picture[1])) if isinstance(picture, list) and len(picture) == 2 else None
    return Letter(texts, buttons, passed)


def _timing(answers: Mapping[str, Json], now: dt.datetime) -> Timing:
    hours = HOURS.get(str(answers.get("until")), 24.0)
    kind = str(answers.get("when") or "awake")
    if kind == "local":
        return Timing("local", str(answers.get("at") or now.replace(tzinfo=None).isoformat()), hours)
    return Timing("now" if kind == "anyhour" else "awake", "", hours)


def picture_deed(telling: Telling, content: Content) -> Callable[[], None] | None:
    """What is done about a picture that was asked for."""
    if not telling.going or telling.run.flow != Composing.key or telling.run.open != "picture":
        return None
    if not isinstance(content, Attachment) or content.kind != "photo" or not content.file:
        return None

    def keep() -> None:
        answers = {**telling.run.answers, "picture": [telling.scene.address.channel, content.file]}
        telling.keep_run(telling.run, answers=answers, passed=(*telling.run.passed, "picture"), open=None, draft=None)
        advance(telling)

    return keep


def offered(telling: Telling) -> Shape:
    """Audiences to choose from; mentors are asked about their own mentees."""
    by_mentors = telling.run.answers.get("who") == "mentors"
    return Audience(OFFERED[:1] if by_mentors else OFFERED)


class Composing(Flow):
    """Writing to many."""

    program = Ask("For which program?", FromScene(programs), counted=False)
    who = Ask(
        "Who shall it come from? A message from someone they know does more than one from me.",
        Choice(me="From the program", mentors="Ask the mentors to send it"),
        counted=False,
    )
    text = Ask(
        "What shall it say, in {language}? I fill in {variables}. If something may be missing, write what stands there "
        "instead, like {instead}.",
        CastText(),
        counted=False,
        values=_said(0),
    )
    second = Ask(
        "And in {language}? Whoever uses it reads these words. Or Skip, and they read the first ones.",
        CastText(),
        when=_has_tongue(1),
        counted=False,
        optional=True,
        values=_said(1),
    )
    third = Ask(
        "And in {language}? Or Skip.",
        CastText(),
        when=_has_tongue(2),
        counted=False,
        optional=True,
        values=_said(2),
    )
    buttons = Ask(
        "Shall there be buttons under it, whose answers I count? Write their labels with commas between them, like: "
        "Yes, No, Maybe. Or Skip.",
        Labels(),
        when=who.was("me"),
        counted=False,
        optional=True,
    )
    picture = Ask(
        "Would you like a picture with it? Send it now, or Skip.",
        Picture(),
        when=who.was("me"),
        counted=False,
        optional=True,
    )
    audience = Ask("Who shall get it? Choose, or describe them in your own words.", FromScene(offered), counted=False)
    when = Ask(
        "When shall it go out?",
        Choice(
            awake="Now, but not at night",
            anyhour="At once, at night too",
            local="At a time on everyone's clock",
            again="Again and again",
        ).also(awake=("now", "ahora")),
        counted=False,
    )
    at = Ask(
        "On which day, and at what time on each person's own clock? For example: tomorrow at 9.",
        LocalTime(),
        when=when.was("local"),
        counted=False,
    )
    rule = Ask(
        "How often? For example: every Monday at 9, or on the 1st of the month at 17:30.",
        Again(),
        when=when.was("again"),
        counted=False,
    )
    until = Ask(
        "For how long is it worth sending? What comes too late for someone is left out, not sent late.",
        Choice(h6="6 hours", h24="A day", h72="Three days"),
        counted=False,
    )
    taken = Do(take)


PHRASES = (COUNTING, NOT_YOURS, TOO_LONG)

"""Writing to many people, question by question: the words in every language, for whom, when; then it is counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from bot.flows.broadcasting.audience.queries import Everyone, Is
from bot.flows.broadcasting.drafting import changed, drafted, letter_in, tongues_in
from bot.flows.broadcasting.filling import KNOWN, MOST_UNDER_PICTURE, in_braces, too_long
from bot.flows.broadcasting.moves import changeable, kept
from bot.flows.broadcasting.questions.letters import CastText, Labels, Picture
from bot.flows.broadcasting.questions.timing import WHEN, Again
from bot.flows.broadcasting.questions.whom import Audience
from bot.flows.broadcasting.showing import meant, refuse
from bot.flows.desk.rights import enter, may, my_programs
from bot.flows.engine.flow import ALWAYS, Ask, Do, Facts, Flow, FromScene, When
from bot.flows.engine.shape import Shape
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import advance, resume
from bot.flows.shapes import Choice
from bot.flows.shapes.labels import Labelled
from bot.flows.shapes.local_time import LocalTime
from bot.texts.naming import language_name
from bot.words.broadcasts import Broadcast
from bot.words.effects.desk import SaveBroadcast
from bot.words.messages import Attachment, Content, Json, Passed
from bot.words.phrases import Phrase

OFFERED = (
    ("all", Everyone()),
    ("mentees", Is("role", ("mentee",))),
    ("mentors", Is("role", ("mentor",))),
    ("matched", Is("match", ("open", "paused"))),
    ("alone", Is("match", ("none",))),
)
YOUR_MENTOR = Phrase("cast-your-mentor", "your mentor")
COUNTING = Phrase("cast-counting", "Thank you. I am counting whom it is for; nothing is sent yet.")
NOT_YOURS = Phrase("cast-not-yours", "You don't look after that program any more, so I have kept nothing of it.")
TOO_LONG = Phrase(
    "cast-too-long-for-picture", "Under a picture there is room for {most} letters only, so the picture is left out."
)
NO_ROOM = Phrase(
    "cast-no-room-for-picture",
    "Under a picture there is room for {most} letters, and one of your texts is longer. Press Skip for now: at the end "
    "you can make the words shorter and then add the picture, with “Change it”.",
)


def begin(telling: Telling) -> None:
    """Ask what shall be sent."""
    programs = my_programs(telling)
    known: dict[str, Json] = {"tongues": list(tongues_of(telling, programs, telling.language))}
    if len(programs) == 1:
        known |= {"program": programs[0], "only": True}
    telling.open_run(Composing.key, "", known)
    advance(telling)


def tongues_of(telling: Telling, programs: Sequence[str], first: str) -> list[str]:
    """The languages it is asked for in: those of the programs, three at most, this one first where it is of them."""
    known = [telling.stage.programs[name] for name in programs if name in telling.stage.programs]
    spoken = list(dict.fromkeys(tag for program in known for tag in program.languages))
    mine = first if first in spoken else next(iter(spoken), first)
    return [mine, *(tag for tag in spoken if tag != mine and tag in telling.stage.speech.languages)][:3]


def _has_tongue(at: int) -> When:
    def holds(facts: Facts) -> bool:
        return len(tongues_in(facts.answers)) > at

    return When(lambda: f"language {at + 1}", holds)


def _unless_mending(what: str, also: When = ALWAYS) -> When:
    """Everything is asked of a new one; of a draft, what is to be different alone."""
    return When(also.words, lambda facts: facts.answers.get("mends") in {None, what} and also(facts))


_has_several = When(lambda: "several programs", lambda facts: "only" not in facts.answers)


def _said(at: int) -> Callable[[Telling], Mapping[str, str]]:
    def tell(telling: Telling) -> Mapping[str, str]:
        tongues = tongues_in(telling.run.answers)
        tag = tongues[at] if at < len(tongues) else ""
        instead = f"{{partner|{telling.words(YOUR_MENTOR())}}}"
        return {"language": language_name(tag, telling.language), "variables": in_braces(KNOWN), "instead": instead}

    return tell


def programs(telling: Telling) -> Shape:
    """The programs this person may write to, or all of them."""
    titles = {name: telling.title_of(name) for name in my_programs(telling)}
    return Choice.of([Labelled(name, title, {telling.language: title}) for name, title in titles.items()])


def take(telling: Telling) -> None:
    """Keep what was said as a draft, and have it counted."""
    answers = dict(telling.run.answers)
    telling.close_run()
    program = str(answers.get("program", ""))
    if not may(telling, program):
        telling.say(telling.words(NOT_YOURS()))
        return
    before = _mended(telling, answers)
    if isinstance(before, Broadcast) and (fault := changeable(before)) is not None:
        refuse(telling, before, fault)
        return
    draft = drafted(telling, answers) if before is None else changed(telling, before, answers)
    if draft.letter.picture and too_long(draft.letter):
        draft = replace(draft, letter=replace(draft.letter, picture=None))
        telling.say(telling.words(TOO_LONG(most=MOST_UNDER_PICTURE)))
    if before is not None:
        telling.wish(SaveBroadcast(replace(before, status="dropped", ended_at=telling.now)))
    telling.wish(*kept(draft, telling.now))
    enter(telling, "broadcast-draft", program, details={"broadcast": f"{draft.id:x}"})
    telling.say(telling.words(COUNTING()))


def _mended(telling: Telling, answers: Mapping[str, Json]) -> Broadcast | None:
    """The draft of which something is changed; None where it is a new one."""
    id = answers.get("draft")
    return meant(telling, id) if isinstance(id, int) else None


def picture_deed(telling: Telling, content: Content) -> Callable[[], None] | None:
    """What is done about a picture that was asked for."""
    if not telling.going or telling.run.flow != Composing.key or telling.run.open != "picture":
        return None
    if not isinstance(content, Attachment) or content.kind != "photo" or not content.file:
        return None

    if too_long(replace(letter_in(telling.run.answers), picture=Passed(telling.scene.address.channel, content.file))):
        return lambda: resume(telling, telling.words(NO_ROOM(most=MOST_UNDER_PICTURE)))

    def keep() -> None:
        answers = {**telling.run.answers, "picture": [telling.scene.address.channel, content.file]}
        telling.keep_run(telling.run, answers=answers, passed=(*telling.run.passed, "picture"), open=None, draft=None)
        advance(telling)

    return keep


def offered(telling: Telling) -> Shape:
    """Audiences to choose from; mentors are asked about their own mentees."""
    by_mentors = telling.run.answers.get("who") == "mentors"
    return Audience(OFFERED[:1] if by_mentors else OFFERED)


_ask = partial(Ask, counted=False, recalls=True)
"""There is no fixed number of them, and Back brings what was said."""


class Composing(Flow):
    """Writing to many."""

    program = _ask(
        "For which program?",
        FromScene(programs),
        when=_unless_mending("", _has_several),
    )
    who = _ask(
        "Who shall it come from? A message from someone they know does more than one from me.",
        Choice(me="From the program", mentors="Ask the mentors to send it"),
        when=_unless_mending(""),
    )
    text = _ask(
        "What shall it say, in {language}? I fill in {variables}. If something may be missing, write what stands there "
        "instead, like {instead}.",
        CastText(),
        when=_unless_mending("words"),
        values=_said(0),
    )
    second = _ask(
        "And in {language}? Whoever uses it reads these words. Or Skip, and they read the first ones.",
        CastText(),
        when=_unless_mending("words", _has_tongue(1)),
        optional=True,
        values=_said(1),
    )
    third = _ask(
        "And in {language}? Or Skip.",
        CastText(),
        when=_unless_mending("words", _has_tongue(2)),
        optional=True,
        values=_said(2),
    )
    buttons = _ask(
        "Shall there be buttons under it, whose answers I count? Write their labels with commas between them, like: "
        "Yes, No, Maybe. Or Skip.",
        Labels(),
        when=_unless_mending("", who.was("me")),
        optional=True,
    )
    picture = _ask(
        "Would you like a picture with it? Send it now, or Skip.",
        Picture(),
        when=_unless_mending("picture", who.was("me")),
        optional=True,
    )
    audience = _ask(
        "Who shall get it? Choose, or describe them in your own words.",
        FromScene(offered),
        when=_unless_mending("whom"),
    )
    when = _ask(
        "When shall it go out?",
        Choice(
            awake="Now, but not at night",
            anyhour="At once, at night too",
            local="At a time on everyone's clock",
            again="Again and again",
        ).also(awake=("now", "ahora")),
        when=_unless_mending("when"),
    )
    at = _ask(
        "On which day, and at what time on each person's own clock? For example: tomorrow at 9.",
        LocalTime(WHEN, anywhere=True),
        when=_unless_mending("when", when.was("local")),
    )
    rule = _ask(
        "How often? For example: every Monday at 9, or on the 1st of the month at 17:30.",
        Again(),
        when=_unless_mending("when", when.was("again")),
    )
    until = _ask(
        "For how long is it worth sending? What comes too late for someone is left out, not sent late.",
        Choice(h6="6 hours", h24="A day", h72="Three days"),
        when=_unless_mending("when"),
    )
    taken = Do(take)


PHRASES = (YOUR_MENTOR, COUNTING, NOT_YOURS, TOO_LONG, NO_ROOM)

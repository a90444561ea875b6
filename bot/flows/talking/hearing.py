"""What becomes of words, files and places someone sends: for the partner they answer or are in talk with, for nobody
without asking, and never for the partner when they are something one says to us."""

from __future__ import annotations

from collections.abc import Callable

from bot.flows.desk import wanted
from bot.flows.engine.flow import Ask
from bot.flows.engine.telling import Telling
from bot.flows.matches.ties import tie_of, ties_in
from bot.flows.shapes.several import is_finished
from bot.flows.talking import relay, whom, writing
from bot.flows.talking.labels import KNOWN, offer_button
from bot.flows.talking.reporting import report_message
from bot.flows.talking.said import Said, said_in
from bot.flows.talking.threads import tie_meant
from bot.flows.understanding.beside import asks_about_privacy, asks_for_a_human
from bot.flows.understanding.typed import steering
from bot.words.matches import Tie
from bot.words.messages import (
    Attachment,
    Command,
    Content,
    Deleted,
    Edited,
    LocationShared,
    PeoplePicked,
    Typed,
    Unreadable,
)
from bot.words.phrases import Phrase

CANNOT = Phrase(
    "hearing-cannot",
    "I can't pass that on. Words, photos, voice messages, videos, documents and places work.",
)

CONTACT = Phrase(
    "hearing-contact", "I don't pass contacts on by themselves: each of you decides. If you would like to, begin here:"
)

Deed = Callable[[], None]


def heard(telling: Telling, content: Content, *, is_ours: bool) -> Deed | None:
    """What is done about something sent by someone who has a partner; None where it is no matter of theirs.

    `is_ours` says that the words are a command or the words of a button.
    """
    if not isinstance(content, Typed | Command | Attachment | LocationShared | Unreadable | PeoplePicked):
        return None
    meant, talking = tie_meant(telling), writing.in_talk_with(telling)
    if isinstance(content, Command | PeoplePicked) and (is_ours or not (meant or talking)):
        return None
    if isinstance(content, PeoplePicked) and (tie := meant or talking) is not None:
        return lambda: telling.say(telling.words(CONTACT()), (offer_button(telling, "share", tie),))
    if meant is not None and not _settles_question(telling, content):
        return _answering(telling, meant, content, is_ours=is_ours)
    if talking is not None:
        return _in_talk(telling, talking, content, is_ours=is_ours)
    return _asked_of_us(telling, content) if is_ours else _unaddressed(telling, content)


def changed(telling: Telling, content: Edited | Deleted) -> None:
    """Someone changed or took back a message of theirs: one that still waits, one that went on, or none of these."""
    if telling.scene.person is None or not telling.person.active:
        return
    own = (telling.inbound.own if telling.inbound else "") or ""
    text = content.text if isinstance(content, Edited) else None
    if whom.change_draft(telling, own, text):
        return
    if text is None:
        relay.take_back(telling)
    else:
        relay.change(telling, text)


def _answering(telling: Telling, tie: Tie, content: Content, *, is_ours: bool) -> Deed:
    """An answer goes to whom it answers, whatever question is open."""
    said = said_in(telling, content)
    if isinstance(content, Typed) and steering(content.text, telling.language, telling.stage.speech) == "report":
        return lambda: report_message(telling, tie)
    if said is None:
        return lambda: telling.say(telling.words(CANNOT()))
    said = said.pointing(telling, tie)
    if said.kind == "location" or _may_be_ours(content, is_ours=is_ours):
        return lambda: _ask_first(telling, said, tie, _about(content, is_ours=is_ours))
    return lambda: _pass(telling, tie, said)


def _in_talk(telling: Telling, tie: Tie, content: Content, *, is_ours: bool) -> Deed:
    if isinstance(content, Typed) and is_finished(content.text):
        return lambda: writing.finish(telling)
    said = said_in(telling, content)
    if said is None:
        return lambda: telling.say(telling.words(CANNOT()))
    if said.kind == "location" or _may_be_ours(content, is_ours=is_ours):
        return lambda: whom.ask_for_whom(telling, said, tie, _about(content, is_ours=is_ours))

    def talk() -> None:
        telling.keep_run(telling.run)
        _pass(telling, tie, said)
        if not writing.is_only_partner(telling):
            writing.end_talks(telling)

    return talk


def _unaddressed(telling: Telling, content: Content) -> Deed | None:
    """Sent into the blue: nothing goes to anyone before it was said for whom it is. An open question goes first."""
    run = telling.scene.run
    if run is not None and run.status == "open" and run.flow == "passing":
        key = whom.is_answer(telling, content.text) if isinstance(content, Typed) else None
        if key is not None:
            return lambda: whom.answer_with(telling, key)
        return _with(telling, content, lambda said: whom.add_draft(telling, said))
    is_answer = telling.going and isinstance(content, Typed | Unreadable)
    if is_answer or _is_awaited(telling, content) or not ties_in(telling):
        return None
    return _with(telling, content, lambda said: _ask(telling, said))


def _asked_of_us(telling: Telling, content: Content) -> Deed | None:
    """Who asks who reads along may ask their partner: they are told, and it can still go there."""
    together = ties_in(telling)
    if telling.going or len(together) != 1 or _about(content, is_ours=True) != "privacy":
        return None
    if relay.obstacle(telling, together[0]) is not None:
        return None
    return _with(telling, content, lambda said: whom.ask_for_whom(telling, said, together[0], "privacy"))


def _ask(telling: Telling, said: Said) -> None:
    """Ask for whom it is; where it could only be for one and cannot be passed on, say that instead."""
    together = ties_in(telling)
    if len(together) == 1 and relay.obstacle(telling, together[0]) is not None:
        relay.send(telling, together[0], said)
    else:
        whom.ask_for_whom(telling, said)


def _with(telling: Telling, content: Content, deed: Callable[[Said], None]) -> Deed:
    """Do this with what was sent, where it can be passed on."""
    said = said_in(telling, content)
    return (lambda: telling.say(telling.words(CANNOT()))) if said is None else (lambda: deed(said))


def _settles_question(telling: Telling, content: Content) -> bool:
    """Whether this answers the question for whom something is, in the thread in which that was asked."""
    run, thread = telling.scene.run, telling.scene.thread
    is_asked = run is not None and run.status == "open" and run.flow == "passing"
    if not is_asked or not isinstance(content, Typed) or (thread is not None and thread.answered is not None):
        return False
    return whom.is_answer(telling, content.text) is not None


def _ask_first(telling: Telling, said: Said, tie: Tie, about: str) -> None:
    if tie.match.status not in KNOWN or relay.obstacle(telling, tie) is not None:
        if about == "human":
            wanted.ask(telling)
        else:
            relay.send(telling, tie, said)
    else:
        whom.ask_for_whom(telling, said, tie, about)


def _pass(telling: Telling, tie: Tie, said: Said) -> None:
    current = tie_of(telling, tie.match.id)
    if current is not None and relay.send(telling, current, said):
        relay.say_to_whom(telling, current)


def _about(content: Content, *, is_ours: bool) -> str:
    """What there is to it, besides for whom it is: "privacy" and "human" are answered at once, a "word" of ours
    is asked about."""
    if isinstance(content, Typed) and asks_about_privacy(content.text):
        return "privacy"
    if isinstance(content, Typed) and asks_for_a_human(content.text):
        return "human"
    return "word" if _may_be_ours(content, is_ours=is_ours) else ""


def _may_be_ours(content: Content, *, is_ours: bool) -> bool:
    return is_ours or isinstance(content, Command)


def _is_awaited(telling: Telling, content: Content) -> bool:
    """Whether the open question waits for a place on the map."""
    if not isinstance(content, LocationShared) or not telling.going:
        return False
    step = telling.script.by_name.get(telling.run.open or "")
    return isinstance(step, Ask) and getattr(step.shape, "widget", "") == "location"


PHRASES = (CANNOT, CONTACT)

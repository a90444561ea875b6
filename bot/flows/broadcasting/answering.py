"""What people do with a broadcast they got: press a button whose presses are counted, or send it on as their own."""

from __future__ import annotations

from collections.abc import Callable

from bot.flows.broadcasting.moves import followed
from bot.flows.broadcasting.sending import LEAD, SEND_TO, words_to
from bot.flows.engine.telling import Telling
from bot.flows.matches.keeping import note
from bot.flows.matches.ties import tie_of
from bot.flows.talking import relay
from bot.flows.talking.said import Said
from bot.words.broadcasts import Broadcast
from bot.words.effects.desk import AnswerBroadcast
from bot.words.folding import normalise
from bot.words.ids import id_in
from bot.words.messages import Content, Press, Typed
from bot.words.phrases import Phrase
from bot.words.turns import Scene

LONGEST_LABEL = 75
"""Characters of the longest label a button can have on any channel."""
NOTED = Phrase("cast-noted", "Thank you, I have noted: {answer}. To change it, press another one.")
SENT_ON = Phrase("cast-sent-on", "Thank you! {name} has it now, from you.")
ALREADY = Phrase("cast-sent-already", "You have sent it to {name} already.")
OVER = Phrase("cast-answer-over", "That was some time ago, so I changed nothing.")


def broadcast_meant(content: Content) -> int | None:
    """The broadcast whose button was pressed; None where it is no such button."""
    if not isinstance(content, Press) or not content.data.startswith(LEAD):
        return None
    code = content.data.removeprefix(LEAD).partition(".")[0]
    return id_in(code) or None


def deed(telling: Telling, content: Content) -> Callable[[], None] | None:
    """What is done about a button under a broadcast."""
    id = broadcast_meant(content)
    if id is None or not isinstance(content, Press):
        return None
    desk = telling.scene.desk
    found = next((one for one in desk.broadcasts if one.id == id), None) if desk else None
    _, _, choice = content.data.removeprefix(LEAD).partition(".")
    if found is None:
        return lambda: telling.say(telling.words(OVER()))
    if choice.startswith("to."):
        return lambda: _send_on(telling, found, choice.removeprefix("to."))
    return lambda: _answer(telling, found, choice)


def may_be_typed(scene: Scene, content: Content) -> bool:
    """Whether these may be the words on a button under a broadcast: short ones, and no question of theirs is open."""
    if not isinstance(content, Typed) or not scene.memberships or not 0 < len(content.text) <= LONGEST_LABEL:
        return False
    return scene.run is None or scene.run.status != "open"


def typed_deed(telling: Telling, content: Content) -> Callable[[], None] | None:
    """What is done about typed words: those on a button under the newest broadcast they have not answered, or its
    number."""
    found = telling.scene.desk.answerable if telling.scene.desk else None
    if found is None or not isinstance(content, Typed) or not may_be_typed(telling.scene, content):
        return None
    said, choices = _spelt(content.text), _choices(telling, found)
    if said.isdecimal() and len(said) < 3 and 0 < int(said) <= len(choices):
        choice = choices[int(said) - 1][0]
    else:
        choice = next((choice for choice, labels in choices if said in labels), "")
    if not choice:
        return None
    if found.letter.by_mentors:
        return lambda: _send_on(telling, found, choice)
    return lambda: _answer(telling, found, choice)


def _choices(telling: Telling, broadcast: Broadcast) -> list[tuple[str, set[str]]]:
    """What can be chosen under a broadcast, in order, each with its label in every language it has."""
    if broadcast.letter.by_mentors:
        me = telling.person.id
        mentees = [tie for tie in telling.scene.ties if tie.match.status == "open" and tie.match.mentor == me]
        return [
            (f"{tie.match.id:x}", {_spelt(telling.words(SEND_TO(name=tie.partner.name))), _spelt(tie.partner.name)})
            for tie in mentees
            if tie.match.program in broadcast.programs
        ]
    return [(str(number), set(map(_spelt, label.values()))) for number, label in enumerate(broadcast.letter.buttons)]


def _spelt(text: str) -> str:
    return normalise(text) or text.strip()


def _answer(telling: Telling, broadcast: Broadcast, choice: str) -> None:
    number = int(choice) if choice.isdecimal() and len(choice) < 3 else -1
    if not 0 <= number < len(broadcast.letter.buttons):
        telling.say(telling.words(OVER()))
        return
    label = broadcast.letter.buttons[number]
    telling.wish(AnswerBroadcast(broadcast.id, telling.person.id, number), *followed(broadcast, telling.now))
    telling.say(telling.words(NOTED(answer=label.get(telling.language) or next(iter(label.values())))))


def _send_on(telling: Telling, broadcast: Broadcast, code: str) -> None:
    """Send it to the mentee, as if the mentor had written it; once."""
    tie = tie_of(telling, id_in(code))
    if tie is None or not broadcast.letter.by_mentors or tie.match.mentor != telling.person.id:
        telling.say(telling.words(OVER()))
        return
    number = next((at for at, name in enumerate(_sent_on(tie.match.told)) if name == f"{broadcast.id:x}"), None)
    if number is not None:
        telling.say(telling.words(ALREADY(name=tie.partner.name)))
        return
    words = words_to(telling.stage, broadcast, telling.person, tie, telling.now.date())
    here = telling.scene.address
    own = f"cast:{broadcast.id:x}:{tie.match.id:x}"
    if relay.send(telling, tie, Said("text", words, channel=here.channel, chat=here.id, own=own)):
        _remember(telling, broadcast, tie.match.id)
        telling.wish(AnswerBroadcast(broadcast.id, telling.person.id, 0))
        telling.say(telling.words(SENT_ON(name=tie.partner.name)))


def _sent_on(told: object) -> list[str]:
    found = told.get("sent_on") if hasattr(told, "get") else None
    return [str(name) for name in found] if isinstance(found, list) else []


def _remember(telling: Telling, broadcast: Broadcast, match: int) -> None:
    tie = tie_of(telling, match)
    if tie is not None:
        note(telling, tie.match, sent_on=[*_sent_on(tie.match.told), f"{broadcast.id:x}"][-20:])


PHRASES = (NOTED, SENT_ON, ALREADY, OVER)

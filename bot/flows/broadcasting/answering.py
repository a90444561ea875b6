"""What people do with a broadcast they got: press a button whose presses are counted, or send it on as their own."""

from __future__ import annotations

from collections.abc import Callable

from bot.flows.broadcasting.sending import LEAD, words_to
from bot.flows.engine.telling import Telling
from bot.flows.pairs import note, tie_of
from bot.flows.talking import relay
from bot.flows.talking.said import Said
from bot.words.broadcasts import Broadcast
from bot.words.messages import Content, Press
from bot.words.phrases import Phrase
from bot.words.turns import AnswerBroadcast

NOTED = Phrase("cast-noted", "Thank you, I have noted: {answer}. To change it, press another one.")
SENT_ON = Phrase("cast-sent-on", "Thank you! {name} has it now, from you.")
ALREADY = Phrase("cast-sent-already", "You have sent it to {name} already.")
OVER = Phrase("cast-answer-over", "That was some time ago, so I changed nothing.")


def broadcast_meant(content: Content) -> int | None:
    """The broadcast whose button was pressed; None where it is no such button."""
    if not isinstance(content, Press) or not content.data.startswith(LEAD):
        return None
    code = content.data.removeprefix(LEAD).partition(".")[0]
    return int(code, 16) if code and len(code) <= 16 and set(code) <= set("0123456789abcdef") else None


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


def _answer(telling: Telling, broadcast: Broadcast, choice: str) -> None:
    number = int(choice) if choice.isdecimal() and len(choice) < 3 else -1
    if not 0 <= number < len(broadcast.letter.buttons):
        telling.say(telling.words(OVER()))
        return
    label = broadcast.letter.buttons[number]
    telling.wish(AnswerBroadcast(broadcast.id, telling.person.id, number))
    telling.say(telling.words(NOTED(answer=label.get(telling.language) or next(iter(label.values())))))


def _send_on(telling: Telling, broadcast: Broadcast, code: str) -> None:
    """Send it to the mentee, as if the mentor had written it; once."""
    known = len(code) <= 16 and code and set(code) <= set("0123456789abcdef")
    tie = tie_of(telling, int(code, 16)) if known else None
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

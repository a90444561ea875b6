"""Answers to what people ask or say beside one of the first questions: short, honest, and followed by the question.

What is meant as an answer goes first: the words of a button always, and whatever a question understands that takes only
certain answers. Where anything can be an answer, "why do you ask?" and "I don't know" are not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from bot.flows.anytime.deeds import tell_privacy
from bot.flows.desk import wanted
from bot.flows.engine.answering import skip
from bot.flows.engine.asking import Question, question
from bot.flows.engine.flow import Ask, FromScene, Review
from bot.flows.engine.phrases import GREETING
from bot.flows.engine.reviewing import LastLook
from bot.flows.engine.shape import Shape, Value
from bot.flows.engine.telling import Telling
from bot.flows.engine.walk import remind
from bot.flows.shapes import BirthMonth, FreeText, Languages, Name, People, Place, Several, Times, WholeNumber
from bot.flows.understanding.beside import asks_something, is_wordless, said_beside
from bot.flows.understanding.yes_and_no import agreement
from bot.texts.naming import joined
from bot.texts.speech import own_name
from bot.words.effects.people import WipeInbound
from bot.words.folding import normalise, normalised
from bot.words.messages import Content, Typed
from bot.words.phrases import Line, Phrase

FLOWS = frozenset({"onboarding", "training"})
"""Where someone is still new here, and nobody else is being talked with."""

ROBOT = Phrase(
    "aside-robot",
    "I'm a computer program, not a person. I ask a few questions, find someone who fits, and pass messages on. The "
    "people who run the mentoring program look after it all.",
)
WHY = Phrase("aside-why", "It helps to find someone who fits you. A short answer is enough.")
TOLD = Phrase("aside-told", "I'm sorry that I ask again. I didn't find the answer in what you wrote.")
UNSURE = Phrase("aside-unsure", "That's fine, there is no hurry.")
UNSURE_COUNTED = Phrase("aside-unsure-counted", "That's fine. A rough answer is enough, and you can change it later.")
UNSURE_SKIP = Phrase("aside-unsure-skip", "That's fine. You can skip this one.")
COST = Phrase("aside-cost", "It's free, and nobody here should ask you for money.")
LONG = Phrase("aside-long", "About five minutes in all. You can stop at any point and go on another day.")
TONGUES = Phrase(
    "aside-tongues",
    "I can write to you in {languages}. To change, write /language. Short and simple answers are fine, in any words.",
)
STOPPING = Phrase(
    "aside-stopping",
    "Yes, at any time. Write /stop, and I write to you no more. Write /delete, and I forget everything about you.",
)
ELSE = Phrase(
    "aside-else",
    "I can't answer everything. If you would like to ask a person, write “human”.",
)
LATER = Phrase(
    "aside-later", "That's fine. I keep what you have told me. Just write to me when you would like to go on."
)
THEN = Phrase(
    "aside-then",
    "After these questions I look for someone who fits you, and write to you here. It can take some days, sometimes a "
    "few weeks.",
)
CHANGE = Phrase("aside-change", "You can change every answer at the end. To go back now, write “back”.")
EDITED = Phrase(
    "aside-edited",
    "I see that you changed a message, but I can't take an answer from there. You can change every answer at the end, "
    "or write “back” now.",
)
TIRESOME = Phrase("aside-tiresome", "I'm sorry that this is tiresome. We can go on when you like, or you write /stop.")
WELCOME = Phrase("aside-welcome", "You're welcome!")
LIGHT = Phrase("aside-light", "🙂")
CAN_WAIT = Phrase("aside-can-wait", "My question can wait. When you like, write to me, and we go on there.")
NAMED = Phrase("aside-named", "I have your name, thank you.")
WORDLESS = Phrase("aside-wordless", "I can only read words here. Could you write it?")

_SAID: Mapping[str, Phrase] = {
    "robot": ROBOT, "told": TOLD, "cost": COST, "long": LONG, "swearing": TIRESOME,
    "then": THEN, "change": CHANGE, "light": LIGHT, "nod": LIGHT, "stopping": STOPPING, "thanks": WELCOME,
    "greeting": GREETING, "name again": NAMED,
}  # fmt: skip
_WIDE = (FreeText, Name, People, Place, Several)
"""Shapes that take nearly everything for an answer."""
_TOLD_IN_PASSING = (BirthMonth, Languages, LastLook, Times, WholeNumber)
"""Shapes that find an answer also in a question ("is the evening all right?"), and none where there is none."""
_NEVER_AN_ANSWER = frozenset({
    "privacy", "robot", "human", "why", "told", "rather_not", "cost", "long", "tongue", "then", "stopping", "unclear",
    "change", "swearing",
})  # fmt: skip
_NOTHING = normalised("none", "nothing", "n/a", "nada", "ninguno", "ninguna", "no tengo", "nothing really")


def deed(telling: Telling, content: Content) -> Callable[[], None] | None:
    """What is done about words that are no answer to the open question; None where they may be one."""
    step = telling.script.by_name.get(telling.run.open or "") if telling.run.flow in FLOWS else None
    if not isinstance(content, Typed) or not isinstance(step, Ask | Review) or _depends(step):
        return None
    text = content.text
    kind = _kind(telling, step, text)
    may_be_nothing = isinstance(step, Ask) and step.optional and _is_nothing(text)
    if kind is None and not (telling.hushed or is_wordless(text) or may_be_nothing):
        return None
    asked = question(telling, step, to_pose=False)
    if _is_answer(telling, asked, content, kind):
        return None
    if telling.hushed:
        # Words of someone in need are neither their name nor their goal.
        return partial(telling.say, telling.words(CAN_WAIT()))
    if isinstance(asked.shape, FreeText | Name) and is_wordless(text):
        return partial(_ask_for_words, telling)
    left_out = partial(skip, telling) if may_be_nothing and isinstance(asked.shape, FreeText) else None
    return partial(_answer, telling, step, kind) if kind else left_out


def _is_answer(telling: Telling, asked: Question, said: Typed, kind: str | None) -> bool:
    if _is_chosen(telling, asked, said.text):
        return True
    if isinstance(asked.shape, Name) and is_wordless(said.text) and telling.run.misses > 0:
        return True  # whoever sends signs for a name once more is called that
    is_read = not _is_wide(asked.shape, said.text) and isinstance(asked.shape.read(said, asked.asking), Value)
    is_asked_back = kind == "question" and not isinstance(asked.shape, _TOLD_IN_PASSING)
    return is_read and not is_asked_back and kind not in _NEVER_AN_ANSWER


def edited(telling: Telling) -> None:
    """Someone changed a message amid the first questions: what was answered stays, and they hear how to change it."""
    is_asked = telling.scene.person is not None and telling.going and telling.run.flow == "onboarding"
    if is_asked and telling.person.active and not telling.scene.ties and not telling.hushed:
        telling.say(telling.words(EDITED()))


def _answer(telling: Telling, step: Ask | Review, kind: str) -> None:
    if isinstance(step, Ask) and not step.keep:
        telling.wish(WipeInbound())
    match kind:
        case "rather_not":
            skip(telling)
        case "later":
            telling.say(telling.words(LATER()))
        case "privacy":
            tell_privacy(telling)
        case "why" | "unclear":
            remind(telling, telling.words(_why(telling, step) or WHY()))
        case "human" | "person":
            remind(telling, wanted.noted(telling))
        case "question":
            said = (_why(telling, step), ELSE())
            remind(telling, " ".join(telling.words(one) for one in said if one))
        case "tongue":
            spoken = joined([own_name(tag) for tag in telling.stage.speech.languages], telling.language)
            remind(telling, telling.words(TONGUES(languages=spoken)))
        case "unsure":
            remind(telling, _about_unsure(telling, step))
        case _:
            remind(telling, telling.words(_SAID[kind]()))


def _ask_for_words(telling: Telling) -> None:
    telling.keep_run(telling.run, misses=telling.run.misses + 1)
    remind(telling, telling.words(WORDLESS()))


def _depends(step: Ask | Review) -> bool:
    """Whether it is a page that is shown, rather than a question about them."""
    return isinstance(step, Ask) and isinstance(step.shape, FromScene)


def _why(telling: Telling, step: Ask | Review) -> Line | None:
    found = telling.script.why(step) if isinstance(step, Ask) else None
    return found() if found else None


def _about_unsure(telling: Telling, step: Ask | Review) -> str:
    if isinstance(step, Ask) and step.optional:
        return telling.words(UNSURE_SKIP())
    if isinstance(step, Ask) and step.counted:
        return telling.words(UNSURE_COUNTED())
    why = _why(telling, step)
    return " ".join(map(telling.words, filter(None, (UNSURE(), why))))


def _is_wide(shape: Shape, text: str) -> bool:
    """Whether this shape would take such words for an answer, whatever they say."""
    return isinstance(shape, _WIDE) and not (isinstance(shape, Several) and is_wordless(text))


def _kind(telling: Telling, step: Ask | Review, text: str) -> str | None:
    """What is said beside the open question; the last look says itself what can be changed, and how."""
    kind = "name again" if _is_name_again(telling, text) else said_beside(text)
    if kind is None:
        return "question" if asks_something(text) else None
    return None if kind == "change" and isinstance(step, Review) else kind


def _is_name_again(telling: Telling, text: str) -> bool:
    """Whether they send the name they have just given: who waited for an answer often writes once more."""
    run = telling.run
    return "name" in run.passed[-2:] and normalise(text) == normalise(str(run.answers.get("name", "")))


def _is_nothing(text: str) -> bool:
    said = normalise(text)
    return said in _NOTHING or (said.count(" ") < 2 and agreement(text) is False)


def _is_chosen(telling: Telling, asked: Question, text: str) -> bool:
    """Whether this is what stands on one of its buttons, or another name of that; or settles what was asked back."""
    said = normalise(text)
    if telling.run.draft is not None and agreement(text) is not None:
        return True
    names = (name for one in getattr(asked.shape, "choices", ()) for name in one.candidate(asked.asking).names)
    return said in names or any(said == normalise(button.label) for button in asked.buttons)


PHRASES = (
    ROBOT, WHY, TOLD, UNSURE, UNSURE_COUNTED, UNSURE_SKIP, COST, LONG, TONGUES, STOPPING, ELSE, LATER, THEN, CHANGE,
    EDITED, TIRESOME, WELCOME, LIGHT, NAMED, WORDLESS, CAN_WAIT,
)  # fmt: skip

"""Words people type instead of pressing, in a language that a program brings: what steers, what is yes or no."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from bot.flows.understanding.steering import CONTROLS, control
from bot.flows.understanding.yes_and_no import NO, YES, Own
from bot.texts.speech import SOURCE, Speech
from bot.words.folding import normalise, normalised
from bot.words.phrases import Line, Phrase

LEAD = "typed-"
"""What the keys of such words begin with in a file of words."""
TYPED_YES = Phrase(f"{LEAD}yes", "yes, yeah, sure, ok, of course")
TYPED_NO = Phrase(f"{LEAD}no", "no, nope, not really, not now")
STEERS = {action: Phrase(f"{LEAD}{action}", ", ".join(words)) for action, words in CONTROLS[SOURCE].items()}
TYPED = (TYPED_YES, TYPED_NO, *STEERS.values())
"""What a program can bring in its languages. In ours they stand in code, so that no file is read to look for them."""


def parted(said: str) -> list[str]:
    """Words as they stand in a file, parted by commas, without those that are empty."""
    return [one.strip() for one in said.replace("،", ",").split(",") if normalise(one)]


def steering(text: str, language: str, speech: Speech) -> str | None:
    """What typed words steer, as `control` says; the program's own words in the reader's language go first."""
    return _steering(speech, language).get(normalise(text)) or control(text, language)


@lru_cache(maxsize=64)
def _steering(speech: Speech, language: str) -> dict[str, str]:
    said = ((action, speech.say(one(), language), one.english) for action, one in STEERS.items())
    return {normalise(word): action for action, words, ours in said if words != ours for word in parted(words)}


def own_words(say: Callable[[Line], str]) -> Own:
    """The program's own words for yes and no in the language that `say` speaks; none in ours."""
    return _own(say(TYPED_YES()), say(TYPED_NO()))


@lru_cache(maxsize=64)
def _own(yes: str, no: str) -> Own:
    brought = [normalised(*parted(yes)) if yes != TYPED_YES.english else frozenset[str]()]
    brought += [normalised(*parted(no)) if no != TYPED_NO.english else frozenset[str]()]
    return brought[0], brought[1]


def taken() -> dict[str, str]:
    """Every word that means the same to every reader, and under which key it would belong."""
    steers = {normalise(word): f"{LEAD}{action}" for action, words in CONTROLS[SOURCE].items() for word in words}
    return {**dict.fromkeys(YES, TYPED_YES.key), **dict.fromkeys(NO, TYPED_NO.key), **steers}

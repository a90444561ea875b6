"""What someone wishes of us, whatever is open: a command, a deed with a button of its own, another language."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

from bot.flows.anytime import asides, deeds, forgetting
from bot.flows.desk import wanted
from bot.flows.ending import becoming
from bot.flows.engine.answering import back, is_answer, skip
from bot.flows.engine.telling import Telling
from bot.flows.pairing import suggestions, waiting
from bot.flows.standing.buttons import VERBS
from bot.flows.standing.said import tell_standing
from bot.flows.talking import about_whom
from bot.flows.training import getting_ready, rereading
from bot.flows.understanding.beside import asks_about_privacy, asks_for_a_human
from bot.flows.understanding.typed import steering
from bot.flows.understanding.yes_and_no import is_asking, wants_all_forgotten
from bot.texts.naming import language_name
from bot.texts.speech import Speech, own_name
from bot.words.folding import normalise
from bot.words.messages import Command, Content, Press, Typed
from bot.words.values import dataclass

COMMANDS = {
    "start": deeds.start,
    "help": deeds.help_along,
    "privacy": deeds.tell_privacy,
    "stop": deeds.stop,
    "delete": forgetting.ask,
    "back": back,
    "skip": skip,
    "restart": deeds.start_over,
    "language": deeds.switch_language,
    "status": tell_standing,
    "training": getting_ready.begin,
    "lessons": rereading.show_chapters,
    **{name: about_whom.about(name) for name in about_whom.COMMANDS},
}
CONTROLS = {"start-over": "restart"}
DEEDS = {
    "forget": forgetting.ask,
    "forget-yes": deeds.forget,
    "forget-no": forgetting.keep,
    "change": deeds.change_answers,
    "go-on": deeds.start,
    "begin": deeds.start,
    "look-again": suggestions.look_again,
    "widen": waiting.widen,
    "narrow": waiting.narrow,
    "training": getting_ready.begin,
    "training-on": getting_ready.begin,
    "about-me": getting_ready.begin,
    "lessons": rereading.show_chapters,
    "become-mentor": becoming.wish,
    "human": wanted.ask,
}
NEEDS_RUN = {"back", "skip"}
Deed = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Meant:
    """The command and the deed that something means, None for neither."""

    command: str | None
    verb: str | None

    @property
    def is_ours(self) -> bool:
        """Whether it is something one says to us, and to nobody else."""
        return self.command is not None or self.verb is not None

    @property
    def is_a_wish_to_be_forgotten(self) -> bool:
        """Whether everything is to be deleted."""
        return self.command == "delete" or self.verb in {"forget", "forget-yes"}

    @property
    def stays_away(self) -> bool:
        """Whether someone who had stopped says this without coming back by it."""
        return self.command in {"stop", "delete", "privacy", "help"} or self.verb in {
            "forget",
            "forget-yes",
            "forget-no",
        }


def meant_by(telling: Telling, content: Content) -> Meant:
    """What this means, whatever question is open."""
    return Meant(command_of(telling, content), _verb_of(telling, content))


def command_of(telling: Telling, content: Content) -> str | None:
    """The command meant: sent as one, or typed as a word such as "back" or "ayuda"."""
    match content:
        case Command(name=name) if name in COMMANDS:
            return name
        case Typed(text=text):
            name = steering(text, telling.language, telling.stage.speech) or ""
            name = CONTROLS.get(name, name)
            is_known = name in COMMANDS and (name not in about_whom.COMMANDS or bool(telling.scene.ties))
            return name if is_known else "privacy" if _asks_who_reads(telling, content) else None
        case _:
            return None


def _asks_who_reads(telling: Telling, content: Typed) -> bool:
    """Whether they ask who reads along or what is kept, and the open question does not take it for an answer."""
    return asks_about_privacy(content.text) and not (telling.going and is_answer(telling, content))


def _asks_for_a_human(telling: Telling, content: Typed) -> bool:
    """Whether they ask for a human where one can hear of it, and the open question does not take it for an answer; amid
    the first questions that is seen there."""
    if not asks_for_a_human(content.text) or not wanted.can_be_asked_for(telling):
        return False
    return not (telling.going and (telling.run.flow in asides.FLOWS or is_answer(telling, content)))


def _language_of(telling: Telling, content: Content) -> str | None:
    """The language asked for: by its button or its own name, as long as no question takes such a name as an answer."""
    languages = telling.stage.speech.languages
    match content:
        case Press(data=data) if data.startswith("do.language-"):
            return data.removeprefix("do.language-")
        case Command(name="language", argument=argument):
            return next((tag for tag in languages if tag.lower() == argument.lower()), None)
        case Typed(text=text):
            said = normalise(text)
            asked = _own_names(languages).get(said)
            if asked is None or not _names_a_language(telling):
                asked = None if _HINTS.isdisjoint(said.split()) else _asked_for(languages).get(said)
            return None if asked and telling.going and telling.run.open == "languages" else asked
        case _:
            return None


@lru_cache(maxsize=8)
def _own_names(languages: tuple[str, ...]) -> dict[str, str]:
    """The languages by what they call themselves, normalised; of two with one name the first."""
    return {normalise(own_name(tag)): tag for tag in reversed(languages)}


_PLEASE = (
    "{} please", "in {}", "in {} please", "can we speak {}", "can you speak {}", "do you speak {}", "i only speak {}",
    "i speak only {}", "can we talk in {}", "{} por favor", "en {}", "en {} por favor", "hablas {}", "puedes hablar {}",
    "solo hablo {}", "hablo solo {}", "podemos hablar en {}", "habla {}", "habla en {}",
)  # fmt: skip
"""How people ask for a language, whatever is asked of them."""


_HINTS = frozenset(word for said in _PLEASE for word in said.split() if len(word) > 1 and word != "{}")
"""Without one of these words, the names of languages need not be looked up."""


@lru_cache(maxsize=8)
def _asked_for(languages: tuple[str, ...]) -> dict[str, str]:
    """Such wishes, normalised, with the language they are for."""
    names = [(tag, {own_name(tag), *(str(language_name(tag, reader)) for reader in languages)}) for tag in languages]
    return {normalise(said.format(name)): tag for tag, known in names for name in known for said in _PLEASE}


def language_deed(telling: Telling, content: Content) -> Deed | None:
    """What is done about a wish to be spoken to in another language."""
    language = _language_of(telling, content)
    return None if language is None else partial(deeds.speak, telling, language)


def _names_a_language(telling: Telling) -> bool:
    """Whether a language's own name, typed, can mean nothing but that it shall be spoken."""
    if telling.going:
        return telling.run.open in {"consent", "born", "role", "page"}
    return bool(telling.scene.staff) and not telling.scene.memberships


def _verb_of(telling: Telling, content: Content) -> str | None:
    """The deed meant: its button was pressed, or its label was typed in full."""
    match content:
        case Press(data=data) if data.startswith("do.") and data[3:] in DEEDS:
            return data[3:]
        case Typed(text=text):
            verb = _typed_verbs(telling.stage.speech, telling.language).get(normalise(text))
            verb = verb or ("forget-yes" if wants_all_forgotten(text) else None)
            verb = verb or ("human" if _asks_for_a_human(telling, content) else None)
            return None if verb == "forget-yes" and is_asking(text) else verb
        case _:
            return None


@lru_cache(maxsize=64)
def _typed_verbs(speech: Speech, language: str) -> dict[str, str]:
    """The labels of the deeds as they are typed; where two have the same, the first counts."""
    return {normalise(speech.say(label(), language)): verb for verb, label in reversed(VERBS.items())}

"""Free words, and what someone would like to be called."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from bot.flows.engine.shape import Asking, Declined, Reading, Reply, Value
from bot.flows.shapes.in_words import InWords
from bot.flows.shapes.several import is_finished
from bot.flows.understanding.yes_and_no import is_asking
from bot.words.cleaning import NAME_AT_MOST, clean_line, clean_name, clean_text, graphemes
from bot.words.folding import normalise, normalised
from bot.words.messages import Typed
from bot.words.phrases import Line, Phrase

WRITE = Phrase("shape-text-hint", "Please write it in your own words.")
SHORTER = Phrase("shape-text-shorter", "Please make it a little shorter: up to {most} letters. Yours has {count}.")
NAME = Phrase("shape-name-hint", "Please send the name you would like to be called by.")
SHORTER_NAME = Phrase("shape-name-shorter", "Please send a shorter name, up to {most} letters.")

_HELLO = r"^(?:(?:hi|hello|hey|hola|salut|bonjour|hallo)[,!. ]+)?"
_SURE = regex.compile(
    _HELLO + r"(?:my (?:first )?name(?:['’]s| is)|you can call me|(?:please )?call me|they call me|the name is"
    r"|me llamo|mi nombre es|(?:me )?pueden llamarme|je m['’]appelle|mon nom est|ich hei(?:ß|ss)e|mein name ist"
    r"|i(?:['’]m| am) called"
    r"|meu nome é|(?:eu )?me chamo|chamo-me|mi chiamo|меня зовут|мене звати|اسمي|إسمي|نام من|اسم من|benim adım|adım"
    r"|jina langu ni|naitwa|magacaygu waa)[: ]+(?P<name>.+)$",
    regex.IGNORECASE,
)
_LIKELY = regex.compile(
    _HELLO + r"(?:i['’]m|i am|im|it['’]s|this is|soy|je suis|ich bin|sou|я|أنا|انا|من)[: ]+(?P<name>.+)$",
    regex.IGNORECASE,
)
_BREAK = regex.compile(
    r"[,;:!?()\n]|\.(?:\s|$)|\s(?:and|but|from|y|pero|de|et|und|e|aus)\s(?=(?:i|my|je|ich|tengo|soy)\b)",
    regex.IGNORECASE,
)
_WHENCE = regex.compile(r",?\s(?:from|aus)\s", regex.IGNORECASE)
_WRITTEN = regex.compile(r"[\p{L}\p{So}\p{Emoji_Presentation}]")
_PART = r"[\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}'’.\-\u200c\u200d]*"
_A_NAME = regex.compile(rf"^{_PART}(?: (?:{_PART}|de|la|del|al|el|bin|ben|van|von|da|dos)){{0,4}}$")
_POLITE = regex.compile(
    r"[\s,]+(?:please|pls|thanks|thank you|thx|por favor|gracias|merci|bitte|danke|obrigad[oa])[\s.!]*$",
    regex.IGNORECASE,
)
_ADDRESS = regex.compile(
    r"://|\bwww\.|\b[\w-]+\.(?:com|org|net|info|io|me|ru|xyz|link|app|ly|gg|co|cc|tk|top|site)\b", regex.IGNORECASE
)
"""What an app would make a link of, before somebody who does not know them yet."""
_NO_NAME = normalised(
    "yes", "no", "ok", "okay", "hi", "hello", "hey", "hola", "thanks", "thank you", "gracias", "my name", "my name is",
    "name", "nombre", "mi nombre", "call me", "me llamo", "mi nombre es",
)  # fmt: skip
"""What people write before they send their name."""
_COMMAND = regex.compile(r"/\w+$")
"""A command there is not."""
_NOT_A_NAME = regex.compile(r"\d|@|https?:", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FreeText(InWords):
    """Words of their own, up to `at_most` graphemes. The value is the text, cleaned of what cannot be seen."""

    at_most: int = 1000
    widget: str = ""

    def read(self, reply: Reply, asking: Asking) -> Reading:
        del asking
        text = clean_text(reply.text) if isinstance(reply, Typed) else ""
        # "Done" ends a choice of several; whoever types it a moment later does not mean it as an answer.
        if not clean_line(text) or _COMMAND.match(text) or is_finished(text):
            return Declined(WRITE())
        count = graphemes(text)
        return Declined(SHORTER(most=self.at_most, count=count)) if count > self.at_most else Value(text)

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        del asking
        return (Typed("I like to learn new things."[: self.at_most].strip()),)


@dataclass(frozen=True, slots=True)
class Name(InWords):
    """What someone would like to be called, in any script. The value is the name, cleaned, at most 64 graphemes."""

    widget: str = ""

    def read(self, reply: Reply, asking: Asking) -> Reading:
        del asking
        if not isinstance(reply, Typed):
            return Declined(NAME())
        read = _name(reply.text)
        return Declined(read) if isinstance(read, Line) else Value(read)

    def samples(self, asking: Asking) -> tuple[Reply, ...]:
        del asking
        return (Typed("Amina"), Typed("My name is Amina"))


def _name(text: str) -> str | Line:
    whole = _POLITE.sub("", clean_line(text[:5000]))
    if whole.startswith("/") or not _WRITTEN.search(whole) or _ADDRESS.search(whole) or normalise(whole) in _NO_NAME:
        return NAME()
    if is_asking(whole) and not _SURE.match(whole):
        return NAME()
    name = clean_name(_introduced(whole))
    return (
        name if graphemes(whole) <= 2 * NAME_AT_MOST or name != clean_name(whole) else SHORTER_NAME(most=NAME_AT_MOST)
    )


def _introduced(whole: str) -> str:
    """The name out of "my name is Amina"; everything as it stands where that is not certain."""
    sure = _SURE.match(whole)
    if sure:
        name = _WHENCE.split(_BREAK.split(sure["name"], maxsplit=1)[0], maxsplit=1)[0].strip(" .\"'“”«»")
        return name if name and len(name.split()) <= 5 and not _NOT_A_NAME.search(name) else whole
    likely = _LIKELY.match(whole)
    name = _WHENCE.split(likely["name"], maxsplit=1)[0].strip(" .!\"'“”") if likely else ""
    return name if _A_NAME.match(name) else whole


PHRASES = (WRITE, SHORTER, NAME, SHORTER_NAME)

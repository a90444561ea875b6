"""Puts lines into the reader's language: English stands in the code, other languages overlay it by key."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast as fluent

from bot.texts.naming import language_name
from bot.texts.stops import begins_with_stop, marked, unmarked, without_stop
from bot.words.cleaning import isolate
from bot.words.errors import DefinitionError
from bot.words.phrases import Line, Phrase, Told, primary

HERE = Path(__file__).parent
SOURCE = "en"
RIGHT_TO_LEFT = {"ar", "fa", "he", "ps", "ur", "ckb", "yi", "dv"}
OWN_NAMES = {"en": "English", "es": "Español"}
SHIPPED = (SOURCE, *sorted(path.stem for path in HERE.glob("*.ftl")))
"""The languages the bot speaks by itself."""

_TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_VALUE = re.compile(r"\{(\w+)\}")
_Said = Callable[[Mapping[str, "str | int"]], str]


def own_name(language: str) -> str:
    """What a language calls itself."""
    return OWN_NAMES.get(language) or language_name(language, language)


def direction(language: str) -> str:
    """Which way a language is read: "rtl" or "ltr"."""
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def isolated(value: str | int, language: str) -> str | int:
    """A value as it stands in a sentence of that language: in words of it, where they can be, and so that nothing that
    runs the other way, or turns the direction, turns what is around it."""
    if isinstance(value, Told):
        value = value.in_language(language)
    leftwards = direction(language) == "rtl"
    if isinstance(value, int) or (value.isascii() and not leftwards):
        return value
    found = {unicodedata.bidirectional(character) for character in value}
    return isolate(value) if found & _TURNING or found & ({"L"} if leftwards else {"R", "AL"}) else value


def as_fluent(key: str, english: str) -> str:
    """English with `{name}` values as one Fluent message; text that has Fluent's own `{ $x -> … }` is kept."""
    text = _VALUE.sub(r"{ $\1 }", english)
    lines = [re.sub(r"^(\s*)([.*\[])", r'\1{"\2"}', line) for line in text.split("\n")] if "->" not in text else [text]
    return f"{key} =\n    " + "\n    ".join(lines) + "\n"


class Speech:
    """Every text in every language, compiled on first use.

    Looked up by key in the reader's language, then in its base ("es-MX" → "es"), then the English of the line itself.
    """

    def __init__(self, overlays: Mapping[str, Iterable[str]] | None = None) -> None:
        """`overlays` adds Fluent source texts per language (a program's own) to the files beside this module.

        A language without any is one that programs are written in: its readers get the bot's own words in English.
        """
        self._unread = {path.stem: path for path in HERE.glob("*.ftl")}
        self._overlays = {
            language: [_read(source, f"program texts ({language})") for source in sources]
            for language, sources in (overlays or {}).items()
        }
        self._entries: dict[str, dict[str, fluent.Message]] = {}
        self._resources: dict[str, list[fluent.Resource]] = {}
        self._bundles: dict[str, FluentBundle] = {}
        self._said: dict[tuple[str, str, str], _Said] = {}
        self.languages: tuple[str, ...] = (SOURCE, *sorted((self._unread.keys() | self._overlays.keys()) - {SOURCE}))
        """The languages there are words in, English first."""
        self._by_base = {primary(tag): tag for tag in reversed(self.languages)}

    def closest(self, language: str) -> str:
        """The spoken language nearest to a BCP 47 tag; English when there is none."""
        if language in self.languages:
            return language
        base = primary(language)
        return base if base in self.languages else self._by_base.get(base, SOURCE)

    def say(self, line: Line, language: str) -> str:
        """The line in the reader's language."""
        slot = (self.closest(language), line.key, line.english)
        said = self._said.get(slot)
        if said is None:
            said = self._said[slot] = self._compile(*slot)
        return said(line.values)

    def voice(self, phrase: Phrase, language: str) -> str:
        """The language in which a reader of this one gets that phrase: English where it has no words in theirs."""
        known = self.closest(language)
        entry = self._texts(known).get(phrase.key)
        is_own = entry is not None and (known in SHIPPED or not is_english(entry, phrase.english))
        return known if is_own else SOURCE

    def missing(self, phrases: Iterable[Phrase], language: str) -> list[str]:
        """The keys that have no words in this language."""
        return sorted({phrase.key for phrase in phrases} - self._texts(language).keys())

    def _texts(self, language: str) -> dict[str, fluent.Message]:
        """The texts of a language by key; its file is read when somebody first speaks it."""
        entries = self._entries.get(language)
        if entries is None:
            path = self._unread.get(language)
            shipped = [_read(path.read_text(encoding="utf-8"), str(path))] if path else []
            self._resources[language] = [*shipped, *self._overlays.get(language, [])]
            read = [entry for resource in self._resources[language] for entry in resource.body]
            entries = {entry.id.name: entry for entry in read if isinstance(entry, fluent.Message)}
            self._entries[language] = entries
        return entries

    def _compile(self, language: str, key: str, english: str) -> _Said:
        entry = self._texts(language).get(key)
        if entry is not None and entry.value is not None and (language in SHIPPED or not is_english(entry, english)):
            return _plain(entry, language) or _with_bundle(self._bundle(language), key, language)
        resource, parsed = _parsed(key, english)
        return _plain(parsed, SOURCE) or _with_bundle(_bundled([resource], SOURCE), key, SOURCE)

    def _bundle(self, language: str) -> FluentBundle:
        """What speaks a language's plurals and selections; loads what is known of the language, so only when needed."""
        if language not in self._bundles:
            self._bundles[language] = _bundled(self._resources[language], language)
        return self._bundles[language]


def is_english(entry: fluent.Message, english: str) -> bool:
    """Whether a text for another language is still the English one, as it was written out to be translated."""
    return bool(entry.equals(_parsed(entry.id.name, english)[1], ignored_fields=["span", "comment"]))


def _parsed(key: str, english: str) -> tuple[fluent.Resource, fluent.Message]:
    resource = FluentResource(as_fluent(key, english))
    parsed = resource.body[0]
    if not isinstance(parsed, fluent.Message) or parsed.value is None:
        raise DefinitionError(f"the English of {key!r} is not a text Fluent can read: {english!r}")
    return resource, parsed


def _bundled(resources: Iterable[fluent.Resource], language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    for resource in resources:
        bundle.add_resource(resource, allow_overrides=True)
    return bundle


def _read(source: str, where: str) -> fluent.Resource:
    """A Fluent source; raises DefinitionError, with the line, where part of it is none."""
    resource = FluentResource(source)
    for entry in resource.body:
        if isinstance(entry, fluent.Junk):
            start = source[: entry.span.start if entry.span else 0].count("\n") + 1
            raise DefinitionError(f"{where}, line {start}: this is not a Fluent message: {str(entry.content)[:60]!r}")
    return resource


def _plain(entry: fluent.Message, language: str) -> _Said | None:
    """The quick way for texts that only have simple values in them."""
    parts: list[tuple[bool, str]] = []
    for element in entry.value.elements if entry.value else ():
        match element:
            case fluent.TextElement():
                parts.append((False, element.value))
            case fluent.Placeable(expression=fluent.VariableReference(id=name)):
                parts.append((True, name.name))
            case fluent.Placeable(expression=fluent.StringLiteral() as literal):
                parts.append((False, str(literal.parse()["value"])))
            case _:
                return None
    if not any(is_value for is_value, _ in parts):
        whole = "".join(text for _, text in parts)
        return lambda _: whole
    following = [text if not is_value else "" for is_value, text in parts[1:]] + [""]
    ends = frozenset(at for at, text in enumerate(following) if parts[at][0] and begins_with_stop(text))
    if ends:
        return lambda values: "".join(
            str(isolated(_before_stop(values[text], language) if at in ends else values[text], language))
            if is_value
            else text
            for at, (is_value, text) in enumerate(parts)
        )
    return lambda values: "".join(
        str(isolated(values[text], language)) if is_value else text for is_value, text in parts
    )


def _before_stop(value: str | int, language: str) -> str | int:
    return without_stop(value.in_language(language) if isinstance(value, Told) else value)


def _with_bundle(bundle: FluentBundle, key: str, language: str) -> _Said:
    def said(values: Mapping[str, str | int]) -> str:
        message = bundle.get_message(key).value
        if message is None:
            raise DefinitionError(f"{key} ({language}) has no text")
        shown = {name: marked(value, isolated(value, language)) for name, value in values.items()}
        text, errors = bundle.format_pattern(message, shown)
        if errors:
            raise DefinitionError(f"{key} ({language}): {errors[0]}")
        return unmarked(str(text))

    return said

"""A chat as a readable scene, and a scene read back: what `GET …/scene` hands out and tests play.

    Amina: hello
    bot → Amina: Hi! What brings you here? [I'd like a mentor] [I'd like to be one]
    Amina taps [I'd like a mentor]
    (7 days later)
    bot → Amina: Where do you live?
        A city is enough. {Share my location}
    Amina replies to "Where do you live?": in Nairobi
    Amina sends photo (me, last summer)
    Amina edits "in Nairobi": in Mombasa
    Amina deletes "in Mombasa"
    bot → Amina: {photo} From Jonas: me too
    bot answers "me, last summer" → Amina: From Jonas: what a view
    bot removes "From Jonas: me too" → Amina
    bot gathers → Amina: Now you are together here.

A text's further lines are indented; `[…]` is a button, `{…}` a native widget, and at the beginning of what the
bot says a file or a pin on the map; a message is quoted by how it begins. Blank lines and lines that begin with
"#" say nothing. Whitespace at the ends of lines is not kept.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from bot.words.errors import DefinitionError

Kind = Literal[
    "says", "edits", "home", "removes", "gathers",
    "types", "replies", "sends", "rewords", "deletes", "taps", "picks", "shares", "dates", "blocks", "unblocks",
    "later",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class SceneLine:
    """One line of a scene. `who` is the person, whoever speaks; "" for "later", whose `text` is a span ("7 days").

    kind: the bot "says" something, "edits" its last message, shows a "home" tab; the person "types", "taps" a button
    (`text` is its label), "picks" people (names, comma-separated), "shares" a place ("52.52, 13.405"), "dates" (picks
    a day), "blocks" or "unblocks" the bot; time passes ("later").

    `of` is how a message begins that is meant: the one it answers ("says", "replies"), or the one the bot "removes"
    and the person "rewords" or "deletes". `file` is what comes with the text: "photo", "pin"…; a person "sends" one.
    The bot "gathers" several people, each of whom reads it.
    """

    kind: Kind
    who: str
    text: str = ""
    buttons: tuple[str, ...] = ()
    widget: str = ""
    of: str = ""
    file: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "of", quoted(self.of))


INDENT = "    "
KINDS: tuple[Kind, ...] = get_args(Kind)
FILES = ("photo", "voice", "audio", "video", "document", "pin")
_VERBS: dict[Kind, str] = {"says": "bot", "edits": "bot edits", "home": "bot home", "gathers": "bot gathers"}
_LONGEST_QUOTE = 40
_ANSWERS: dict[str, Kind] = {"replies to": "replies", "edits": "rewords"}
_UNITS = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))

_LABEL = r"(?:\\.|[^\\\[\]{}])+"
_LAST_BUTTON = re.compile(rf"(?:^| )\[({_LABEL})\]$")
_LAST_WIDGET = re.compile(rf"(?:^| )\{{({_LABEL})\}}$")
_QUOTE = r'"([^"\n]*)"'
_FILE = re.compile(rf"\{{({'|'.join(FILES)})\}}(?:\s|$)")
_BOT = re.compile(rf"bot(?: (edits|home|gathers)| answers {_QUOTE})? → ([^:]+):(?: (.*))?", re.DOTALL)
_REMOVES = re.compile(rf"bot removes {_QUOTE} → ([^:]+)")
_REPLIES = re.compile(rf"([^:]+?) (replies to|edits) {_QUOTE}:(?: (.*))?", re.DOTALL)
_DELETES = re.compile(rf"([^:]+?) deletes {_QUOTE}")
_SENDS = re.compile(rf"([^:]+?) sends ({'|'.join(FILES[:-1])})(?: \((.*)\))?", re.DOTALL)
_DOES = re.compile(rf"([^:]+?) (taps|picks|shares|dates) \[({_LABEL})\]")
_BLOCKS = re.compile(r"([^:]+?) (blocks|unblocks) the bot")
_LATER = re.compile(r"\((.+) later\)")
_TYPES = re.compile(r"([^:]+):(?: (.*))?", re.DOTALL)
_SPAN_PART = re.compile(r"(\d+) (day|hour|minute|second)s?")


def scene_name(name: str) -> str:
    """A person's name as it stands in a scene: without the few signs that mean something there."""
    return " ".join(re.sub(r"[:\[\]{}→()#]", " ", name).split()) or "Someone"


def quoted(text: str) -> str:
    """How a message begins, as a scene quotes it: one line without quotation marks, at most 40 characters and "…"."""
    line = " ".join(text.replace('"', "").split())
    return line if len(line) <= _LONGEST_QUOTE + 1 else line[:_LONGEST_QUOTE].rstrip() + "…"


def begins(text: str, quote: str) -> bool:
    """Whether a message is the one that is quoted so."""
    return " ".join(text.replace('"', "").split()).startswith(quote.removesuffix("…"))


def span_in_words(span: dt.timedelta) -> str:
    """A span as a scene tells it: "1 day 2 hours"; "" for none."""
    left, words = round(span.total_seconds()), []
    for unit, seconds in _UNITS:
        count, left = divmod(left, seconds)
        if count:
            words.append(f"{count} {unit}{'' if count == 1 else 's'}")
    return " ".join(words)


def read_span(words: str) -> dt.timedelta:
    """Read "1 day 2 hours"; raises ValueError for anything else."""
    parts = _SPAN_PART.findall(words)
    if not parts or _SPAN_PART.sub("", words).strip():
        raise ValueError(f"{words!r} is no span such as “7 days” or “1 day 2 hours”")
    seconds = dict(_UNITS)
    return dt.timedelta(seconds=sum(int(count) * seconds[unit] for count, unit in parts))


def write(lines: Iterable[SceneLine]) -> str:
    """The scene as text; the same lines always give the same text."""
    return "".join(f"{_written(line)}\n" for line in lines)


def _written(line: SceneLine) -> str:
    who = scene_name(line.who)
    match line.kind:
        case "later":
            return f"({line.text} later)"
        case "says" | "edits" | "home" | "gathers":
            verb = f'bot answers "{line.of}"' if line.of else _VERBS[line.kind]
            return f"{verb} → {who}: {_indented(_with_labels(line))}".rstrip()
        case "removes":
            return f'bot removes "{line.of}" → {who}'
    return _written_of_person(line, who)


def _written_of_person(line: SceneLine, who: str) -> str:
    match line.kind:
        case "taps" | "picks" | "shares" | "dates":
            return f"{who} {line.kind} [{_escape(line.text)}]"
        case "replies" | "rewords":
            verb = "replies to" if line.kind == "replies" else "edits"
            return f'{who} {verb} "{line.of}": {_indented(line.text)}'.rstrip()
        case "deletes":
            return f'{who} deletes "{line.of}"'
        case "sends":
            return f"{who} sends {line.file}" + (f" ({_indented(line.text)})" if line.text else "")
        case "blocks" | "unblocks":
            return f"{who} {line.kind} the bot"
    return f"{who}: {_indented(line.text)}".rstrip()


def _with_labels(line: SceneLine) -> str:
    text = _tidy(line.text)
    if text.endswith(("]", "}")):
        text = f"{text[:-1]}\\{text[-1]}"
    if text.lstrip("\\").startswith("{"):
        text = f"\\{text}"
    if line.file:
        text = f"{{{line.file}}} {text}".rstrip()
    widget = [f"{{{_escape(line.widget)}}}"] if line.widget else []
    return " ".join([text, *widget, *(f"[{_escape(label)}]" for label in line.buttons)])


def _tidy(text: str) -> str:
    unified = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return "\n".join(line.rstrip() for line in unified.split("\n"))


def _indented(text: str) -> str:
    first, *rest = _tidy(text).split("\n")
    return "\n".join([first, *(f"{INDENT}{line}" if line else "" for line in rest)])


def _escape(label: str) -> str:
    return re.sub(r"([\\\[\]{}])", r"\\\1", " ".join(label.split()))


def _unescape(label: str) -> str:
    return re.sub(r"\\(.)", r"\1", label)


def parse(scene: str) -> list[SceneLine]:
    """Read a scene; raises DefinitionError with the line's number and what would be understood."""
    return [line for _, line in parse_numbered(scene)]


def parse_numbered(scene: str) -> list[tuple[int, SceneLine]]:
    """The same, each with the number of the line at which it begins."""
    blocks: list[tuple[int, list[str]]] = []
    for number, line in enumerate(scene.replace("\r\n", "\n").split("\n"), 1):
        if blocks and (line.startswith(INDENT) or not line.strip()):
            blocks[-1][1].append(line.removeprefix(INDENT).rstrip())
        elif line.strip() and not line.startswith("#"):
            blocks.append((number, [line.rstrip()]))
    return [(number, _read("\n".join(lines).rstrip(), number)) for number, lines in blocks]


def _read(block: str, number: int) -> SceneLine:
    if found := _LATER.fullmatch(block):
        return _later(found[1], number)
    for pattern, made in _READERS:
        if found := pattern.fullmatch(block):
            return made(found)
    raise DefinitionError(
        f"line {number}: not understood; write “Name: words”, “Name taps [label]”, “bot → Name: words [label]” "
        "or “(7 days later)”"
    )


def _later(words: str, number: int) -> SceneLine:
    try:
        return SceneLine("later", "", span_in_words(read_span(words)))
    except ValueError as error:
        raise DefinitionError(f"line {number}: {error}") from error


def _kind(word: str) -> Kind:
    return next(kind for kind in KINDS if kind == word)


def _bot_line(found: re.Match[str]) -> SceneLine:
    text, widget, file = found[4] or "", "", ""
    labels: list[str] = []
    if first := _FILE.match(text):
        text, file = text[first.end() :], first[1]
    while last := _LAST_BUTTON.search(text):
        text = text[: last.start()]
        labels.insert(0, _unescape(last[1]))
    if not file and (last := _LAST_WIDGET.search(text)):
        text, widget = text[: last.start()], _unescape(last[1])
    if text.startswith("\\") and text.lstrip("\\").startswith("{"):
        text = text[1:]
    if text.endswith(("\\]", "\\}")):
        text = f"{text[:-2]}{text[-1]}"
    return SceneLine(_kind(found[1] or "says"), found[3], text, tuple(labels), widget, found[2] or "", file)


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], SceneLine]], ...] = (
    (_BOT, _bot_line),
    (_REMOVES, lambda found: SceneLine("removes", found[2], of=found[1])),
    (_DOES, lambda found: SceneLine(_kind(found[2]), found[1], _unescape(found[3]))),
    (_BLOCKS, lambda found: SceneLine(_kind(found[2]), found[1])),
    (_REPLIES, lambda found: SceneLine(_ANSWERS[found[2]], found[1], found[4] or "", of=found[3])),
    (_DELETES, lambda found: SceneLine("deletes", found[1], of=found[2])),
    (_SENDS, lambda found: SceneLine("sends", found[1], found[3] or "", file=found[2])),
    (_TYPES, lambda found: SceneLine("types", found[1], found[2] or "")),
)

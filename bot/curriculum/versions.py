"""Versions of a program: what tells two apart, and how one is kept so that it can be walked long afterwards."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import zlib
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from bot.curriculum.program import Program
from bot.curriculum.shelf import Packed, lesson_stem
from bot.words.errors import DefinitionError

_FORMAT = 1
_LEAD = "b64:"
"""What base 64 begins with here. Without it is base 85, which we wrote first: a little smaller, and megabytes of memory
while it is made. Its alphabet has no colon."""
_LARGEST = 64 * 1024 * 1024
"""Bytes a frozen version may unpack to."""
_UNORDERED = (("matching", "weights"), ("crisis", "words"), ("crisis", "lines"), ("moved",), ("holdout",))
"""Mappings whose order nobody ever meets."""


def content_hash(program: Program) -> str:
    """SHA-256 (hex) over everything people could read or walk.

    What is said to volunteers who train together is none of that. The same for the same content however its files are
    listed, whatever line ends they have, and in whichever order keys stand whose order means nothing; a default that is
    written out counts as if it were not.
    """
    plan = program.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"id", "cohort"})
    for *above, last in _UNORDERED:
        part = plan
        for key in above:
            part = part.get(key, {})
        if last in part:
            part[last] = dict(sorted(part[last].items()))
    content = {"plan": plan, "texts": {name: _even(text) for name, text in texts_of(program).items()}}
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def freeze(program: Program) -> str:
    """The whole program with all its texts as compressed JSON in ASCII, for `thaw`."""
    plan = program.model_dump(mode="json", by_alias=True)
    content = {"format": _FORMAT, "plan": plan, "texts": texts_of(program)}
    packed = zlib.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), level=9)
    return _LEAD + base64.b64encode(packed).decode("ascii")


def thaw(text: str) -> Program:
    """The program that was frozen; raises DefinitionError where the text is none of ours or is damaged."""
    try:
        content = _unpacked(text)
        program = Program.of(content["plan"])
        return program.with_shelf(Packed(dict(content["texts"])))
    except (binascii.Error, zlib.error, ValueError, KeyError, TypeError, RecursionError) as error:
        what = "it no longer fits" if isinstance(error, ValidationError) else "it is damaged"
        raise DefinitionError(f"this version of a program cannot be read: {what}") from None


def _unpacked(text: str) -> Any:
    unpacking = zlib.decompressobj()
    is_plain = text.startswith(_LEAD)
    packed = base64.b64decode(text[len(_LEAD) :], validate=True) if is_plain else base64.b85decode(text)
    content = json.loads(unpacking.decompress(packed, _LARGEST))
    if not unpacking.eof or unpacking.unused_data:
        raise ValueError("there is more, or less, than we wrote")
    if content["format"] != _FORMAT:
        raise DefinitionError(f"this version is written in format {content['format']}, which is newer than this code")
    return content


def texts_of(program: Program) -> Mapping[str, str]:
    """Every text that somebody in the program could read, by file name, in order of name."""
    stems = {"guidelines", *(f"steps/{step.id}" for step in program.steps), *map(lesson_stem, program.training)}
    names = (name for name in sorted(program.shelf.names) if name.endswith(".md"))
    return {name: program.shelf.read(name) for name in names if _stem(name) in stems or name.startswith("resources/")}


def _stem(name: str) -> str:
    return name.removesuffix(".md").rpartition(".")[0]


def _even(text: str) -> str:
    """Without what no reader sees: blanks at the ends of lines and of the file."""
    return "\n".join(line.rstrip() for line in text.split("\n")).rstrip()


def settings_of(program: Program) -> Mapping[str, Any]:
    """Everything of program.yaml but its steps, flat: dotted key to value."""
    return dict(_flat(program.model_dump(mode="json", by_alias=True, exclude={"id", "steps", "moved"}), ""))


def _flat(value: Any, key: str) -> list[tuple[str, Any]]:
    if isinstance(value, dict) and value:
        return [pair for name, part in value.items() for pair in _flat(part, f"{key}.{name}" if key else str(name))]
    return [(key, value)]

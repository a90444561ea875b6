"""What is wrong with a program's files: where, what, and what to do about it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.curriculum.localised import PATTERNS
from bot.curriculum.yamls import Yaml
from bot.words.errors import DefinitionError

Level = Literal["error", "warning"]
Keys = tuple[str | int, ...]
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend. `line` counts from 1; `said` names the key or heading and says what to do."""

    file: str
    line: int
    said: str
    level: Level = "error"

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}, {self.said}"


def errors_of(findings: Iterable[Finding]) -> list[Finding]:
    """Only what must be mended."""
    return [finding for finding in findings if finding.level == "error"]


def refuse(findings: Iterable[Finding]) -> None:
    """Raise DefinitionError with one line an error; warnings refuse nothing."""
    if errors := errors_of(findings):
        raise DefinitionError("\n".join(map(str, sorted(errors, key=lambda found: (found.file, found.line)))))


def faults(read: Yaml, error: ValidationError, model: type[BaseModel]) -> list[Finding]:
    """What pydantic objects to, each with file, line and key, in the file's order."""
    found = []
    for fault in error.errors():
        keys = tuple(part for part in fault["loc"] if part not in {"words", "[key]"})
        said = f"{'.'.join(map(str, keys))}: {_said(fault, keys, model)}" if keys else _said(fault, keys, model)
        found.append(Finding(read.file, read.line(keys), said))
    return sorted(found, key=lambda finding: (finding.line, finding.said))


def _said(fault: ErrorDetails, keys: Sequence[Any], model: type[BaseModel]) -> str:
    match fault["type"]:
        case "extra_forbidden":
            near = difflib.get_close_matches(str(keys[-1]), sorted(_all_keys(model)), n=1)
            merged = "keys cannot be merged in here; write them out (an anchor for one value, `&a` and `*a`, works)"
            meant = (
                f"there is no such key; did you mean `{near[0]}`?" if near else "there is no such key; is it misspelt?"
            )
            return merged if keys[-1] == "<<" else meant
        case "string_pattern_mismatch":
            return PATTERNS.get(fault["ctx"]["pattern"], fault["msg"]) + _stands(fault["input"])
        case "literal_error":
            return _one_of(re.findall(r"'([^']*)'", str(fault["ctx"]["expected"])), fault["input"])
        case type if type in _KINDS:
            return f"{_KINDS[type]}{_stands(fault['input'])}"
        case type if type in _BOUNDS:
            return _BOUNDS[type].format(
                **{"has": len(fault["input"])} if type == "string_too_long" else {}, **fault["ctx"]
            )
        case _:
            return fault["msg"].removeprefix("Value error, ")


_BOUNDS = {
    "greater_than_equal": "write at least {ge:g}",
    "less_than_equal": "write at most {le:g}",
    "too_short": "there are {actual_length} here; give at least {min_length}",
    "too_long": "there are {actual_length} here; give at most {max_length}",
    "string_too_long": "{has} characters; shorten it to {max_length}",
}
"""How much there may be, by what pydantic objects to."""
_KINDS = {
    "missing": "this key is missing",
    **dict.fromkeys(("int_parsing", "int_type", "int_from_float"), "write a whole number, such as 7"),
    **dict.fromkeys(("float_parsing", "float_type"), "write a number, such as 2 or 2.5"),
    **dict.fromkeys(("bool_parsing", "bool_type"), "write yes or no"),
    **dict.fromkeys(("dict_type", "mapping_type", "model_type"), "write keys here, each with its own words: `key: …`"),
    **dict.fromkeys(("tuple_type", "list_type"), "write a list, such as [one, two]"),
    "string_type": "write words here, and nothing below them",
    "string_too_short": "there is nothing here; write it, or take the key out",
}
"""What to write instead, by what pydantic objects to."""


def _stands(written: Any) -> str:
    """What stands there now, where it is short enough to be found by it."""
    return f"; here stands {written!r}" if isinstance(written, str) and 0 < len(written) <= _SHOWN else ""


def _one_of(known: Sequence[str], written: Any) -> str:
    near = difflib.get_close_matches(str(written).lower(), known, n=1)
    return f"write one of {', '.join(known)}" + (f"; did you mean `{near[0]}`?" if near else _stands(written))


def _all_keys(model: type[BaseModel]) -> set[str]:
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return {key for part in parts for key in part.get("properties", ())}

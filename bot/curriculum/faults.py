"""What is wrong with a program's files: where, what, and what to do about it."""

from __future__ import annotations

import difflib
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
        case "missing":
            return "this key is missing"
        case "extra_forbidden":
            near = difflib.get_close_matches(str(keys[-1]), sorted(_all_keys(model)), n=1)
            return "there is no such key; " + (f"did you mean `{near[0]}`?" if near else "is it misspelt?")
        case "string_pattern_mismatch":
            return PATTERNS.get(fault["ctx"]["pattern"], fault["msg"])
        case _:
            return fault["msg"].removeprefix("Value error, ")


def _all_keys(model: type[BaseModel]) -> set[str]:
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return {key for part in parts for key in part.get("properties", ())}

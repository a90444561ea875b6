"""YAML as people write it: every plain value is text, nothing is guessed, and each key knows its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from bot.words.errors import DefinitionError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster where PyYAML came with it
_DEEPEST = 24
_MOST = 50_000
_FLOW_MOST = 200
"""Open brackets: a parser in C has no other limit than the stack."""


@dataclass(frozen=True, slots=True)
class Yaml:
    """What was read: `value` is made of dicts, lists and texts. `above` counts the lines of the file before it."""

    file: str
    value: Any
    node: yaml.Node | None
    above: int = 0

    def line(self, keys: Sequence[Any]) -> int:
        """The line of the deepest of these keys that is in the file (the first if none is)."""
        node, line = self.node, 0
        for key in keys:
            found = _below(node, str(key))
            if found is None:
                break
            line, node = found[0].start_mark.line, found[1]
        return self.above + line + 1


def read_yaml(file: str, text: str, above: int = 0) -> Yaml:
    """Read one document.

    "yes", "no", "10-01" and "24" stay the texts they are (the models know what is a number), and a key with nothing
    behind it counts as not there. Raises DefinitionError naming file and line, also for a key that stands twice.
    """
    if _nested(text) > _FLOW_MOST:
        raise DefinitionError(f"{file}: there are too many brackets in it for a program")
    try:
        node = yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise DefinitionError(_not_yaml(file, error, text, above)) from None
    return Yaml(file, _Reading(file, above).value(node, 0) if node else None, node, above)


def _nested(text: str) -> int:
    """How deep brackets and list dashes can be nested at most."""
    deepest = depth = 0
    for character in text:
        if character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}" and depth:
            depth -= 1
    dashes = max((line.count("- ") + line.count("? ") for line in text.split("\n")), default=0)
    return max(deepest, dashes)


def _not_yaml(file: str, error: Exception, text: str, above: int) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).partition("\n")[0] or "it is nested too deeply"
    line = f", line {above + mark.line + 1}" if mark else ""
    return f"{file}{line}: this is not YAML: {problem}{_hint(error, problem, text, above)}"


def _hint(error: Exception, problem: str, text: str, above: int) -> str:
    """What to do about it, where that can be told."""
    mark = getattr(error, "problem_mark", None)
    lines = text.split("\n")
    written = lines[mark.line] if mark and mark.line < len(lines) else ""
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return "; this line begins with a tab: put spaces instead"
    if "mapping values" in problem:
        return "; put a text that holds `: ` or ` #` in quotes"
    if "another document" in problem:
        return "; take this line `---` out"
    if "cannot start any token" in problem:
        return "; put a text that begins with such a sign in quotes"
    began = getattr(error, "context_mark", None)
    if began and "expected" in problem:
        return f"; look at what begins in line {above + began.line + 1}: is a bracket, a quote or an indent missing?"
    return ""


@dataclass(slots=True)
class _Reading:
    """Turns nodes into values, and stops where aliases would make a small file a huge one."""

    file: str
    above: int
    read: int = 0

    def value(self, node: yaml.Node, depth: int) -> Any:
        self.read += 1
        if depth > _DEEPEST or self.read > _MOST:
            raise self.refused(node, "this is nested too deeply, or repeats itself too often")
        match node:
            case yaml.MappingNode():
                return self.mapping(node, depth)
            case yaml.SequenceNode():
                return [self.value(part, depth + 1) for part in node.value]
            case _:
                return node.value

    def mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self.refused(key, "a key is a word, not a list")
            if key.value in seen:
                raise self.refused(key, f"{key.value}: this key stands here twice; keep one of them")
            seen.add(key.value)
            if not _is_empty(value):
                found[key.value] = self.value(value, depth + 1)
        return found

    def refused(self, node: yaml.Node, said: str) -> DefinitionError:
        return DefinitionError(f"{self.file}, line {self.above + node.start_mark.line + 1}, {said}")


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value in {"", "~", "null"} and not node.style


def _below(node: yaml.Node | None, key: str) -> tuple[yaml.Node, yaml.Node] | None:
    match node:
        case yaml.MappingNode():
            return next(((k, v) for k, v in node.value if k.value == key), None)
        case yaml.SequenceNode() if key.isdigit() and int(key) < len(node.value):
            return node.value[int(key)], node.value[int(key)]
        case _:
            return None

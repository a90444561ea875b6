"""Check parameters against the Bot API's own description of its methods and types."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aiohttp.web_request import FileField

from tests.stand_ins.telegram.table import TABLE
from tests.stand_ins.telegram.violations import Broken, Violation

Field = tuple[tuple[str, ...], bool]


class Shapes:
    """The methods known, and what each takes."""

    def __init__(self, api: Path | None = None) -> None:
        described = json.loads(api.read_text()) if api else TABLE
        self.methods = {name: _fields(method) for name, method in described["methods"].items()}
        self._types = {name: _fields(kind) for name, kind in described["types"].items()}
        self._required = {
            name: frozenset(field for field, (_, required) in fields.items() if required)
            for name, fields in self._types.items()
        }
        self._subtypes = {
            name: tuple(kind["subtypes"]) for name, kind in described["types"].items() if kind.get("subtypes")
        }

    def read(self, method: str, raw: Mapping[str, Any], as_text: bool) -> tuple[dict[str, Any], list[Violation]]:
        """The parameters as JSON values, and what is wrong but let pass; raises Broken for what Telegram refuses."""
        fields = self.methods[method]
        values: dict[str, Any] = {}
        violations: list[Violation] = []
        for name, value in raw.items():
            field = fields.get(name)
            if field is None:
                violations.append(Violation(method, "unknown-parameter", name))
                continue
            packed = not as_text and _is_packed(value, field[0])
            if packed:  # Telegram takes it all the same, but documents text within text for forms only
                violations.append(Violation(method, "json-in-json", name))
            read = _from_text(value, field[0]) if as_text or packed else value
            if not any(self._fits(read, kind) for kind in field[0]):
                raise Broken("ill-typed", f"Bad Request: {self._problem(read, field[0], name)}")
            values[name] = read
        for name, (_, required) in fields.items():
            if required and name not in values:
                raise Broken("missing-parameter", f"Bad Request: {name} is missing")
        return values, violations

    def _fits(self, value: Any, kind: str) -> bool:
        """The quick way through when all is well."""
        if kind in _PLAIN:
            return type(value) in _PLAIN[kind]
        if type(value) is list:
            inner = kind.removeprefix("Array of ")
            return inner != kind and all([self._fits(entry, inner) for entry in value])  # noqa: C419 - a list is faster
        if kind in self._subtypes:
            return any(self._fits(value, subtype) for subtype in self._subtypes[kind])
        fields = self._types.get(kind)
        if fields is None or type(value) is not dict:
            return False
        for name, entry in value.items():
            if name not in fields or not any([self._fits(entry, inner) for inner in fields[name][0]]):  # noqa: C419
                return False
        return self._required[kind] <= value.keys()

    def _problem(self, value: Any, types: tuple[str, ...], where: str) -> str:
        problems = [self._mismatch(value, kind, where) for kind in types]
        return "" if "" in problems else problems[0]

    def _mismatch(self, value: Any, kind: str, where: str) -> str:
        if kind.startswith("Array of "):
            return self._list_mismatch(value, kind.removeprefix("Array of "), where)
        if kind in _PLAIN:
            return "" if type(value) in _PLAIN[kind] else f"{where} is no {kind}"
        if kind in self._subtypes:
            return self._problem(value, self._subtypes[kind], where)
        if type(value) is not dict:
            return f"{where} is no {kind}"
        return self._object_mismatch(value, kind, where)

    def _list_mismatch(self, value: Any, kind: str, where: str) -> str:
        if type(value) is not list:
            return f"{where} is no list"
        for number, entry in enumerate(value):
            if problem := self._mismatch(entry, kind, f"{where}[{number}]"):
                return problem
        return ""

    def _object_mismatch(self, value: dict[str, Any], kind: str, where: str) -> str:
        fields = self._types[kind]
        for name, inner in value.items():
            if name not in fields:
                return f"{where}.{name} is unknown to {kind}"
            if problem := self._problem(inner, fields[name][0], f"{where}.{name}"):
                return problem
        missing = [name for name, (_, required) in fields.items() if required and name not in value]
        return f"{where}.{missing[0]} is missing" if missing else ""


_PLAIN: dict[str, tuple[type, ...]] = {
    "String": (str,),
    "Integer": (int,),
    "Float": (float, int),
    "Boolean": (bool,),
    "InputFile": (FileField,),
}


def _fields(described: Mapping[str, Any]) -> dict[str, Field]:
    return {name: (tuple(field["types"]), field["required"]) for name, field in described.get("fields", {}).items()}


def _is_packed(value: Any, types: tuple[str, ...]) -> bool:
    return type(value) is str and not any(kind in _PLAIN for kind in types)


def _from_text(value: Any, types: tuple[str, ...]) -> Any:
    """A form field as the value it stands for; left as text where it is none."""
    if not isinstance(value, str) or types == ("String",):
        return value
    try:
        read = json.loads(value)
    except ValueError:
        return value
    return value if isinstance(read, str | float) and "String" in types else read

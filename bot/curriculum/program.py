"""A program as its files tell it: who it is for, what it asks, and in which words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from bot.words.errors import DefinitionError

SHIPPED = Path(__file__).parent / "programs"

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,23}$")]
LEAVABLE = ("profession", "education", "school", "interests", "times", "known")


class Model(BaseModel):
    """Everything in a program file is frozen, and a misspelt key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Localised(Model):
    """Words in several languages, by language tag; a bare text is English."""

    words: Mapping[str, Annotated[str, StringConstraints(min_length=1, max_length=3000, strip_whitespace=True)]]

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"words": {"en": value}}
        return value if isinstance(value, dict) and "words" in value else {"words": value}

    @model_validator(mode="after")
    def _has_english(self) -> Localised:
        if "en" not in self.words:
            raise ValueError("there are no English words (key `en`), which every text falls back to")
        return self

    def in_language(self, language: str) -> str:
        """The words in this language, else in English."""
        return self.words.get(language) or self.words["en"]


def _plain(text: Localised) -> Localised:
    """Questions may name the person, and nothing else in braces."""
    for words in text.words.values():
        rest = words.replace("{name}", "")
        if found := re.search(r"\{[^}]*\}?|\}", rest):
            raise ValueError(f"{found[0]} means nothing here; only {{name}} may stand in braces")
    return text


Question = Annotated[Localised, AfterValidator(_plain)]


class ExtraQuestion(Model):
    """A question a program adds to onboarding, asked just before the review."""

    name: Key
    ask: Question
    label: Question
    shape: Literal["choice", "several", "text", "number"]
    options: Mapping[Key, Localised] = {}
    low: int = 0
    high: int = 10
    optional: bool = False
    who: Literal["mentee", "mentor", "everyone"] = "everyone"

    @model_validator(mode="after")
    def _options_fit(self) -> ExtraQuestion:
        if self.shape in {"choice", "several"} and len(self.options) < 2:
            raise ValueError(f"question {self.name!r} offers a choice, so it needs at least two `options`")
        if self.shape == "number" and self.low >= self.high:
            raise ValueError(f"question {self.name!r}: `low` must be smaller than `high`")
        return self


class Program(Model):
    """One program. `id` is its folder's name."""

    id: Key
    title: Localised
    about: Localised
    languages: tuple[str, ...] = ("en",)
    goals: Mapping[Key, Localised] = Field(min_length=2, max_length=12)
    interests: Mapping[Key, Localised] = Field(default={}, max_length=12)
    leave_out: tuple[Literal[LEAVABLE], ...] = ()  # type: ignore[valid-type]
    questions: tuple[ExtraQuestion, ...] = ()


def read_program(folder: Path) -> Program:
    """Read `program.yaml` in a folder; raises DefinitionError naming file, line and key, and what to do."""
    path = folder / "program.yaml"
    try:
        text = path.read_text(encoding="utf-8")
        data = yaml.safe_load(text)
    except FileNotFoundError:
        raise DefinitionError(f"{path}: there is no such file; a program is a folder with a program.yaml") from None
    except UnicodeDecodeError:
        raise DefinitionError(f"{path}: this file is not UTF-8 text; save it as UTF-8") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise DefinitionError(f"{path}{line}: this is not YAML: {getattr(error, 'problem', error)}") from None
    if not isinstance(data, dict):
        raise DefinitionError(f"{path}: a program starts with keys such as `title:` and `goals:`")
    try:
        return Program.model_validate({"id": folder.name.replace("-", "_"), **data})
    except ValidationError as error:
        raise DefinitionError("\n".join(_faults(path, text, error))) from None


def read_programs(folder: Path | None = None) -> dict[str, Program]:
    """Every program in a folder of programs (those shipped, by default), by id, in order of folder name."""
    folder = folder or SHIPPED
    if not folder.is_dir():
        raise DefinitionError(f"{folder}: there is no such folder; ALONGSIDE_PROGRAMS names a folder of programs")
    if (folder / "program.yaml").is_file():
        only = read_program(folder)
        return {only.id: only}
    programs = [read_program(path.parent) for path in sorted(folder.glob("*/program.yaml"))]
    if not programs:
        raise DefinitionError(f"{folder}: there is no program in it; put a folder with a program.yaml there")
    return {program.id: program for program in programs}


def _faults(path: Path, text: str, error: ValidationError) -> list[str]:
    """One line a fault: file, line, key, and what to do."""
    plain = {"missing": "this key is missing", "extra_forbidden": "there is no such key; is it misspelt?"}
    lines = []
    for fault in error.errors():
        keys = [str(part) for part in fault["loc"] if part != "words"]
        said = plain.get(fault["type"], fault["msg"].removeprefix("Value error, "))
        lines.append((_line(text, keys), f"{'.'.join(keys)}: {said}"))
    return [f"{path}, line {line}, {said}" for line, said in sorted(lines)]


def _line(text: str, keys: list[str]) -> int:
    """The line of the deepest of these keys that is in the file (1 if none is)."""
    node, line = yaml.compose(text), 1
    for key in keys:
        match node:
            case yaml.MappingNode():
                found = next(((k, v) for k, v in node.value if k.value == key), None)
            case yaml.SequenceNode() if key.isdigit() and int(key) < len(node.value):
                found = (node.value[int(key)], node.value[int(key)])
            case _:
                found = None
        if found is None:
            break
        line, node = found[0].start_mark.line + 1, found[1]
    return int(line)

"""Words in several languages, and the kinds of names a program's files use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    GetJsonSchemaHandler,
    PrivateAttr,
    StringConstraints,
    ValidationInfo,
    model_serializer,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue

ENGLISH = "en"
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
KEY = r"^[a-z][a-z0-9_]{0,23}$"
NAME = r"^[a-z0-9]+([-_][a-z0-9]+)*$"
ADDRESS = r"^(https?://\S+)?$"
COUNTRY = r"^([A-Z]{2}|\*)$"
LESSON = r"^(shared/)?[a-z0-9]+([-_][a-z0-9]+)*$"

Language = Annotated[str, StringConstraints(pattern=LANGUAGE)]
Key = Annotated[str, StringConstraints(pattern=KEY)]
Name = Annotated[str, StringConstraints(pattern=NAME, max_length=32)]
"""What a step, a sheet, a track or an answer is called: it stands in file names and is kept for good."""
LessonName = Annotated[str, StringConstraints(pattern=LESSON, max_length=48)]

PATTERNS = {
    LANGUAGE: "a language is written as its short tag, such as en, es or pt-BR",
    KEY: "use lower-case letters, digits and _ (at most 24), beginning with a letter",
    NAME: "use lower-case letters and digits, with single hyphens between them (at most 32)",
    ADDRESS: 'a page is given by its whole address, such as "https://example.org"',
    COUNTRY: 'a country is its ISO code of two capital letters, such as DE, or "*" for everywhere else',
    LESSON: "name the lesson's file without its ending (listening), or a lesson of ours as shared/listening",
}
"""What to do instead, by the pattern that was not met."""


class Model(BaseModel):
    """Everything in a program's files is frozen, and a misspelt key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def first_of(languages: Any) -> str:
    """The language that every text of a program falls back to: English where it is among the program's languages, else
    the first of them. A bare text is in it."""
    named = [one for one in languages if isinstance(one, str)] if isinstance(languages, list | tuple) else []
    return named[0] if named and ENGLISH not in named else ENGLISH


def _first(info: ValidationInfo) -> str:
    return str((info.context or {}).get("first", ENGLISH))


class Localised(Model):
    """Words in several languages, by language tag; a bare text is in the program's first language (`first_of`)."""

    words: Mapping[Language, Annotated[str, StringConstraints(min_length=1, max_length=3000, strip_whitespace=True)]]
    _first: str = PrivateAttr(default=ENGLISH)

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, str):
            return {"words": {_first(info): value}}
        return value if isinstance(value, dict) and "words" in value else {"words": value}

    @model_validator(mode="after")
    def _has_first(self, info: ValidationInfo) -> Localised:
        self._first = first = _first(info)
        if first not in self.words and ENGLISH not in self.words:
            called = "English words (key `en`)" if first == ENGLISH else f"words in {first}"
            raise ValueError(f"there are no {called}, which every text falls back to; write them")
        return self

    @model_serializer
    def _written(self) -> dict[str, str]:
        return dict(sorted(self.words.items()))

    @classmethod
    def __get_pydantic_json_schema__(cls, _core: Any, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        text = {"type": "string", "minLength": 1, "maxLength": 3000}
        return {
            "description": "Words in several languages by language tag; a bare text is in the program's first.",
            "anyOf": [
                text,
                {
                    "type": "object",
                    "minProperties": 1,
                    "patternProperties": {LANGUAGE: text},
                    "additionalProperties": False,
                },
            ],
        }

    def in_language(self, language: str) -> str:
        """The words in this language, else in the one it belongs to, else in the program's first, else in English."""
        return next(self.words[tag] for tag in nearest(language, self._first) if tag in self.words)

    @property
    def first(self) -> str:
        """The words that everyone reads for whom there are none of their own."""
        return self.in_language(self._first)


def _plain(text: Localised) -> Localised:
    """Questions may name the person, and nothing else in braces."""
    for words in text.words.values():
        rest = words.replace("{name}", "")
        if found := re.search(r"\{[^}]*\}?|\}", rest):
            raise ValueError(f"{found[0]} means nothing here; only {{name}} may stand in braces")
    return text


Question = Annotated[Localised, AfterValidator(_plain)]


def nearest(language: str, first: str = ENGLISH) -> tuple[str, ...]:
    """The languages to look for, in order: this one, the one it belongs to (es-MX → es), the program's first, English.

    Platforms write a tag in any case and with either line (pt_br); files and keys are written as pt-BR.
    """
    own, *rest = language.replace("_", "-").split("-")
    tidy = "-".join((own.lower(), *(part.upper() if len(part) == 2 else part.title() for part in rest)))
    return tuple(dict.fromkeys((language, tidy, own.lower(), first, ENGLISH)))

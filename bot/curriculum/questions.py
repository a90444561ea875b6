"""A question of a program's own in onboarding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import model_validator

from bot.curriculum.localised import Key, Localised, Model, Question

LEAVABLE = ("profession", "education", "school", "interests", "times", "known")


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

"""What a program writes to volunteers who train together: prompts for their room, by the day of their training."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from pydantic import Field

from bot.curriculum.localised import Localised, Model
from bot.curriculum.rhythm import TimeOfDay


class CohortPrompt(Model):
    """Words for the room of a cohort: on which day of the training, and at what hour of the cohort's zone."""

    day: int = Field(ge=1, le=366, description="The day of the training; 1 is the one on which the cohort begins.")
    at: TimeOfDay = dt.time(10)
    text: Localised


def out_of_order(prompts: tuple[CohortPrompt, ...]) -> Iterator[int]:
    """Which of these do not come after the one before, by place."""
    for place, (before, after) in enumerate(pairwise(prompts), 1):
        if (after.day, after.at) <= (before.day, before.at):
            yield place

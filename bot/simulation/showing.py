"""A simulation's figures as tables for a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table


def show(told: Mapping[str, Any], console: Console) -> None:
    """Print everything that was counted."""
    models = ", ".join(f"{number} {name}" for name, number in told["models"].items())
    console.print(f"{told['program']}: {told['people']} people, {told['weeks']} weeks, seed {told['seed']} ({models})")
    messages = told["messages"]
    console.print(
        f"{messages['written_by_people']} things done by people, {messages['sent']} messages sent to them: "
        f"{messages['per_person_and_week']} per person and week, {messages['unasked_per_person_and_week']} of these "
        f"unasked; at most {messages['most_for_one_person_in_a_week']} for one person in one week.",
        highlight=False,
    )
    _bars(console, messages["by_week"])
    _pairs(console, "Messages by what they came of", messages["by_kind"])
    load = Table("", "calls", "busiest hour", "of allowed", "busiest minute", "of allowed", "wait p99 / longest")
    for name, one in told["load"].items():
        load.add_row(
            name,
            str(one["calls"]),
            str(one["busiest_hour"]),
            f"{one['busiest_hour_share']:.1%}",
            str(one["busiest_minute"]),
            f"{one['busiest_minute_share']:.1%}",
            f"{one['wait_p99']} s / {one['longest_wait']} s",
        )
    load.title = "Load against the platforms' limits"
    console.print(load)
    for title in ("matches", "steps", "check_ins"):
        flat = {name.replace("_", " "): value for name, value in told[title].items() if not isinstance(value, dict)}
        _pairs(console, title.replace("_", "-").capitalize(), flat)
    _pairs(console, "Ended early, by reason", told["matches"]["ended_early_by_reason"])
    _pairs(console, "Silence ladder: sides that reached", told["ladder"]["sides_that_reached"])
    _pairs(console, "Silence ladder: sides that went without (holdout)", told["ladder"]["went_without"])
    _pairs(console, "Coordinator's list, lines by kind", told["coordinator"])


def _bars(console: Console, weeks: list[int]) -> None:
    most = max([*weeks, 1])
    for week, number in enumerate(weeks, 1):
        console.print(f"week {week:>3}  {'█' * round(40 * number / most)} {number}", highlight=False)


def _pairs(console: Console, title: str, told: Mapping[str, Any]) -> None:
    table = Table(title=title, show_header=False)
    for name, value in told.items():
        table.add_row(name, str(value))
    if told:
        console.print(table)

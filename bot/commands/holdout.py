"""`alongside program holdout`: what a program's nudges do, next to matches that were drawn to go without them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from bot.commands.matching import ordered
from bot.commands.printing import AsJson

ASIDE = (
    "Each interval misses the truth once in twenty times by chance alone; of many lines, one or two that look clear "
    "may be nothing. What was left out can still have come from a coordinator."
)


def holdout(
    program: Annotated[str, typer.Argument(help="The program; not needed where there is only one.")] = "",
    weeks: Annotated[int, typer.Option(min=1, max=52, help="First weeks of each match to look at.")] = 8,
    as_json: AsJson = False,
) -> None:
    """Say what each kind of nudge does, as far as `holdout:` in program.yaml leaves it out for some matches."""
    told = ordered("holdout", program=program, weeks=weeks)
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        show(told)


def show(told: Mapping[str, Any]) -> None:
    """Print the table for someone who reads it."""
    from rich.console import Console  # noqa: PLC0415 - drawing takes a while to load
    from rich.table import Table  # noqa: PLC0415

    console = Console()
    if not told["kinds"]:
        todo = (
            "Its shares hold for matches that open from now on."
            if told["shares"]
            else "To begin, write for example `holdout: {silence: 0.1}` into its program.yaml."
        )
        console.print(f"No match of {told['program']} goes without anything yet. {todo}", highlight=False, markup=False)
        return
    for kind in told["kinds"]:
        table = Table(box=None, padding=(0, 3, 0, 0), show_header=False)
        for line in (one for one in told["lines"] if one["kind"] == kind["kind"]):
            table.add_row(line["outcome"], line["said"])
        console.print(f"\n[bold]{kind['kind']}[/]: {kind['what']}", highlight=False)
        console.print(_sizes(kind, told["weeks"]), highlight=False, markup=False)
        console.print(table)
    console.print(f"\n{ASIDE}", highlight=False, markup=False)


def _sizes(kind: Mapping[str, Any], weeks: int) -> str:
    said = f"{kind['nudged']} matches with it, {kind['without']} without; {kind['left_out']} nudges left out so far."
    if kind["waiting"]:
        said += f" {kind['waiting']} are not yet {weeks} weeks old and wait."
    if kind["unknown"]:
        said += f" Of {kind['unknown']} it is no longer kept what happened, so that they count in part only."
    return said

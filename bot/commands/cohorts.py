"""`alongside cohorts`: volunteers who train together, for operators and scripts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from bot.commands.matching import ordered
from bot.commands.printing import AsJson, print_json

app = typer.Typer(no_args_is_help=True, help="Volunteers who train together, and their rooms.")

COLUMNS = ("cohort", "name", "program", "begins", "where", "status", "members", "finished", "unanswered")
_Program = Annotated[str, typer.Option(help="Only of this program.")]


@app.command("list")
def cohorts_list(program: _Program = "", as_json: AsJson = False) -> None:
    """Every cohort, the newest first: where it meets, how many are in it, how many have finished."""
    found = ordered("cohorts", program=program)
    if as_json:
        print_json(found)
    elif found:
        _table(found, COLUMNS)
    else:
        typer.echo("No cohorts yet. A coordinator makes one in their chat: /desk, Cohorts.")


@app.command()
def show(
    cohort: Annotated[str, typer.Argument(help="Which: its name, or its id as in the list.")], as_json: AsJson = False
) -> None:
    """One cohort: where each member is in the training, its prompts, and what was asked. That you looked is noted."""
    found = ordered("cohort", cohort=cohort)
    if as_json:
        print_json(found)
        return
    for name in (*COLUMNS, "trouble"):
        typer.echo(f"{name:<11}{found[name]}")
    for name, columns in (
        ("people", ("person", "training")),
        ("prompts", ("day", "at", "status")),
        ("asked", ("asked", "question", "status", "answer")),
    ):
        if found[name]:
            typer.echo("")
            _table(found[name], columns)


def _table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
    from rich.console import Console  # noqa: PLC0415 - each command loads only what it needs
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(*columns, box=None)
    for row in rows:
        table.add_row(*(Text(str(row.get(column, "")), overflow="fold") for column in columns))
    Console().print(table)

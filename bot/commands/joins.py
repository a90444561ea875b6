"""`alongside people codes`, `code` and `close-code`: join codes for operators and scripts."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from bot.commands.matching import ordered
from bot.commands.printing import AsJson

COLUMNS = ("code", "program", "role", "source", "made", "closed", "came", "finished", "introduced")
_Program = Annotated[str, typer.Option(help="Of this program.")]


def codes(program: _Program = "", as_json: AsJson = False) -> None:
    """Join codes, newest first: how many came by each, finished onboarding, and were introduced to someone."""
    found = ordered("join-codes", program=program)
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    from rich.console import Console  # noqa: PLC0415 - each command loads only what it needs
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(*COLUMNS, box=None)
    for column in table.columns[:3]:
        column.no_wrap = True
    for row in found:
        table.add_row(*(Text(str(row[column]), overflow="fold") for column in COLUMNS))
    Console().print(table if found else "No join codes yet. Make one: alongside people code --source 'library poster'")


def code(
    source: Annotated[str, typer.Option(help='Where it is given out, such as "library poster".')],
    program: _Program = "",
    role: Annotated[str, typer.Option(help="mentee or mentor; either, where it is left out.")] = "",
    as_json: AsJson = False,
) -> None:
    """Make a join code: whoever comes by it lands in this program and role, and is counted."""
    done = ordered("make-join-code", source=source, program=program, role=role)
    if as_json:
        typer.echo(json.dumps(done, ensure_ascii=False, indent=2))
        return
    where = done["program"]
    typer.echo(
        f"{done['code']}\n\nOn Telegram it works as a link: https://t.me/YOUR_BOT?start={done['code']}\n"
        f"On Slack people write: /alongside {done['code']}\n"
        f"To print: alongside program poster {where} --code {done['code']} -o poster.html"
    )


def close_code(code: Annotated[str, typer.Argument(help="Which, as in the list.")], as_json: AsJson = False) -> None:
    """Close a join code; whoever brings it from now on is welcomed as anybody is."""
    done = ordered("close-join-code", code=code)
    said = f"{done['code']} ({done['source']}) is closed."
    typer.echo(json.dumps(done, ensure_ascii=False, indent=2) if as_json else said)

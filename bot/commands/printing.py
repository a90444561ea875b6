"""How commands print what they found: as a table for people, as JSON for scripts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Print plain data instead of a table.")]
"""The option with which commands print what scripts read."""


def table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], *, title: str = "", as_json: bool = False) -> None:
    """One line a row, with these of its values."""
    if as_json:
        print_json(rows)
        return
    from rich.console import Console  # noqa: PLC0415 - each command loads only what it needs
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    drawn = Table(title=title or None)
    for column in columns:
        drawn.add_column(column.replace("_", " "), overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(shown(row.get(column))) for column in columns))
    Console().print(drawn if rows else "Nothing.")


def shown(value: object) -> str:
    """A value as it stands in a table; nothing where there is none."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)


def said(found: object, text: str, *, as_json: bool) -> None:
    """A sentence, or all that came of it."""
    if as_json:
        print_json(found)
    else:
        typer.echo(text)


def print_json(found: object) -> None:
    """As JSON, readable."""
    typer.echo(json.dumps(found, ensure_ascii=False, indent=2))

"""`alongside report`: how a program goes, as tables, as plain data, and as pictures in a folder."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.commands.matching import ordered


def report(  # noqa: PLR0913, PLR0917 - what a report can be narrowed to
    program: Annotated[str, typer.Argument(help="The program; not needed where there is only one.")] = "",
    since: Annotated[str, typer.Option("--from", help="The first day, such as 2027-01-01.")] = "",
    until: Annotated[str, typer.Option("--to", help="The last day, such as 2027-03-31.")] = "",
    track: Annotated[str, typer.Option(help="Only pairs on this track.")] = "",
    role: Annotated[str, typer.Option(help='Only "mentee" or "mentor".')] = "",
    language: Annotated[str, typer.Option(help="Only people who write this language, such as es.")] = "",
    cohort: Annotated[str, typer.Option(help="Only people of this cohort.")] = "",
    tag: Annotated[str, typer.Option(help="Only people with this tag.")] = "",
    coordinator: Annotated[str, typer.Option(help="Only pairs this coordinator looks after, by pseudonym.")] = "",
    pictures: Annotated[Path | None, typer.Option(help="Write every figure as PNG and SVG into this folder.")] = None,
    words: Annotated[str, typer.Option(help="The language of the report: en or es.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print plain data instead of tables.")] = False,
) -> None:
    """Show how a program goes. Groups under five are not shown."""
    asked = {
        "program": program, "since": since, "until": until, "track": track, "role": role, "language": language,
        "cohort": cohort, "tag": tag, "coordinator": coordinator, "words": words,
    }  # fmt: skip
    found = ordered("report", **{name: value for name, value in asked.items() if value})
    figures = found["figures"]
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
        asyncio.run(_draw(figures, pictures))
    for one in figures:
        del one["drawn"]
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    _show(found)


async def _draw(figures: Sequence[Mapping[str, Any]], folder: Path) -> None:
    """Every figure with something to draw, in both forms."""
    from bot.pictures.studio import Studio  # noqa: PLC0415 - each command loads only what it needs
    from bot.words.messages import Drawn  # noqa: PLC0415

    studio = Studio()
    for one in figures:
        if not one["empty"]:
            for form in ("png", "svg"):
                drawn = await studio.draw(Drawn("figure", {**one["drawn"], "form": form}))
                await asyncio.to_thread((folder / f"{one['key']}.{form}").write_bytes, drawn)


def _show(found: Mapping[str, Any]) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    console = Console()
    console.print(f"[bold]{found['title']}[/bold], {found['made_at']}", highlight=False)
    for one in found["figures"]:
        console.print(f"\n[bold]{one['title']}[/bold]\n{one['says']}", highlight=False)
        if one["rows"]:
            table = Table()
            for at, column in enumerate(one["columns"]):
                table.add_column(column, justify="right" if at else "left")
            for row in one["rows"]:
                table.add_row(*map(str, row))
            console.print(table)
        console.print(f"[dim]{one['defines']}[/dim]", highlight=False)

"""`alongside program publish`: a new version of a program, and how each journey goes on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.commands.matching import ordered
from bot.commands.printing import AsJson


def publish(  # noqa: PLR0913, PLR0917 - what can be said about a change of version
    folder: Annotated[Path, typer.Argument(help="The program's folder, as it is to be from now on.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only look; nothing is changed.")] = False,
    way: Annotated[
        str, typer.Option(help='"next": with their next step; "now": at once; "stay": not at all.')
    ] = "next",
    match: Annotated[
        list[str] | None, typer.Option(help="A match that goes another way, as MATCH=stay; may be given again.")
    ] = None,
    anyway: Annotated[bool, typer.Option("--anyway", help="Although steps are taken out without a successor.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Bring the journeys back to the version before.")] = False,
    as_json: AsJson = False,
) -> None:
    """Publish a program: see who is where and what changes, and have journeys go on in it. Look first: --dry-run."""
    from bot.curriculum.folders import id_of, read_program  # noqa: PLC0415 - each command loads only what it needs
    from bot.curriculum.versions import freeze  # noqa: PLC0415

    if undo:
        told = ordered("unpublish", program=id_of(folder), dry_run=dry_run)
    else:
        ways = dict(_named(one) for one in match or [])
        frozen = freeze(read_program(folder))
        told = ordered("publish", frozen=frozen, dry_run=dry_run, way=way, ways=ways, anyway=anyway)
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _show(told)


def _named(said: str) -> tuple[str, str]:
    name, _, way = said.partition("=")
    if not way:
        raise typer.BadParameter("write it as MATCH=stay, MATCH=next or MATCH=now", param_hint="--match")
    return name, way


def _show(told: Any) -> None:
    from rich.console import Console  # noqa: PLC0415 - drawing takes a while to load
    from rich.table import Table  # noqa: PLC0415

    console = Console()
    for version, changes in told.get("changes", {}).items():
        console.print(f"From version {version}:", highlight=False)
        for change in changes:
            console.print(f"  - {change}", highlight=False, markup=False)
    if told["journeys"]:
        table = Table("match", "version", "week", "track", "status", "goes on")
        for one in told["journeys"]:
            table.add_row(one["match"], one["version"], str(one["week"]), one["track"], one["status"], one["way"])
        console.print(table)
    if lost := told.get("without_successor"):
        console.print(f"Taken out without a successor under `moved`: {', '.join(lost)}", highlight=False)
    for step, number in told.get("behind", {}).items():
        who = "1 journey is" if number == 1 else f"{number} journeys are"
        console.print(
            f"{who} past {step}, which is new: it does not come by itself; with their next step they are offered it, "
            "once, to catch up.",
            highlight=False,
        )
    done = "Nothing was changed yet." if told["dry_run"] else "Done."
    number = len(told["journeys"])
    if not number and not told["dry_run"]:
        done = "Whoever is introduced from now on begins with the version that the files hold."
    if "version" not in told and not number:
        done = "There is nothing to take back."
    counted = "1 journey" if number == 1 else f"{number} journeys"
    console.print(f"{told['program']}: {counted}. {done}", highlight=False)

"""`alongside match`: rounds by hand, why two fit, and what mentors have to show before they are matched."""

from __future__ import annotations

import asyncio
import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.commands.printing import AsJson
from bot.words.messages import Json
from bot.words.settings import read_settings

COLUMNS = ("mentee", "mentor", "rank", "score", "in_common", "runner_up", "runner_up_score")
_Program = Annotated[str, typer.Argument(help="The program; not needed where there is only one.")]


def match(  # noqa: PLR0913, PLR0917 - what can be asked of a round
    program: _Program = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only look; nothing is written or sent.")] = False,
    explain: Annotated[
        tuple[str, str] | None, typer.Option(metavar="MENTEE MENTOR", help="Why these two fit, or don't.")
    ] = None,
    csv_file: Annotated[Path | None, typer.Option("--csv", help="Write the pairs to this file.")] = None,
    release: Annotated[bool, typer.Option("--release", help="Offer what is found or held at once.")] = False,
    as_json: AsJson = False,
) -> None:
    """Run a matching round now, look at one, or explain a pair. People stand in it by pseudonym."""
    if explain:
        _tell_why(ordered("explain", program=program, mentee=explain[0], mentor=explain[1]), as_json=as_json)
        return
    found = ordered("round", program=program, dry_run=dry_run, **({"release": True} if release else {}))
    if csv_file:
        _write(csv_file, found["pairs"])
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    _show(found)


def release(
    program: _Program = "",
    mentee: Annotated[list[str] | None, typer.Option(help="Only to this mentee; may be given again.")] = None,
) -> None:
    """Show held proposals to their mentees."""
    done = ordered("release", program=program, **({"mentees": list(mentee)} if mentee else {}))
    typer.echo(f"Released to {done['released_to']} mentees of {done['program']}.")


def check(
    person: Annotated[str, typer.Argument(help="The mentor, by pseudonym.")],
    name: Annotated[str, typer.Argument(help="The check, as program.yaml names it.")],
    outcome: Annotated[str, typer.Argument(help='"passed" or "failed".')],
    program: Annotated[str, typer.Option(help="The program.")] = "",
    until: Annotated[str | None, typer.Option(help="Valid until this day, such as 2028-01-31.")] = None,
) -> None:
    """Record what came of a check of a mentor, such as references."""
    done = ordered(
        "check", person=person, name=name, outcome=outcome, program=program, **({"until": until} if until else {})
    )
    typer.echo(
        f"{done['person']}: {done['check']} {done['outcome']}" + (f" until {done['until']}" if done["until"] else "")
    )


def ordered(what: str, /, **arguments: Any) -> Any:
    """Have it done by the bot that runs, or by ourselves where none does."""
    from bot.ordering import order, socket_of  # noqa: PLC0415 - each command loads only what it needs
    from bot.serving import orders_alone  # noqa: PLC0415
    from storage.store import sqlite_path  # noqa: PLC0415

    settings = read_settings()
    database = sqlite_path(settings.database_url)

    async def ask() -> Json:
        async with orders_alone(settings) as alone:
            return await order(socket_of(database) if database else None, what, arguments, alone)

    return asyncio.run(ask())


def _show(found: Mapping[str, Any]) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    console = Console()
    table = Table(title=f"{found['program']}: {found['matched']} of {found['waiting']} mentees")
    for column in ("mentee", "mentor", "", "score", "in common", "runner-up"):
        table.add_column(column, overflow="fold")
    for one in found["pairs"]:
        rival = one["runner_up"]
        said = f"{rival['mentor']} {rival['score']:.2f}" if rival else ""
        common = "\n".join(one["in_common"])
        table.add_row(one["mentee"], one["mentor"], str(one["rank"]), f"{one['score']:.2f}", common, said)
    console.print(table)
    if found["unmatched"]:
        console.print("\nWithout a mentor:")
    for one in found["unmatched"]:
        easing = f"; easing {one['easing']} would bring {one['would_fit']}" if one["easing"] else ""
        console.print(f"  {one['mentee']}  {one['reason']}{easing}", highlight=False)
    for one in found["unused"]:
        missing = f" ({', '.join(one['missing'])})" if one["missing"] else ""
        console.print(f"  mentor {one['mentor']}  {one['reason']}{missing}", highlight=False)
    console.print(
        f"\nScore {found['score']:.2f}, no round could exceed {found['bound']:.2f}. {found['written']} written."
    )


def _tell_why(found: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    typer.echo(f"{found['mentee']} and {found['mentor']}: {found['score']:.2f}")
    for name, value in found["parts"].items():
        typer.echo(f"  {name:<14}{value:>7.2f}")
    if found["kept_apart_by"]:
        typer.echo(f"Kept apart by: {', '.join(found['kept_apart_by'])}")
    for side, what in found["missing"].items():
        typer.echo(f"The {side} is not ready: {', '.join(what)}")
    for one in found["others"]:
        typer.echo(f"Otherwise: {one['mentor']} {one['score']:.2f}")


def _write(path: Path, pairs: list[dict[str, Any]]) -> None:
    """One line a pair, as RFC 4180 has it; everything in it is our own words, figures and pseudonyms."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for one in pairs:
            rival = one["runner_up"] or {"mentor": "", "score": ""}
            common = "; ".join(one["in_common"])
            safe = f"'{common}" if common[:1] in set("=+-@\t\r") else common
            writer.writerow(
                [one["mentee"], one["mentor"], one["rank"], one["score"], safe, rival["mentor"], rival["score"]]
            )

"""`alongside broadcast`: write to many people at once, safely, and see what came of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from bot.commands.matching import ordered
from bot.commands.printing import AsJson

app = typer.Typer(no_args_is_help=True, help="Write to many people at once, safely, and see what came of it.")
_Id = Annotated[str, typer.Argument(help="The broadcast, by its id or the end of it.")]


@app.command()
def new(  # noqa: PLR0913, PLR0917 - what can be said about a broadcast
    text: Annotated[str, typer.Argument(help="What is said, in English; {name}, {partner}, {week|…} are filled in.")],
    to: Annotated[str, typer.Option(help='For whom: "mentees without a match, who write Spanish".')] = "everyone",
    program: Annotated[str, typer.Option(help="The program, or several with commas.")] = "",
    also: Annotated[list[str] | None, typer.Option("--in", help='Another language: "es=Hola, {name}".')] = None,
    button: Annotated[list[str] | None, typer.Option(help="A button whose presses are counted.")] = None,
    when: Annotated[
        str, typer.Option(help='"now", "awake", or a time: 2027-05-01T09:00 on everyone\'s clock.')
    ] = "awake",
    at_once: Annotated[bool, typer.Option("--utc", help="That time is in UTC, the same moment for all.")] = False,
    hours: Annotated[float, typer.Option(help="What couldn't be sent so many hours after its time is dropped.")] = 24,
    repeat: Annotated[str, typer.Option(help='"every Monday at 9", "on the 1st of the month at 18:30".')] = "",
    cap: Annotated[int, typer.Option(help="Skip who got so many broadcasts this week; 0 for nobody.")] = 3,
    send_to: Annotated[int, typer.Option("--send-to", help="Start without asking, if it is for exactly so many.")] = -1,
    as_json: AsJson = False,
) -> None:
    """Draft a broadcast, show how many people it is for and what they would read, and start it once you say so."""
    timing = {"when": when} if when in {"now", "awake"} else {"when": "at" if at_once else "local", "at": when}
    texts = {"en": text, **dict(_language(words) for words in also or ())}
    asked = {"texts": texts, "audience": to, "program": program, "hours": hours, "repeat": repeat, "cap": cap, **timing}
    found = ordered("broadcast-new", **asked, buttons=list(button or ()))
    if not as_json:
        _preview(found)
    if found["problem"]:
        typer.echo(found["problem"], err=True)
        raise typer.Exit(1)
    if send_to < 0 and not as_json:
        send_to = _asked(found)
    if send_to == found["size"]:
        found = ordered("broadcast-start", id=found["id"], count=str(send_to))
    elif send_to >= 0:
        typer.echo(f"It is for {found['size']} people, not {send_to}: nothing was sent.", err=True)
        raise typer.Exit(1)
    _tell(found, as_json=as_json)


@app.command()
def start(
    broadcast: _Id,
    count: Annotated[int, typer.Option(help="How many people it is for; needed for many.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Start a draft."""
    _tell(ordered("broadcast-start", id=broadcast, count=str(count or "")), as_json=as_json)


@app.command("list")
def show_all(program: Annotated[str, typer.Option(help="Only of this program.")] = "", as_json: AsJson = False) -> None:
    """The last broadcasts, newest first."""
    found = ordered("broadcast-list", program=program)
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    from rich.console import Console  # noqa: PLC0415 - each command loads only what it needs
    from rich.table import Table  # noqa: PLC0415

    table = Table()
    for column in ("id", "status", "for", "people", "sent", "failed", "left out", "cancelled", "uncertain", "to come"):
        table.add_column(column, overflow="fold", no_wrap=column != "for")
    for one in found:
        failed, skipped = sum(one["failed"].values()), sum(one["skipped"].values())
        counts = (one["size"], one["sent"], failed, skipped, one["cancelled"], one["uncertain"], one["waiting"])
        table.add_row(one["id"], one["status"], one["audience"], *map(str, counts))
    Console().print(table)


@app.command()
def show(broadcast: _Id, as_json: AsJson = False) -> None:
    """One broadcast, with what became of everyone it was for."""
    _tell(ordered("broadcast-show", id=broadcast), as_json=as_json)


@app.command()
def pause(broadcast: _Id, as_json: AsJson = False) -> None:
    """Let nothing more leave for now."""
    _tell(ordered("broadcast-pause", id=broadcast), as_json=as_json)


@app.command()
def resume(broadcast: _Id, as_json: AsJson = False) -> None:
    """Go on."""
    _tell(ordered("broadcast-resume", id=broadcast), as_json=as_json)


@app.command()
def cancel(broadcast: _Id, as_json: AsJson = False) -> None:
    """Let nothing more leave at all."""
    _tell(ordered("broadcast-cancel", id=broadcast), as_json=as_json)


@app.command()
def again(broadcast: _Id, as_json: AsJson = False) -> None:
    """Send it again to those who may have got it already: some will get it twice."""
    _tell(ordered("broadcast-again", id=broadcast), as_json=as_json)


@app.command()
def leave(broadcast: _Id, as_json: AsJson = False) -> None:
    """Leave it at that with those who may have got it."""
    _tell(ordered("broadcast-leave", id=broadcast), as_json=as_json)


def _language(words: str) -> tuple[str, str]:
    tag, found, text = words.partition("=")
    if not found or not text:
        raise typer.BadParameter(f"{words!r}: write the language, = and the text, such as es=Hola")
    return tag.strip(), text


def _asked(found: Mapping[str, Any]) -> int:
    """How many people it shall go to, as far as they say so; -1: not now."""
    if found["size"] > found["typed_from"]:
        return int(
            typer.prompt(f"To send it now, type how many people it is for ({found['size']}); 0 to stop", type=int)
        )
    return found["size"] if typer.confirm(f"Send it to {found['size']} people?") else -1


def _preview(found: Mapping[str, Any]) -> None:
    typer.echo(f"For: {found['audience']} ({found['size']} people)")
    for language, text in found["samples"].items():
        typer.echo(f"\n[{language}]\n{text}")
    typer.echo("")


def _tell(found: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    typer.echo(f"{found['id']}  {found['status']}  {found['audience']} ({found['size']} people)")
    for name in ("waiting", "sent", "cancelled", "uncertain"):
        typer.echo(f"  {name:<12}{found[name]:>8}")
    for name in ("failed", "skipped"):
        for reason, count in found[name].items():
            typer.echo(f"  {name:<12}{count:>8}  {reason}")
    for label, count in found["answers"].items():
        typer.echo(f"  answered    {count:>8}  {label}")

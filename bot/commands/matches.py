"""`alongside matches`: matches listed and shown, made and forbidden by hand, paused and ended; the board as a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.commands.matching import ordered
from bot.commands.printing import AsJson, print_json, said, table

app = typer.Typer(no_args_is_help=True, help="Matches, and the pairs on a program's board.")

_Program = Annotated[str, typer.Option(help="The program; not needed where there is only one.")]
_Match = Annotated[str, typer.Argument(help="Which match, as in the list.")]
_Anyway = Annotated[bool, typer.Option("--anyway", help="Override the rules that staff may override.")]
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Only look; nothing is written.")]


@app.command("list")
def matches_list(
    program: _Program = "",
    status: Annotated[str, typer.Option(help="Only in this status: held, offered, asked, open, paused…")] = "",
    as_json: AsJson = False,
) -> None:
    """Every match that is not over."""
    found = ordered("matches", program=program, status=status)
    table(found, ("match", "program", "mentee", "mentor", "status", "since", "week"), as_json=as_json)


@app.command()
def show(match: _Match, as_json: AsJson = False) -> None:
    """One match: what the two have in common, and what was done about it."""
    found = ordered("match", match=match)
    if as_json:
        print_json(found)
        return
    for name in ("match", "program", "mentee", "mentor", "status", "since", "score", "reason", "by"):
        if found[name] not in {"", None}:
            typer.echo(f"{name:<10}{found[name]}")
    for line in found["in_common"]:
        typer.echo(f"{'in common':<10}{line}")
    if found["trail"]:
        table(found["trail"], ("at", "what", "by"), title="What was done")


@app.command()
def pair(  # noqa: PLR0913, PLR0917 - what can be said about two people
    mentee: Annotated[str, typer.Argument(help="The mentee, by pseudonym.")],
    mentor: Annotated[str, typer.Argument(help="The mentor, by pseudonym.")],
    program: _Program = "",
    anyway: _Anyway = False,
    dry_run: _DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Put two together by hand. Nobody hears of it before it is released."""
    done = ordered("pair", mentee=mentee, mentor=mentor, program=program, anyway=anyway, dry_run=dry_run)
    if as_json:
        print_json(done)
    else:
        for rule in done["against"]:
            typer.echo(f"against it: {rule}")
        if done["made"]:
            typer.echo(f"{done['mentee']} with {done['mentor']}: approved. `alongside release` lets it out.")
        elif done["against"]:
            typer.echo("Not made." + (" --anyway makes it all the same." if done["overridable"] else ""))
        else:
            typer.echo("No rule is against it.")
    raise typer.Exit(0 if done["made"] or dry_run else 1)


@app.command()
def forbid(
    one: Annotated[str, typer.Argument(help="Either of the two, by pseudonym.")],
    other: Annotated[str, typer.Argument(help="The other.")],
    program: _Program = "",
    reason: Annotated[str, typer.Option(help="Why; kept sealed in the trail.")] = "",
    as_json: AsJson = False,
) -> None:
    """Never match these two. Nobody is told."""
    done = ordered("forbid", one=one, other=other, program=program, reason=reason)
    said(done, f"{done['one']} and {done['other']} are never matched.", as_json=as_json)


@app.command()
def allow(
    one: Annotated[str, typer.Argument(help="Either of the two, by pseudonym.")],
    other: Annotated[str, typer.Argument(help="The other.")],
    program: _Program = "",
    as_json: AsJson = False,
) -> None:
    """Take back a `forbid`. Whoever blocked someone in chat stays apart from them."""
    done = ordered("allow", one=one, other=other, program=program)
    said(done, f"{done['one']} and {done['other']} may be matched again.", as_json=as_json)


@app.command()
def pause(
    match: _Match,
    resume: Annotated[bool, typer.Option("--resume", help="Let it go on instead.")] = False,
    as_json: AsJson = False,
) -> None:
    """Let a match rest. Both are told, without a reason."""
    done = ordered("pause-match", match=match, resume=resume)
    said(done, f"{done['match']} {'goes on' if resume else 'rests'} as soon as the bot runs.", as_json=as_json)


@app.command()
def end(
    match: _Match, yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False, as_json: AsJson = False
) -> None:
    """End a match. Both are told kindly, without a reason."""
    if not yes:
        typer.confirm(f"End {match}?", abort=True)
    done = ordered("end-match", match=match)
    said(done, f"{done['match']} ends as soon as the bot runs.", as_json=as_json)


@app.command("export")
def export_board(
    file: Annotated[Path | None, typer.Argument(help="Where to write it; printed where it is left out.")] = None,
    program: _Program = "",
    names: Annotated[bool, typer.Option("--names", help="Names as well; that is entered into the trail.")] = False,
) -> None:
    """The board as a file for a spreadsheet, people by pseudonym."""
    done = ordered("export-board", program=program, names=names)
    if file is None:
        typer.echo(done["csv"], nl=False)
        return
    file.write_text(done["csv"], encoding="utf-8", newline="")
    typer.echo(f"{done['pairs']} pairs written to {file}.")


@app.command("import")
def import_board(  # noqa: PLR0913, PLR0917 - what can be said about a file
    file: Annotated[Path, typer.Argument(help="With the columns mentee and mentor.", exists=True, dir_okay=False)],
    program: _Program = "",
    apply: Annotated[bool, typer.Option("--apply", help="Do it; without this, it is only looked at.")] = False,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Leave out lines with a fault.")] = False,
    anyway: _Anyway = False,
    as_json: AsJson = False,
) -> None:
    """Approve the pairs of a file, if every line is right. Nobody hears of it before the release."""
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        typer.echo(f"{file} is not written in UTF-8; save it again as “CSV UTF-8”.", err=True)
        raise typer.Exit(1) from None
    done = ordered("import-board", program=program, csv=text, dry_run=not apply, skip_bad=skip_bad, anyway=anyway)
    if as_json:
        print_json(done)
    else:
        for one in done["faults"]:
            typer.echo(f"{file}:{one['line']}: {one['why']}")
        there = f", {done['there']} approved already" if done["there"] else ""
        typer.echo(f"{done['lines']} lines: {done['right']} right, {len(done['faults'])} with a fault{there}.")
        typer.echo(_outcome(done, apply=apply))
    raise typer.Exit(1 if done["faults"] and not (done["done"] and skip_bad) else 0)


def _outcome(done: Mapping[str, Any], *, apply: bool) -> str:
    if done["done"]:
        return f"{done['right']} pairs approved. `alongside release` lets them out."
    if not apply:
        return "Nothing is done yet. --apply does it."
    return "Nothing is done. Mend these lines, or leave them out with --skip-bad."

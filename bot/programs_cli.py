"""`alongside program …`: what an author of programs needs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.words.errors import DefinitionError

if TYPE_CHECKING:
    from bot.curriculum.faults import Finding

app = typer.Typer(no_args_is_help=True, help="Programs as files.")
_Folder = Annotated[Path | None, typer.Argument(help="A program's folder, or a folder of programs; ours by default.")]


@app.command()
def check(folder: _Folder = None) -> None:
    """Read programs and say what is wrong with them, with file, line and key. Exit code 1 where there are errors."""
    from bot.curriculum.faults import errors_of  # noqa: PLC0415 - each command loads only what it needs
    from bot.curriculum.linting import survey  # noqa: PLC0415
    from bot.curriculum.program import SHIPPED, program_folders  # noqa: PLC0415
    from bot.flows.casting import script_for  # noqa: PLC0415

    unread: list[str] = []
    wrong = 0
    for path in program_folders(folder or SHIPPED):
        try:
            program, findings = survey(path)
        except DefinitionError as error:
            unread.append(str(error))
            continue
        errors = len(errors_of(findings))
        wrong += errors
        asked = len(script_for(program, {program.id: program, "": program}).steps)
        said = f"{program.id}: {program.title.in_language('en')}, {asked} questions, {len(program.steps)} steps"
        counted = f"{_counted(errors, 'error')}, {_counted(len(findings) - errors, 'warning')}"
        typer.echo(f"{'✗' if errors else '✓'} {said}" + (f" · {counted}" if findings else ""))
        _show(path, findings)
    if unread:
        raise DefinitionError("\n".join(unread))
    raise typer.Exit(1 if wrong else 0)


def _show(folder: Path, findings: Sequence[Finding]) -> None:
    """A table of what to mend; the place is never cut, so that an editor can open it."""
    from rich.console import Console  # noqa: PLC0415 - drawing takes a while to load
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    if not findings:
        return
    table = Table("where", "", "what to do", box=None, padding=(0, 2, 0, 0), show_header=False)
    table.columns[0].no_wrap = True
    for finding in findings:
        colour = "red" if finding.level == "error" else "yellow"
        table.add_row(
            Text(f"{_near(finding.file, folder)}:{finding.line}", overflow="fold"),
            Text(finding.level, colour),
            Text(finding.said),
        )
    console = Console()
    console.print(table, width=None if console.is_terminal else 140, crop=False, soft_wrap=False)


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _near(file: str, folder: Path) -> str:
    """A file's name as seen from the program's folder, where it is in it."""
    return str(Path(file).relative_to(folder)) if Path(file).is_relative_to(folder) else file

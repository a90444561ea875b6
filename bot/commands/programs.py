"""`alongside program …`: what an author of programs needs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.words.errors import DefinitionError

if TYPE_CHECKING:
    from bot.curriculum.faults import Finding
    from bot.curriculum.program import Program

app = typer.Typer(no_args_is_help=True, help="Programs as files.")
_PIPED = 160
"""Columns of a table that goes to a file or another program."""
_Folder = Annotated[Path | None, typer.Argument(help="A program's folder, or a folder of programs; ours by default.")]


@app.command()
def check(
    folder: _Folder = None,
    scenes: Annotated[bool, typer.Option(help="Play the programs' scenes as well.")] = True,
) -> None:
    """Read programs and say what is wrong with them, with file, line and key. Exit code 1 where there are errors."""
    from bot.curriculum.faults import errors_of  # noqa: PLC0415 - each command loads only what it needs
    from bot.curriculum.folders import SHIPPED, program_folders  # noqa: PLC0415
    from bot.curriculum.linting import survey  # noqa: PLC0415
    from bot.flows.casting import script_for  # noqa: PLC0415
    from bot.flows.translating import faults_in  # noqa: PLC0415
    from bot.pages.words import PHRASES  # noqa: PLC0415

    unread: list[str] = []
    wrong = 0
    for path in program_folders(folder or SHIPPED):
        try:
            program, findings = survey(path)
        except DefinitionError as error:
            unread.append(str(error))
            continue
        findings = [*findings, *faults_in(program, PHRASES)]
        errors = len(errors_of(findings))
        wrong += errors
        asked = len(script_for(program, {program.id: program}).steps)
        said = f"{program.id}: {program.title.first}, {asked} questions, {len(program.steps)} steps"
        counted = f"{_counted(errors, 'error')}, {_counted(len(findings) - errors, 'warning')}"
        typer.echo(f"{'✗' if errors else '✓'} {said}" + (f" · {counted}" if findings else ""))
        _show(path, findings)
        if scenes and not errors:
            wrong += _play(path, program)
    if unread:
        raise DefinitionError("\n".join(unread))
    raise typer.Exit(1 if wrong else 0)


@app.command("scenes")
def play_scenes(
    folder: _Folder = None,
    rewrite: Annotated[bool, typer.Option("--write", help="Write the scenes anew, as they go now.")] = False,
) -> None:
    """Play the scenes in a program's scenes/ folder with the real bot, and say where what comes differs from them."""
    from bot.curriculum.folders import SHIPPED, program_folders, read_program  # noqa: PLC0415 - as above
    from bot.rehearsing.scenes import SCENES, scene_files  # noqa: PLC0415

    paths = program_folders(folder or SHIPPED)
    if not any(scene_files(path) for path in paths):
        typer.echo(
            f"There is no scene. Put one into {paths[0] / SCENES}; the page of `alongside rehearse` exports them."
        )
        raise typer.Exit(1)
    wrong = sum([_play(path, read_program(path), rewrite=rewrite) for path in paths])
    raise typer.Exit(1 if wrong else 0)


@app.command()
def new(folder: Annotated[Path, typer.Argument(help="A folder that is not there yet.")]) -> None:
    """Write a small complete program to start from."""
    import shutil  # noqa: PLC0415 - each command loads only what it needs

    from bot.curriculum.folders import id_of  # noqa: PLC0415
    from bot.curriculum.shelf import EXAMPLE  # noqa: PLC0415

    id_of(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        typer.echo(f"{folder} is there already; name a folder that is not there yet.", err=True)
        raise typer.Exit(1)
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    typer.echo(
        f"Written to {folder}. Open {folder / 'program.yaml'} and change what you like; then:\n\n"
        f"  alongside program check {folder}\n  alongside program show {folder} --week 1"
    )


@app.command()
def show(
    folder: _Folder = None,
    week: Annotated[int, typer.Option(help="Only this week.")] = 0,
    language: Annotated[str, typer.Option(help="In which language; the program's first otherwise.")] = "",
    side: Annotated[str, typer.Option(help="Only this side: mentee or mentor.")] = "",
) -> None:
    """Print what each side would read."""
    from bot.curriculum.folders import SHIPPED, read_programs  # noqa: PLC0415 - each command loads only what it needs
    from bot.curriculum.showing import as_told  # noqa: PLC0415

    if side not in {"", "mentee", "mentor"}:
        raise typer.BadParameter("a side is mentee or mentor", param_hint="--side")
    sides = (side,) if side else ("mentee", "mentor")
    for program in read_programs(folder or SHIPPED).values():
        typer.echo(as_told(program, language or program.first_language, sides, week))


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="A program's folder as it was.")],
    new: Annotated[Path, typer.Argument(help="The same program as it is now.")],
) -> None:
    """Say what changed between two versions of a program, in words."""
    from bot.curriculum.differences import differences  # noqa: PLC0415 - each command loads only what it needs
    from bot.curriculum.folders import read_program  # noqa: PLC0415
    from bot.curriculum.versions import content_hash  # noqa: PLC0415

    before, after = read_program(old), read_program(new)
    found = differences(before, after)
    for difference in found:
        typer.echo(f"- {difference.said}")
    same = content_hash(before) == content_hash(after)
    typer.echo("Nothing that anybody reads or walks has changed." if same else f"{_counted(len(found), 'change')}.")


@app.command()
def schema(file: Annotated[Path | None, typer.Argument(help="Where to write it; printed otherwise.")] = None) -> None:
    """Print the JSON Schema of program.yaml, for editors that check and complete while you write."""
    import json  # noqa: PLC0415 - each command loads only what it needs

    from bot.curriculum.schemas import json_schema  # noqa: PLC0415

    written = json.dumps(json_schema(), indent=2, ensure_ascii=False)
    if file is None:
        typer.echo(written)
        return
    file.write_text(written + "\n", encoding="utf-8")
    typer.echo(
        f"Written to {file}. As the first line of program.yaml, this tells most editors:\n"
        f"  # yaml-language-server: $schema={file}"
    )


@app.command()
def words(
    language: Annotated[str, typer.Argument(help="The language, by its tag, such as pt or ar.")],
    folder: Annotated[Path, typer.Argument(help="A program's folder.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Where to write it; printed otherwise.")] = None,
) -> None:
    """Write what the bot itself says and has no words for in a language yet, for you to translate."""
    from bot.curriculum.folders import read_program  # noqa: PLC0415 - each command loads only what it needs
    from bot.flows.translating import to_translate, written  # noqa: PLC0415
    from bot.pages.words import PHRASES  # noqa: PLC0415

    phrases = to_translate(read_program(folder), language, PHRASES)
    if not phrases:
        typer.echo(f"The bot has words for everything in {language}.")
        return
    if output is None:
        typer.echo(written(phrases, language))
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    with output.open("a", encoding="utf-8") as file:
        file.write(written(phrases, language))
    typer.echo(f"{_counted(len(phrases), 'sentence')} to translate, in {output}. What you leave in English stays so.")


@app.command("print")
def print_page(
    folder: Annotated[Path, typer.Argument(help="A program's folder.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML file to write.")],
    language: Annotated[str, typer.Option(help="In which language; the program's first otherwise.")] = "",
) -> None:
    """Write the whole program as one page to read or print: both sides, sheets, guidelines, training, help."""
    from bot.curriculum.folders import read_program  # noqa: PLC0415
    from bot.curriculum.printing import as_page  # noqa: PLC0415 - each command loads only what it needs

    program = read_program(folder)
    output.write_text(as_page(program, language or program.first_language), encoding="utf-8")
    typer.echo(f"Written to {output}. Open it in a browser; it prints well, and needs nothing else.")


def _play(folder: Path, program: Program, *, rewrite: bool = False) -> int:
    """Play every scene of a program, and say how each went; returns how many did not go as they are written."""
    import asyncio  # noqa: PLC0415 - each command loads only what it needs

    from bot.logs import set_up_logs  # noqa: PLC0415
    from bot.rehearsing.scenes import play_scene, scene_files  # noqa: PLC0415
    from bot.words.settings import Settings  # noqa: PLC0415

    set_up_logs(Settings.model_construct(log_level="error"))
    wrong = 0
    for path in scene_files(folder):
        played = asyncio.run(play_scene(path, program))
        if rewrite:
            path.write_text(played.text, encoding="utf-8")
        wrong += bool(played.findings) and not rewrite
        differs = f" · {_counted(len(played.findings), 'difference')}" if played.findings else ""
        if rewrite:
            typer.echo(f"✓ {path.relative_to(folder)} written as it goes now{differs}")
            continue
        typer.echo(f"{'✗' if played.findings else '✓'} {path.relative_to(folder)}{differs}")
        _show(folder, played.findings)
    return wrong


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
    if not console.is_terminal:
        console.width = _PIPED
    console.print(table)


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _near(file: str, folder: Path) -> str:
    """A file's name as seen from the program's folder, where it is in it."""
    return str(Path(file).relative_to(folder)) if Path(file).is_relative_to(folder) else file

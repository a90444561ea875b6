"""`alongside simulate`: a whole population plays a program in virtual time, so that one sees what it would bring."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.words.errors import SettingsError
from bot.words.settings import read_settings

if TYPE_CHECKING:
    from bot.curriculum.program import Program


def simulate(  # noqa: PLR0913, PLR0917 - each is an option of the command
    people: Annotated[int, typer.Option(min=2, max=20_000, help="How many people.")] = 200,
    weeks: Annotated[int, typer.Option(min=1, max=104, help="How many weeks.")] = 24,
    seed: Annotated[int, typer.Option(help="The same seed plays the same term.")] = 1,
    program: Annotated[str, typer.Option(help="The program, by its id or folder; else the first there is.")] = "",
    pictures: Annotated[Path | None, typer.Option(help="A folder for pictures of it (PNG).", file_okay=False)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print plain data instead of tables.")] = False,
) -> None:
    """Play a whole population of made-up people through a program, and say what it comes to.

    Three in ten are keen, nearly half are busy, some fall silent and some leave. Nothing is sent to anyone.
    """
    from rich.console import Console  # noqa: PLC0415 - each command loads only what it needs
    from rich.progress import Progress  # noqa: PLC0415

    from bot.logs import set_up_logs  # noqa: PLC0415
    from bot.simulation.figures import Wanted  # noqa: PLC0415
    from bot.simulation.showing import show  # noqa: PLC0415

    settings = read_settings()
    set_up_logs(settings.model_copy(update={"log_level": "error"}))
    wanted = Wanted(_program(program, settings.programs), people, weeks, seed)
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(f"{people} people, {weeks} weeks", total=1.0)
        told = asyncio.run(_played(wanted, lambda part: bar.update(task, completed=part)))
    drawn = _drawn(told, pictures) if pictures else []
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        show(told, Console())
        for path in drawn:
            typer.echo(f"drawn: {path}")


def _drawn(told: Any, folder: Path) -> list[Path]:
    from bot.simulation.pictures import draw_all  # noqa: PLC0415 - matplotlib, for those who want pictures

    return draw_all(told, folder)


async def _played(wanted: Any, progress: Callable[[float], None]) -> Any:
    from bot.simulation.playing import simulate as play  # noqa: PLC0415 - each command loads only what it needs
    from bot.sparing import spare_what_stays  # noqa: PLC0415

    spare_what_stays()
    return (await play(wanted, progress)).told


def _program(named: str, folder: Path | None) -> Program:
    from bot.curriculum.folders import read_program, read_programs  # noqa: PLC0415 - as above

    if named and Path(named).is_dir():
        return read_program(Path(named))
    programs = read_programs(folder)
    found = programs.get(named.replace("-", "_")) if named else next(iter(programs.values()))
    if found is None:
        raise SettingsError(f"there is no program {named!r}; there are: {', '.join(programs)}")
    return found

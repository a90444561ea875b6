"""`alongside program page`, `poster` and `qr`: a program's public page as a file, and what goes on a wall."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.words.doors import LEAD, Door, made, open_code
from bot.words.errors import SettingsError
from bot.words.messages import Json
from bot.words.settings import Settings, read_settings

if TYPE_CHECKING:
    from bot.curriculum.program import Program
    from bot.pages.contents import Showing

_Which = Annotated[str, typer.Argument(metavar="FOLDER|NAME", help="A program's folder, or its name.")]
_Language = Annotated[str, typer.Option(help="In which language; the program's first, where it is left out.")]
_Telegram = Annotated[str, typer.Option(help="What the bot is called; asked of Telegram otherwise.")]
_Slack = Annotated[str, typer.Option(help="The address that opens the app; asked of Slack otherwise.")]
_Role = Annotated[str, typer.Option(help="mentee or mentor; either, where it is left out.")]
_Code = Annotated[str, typer.Option(help="A join code of yours, from `alongside people codes`.")]


def page(
    which: _Which,
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML file, or a folder for all languages.")],
    language: _Language = "",
    telegram: _Telegram = "",
    slack: _Slack = "",
) -> None:
    """Write a program's public page as one file for any website; everything it needs is in it."""
    from bot.pages.drawing import program_page  # noqa: PLC0415 - each command loads only what it needs

    program, doors = _program(which), _doors(telegram, slack)
    if output.suffix and not output.is_dir():
        output.write_text(program_page(_showing(program, language, doors), alone=True), encoding="utf-8")
        _written(output, doors)
        return
    output.mkdir(parents=True, exist_ok=True)
    links = {tag: f"{program.id}.{tag}.html" for tag in program.languages}
    for tag, name in links.items():
        (output / name).write_text(program_page(_showing(program, tag, doors, links), alone=True), encoding="utf-8")
    _written(output / f"{program.id}.*.html", doors)


def poster(  # noqa: PLR0913 - each one is an option
    which: _Which,
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML file to write.")],
    *,
    language: _Language = "",
    role: _Role = "",
    code: _Code = "",
    telegram: _Telegram = "",
    slack: _Slack = "",
) -> None:
    """Write a poster (A4) with the QR code, in the program's languages, this one first. Print it from a browser."""
    from bot.pages.contents import Poster  # noqa: PLC0415 - each command loads only what it needs
    from bot.pages.drawing import poster_page  # noqa: PLC0415

    program, doors = _program(which), _doors(telegram, slack)
    tags = dict.fromkeys((language or program.first_language, *program.languages))
    sayings = [_showing(program, tag, doors) for tag in tags]
    first = sayings[0]
    ways = first.ways(_role(role), _code(code))
    made = Poster(language=first.language, speech=first.speech, sayings=sayings, ways=ways, role=role)
    output.write_text(poster_page(made, alone=True), encoding="utf-8")
    _written(output, doors)


def qr(  # noqa: PLR0913 - each one is an option
    which: _Which,
    output: Annotated[Path, typer.Option("--output", "-o", help="The PNG file to write.")],
    *,
    language: _Language = "",
    role: _Role = "",
    code: _Code = "",
    platform: Annotated[str, typer.Option(help="telegram or slack; the first there is, otherwise.")] = "",
    telegram: _Telegram = "",
    slack: _Slack = "",
) -> None:
    """Draw a QR code that leads into a program, with a line that says so, sharp enough to print."""
    from bot.pages import words  # noqa: PLC0415 - each command loads only what it needs
    from bot.pictures.drawing import draw  # noqa: PLC0415

    program = _program(which)
    door = next((one for one in _doors(telegram, slack) if platform in {"", one.channel}), None)
    if door is None:
        raise SettingsError(NO_DOOR)
    showing = _showing(program, language, [door])
    carried = _code(code) or open_code(program.id, _role(role))
    wanted = {"mentor": words.JOIN_MENTOR, "mentee": words.JOIN_MENTEE}.get(role)
    values: dict[str, Json] = {
        "language": showing.language,
        "link": door.link(carried),
        "title": showing.title,
        "wanted": showing.say(wanted) if wanted else "",
        "scan": showing.say(words.POSTER_SCAN),
        "typed": door.words(carried),
    }
    output.write_bytes(draw("joining", values))
    typer.echo(f"Written to {output}: {door.link(carried)}")


NO_DOOR = (
    "nobody knows yet where people meet the bot: set ALONGSIDE_TELEGRAM_TOKEN or the Slack tokens, "
    "or say it with --telegram YourBot or --slack ADDRESS"
)


def _program(which: str) -> Program:
    from bot.curriculum.folders import read_program, read_programs  # noqa: PLC0415 - each command loads what it needs
    from bot.curriculum.shelf import PLAN  # noqa: PLC0415

    if (Path(which) / PLAN).is_file():
        return read_program(Path(which))
    programs = read_programs(read_settings().programs)
    found = programs.get(which.replace("-", "_"))
    if found is None:
        raise typer.BadParameter(f"there is no program {which!r}; there are: {', '.join(programs)}")
    return found


def _showing(program: Program, language: str, doors: Sequence[Door], links: dict[str, str] | None = None) -> Showing:
    from bot.curriculum.reading import own_words  # noqa: PLC0415 - each command loads only what it needs
    from bot.pages.contents import Showing  # noqa: PLC0415
    from bot.texts.speech import Speech  # noqa: PLC0415

    language = language or program.first_language
    speech = Speech({tag: own_words(program, tag) for tag in program.languages})
    if language not in program.languages:
        spoken = ", ".join(program.languages)
        raise typer.BadParameter(f"{program.id} is written in {spoken}", param_hint="--language")
    return Showing(program=program, language=language, speech=speech, doors=tuple(doors), links=links or {})


def _doors(telegram: str, slack: str) -> list[Door]:
    """As given, else as the configured platforms say."""
    if telegram or slack:
        name = telegram.removeprefix("@")
        given = [Door("telegram", f"@{name}", f"https://t.me/{name}", carries=True)] if telegram else []
        return given + ([Door("slack", "Alongside", slack)] if slack else [])
    settings = read_settings()
    return asyncio.run(_asked(settings)) if settings.telegram or settings.slack else []


async def _asked(settings: Settings) -> list[Door]:
    from bot.curriculum.folders import read_programs  # noqa: PLC0415 - each command loads only what it needs
    from bot.flows.gazetteer import open_gazetteer  # noqa: PLC0415
    from bot.flows.staging import set_stage  # noqa: PLC0415
    from bot.serving import build_channels, doors_of  # noqa: PLC0415
    from bot.words.clock import SystemClock  # noqa: PLC0415

    channels = build_channels(settings, set_stage(read_programs(settings.programs), open_gazetteer()), SystemClock())
    for channel in channels:
        for finding in await channel.check():
            if not finding.well:
                typer.echo(f"{finding.what}\n  → {finding.todo}", err=True)
        await channel.close()
    return doors_of(channels)


def _role(role: str) -> str:
    if role not in {"", "mentee", "mentor"}:
        raise typer.BadParameter("a role is mentee or mentor", param_hint="--role")
    return role


def _code(code: str) -> str:
    if code and not made(code):
        raise typer.BadParameter("a join code looks like j-k7m2p9", param_hint="--code")
    return f"{LEAD}{made(code)}" if code else ""


def _written(where: Path, doors: Sequence[Door]) -> None:
    typer.echo(f"Written to {where}.")
    if not doors:
        typer.echo(f"It has no button to join: {NO_DOOR}.", err=True)

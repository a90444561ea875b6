"""The command line: rehearse, run, and what an operator needs around them.

Exit codes: 0 all well · 1 something needs doing (doctor, program check) · 2 a setting or a program is wrong ·
3 the database cannot be used · 4 the disk failed while running.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.commands import (
    broadcast,
    cohorts,
    desk,
    holdout,
    joins,
    matches,
    matching,
    pages,
    programs,
    publishing,
    report,
    simulate,
)
from bot.sparing import load_lightly
from bot.words.errors import AlongsideError, StorageBroken, StorageError
from bot.words.settings import Settings, loose_ends, read_settings, unknown_names

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Alongside: a mentorship program that lives in Telegram and Slack.",
)
slack = typer.Typer(no_args_is_help=True, help="What Slack needs to know about the app.")
app.add_typer(slack, name="slack")
programs.app.command()(publishing.publish)
programs.app.command()(holdout.holdout)
programs.app.command()(pages.page)
programs.app.command()(pages.poster)
programs.app.command()(pages.qr)
desk.people.command()(joins.codes)
desk.people.command()(joins.code)
desk.people.command()(joins.close_code)
app.add_typer(programs.app, name="program")
app.command()(matching.match)
app.command()(matching.release)
app.command()(simulate.simulate)
app.command()(desk.audit)
app.command()(report.report)
app.command()(desk.dashboard)
app.add_typer(desk.people, name="people")
app.add_typer(matches.app, name="matches")
app.add_typer(desk.concerns, name="concerns")
app.add_typer(broadcast.app, name="broadcast")
app.add_typer(cohorts.app, name="cohorts")


def main() -> None:
    """Run the command line; errors made on purpose become one plain message and an exit code."""
    try:
        app(standalone_mode=True)
    except StorageBroken as error:
        _stop(error, 4)
    except StorageError as error:
        _stop(error, 3)
    except AlongsideError as error:
        _stop(error, 2)


@app.command()
def rehearse(
    port: Annotated[int, typer.Option(help="Port on this machine; 0 takes a free one.")] = 8040,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
    database: Annotated[Path | None, typer.Option(help="Keep the rehearsal in this SQLite file.")] = None,
    programs: Annotated[Path | None, typer.Option(help="A program's folder, or a folder of programs.")] = None,
) -> None:
    """Play it in the browser: several people side by side, no token and no account needed."""
    from bot.rehearsing import rehearse_on  # noqa: PLC0415 - each command loads only what it needs

    settings = _settings()
    if programs is not None:
        settings = settings.model_copy(update={"programs": programs})
    asyncio.run(rehearse_on(settings, port=port, browser=browser, database=database))


@app.command()
def run() -> None:
    """Serve every channel that is configured, until stopped."""
    settings = _settings()
    if not (settings.telegram or settings.slack):
        typer.echo(
            "No channel is configured yet.\n\n"
            "  Telegram   create a bot with @BotFather, then set ALONGSIDE_TELEGRAM_TOKEN\n"
            "  Slack      create an app from `alongside slack manifest`, then set ALONGSIDE_SLACK_BOT_TOKEN\n"
            "             and ALONGSIDE_SLACK_APP_TOKEN\n\n"
            "Put them in a file named .env here, or in the environment; the README shows each step.\n"
            "To try everything without any account: alongside rehearse",
            err=True,
        )
        raise typer.Exit(2)
    load_lightly()
    from bot.serving import serve  # noqa: PLC0415 - each command loads only what it needs

    asyncio.run(serve(settings))


@app.command()
def flows(
    language: Annotated[str, typer.Option(help="Which language to show the words in.")] = "en",
    only: Annotated[str, typer.Option("--program", help="Only this program's conversation, by its id.")] = "",
    diagram: Annotated[bool, typer.Option(help="Print the state diagram (Mermaid).")] = True,
    text: Annotated[bool, typer.Option(help="Print the text of the conversation.")] = True,
) -> None:
    """Print every flow as a state diagram and as the text of its conversation."""
    from bot.curriculum.folders import read_programs  # noqa: PLC0415 - each command loads only what it needs
    from bot.flows.casting import script_for  # noqa: PLC0415
    from bot.flows.engine.drawing import conversation, mermaid  # noqa: PLC0415
    from bot.flows.staging import speech_for  # noqa: PLC0415

    programs = read_programs(_settings().programs)
    if only and only not in programs:
        typer.echo(f"There is no program {only!r}; there are: {', '.join(programs)}.", err=True)
        raise typer.Exit(2)
    speech = speech_for(programs)
    for name in [only] if only else programs:
        script = script_for(programs[name], programs)
        typer.echo(f"# {script.key}, {programs[name].title.in_language(language)}\n")
        if diagram:
            typer.echo(f"```mermaid\n{mermaid(script)}\n```\n")
        if text:
            typer.echo(conversation(script, speech, language) + "\n")


@app.command()
def doctor() -> None:
    """Check tokens, rights and the database, and say what to do."""
    from bot.checking import examine  # noqa: PLC0415 - each command loads only what it needs

    findings = asyncio.run(examine(_settings()))
    for finding in findings:
        typer.echo(f"{'✓' if finding.well else '✗'} {finding.what}" + (f"\n  → {finding.todo}" if finding.todo else ""))
    raise typer.Exit(0 if all(finding.well for finding in findings) else 1)


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="Where to write it; must not exist yet.")]) -> None:
    """Copy the database into one file, safely while the bot runs. The copy is as sealed as the original."""
    from storage.backup import backup as write_backup  # noqa: PLC0415 - each command loads only what it needs

    write_backup(_settings().database_url, file)
    typer.echo(f"Written to {file}. Keep the key file apart from it: without the key nobody can read the copy.")


@slack.command()
def manifest() -> None:
    """Print the app manifest to paste at api.slack.com/apps → Create New App → From a manifest."""
    from bot.adapters.slack.manifest import manifest as build  # noqa: PLC0415 - each command loads only what it needs

    settings = _settings(strict=False)
    typer.echo(json.dumps(build(settings.public_url), indent=2, ensure_ascii=False))


def _settings(*, strict: bool = True) -> Settings:
    for line in unknown_names():
        typer.echo(f"alongside: {line}", err=True)
    try:
        settings = read_settings()
    except AlongsideError:
        if strict:
            raise
        return Settings.model_construct(public_url="")
    for line in loose_ends(settings):
        typer.echo(f"alongside: {line}", err=True)
    return settings


def _stop(error: Exception, code: int) -> None:
    typer.echo(f"alongside: {error}", err=True)
    sys.exit(code)

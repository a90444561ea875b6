"""`alongside doctor`: looks at settings, programs, key, database and every channel, and says what to do."""

from __future__ import annotations

from bot.curriculum.faults import errors_of
from bot.curriculum.folders import SHIPPED, program_folders, read_programs
from bot.curriculum.linting import survey
from bot.flows.gazetteer import open_gazetteer
from bot.flows.staging import set_stage
from bot.serving import build_channels
from bot.words.clock import SystemClock
from bot.words.errors import AlongsideError, StorageInUse
from bot.words.ports import Finding
from bot.words.settings import Settings
from storage.sealing import load_key
from storage.store import open_store


async def examine(settings: Settings) -> list[Finding]:
    """Everything that can be looked at; one thing that is wrong keeps nothing else from being looked at."""
    return [*_programs(settings), *await _database(settings), *await _channels(settings)]


def _programs(settings: Settings) -> list[Finding]:
    try:
        surveys = [survey(folder) for folder in program_folders(settings.programs or SHIPPED)]
    except AlongsideError as error:
        return [Finding("Programs", well=False, todo=str(error))]
    names = ", ".join(program.id for program, _ in surveys)
    errors = sum(len(errors_of(findings)) for _, findings in surveys)
    folder = f" {settings.programs}" if settings.programs else ""
    todo = f"Mend the {errors} errors in their files that `alongside program check{folder}` shows." if errors else ""
    return [Finding(f"Programs: {names}", well=not errors, todo=todo)]


async def _database(settings: Settings) -> list[Finding]:
    try:
        key = load_key(settings.key_file)
    except AlongsideError as error:
        return [Finding("Key file", well=False, todo=str(error))]
    try:
        store = await open_store(settings.database_url, key)
    except StorageInUse:
        return [Finding("Key file", well=True), Finding("Database (in use: Alongside is running)", well=True)]
    except AlongsideError as error:
        return [Finding("Key file", well=True), Finding("Database", well=False, todo=str(error))]
    waiting = await store.read(lambda session: session.open_deliveries())
    await store.close()
    return [Finding("Key file", well=True), Finding(f"Database ({waiting} messages waiting to leave)", well=True)]


async def _channels(settings: Settings) -> list[Finding]:
    if not (settings.telegram or settings.slack):
        todo = "Set ALONGSIDE_TELEGRAM_TOKEN, or the Slack tokens; the README shows each step."
        return [Finding("No channel is configured", well=False, todo=todo)]
    findings = []
    stage = set_stage(read_programs(), open_gazetteer())
    for channel in build_channels(settings, stage, SystemClock()):
        findings += await channel.check()
        await channel.close()
    if settings.telegram and settings.public_url and not settings.webhook:
        todo = (
            "Set ALONGSIDE_TELEGRAM_WEBHOOK_SECRET to use the webhook; until then Telegram is polled, which works too."
        )
        findings.append(Finding("Telegram webhook", well=True, todo=todo))
    return findings

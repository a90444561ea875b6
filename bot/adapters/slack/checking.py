"""What `alongside doctor` looks at in Slack, and what to do about it."""

from __future__ import annotations

from bot.adapters.slack.calls import Identity, SlackCalls
from bot.adapters.slack.faults import to_send_error
from bot.adapters.slack.manifest import SCOPES
from bot.words.errors import ChannelClosed, SendError
from bot.words.ports import Finding


async def check(calls: SlackCalls, app_token: str, has_secret: bool) -> tuple[list[Finding], Identity]:
    """The bot token, its scopes, and the way in; and who the token makes us."""
    findings, identity = await _bot_token(calls)
    if app_token:
        findings.append(await _app_token(calls, app_token))
    elif has_secret:
        findings.append(Finding("Slack signing secret is set", well=True))
    else:
        todo = "set an app-level token with connections:write (Socket Mode) or the app's signing secret (HTTP)"
        findings.append(Finding("Slack has a way to reach us", well=False, todo=todo))
    return findings, identity


async def _bot_token(calls: SlackCalls) -> tuple[list[Finding], Identity]:
    try:
        identity = await calls.verify()
    except SendError as error:
        return [Finding(f"Slack bot token ({error})", well=False, todo=_todo(error, "bot token (xoxb-…)"))], Identity()
    missing = sorted(set(SCOPES) - identity.scopes) if identity.scopes else []
    todo = f"add {', '.join(missing)} to the app's bot scopes (alongside slack manifest) and install it again"
    return [
        Finding(f"Slack bot token (workspace {identity.team})", well=True),
        Finding("Slack scopes", well=not missing, todo=todo if missing else ""),
    ], identity


async def _app_token(calls: SlackCalls, app_token: str) -> Finding:
    try:
        await calls.client.apps_connections_open(app_token=app_token)
    except Exception as error:  # noqa: BLE001 - the SDK raises many kinds
        failure = to_send_error(error)
        return Finding(f"Slack app token ({failure})", well=False, todo=_todo(failure, "app-level token (xapp-…)"))
    return Finding("Slack app token", well=True)


def _todo(error: SendError, token: str) -> str:
    if isinstance(error, ChannelClosed):
        return f"copy the {token} from the app's page at api.slack.com/apps, or install the app again"
    return "check the network and status.slack.com, then try again"

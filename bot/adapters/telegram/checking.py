"""What `alongside doctor` says of Telegram."""

from __future__ import annotations

from urllib.parse import urlsplit

from telegram import Bot, User, WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot.words.ports import Finding

PORTS = (443, 80, 88, 8443)
"""Those that Telegram calls: https://core.telegram.org/bots/api#setwebhook"""


async def check(bot: Bot, webhook: str) -> tuple[list[Finding], User | None]:
    """Look at the token and at how updates come, and say who the bot is. `webhook` is the URL we would set, "" when we
    poll."""
    try:
        me = await bot.get_me()
        info = await bot.get_webhook_info()
    except InvalidToken:
        todo = "Open @BotFather, /mybots, your bot, API Token; copy it into the settings and start again."
        return [Finding("Telegram does not accept the bot's token", well=False, todo=todo)], None
    except TelegramError:
        todo = "See whether this machine can open https://api.telegram.org (network, DNS, firewall), then try again."
        return [Finding("Telegram cannot be reached", well=False, todo=todo)], None
    return [Finding(f"Telegram knows the bot as @{me.username}", well=True), *_delivery(info, webhook)], me


def _delivery(info: WebhookInfo, webhook: str) -> list[Finding]:
    findings = [_mode(info, webhook)]
    if info.url and info.url == webhook and info.last_error_message:
        todo = "Make sure that the address can be reached from outside and its certificate is valid."
        findings.append(Finding(f"Telegram's last try to bring an update: {info.last_error_message}", False, todo))
    if info.pending_update_count:
        findings.append(
            Finding(f"{info.pending_update_count} updates wait at Telegram; they come with the start", True)
        )
    return findings


def _why_not_called(webhook: str) -> str:
    """What to do about an address that Telegram calls nobody at; "" for a good one. One on this machine is for trying
    things out, and may be any."""
    parts = urlsplit(webhook)
    if not webhook or parts.hostname in {"localhost", "127.0.0.1", "::1"}:
        return ""
    if parts.scheme == "https" and parts.port in {None, *PORTS}:
        return ""
    ports = ", ".join(map(str, PORTS))
    return f"Let ALONGSIDE_PUBLIC_URL begin with https://, at one of the ports Telegram calls ({ports}) or without one."


def _mode(info: WebhookInfo, webhook: str) -> Finding:
    host = urlsplit(info.url).hostname or "elsewhere"
    if info.url == webhook:
        return Finding("Updates come by webhook" if webhook else "Updates are asked for (long polling)", well=True)
    if why := _why_not_called(webhook):
        return Finding("Telegram will not take the address for its webhook", well=False, todo=why)
    if not info.url:
        return Finding("Updates come by webhook, which the start will set", well=True)
    todo = "If that is another installation, give it a bot of its own: starting this one takes the updates over."
    return Finding(f"Another webhook is set for this bot, at {host}", well=False, todo=todo)

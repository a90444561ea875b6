"""The app manifest a workspace's owner pastes into Slack: everything Alongside needs there, and nothing more."""

from __future__ import annotations

from typing import Any

from bot.adapters.slack.commands import COMMAND

EVENTS_PATH = "/slack/events"
SCOPES = (
    "app_mentions:read",
    "channels:history",
    "channels:manage",
    "channels:read",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "im:history",
    "im:read",
    "im:write",
    "mpim:write",
)
"""Those of channels are for the rooms of cohorts: to make them, and to hear what is asked there."""
EVENTS = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "channel_archive",
    "channel_deleted",
    "channel_left",
    "channel_unarchive",
    "message.channels",
    "message.im",
    "tokens_revoked",
)


def manifest(public_url: str = "") -> dict[str, Any]:
    """The complete manifest: Socket Mode without a public address, else request URLs below it."""
    url = public_url.rstrip("/") + EVENTS_PATH if public_url else ""
    where = {"request_url": url} if url else {}
    return {
        "display_information": {
            "name": "Alongside",
            "description": "A mentorship program that lives in your chat",
            "background_color": "#2f5d50",
        },
        "features": _features({"url": url} if url else {}),
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": where | {"bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True} | where,
            "org_deploy_enabled": False,
            "socket_mode_enabled": not url,
            "token_rotation_enabled": False,
        },
    }


def _features(where: dict[str, Any]) -> dict[str, Any]:
    """A bot one can write to, a home tab, and the command."""
    command = {"command": COMMAND, "description": "Find a mentor, or become one", "usage_hint": "help"}
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "Alongside", "always_online": True},
        "slash_commands": [command | {"should_escape": False} | where],
    }

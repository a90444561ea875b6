"""The payloads Slack sends, in its shapes."""

from __future__ import annotations

import itertools
import json
import re
from typing import Any

from tests.stand_ins.slack.workspace import APP, TEAM, Member

NUMBERS = itertools.count(1)


def escaped(text: str) -> str:
    """Text as Slack hands it to apps: escaped, addresses in angle brackets."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"https?://[^\s<>]+", lambda found: f"<{found[0]}>", text)


def event_callback(event: dict[str, Any]) -> dict[str, Any]:
    """An event in its envelope."""
    return {
        "token": "deprecated",
        "team_id": TEAM,
        "api_app_id": APP,
        "event": event,
        "type": "event_callback",
        "event_id": f"Ev{next(NUMBERS):08}",
        "event_time": int(float(event.get("event_ts", "0"))),
        "authorizations": [{"enterprise_id": None, "team_id": TEAM, "is_bot": True, "is_enterprise_install": False}],
        "is_ext_shared_channel": False,
    }


def message_event(member: Member, message: dict[str, Any]) -> dict[str, Any]:
    """A message in a direct message conversation."""
    return message | {"channel": member.channel, "channel_type": "im", "event_ts": message["ts"]}


def action_payload(
    member: Member, action: dict[str, Any], message: dict[str, Any] | None, values: dict[str, Any], stamp: str
) -> dict[str, Any]:
    """A press or a choice, in a message or (without one) on the home tab."""
    payload: dict[str, Any] = {
        "type": "block_actions",
        "user": {"id": member.id, "username": member.name.lower(), "name": member.name.lower(), "team_id": TEAM},
        "api_app_id": APP,
        "token": "deprecated",
        "trigger_id": f"13345224609.738474920.{next(NUMBERS)}",
        "team": {"id": TEAM, "domain": "stand-in"},
        "enterprise": None,
        "is_enterprise_install": False,
        "state": {"values": values},
        "actions": [action | {"action_ts": stamp, "block_id": action.get("block_id", "b1")}],
    }
    if message is None:
        return payload | {"container": {"type": "view", "view_id": f"V{member.id}"}, "view": {"id": f"V{member.id}"}}
    container = {"type": "message", "message_ts": message["ts"], "channel_id": member.channel, "is_ephemeral": False}
    channel = {"id": member.channel, "name": "directmessage"}
    return payload | {
        "container": container,
        "channel": channel,
        "message": message,
        "response_url": "https://x.invalid",
    }


def command_form(member: Member, text: str) -> dict[str, Any]:
    """A slash command; typed in any channel."""
    return {
        "token": "deprecated",
        "team_id": TEAM,
        "team_domain": "stand-in",
        "channel_id": "C0GENERAL",
        "channel_name": "general",
        "user_id": member.id,
        "user_name": member.name.lower(),
        "command": "/alongside",
        "text": escaped(text),
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": "https://x.invalid",
        "trigger_id": f"13345224609.738474920.{next(NUMBERS)}",
    }


def as_json(payload: dict[str, Any]) -> bytes:
    """The bytes Slack signs."""
    return json.dumps(payload).encode()

"""Events API, interactivity and commands over HTTP, Slack's side: signed, timed and repeated."""

from __future__ import annotations

import hashlib
import hmac
import time
from typing import Any
from urllib.parse import urlencode

import aiohttp

from tests.stand_ins.slack.payloads import as_json


def signature(body: bytes, stamp: str, secret: str) -> str:
    """Slack's signature of a request."""
    return "v0=" + hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()


def signed(body: bytes, secret: str, *, form: bool = False, at: float | None = None) -> dict[str, str]:
    """The headers of a request Slack makes now (or at another time)."""
    stamp = str(int(time.time() if at is None else at))
    return {
        "Content-Type": "application/x-www-form-urlencoded" if form else "application/json",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature(body, stamp, secret),
        "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
    }


def encoded(kind: str, payload: dict[str, Any]) -> tuple[bytes, bool]:
    """The body of a request, and whether it is a form."""
    match kind:
        case "events_api":
            return as_json(payload), False
        case "interactive":
            return urlencode({"payload": as_json(payload).decode()}).encode(), True
        case _:
            return urlencode(payload).encode(), True


async def post(url: str, kind: str, payload: dict[str, Any], *, secret: str, within: float, attempt: int = 0) -> bool:
    """Make one request; True if it was answered with 200 in time."""
    body, form = encoded(kind, payload)
    headers = signed(body, secret, form=form)
    if attempt:
        headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": "http_error"}
    timeout = aiohttp.ClientTimeout(total=within)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.post(url, data=body, headers=headers) as answer,
        ):
            return answer.status == 200
    except (aiohttp.ClientError, TimeoutError):
        return False

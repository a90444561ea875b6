"""Slack over HTTP: one route, guarded so that only what Slack signed reaches bolt."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs

from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.adapters.slack.manifest import EVENTS_PATH
from bot.adapters.slack.payloads import text_at
from bot.words.clock import Clock

LONGEST_BODY = 1 << 20
LONGEST_READ = 5.0
"""Seconds a request may take to arrive."""
OLDEST = 300
"""Seconds a signature holds, in either direction."""


def events_route(app: AsyncApp, secrets: Sequence[str], clock: Clock) -> Route:
    """The route that receives events, commands and interactions.

    413 for a body too large, 408 for one too slow, 401 for any doubt about the signature, 400 for signed nonsense. When
    Slack only looks at the certificate, which it may do unsigned, it gets 200 and nothing happens.
    """

    async def receive(request: Request) -> Response:
        try:
            async with asyncio.timeout(LONGEST_READ):
                body = await _body(request)
        except (TimeoutError, ClientDisconnect):
            return Response(status_code=408)
        if body is None:
            return Response(status_code=413)
        if not is_signed(body, request.headers, secrets, clock.now().timestamp()):
            return Response(status_code=200 if is_certificate_check(body) else 401)
        try:
            asked = to_async_bolt_request(request, body)
        except Exception:  # noqa: BLE001 - bolt raises many kinds for content that is not Slack's
            return Response(status_code=400)
        if not (text_at(asked.body, "type") or text_at(asked.body, "command")):
            return Response(status_code=200 if is_certificate_check(body) else 400)
        return to_starlette_response(await app.async_dispatch(asked))

    return Route(EVENTS_PATH, receive, methods=["POST"])


async def _body(request: Request) -> bytes | None:
    """The whole body, None if it is longer than allowed."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            return None
    return bytes(body)


def is_certificate_check(body: bytes) -> bool:
    """Whether Slack only looks at the certificate of a command's address; slack-bolt too takes that unsigned."""
    if not body.startswith(b"ssl_check=1") and b"&ssl_check=1" not in body:
        return False
    try:
        asked = parse_qs(body.decode("ascii"), max_num_fields=20)
    except ValueError:
        return False
    return asked.get("ssl_check") == ["1"] and not {"command", "payload", "text"} & asked.keys()


def is_signed(body: bytes, headers: Mapping[str, str], secrets: Sequence[str], now: float) -> bool:
    """Whether Slack signed this with one of our secrets in the last five minutes.

    slack-sdk's verifier raises on what is refused here first: odd timestamps, signatures and bodies.
    """
    stamp, signature = headers.get("x-slack-request-timestamp", ""), headers.get("x-slack-signature", "")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12 and signature.isascii()):
        return False
    if abs(now - int(stamp)) > OLDEST:
        return False
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    expected = [SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body) or "" for secret in secrets]
    return any(hmac.compare_digest(one, signature) for one in expected)

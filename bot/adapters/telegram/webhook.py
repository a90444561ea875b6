"""The webhook: 200 is said only once the update is committed."""

from __future__ import annotations

import asyncio
import hmac
import json
from typing import Any, NoReturn

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from telegram.error import BadRequest, TelegramError

from bot.adapters.telegram.faults import Flooded
from bot.adapters.telegram.intake import Intake
from bot.adapters.telegram.polling import ALLOWED
from bot.adapters.telegram.timing import Backoff, Timing
from bot.adapters.telegram.transport import Wire
from bot.words.errors import StorageUnavailable
from bot.words.ports import Inbox

PATH = "/telegram"
LARGEST = 1 << 20
"""Bytes of an update."""
CONNECTIONS = 100
"""Connections that Telegram may open side by side: as many as it allows."""

log = structlog.get_logger()


class Webhook:
    """Takes updates Telegram brings. `secrets` are those it may show; the first is the one Telegram is given."""

    def __init__(self, intake: Intake, secrets: tuple[str, ...], timing: Timing) -> None:
        self._intake = intake
        self._secrets = tuple(secret.encode() for secret in secrets)
        self._timing = timing
        self._inbox: Inbox | None = None
        self._taking: set[asyncio.Task[None]] = set()

    async def listen(self, inbox: Inbox, wire: Wire, url: str) -> None:
        """Tell Telegram where to bring updates, then wait until cancelled."""
        self._inbox = inbox
        wanted = {
            "url": url,
            "secret_token": self._secrets[0].decode(),
            "allowed_updates": ALLOWED,
            "max_connections": CONNECTIONS,
        }
        backoff = Backoff(self._timing)
        trouble = ""
        while True:
            try:
                await wire.call("setWebhook", wanted)
                break
            except TelegramError as error:
                if trouble != (trouble := type(error).__name__):
                    log.warning("telegram.webhook_not_set", error=trouble, hint=_hint(error))
                wait = error.seconds if isinstance(error, Flooded) else backoff.next()
            await asyncio.sleep(wait)
        await asyncio.Event().wait()

    def route(self) -> Route:
        """Where Telegram's POSTs arrive; any other method is answered 405."""
        return Route(PATH, self._receive, methods=["POST"])

    async def _receive(self, request: Request) -> Response:
        if not self._is_telegram(request):
            return Response(status_code=401)
        if request.headers.get("content-encoding", "identity") != "identity":
            return Response(status_code=415)
        try:
            async with asyncio.timeout(self._timing.body):
                body = await _body(request)
        except (TimeoutError, ClientDisconnect):
            return Response(status_code=408)
        if body is None:
            return Response(status_code=413)
        update = _update(body)
        return Response(status_code=400) if update is None else await self._take(update)

    def _is_telegram(self, request: Request) -> bool:
        shown = request.headers.get("x-telegram-bot-api-secret-token", "").encode("utf-8", "replace")
        matches = [hmac.compare_digest(shown, secret) for secret in self._secrets]
        return any(matches)

    async def _take(self, update: dict[str, Any]) -> Response:
        """A commit that takes too long goes on; Telegram brings the update again and finds it a copy."""
        if self._inbox is None:
            return Response(status_code=503)
        task = asyncio.create_task(self._intake.take([update], self._inbox))
        self._taking.add(task)
        task.add_done_callback(self._taken)
        done, _ = await asyncio.wait({task}, timeout=self._timing.commit)
        if not done:
            return Response(status_code=503)
        try:
            task.result()
        except StorageUnavailable:
            return Response(status_code=503)
        return Response()

    def _taken(self, task: asyncio.Task[None]) -> None:
        self._taking.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.warning("telegram.update_not_kept", error=type(error).__name__)


def _hint(error: TelegramError) -> str:
    """What an operator can do: Telegram refuses addresses without https and ports other than a few."""
    if isinstance(error, BadRequest):
        return "Telegram refuses the address: look at ALONGSIDE_PUBLIC_URL; `alongside doctor` says more"
    return "asking again; `alongside doctor` says more"


async def _body(request: Request) -> bytes | None:
    """The body, None as soon as it is known to be too large."""
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length[:20]) > LARGEST:
        return None
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return None
    return bytes(body)


def _update(body: bytes) -> dict[str, Any] | None:
    try:
        update = json.loads(body.decode(), parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None
    return update if isinstance(update, dict) and type(update.get("update_id")) is int else None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")

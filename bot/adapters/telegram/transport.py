"""The wire: python-telegram-bot's request interface over one aiohttp session.

The session alone knows the token. python-telegram-bot is given paths ("/getMe"), so neither its logs nor its errors
can carry it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, cast

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.adapters.telegram.faults import Flooded, Garbled, NotSent, wait_in
from bot.adapters.telegram.timing import Timing

_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_JSON = {"Content-Type": "application/json"}
_NOT_NEEDED = ("Accept", "Accept-Encoding", "User-Agent")
_OK = 200
_TOO_LARGE = 413
_FLOOD = 429


@dataclass(frozen=True, slots=True)
class Body:
    """A request body already written, where python-telegram-bot would pass its `RequestData`."""

    content: bytes


class Wire(BaseRequest):
    """Calls go to `<root>/bot<token>/<method>`; nothing is retried and no redirect followed."""

    def __init__(self, root: str, token: str, timing: Timing) -> None:
        self._base = f"{root.rstrip('/')}/bot{token}"
        self._timing = timing
        self._waits: dict[float, aiohttp.ClientTimeout] = {}
        self._urls: dict[str, URL] = {}
        self._session: aiohttp.ClientSession | None = None

    async def call(self, method: str, parameters: dict[str, Any], longer: float = 0.0) -> Any:
        """The `result` of one call, as JSON; raises TelegramError. `longer` adds seconds to the usual time-out."""
        body = cast("RequestData", Body(written(parameters)))
        garbled: Garbled | None = None
        try:
            status, answer = await self.do_request("/" + method, "POST", body, self._timing.total + longer)
            if status == _OK:
                return self.parse_json_payload(answer)["result"]
            return await _Answered(status, answer).post("")
        except (LookupError, TypeError, AttributeError, ValueError, RecursionError):
            garbled = Garbled("not a Bot API answer")
        raise garbled

    @property
    def read_timeout(self) -> float:
        return self._timing.total

    async def initialize(self) -> None:
        """Nothing: the session opens with the first call."""

    async def shutdown(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """As the library's, but does not log what it could not read: it may hold what people wrote."""
        try:
            answer = json.loads(payload)
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict):
            raise Garbled("not a Bot API answer")
        return answer

    async def do_request(  # noqa: PLR0913, PLR0917 - the library's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """One HTTP exchange: the status and the body."""
        total = read_timeout if isinstance(read_timeout, int | float) else self._timing.total
        fault: TelegramError
        try:
            status, answer = await self._exchange(method, url, request_data, float(total))
            return _checked(status, answer)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            fault = NotSent(type(error).__name__)
        except TimeoutError:
            fault = TimedOut()
        except (aiohttp.ClientError, OSError) as error:
            fault = NetworkError(type(error).__name__)
        raise fault  # outside the handlers: what they caught names the URL, and with it the token

    async def _exchange(self, method: str, url: str, data: RequestData | None, total: float) -> tuple[int, bytes]:
        session = self._session or self._open()
        target = self._urls.get(url)
        if target is None:
            target = self._urls[url] = URL(self._base + url)
        wait = self._waits.get(total)
        if wait is None:
            wait = self._waits[total] = aiohttp.ClientTimeout(total=total, connect=self._timing.connect)
        content = data.content if isinstance(data, Body) else written(data.json_parameters if data else {})
        async with session.request(
            method, target, data=content, headers=_JSON, timeout=wait, allow_redirects=False
        ) as answer:
            return answer.status, await answer.read()

    def _open(self) -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(limit=256, ttl_dns_cache=300, keepalive_timeout=60)
        jar = aiohttp.DummyCookieJar()
        self._session = aiohttp.ClientSession(connector=connector, cookie_jar=jar, skip_auto_headers=_NOT_NEEDED)
        return self._session


class _Answered(Wire):
    """An answer that is there already, so that the library says what it means."""

    def __init__(self, status: int, answer: bytes) -> None:
        self._answer = status, answer

    async def do_request(self, *_: object, **__: object) -> tuple[int, bytes]:
        return self._answer


def written(parameters: dict[str, Any]) -> bytes:
    """Parameters as UTF-8 JSON; a lone surrogate becomes "?", since Telegram refuses what is no UTF-8."""
    return _compact(parameters).encode("utf-8", "replace")


def _checked(status: int, answer: bytes) -> tuple[int, bytes]:
    """Refusals Telegram did not write (a proxy's 403 page) say nothing about the person or the token."""
    if status == _FLOOD:
        raise Flooded(wait_in(answer))
    if 300 <= status < 500 and status != _TOO_LARGE and not _says_no(answer):
        raise NetworkError(f"HTTP {status}, not from Telegram")
    return (400 if status == _TOO_LARGE else status), answer


def _says_no(answer: bytes) -> bool:
    try:
        read = json.loads(answer)
    except (ValueError, RecursionError):
        return False
    return isinstance(read, dict) and read.get("ok") is False and isinstance(read.get("description", ""), str)

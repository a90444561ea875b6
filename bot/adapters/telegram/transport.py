"""The wire: python-telegram-bot's request interface over our own connections.

The connections alone know the token. python-telegram-bot is given paths ("/getMe"), so neither its logs nor its errors
can carry it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, cast

import orjson
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.adapters.telegram.connections import Connections, NoConnection
from bot.adapters.telegram.faults import Flooded, Garbled, NotSent, wait_in
from bot.adapters.telegram.timing import Timing

_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
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
        self._connections = Connections(root, token, timing.connect)
        self._timing = timing

    async def call(self, method: str, parameters: dict[str, Any], longer: float = 0.0) -> Any:
        """The `result` of one call, as JSON; raises TelegramError. `longer` adds seconds to the usual time-out."""
        body = cast("RequestData", Body(written(parameters)))
        return await self.understood(*await self.do_request("/" + method, "POST", body, self._timing.total + longer))

    async def understood(self, status: int, answer: bytes) -> Any:
        """The `result` in an answer; raises TelegramError for a refusal and for what is no answer."""
        garbled: Garbled | None = None
        try:
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
        """Nothing: a connection opens with the first call."""

    async def shutdown(self) -> None:
        """Close the connections."""
        self._connections.close()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """As the library's, but does not log what it could not read: it may hold what people wrote."""
        try:
            answer = _read(payload)
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict):
            raise Garbled("not a Bot API answer")
        return answer

    async def do_request(  # noqa: PLR0913, PLR0917 - the library's signature
        self,
        url: str,
        method: str,  # noqa: ARG002 - the Bot API takes a POST for everything
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """One HTTP exchange: the status and the body."""
        total = read_timeout if isinstance(read_timeout, int | float) else self._timing.total
        data = request_data
        content = data.content if isinstance(data, Body) else written(data.parameters if data else {})
        fault: TelegramError
        try:
            return checked(*await self._connections.post(url, content, float(total)))
        except NoConnection as error:
            fault = NotSent(str(error))
        except TimeoutError:
            fault = TimedOut()
        except OSError as error:
            fault = NetworkError(type(error).__name__)
        raise fault  # outside the handlers: nothing of what they caught goes along


class _Answered(Wire):
    """An answer that is there already, so that the library says what it means."""

    def __init__(self, status: int, answer: bytes) -> None:
        self._answer = status, answer

    async def do_request(self, *_: object, **__: object) -> tuple[int, bytes]:
        return self._answer


def written(parameters: dict[str, Any]) -> bytes:
    """Parameters as UTF-8 JSON; a lone surrogate becomes "?", since Telegram refuses what is no UTF-8."""
    try:
        return orjson.dumps(parameters)
    except TypeError:
        return _compact(parameters).encode("utf-8", "replace")


def _read(payload: bytes) -> Any:
    try:
        return orjson.loads(payload)
    except ValueError:
        return json.loads(payload)  # less strict: an update with half an emoji in it is an update all the same


def checked(status: int, answer: bytes) -> tuple[int, bytes]:
    """Refusals Telegram did not write (a proxy's 403 page) say nothing about the person or the token."""
    if status == _FLOOD:
        raise Flooded(wait_in(answer))
    if 300 <= status < 500 and status != _TOO_LARGE and not _says_no(answer):
        raise NetworkError(f"HTTP {status}, not from Telegram")
    return (400 if status == _TOO_LARGE else status), answer


def _says_no(answer: bytes) -> bool:
    try:
        read = _read(answer)
    except (ValueError, RecursionError):
        return False
    return isinstance(read, dict) and read.get("ok") is False and isinstance(read.get("description", ""), str)

"""How the rehearsal's interface reads a request, and how it answers what goes wrong."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.adapters.rehearsal.acts import LARGEST_FILE, Declined
from bot.words.errors import AlongsideError

LARGEST_BODY = 64 * 1024
LARGEST_MESSAGE = (LARGEST_FILE * 4 // 3) + LARGEST_BODY


async def read_body(request: Request, largest: int = LARGEST_BODY) -> Mapping[str, object]:
    """The JSON object a request carries; raises Declined for anything else."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if kind not in {"", "application/json"}:
        raise Declined(415, "Send JSON with the content type application/json.")
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > largest:
            raise Declined(413, f"Send at most {largest} bytes.")
    try:
        body = json.loads(received or b"{}")
    except (ValueError, RecursionError):
        raise Declined(400, 'The body is not JSON; send an object like {"text": "hello"}.') from None
    if not isinstance(body, dict):
        raise Declined(400, "The body has to be a JSON object.")
    return body


def number(value: object, name: str, most: int) -> int:
    """A whole number from 0 to `most`; raises Declined."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise Declined(400, f"{name} has to be a whole number from 0 to {most}.")
    return value


async def _declined(_request: Request, error: Exception) -> Response:
    status, details = (error.status, error.details) if isinstance(error, Declined) else (400, {})
    return JSONResponse({"error": str(error), **details}, status)


async def _failed(_request: Request, error: Exception) -> Response:
    return JSONResponse({"error": f"This was not kept ({error}); try again."}, 503)


async def _broken(_request: Request, _error: Exception) -> Response:
    return JSONResponse({"error": "Something broke behind the stage; the terminal says more."}, 500)


async def _refused(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return JSONResponse({"error": f"There is nothing to do here that way ({status}); see the interface."}, status)


FAULTS: dict[type[Exception], Callable[[Request, Exception], Awaitable[Response]]] = {
    Declined: _declined,
    AlongsideError: _failed,
    HTTPException: _refused,
    Exception: _broken,
}
"""What goes wrong, and how it is answered."""

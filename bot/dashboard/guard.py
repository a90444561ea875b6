"""What every answer of the dashboard carries: nothing foreign is loaded, nothing is kept, nothing frames it."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
}
PICTURE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""The policy of a picture that is opened alone: it may be drawn, and nothing else."""
MOST_WRONG = 10
"""Tries that fit nothing, from one place within a minute; after that nothing is looked up for a while."""
MINUTE = 60.0
PLACES = 4096
"""Places remembered at a time."""


class Guard:
    """Adds the headers to whatever is answered."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if headers.get("content-type") == "image/svg+xml":
                    headers["Content-Security-Policy"] = PICTURE
            await send(message)

        await self.app(scope, receive, send_guarded)


class Tries:
    """Wrong tries of late, by where they came from."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._wrong: OrderedDict[str, deque[float]] = OrderedDict()

    def are_too_many(self, place: str) -> bool:
        """Whether this place has to wait."""
        found = self._wrong.get(place)
        while found and found[0] <= self._now() - MINUTE:
            found.popleft()
        return found is not None and len(found) >= MOST_WRONG

    def note_wrong(self, place: str) -> None:
        """One more that fits nothing."""
        self._wrong.setdefault(place, deque(maxlen=MOST_WRONG)).append(self._now())
        self._wrong.move_to_end(place)
        while len(self._wrong) > PLACES:
            self._wrong.popitem(last=False)

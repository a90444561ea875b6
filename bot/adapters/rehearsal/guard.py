"""Keeps the rehearsal page to its own machine and its own origin: it has no login, so nothing else may speak to it."""

from __future__ import annotations

import ipaddress

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Lets requests through that name a loopback host and, where they change something, come from the page itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(SECURITY_HEADERS)
            await send(message)

        why = _objection(scope["method"], Headers(scope=scope))
        app = JSONResponse({"error": why}, 403) if why else self.app
        await app(scope, receive, send_guarded)


def _objection(method: str, headers: Headers) -> str | None:
    hosts = headers.getlist("host")
    if len(hosts) != 1 or not is_loopback(hosts[0]):
        return "This page answers only on this machine: open it by 127.0.0.1 or localhost."
    if method in {"GET", "HEAD"}:
        return None
    origin = headers.get("origin")
    own = {f"http://{hosts[0]}", f"https://{hosts[0]}"}
    if (origin and origin not in own) or headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
        return "Another site may not act here: use the rehearsal's own page."
    return None


def is_loopback(host: str) -> bool:
    """Whether a Host header names this machine; any name a stranger could point here does not."""
    name, _, port = host.rpartition(":") if not host.endswith("]") and ":" in host else (host, "", "")
    if port and not port.isdecimal():
        return False
    bare = name.removeprefix("[").removesuffix("]")
    if bare.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False

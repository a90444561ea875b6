"""Coming in and going out: a link opens the dashboard once, a cookie keeps the visit, rights are read every time."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from bot.dashboard.guard import Tries
from bot.dashboard.room import Room
from bot.flows.engine.stage import Stage
from bot.words.clock import Clock
from bot.words.desk import AuditLine
from bot.words.effects.desk import Audit
from bot.words.ports import Session, Store

T = TypeVar("T")

COOKIE = "alongside_desk"
PRELUDE = "alongside_enter"
_PRELUDE = re.compile(r"[\w-]{32}", re.ASCII)
LASTS = dt.timedelta(hours=8)
"""How long a visit lasts at most."""
LARGEST_FORM = 8 * 1024
"""Bytes of a form; ours are far smaller."""


class Closed(Exception):
    """There is no visit, or it is over, or whoever it was has no rights any more."""


class Missing(Exception):
    """There is no such page, or it is not for who looks."""


class TooMany(Exception):
    """Too many links that fit nothing came from there; nothing is looked up for a while."""


class Foreign(Exception):
    """A form that none of our pages made."""


@dataclass(frozen=True)
class Visits:
    """Knows who looks. `address` is where the dashboard stands on the web."""

    store: Store
    clock: Clock
    stage: Stage
    address: str
    tries: Tries

    @property
    def base(self) -> str:
        """Where its pages begin, without the host."""
        return urlsplit(self.address).path

    async def look(
        self, request: Request, work: Callable[[Session, Room], T], *, writes: bool = False, aside: bool = False
    ) -> tuple[Room, T]:
        """Do the work in one transaction with the rights as they are in it; raises Closed where there are none. What
        reads much is done `aside`, over a connection and in a thread of its own: nobody waits for it."""
        visit, now = request.cookies.get(COOKIE, ""), self.clock.now()

        def within(session: Session) -> tuple[Room, T]:
            visitor = session.dashboard().visitor(visit, now) if visit else None
            if visitor is None:
                raise Closed
            room = Room(self.stage, visitor, now, self.base, _key_of(visit))
            return room, work(session, room)

        return await (self.store.write(within) if writes else self.store.read(within, is_long=aside))

    async def form(self, request: Request) -> dict[str, str]:
        """What one of our own forms says; raises Foreign for any other."""
        said = await _read(request)
        expected = _key_of(request.cookies.get(COOKIE, ""))
        if not _is_ours(request) or not hmac.compare_digest(said.get("key", "").encode(), expected.encode()):
            raise Foreign
        return said

    # --- the way in ----------------------------------------------------------------------------------------------

    async def opens(self, request: Request) -> bool:
        """Whether the link that was followed would open it. Looking does not use it up: previews look as well."""
        self._check_tries(request)
        code, now = request.path_params["code"], self.clock.now()
        if await self.store.read(lambda session: session.dashboard().is_link(code, now)):
            return True
        self.tries.note_wrong(_place(request))
        return False

    async def enter(self, request: Request) -> str | None:
        """Use up the link and begin a visit; its secret, None where the link opens nothing."""
        self._check_tries(request)
        said, prelude = await _read(request), request.cookies.get(PRELUDE, "")
        fits = prelude and hmac.compare_digest(said.get("key", "").encode(), _key_of(prelude).encode())
        if not fits or not _is_ours(request):
            raise Foreign
        code, visit, now = request.path_params["code"], secrets.token_urlsafe(32), self.clock.now()

        def within(session: Session) -> bool:
            visitor = session.dashboard().enter(code, visit, now + LASTS, now)
            if visitor is not None:
                line = AuditLine(now, visitor.person.id, "dashboard-enter", person=visitor.person.id)
                session.carry_out([Audit(line)], now)
            return visitor is not None

        if await self.store.write(within):
            return visit
        self.tries.note_wrong(_place(request))
        return None

    async def leave(self, request: Request) -> None:
        """End the visit."""
        await self.form(request)
        visit, now = request.cookies.get(COOKIE, ""), self.clock.now()
        await self.store.write(lambda session: session.dashboard().leave(visit, now))

    def begin_prelude(self, request: Request, response: Response) -> str:
        """What the form on the way in has to bring back, beside the cookie that is set here: the same in every tab, so
        that whoever followed the link twice can press either button."""
        held = request.cookies.get(PRELUDE, "")
        prelude = held if _PRELUDE.fullmatch(held) else secrets.token_urlsafe(24)
        self._set(response, PRELUDE, prelude, 900)
        return _key_of(prelude)

    def keep(self, response: Response, visit: str) -> None:
        """Have the browser keep the visit."""
        self._set(response, COOKIE, visit, int(LASTS.total_seconds()))

    def forget(self, response: Response) -> None:
        """Have the browser forget the visit."""
        response.delete_cookie(COOKIE, path=self.base, httponly=True, samesite="strict", secure=self._is_https)

    def _set(self, response: Response, name: str, value: str, seconds: int) -> None:
        response.set_cookie(
            name, value, max_age=seconds, path=self.base, httponly=True, samesite="strict", secure=self._is_https
        )

    @property
    def _is_https(self) -> bool:
        return self.address.startswith("https:")

    def _check_tries(self, request: Request) -> None:
        if self.tries.are_too_many(_place(request)):
            raise TooMany


def _key_of(secret: str) -> str:
    """What stands in forms for a cookie, and tells nothing about it."""
    return hashlib.blake2b(secret.encode(), digest_size=16, person=b"alongside form").hexdigest()


def _is_ours(request: Request) -> bool:
    return request.headers.get("sec-fetch-site", "same-origin") == "same-origin"


def _place(request: Request) -> str:
    return request.client.host if request.client else ""


async def _read(request: Request) -> dict[str, str]:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_FORM:
            raise Foreign
    return {name: values[-1] for name, values in parse_qs(body.decode("utf-8", "replace"), max_num_fields=50).items()}

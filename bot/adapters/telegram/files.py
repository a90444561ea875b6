"""Files on Telegram: read by their id, and sent as the bytes they are made of.

Unlike everything else these go over aiohttp, which is loaded with the first of them: they are few, and forms and
streams are more of HTTP than our own connections speak.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from telegram.error import NetworkError, TelegramError, TimedOut

from bot.adapters.telegram.faults import NotSent
from bot.adapters.telegram.timing import Timing
from bot.adapters.telegram.transport import Wire, checked
from bot.words.errors import CannotPass

if TYPE_CHECKING:
    import aiohttp

    from bot.adapters.fetching import Fetching


class Files:
    """Uploads to `<root>/bot<token>/<method>` and downloads from `<root>/file/bot<token>/<path>`."""

    def __init__(self, root: str, token: str, wire: Wire, timing: Timing) -> None:
        self._root, self._token = root.rstrip("/"), quote(token, safe=":")
        self._wire, self._timing = wire, timing
        self._session: aiohttp.ClientSession | None = None
        self._fetching: Fetching | None = None

    async def fetch(self, file: str, most: int) -> bytes:
        """What is kept under this id; raises CannotPass, another SendError, or TelegramError."""
        if self._fetching is None:
            from bot.adapters.fetching import Fetching  # noqa: PLC0415 - see above

            self._fetching = Fetching((self._root,), self._timing.file)
        found = await self._wire.call("getFile", {"file_id": file})
        path = found.get("file_path") if isinstance(found, dict) else None
        size = found.get("file_size") if isinstance(found, dict) else None
        if not isinstance(path, str) or not path or ".." in path:
            raise CannotPass("gone")
        if type(size) is int and size > most:
            raise CannotPass("too-large")
        return await self._fetching.fetch(f"{self._root}/file/bot{self._token}/{quote(path)}", most)

    async def send(self, method: str, parameters: Mapping[str, Any], file: tuple[str, str, str, bytes]) -> Any:
        """The `result` of a call that brings a file: its field, name, media type and bytes. Raises TelegramError."""
        import aiohttp  # noqa: PLC0415 - see above

        form = aiohttp.FormData()
        for name, value in parameters.items():
            written = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            form.add_field(name, written.encode("utf-8", "replace").decode())
        field, filename, media_type, data = file
        form.add_field(field, data, filename=filename, content_type=media_type)
        fault: TelegramError
        try:
            if self._session is None:
                self._session = aiohttp.ClientSession(
                    timeout=aiohttp.ClientTimeout(total=self._timing.file, sock_connect=self._timing.connect)
                )
            url = f"{self._root}/bot{self._token}/{method}"
            async with self._session.post(url, data=form, allow_redirects=False) as answer:
                return await self._wire.understood(*checked(answer.status, await answer.read()))
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            fault = NotSent(type(error).__name__)
        except TimeoutError:
            fault = TimedOut()
        except (aiohttp.ClientError, OSError, ValueError) as error:
            fault = NetworkError(type(error).__name__)
        raise fault  # outside the handlers: what they caught names the address, and the address holds the token

    async def close(self) -> None:
        """Let go of the connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()
        if self._fetching is not None:
            await self._fetching.close()

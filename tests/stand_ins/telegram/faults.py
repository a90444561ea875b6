"""Ways in which Telegram, or the network before it, fails on request."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

MISSING = object()

PAGE = b"<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"

KINDS = frozenset(
    {"429", "400", "401", "403", "404", "500", "502", "html-403", "migrate", "empty", "truncated", "reset", "hang"}
)
AFTERWARDS = frozenset({"empty", "truncated", "reset"})  # the call is carried out all the same


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong. `detail` by kind: retry_after (MISSING leaves it out), description, new_id."""

    kind: str
    detail: dict[str, Any]

    def answer(self) -> tuple[int, bytes]:  # noqa: PLR0911 - one line a kind
        """The status and body in place of the true ones."""
        match self.kind:
            case "429":
                seconds = self.detail.get("retry_after", 1)
                parameters = {} if seconds is MISSING else {"parameters": {"retry_after": seconds}}
                return 429, _refusal(429, f"Too Many Requests: retry after {seconds}", parameters)
            case "migrate":
                description = "Bad Request: group chat was upgraded to a supergroup chat"
                return 400, _refusal(400, description, {"parameters": {"migrate_to_chat_id": self.detail["new_id"]}})
            case "401" | "403" | "404" | "400":
                status = int(self.kind)
                return status, _refusal(status, self.detail.get("description", _USUAL[status]), {})
            case "html-403":
                return 403, PAGE
            case "empty":
                return 200, b""
            case "truncated":
                return 200, b'{"ok":true,"result":{"message_id":'
            case _:
                return int(self.kind), PAGE


_USUAL = {
    400: "Bad Request: something is wrong",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
}


def _refusal(status: int, description: str, more: dict[str, Any]) -> bytes:
    return json.dumps({"ok": False, "error_code": status, "description": description, **more}).encode()

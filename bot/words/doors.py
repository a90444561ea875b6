"""Where strangers meet the bot: one door on each platform, the links that lead to it, and the codes they carry."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

ROLES = ("mentee", "mentor", "both")
LEAD = "j-"
"""How a join code made by a coordinator begins, so that nothing else is taken for one."""
_MADE = re.compile(r"j-([a-z0-9]{6})")
_ALPHABET = frozenset("abcdefghjkmnpqrstuvwxyz23456789")
LONGEST = 64
"""Characters that Telegram lets a link carry; a person who types one takes no more either."""


@dataclass(frozen=True, slots=True)
class Door:
    """Where a stranger meets the bot on one platform.

    `name` is what people look for there ("@AlongsideBot", "Alongside"), `url` opens their chat with it. `place` is the
    workspace one has to be a member of, "" where anybody may come. `carries`: a link can carry a join code; elsewhere
    people type it (Slack's links to an app carry nothing).
    """

    channel: str
    name: str
    url: str
    place: str = ""
    carries: bool = False

    def link(self, code: str) -> str:
        """Opens the chat, with this join code where the platform carries it."""
        return f"{self.url}?start={code}" if self.carries and code else self.url

    def words(self, code: str) -> str:
        """What to type there once the chat is open; "" where the link says it all."""
        return "" if self.carries or not code else f"/alongside {code.replace('-', ' ') if not made(code) else code}"


Doors: TypeAlias = Callable[[], Sequence[Door]]
"""The doors known by now: a channel learns its own when it first speaks with its platform, so there may be more later.
Reading them makes no call."""


def open_code(program: str, role: str) -> str:
    """The code of a program and a role that anybody may use, such as "new_neighbors-mentor"; either may be ""."""
    return "-".join(part for part in (program, role) if part)


def made(text: str) -> str:
    """The join code that this is by its looks ("j-k7m2p9", in whatever case), without its lead; else ""."""
    found = _MADE.fullmatch(text.strip().lower()) if len(text) <= LONGEST else None
    return found[1] if found and set(found[1]) <= _ALPHABET else ""

"""Where someone is reached, and what JSON can hold: both directions carry these."""

from __future__ import annotations

from typing import TypeAlias

from bot.words.values import dataclass

Json: TypeAlias = "None | bool | int | float | str | list[Json] | dict[str, Json]"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person can be reached: a channel, and their id there.

    The id is opaque to everyone but the channel's adapter: a chat id on Telegram, "team/user" on Slack.
    """

    channel: str
    id: str

"""Commands as they come from Slack: behind ours, and, from who puts a space before it, in a message."""

from __future__ import annotations

from bot.words.messages import Command, Typed, read_command

COMMAND = "/alongside"


def behind_ours(words: str) -> Command | Typed:
    """What stands behind ours: "help" is the command "help", nothing is "start", what cannot be a command is words."""
    said = words.strip().removeprefix("/")
    return (read_command(f"/{said}") or Typed(said)) if said else Command("start")


def in_message(words: str) -> Command | Typed:
    """A message that begins with a slash is a command, as it is elsewhere; anything else is words as they stand."""
    said = words.strip()
    ours, _, rest = said.partition(" ")
    if ours == COMMAND:
        return behind_ours(rest)
    return read_command(said) or Typed(words)

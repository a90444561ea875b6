"""How commands are written where a platform keeps words that begin with a slash to itself."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.texts.speech import Speech
from bot.words.phrases import Line

BEHIND_OURS = frozenset({"slack", "rehearsal-slack"})
"""Channels on which every command stands behind the one that is ours: Slack answers "/delete" with "not a valid
command", and we never hear of it."""
OURS = "/alongside "

_COMMAND = re.compile(r"(?<![\w/:.])/(?=[a-z])(?!(?:alongside|invite|cohort)\b)")
"""Not Slack's own "/invite", nor "/cohort", which is written in a group on Telegram wherever it is read about."""
_HELD = "\ue000"
"""Stands for a slash in what people wrote, which is never a command of ours."""


def say_there(speech: Speech, line: Line, language: str, channel: str) -> str:
    """The line as it is said on this channel: on Slack, "/alongside delete" where elsewhere it is "/delete"."""
    said = speech.say(line, language)
    if channel not in BEHIND_OURS or "/" not in said:
        return said
    values = {name: value.replace("/", _HELD) if type(value) is str else value for name, value in line.values.items()}
    return _COMMAND.sub(OURS, speech.say(replace(line, values=values), language)).replace(_HELD, "/")

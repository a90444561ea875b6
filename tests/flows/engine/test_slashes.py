"""Commands are told the way they can be written where they are read."""

from __future__ import annotations

import pytest

from bot.flows.engine.slashes import say_there
from bot.texts.speech import Speech
from bot.words.phrases import Line

SPEECH = Speech()


@pytest.mark.parametrize("channel", ["slack", "rehearsal-slack"])
@pytest.mark.parametrize(
    ("english", "told"),
    [
        ("Write /stop or /delete.", "Write /alongside stop or /alongside delete."),
        ("• /privacy – what I keep", "• /alongside privacy – what I keep"),
        ("“/report”, (/help)", "“/alongside report”, (/alongside help)"),
        ("like 5/1998, and/or https://example.org/help", "like 5/1998, and/or https://example.org/help"),
        ("/alongside help", "/alongside help"),
        ("add me again (/invite)", "add me again (/invite)"),
        ("Write this in the group: /cohort 7", "Write this in the group: /cohort 7"),
    ],
)
def test_on_slack_every_command_stands_behind_ours(channel, english, told):
    assert say_there(SPEECH, Line("none", english), "en", channel) == told


def test_elsewhere_they_stay_as_they_are():
    assert say_there(SPEECH, Line("none", "Write /stop."), "en", "telegram") == "Write /stop."


def test_what_people_wrote_is_no_command_of_ours():
    line = Line("none", "“{word}” or /stop?", {"word": "go /home, then /stop"})
    assert say_there(SPEECH, line, "en", "slack") == "“go /home, then /stop” or /alongside stop?"

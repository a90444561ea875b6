"""Where people meet the app: its workspace at first, and the app itself as soon as its id is known."""

from __future__ import annotations

from bot.words.doors import Door
from tests.stand_ins.slack.workspace import APP, TEAM


async def test_until_the_app_is_known_the_door_leads_to_the_workspace(mute):
    assert mute.door is None
    await mute.check()
    assert mute.door == Door("slack", "Alongside", "https://stand-in.slack.com/", place="Stand-in")


async def test_the_first_event_tells_the_apps_id(channel, inbox, amina, slack):
    await amina.says("hello")
    await inbox.next()
    await channel.check()
    url = f"https://slack.com/app_redirect?app={APP}&team={TEAM}"
    assert channel.door == Door("slack", "Alongside", url, place="Stand-in")
    assert channel.door.link("new_neighbors-mentor") == url, "Slack's links carry no code"

"""Of a group's talk only what is said to the bot is read; prompts stand in order, and are no part of any version."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.adapters.slack.rooms import channel_name
from bot.adapters.telegram.rooms import Ourselves, read_any
from bot.curriculum.cohorts import CohortPrompt, out_of_order
from bot.curriculum.versions import content_hash
from bot.words.messages import Command, Ignored, RoomMoved, Typed

NOW = dt.datetime(2026, 4, 1, tzinfo=dt.timezone.utc)
ME = Ourselves(99, "Along_Bot")
OURS = {"message_id": 5, "from": {"id": 99, "is_bot": True}}
THEIRS = {"message_id": 6, "from": {"id": 7, "is_bot": False}}
BEGAN = OURS | {"forum_topic_created": {"name": "Spring"}}


def said(text, *, mention="", **more):
    message = {"message_id": 8, "from": {"id": 7, "first_name": "Ana"}, "chat": {"id": -100, "type": "supergroup"}}
    if mention:
        at = len(text[: text.index(mention)].encode("utf-16-le")) // 2
        message["entities"] = [{"type": "mention", "offset": at, "length": len(mention)}]
    return read_any({"message": message | {"text": text} | more}, NOW, ME)


@pytest.mark.parametrize(
    ("inbound", "content"),
    [
        (said("just talking"), Ignored("supergroup")),
        (said("just talking", reply_to_message=THEIRS), Ignored("supergroup")),
        (said("in a topic", reply_to_message=BEGAN, is_topic_message=True, message_thread_id=5), Ignored("supergroup")),
        (said("🌿🌿 @along_bot how often?", mention="@along_bot"), Typed("🌿🌿 how often?")),
        (said("@other_bot how often?", mention="@other_bot"), Ignored("supergroup")),
        (said("how often?", reply_to_message=OURS), Typed("how often?")),
        (said("/ask how often?"), Command("ask", "how often?")),
        (said("/ask@Along_Bot how often?"), Command("ask", "how often?")),
        (said("/ask@other_bot how often?"), Ignored("supergroup")),
        (said("/ask x", **{"from": {"id": 1087968824, "is_bot": True}}), Ignored("supergroup")),
        (said("/cohort abc", **{"from": {"id": 1087968824, "is_bot": True}}), Command("cohort", "abc")),
        (said("", migrate_to_chat_id=-1009), RoomMoved("-1009")),
        (
            said("", entities=[{"offset": -1}, 3, {"type": "mention", "offset": 1 << 40, "length": 4}]),
            Ignored("supergroup"),
        ),
    ],
)
def test_only_what_is_said_to_the_bot_is_read(inbound, content):
    assert inbound.content == content
    assert inbound.author is not None


def test_a_topic_is_a_room_of_its_own():
    inbound = said("/ask x", is_topic_message=True, message_thread_id=45)
    assert (inbound.address.id, inbound.author.id, inbound.name) == ("-100/45", "7", "Ana")


@pytest.mark.parametrize(
    ("name", "channel"),
    [
        ("Spring volunteers", "mentors-spring-volunteers"),
        ("Otoño — ¡2026!", "mentors-otono-2026"),
        ("مرحبا", "mentors-cohort"),
        ("x" * 90, "mentors-" + "x" * 62),
    ],
)
def test_a_channel_is_called_as_slack_wants_it(name, channel):
    assert channel_name(name) == channel


def test_prompts_stand_in_order_and_change_no_version(neighbors):
    program = neighbors.programs["new_neighbors"]
    assert list(out_of_order(program.cohort)) == []
    first, second, *_ = program.cohort
    assert list(out_of_order((second, first, second, second))) == [1, 3]
    more = CohortPrompt(day=30, text="One more")
    assert content_hash(program.model_copy(update={"cohort": (*program.cohort, more)})) == content_hash(program)

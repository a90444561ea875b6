"""Files, threads, removals and gatherings on Slack: as people see them, and as its rules allow."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.adapters.slack.channel import SlackChannel
from bot.words.errors import CannotPass, ChannelClosed, PersonGone, Rejected, Throttled, Unreachable
from bot.words.messages import (
    Address,
    Attachment,
    Button,
    Deleted,
    Edit,
    Edited,
    File,
    Gather,
    Passed,
    Pin,
    Place,
    Ready,
    Remove,
    Say,
    Typed,
    Written,
)
from tests.adapters.slack.conftest import delivery, listening
from tests.stand_ins.slack.workspace import TEAM

ICS = File("document", "meeting.ics", "text/calendar", Written("BEGIN"), "When you meet")
BYTES = Ready(data=b"BEGIN")


def only(slack, method: str) -> list[dict]:
    return [arguments for called, arguments in slack.calls if called == method]


async def test_a_file_is_shared_with_its_words_and_its_message_is_known(mute, amina, slack):
    ref = await mute.send(delivery(ICS), None, BYTES)
    (shown,) = amina.chat
    (file,) = shown.raw["files"]
    stored = slack.workspace.files[file["id"]]
    assert (shown.text, file["title"], stored.data) == ("When you meet", "meeting.ics", b"BEGIN")
    assert stored.name.startswith("meeting-")
    assert stored.name.endswith(".ics")
    assert ref == f"{amina.member.channel}:{shown.ts}"
    assert slack.violations == []


async def test_a_file_without_words_has_none(mute, amina, slack):
    await mute.send(delivery(File("photo", "card.png", "image/png", Written("x"))), None, BYTES)
    assert (amina.chat[0].text, "blocks" in only(slack, "files.completeUploadExternal")[0]) == ("", False)
    assert slack.violations == []


@pytest.mark.parametrize(
    "text", ["<!channel> <!here> <@U1> <http://x|bank>", "&lt;!channel&gt;", "javascript:alert(1)", "*b* _i_ :smile:"]
)
async def test_row_58_words_with_a_file_are_shown_as_they_are(mute, amina, slack, text):
    await mute.send(delivery(File("document", "<!here>.txt", "text/plain", Written("x"), text)), None, BYTES)
    assert amina.chat[0].text == text
    assert slack.violations == []


async def test_row_60_what_no_json_can_carry_does_not_stop_a_file(mute, amina, slack):
    await mute.send(delivery(File("document", "a\ud800.txt", "text/plain", Written("x"), "b\0\ud800")), None, BYTES)
    assert amina.chat[0].text == "b\ufffd"


async def test_a_file_whose_message_slack_does_not_tell_of_in_time_was_sent_all_the_same(mute, amina, slack):
    slack.api.files.late = 99
    assert await mute.send(delivery(ICS), None, BYTES) == ""
    assert len(amina.chat) == 1


async def test_trouble_while_looking_for_its_message_is_no_failure(mute, amina, slack):
    slack.api.files.late = 0
    slack.fail_next("files.info", "500")
    slack.fail_next("files.info", "missing_scope")
    assert await mute.send(delivery(ICS), None, BYTES)
    assert len(amina.chat) == 1


@pytest.mark.parametrize("fault", ["500", "hang", "empty", "fatal_error"])
async def test_row_28_what_fails_before_anyone_sees_it_is_certain(make, amina, slack, fault):
    channel = make(pace=_hasty())
    slack.fail_next("files.getUploadURLExternal", fault)
    with pytest.raises(Unreachable) as caught:
        await channel.send(delivery(ICS), None, BYTES)
    assert not caught.value.uncertain
    assert amina.chat == []
    await channel.close()


def _hasty():
    from tests.adapters.slack.conftest import QUICK, dataclasses

    return dataclasses.replace(QUICK, call=0.3)


@pytest.mark.parametrize("fault", ["accept-then-500", "accept-then-hang", "accept-then-reset"])
async def test_row_28_a_share_that_may_have_arrived_is_found_again_and_not_repeated(make, amina, slack, fault):
    channel = make(pace=_hasty())
    slack.fail_next("files.completeUploadExternal", fault)
    sent = delivery(ICS, created_at=dt.datetime.now(dt.timezone.utc))
    with pytest.raises(Unreachable) as caught:
        await channel.send(sent, None, BYTES)
    assert caught.value.uncertain
    assert await channel.find(sent) == f"{amina.member.channel}:{amina.chat[0].ts}"
    assert await channel.find(delivery(ICS, id=8)) is None
    await channel.close()


@pytest.mark.parametrize(
    ("method", "code", "error"),
    [
        ("files.getUploadURLExternal", "missing_scope", CannotPass("refused")),
        ("files.getUploadURLExternal", "storage_limit_reached", CannotPass("refused")),
        ("files.completeUploadExternal", "malware_detected", CannotPass("refused")),
        ("files.completeUploadExternal", "channel_not_found", Rejected("channel_not_found")),
        ("files.completeUploadExternal", "is_archived", PersonGone("is_archived")),
        ("files.completeUploadExternal", "token_revoked", ChannelClosed("token_revoked")),
    ],
)
async def test_a_file_that_is_refused_says_why(mute, amina, method, code, error):
    amina.slack.fail_next(method, code)
    with pytest.raises(type(error)) as caught:
        await mute.send(delivery(ICS, "U1"), None, BYTES)
    assert str(caught.value) == str(error)


async def test_a_right_to_files_that_is_missing_leaves_the_rest_of_the_channel_open(mute, amina, slack):
    slack.workspace.scopes = "chat:write,im:write,im:history"
    with pytest.raises(CannotPass, match="refused"):
        await mute.send(delivery(ICS), None, BYTES)
    with pytest.raises(CannotPass, match="refused"):
        await mute.fetch("F1", 10)
    slack.person("U2")
    with pytest.raises(Rejected):
        await mute.send(delivery(Gather((Address("slack", f"{TEAM}/U2"),), "hi")), None)
    assert await mute.send(delivery("hello"), None)


async def test_throttled_uploads_wait(mute, amina, slack):
    slack.fail_next("files.completeUploadExternal", "429", retry_after="7")
    with pytest.raises(Throttled) as caught:
        await mute.send(delivery(ICS), None, BYTES)
    assert (caught.value.retry_after, caught.value.scope) == (7, "chat")


@pytest.mark.parametrize("url", ["http://169.254.169.254/upload/{id}", "http://localhost:1/{id}", "", "file:///{id}"])
async def test_row_63_bytes_go_nowhere_else(mute, amina, slack, url):
    begin = slack.api.files.begin
    definition = slack.api.methods["files.getUploadURLExternal"]
    elsewhere = lambda arguments: begin(arguments) | {"upload_url": url.format(id="F0UP0000")}  # noqa: E731
    slack.api.methods["files.getUploadURLExternal"] = (elsewhere, *definition[1:])
    with pytest.raises(Unreachable) as caught:
        await mute.send(delivery(ICS), None, BYTES)
    assert not caught.value.uncertain
    assert slack.api.files.uploaded == {}


# --- what people send ----------------------------------------------------------------------------------------------


async def test_a_file_someone_sent_is_fetched_with_the_token_and_up_to_its_limit(channel, inbox, amina, slack):
    await amina.sends_file("application/pdf", "see", b"%PDF-" + b"x" * 995, name="cv.pdf")
    (sent,) = await inbox.next()
    assert sent == Attachment("document", "F00000000", "cv.pdf", 1000, "application/pdf", "see")
    assert await channel.fetch(sent.file, 1000) == b"%PDF-" + b"x" * 995
    with pytest.raises(CannotPass, match="too-large"):
        await channel.fetch(sent.file, 999)
    slack.workspace.files[sent.file].size = 1
    with pytest.raises(CannotPass, match="too-large"):
        await channel.fetch(sent.file, 999)


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://localhost/F1",
        "https://files.slack.com.evil.example/F1",
        "ftp://files.slack.com/F1",
    ],
)
async def test_row_63_a_file_that_lies_elsewhere_is_not_fetched(channel, inbox, amina, url):
    await amina.sends_file("image/png", url=url)
    (sent,) = await inbox.next()
    with pytest.raises(CannotPass, match="elsewhere"):
        await channel.fetch(sent.file, 1000)


async def test_row_63_a_page_to_sign_in_at_is_no_file(channel, inbox, amina, slack):
    await amina.sends_file("image/png")
    (sent,) = await inbox.next()
    fetching = channel._files._fetching
    channel._files._token = "another"
    with pytest.raises(CannotPass, match="elsewhere") as caught:
        await channel.fetch(sent.file, 1000)
    assert "another" not in repr(caught.value) + repr(caught.value.__context__)
    assert fetching is channel._files._fetching


async def test_a_file_that_is_deleted_meanwhile_is_gone(channel, inbox, amina, slack):
    await amina.sends_file("image/png")
    (sent,) = await inbox.next()
    slack.workspace.files.clear()
    with pytest.raises(CannotPass, match="gone"):
        await channel.fetch(sent.file, 1000)


async def test_without_its_bytes_no_file_of_another_can_be_shown(mute, amina):
    with pytest.raises(CannotPass, match="gone"):
        await mute.send(delivery(File("photo", "x", "image/png", Passed("slack", "F1"))), None)


def test_files_of_slack_itself_lie_on_one_host(clock):
    made = SlackChannel(bot_token="x", clock=clock)
    assert made._files._host == "https://files.slack.com"


async def test_several_files_arrive_as_several_and_edits_and_deletions_follow(channel, inbox, amina):
    ts = await amina.sends_files([{"mimetype": "image/png", "data": b"1"}, {"mimetype": "image/png", "data": b"2"}])
    said = await amina.says("helo <b>")
    await amina.edits(said, "hello <b>")
    await amina.deletes(said)
    await amina.deletes(ts)
    heard = await inbox.next(6)
    assert [each.caption for each in heard[:2]] == ["", ""]
    assert heard[2:] == [Typed("helo <b>"), Edited("hello <b>"), Deleted(), Deleted()]
    first, _, words, *_ = owns = [each.own for each in inbox.heard]
    assert owns == [first, first, words, words, words, first]


async def test_row_42_our_own_edits_and_removals_come_back_as_nothing(channel, inbox, amina, slack):
    ref = await channel.send(delivery("hello"), None)
    await channel.send(delivery(Edit(7, "hello!")), ref)
    await channel.send(delivery(Remove(7)), ref)
    await amina.says("hi")
    await inbox.next()
    await slack.settled()
    assert inbox.contents == [Typed("hi")]
    assert len(inbox.all) == 4


# --- threads -------------------------------------------------------------------------------------------------------


async def test_what_belongs_to_a_thread_stands_there_whoever_says_it(channel, inbox, amina, slack):
    root = await channel.send(delivery("You two have met", id=1), None)
    place = Place(thread=1)
    said = await channel.send(delivery(Say("From Bo: hi", place=place), id=2), None, Ready(thread=root))
    pin = await channel.send(delivery(Pin(52.52, 13.405, place), id=3), None, Ready(thread=root))
    file = await channel.send(delivery(ICS, id=4), None, Ready(thread=root, data=b"BEGIN"))
    assert [shown.thread for shown in amina.chat] == ["", *[amina.chat[0].ts] * 3]
    assert [ref.removesuffix(":" + amina.chat[0].ts) for ref in (said, pin, file)] == [
        f"{amina.member.channel}:{shown.ts}" for shown in amina.chat[1:]
    ]
    await amina.answers(amina.chat[1], "hello Bo")
    (answer,) = await inbox.next()
    assert (answer, inbox.heard[0].replies_to) == (Typed("hello Bo"), root)
    await channel.send(delivery(Say("again", place=Place(answers=inbox.heard[0].own))), None, Ready(inbox.heard[0].own))
    assert amina.chat[-1].thread == amina.chat[0].ts
    assert slack.violations == []


async def test_an_answer_begins_a_thread_under_what_it_answers(channel, inbox, amina, slack):
    ts = await amina.says("hello")
    await inbox.next()
    own = inbox.heard[0].own
    await channel.send(delivery(Say("hi", place=Place(own))), None, Ready(answers=own))
    assert amina.chat[-1].thread == ts
    assert slack.violations == []


async def test_a_thread_that_is_gone_or_somewhere_else_does_not_stop_a_message(mute, amina, slack):
    place = Place(thread=1)
    gone = f"{amina.member.channel}:1.000001"
    for ref in (gone, "D0OTHER:1.000001", "nonsense", None):
        assert await mute.send(delivery(Say("hi", place=place)), None, Ready(thread=ref))
    assert [shown.thread for shown in amina.chat] == [""] * 4
    assert slack.violations == []


async def test_a_message_in_a_thread_is_edited_removed_and_found(mute, amina, slack):
    root = await mute.send(delivery("root", id=1), None)
    sent = delivery(Say("helo", place=Place(thread=1)), created_at=dt.datetime.now(dt.timezone.utc))
    ref = await mute.send(sent, None, Ready(thread=root))
    assert await mute.find(sent, Ready(thread=root)) == ref
    assert await mute.find(delivery(Say("other"), id=99), Ready(thread=root)) is None
    assert await mute.send(delivery(Edit(7, "hello")), ref) == ref
    assert amina.chat[1].text == "hello"
    await mute.send(delivery(Remove(7)), ref)
    assert [shown.text for shown in amina.chat] == ["root"]
    assert slack.violations == []


async def test_a_press_in_a_thread_edits_the_message_it_was_on(channel, inbox, amina):
    root = await channel.send(delivery("root", id=1), None)
    asked = Say("Sure?", (Button("Yes", "y"),), place=Place(thread=1))
    ref = await channel.send(delivery(asked), None, Ready(thread=root))
    await amina.presses("Yes")
    await inbox.next()
    assert inbox.heard[0].message == ref


# --- places, removals, gatherings ----------------------------------------------------------------------------------


async def test_a_place_on_the_map_is_told_in_figures(mute, amina, slack):
    await mute.send(delivery(Pin(52.52, -13.4053219)), None)
    assert (await amina.hears()).text == "📍 52.52000, -13.40532"
    assert slack.violations == []


async def test_row_43_a_removal_takes_the_file_along_and_is_the_same_twice(mute, amina, slack):
    ref = await mute.send(delivery(ICS), None, BYTES)
    words = await mute.send(delivery("hello"), None)
    for _ in range(2):
        assert await mute.send(delivery(Remove(7)), ref) == ""
        assert await mute.send(delivery(Remove(7)), words) == ""
    assert amina.chat == []
    assert slack.workspace.files == {}
    assert await mute.send(delivery(Remove(7)), None) == ""
    assert slack.violations == []


@pytest.mark.parametrize("code", ["message_not_found", "cant_delete_message", "compliance_exports_prevent_deletion"])
async def test_row_43_what_can_no_longer_be_removed_counts_as_done(mute, amina, slack, code):
    ref = await mute.send(delivery("hello"), None)
    slack.fail_next("chat.delete", code)
    assert await mute.send(delivery(Remove(7)), ref) == ""


async def test_people_of_one_workspace_are_gathered(mute, amina, slack):
    slack.person("U2", "Bo")
    gather = Gather((Address("slack", f"{TEAM}/U2"), Address("slack", f"{TEAM}/U1")), "Now you are <!here> together")
    ref = await mute.send(delivery(gather), None)
    group = ref.partition(":")[0]
    assert slack.workspace.groups == {group: ["U1", "U2"]}
    assert await mute.send(delivery(gather), None) != ref
    assert len(slack.workspace.messages[group]) == 2
    assert slack.violations == []


@pytest.mark.parametrize(
    "people",
    [
        (),
        (Address("slack", f"{TEAM}/U1"),),
        (Address("slack", "T9/U2"),),
        (Address("telegram", "7"),),
        tuple(Address("slack", f"{TEAM}/U{number}") for number in range(2, 10)),
    ],
)
async def test_who_cannot_be_gathered_is_left_alone(mute, amina, slack, people):
    with pytest.raises(Rejected):
        await mute.send(delivery(Gather(people, "hi")), None)
    assert slack.calls == []


async def test_one_who_is_gone_cannot_be_gathered_and_nobody_else_is_taken_for_gone(mute, amina, slack):
    slack.person("U2").member.deactivated = True
    with pytest.raises(Rejected):
        await mute.send(delivery(Gather((Address("slack", f"{TEAM}/U2"),), "hi")), None)


# --- after a silence -----------------------------------------------------------------------------------------------


async def test_what_was_written_in_threads_and_edited_meanwhile_is_read_back(make, inbox, amina, slack):
    first = make()
    async with listening(first, inbox, slack):
        root = await first.send(delivery("root", id=1), None)
        early = await amina.says("helo")
        await inbox.next()
    root_ts = root.partition(":")[2]
    since = dt.datetime.fromtimestamp(slack.workspace.last_ts, dt.timezone.utc)
    slack.retries = (0,)
    await slack.sockets.stop()
    await amina.answers(root_ts, "in the thread")
    await amina.edits(early, "hello")
    await amina.says("at the end")
    await slack.settled()
    again = make(since=lambda: since)
    async with listening(again, inbox, None):
        await inbox.next(4)
    assert [each.content for each in inbox.heard[1:]] == [Typed("in the thread"), Edited("hello"), Typed("at the end")]
    assert inbox.heard[1].replies_to == root
    assert inbox.heard[2].own == inbox.heard[0].own

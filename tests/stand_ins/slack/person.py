"""Someone in the workspace who talks with the bot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.stand_ins.slack.payloads import action_payload, command_form, escaped, event_callback, message_event
from tests.stand_ins.slack.rules import interactive
from tests.stand_ins.slack.web_api import pressable, readable
from tests.stand_ins.slack.workspace import BOT_USER, TEAM, Member

if TYPE_CHECKING:
    from tests.stand_ins.slack.server import SlackStandIn


@dataclass(frozen=True)
class Shown:
    """One message as it stands in the conversation."""

    by_bot: bool
    text: str
    buttons: tuple[str, ...]
    raw: dict[str, Any]

    @property
    def ts(self) -> str:
        return str(self.raw["ts"])

    @property
    def thread(self) -> str:
        """The root of the thread it is in, "" for none."""
        return str(self.raw.get("thread_ts", "")) if self.raw.get("thread_ts") != self.ts else ""


def _shown(message: dict[str, Any]) -> Shown:
    blocks = message.get("blocks", [])
    buttons = tuple(button["text"]["text"] for button in pressable(blocks))
    return Shown("bot_id" in message, readable(blocks) if blocks else message["text"], buttons, message)


class Person:
    """What one person sees and does."""

    def __init__(self, slack: SlackStandIn, member: Member) -> None:
        self.slack, self.member = slack, member
        self.heard = 0

    @property
    def chat(self) -> list[Shown]:
        """The conversation with the bot, oldest first."""
        return [_shown(message) for message in self.slack.workspace.messages[self.member.channel]]

    @property
    def home(self) -> Shown | None:
        """The home tab."""
        view = self.member.home
        return None if view is None else _shown({"ts": "", "bot_id": "", "blocks": view["blocks"]})

    async def hears(self, within: float = 5.0) -> Shown:
        """The next message of the bot not heard yet; waits for it."""
        await self.slack.news.until(lambda: len(self._from_bot()) > self.heard, within)
        self.heard += 1
        return self._from_bot()[self.heard - 1]

    def _from_bot(self) -> list[Shown]:
        return [message for message in self.chat if message.by_bot]

    async def says(self, text: str, **more: Any) -> str:
        """Write to the bot; returns the message's ts. `more` is laid over the message."""
        self.member.opened = True
        ts = self.slack.workspace.stamp()
        message = {"type": "message", "user": self.member.id, "ts": ts, "team": TEAM, "text": escaped(text), **more}
        self.slack.workspace.place(self.member.channel, message)
        self._tells(message)
        return ts

    def room(self, name: str) -> list[Shown]:
        """What stands in a channel of the workspace, as one who is in it sees it."""
        room = self._room(name)
        assert self.member.id in room.members, f"{self.member.id} is not in #{name}"
        return [_shown(message) for message in self.slack.workspace.messages[room.id]]

    async def says_in(self, name: str, text: str, *, under: Shown | None = None, mention: bool = False) -> str:
        """Write in a channel, in the thread of a message where one is named; returns the message's ts. Slack tells the
        app of it, where it is in the channel, and once more of a mention."""
        room = self._room(name)
        ts = self.slack.workspace.stamp()
        said = f"<@{BOT_USER}> {escaped(text)}" if mention else escaped(text)
        message = {"type": "message", "user": self.member.id, "ts": ts, "team": TEAM, "text": said}
        message |= {"thread_ts": under.thread or under.ts} if under else {}
        self.slack.workspace.place(room.id, message)
        told = message | {"channel": room.id, "event_ts": ts}
        if BOT_USER in room.members:
            self.slack.deliver("events_api", event_callback(told | {"channel_type": "channel"}))
            if mention:
                self.slack.deliver("events_api", event_callback(told | {"type": "app_mention"}))
        return ts

    async def archives(self, name: str) -> None:
        """Archive a channel: Slack tells the app."""
        room = self._room(name)
        room.archived = True
        stamp = self.slack.workspace.stamp()
        event = {"type": "channel_archive", "channel": room.id, "user": self.member.id, "event_ts": stamp}
        self.slack.deliver("events_api", event_callback(event))

    def _room(self, name: str) -> Any:
        return next(room for room in self.slack.workspace.rooms.values() if room.name == name)

    async def answers(self, shown: Shown | str, text: str, **more: Any) -> str:
        """Write in the thread of a message, its own or one it is in."""
        ts = shown if isinstance(shown, str) else shown.ts
        root = self.slack.workspace.find(self.member.channel, ts)
        assert root is not None, "there is no such message"
        return await self.says(text, thread_ts=root.get("thread_ts", ts), **more)

    async def sends_file(self, mimetype: str = "image/png", text: str = "", data: bytes = b"x", **more: Any) -> str:
        """Share a file; `more` is what else is to be known of it (name, size, url, subtype)."""
        return await self.sends_files([{"mimetype": mimetype, "data": data, **more}], text)

    async def sends_files(self, files: list[dict[str, Any]], text: str = "", **more: Any) -> str:
        """Share several files in one message."""
        store = self.slack.workspace.store
        stored = [store(**({"name": "file", "owner": self.member.id} | file)).described() for file in files]
        return await self.says(text, subtype="file_share", files=stored, **more)

    async def edits(self, ts: str, text: str) -> None:
        """Change a message of one's own."""
        message = self._own(ts)
        before = dict(message)
        message |= {"text": escaped(text), "edited": {"user": self.member.id, "ts": self.slack.workspace.stamp()}}
        self._tells(self._hidden("message_changed", message=dict(message), previous_message=before))

    async def deletes(self, ts: str) -> None:
        """Delete a message of one's own; the root of a thread leaves a tombstone."""
        message = self._own(ts)
        if message.get("reply_count"):
            before = dict(message)
            message |= {"subtype": "tombstone", "text": "This message was deleted.", "user": "USLACKBOT"}
            self._tells(self._hidden("message_changed", message=dict(message), previous_message=before))
            return
        self.slack.workspace.messages[self.member.channel].remove(message)
        self._tells(self._hidden("message_deleted", deleted_ts=ts, previous_message=message))

    def _own(self, ts: str) -> dict[str, Any]:
        message = self.slack.workspace.find(self.member.channel, ts)
        assert message is not None, "there is no such message"
        assert message.get("user") == self.member.id, "it is someone else's"
        return message

    def _hidden(self, subtype: str, **more: Any) -> dict[str, Any]:
        return {"type": "message", "subtype": subtype, "hidden": True, "ts": self.slack.workspace.stamp(), **more}

    def _tells(self, message: dict[str, Any]) -> None:
        self.slack.deliver("events_api", event_callback(message_event(self.member, message)))

    async def happens(self, event: dict[str, Any]) -> None:
        """An event of any other kind."""
        stamp = self.slack.workspace.stamp()
        self.slack.deliver("events_api", event_callback({"user": self.member.id, "event_ts": stamp} | event))

    async def presses(self, label: str, *, home: bool = False) -> None:
        """Press a button of the newest message that has one so labelled, or of the home tab."""
        shown = [self.home] if home else reversed(self.chat)
        for message in shown:
            for button in pressable(message.raw["blocks"]) if message and message.buttons else ():
                if button["text"]["text"] == label:
                    self._acts(button | {"text": button["text"]}, None if home else message.raw)
                    return
        raise LookupError(f"no button {label!r}")

    async def picks_people(self, people: list[str]) -> None:
        """Choose people in the newest picker, then press its Done."""
        message, picker = self._newest("multi_users_select")
        if len(people) > picker["max_selected_items"]:
            raise ValueError("more people than the picker takes")
        chosen = {"type": "multi_users_select", "selected_users": people}
        values = {"b1": {picker["action_id"]: chosen}}
        self._acts({"action_id": picker["action_id"], **chosen}, message, values)
        done = next(one for one in pressable(message["blocks"]) if one["action_id"] == "people-done")
        self._acts(done, message, values)

    async def picks_date(self, date: str) -> None:
        """Choose a day, as "2026-05-01", in the newest date picker."""
        message, picker = self._newest("datepicker")
        self._acts({"type": "datepicker", "action_id": picker["action_id"], "selected_date": date}, message)

    async def commands(self, text: str = "") -> None:
        """Give the slash command, with these words behind it."""
        self.slack.deliver("slash_commands", command_form(self.member, text))

    async def opens_home(self, tab: str = "home") -> None:
        """Open the app's home (or messages) tab."""
        self.member.opened = True
        await self.happens({"type": "app_home_opened", "tab": tab, "channel": self.member.channel})

    def _newest(self, kind: str) -> tuple[dict[str, Any], dict[str, Any]]:
        for message in reversed(self.chat):
            for element in interactive(message.raw.get("blocks", [])):
                if element["type"] == kind:
                    return message.raw, element
        raise LookupError(f"no {kind}")

    def _acts(self, action: dict[str, Any], message: dict[str, Any] | None, values: Any = None) -> None:
        stamp = self.slack.workspace.stamp()
        self.slack.deliver("interactive", action_payload(self.member, action, message, values or {}, stamp))

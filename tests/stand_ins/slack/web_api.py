"""Slack's Web API: the methods the app needs, each as strict as Slack and stricter."""

from __future__ import annotations

import json
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from typing import Any

from tests.stand_ins.slack.files import FilesApi
from tests.stand_ins.slack.rooms import RoomsApi
from tests.stand_ins.slack.rules import breaches, fallback_breaches, interactive, texts
from tests.stand_ins.slack.workspace import BOT_ID, BOT_USER, TEAM, Refused, Workspace

Answer = dict[str, Any]
POSTING = {"channel", "text", "blocks", "metadata", "parse", "link_names"}
READS = {
    "conversations.list",
    "conversations.history",
    "conversations.replies",
    "files.info",
    "files.getUploadURLExternal",
}
"""Methods that take no JSON."""
SCOPES = {
    "files.info": "files:read",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
    "files.delete": "files:write",
    "conversations.create": "channels:manage",
    "conversations.invite": "channels:manage",
}
TIERS = {
    "chat.postMessage": 300,
    "chat.update": 50,
    "chat.delete": 50,
    "conversations.open": 50,
    "conversations.history": 50,
    "conversations.replies": 50,
    "conversations.invite": 50,
    "conversations.list": 20,
    "conversations.create": 20,
    "views.publish": 100,
}
"""How many calls of a method a workspace may make in any minute, as its documentation says: tiers 2 to 4, and of
"several hundred" messages the fewest that can be."""


class WebApi:
    """Answers calls. `rate` and `burst` limit posts per conversation, and with them the calls of each method in a
    minute (a rate of 0 does not)."""

    def __init__(self, workspace: Workspace, rate: float, burst: float) -> None:
        self.workspace, self.rate, self.burst = workspace, rate, burst
        self.buckets: dict[str, tuple[float, float]] = {}
        self.last_minute: dict[str, deque[float]] = defaultdict(deque)
        self.told: Callable[[dict[str, Any]], None] = lambda _: None
        self.files = FilesApi(workspace, self._share)
        self.rooms = RoomsApi(workspace)
        self.methods: dict[str, tuple[Callable[[dict[str, Any]], Answer], set[str], set[str]]] = {
            "auth.test": (self.auth_test, set(), set()),
            "chat.postMessage": (
                self.post,
                {"channel"},
                POSTING | {"unfurl_links", "unfurl_media", "mrkdwn", "thread_ts"},
            ),
            "chat.delete": (self.delete, {"channel", "ts"}, {"channel", "ts"}),
            "chat.update": (self.update, {"channel", "ts"}, POSTING | {"ts"}),
            "views.publish": (self.publish, {"user_id", "view"}, {"user_id", "view", "hash"}),
            "conversations.open": (self.open, {"users"}, {"users", "return_im"}),
            "conversations.list": (self.list, set(), {"types", "limit", "cursor", "exclude_archived"}),
            "conversations.history": (
                self.history,
                {"channel"},
                {"channel", "oldest", "latest", "inclusive", "limit", "cursor", "include_all_metadata"},
            ),
            "conversations.replies": (
                self.replies,
                {"channel", "ts"},
                {"channel", "ts", "oldest", "latest", "inclusive", "limit", "cursor", "include_all_metadata"},
            ),
            **self.files.methods,
            **self.rooms.methods,
        }

    def call(self, method: str, arguments: dict[str, Any], *, as_json: bool) -> Answer:
        """Carry out one call; raises Refused. A call no real app should make is recorded as well."""
        if method not in self.methods:
            self.workspace.breaks(f"unknown method {method}")
            raise Refused("unknown_method")
        do, required, known = self.methods[method]
        needed = SCOPES.get(method, "")
        if needed and needed not in self.workspace.scopes.split(","):
            raise Refused("missing_scope")
        for name in arguments.keys() - known:
            self.workspace.breaks(f"{method} has no argument {name}")
        if as_json and method in READS:
            self.workspace.breaks(f"{method} takes no JSON")
        if missing := required - arguments.keys():
            self.workspace.breaks(f"{method} without {', '.join(sorted(missing))}")
            raise Refused("invalid_arguments")
        self._count(method)
        return {"ok": True, **do(arguments)}

    def auth_test(self, _: dict[str, Any]) -> Answer:
        return {
            "user_id": BOT_USER,
            "bot_id": BOT_ID,
            "team_id": TEAM,
            "team": "Stand-in",
            "user": "alongside",
            "url": "https://stand-in.slack.com/",
        }

    def open(self, arguments: dict[str, Any]) -> Answer:
        users = arguments["users"].split(",")
        members = [self.workspace.members.get(user) for user in users]
        if len(set(users)) < len(users) or BOT_USER in users:
            self.workspace.breaks("conversations.open names someone twice, or the bot")
        if not all(members):
            raise Refused("user_not_found")
        if len(users) > 8:
            raise Refused("too_many_users")
        if any(member.deactivated for member in members if member):
            raise Refused("user_disabled")
        if len(users) == 1 and members[0]:
            members[0].opened = True
            return {"channel": {"id": members[0].channel}}
        if "mpim:write" not in self.workspace.scopes:
            raise Refused("missing_scope")
        return {"channel": {"id": self.workspace.gathered(users)}}

    def post(self, arguments: dict[str, Any]) -> Answer:
        channel = arguments["channel"]
        self._writable(channel)
        self._sound("chat.postMessage", arguments)
        if arguments.get("unfurl_links") is not False or arguments.get("unfurl_media") is not False:
            self.workspace.breaks("chat.postMessage may unfurl")
        message = {
            "text": arguments["text"],
            "blocks": arguments.get("blocks", []),
            "metadata": arguments.get("metadata"),
        } | self._in_thread(channel, arguments.get("thread_ts"))
        self._take_token(channel)
        message = self._stands(channel, message)
        return {"channel": channel, "ts": message["ts"], "message": message}

    def delete(self, arguments: dict[str, Any]) -> Answer:
        channel = arguments["channel"]
        message = self.workspace.find(channel, arguments["ts"])
        if message is None:
            raise Refused("message_not_found")
        if message.get("bot_id") != BOT_ID:
            self.workspace.breaks("chat.delete on someone else's message")
            raise Refused("cant_delete_message")
        self.workspace.messages[channel].remove(message)
        for file in message.get("files", []):
            self.workspace.files[file["id"]].shares.pop(channel, None)
        self.told(
            {
                "type": "message",
                "subtype": "message_deleted",
                "hidden": True,
                "channel": channel,
                "ts": self.workspace.stamp(),
                "deleted_ts": message["ts"],
                "previous_message": message,
            }
        )
        return {"channel": channel, "ts": message["ts"]}

    def _share(self, arguments: dict[str, Any], files: list[dict[str, Any]]) -> dict[str, Any]:
        """The message in which shared files stand."""
        channel, shown = arguments["channel_id"], arguments.get("blocks", [])
        self._writable(channel)
        self._refuse("files.completeUploadExternal", breaches(shown), "invalid_blocks")
        if any(block["type"] == "actions" for block in shown):
            self.workspace.breaks("files.completeUploadExternal takes no buttons")
        message = {"text": "", "blocks": shown, "files": files, "subtype": "file_share"}
        message |= self._in_thread(channel, arguments.get("thread_ts"))
        self._take_token(channel)
        return self._stands(channel, message)

    def _writable(self, channel: str) -> None:
        if channel in self.workspace.rooms:
            self.rooms.writable(channel)
            return
        member = self.workspace.owner(channel)
        if channel not in self.workspace.groups and (member is None or not member.opened):
            raise Refused("channel_not_found")
        if member is not None and member.deactivated:
            raise Refused("is_archived")

    def _in_thread(self, channel: str, thread: str | None) -> dict[str, Any]:
        if thread is None:
            return {}
        root = self.workspace.find(channel, thread)
        if root is None:
            raise Refused("thread_not_found")
        if root.get("thread_ts", thread) != thread:
            self.workspace.breaks("thread_ts names an answer, not the root")
        return {"thread_ts": thread}

    def _stands(self, channel: str, message: dict[str, Any]) -> dict[str, Any]:
        """A message of the bot's comes to stand in a conversation."""
        message = {
            "type": "message",
            "ts": self.workspace.stamp(),
            "user": BOT_USER,
            "bot_id": BOT_ID,
            **message,
        }
        self.workspace.place(channel, message)
        self.told(message | {"channel": channel})
        return message

    def update(self, arguments: dict[str, Any]) -> Answer:
        message = self.workspace.find(arguments["channel"], arguments["ts"])
        if message is None:
            raise Refused("message_not_found")
        if message.get("bot_id") != BOT_ID:
            self.workspace.breaks("chat.update on someone else's message")
            raise Refused("cant_update_message")
        self._sound("chat.update", arguments)
        message |= {"text": arguments["text"], "blocks": arguments.get("blocks", []), "edited": {"user": BOT_USER}}
        hidden = {"subtype": "message_changed", "hidden": True, "ts": self.workspace.stamp()}
        self.told({"type": "message", "channel": arguments["channel"], "message": dict(message), **hidden})
        return {"channel": arguments["channel"], "ts": message["ts"], "text": message["text"]}

    def publish(self, arguments: dict[str, Any]) -> Answer:
        member, view = self.workspace.members.get(arguments["user_id"]), arguments["view"]
        if member is None:
            raise Refused("invalid_arguments")
        self._refuse("views.publish", breaches(view.get("blocks"), most=100), "invalid_blocks")
        if view.get("type") != "home" or view.keys() - {"type", "blocks", "callback_id", "private_metadata"}:
            raise Refused("invalid_arguments")
        member.home = view | {"id": f"V{member.id}"}
        return {"view": member.home}

    def list(self, arguments: dict[str, Any]) -> Answer:
        if arguments.get("types") == "public_channel" and "channels:read" in self.workspace.scopes.split(","):
            rooms = [room.described() for room in self.workspace.rooms.values() if not room.archived]
            return self._page("channels", rooms, arguments)
        if arguments.get("types") != "im":
            raise Refused("missing_scope")
        people = [
            {"id": member.channel, "is_im": True, "user": member.id, "is_user_deleted": member.deactivated}
            for member in self.workspace.members.values()
            if member.opened
        ]
        return self._page("channels", people, arguments)

    def history(self, arguments: dict[str, Any]) -> Answer:
        channel = arguments["channel"]
        member, room = self.workspace.owner(channel), self.workspace.rooms.get(channel)
        if room is not None and "channels:history" not in self.workspace.scopes.split(","):
            raise Refused("missing_scope")
        if room is None and (member is None or not member.opened):
            raise Refused("channel_not_found")
        oldest = float(arguments.get("oldest", 0))
        shown = [one for one in self.workspace.top(channel) if float(one["ts"]) > oldest]
        if arguments.get("include_all_metadata") not in {"1", "true", True}:
            shown = [{name: value for name, value in one.items() if name != "metadata"} for one in shown]
        return self._page("messages", shown[::-1], arguments)

    def replies(self, arguments: dict[str, Any]) -> Answer:
        channel, ts = arguments["channel"], arguments["ts"]
        if self.workspace.find(channel, ts) is None:
            raise Refused("thread_not_found")
        oldest, latest = float(arguments.get("oldest", 0)), float(arguments.get("latest", "inf"))
        inclusive = arguments.get("inclusive") in {"1", "true", True}
        thread = [one for one in self.workspace.messages[channel] if ts in {one["ts"], one.get("thread_ts")}]
        shown = [
            one
            for one in thread
            if one["ts"] == ts
            or oldest < float(one["ts"]) < latest
            or (inclusive and float(one["ts"]) in {oldest, latest})
        ]
        if arguments.get("include_all_metadata") not in {"1", "true", True}:
            shown = [{name: value for name, value in one.items() if name != "metadata"} for one in shown]
        return self._page("messages", shown, arguments)

    def _page(self, name: str, everything: list[Any], arguments: dict[str, Any]) -> Answer:
        limit, start = int(arguments.get("limit", 100)), int(arguments.get("cursor") or 0)
        if not 1 <= limit <= 999:
            raise Refused("invalid_limit")
        more = str(start + limit) if start + limit < len(everything) else ""
        return {name: everything[start : start + limit], "response_metadata": {"next_cursor": more}}

    def _sound(self, method: str, arguments: dict[str, Any]) -> None:
        """Refuse what breaks a limit, and record what could be read as markup."""
        self._refuse(method, fallback_breaches(arguments.get("text")), "no_text")
        self._refuse(method, breaches(arguments.get("blocks", [])), "invalid_blocks")
        if arguments.get("parse") != "none" or arguments.get("link_names") not in {None, False}:
            self.workspace.breaks(f"{method} lets Slack look for names and links")
        metadata = arguments.get("metadata")
        if metadata is not None and metadata.keys() != {"event_type", "event_payload"}:
            raise Refused("invalid_metadata_format")

    def _refuse(self, method: str, found: Iterable[str], code: str) -> None:
        if named := list(found):
            for breach in named:
                self.workspace.breaks(f"{method}: {breach}")
            raise Refused(code)

    def _count(self, method: str) -> None:
        if not self.rate or method not in TIERS:
            return
        calls, now = self.last_minute[method], time.monotonic()
        while calls and calls[0] <= now - 60:
            calls.popleft()
        if len(calls) >= TIERS[method]:
            self.workspace.breaks(f"{method} more than {TIERS[method]} times in a minute")
            raise Refused("ratelimited")
        calls.append(now)

    def _take_token(self, channel: str) -> None:
        if not self.rate:
            return
        now = time.monotonic()
        left, at = self.buckets.get(channel, (self.burst, now))
        left = min(self.burst, left + (now - at) * self.rate)
        if left < 1:
            raise Refused("ratelimited")
        self.buckets[channel] = (left - 1, now)


def readable(blocks: list[dict[str, Any]]) -> str:
    """What a person reads above the buttons."""
    said = [block for block in blocks if block["type"] in {"section", "rich_text"}]
    return "\n".join("".join(texts([block | {"accessory": None}])) for block in said)


def pressable(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The buttons, each with the block it stands in."""
    return [element for element in interactive(blocks) if element["type"] == "button"]


def decoded(form: dict[str, Any]) -> dict[str, Any]:
    """Form arguments with their JSON strings undone, as Slack reads them."""
    return {name: json.loads(value) if value[:1] in {"[", "{"} else value for name, value in form.items()}

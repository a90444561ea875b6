"""The people who are rehearsed and their chats, in memory: the stand-in for a chat platform."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.adapters.rehearsal.channel import ENDED, Posted, RehearsalChannel
from bot.adapters.rehearsal.chats import Act, Chat, Entry, Origin, Told
from bot.adapters.rehearsal.keeping import Files
from bot.adapters.rehearsal.platforms import PLATFORMS, Platform
from bot.adapters.rehearsal.scenes import Kind, SceneLine
from bot.adapters.rehearsal.showing import Showing
from bot.words.clock import RehearsalClock
from bot.words.errors import CannotPass, Rejected, StorageUnavailable
from bot.words.messages import Deleted, Delivery, Inbound, Left, Outbound, Ready, Returned
from bot.words.ports import NOTHING_READY

TOLD_AS: dict[str, Kind] = {
    "text": "types",
    "press": "taps",
    "people": "picks",
    "location": "shares",
    "date": "dates",
    "file": "sends",
    "edit": "rewords",
    "delete": "deletes",
    "blocked": "blocks",
    "unblocked": "unblocks",
}


Watcher = Callable[[Delivery, str, str], None]
"""Hears of each delivery: the reference under which it arrived, or why it was refused."""


@dataclass(frozen=True, slots=True)
class Walk:
    """How far the time machine has come: the week it is in (0: before the first), of how many to go."""

    week: int
    weeks: int


def _thread_of(chat: Chat, act: Act, answered: Entry | None) -> int | None:
    """The thread something is done in, where the platform has threads: that of the message answered, which may begin
    it, or of the one whose button is pressed."""
    if not chat.platform.threads:
        return None
    if answered is not None:
        return answered.thread or answered.n
    pressed = chat.entry(int(act.message)) if act.message and act.message.isdecimal() else None
    return pressed.thread if pressed else None


def _line(chat: Chat, act: Act, of: Entry | None) -> SceneLine:
    """What a person did, as a scene tells it."""
    quoted = (of.text or (of.file.kind if of.file else "")) if of else ""
    kind = "replies" if of and act.manner == "text" and act.changes is None else TOLD_AS[act.manner]
    return SceneLine(kind, chat.name, act.text, of=quoted, file=act.file.kind if act.file else "")


class Rehearsal:
    """The people who are rehearsed, their chats, and a channel for each platform they are on."""

    def __init__(self, *, clock: RehearsalClock) -> None:
        self.clock = clock
        self.chats: dict[str, Chat] = {}
        self.channels: tuple[RehearsalChannel, ...] = tuple(RehearsalChannel(self, one) for one in PLATFORMS)
        self.faults = 0
        self.revision = 0
        self.epoch = secrets.token_hex(4)
        self.hung_up = False
        self.files = Files()
        self.walk: Walk | None = None
        self.watchers: list[Watcher] = []
        self._news = asyncio.Event()
        self._showing = Showing(self.chats, self.files, clock.now, self.changed, self._tell)

    def add(self, name: str, platform: Platform, role: str = "", language: str = "") -> Chat:
        """Someone new, who has not written yet. Their id never comes back, so no inbound is taken for a copy."""
        chat = Chat(secrets.token_hex(6), name, platform, role, language)
        self.chats[chat.id] = chat
        chat.revision = self.changed()
        return chat

    def channel_of(self, chat: Chat) -> RehearsalChannel:
        """The channel of the platform this person is on."""
        return next(one for one in self.channels if one.name == chat.platform.channel)

    async def post(self, chat: Chat, act: Act) -> None:
        """Hand in what a person did; returns once it is committed and only then shows it as delivered.

        Raises what the inbox raised (StorageUnavailable…); the entry then stands in the chat as lost, and what was to
        be edited or deleted as it was.
        """
        if act.changes is not None:
            await self._change(chat, act, act.changes)
            return
        origin: Origin = "platform" if isinstance(act.content, Left | Returned) else "person"
        answered = chat.entry(act.replies_to)
        root = _thread_of(chat, act, answered)
        entry = Entry(
            chat.next(),
            origin,
            act.text,
            self.clock.now(),
            act.manner,
            state="sending",
            file=act.file,
            pin=act.pin,
            answers=answered.n if answered and not chat.platform.threads else None,
            thread=root,
        )
        chat.put(entry, self.changed())
        if act.puts_away:
            chat.keyboard = None
        told = self._tell(chat, _line(chat, act, answered))
        replies_to = root or entry.answers
        inbound = self._inbound(chat, act, str(entry.n), str(entry.n), str(replies_to) if replies_to else None)
        try:
            await self._commit(chat, inbound)
        except BaseException:
            chat.story.remove(told)
            self._settle(chat, replace(entry, state="lost"))
            raise
        self._settle(chat, replace(entry, state="delivered"))

    async def _change(self, chat: Chat, act: Act, number: int) -> None:
        """An earlier message of the person's is edited or deleted, at once where one sees it, as on the platforms."""
        before = chat.entries[number]
        is_gone = isinstance(act.content, Deleted)
        after = replace(before, state="gone") if is_gone else replace(before, text=act.text, edited=True)
        self._settle(chat, after)
        if is_gone and not chat.platform.threads:
            return
        told = self._tell(chat, _line(chat, act, before))
        key = f"{number}:deleted" if is_gone else f"{number}:edited:{chat.next()}"
        root = before.thread or before.answers
        inbound = self._inbound(chat, act, key, str(number), str(root) if root else None)
        try:
            await self._commit(chat, inbound)
        except BaseException:
            chat.story.remove(told)
            self._settle(chat, before)
            raise

    def _inbound(self, chat: Chat, act: Act, key: str, own: str, replies_to: str | None) -> Inbound:
        return Inbound(
            key=f"{chat.platform.channel}:{chat.id}:{key}",
            address=chat.address,
            content=act.content,
            received_at=self.clock.now(),
            name=chat.name,
            language=chat.language,
            message=act.message,
            own=own,
            replies_to=replies_to,
        )

    async def _commit(self, chat: Chat, inbound: Inbound) -> None:
        if self.hung_up:
            raise StorageUnavailable(ENDED)
        committed = asyncio.get_running_loop().create_future()
        self.channel_of(chat).waiting.put_nowait(Posted(inbound, committed))
        await committed

    def _settle(self, chat: Chat, entry: Entry) -> None:
        """Show what became of an entry, unless the rehearsal was cleared meanwhile."""
        if chat.id in self.chats:
            chat.put(entry, self.changed())

    async def block(self, chat: Chat) -> None:
        """The person blocks the bot; nothing more reaches them."""
        chat.blocked = True
        await self.post(chat, Act(Left(), "", "blocked"))

    async def unblock(self, chat: Chat) -> None:
        """The person lets the bot write again."""
        chat.blocked = False
        await self.post(chat, Act(Returned(), "", "unblocked"))

    def deliver(self, chat: Chat, content: Outbound, target: str | None, ready: Ready = NOTHING_READY) -> str:
        """Put an outbound into a chat and return its reference; raises Rejected, visibly, where the platform would."""
        try:
            ref = self._showing.show(chat, content, target, ready)
        except CannotPass:
            raise
        except Rejected as fault:
            self.faults += 1
            note = Entry(chat.next(), "platform", str(fault), self.clock.now(), "fault")
            chat.put(note, self.changed())
            raise
        return ref

    def tell_watchers(self, delivery: Delivery, ref: str, refused: str = "") -> None:
        """Something arrived under this reference, or was refused for this reason."""
        for watcher in self.watchers:
            watcher(delivery, ref, refused)

    def _tell(self, chat: Chat, line: SceneLine) -> Told:
        told = Told(line, self.clock.ahead)
        chat.story.append(told)
        return told

    def clear(self) -> None:
        """Everyone leaves the stage; whoever watches starts from nothing."""
        self.chats.clear()
        self.files.clear()
        self.faults = 0
        self.epoch = secrets.token_hex(4)
        self.changed()

    def changed(self) -> int:
        """Something is new: wake whoever watches. Returns the revision to put beside it."""
        self.revision += 1
        self._news.set()
        self._news = asyncio.Event()
        return self.revision

    async def wait_for_change(self, revision: int) -> None:
        """Return once something is newer than this revision, or the rehearsal is over."""
        while self.revision == revision and not self.hung_up:
            await self._news.wait()

    def hang_up(self) -> None:
        """The rehearsal is over: whoever watches stops waiting, and what nobody listens to any more is not kept."""
        self.hung_up = True
        self._news.set()
        for channel in self.channels:
            while not channel.waiting.empty():
                posted = channel.waiting.get_nowait()
                if not posted.committed.done():
                    posted.committed.set_exception(StorageUnavailable(ENDED))

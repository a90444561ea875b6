"""What comes of an outbound in a rehearsed chat: a message, a change to one, or the platform's refusal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.adapters.rehearsal.chats import Chat, Entry
from bot.adapters.rehearsal.keeping import Files
from bot.adapters.rehearsal.platforms import objection
from bot.adapters.rehearsal.scenes import SceneLine
from bot.words.errors import CannotPass, Rejected
from bot.words.fitting import cut, fits
from bot.words.messages import (
    Address,
    Edit,
    File,
    Gather,
    Home,
    InviteInto,
    Limits,
    OpenRoom,
    Outbound,
    Passed,
    Pin,
    Ready,
    Remove,
    RoomLink,
    Say,
)


class Showing:
    """Puts outbounds into chats. `changed` gives the revision to put beside what is new."""

    def __init__(
        self,
        chats: Mapping[str, Chat],
        files: Files,
        now: Callable[[], dt.datetime],
        changed: Callable[[], int],
        tell: Callable[[Chat, SceneLine], object],
    ) -> None:
        self._chats, self._files, self._now, self._changed, self._tell = chats, files, now, changed, tell

    def show(self, chat: Chat, content: Outbound, target: str | None, ready: Ready) -> str:  # noqa: PLR0911 - one a kind
        """The reference of the message; raises Rejected for what the platform would refuse."""
        if why := objection(chat.platform, content):
            raise Rejected(why)
        match content:
            case Say():
                return self._say(chat, content, ready)
            case Edit():
                return self._edit(chat, content, target)
            case Home():
                return self._home(chat, content)
            case File():
                return self._file(chat, content, ready)
            case Pin(latitude=latitude, longitude=longitude):
                where = f"{latitude:g}, {longitude:g}"
                return self._new(chat, Entry(0, "bot", where, self._now(), pin=(latitude, longitude)), ready, "pin")
            case Remove():
                return self._remove(chat, target)
            case Gather():
                return self._gather(chat, content)
            case OpenRoom() | RoomLink() | InviteInto():
                raise Rejected("there are no rooms of several in rehearsal")

    def _say(self, chat: Chat, say: Say, ready: Ready) -> str:
        widget = say.widget if isinstance(say.widget, chat.platform.widgets) else None
        entry = Entry(0, "bot", say.text, self._now(), buttons=say.buttons, widget=widget)
        ref = self._new(chat, entry, ready)
        if chat.platform.keyboard and widget:
            chat.keyboard = int(ref)
        elif say.clears:
            chat.keyboard = None
        return ref

    def _file(self, chat: Chat, file: File, ready: Ready) -> str:
        source = file.source
        if ready.data is not None:
            kept = self._files.keep(file.kind, file.name, ready.data, file.media_type)
        elif isinstance(source, Passed) and source.channel == chat.platform.channel and chat.platform.limits.resends:
            found = self._files.get(source.file)
            if found is None:
                raise CannotPass("gone")
            kept = found
        else:
            raise CannotPass("gone")
        entry = Entry(0, "bot", file.text, self._now(), buttons=file.buttons, file=kept)
        return self._new(chat, entry, ready, kept.kind)

    def _new(self, chat: Chat, entry: Entry, ready: Ready, file: str = "") -> str:
        """A new message of the bot's, in its place."""
        answers = chat.entry(ready.answers)
        thread = chat.entry(ready.thread) if chat.platform.threads else None
        if chat.platform.threads and thread is None and answers is not None:
            thread = chat.entry(answers.thread) or answers
        number = chat.next()
        placed = replace(
            entry,
            n=number,
            answers=answers.n if answers and not chat.platform.threads else None,
            thread=thread.n if thread else None,
        )
        chat.put(placed, self._changed())
        quoted = answers if not chat.platform.threads else thread
        labels, widget = tuple(button.label for button in entry.buttons), entry.widget.label if entry.widget else ""
        of = quoted.text if quoted else ""
        self._tell(chat, SceneLine("says", chat.name, entry.text, labels, widget, of, file))
        return str(number)

    def _edit(self, chat: Chat, edit: Edit, target: str | None) -> str:
        if chat.leaves_alone(edit, target):
            return ""
        before = chat.entry(edit.message or target)
        if before and before.state == "gone":
            return ""
        captions = Limits(chat.platform.limits.caption, utf16=chat.platform.limits.utf16)
        if before and before.file and not fits(edit.text, captions):
            edit = replace(edit, text=cut(edit.text, captions))
        ref = chat.change(edit, target, self._changed())
        labels = tuple(button.label for button in edit.buttons)
        self._tell(chat, SceneLine("edits", chat.name, edit.text, labels))
        return ref

    def _home(self, chat: Chat, home: Home) -> str:
        if chat.platform.home:
            chat.home, chat.revision = home, self._changed()
            labels = tuple(button.label for button in home.buttons)
            self._tell(chat, SceneLine("home", chat.name, home.text, labels))
        return ""

    def _remove(self, chat: Chat, target: str | None) -> str:
        """What is gone already is as good as removed."""
        entry = chat.entry(target)
        if entry is None or entry.state == "gone":
            return ""
        if entry.origin != "bot":
            raise Rejected(f"{chat.platform.title} lets a bot take back its own messages only")
        chat.put(replace(entry, state="gone", text="", buttons=(), widget=None, file=None, pin=None), self._changed())
        self._tell(chat, SceneLine("removes", chat.name, of=entry.text or (entry.file.kind if entry.file else "")))
        return ""

    def _gather(self, chat: Chat, gather: Gather) -> str:
        """A conversation of several stands in the chat of each of them, marked with who is in it."""
        if not chat.platform.groups:
            raise Rejected(f"{chat.platform.title} lets no bot begin a group")
        together = dict.fromkeys((chat.address, *gather.people))
        if len(together) < 2:
            raise Rejected("nobody to be gathered")
        found = [self._member(chat, address) for address in together]
        names = ", ".join(one.name for one in found)
        refs = [self._group_message(one, gather.text, names) for one in found]
        return f"group:{refs[0]}"

    def _member(self, chat: Chat, address: Address) -> Chat:
        one = self._chats.get(address.id)
        if one is None or one.platform is not chat.platform:
            raise Rejected(f"not everyone is on {chat.platform.title}")
        return one

    def _group_message(self, chat: Chat, text: str, names: str) -> str:
        number = chat.next()
        chat.put(Entry(number, "bot", text, self._now(), group=names), self._changed())
        self._tell(chat, SceneLine("gathers", chat.name, text))
        return str(number)

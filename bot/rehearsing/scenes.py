"""Plays the scenes of a program against the real bot, and says where what came differs from what they say."""

from __future__ import annotations

import base64
import datetime as dt
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bot.adapters.rehearsal.acts import Body, Declined, read_act
from bot.adapters.rehearsal.chats import Chat
from bot.adapters.rehearsal.scenes import SceneLine, begins, parse_numbered, read_span, write
from bot.curriculum.faults import Finding
from bot.curriculum.program import Program
from bot.rehearsing.comparing import Difference, differences
from bot.rehearsing.heads import Head
from bot.rehearsing.stage import Rehearsing
from bot.words.clock import RehearsalClock
from bot.words.errors import DefinitionError
from bot.words.settings import Settings

SCENES = "scenes"
ENDINGS = (".md", ".txt")
BOT = {"says", "edits", "home", "removes", "gathers"}
BESIDE = {"edits", "home"}
"""Kinds that a scene may leave out altogether."""
SAMPLES = {
    "photo": base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYPj/HwADAgH/eL9GtQAAAABJRU5ErkJggg=="
    ),
    "voice": b"OggS" + bytes(60),
    "audio": b"ID3" + bytes(60),
    "video": b"\0\0\0\x10ftypisom\0\0\0\0",
    "document": b"%PDF-1.7\n",
}
"""What people send in scenes, by kind."""


def scene_files(folder: Path) -> list[Path]:
    """The scenes of a program's folder, by name."""
    return sorted(path for path in (folder / SCENES).glob("*") if path.suffix in ENDINGS and path.is_file())


@dataclass
class Played:
    """What came of one scene: the findings, and the scene as it went."""

    findings: list[Finding]
    text: str


async def play_scene(path: Path, program: Program) -> Played:
    """Play one scene of a program alone; what cannot be read is a finding as well."""
    name = str(path)
    scene = path.read_text(encoding="utf-8")  # noqa: ASYNC240 - nothing else runs
    try:
        head, lines = Head.read(scene), parse_numbered(scene)
    except DefinitionError as error:
        return Played([_unread(name, str(error))], scene)
    settings = Settings.model_construct(programs=None)
    clock = RehearsalClock(head.begins - dt.datetime.now(dt.timezone.utc))
    with tempfile.TemporaryDirectory(prefix="alongside-scene-") as folder:
        database, key = Path(folder) / "scene.sqlite3", Path(folder) / "key" / "scene.key"
        rehearsing = await Rehearsing.on(database, key, settings, clock, programs={program.id: program})
        await rehearsing.running.start()
        try:
            playing = Playing(rehearsing, head, lines)
            found = await playing.play(program)
        except DefinitionError as error:
            return Played([_unread(name, str(error))], scene)
        finally:
            rehearsing.running.stop()
            await rehearsing.running.until_stopped()
    first = "".join(line for line in scene.splitlines(keepends=True) if line.startswith("#"))
    return Played([Finding(name, one.line, one.said) for one in found], f"{first}\n{playing.text}")


def _unread(name: str, said: str) -> Finding:
    line, _, rest = said.removeprefix("line ").partition(": ")
    return Finding(name, int(line), rest) if line.isdecimal() else Finding(name, 1, said)


@dataclass
class Playing:
    """One performance."""

    rehearsing: Rehearsing
    head: Head
    lines: Sequence[tuple[int, SceneLine]]
    text: str = ""
    _told: dict[str, int] = field(default_factory=dict)

    async def play(self, program: Program) -> list[Difference]:
        """Do what people do in it, and compare what comes in between."""
        effects = self.head.set_up(self.rehearsing.rehearsal, program)
        now = self.rehearsing.clock.now()
        await self.rehearsing.store.write(lambda session: session.carry_out(effects, now))
        await self.rehearsing.hub.settle()
        found: list[Difference] = []
        for act, expected, end in self._beats():
            if act is not None:
                number, line = act
                self.text += write([line])
                try:
                    await self._do(line)
                except (Declined, LookupError) as error:
                    return [*found, Difference(number, f"{line.who} cannot do this: {error}")]
            came = list(self._news())
            self.text += write(came) + "\n"
            found += self._compare(expected, came, end)
        if self.rehearsing.rehearsal.faults:
            found.append(Difference(end, "a platform would have refused something here; play it on the page to see it"))
        return found

    def _beats(self) -> Iterator[tuple[tuple[int, SceneLine] | None, list[tuple[int, SceneLine]], int]]:
        """What people do, one after another, each with what the bot is to say then and the line after that."""
        act: tuple[int, SceneLine] | None = None
        expected: list[tuple[int, SceneLine]] = []
        for number, line in self.lines:
            if line.kind in BOT:
                expected.append((number, line))
                continue
            yield act, expected, number
            act, expected = (number, line), []
        yield act, expected, (self.lines[-1][0] if self.lines else 1)

    def _compare(
        self, expected: Sequence[tuple[int, SceneLine]], came: Sequence[SceneLine], end: int
    ) -> Iterator[Difference]:
        """Person by person: only of those whom the scene lets hear anything at all, only the kinds it writes."""
        written = {(line.who, line.kind) for _, line in self.lines if line.kind in BOT}
        for who in dict.fromkeys(line.who for _, line in self.lines if line.kind in BOT):
            looked_at = {kind for kind in BOT if kind not in BESIDE or (who, kind) in written}
            mine = [line for line in came if line.who == who and line.kind in looked_at]
            yield from differences([each for each in expected if each[1].who == who], mine, end)

    def _news(self) -> Iterator[SceneLine]:
        """What the bot said in all chats since the last look."""
        for chat in self.rehearsing.rehearsal.chats.values():
            seen = self._told.get(chat.id, 0)
            self._told[chat.id] = len(chat.story)
            yield from (told.line for told in chat.story[seen:] if told.line.kind in BOT)

    async def _do(self, line: SceneLine) -> None:
        rehearsal = self.rehearsing.rehearsal
        if line.kind == "later":
            await self.rehearsing.advance(read_span(line.text))
            return
        chat = next((one for one in rehearsal.chats.values() if one.name == line.who), None)
        if chat is None:
            raise LookupError(f"the scene's head does not say where they are; write “# {line.who} is on Telegram.”")
        if line.kind == "blocks":
            await rehearsal.block(chat)
        elif line.kind == "unblocks":
            await rehearsal.unblock(chat)
        else:
            await rehearsal.post(chat, read_act(chat, rehearsal.chats, body_of(line, chat), rehearsal.files))
        await self.rehearsing.hub.settle()


def body_of(line: SceneLine, chat: Chat) -> Body:  # noqa: PLR0911 - one line a kind
    """What a person does in a scene as the page's interface takes it."""
    match line.kind:
        case "replies":
            return {"text": line.text, "replies_to": _quoted(chat, line.of)}
        case "rewords":
            return {"edit": {"message": _quoted(chat, line.of, own=True), "text": line.text}}
        case "deletes":
            return {"delete": _quoted(chat, line.of, own=True)}
        case "sends":
            data = base64.b64encode(SAMPLES[line.file]).decode()
            return {"file": {"kind": line.file, "data": data, "caption": line.text}}
        case "taps":
            return {"press": line.text}
        case "picks":
            return {"people": [name.strip() for name in line.text.split(",")]}
        case "shares":
            with suppress(ValueError):
                return {"location": [float(part) for part in line.text.split(",")]}
            raise LookupError("a place is shared as [latitude, longitude]")
        case "dates":
            return {"date": line.text}
        case _:
            return {"text": line.text}


def _quoted(chat: Chat, quote: str, *, own: bool = False) -> int:
    """The newest message that begins so."""
    for entry in reversed(chat.messages()):
        said = entry.text or (entry.file.kind if entry.file else "")
        if begins(said, quote) and (entry.origin == "person" or not own):
            return entry.n
    raise LookupError(f"there is no message that begins “{quote}”")

"""Where a program's text files stand: in a folder, or packed into a version."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Protocol

from bot.curriculum.localised import ENGLISH, nearest
from bot.words.errors import DefinitionError

SHARED = Path(__file__).parent / "shared"
EXAMPLE = Path(__file__).parent / "example"
PLAN = "program.yaml"
FILE_AT_MOST = 262_144
"""Bytes of one text file; a long lesson has 10,000."""


class Shelf(Protocol):
    """A program's files by name, such as `steps/arrive.en.md`; those of `shared/` are ours, for every program."""

    def __hash__(self) -> int: ...

    @property
    def names(self) -> frozenset[str]:
        """Every file there is."""
        ...

    def place(self, name: str) -> str:
        """The file's name as an author knows it."""
        ...

    def read(self, name: str) -> str:
        """Its text with LF line ends; raises DefinitionError where there is none."""
        ...


class Folder:
    """Files in a program's folder, listed once and read only when asked for."""

    def __init__(self, root: Path, shared: Path = SHARED) -> None:
        self.root = root
        self._shared = shared

    @cached_property
    def names(self) -> frozenset[str]:
        own = _below(self.root)
        return frozenset(own | {f"shared/{name}" for name in _below(self._shared)})

    def place(self, name: str) -> str:
        return str(self._path(name))

    def read(self, name: str) -> str:
        return read_file(self._path(name))

    def _path(self, name: str) -> Path:
        inside, _, rest = name.partition("/")
        return self._shared / rest if inside == "shared" else self.root / name


class Packed:
    """Files of a version that was frozen."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(self._texts)

    def place(self, name: str) -> str:
        return name

    def read(self, name: str) -> str:
        if name not in self._texts:
            raise DefinitionError(f"{name}: this version of the program has no such file")
        return self._texts[name]


def read_file(path: Path) -> str:
    """A text file with LF line ends; raises DefinitionError saying what to do where it cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(FILE_AT_MOST + 1)
        text = data.decode("utf-8-sig")
    except FileNotFoundError:
        todo = "; a program is a folder with a program.yaml" if path.name == PLAN else "; write it"
        raise DefinitionError(f"{path}: there is no such file{todo}") from None
    except UnicodeDecodeError:
        raise DefinitionError(f"{path}: this file is not UTF-8 text; save it as UTF-8") from None
    except OSError as error:
        raise DefinitionError(f"{path}: this file cannot be read: {error.strerror or error}") from None
    if len(data) > FILE_AT_MOST:
        raise DefinitionError(f"{path}: this file is larger than {FILE_AT_MOST // 1024} KiB; split it")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def find(shelf: Shelf, stem: str, language: str, first: str = ENGLISH) -> tuple[str, str] | None:
    """The file of this text nearest to a language, and the language it is in; None where it is not even in the
    program's first language, or in English."""
    for tag in nearest(language, first):
        if (name := f"{stem}.{tag}.md") in shelf.names:
            return name, tag
    return None


def own_words_name(language: str) -> str:
    """The file with what the bot itself says in a language."""
    return f"texts/{language}.ftl"


def lesson_stem(lesson_id: str) -> str:
    """Where a lesson's files stand on the shelf, without language and ending."""
    if lesson_id.startswith("shared/"):
        return f"shared/training/{lesson_id.removeprefix('shared/')}"
    return f"training/{lesson_id}"


def _below(root: Path) -> set[str]:
    if not root.is_dir():
        return set()
    paths = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
    return {path.as_posix() for path in paths if not any(part.startswith(".") for part in path.parts)}

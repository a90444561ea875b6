"""The fonts pictures are set in: those of the packages we depend on, then whatever else the machine has.

Noto (SIL Open Font License 1.1) comes with `manimgx-fonts`; Chinese, Japanese and Korean with `manimgx-fonts-cjk` where
that is installed, else from the machine's own fonts.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path

import uharfbuzz as hb  # type: ignore[import-untyped]

PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")
FIRST = "NotoSans[wght].ttf"
SYSTEM = (
    "/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts", "/Library/Fonts",
    "/System/Library/Fonts", "C:/Windows/Fonts",
)  # fmt: skip
ENDINGS = {".ttf", ".otf", ".ttc", ".otc"}


class Face:
    """One font file, opened when it is first looked into."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def is_emoji(self) -> bool:
        """Whether it has pictures for letters; its blank is as wide as they are."""
        return "Emoji" in self.path.name

    @cached_property
    def face(self) -> hb.Face:
        """The face as HarfBuzz has it; of a collection the first one."""
        return hb.Face(hb.Blob.from_file_path(str(self.path)))

    @cached_property
    def covers(self) -> hb.Set:
        """The code points it has glyphs for."""
        return self.face.unicodes

    @lru_cache(maxsize=8)  # noqa: B019 - faces live as long as the process
    def at_weight(self, weight: int) -> hb.Font:
        """The font at this weight (400 regular, 700 bold), where it has weights."""
        font = hb.Font(self.face)
        font.set_variations({"wght": weight})
        return font


@lru_cache(maxsize=1)
def shipped() -> tuple[Face, ...]:
    """The faces that come with packages, the one for Latin, Greek and Cyrillic first."""
    folders = [Path(spec.origin).parent for name in PACKAGES if (spec := find_spec(name)) and spec.origin]
    paths = [path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in ENDINGS]
    upright = [path for path in paths if "Italic" not in path.name]
    return tuple(Face(path) for path in sorted(upright, key=lambda path: path.name != FIRST))


@lru_cache(maxsize=1)
def others() -> tuple[Face, ...]:
    """The machine's own faces, in order of file name."""
    return tuple(Face(path) for path in sorted(_system_files()))


def _system_files() -> Iterator[Path]:
    for folder in map(Path, SYSTEM):
        place = folder.expanduser()
        if place.is_dir():
            yield from (path for path in place.rglob("*") if path.suffix.lower() in ENDINGS and path.is_file())


@lru_cache(maxsize=4096)
def face_for(needed: frozenset[int]) -> Face | None:
    """The first face that has all of these code points; None where there is none on this machine."""
    for faces in (shipped, others):
        for face in faces():
            try:
                covers = face.covers
            except Exception:  # noqa: BLE001, S112 - a font file of the machine's that cannot be read is passed over
                continue
            if all(point in covers for point in needed):
                return face
    return None

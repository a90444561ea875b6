"""Every scene goes as it is written: the real hub, a real database, and the rehearsed platforms."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.scenes.player import player

SCENES = sorted(Path(__file__).parent.glob("*.txt"))


@pytest.mark.parametrize("path", SCENES, ids=lambda path: path.stem)
async def test_a_scene_goes_as_it_is_written(path: Path, tmp_path: Path, updating: bool):
    written = path.read_text(encoding="utf-8")  # noqa: ASYNC240 - nothing else runs
    async with player(tmp_path, written) as playing:
        played = await playing.play(written)
        assert await playing.unsent() == 0
        assert playing.rehearsal.faults == 0, "a platform would have refused something"
    with closing(sqlite3.connect(tmp_path / "scene.sqlite3")) as connection:
        assert connection.execute("SELECT error FROM inbox WHERE status = 'quarantined'").fetchall() == []
    if updating:
        path.write_text(played, encoding="utf-8")  # noqa: ASYNC240 - as above
    assert played == written or updating, "read the difference; to accept it: pytest tests/scenes --update-scenes"

"""`alongside rehearse` with programs of another author's making."""

from __future__ import annotations

import asyncio
import shutil
import sys

import pytest

from tests.curriculum import vizinhos
from tests.curriculum.conftest import GARDEN


@pytest.mark.parametrize("wrong", ["weeks: many", "titel: x"])
async def test_a_program_that_is_wrong_is_told_with_file_and_line_and_the_process_ends(tmp_path, wrong):
    shutil.copytree(GARDEN, tmp_path / "programs" / "garden")
    plan = tmp_path / "programs" / "garden" / "program.yaml"
    plan.write_text(f"{plan.read_text(encoding='utf-8')}\n{wrong}\n", encoding="utf-8")
    arguments = ["rehearse", "--no-browser", "--port", "0", "--programs", str(tmp_path / "programs")]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments, stderr=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(300):  # it ends by itself, however long the machine takes to start it
        _, told = await process.communicate()
    assert process.returncode == 2
    assert f"{plan}, line " in told.decode()


async def test_words_for_the_bot_that_would_break_a_sentence_end_the_process_as_well(tmp_path):
    folder = vizinhos.write(tmp_path / "programs" / "vizinhos")
    words = folder / "texts" / "pt.ftl"
    words.parent.mkdir()
    words.write_text("onboarding-hello = Olá { $nome }\n", encoding="utf-8")
    arguments = ["rehearse", "--no-browser", "--port", "0", "--programs", str(folder)]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments, stderr=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(300):  # it ends by itself, however long the machine takes to start it
        _, told = await process.communicate()
    assert process.returncode == 2
    assert f"{words}, line 1, onboarding-hello: there is no value {{ $nome }}" in told.decode()


async def test_people_cannot_join_a_program_that_is_not_there(interface, circle):
    for wrong in ("no_such", ["reading_circle"]):
        async with interface.post("/api/fill", json={"program": wrong}) as response:
            assert response.status == 400
            assert (await response.json())["error"] == "program has to be one of example."
    assert not circle.rehearsal.chats

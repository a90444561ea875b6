"""Programs are tried on the stage the flows play on, and on a garden of another author's making."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.curriculum.folders import read_program
from bot.curriculum.shelf import EXAMPLE
from bot.words.errors import DefinitionError
from tests.flows.conftest import stage

__all__ = ["EXAMPLE", "GARDEN", "stage"]

GARDEN = Path(__file__).parent / "jardin_partage"


def refusal(act: Callable[[], object]) -> str:
    """What DefinitionError said; nothing where all went well."""
    try:
        act()
    except DefinitionError as error:
        return str(error)
    return ""


@pytest.fixture
def garden():
    return read_program(GARDEN)


@pytest.fixture
def own(tmp_path):
    """A copy of the example program, to break."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "own"))


@pytest.fixture
def change(own):
    """Replaces words in one of its files, which must be there."""

    def replace(name: str, old: str, new: str) -> None:
        text = (own / name).read_text(encoding="utf-8")
        assert old in text
        (own / name).write_text(text.replace(old, new), encoding="utf-8")

    return replace

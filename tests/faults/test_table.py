"""The table of rows and tests in the README is true."""

from __future__ import annotations

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
ROWS = {*range(1, 9), *range(10, 19), *range(26, 67), 68, 69, 70}


def table() -> dict[int, dict[str, list[str]]]:
    """Row → file → tests, as the README has it."""
    text = (Path(__file__).parent / "README.md").read_text(encoding="utf-8")
    found: dict[int, dict[str, list[str]]] = {}
    for number, cell in re.findall(r"^\| (\d+) \|[^|]*\| (.*) \|$", text, re.MULTILINE):
        files = re.findall(r"`([\w/]+\.py)`: ((?:`\w+`(?:, )?)+)", cell)
        found[int(number)] = {path: re.findall(r"`(\w+)`", names) for path, names in files}
    return found


def test_every_test_the_table_names_exists():
    for files in table().values():
        assert files
        for path, names in files.items():
            tree = ast.parse((TESTS / path).read_text(encoding="utf-8"))
            there = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
            assert not set(names) - there, path


def test_every_row_that_onboarding_touches_has_its_test():
    assert set(table()) >= ROWS

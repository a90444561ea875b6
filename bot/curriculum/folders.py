"""Programs as folders of files: found, read, and refused where they are broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from bot.curriculum.faults import Finding, faults, refuse
from bot.curriculum.localised import ENGLISH, KEY, PATTERNS
from bot.curriculum.planning import broken
from bot.curriculum.program import Program
from bot.curriculum.shelf import PLAN, Folder, lesson_stem, read_file
from bot.curriculum.yamls import Yaml, read_yaml
from bot.words.errors import DefinitionError

SHIPPED = Path(__file__).parent / "programs"
_ALIKE = ("program.yaml", "program.yml", "programme.yaml", "programs.yaml", "program.yaml.txt")


def examine(folder: Path) -> tuple[Program, Yaml, list[Finding]]:
    """A program with what is wrong in its plan. Raises DefinitionError where there is too little to make one of."""
    read = read_yaml(str(folder / PLAN), read_file(folder / PLAN))
    if not isinstance(read.value, dict):
        raise DefinitionError(f"{read.file}: a program starts with keys such as `title:` and `goals:`")
    if "id" in read.value:
        raise DefinitionError(f"{read.file}, line {read.line(['id'])}, id: leave this out; the folder's name is the id")
    try:
        program = Program.of({"id": id_of(folder), **read.value})
    except ValidationError as error:
        refuse(faults(read, error, Program))
        raise
    program = program.with_shelf(Folder(folder))
    findings = [Finding(read.file, read.line(keys), said) for keys, said in broken(program)]
    return program, read, [*findings, *_unwritten(program)]


def _unwritten(program: Program) -> Iterator[Finding]:
    """Steps and lessons that have no file in the language everyone falls back to."""
    stems = [*(f"steps/{step.id}" for step in program.steps), *map(lesson_stem, program.training)]
    for stem in dict.fromkeys(stems):
        first = ENGLISH if stem.startswith("shared/") else program.first_language
        if (name := f"{stem}.{first}.md") not in program.shelf.names:
            yield Finding(program.shelf.place(name), 1, "there is no such file; write it")


def id_of(folder: Path) -> str:
    """What the program in this folder is called; raises DefinitionError where the folder's name is no such name."""
    id = folder.resolve().name.replace("-", "_")
    if not re.fullmatch(KEY, id):
        said = f"a program is called as its folder is; rename the folder: {PATTERNS[KEY]} (a hyphen is as good as _)"
        raise DefinitionError(f"{folder}: {said}")
    return id


def read_program(folder: Path) -> Program:
    """Read a program's `program.yaml`; raises DefinitionError naming file, line and key, and what to do."""
    program, _, findings = examine(folder)
    refuse(findings)
    return program


def read_programs(folder: Path | None = None) -> dict[str, Program]:
    """Every program in a folder of programs (those shipped, by default), by id, in order of folder name."""
    programs = [read_program(path) for path in program_folders(folder or SHIPPED)]
    return {program.id: program for program in programs}


def program_folders(folder: Path) -> list[Path]:
    """This folder where it is a program's, else the programs' folders in it, by name."""
    if not folder.is_dir():
        raise DefinitionError(f"{folder}: there is no such folder; ALONGSIDE_PROGRAMS names a folder of programs")
    if (folder / PLAN).is_file():
        return [folder]
    folders = [path.parent for path in sorted(folder.glob(f"*/{PLAN}"))]
    if not folders and (alike := [path for path in folder.glob("*") if path.name.lower() in _ALIKE]):
        raise DefinitionError(f"{alike[0]}: the plan of a program is called {PLAN}; rename this file")
    if not folders:
        raise DefinitionError(
            f"{folder}: there is no program in it; put a folder with a program.yaml there, or let ALONGSIDE_PROGRAMS "
            "name another folder"
        )
    return folders

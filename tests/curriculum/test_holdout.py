"""What a program may leave out for some matches is checked with line and key; what it never may has a reason."""

from __future__ import annotations

import json
import re

import pytest

from bot.curriculum.folders import read_program
from bot.curriculum.holdout import KINDS, NEVER
from bot.curriculum.schemas import json_schema
from bot.curriculum.shelf import EXAMPLE
from bot.curriculum.versions import content_hash, freeze, thaw
from bot.words.errors import DefinitionError


@pytest.fixture
def holding(tmp_path):
    """The example program with this below `holdout:`."""
    plan = (EXAMPLE / "program.yaml").read_text(encoding="utf-8")
    for source in EXAMPLE.rglob("*.md"):
        target = tmp_path / "reading" / source.relative_to(EXAMPLE)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())

    def read(*lines):
        said = "".join(f"  {line}\n" for line in lines)
        (tmp_path / "reading" / "program.yaml").write_text(f"{plan.rstrip()}\nholdout:\n{said}", encoding="utf-8")
        return read_program(tmp_path / "reading")

    return read, plan.rstrip().count("\n") + 2


def test_shares_are_read_and_kept_with_the_version(holding):
    read, _ = holding
    program = read("silence: 0.2", "check_in: 0.1", "steps: 0", "did_you_meet: 0.5")
    assert program.holdout == {"silence": 0.2, "check_in": 0.1, "steps": 0.0, "did_you_meet": 0.5}
    assert thaw(freeze(program)).holdout == program.holdout
    assert content_hash(program) == content_hash(read("did_you_meet: 0.5", "steps: 0", "check_in: 0.1", "silence: 0.2"))
    assert content_hash(program) != content_hash(read("silence: 0.2"))


@pytest.mark.parametrize("share", ["0.51", "-0.1", "1", "many", ".nan", ".inf", "yes", "0.1.2", "[0.1]"])
def test_a_share_out_of_bounds_is_refused_with_line_and_key(holding, share):
    read, first = holding
    with pytest.raises(
        DefinitionError, match=rf"line {first + 2}, holdout\.silence: a share is a number from 0 to 0\.5"
    ):
        read("check_in: 0.1", f"silence: {share}")


@pytest.mark.parametrize("kind", NEVER)
def test_what_is_never_left_out_is_refused_with_the_reason(holding, kind):
    read, first = holding
    with pytest.raises(DefinitionError, match=rf"line {first + 1}, holdout\.{kind}: {kind} is never left out: \w+"):
        read(f"{kind}: 0.1")


def test_a_slip_is_told_what_was_meant(holding):
    read, _ = holding
    with pytest.raises(
        DefinitionError, match=re.escape("holdout.silense: there is no such kind of nudge; did you mean")
    ):
        read("silense: 0.1")


def test_the_schema_for_editors_knows_every_kind_and_the_bounds():
    schema = json.loads(json.dumps(json_schema()))["properties"]["holdout"]
    assert schema["propertyNames"]["enum"] == list(KINDS)
    assert (schema["additionalProperties"]["minimum"], schema["additionalProperties"]["maximum"]) == (0, 0.5)

"""`alongside matches`, on a database no bot is running on."""

from __future__ import annotations

import json

from tests.test_desk_commands import seeded

__all__ = ["seeded"]


def test_matches_are_listed_shown_paused_and_a_wrong_name_is_said_to_be(seeded):
    (row,) = json.loads(seeded("matches", "list", "--json").stdout)
    assert (row["mentee"], row["mentor"], row["status"]) == ("00000001", "00000003", "open")
    assert row["match"] in seeded("matches", "list", "--status", "open").stdout
    shown = seeded("matches", "show", row["match"])
    assert "00000001" in shown.stdout
    assert seeded("matches", "pause", row["match"]).stdout.startswith(f"{row['match']} rests")
    assert [one["what"] for one in json.loads(seeded("matches", "show", row["match"], "--json").stdout)["trail"]] == [
        "pause"
    ]
    wrong = seeded("matches", "show", "deadbeef")
    assert wrong.returncode != 0
    assert "deadbeef" in wrong.stderr


def test_a_pair_by_hand_says_what_speaks_against_it_and_a_file_its_faults_by_line(seeded, tmp_path):
    done = seeded("matches", "pair", "00000001", "00000003", "--program", "new_neighbors", "--json")
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert (told["made"], told["overridable"]) == (False, False)
    file = tmp_path / "pairs.csv"
    file.write_text("mentee,mentor\n00000001,00000003\n00000009,00000003\n", encoding="utf-8")
    taken = seeded("matches", "import", str(file), "--program", "new_neighbors", "--apply")
    assert taken.returncode == 1
    assert f"{file}:3: no mentee is called 00000009" in taken.stdout.replace("\n", " ").replace("  ", " ")
    assert "Nothing is done." in taken.stdout
    out = seeded("matches", "export", "--program", "new_neighbors")
    assert out.stdout.startswith("mentee,mentor,rank,status,score,in_common")


def test_two_are_forbidden_and_allowed_again(seeded):
    both = ("00000001", "00000003", "--program", "new_neighbors")
    assert "never matched" in seeded("matches", "forbid", *both, "--reason", "=neighbours").stdout
    assert "may be matched again" in seeded("matches", "allow", *both).stdout
    assert seeded("matches", "allow", *both).returncode != 0

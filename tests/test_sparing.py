"""The serving process loads lightly, and nothing it may need later is missing."""

import subprocess
import sys

import pytest

from bot.sparing import mappings

LATER = """
import sys
from bot.sparing import load_lightly
load_lightly()
import bot.serving, bot.adapters.telegram.channel
assert not {"rich", "click", "httpx", "cryptography.hazmat.backends.openssl"} & sys.modules.keys()
import bot.web, click, rich.console
from rich.traceback import Traceback
import httpx, telegram
try:
    telegram.Bot("1:a")
except RuntimeError as error:
    assert "request of its own" in str(error)
else:
    raise AssertionError
"""


GIVEN_BACK = """
import ctypes, hashlib, sqlite3, ssl, pydantic, regex
from pathlib import Path
from bot.sparing import lay_out
held = lambda: int(Path("/proc/self/statm").read_text().split()[1])
before, digest = held(), hashlib.sha256(b"x").digest()
lay_out()
print(before, held())
assert hashlib.sha256(b"x").digest() == digest
assert sqlite3.connect(":memory:").execute("SELECT upper('a')").fetchone() == ("A",)
assert regex.fullmatch(r"\\p{Lu}", "A")
assert pydantic.TypeAdapter(int).validate_python("3") == 3
ssl.create_default_context()
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells what is mapped")
def test_code_that_only_loading_needed_is_given_back_and_comes_back_when_it_is_called():
    run = subprocess.run([sys.executable, "-c", GIVEN_BACK], check=True, timeout=60, capture_output=True, text=True)
    before, after = map(int, run.stdout.split())
    assert after < before * 0.9


MAPPED = """\
1000-3000 r-xp 00000000 08:01 11 /usr/lib/libone.so
Rss:                   8 kB
Anonymous:             0 kB
Swap:                  0 kB
3000-4000 r--p 00002000 08:01 11 /usr/lib/libone.so
Rss:                   4 kB
Anonymous:             0 kB
Swap:                  0 kB
4000-5000 r--p 00003000 08:01 11 /usr/lib/libone.so
Rss:                   0 kB
Anonymous:             0 kB
Swap:                  4 kB
5000-6000 r-xp 00000000 08:01 12 /usr/lib/patched in memory.so
Rss:                   4 kB
Anonymous:             4 kB
Swap:                  0 kB
7000-8000 r-xp 00000000 00:00 0
Rss:                   4 kB
Anonymous:             0 kB
Swap:                  0 kB
9000-a000 r-xp 00000000 00:00 0 [vdso]
Rss:                   4 kB
Anonymous:             0 kB
Swap:                  0 kB
VmFlags: rd ex
a00000-c00000 rw-p 00000000 00:00 0
Rss:                2048 kB
Anonymous:          2048 kB
Swap:                  0 kB
d00000-f00000 rw-p 00000000 00:00 0
Rss:                  24 kB
Anonymous:            24 kB
Swap:                  0 kB
f00000-f80000 rw-p 00000000 00:00 0 [heap]
Rss:                 512 kB
Anonymous:           512 kB
Swap:                  0 kB
f80000-f81000 rw-p 00000000 08:01 13 /usr/lib/libone.so
Rss:                   4 kB
Anonymous:             4 kB
Swap:                  0 kB
"""


def test_only_code_and_constants_as_they_stand_in_their_file_are_given_back():
    assert [each.start for each in mappings(MAPPED) if each.is_as_on_disk()] == [0x1000, 0x3000]


def test_only_memory_without_holes_is_laid_out_in_large_pages():
    full = [(each.start, each.end) for each in mappings(MAPPED) if each.is_full_of_objects()]
    assert full == [(0xA00000, 0xC00000), (0xF00000, 0xF80000)]


def test_what_only_draws_is_left_out_while_loading_and_found_by_whoever_wants_it_later():
    subprocess.run([sys.executable, "-c", LATER], check=True, timeout=60)

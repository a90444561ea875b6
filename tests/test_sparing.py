"""The serving process loads lightly, and nothing it may need later is missing."""

import subprocess
import sys

LATER = """
import sys
from bot.sparing import load_lightly
load_lightly()
import bot.serving, bot.adapters.telegram.channel
assert not {"rich", "click"} & sys.modules.keys()
import bot.web, click, rich.console
from rich.traceback import Traceback
"""


def test_what_only_draws_is_left_out_while_loading_and_found_by_whoever_wants_it_later():
    subprocess.run([sys.executable, "-c", LATER], check=True, timeout=60)

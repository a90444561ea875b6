"""`python -m bench`: the comparison; or `turns`, `matching`, `broadcast`, `nudges`. See bench/README.md."""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
from pathlib import Path

from rich.console import Console

from bench.measure import FULL, QUICK, measure
from bench.report import as_json, show

WHAT = ("compare", "turns", "matching", "broadcast", "nudges", "dashboard", "report")


def main() -> None:  # noqa: PLR0911 - one for each bench
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("what", nargs="?", choices=WHAT, default="compare")
    parser.add_argument("--quick", action="store_true", help="about a minute instead of six")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    parser.add_argument(
        "--only", nargs="+", default=(), metavar="SCENARIO", help="saturated, slow…; of nudges: ticks, minute…"
    )
    parser.add_argument("--people", type=int, metavar="N", help="matching, broadcast, nudges: one size only")
    parser.add_argument("--full", action="store_true", help="nudges: watch until the last one has left")
    parser.add_argument("--rate", type=float, metavar="R", help="broadcast: messages a second the platform allows")
    parser.add_argument("--look", type=int, metavar="N", help="matching: so many mentees and their mentors, to read")
    arguments = parser.parse_args()
    console = Console(width=150)
    if arguments.what == "turns":
        from bench.turns import show_turns  # noqa: PLC0415 - loads what only the bots' processes load otherwise

        show_turns(console)
        return
    if arguments.what == "matching":
        from bench.matching import show_matching  # noqa: PLC0415 - loads numpy and scipy

        show_matching(console, arguments.people, arguments.look)
        return
    if arguments.what == "broadcast":
        from bench.broadcast import show_broadcasts  # noqa: PLC0415 - loads the bot

        gc.set_threshold(100_000, 50, 1000)
        show_broadcasts(console, arguments.people, arguments.rate)
        return
    if arguments.what == "dashboard":
        from bench.dashboard import show_dashboard  # noqa: PLC0415 - loads the bot

        show_dashboard(console, arguments.people)
        return
    if arguments.what == "report":
        from bench.reporting import show_reports  # noqa: PLC0415 - loads the bot

        show_reports(console, arguments.people)
        return
    if arguments.what == "nudges":
        from bench.nudges import show_nudges  # noqa: PLC0415 - loads the bot

        sizes = {"is_quick": arguments.quick, "is_full": arguments.full}
        figures = show_nudges(console, arguments.people, **sizes, only=arguments.only)
        if arguments.json:
            arguments.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
        return
    if arguments.what == "report":
        from bench.reporting import show_reports  # noqa: PLC0415 - loads the bot

        show_reports(console, arguments.people)
        return
    gc.set_threshold(100_000, 50, 1000)  # the stand-in shall not pause to look for garbage in the middle of a reply
    with console.status("starting") as status:
        results = asyncio.run(measure(QUICK if arguments.quick else FULL, status.update, arguments.only))
    show(results, console)
    if arguments.json:
        arguments.json.write_text(as_json(results), encoding="utf-8")


if __name__ == "__main__":
    main()

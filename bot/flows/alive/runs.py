"""Questions about a match that nobody needs to answer any more are closed; their buttons then change nothing."""

from __future__ import annotations

from dataclasses import replace

from bot.flows.engine.telling import Telling
from bot.words.effects.people import SaveRun
from bot.words.matches import Match


def close_runs(telling: Telling, match: Match, *flows: str) -> int:
    """Close this person's open runs of these flows about this match; how many there were."""
    runs = [run for run in (telling.scene.run, *telling.scene.parked) if run is not None]
    over = [run for run in runs if run.flow in flows and run.status == "open" and run.answers.get("match") == match.id]
    if not over:
        return 0
    for run in over:
        telling.wish(SaveRun(replace(run, status="stopped", open=None, draft=None, answers={})))
    left = [run for run in runs if run not in over]
    telling.scene = replace(telling.scene, run=left[0] if left else None, parked=tuple(left[1:]))
    return len(over)

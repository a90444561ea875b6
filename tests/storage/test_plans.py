"""The statements that run all day walk indexes: a backlog of any length costs them nothing."""

from __future__ import annotations

import pytest

from storage import inbox, outbox, retention, scenes
from storage.statements import _Text

LANES = [bytes(16)] * 4
PLANS = {
    "claim": (outbox._CLAIM, {"now": 1, "count": 9}),
    "next": (outbox._NEXT, {}),
    "queue": (outbox._STANDING, {"lanes": LANES, "ids": [1, 2]}),
    "scenes": (scenes._BY_LANE, {"lanes": LANES}),
    "seen": (inbox._SEEN, {"digests": LANES}),
    "wipe inbox": (retention._WIPE_INBOX, {"cut": 1}),
    "wipe outbox": (retention._WIPE_OUTBOX, {"cut": 1}),
}


@pytest.mark.parametrize("name", PLANS)
async def test_nothing_is_read_from_end_to_end_and_nothing_sorted(sqlite_store, name):
    statement, values = PLANS[name]
    text = _Text(statement, values)

    def explain():
        raw = sqlite_store._writer.raw
        return [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {text.sql}", text.ordered(values))]

    plan = await sqlite_store._writer.run(explain)
    assert not [step for step in plan if step.startswith("SCAN") and "USING" not in step], plan
    assert not [step for step in plan if "ORDER BY" in step], plan

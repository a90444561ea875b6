"""The statements that run all day walk indexes: a backlog of any length costs them nothing."""

from __future__ import annotations

import pytest

from storage import claims, concerns, inbox, matches, outbox, proposing, relays, retention, scenes, ties
from storage.statements import _Text

LANES = [bytes(16)] * 4
PLANS = {
    "claim": (claims._CLAIM, {"now": 1, "count": 9}),
    "next": (claims._NEXT, {}),
    "queue": (outbox._STANDING, {"lanes": LANES, "ids": [1, 2]}),
    "scenes": (scenes._BY_LANE, {"lanes": LANES}),
    "ties": (ties._LIVE, {"people": [1, 2]}),
    "partners": (ties._PARTNERS, {"people": [1, 2]}),
    "taken seats": (ties._TAKEN, {"people": [1, 2]}),
    "answers": (relays._OURS, {"digests": LANES}),
    "changes": (relays._THEIRS, {"digests": LANES[:1]}),
    "silence": (outbox._CANCEL_RELAYS, {"of_match": 1, "of_sender": 2, "now": 3}),
    "drop": (matches._DROP, {"of_mentee": 1, "of_program": "p", "but": 2, "now": 3, "why": "w"}),
    "taking part": (proposing._TAKING_PART, {"people": [1, 2]}),
    "going on": (proposing._GOING_ON, {"people": [1, 2]}),
    "quote before": (concerns._BEFORE, {"of_match": 1, "at_seq": 2}),
    "quote after": (concerns._FROM, {"of_match": 1, "at_seq": 2}),
    "wipe matches": (retention._FORMER, {"cut": 1}),
    "seen": (inbox._SEEN, {"digests": LANES}),
    "wipe inbox": (retention._WIPE_INBOX, {"cut": 1}),
    "next to wipe": (retention._NEXT_OUTBOX, {"after": 1}),
    "wipe outbox": (retention._WIPE_OUTBOX, {"after": 1, "last": 9}),
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

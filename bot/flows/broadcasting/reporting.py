"""How a broadcast stands, in words: how far it is, what became of everyone, and what they answered."""

from __future__ import annotations

from collections.abc import Mapping

from bot.flows.broadcasting.audience.queries import Query
from bot.flows.broadcasting.audience.saying import Saying, spoken
from bot.words.broadcasts import Broadcast, Tally
from bot.words.phrases import Phrase

RUNNING = Phrase("cast-running", "On its way. For: {audience}. Recipients: {size}.")
PAUSED = Phrase("cast-paused", "Paused. For: {audience}. Recipients: {size}.")
CANCELLED = Phrase("cast-cancelled", "Cancelled. For: {audience}. Recipients: {size}.")
DONE = Phrase("cast-done", "Done. For: {audience}. Recipients: {size}.")
ASKED = Phrase("cast-asked", "Waits for a second person to approve it. For: {audience}. Recipients: {size}.")
DRAFT = Phrase("cast-draft", "Not sent yet. For: {audience}. Recipients: {size}.")
DROPPED = Phrase("cast-dropped", "Dropped, nothing was sent.")
REPEATING = Phrase("cast-repeating", "Comes again and again, to: {audience}")
HEADS: Mapping[str, Phrase] = {
    "running": RUNNING,
    "paused": PAUSED,
    "cancelled": CANCELLED,
    "done": DONE,
    "asked": ASKED,
    "draft": DRAFT,
    "dropped": DROPPED,
    "repeating": REPEATING,
}
SENT = Phrase("cast-sent", "sent: {count}")
LEFT = Phrase("cast-left", "still to come: {count}")
STOPPING = Phrase("cast-stopping", "being stopped: {count}")
FAILED = Phrase("cast-failed", "failed: {count} ({reasons})")
SKIPPED = Phrase("cast-skipped", "left out: {count} ({reasons})")
STOPPED = Phrase("cast-stopped", "cancelled: {count}")
UNCERTAIN = Phrase("cast-uncertain", "uncertain, may have arrived: {count}")
ANSWERS = Phrase("cast-answers", "Answers: {answers}")
REASONS: Mapping[str, Phrase] = {
    "gone": Phrase("cast-reason-gone", "can't be reached"),
    "rejected": Phrase("cast-reason-rejected", "refused by the platform"),
    "cannot-pass": Phrase("cast-reason-file", "the picture couldn't be passed on"),
    "fault": Phrase("cast-reason-fault", "a fault of ours"),
    "expired": Phrase("cast-reason-expired", "too late"),
    "left": Phrase("cast-reason-left", "have left"),
    "stopped": Phrase("cast-reason-stopped", "stopped"),
    "erased": Phrase("cast-reason-erased", "asked to be forgotten"),
    "unreachable": Phrase("cast-reason-unreachable", "blocked me or left"),
    "quiet": Phrase("cast-reason-quiet", "asleep until too late"),
    "cap": Phrase("cast-reason-cap", "enough messages this week"),
    "lacking": Phrase("cast-reason-lacking", "something to fill in was missing"),
}
_CELLS = 12


def report(broadcast: Broadcast, tally: Tally, query: Query, say: Saying, language: str) -> str:
    """How it stands: a line for each thing that became of people, the sum of which is everyone it is for."""
    head = say(HEADS[broadcast.status](size=broadcast.size, audience=spoken(query, say, language)))
    if broadcast.status in {"draft", "asked", "dropped", "repeating"}:
        return head
    left = STOPPING if broadcast.status == "cancelled" else LEFT
    counts = [(left, tally.left), (SENT, tally.sent), (STOPPED, tally.cancelled), (UNCERTAIN, tally.uncertain)]
    lines = [say(phrase(count=count)) for phrase, count in counts if count or phrase is SENT]
    for phrase, reasons in ((FAILED, tally.failed), (SKIPPED, tally.skipped)):
        if reasons:
            named = ", ".join(f"{_reason(code, say)} {count}" for code, count in sorted(reasons.items()))
            lines.append(say(phrase(count=sum(reasons.values()), reasons=named)))
    return "\n".join((head, bar(tally), *lines))


def bar(tally: Tally) -> str:
    """How much of it is over, as a bar."""
    share = 1.0 if not tally.total else 1 - tally.left / tally.total
    full = int(share * _CELLS)
    return "▓" * full + "░" * (_CELLS - full) + f" {share:.0%}"


def answers_of(broadcast: Broadcast, tally: Tally, language: str) -> dict[str, int]:
    """How often each button was pressed, by its label."""
    return {
        label.get(language) or next(iter(label.values())): tally.answers.get(number, 0)
        for number, label in enumerate(broadcast.letter.buttons)
    }


def _reason(code: str, say: Saying) -> str:
    phrase = REASONS.get(code)
    return say(phrase()) if phrase else code


PHRASES = (
    *HEADS.values(), SENT, LEFT, STOPPING, FAILED, SKIPPED, STOPPED, UNCERTAIN, ANSWERS, *REASONS.values(),
)  # fmt: skip

"""What the deeds of the desk are called on their buttons, and once they are done."""

from __future__ import annotations

from collections.abc import Mapping

from bot.words.phrases import Phrase

DEEDS: Mapping[str, Phrase] = {
    "write": Phrase("desk-do-write", "Write"),
    "nudge": Phrase("desk-do-nudge", "Nudge"),
    "remind": Phrase("desk-do-remind", "Remind"),
    "next": Phrase("desk-do-next", "Next choice"),
    "round": Phrase("desk-do-round", "Search now"),
    "release": Phrase("desk-do-release", "Release"),
    "record": Phrase("desk-do-record", "Record the check"),
    "pause": Phrase("desk-do-pause", "Pause"),
    "resume": Phrase("desk-do-resume", "Let it go on"),
    "rematch": Phrase("desk-do-rematch", "New match"),
    "close": Phrase("desk-do-close", "End it"),
    "questions": Phrase("desk-do-questions", "Open the questions"),
    "read": Phrase("desk-do-read", "Open the report"),
    "take": Phrase("desk-do-take", "I take it"),
    "give-back": Phrase("desk-do-give-back", "Give it back"),
    "hand-over": Phrase("desk-do-hand-over", "Hand over"),
    "done": Phrase("desk-do-done", "Done"),
}
"""What can be done about a line, by its code."""
DID: Mapping[str, Phrase] = {
    "write": Phrase("desk-did-write", "wrote to them"),
    "answer": Phrase("desk-did-answer", "answered"),
    "nudge": Phrase("desk-did-nudge", "gave a nudge"),
    "remind": Phrase("desk-did-remind", "sent a reminder"),
    "next": Phrase("desk-did-next", "went on to the next choice"),
    "round": Phrase("desk-did-round", "searched for a match"),
    "release": Phrase("desk-did-release", "released suggestions"),
    "record-check": Phrase("desk-did-record-check", "recorded a check"),
    "undo-check": Phrase("desk-did-undo-check", "took a check back"),
    "pause": Phrase("desk-did-pause", "paused the match"),
    "lock": Phrase("desk-did-lock", "locked the match"),
    "resume": Phrase("desk-did-resume", "let the match go on"),
    "rematch": Phrase("desk-did-rematch", "ended the match to find a new one"),
    "close": Phrase("desk-did-close", "ended the match"),
    "take": Phrase("desk-did-take", "took it on"),
    "give-back": Phrase("desk-did-give-back", "gave it back"),
    "hand-over": Phrase("desk-did-hand-over", "handed it over"),
    "done": Phrase("desk-did-done", "marked it done"),
}
"""What was done, by its code in the audit trail."""

TODAY = Phrase("desk-today", "Today")
LIST = Phrase("desk-to-list", "Back to the list")
PHRASES = (TODAY, LIST, *DEEDS.values(), *DID.values())

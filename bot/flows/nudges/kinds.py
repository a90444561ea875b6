"""What each thing that comes by itself is called, in plain words, for whoever looks at a timeline."""

from __future__ import annotations

from collections.abc import Mapping

from bot.words.phrases import Phrase

STEP = Phrase("kind-step", "weekly step")
DIGEST = Phrase("kind-digest", "weekly steps of several matches")
REPLY = Phrase("kind-reply", "answer")
RELAY = Phrase("kind-relay", "message from {name}, passed on")
MET = Phrase("kind-met", "did you meet?")
CHECK_IN = Phrase("kind-check-in", "check-in, 1 to 10")
CHECK_IN_OVER = Phrase("kind-check-in-over", "the check-in closes")
IN_TOUCH = Phrase("kind-in-touch", "have you been in touch?")
SILENCE = Phrase("kind-silence", "silence")
WAITING_TOLD = Phrase("kind-waiting-told", "told that the other side was reminded")
WAITING_ASKED = Phrase("kind-waiting-asked", "asked: wait longer, or end?")
PROPOSAL = Phrase("kind-proposal", "a proposal")
PROPOSAL_REMINDER = Phrase("kind-proposal-reminder", "reminder of a proposal")
PROPOSAL_OVER = Phrase("kind-proposal-over", "a proposal runs out")
PROPOSAL_NEWS = Phrase("kind-proposal-news", "news of a proposal")
INTRODUCTION = Phrase("kind-introduction", "introduction")
MEETING = Phrase("kind-meeting", "finding a time to meet")
BREAK = Phrase("kind-break", "a break begins or ends")
END_ANNOUNCED = Phrase("kind-end-announced", "the end is announced")
FAREWELL = Phrase("kind-farewell", "guided goodbye")
FAREWELL_OVER = Phrase("kind-farewell-over", "the match ends")
ENDED = Phrase("kind-ended", "the end of the match")
BECOME = Phrase("kind-become", "would you like to mentor one day?")
REOPEN = Phrase("kind-reopen", "opening a match again")
CONTACT = Phrase("kind-contact", "sharing contacts")
GROUP = Phrase("kind-group", "a chat of both")
ONBOARDING = Phrase("kind-onboarding", "reminder of open questions")
TRAINING = Phrase("kind-training", "training and checks")
NOT_PASSED = Phrase("kind-not-passed", "a message could not be passed on")
DESK = Phrase("kind-desk", "from the coordinator's desk")
MONDAY = Phrase("kind-desk-digest", "Monday digest")
BROADCAST = Phrase("kind-broadcast", "broadcast")
COHORT = Phrase("kind-cohort", "a cohort of mentors in training")
OTHER = Phrase("kind-other", "a message")

KINDS: Mapping[str, tuple[str, Phrase]] = {
    "prompts": ("step", STEP),
    "digest": ("step", DIGEST),
    "prompts-look": ("step", STEP),
    "track-changed": ("step", STEP),
    "reply": ("reply", REPLY),
    "relay": ("message", RELAY),
    "not-passed": ("message", NOT_PASSED),
    "met": ("met", MET),
    "in-touch": ("met", IN_TOUCH),
    "slot": ("met", MEETING),
    "slot-answer": ("met", MEETING),
    "check-in": ("check-in", CHECK_IN),
    "check-in-over": ("check-in", CHECK_IN_OVER),
    "silence": ("silence", SILENCE),
    "partner-reminded": ("silence", WAITING_TOLD),
    "closure-asked": ("silence", WAITING_ASKED),
    "offer": ("match", PROPOSAL),
    "offer-remind": ("match", PROPOSAL_REMINDER),
    "offer-over": ("match", PROPOSAL_OVER),
    "invite": ("match", PROPOSAL),
    "invite-remind": ("match", PROPOSAL_REMINDER),
    "invite-over": ("match", PROPOSAL_OVER),
    "declined": ("match", PROPOSAL_NEWS),
    "question": ("match", PROPOSAL_NEWS),
    "withdrawn": ("match", PROPOSAL_NEWS),
    "still-waiting": ("match", PROPOSAL_NEWS),
    "introduce": ("match", INTRODUCTION),
    "steps-rest": ("break", BREAK),
    "steps-rest-over": ("break", BREAK),
    "steps-go-on": ("break", BREAK),
    "partner-pauses": ("break", BREAK),
    "partner-back": ("break", BREAK),
    "together-again": ("break", BREAK),
    "end-announced": ("end", END_ANNOUNCED),
    "farewell": ("end", FAREWELL),
    "farewell-over": ("end", FAREWELL_OVER),
    "match-ended": ("end", ENDED),
    "partner-left": ("end", ENDED),
    "become": ("end", BECOME),
    "reopen-asked": ("end", REOPEN),
    "reopen-answer": ("end", REOPEN),
    "share-asked": ("message", CONTACT),
    "contact": ("message", CONTACT),
    "group-asked": ("message", GROUP),
    "group-open": ("message", GROUP),
    "onboarding": ("other", ONBOARDING),
    "training-remind": ("other", TRAINING),
    "check-recorded": ("other", TRAINING),
    "check-expiring": ("other", TRAINING),
    "check-over": ("other", TRAINING),
    "check-record": ("desk", DESK),
    "check-undone": ("other", TRAINING),
    "desk-digest": ("desk", MONDAY),
    "desk-news": ("desk", DESK),
    "cohort-offer": ("other", COHORT),
    "cohort-in": ("other", COHORT),
    "cohort-told": ("desk", COHORT),
}
"""The group and the name of each kind; of what is not here, see `kind_named`."""
GROUPS = ("match", "step", "met", "check-in", "silence", "message", "end", "break", "desk", "reply", "act", "other")

RUNGS: Mapping[str, Phrase] = {
    "nudge": Phrase("kind-silence-nudge", "silence: a gentle reminder"),
    "help": Phrase("kind-silence-help", "silence: an offer of help"),
    "coordinator": Phrase("kind-silence-coordinator", "silence: onto the coordinator's list"),
    "warning": Phrase("kind-silence-warning", "silence: a formal warning"),
    "closure": Phrase("kind-silence-closure", "silence: the other side may end it"),
}
IF_QUIET = Phrase("kind-if-quiet", "only if quiet until then – {kind}")
REASONS: Mapping[str, Phrase] = {
    "late": Phrase("kind-reason-late", "too late by then"),
    "paused": Phrase("kind-reason-paused", "there was a break"),
    "overtaken": Phrase("kind-reason-overtaken", "a newer one had come"),
    "holdout": Phrase("kind-reason-holdout", "left out on purpose, to compare"),
    "unreachable": Phrase("kind-reason-unreachable", "nothing reaches them"),
    "ended": Phrase("kind-reason-ended", "the match had ended"),
    "unreadable": Phrase("kind-reason-unreadable", "its text cannot be read"),
    "refused": Phrase("kind-reason-refused", "the platform refused it"),
}
DROPPED = Phrase("kind-dropped", "{kind}, dropped: {reason}")
NOT_DELIVERED = Phrase("kind-not-delivered", "{kind}, not delivered: {reason}")
PUT_OFF = Phrase("kind-put-off", "{kind}, put off to {until}")
LISTED = Phrase("kind-listed", "on the coordinator's list: {kind}")
SETTLED = Phrase("kind-settled", "off the coordinator's list: {kind}")
TAPPED = Phrase("kind-tapped", "{name} taps a button")
WROTE = Phrase("kind-wrote", "{name} writes")
WROTE_TO = Phrase("kind-wrote-to", "{name} writes to {partner}")


def kind_named(kind: str) -> tuple[str, Phrase]:
    """The group a kind belongs to, and what it is called."""
    if kind in KINDS:
        return KINDS[kind]
    if kind.startswith("broadcast"):
        return "message", BROADCAST
    return ("desk", DESK) if kind.startswith(("desk", "board")) else ("other", OTHER)


PHRASES = (
    *dict.fromkeys(phrase for _, phrase in KINDS.values()),
    *RUNGS.values(),
    *REASONS.values(),
    *(IF_QUIET, DROPPED, NOT_DELIVERED, PUT_OFF, LISTED, SETTLED, TAPPED, WROTE, WROTE_TO),
    *(BROADCAST, DESK, OTHER),
)

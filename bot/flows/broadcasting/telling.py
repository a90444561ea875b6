"""What is told about a broadcast, in words: whom it is for, how far it is, why it cannot start, what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.flows.broadcasting.audience import (
    FACET,
    All,
    AnyOf,
    Between,
    Everyone,
    Is,
    Not,
    Query,
)
from bot.flows.broadcasting.filling import fill
from bot.flows.broadcasting.moves import Fault
from bot.texts.naming import joined, language_name
from bot.words.broadcasts import Broadcast, Tally
from bot.words.phrases import Line, Phrase

Saying = Callable[[Line], str]
"""Says a line in the reader's language."""

EXAMPLE = {"name": "Amina", "partner": "Ben", "week": "3"}

# --- whom it is for --------------------------------------------------------------------------------------------------

EVERYONE = Phrase("cast-everyone", "everyone")
MENTEES = Phrase("cast-mentees", "mentees")
MENTORS = Phrase("cast-mentors", "mentors")
ALONE = Phrase("cast-alone", "without a match")
TOGETHER = Phrase("cast-together", "with a match")
WAITING = Phrase("cast-waiting", "with a suggestion")
RESTING = Phrase("cast-resting", "on a break")
FORMER = Phrase("cast-former", "whose match ended")
WRITES = Phrase("cast-writes", "who write {languages}")
TRAINED = Phrase("cast-trained", "trained")
UNTRAINED = Phrase("cast-untrained", "not trained yet")
NAMED = Phrase("cast-named", "{count} named one by one")
HAS = Phrase("cast-has", "{field}: {values}")
FROM_TO = Phrase("cast-from-to", "{field} {low} to {high}")
FROM_ON = Phrase("cast-from-on", "{field} {low} or more")
EXACTLY = Phrase("cast-exactly", "{field} {low}")
NOT = Phrase("cast-not", "not ({part})")
OR = Phrase("cast-or", "or")

_SAID: Mapping[tuple[str, tuple[str, ...]], Phrase] = {
    ("role", ("mentee",)): MENTEES,
    ("role", ("mentor",)): MENTORS,
    ("match", ("none",)): ALONE,
    ("match", ("open", "paused")): TOGETHER,
    ("match", ("proposed",)): WAITING,
    ("match", ("paused",)): RESTING,
    ("match", ("ended",)): FORMER,
    ("training", ("passed",)): TRAINED,
    ("training", ("open",)): UNTRAINED,
}
_UNBOUNDED = 100_000


def spoken(query: Query, say: Saying, language: str) -> str:  # noqa: PLR0911 - one line a kind of query
    """The audience in words: "mentees, without a match, who write Spanish"."""
    match query:
        case Everyone():
            return say(EVERYONE())
        case Is(field="language", values=values):
            names = [language_name(value, language) for value in values]
            return say(WRITES(languages=joined(names, language)))
        case Is(field="person", values=values):
            return say(NAMED(count=len(values)))
        case Is(field=field, values=values):
            phrase = _SAID.get((field, values))
            return say(phrase()) if phrase else say(HAS(field=field.removeprefix(FACET), values=", ".join(values)))
        case Between(field=field, low=low, high=high):
            bounds = {"field": field, "low": f"{low:g}", "high": f"{high:g}"}
            return say((EXACTLY if low == high else FROM_ON if high > _UNBOUNDED else FROM_TO)(**bounds))
        case Not(part=part):
            return say(NOT(part=spoken(part, say, language)))
        case All(parts=parts):
            return ", ".join(spoken(part, say, language) for part in parts)
        case AnyOf(parts=parts):
            return f" {say(OR())} ".join(spoken(part, say, language) for part in parts)


# --- how far it is ---------------------------------------------------------------------------------------------------

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


def samples(broadcast: Broadcast, title: Callable[[str], str]) -> dict[str, str]:
    """The text in each of its languages, filled in with an example; `title` is the program's in a language."""
    return {
        language: fill(text, {**EXAMPLE, "program": title(language)})
        for language, text in broadcast.letter.texts.items()
    }


# --- why not ---------------------------------------------------------------------------------------------------------

FAULTS: Mapping[str, Phrase] = {
    "counting": Phrase("cast-fault-counting", "I am still counting. Please wait a moment."),
    "empty": Phrase(
        "cast-fault-empty",
        "Just now nobody fits: {audience}. So nothing is sent. Your text is kept: you can choose other people for it.",
    ),
    "unknown-people": Phrase(
        "cast-fault-unknown",
        "I don't know {value} here, so nothing is sent. Your text is kept: you can choose other people for it.",
    ),
    "lacking": Phrase(
        "cast-fault-lacking",
        "For {count} of {size} people there is nothing to put in place of {variables}; the first is {person}. "
        "Nothing is sent. Please change the words and add what stands there instead, for example {example}.",
    ),
    "started": Phrase("cast-fault-started", "It was already started by {by}."),
    "over": Phrase("cast-fault-over", "It is over already; nothing has changed."),
    "count": Phrase(
        "cast-fault-count",
        "That is not the number. It goes to {value} people: type {value} to send it. Nothing is sent so far.",
    ),
    "dropped": Phrase(
        "cast-fault-dropped",
        "That draft is no longer there: it was dropped, or changed into a new one. Nothing is sent from here.",
    ),
    "waits": Phrase(
        "cast-fault-waits",
        "It waits for a second person just now. To change something, please drop it first and write it anew.",
    ),
    "second": Phrase("cast-fault-second", "You started it yourself; someone else has to approve it."),
    "alone": Phrase(
        "cast-fault-alone",
        "It goes to {value} people, so a second person has to approve it, and there is nobody else yet who can. Please "
        "invite another coordinator at the desk, or ask whoever runs me to start it. Nothing is sent.",
    ),
    "not-running": Phrase("cast-fault-not-running", "It isn't on its way, so there is nothing to pause."),
    "not-paused": Phrase("cast-fault-not-paused", "It isn't paused."),
    "certain": Phrase("cast-fault-certain", "There is nobody left of whom I am not sure; nothing has changed."),
    "late": Phrase(
        "cast-fault-late", "It is too late to send it again: it was only worth reading until then. Nothing is sent."
    ),
}
OPERATOR = Phrase("cast-operator", "the operator")


def why_not(  # noqa: PLR0913, PLR0917 - all that the sentences name
    fault: Fault, broadcast: Broadcast, query: Query, say: Saying, language: str, name: Callable[[int | None], str]
) -> str:
    """Why it did not happen, with what to do."""
    count, *variables = fault.value.split(" ")
    values: dict[str, str | int] = {
        "audience": spoken(query, say, language),
        "value": fault.value,
        "count": count,
        "size": broadcast.size,
        "variables": f" {say(OR())} ".join(f"{{{name}}}" for name in variables),
        "example": joined([f"{{{name}|…}}" for name in variables], language),
        "person": name(fault.person) if fault.person else "",
        "by": name(fault.person) or say(OPERATOR()),
    }
    return say(FAULTS[fault.code](**values))


PHRASES = (
    EVERYONE, *_SAID.values(), WRITES, NAMED, HAS, FROM_TO, FROM_ON, EXACTLY, NOT, OR, *HEADS.values(), SENT, LEFT,
    STOPPING, FAILED, SKIPPED, STOPPED, UNCERTAIN, ANSWERS, *REASONS.values(), *FAULTS.values(), OPERATOR,
)  # fmt: skip

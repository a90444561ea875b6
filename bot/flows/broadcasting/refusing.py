"""Why a broadcast does not start or change, in words, with what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.flows.broadcasting.audience.queries import Query
from bot.flows.broadcasting.audience.saying import OR, Saying, spoken
from bot.flows.broadcasting.moves import Fault
from bot.texts.naming import joined
from bot.words.broadcasts import Broadcast
from bot.words.phrases import Phrase

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


PHRASES = (*FAULTS.values(), OPERATOR)

"""The kinds of lines on the coordinator's list: how urgent they are, how they are said, and what can be done."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.flows.engine.telling import Telling
from bot.flows.training.awaited import awaited
from bot.texts.dates import local
from bot.texts.naming import joined
from bot.words.desk import Desk
from bot.words.journeys import Attention
from bot.words.matches import Match
from bot.words.phrases import Phrase

MATCHED = ("write", "nudge", "pause", "rematch", "close")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a line is about (`title`), why it is there (`why`), and the deeds that fit, the likeliest first."""

    title: Phrase
    why: Phrase
    deeds: tuple[str, ...] = MATCHED


KINDS: Mapping[str, Kind] = {
    "crisis": Kind(
        Phrase("desk-crisis", "may be in need"),
        Phrase(
            "desk-crisis-why",
            "{person} wrote something that sounds like an emergency, and saw at once where there is help. What it was "
            "stays with them. Please be in touch.",
        ),
        ("write",),
    ),
    "concern": Kind(
        Phrase("desk-concern", "a report"),
        Phrase("desk-concern-why", "Someone reported something that worries them. Read it and take it on."),
        ("read",),
    ),
    "low": Kind(
        Phrase("desk-low", "a low check-in"),
        Phrase("desk-low-why", "{person} gave a low mark when asked how it goes."),
        ("write", "pause", "rematch", "close"),
    ),
    "not-right": Kind(
        Phrase("desk-not-right", "it doesn't feel right"),
        Phrase("desk-not-right-why", "{person} said that it doesn't feel right."),
        ("write", "pause", "rematch", "close"),
    ),
    "asks": Kind(
        Phrase("desk-asks", "a question for you"),
        Phrase("desk-asks-why", "{person} asked for you."),
        ("write",),
    ),
    "human": Kind(
        Phrase("desk-human", "asked for a human"),
        Phrase(
            "desk-human-why",
            "{person} would like to talk to a person rather than to me. Please write to them; they answer here. Then "
            "press Done.",
        ),
        ("write",),
    ),
    "unreachable": Kind(
        Phrase("desk-unreachable", "can't be reached"),
        Phrase("desk-unreachable-why", "Nothing reaches {person} any more: they blocked me or left. {partner} waits."),
        ("write", "rematch", "pause", "close"),
    ),
    "unreadable": Kind(
        Phrase("desk-unreadable", "a step can't be read"),
        Phrase("desk-unreadable-why", "A step of the program could not be put into words. Please tell the operator."),
        (),
    ),
    "diverging": Kind(
        Phrase("desk-diverging", "they see it differently"),
        Phrase("desk-diverging-why", "{mentee} and {mentor} answered very differently when asked how it goes."),
        ("write", "pause", "rematch", "close"),
    ),
    "never-met": Kind(
        Phrase("desk-never-met", "not met yet"),
        Phrase("desk-never-met-why", "{mentee} and {mentor} were introduced, but have not talked yet."),
    ),
    "silent": Kind(
        Phrase("desk-silent", "quiet"),
        Phrase("desk-silent-why", "Nothing has been heard from {silent} for {days} days."),
    ),
    "unanswered": Kind(
        Phrase("desk-unanswered", "check-ins unanswered"),
        Phrase("desk-unanswered-why", "{silent} let the last questions about how it goes pass by."),
    ),
    "proposal-stuck": Kind(
        Phrase("desk-proposal-stuck", "a suggestion is stuck"),
        Phrase("desk-proposal-stuck-why", "{waiting} has not answered for longer than the program gives."),
        ("remind", "next", "write"),
    ),
    "cohort-questions": Kind(
        Phrase("desk-cohort-open", "open questions of a cohort"),
        Phrase(
            "desk-cohort-open-why",
            "People of {name} asked something in their room, and wait for an answer. Open questions: {count}.",
        ),
        ("questions",),
    ),
    "held": Kind(
        Phrase("desk-held", "suggestions to release"),
        Phrase("desk-held-why", "Suggestions were found and wait for you to release them."),
        ("release",),
    ),
    "check-expiring": Kind(
        Phrase("desk-check-expiring", "a check runs out"),
        Phrase("desk-check-expiring-why", "A check of {person} ({check}) runs out on {day}, or has run out."),
        ("record", "write"),
    ),
    "check-missing": Kind(
        Phrase("desk-check-awaited", "waits for a check"),
        Phrase(
            "desk-check-awaited-why",
            "{person} has finished everything else and waits for this to be recorded: {awaits}.",
        ),
        ("record", "write"),
    ),
    "new-mentor": Kind(
        Phrase("desk-new-mentor", "would like to become a mentor"),
        Phrase("desk-new-mentor-why", "{person} had a mentor, and would like to be one now. The training comes first."),
        ("write",),
    ),
    "unmatched": Kind(
        Phrase("desk-unmatched", "still without a mentor"),
        Phrase("desk-unmatched-why", "{person} waits for a mentor. {reason}"),
        ("round", "write"),
    ),
}
"""In the order of urgency."""
OTHER = Kind(
    Phrase("desk-other", "needs a look"),
    Phrase("desk-other-why", "Something here needs a human."),
)
WAITING_REASONS: Mapping[str, Phrase] = {
    "seats": Phrase("desk-waits-seats", "All mentors who fit have their hands full."),
    "no_mentors": Phrase("desk-waits-no-mentors", "There are no mentors with a free place."),
    "not_ready": Phrase("desk-waits-not-ready", "Mentors who would fit have not passed training or checks yet."),
    "shared_language": Phrase("desk-waits-language", "No free mentor shares a language with them."),
    "overlapping_times": Phrase("desk-waits-times", "No free mentor has time when they have time."),
    "mentee_wish": Phrase("desk-waits-wish", "No free mentor is as they wished."),
    "": Phrase("desk-waits-other", "None of the free mentors is right for them."),
}
PAIR = Phrase("desk-pair", "{mentee} & {mentor}")
SOMEONE = Phrase("desk-someone", "someone")
COHORT_ASKS = Phrase("desk-cohort-asks", "{name}: open questions: {count}")

_URGENCY = {kind: at for at, kind in enumerate(KINDS)}
_MIDDLE = _URGENCY["silent"]


def kind_of(line: Attention) -> Kind:
    """What is known of lines of this kind."""
    return KINDS.get(line.kind, OTHER)


def urgency(line: Attention) -> tuple[int, object, str]:
    """Sorts the most urgent first, and of the same kind the oldest."""
    return _URGENCY.get(line.kind, _MIDDLE), line.since, line.key


def code_of(line: Attention) -> str:
    """What stands for a line in a button; says nothing about it."""
    return hashlib.blake2b(line.key.encode(), digest_size=5).hexdigest()


def find_line(lines: Sequence[Attention], code: str) -> Attention | None:
    """The line a button means, while it stands."""
    return next((line for line in lines if code_of(line) == code), None)


def who(telling: Telling, desk: Desk, line: Attention) -> str:
    """Whom a line is about, by first names."""
    match = desk.matches.get(line.match or 0)
    if match is not None:
        names = {side: _name(telling, desk, person) for side, person in _sides(match).items()}
        return telling.words(PAIR(**names))
    return _name(telling, desk, line.person) if line.person else ""


def title(telling: Telling, desk: Desk, line: Attention) -> str:
    """A line as it stands in the list."""
    about = who(telling, desk, line)
    if line.kind == "cohort-questions" and isinstance(line.told, dict):
        return telling.words(COHORT_ASKS(count=int(str(line.told.get("count"))), name=str(line.told.get("name"))))
    said = telling.words(kind_of(line).title())
    return f"{about}: {said}" if about else said[:1].upper() + said[1:]


def why(telling: Telling, desk: Desk, line: Attention) -> str:
    """Why it is there, in a sentence or two."""
    told = line.told if isinstance(line.told, dict) else {}
    match = desk.matches.get(line.match or 0)
    sides = _sides(match) if match else {"mentee": 0, "mentor": 0}
    names = {side: _name(telling, desk, person) for side, person in sides.items()}
    partner = match.other(line.person) if match and line.person in sides.values() and line.person else None
    silent = told.get("sides")
    quiet = (
        [names[str(side)] for side in silent if str(side) in names] if isinstance(silent, list) else [*names.values()]
    )
    waits = match.mentor if match and match.status == "asked" else match.mentee if match else None
    reason = WAITING_REASONS.get(str(told.get("reason", "")), WAITING_REASONS[""])
    line_said = kind_of(line).why(
        **names,
        person=_name(telling, desk, line.person),
        partner=_name(telling, desk, partner),
        silent=joined(quiet, telling.language),
        waiting=_name(telling, desk, waits),
        reason=telling.words(reason()),
        check=str(told.get("check", "")),
        day=str(told.get("day", "")),
        name=str(told.get("name", "")),
        count=str(told.get("count", "")),
        days=lasts(telling, line),
        awaits=_awaited(telling, desk, line),
    )
    return telling.words(line_said)


def lasts(telling: Telling, line: Attention) -> int:
    """For how many days this has been so: since it is on the list, and for silence also the days before."""
    zone, told = telling.person.zone, line.told if isinstance(line.told, dict) else {}
    before = told.get("days") if line.kind == "silent" else 0
    listed = (local(telling.now, zone).date() - local(line.since, zone).date()).days
    return max(0, listed) + (before if isinstance(before, int) else 0)


def _awaited(telling: Telling, desk: Desk, line: Attention) -> str:
    """The checks a mentor waits for, as things are now."""
    program, card = telling.stage.programs.get(line.program), desk.cards.get(line.person or 0)
    found = (one for one in card.memberships if one.program == line.program) if card else ()
    checks = [check for one in found if program and card for check in awaited(program, card.person, one)]
    return joined([check.label.in_language(telling.language) for check in checks], telling.language)


def _sides(match: Match) -> dict[str, int]:
    return {"mentee": match.mentee, "mentor": match.mentor}


def _name(telling: Telling, desk: Desk, person: int | None) -> str:
    return desk.name(person) or telling.words(SOMEONE())


PHRASES = (
    *(phrase for kind in (*KINDS.values(), OTHER) for phrase in (kind.title, kind.why)),
    *WAITING_REASONS.values(),
    PAIR,
    SOMEONE,
    COHORT_ASKS,
)

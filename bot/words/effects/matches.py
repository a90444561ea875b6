"""What shall become of a match, of its journey, and of the boards on which matches are made."""

from __future__ import annotations

from bot.words.boards import Board, Brought, Draft
from bot.words.holdouts import Arm, LeftOut
from bot.words.journeys import Journey, Version
from bot.words.matches import Concern, Match
from bot.words.values import dataclass


@dataclass(frozen=True, slots=True)
class SaveMatch:
    """Keep this match (new or changed)."""

    match: Match


@dataclass(frozen=True, slots=True)
class DropProposals:
    """Close every other proposal of this mentee in this program, whoever the mentor is."""

    mentee: int
    program: str
    reason: str
    but: int = 0


@dataclass(frozen=True, slots=True)
class KeepApart:
    """These two are never matched with each other again; `reason` is a code ("blocked", "ended", "same-household")."""

    one: int
    other: int
    reason: str


@dataclass(frozen=True, slots=True)
class LetMeet:
    """These two may be matched again, where it was a coordinator who kept them apart."""

    one: int
    other: int


@dataclass(frozen=True, slots=True)
class SaveConcern:
    """Keep this concern (new or changed). With `quote` (a delivery id) the storage adds the words of that relayed
    message and of the five before and after it within the same match, as far as they are still kept."""

    concern: Concern
    quote: int | None = None


@dataclass(frozen=True, slots=True)
class SaveJourney:
    """Keep this journey (new or changed)."""

    journey: Journey


@dataclass(frozen=True, slots=True)
class Enrol:
    """A match was given its arm for a kind of nudge; one it has already stays."""

    arm: Arm


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """A nudge was not sent because its match goes without that kind."""

    left_out: LeftOut


@dataclass(frozen=True, slots=True)
class KeepVersion:
    """Keep this version of a program; one of the same hash is there already and stays."""

    version: Version


@dataclass(frozen=True, slots=True)
class SaveBoard:
    """Keep this matching board (new or changed)."""

    board: Board


@dataclass(frozen=True, slots=True)
class LayDrafts:
    """These pairs take the place of all that lay on this program's board."""

    program: str
    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class SaveDraft:
    """Keep this pair of a board (new or changed)."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class SaveBrought:
    """Keep these pairs from a file (new or changed)."""

    brought: Brought


Effect = (
    SaveMatch
    | DropProposals
    | KeepApart
    | LetMeet
    | SaveConcern
    | SaveJourney
    | Enrol
    | LeaveOut
    | KeepVersion
    | SaveBoard
    | LayDrafts
    | SaveDraft
    | SaveBrought
)

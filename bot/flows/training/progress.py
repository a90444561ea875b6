"""How far a mentor is: what is kept of the training in their membership, and nothing more than that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from bot.words.messages import Json
from bot.words.people import Membership


@dataclass(frozen=True, slots=True)
class Progress:
    """A mentor's way through guidelines and lessons.

    `done` are the ids of finished lessons; `page` counts the pages turned in what is being read, and `answered` names
    the scenarios answered in it. `missed` are scenarios not answered right the first time ("lesson#scenario"); `again`
    those of them still to be asked once more in this round. `rests` between two lessons. `agreed` says when they agreed
    to the guidelines, `passed` and `version` when it all ended, and with which content.
    """

    agreed: str = ""
    done: tuple[str, ...] = ()
    page: int = 0
    answered: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    rests: bool = False
    at: dt.datetime | None = None
    passed: str = ""
    version: str = ""

    @property
    def has_begun(self) -> bool:
        """Whether anything was read yet."""
        return self.at is not None


def progress_of(membership: Membership) -> Progress:
    """What the membership's record says."""
    training, guidelines = membership.record.get("training"), membership.record.get("guidelines")
    kept = training if isinstance(training, dict) else {}
    page, agreed = kept.get("page"), guidelines.get("agreed") if isinstance(guidelines, dict) else ""
    return Progress(
        agreed=agreed if isinstance(agreed, str) else "",
        done=_texts(kept, "done"),
        page=page if isinstance(page, int) else 0,
        answered=_texts(kept, "answered"),
        missed=_texts(kept, "missed"),
        again=_texts(kept, "again"),
        rests=bool(kept.get("rests")),
        at=_moment(kept.get("at")),
        passed=_text(kept, "passed"),
        version=_text(kept, "version"),
    )


def as_record(progress: Progress) -> dict[str, Json]:
    """What is kept under "training" in the record: after the end only when, and with which content."""
    if progress.passed:
        return {"passed": progress.passed, "version": progress.version}
    kept: dict[str, Json] = {
        "done": list(progress.done),
        "page": progress.page,
        "answered": list(progress.answered),
        "missed": list(progress.missed),
        "again": list(progress.again),
        "rests": progress.rests,
        "at": progress.at.isoformat(timespec="seconds") if progress.at else None,
    }
    return {name: value for name, value in kept.items() if value}


def _text(kept: Mapping[str, Json], name: str) -> str:
    found = kept.get(name)
    return found if isinstance(found, str) else ""


def _texts(kept: Mapping[str, Json], name: str) -> tuple[str, ...]:
    found = kept.get(name)
    return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()


def _moment(value: Json) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None

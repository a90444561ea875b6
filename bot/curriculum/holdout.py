"""Which kinds of nudges a share of matches may go without, and which match goes without which.

Drawn by a keyed hash of the program, the kind and the match, so that the same match gets the same arm whichever process
draws it, in whatever order and after whatever restart. A permuted block would even out the sizes of the arms a little
better, but the place of a match in it depends on which of two mentors said yes first, and on which process wrote it.
Kinds are drawn independently of one another, so that each can be looked at as if it stood alone.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

MOST = 0.5
"""The largest share that may go without: a holdout is there to learn from, not to save messages."""
KINDS: Mapping[str, str] = {
    "steps": "the weekly step to both sides; it can still be asked for",
    "silence": "the reminder and the offer of help to a silent side; the coordinator's list and what comes after stay",
    "check_in": "how is it going, from 1 to 10",
    "did_you_meet": "the question whether the two met",
    "in_touch": "the question, days after the introduction, whether the two are in touch",
}
"""What may be left out, in words."""
NEVER: Mapping[str, str] = {
    "consent": "nobody is asked for less than their consent",
    "age": "the age screen stands before everything",
    "crisis": "someone in need always hears where to turn to",
    "concern": "a report is always heard and answered",
    "safety": "nobody goes without what keeps them safe",
    "coordinator": "what needs a human always reaches one",
    "warning": "nobody's match ends without having been told so",
    "closure": "nobody's match ends without having been told so",
    "ending": "the goodbye belongs to both",
    "farewell": "the goodbye belongs to both",
    "goodbye": "the goodbye belongs to both",
    "introduction": "without it the two do not know each other",
    "proposal": "without it there is no match",
    "training": "mentors are not left without it, and it comes before there is a match",
    "relay": "what people write to each other always arrives",
    "replies": "whoever writes to the bot gets an answer",
}
"""What can never be left out, and why."""


def _kind(name: str) -> str:
    if name in KINDS:
        return name
    if name in NEVER:
        raise ValueError(f"{name} is never left out: {NEVER[name]}; take this line out")
    near = difflib.get_close_matches(name, [*KINDS, *NEVER], n=1)
    todo = f"did you mean `{near[0]}`?" if near else f"what may be left out: {', '.join(KINDS)}"
    raise ValueError(f"there is no such kind of nudge; {todo}")


Kind = Annotated[str, AfterValidator(_kind), WithJsonSchema({"type": "string", "enum": list(KINDS)})]


def _share(value: Any) -> float:
    try:
        share = float(str(value))
    except ValueError:
        share = -1.0
    if not 0 <= share <= MOST:
        raise ValueError(f"a share is a number from 0 to {MOST}, such as 0.1 for one match in ten")
    return share


Share = Annotated[float, BeforeValidator(_share), WithJsonSchema({"type": "number", "minimum": 0, "maximum": MOST})]
"""Which part of the matches goes without."""


def is_drawn(program: str, kind: str, match: int, share: float) -> bool:
    """Whether this match is among the share that goes without this kind."""
    key = hashlib.blake2b(f"holdout\0{program}\0{kind}".encode(), digest_size=32).digest()
    drawn = hashlib.blake2b(match.to_bytes(8, "big"), key=key, digest_size=8).digest()
    return int.from_bytes(drawn, "big") < share * 2**64

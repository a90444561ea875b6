"""What is to be known of a partner before they are asked, and of what they told about themselves."""

from __future__ import annotations

from bot.flows.engine.telling import Telling
from bot.words.matches import SEATED, Tie


def seats(tie: Tie) -> int:
    """How many mentees this mentor has room for, as they last said."""
    found = tie.membership.profile.get("seats") if tie.membership else 0
    return found if isinstance(found, int) else 1


def can_be_asked(telling: Telling, tie: Tie) -> bool:
    """Whether the partner is still there, reachable and not away."""
    membership = tie.membership
    if membership is None or membership.status != "waiting" or not tie.partner.active or tie.address is None:
        return False
    away = membership.record.get("away_until")
    is_away = isinstance(away, str) and away > telling.now.date().isoformat()
    fits = tie.match.status not in SEATED or tie.taken <= seats(tie)
    return tie.partner.adult is not None and not is_away and fits


def own_words(tie: Tie) -> str:
    """What the partner wrote about themselves."""
    found = tie.membership.profile.get("about") if tie.membership else None
    return found if isinstance(found, str) else ""

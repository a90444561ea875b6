"""Which lines of the list someone sees, and which of them are theirs."""

from __future__ import annotations

from bot.flows.desk.kinds import urgency
from bot.flows.desk.rights import my_programs
from bot.flows.engine.telling import Telling
from bot.texts.dates import local
from bot.words.desk import Desk
from bot.words.journeys import Attention


def visible(telling: Telling, desk: Desk) -> list[Attention]:
    """The lines this person may see, most urgent first. Who walks in the program as well does not see what others say
    about their own match, nor that there is a report about them."""
    programs = set(my_programs(telling))
    return sorted(
        (line for line in desk.lines if line.program in programs and not _is_mine_to_walk(telling, line)),
        key=urgency,
    )


def is_mine(telling: Telling, desk: Desk, line: Attention) -> bool:
    """Whether it is this person's, or of someone they stand in for."""
    minding = minded(telling, desk)
    return line.owner in minding or (line.owner is None and desk.owners.get(line.match or 0) in minding)


def minded(telling: Telling, desk: Desk) -> set[int]:
    """This person, and those on holiday whose lines they mind."""
    me, today = telling.person.id, local(telling.now, telling.person.zone).date()
    return {me, *(one.person for one in desk.staff if one.instead == me and one.away_until and one.away_until >= today)}


def _is_mine_to_walk(telling: Telling, line: Attention) -> bool:
    """Whether it is about this person themselves, or about a match of theirs: that is for others to look at."""
    told = line.told if isinstance(line.told, dict) else {}
    if any(tie.match.id == line.match for tie in telling.scene.ties):
        return True
    return telling.person.id in (line.person, told.get("reporter"), told.get("about"))

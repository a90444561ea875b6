"""What is new on the list, once a day at most: a short note in the afternoon, and at once where somebody may be in
need."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from bot.flows.desk.kinds import kind_of
from bot.flows.desk.labels import TODAY
from bot.flows.desk.listed import is_mine, visible
from bot.flows.desk.rights import desk_of, enter
from bot.flows.desk.views import button, show
from bot.flows.engine.telling import Telling
from bot.flows.nudges.hours import FROM_HOUR, TO_HOUR, friendly
from bot.texts.dates import local
from bot.words.desk import Desk, Staff
from bot.words.effects.desk import SaveStaff
from bot.words.effects.sending import Schedule
from bot.words.journeys import Attention
from bot.words.localtime import by_the_wall
from bot.words.people import Due
from bot.words.phrases import Phrase

AT = dt.time(16)
"""Local time: what came in the morning is told while something can still be done about it."""
AT_ONCE = frozenset({"crisis"})
"""Kinds of lines that are told at once, by day, whatever was agreed on."""
PRESSING = AT_ONCE | {"low", "not-right", "asks", "human"}
"""Kinds of lines that are told at weekends as well; reports are told at once anyway."""
SATURDAY = 5
MOST = 2_000
"""Lines of which it is kept that somebody has seen them."""

NEW = Phrase("desk-news", "{name}, this is new on your list since you last looked:")
URGENT = Phrase(
    "desk-news-urgent",
    "⚠ {name}, someone may be in need. They saw at once where there is help. Please look at your list, and be in touch "
    "with them today.",
)
PART = Phrase("desk-news-part", "{count} × {kind}")
LESS = Phrase("desk-news-less", "Tell me on Mondays only")
MORE = Phrase("desk-news-more", "Tell me every day")
MONDAYS = Phrase(
    "desk-news-mondays",
    "All right: from now on I tell you on Mondays only. Reports, and people who may be in need, still come at once. "
    "To change it again: /desk, then People.",
)
DAILY = Phrase(
    "desk-news-daily", "All right: when something new is on your list, I tell you in the afternoon, once a day at most."
)


def plan(telling: Telling) -> None:
    """The next afternoon on this person's own clock."""
    person = telling.person
    here = local(telling.now, person.zone)
    day = here.date() + dt.timedelta(days=here.time() >= AT)
    wall = f"{dt.datetime.combine(day, AT):%Y-%m-%dT%H:%M}"
    at = by_the_wall(wall, person.zone or "UTC")
    telling.wish(Schedule(Due(f"desk-news:{person.id:x}", "desk-news", person.id, at, local=wall, zone=person.zone)))


def tell(telling: Telling, due: Due) -> None:
    """The time has come: what is new is told, once; what is asked for `due.subject` "urgent" is what cannot wait."""
    if not telling.scene.staff:
        return
    is_urgent = due.subject == "urgent"
    if not is_urgent:
        plan(telling)
    lines = new_lines(telling, urgent=is_urgent)
    if not lines or not _is_there(telling):
        return
    seen(telling, lines)
    if is_urgent:
        telling.say(telling.words(URGENT(name=telling.person.name)), (button(telling, TODAY, "today"),))
        return
    counts = Counter(telling.words(kind_of(line).title()) for line in lines)
    said = [telling.words(NEW(name=telling.person.name))]
    said += [f"   {telling.words(PART(count=count, kind=kind))}" for kind, count in counts.items()]
    telling.say("\n".join(said), (button(telling, TODAY, "today"), button(telling, LESS, "news.mondays")))


def new_lines(telling: Telling, *, urgent: bool) -> list[Attention]:
    """What this person has not seen yet, and nobody else has taken, as far as it is told today."""
    desk, mine = desk_of(telling), telling.scene.staff[0]
    kinds = AT_ONCE if urgent else PRESSING if local(telling.now, telling.person.zone).weekday() >= SATURDAY else None
    if not urgent and mine.mondays:
        return []
    return [
        line
        for line in visible(telling, desk)
        if mark_of(line) not in mine.seen
        and (kinds is None or line.kind in kinds)
        and line.kind != "concern"
        and (is_mine(telling, desk, line) or (line.owner is None and desk.owners.get(line.match or 0) is None))
    ]


def seen(telling: Telling, lines: Collection[Attention], *, all_there_are: bool = False) -> None:
    """These lines were seen; with `all_there_are` whatever was seen before is forgotten, for it is over."""
    first, *others = telling.scene.staff
    codes = {mark_of(line) for line in lines}
    kept = codes if all_there_are else first.seen | codes
    if kept != first.seen:
        _keep(telling, replace(first, seen=frozenset(sorted(kept)[:MOST])), others)


def mark_of(line: Attention) -> str:
    """What stands for a line as it is seen; a line that comes again after it was done is another one."""
    return hashlib.blake2b(f"{line.key}\0{line.since.isoformat()}".encode(), digest_size=5).hexdigest()


def _is_there(telling: Telling) -> bool:
    """Whether this person can be told something now: reachable, not on holiday, and it is day."""
    here = local(telling.now, telling.person.zone)
    is_away = any(one.away_until and one.away_until >= here.date() for one in telling.scene.staff)
    is_day = FROM_HOUR <= here.hour < TO_HOUR
    return telling.person.active and telling.scene.reachable and is_day and not is_away


def act(telling: Telling, arg: str) -> None:
    """Told on Mondays only, or every day again."""
    first, *others = telling.scene.staff
    mondays = arg == "mondays"
    _keep(telling, replace(first, mondays=mondays), others)
    enter(telling, "news", details={"mondays": mondays})
    plan(telling)
    show(telling, telling.words((MONDAYS if mondays else DAILY)()), (button(telling, TODAY, "today"),), anew=True)


def _keep(telling: Telling, first: Staff, others: list[Staff]) -> None:
    telling.scene = replace(telling.scene, staff=(first, *others))
    telling.wish(SaveStaff(first))


def urgent(lines: Collection[Attention], desk: Desk, now: dt.datetime) -> list[Due]:
    """Who has to hear of lines that cannot wait, each by day on their own clock."""
    found: dict[int, Due] = {}
    for line in lines:
        if line.kind not in AT_ONCE or line.status != "open":
            continue
        for one in desk.staff:
            card = desk.cards.get(one.person)
            told = {code for each in desk.staff if each.person == one.person for code in each.seen}
            if card and one.program in {"", line.program} and mark_of(line) not in told:
                at = friendly(now, card.person.zone)
                key = f"desk-urgent:{one.person:x}"
                found[one.person] = Due(key, "desk-news", one.person, at, subject="urgent")
    return list(found.values())


PHRASES = (NEW, URGENT, PART, LESS, MORE, MONDAYS, DAILY)

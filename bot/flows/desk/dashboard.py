"""The way from the chat to the dashboard: a link of one's own that works once, and not for long."""

from __future__ import annotations

import datetime as dt

from bot.flows.desk.rights import desk_of, enter
from bot.flows.desk.views import button
from bot.flows.engine.telling import Telling
from bot.words.effects.desk import OpenDoor
from bot.words.phrases import Phrase

VALID = dt.timedelta(minutes=10)
"""How long a link opens it."""

TITLE = Phrase("desk-dashboard", "Dashboard")
LINK = Phrase(
    "desk-dashboard-link",
    "Here is your way to the dashboard:\n\n{link}\n\nIt is for you alone, works once, and within {minutes} minutes. "
    "If you need another one, write /dashboard.",
)
NOT_SET = Phrase(
    "desk-dashboard-not-set",
    "There is no dashboard yet: the operator has not given me an address on the web. "
    "They set ALONGSIDE_PUBLIC_URL and start me again. Everything else is here in the chat.",
)
DESK = Phrase("desk-dashboard-back", "Desk")


def way_in(address: str, code: str) -> str:
    """The link with this code, of a dashboard at this address."""
    return f"{address}/enter/{code}"


def give_link(telling: Telling, _: str = "") -> None:
    """Hand out a link that opens the dashboard."""
    address, code = telling.stage.dashboard, desk_of(telling).fresh
    back = button(telling, DESK, "menu")
    if not address or not code:
        telling.say(telling.words(NOT_SET()), (back,))
        return
    telling.wish(OpenDoor(telling.person.id, code, telling.now + VALID))
    enter(telling, "dashboard-link", person=telling.person.id)
    minutes = int(VALID.total_seconds() // 60)
    telling.say(telling.words(LINK(link=way_in(address, code), minutes=minutes)), (back,))


PHRASES = (TITLE, LINK, NOT_SET, DESK)

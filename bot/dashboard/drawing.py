"""Turns what a page holds into HTML: for a visitor in their language, for a stranger in their browser's."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.dashboard.room import Room
from bot.dashboard.visits import Visits
from bot.dashboard.words import WORDS
from bot.words.people import pseudonym


class Drawing:
    """The templates."""

    def __init__(self, visits: Visits) -> None:
        self._visits = visits
        self._templates = Environment(
            loader=PackageLoader("bot.dashboard"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip
        self._templates.globals |= {"pseudonym": pseudonym, "WORDS": WORDS}

    def page(self, room: Room, template: str, **values: Any) -> Response:
        """A page for a visitor."""
        shown = {"page": template, "programs": room.programs, "alone": len(room.programs) == 1, **values}
        template_of = self._templates.get_template(f"{template}.html")
        return HTMLResponse(template_of.render(room=room, say=room.say, base=room.base, **shown))

    def plain(self, request: Request, template: str, **values: Any) -> str:
        """A page for someone we do not know (yet), in a language their browser asks for."""
        speech = self._visits.stage.speech
        wanted = request.headers.get("accept-language", "").partition(",")[0].partition(";")[0].strip()
        language = speech.closest(wanted)

        def say(name: str, /, **filled: str | int) -> str:
            return speech.say(WORDS[name](**filled), language)

        values = {"todo": False, "home": False, "code": request.path_params.get("code", ""), **values}
        shown = self._templates.get_template(template)
        return shown.render(say=say, base=self._visits.base, language=language, direction="ltr", **values)

"""What the desk shows: a text with buttons that takes the place of the one before, each of which can be typed too."""

from __future__ import annotations

from dataclasses import replace

from bot.flows.engine.telling import Telling
from bot.words.effects.desk import SaveStaff
from bot.words.effects.sending import Queue
from bot.words.folding import normalise
from bot.words.messages import Button, Command, Content, Edit, Press, Say, Typed
from bot.words.phrases import Phrase
from bot.words.turns import Scene

LEAD = "desk."
"""How the data of every button of the desk begins."""


def button(telling: Telling, phrase: Phrase, data: str, kind: str = "nav", /, **values: str | int) -> Button:
    """A button of the desk."""
    return Button(telling.words(phrase(**values)), LEAD + data, kind)


def show(telling: Telling, text: str, buttons: tuple[Button, ...] = (), *, anew: bool = False) -> None:
    """Show this in the place of the view whose button was pressed, or as a new message; so after a question, too, whose
    own message then shows what was answered."""
    inbound = telling.inbound
    content = inbound.content if inbound else None
    is_of_a_view = isinstance(content, Press) and content.data.startswith(LEAD)
    if is_of_a_view and inbound is not None and inbound.message and not anew:
        telling.change(Edit(0, text, buttons, inbound.message))
    else:
        telling.say(text, buttons)
    remember(telling, buttons)


def remember(telling: Telling, buttons: tuple[Button, ...]) -> None:
    """These are the buttons that can be typed now. Staff who take part in no program can type the names of the desk's
    parts as well, whatever stands there."""
    if not telling.scene.staff or not buttons:
        return
    first, *others = telling.scene.staff
    parts = {said: data for said, data in first.shown.items() if data.count(".") == 1}
    shown = {normalise(one.label): one.data for one in buttons if one.data.startswith(LEAD)}
    first = replace(first, shown=shown if telling.scene.memberships else {**parts, **shown})
    telling.scene = replace(telling.scene, staff=(first, *others))
    telling.wish(SaveStaff(first))


def remember_said(telling: Telling) -> None:
    """The buttons of the desk under what is said now can be typed as well as those of the view that stands there."""
    if not telling.scene.staff:
        return
    address = telling.scene.address
    said = (one.delivery for one in telling.effects if isinstance(one, Queue))
    buttons = [
        button
        for delivery in said
        if delivery.address == address and isinstance(delivery.content, Say)
        for button in delivery.content.buttons
        if button.data.startswith(LEAD)
    ]
    first, *others = telling.scene.staff
    shown = {**first.shown, **{normalise(one.label): one.data for one in buttons}}
    if shown != first.shown:
        first = replace(first, shown=shown)
        telling.scene = replace(telling.scene, staff=(first, *others))
        telling.wish(SaveStaff(first))


def meant(scene: Scene, content: Content) -> str | None:
    """What of the desk is meant, without its lead: pressed, typed in the words of a button that stands there, or asked
    for with /desk. None where it is nothing of the desk."""
    match content:
        case Press(data=data) if data.startswith(LEAD):
            return data.removeprefix(LEAD)
        case Command(name="desk") if scene.staff:
            return "menu"
        case Command(name="dashboard") if scene.staff:
            return "dash"
        case Command(name="report", argument=argument) if scene.staff and (argument or not scene.ties):
            # Without a word behind it, /report of someone in a match is about that match.
            return "report"
        case Typed() if not _is_asked(scene):
            return typed(scene, content)
        case _:
            return None


def typed(scene: Scene, content: Content) -> str | None:
    """The button of the desk that stands there and has these words, without its lead; None where there is none. Of
    staff who take part in no program, the first words of a label are enough where no other begins with them."""
    if not isinstance(content, Typed) or not scene.staff:
        return None
    shown, said = scene.staff[0].shown, normalise(content.text)
    found = shown.get(said)
    if found is None and said and not scene.memberships:
        begun = [data for label, data in shown.items() if label.startswith(f"{said} ")]
        found = begun[0] if len(begun) == 1 else None
    return found.removeprefix(LEAD) if found else None


def _is_asked(scene: Scene) -> bool:
    return scene.run is not None and scene.run.status == "open"

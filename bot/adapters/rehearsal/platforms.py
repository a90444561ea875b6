"""The two platforms that are rehearsed, and the rules each would hold us to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.words.messages import (
    Button,
    File,
    Gather,
    InviteInto,
    Limits,
    OpenRoom,
    Outbound,
    PickDate,
    PickPeople,
    Pin,
    Remove,
    RoomLink,
    Say,
    ShareLocation,
    Widget,
)


@dataclass(frozen=True, slots=True)
class Platform:
    """One platform as it is rehearsed: `key` is what the page and the HTTP interface call it.

    `widgets` are the native widgets it has; others are left out, as they would be there. With `keyboard` a widget
    replaces the person's keyboard: the buttons beside it send their label as words. With `threads` answers stand in a
    thread of their own, and the bot hears of what people delete; with `groups` it may begin a conversation of several.
    """

    key: str
    title: str
    limits: Limits
    data_bytes: int
    widgets: tuple[type[Widget], ...]
    keyboard: bool = False
    home: bool = False
    threads: bool = False
    groups: bool = False

    @property
    def channel(self) -> str:
        return f"rehearsal-{self.key}"


TELEGRAM = Platform(
    key="telegram",
    title="Telegram",
    limits=Limits(4096, utf16=True, label=64, caption=1024, resends=True),
    data_bytes=64,  # Bot API: InlineKeyboardButton.callback_data, 1-64 bytes
    widgets=(PickPeople, ShareLocation),
    keyboard=True,
)
SLACK = Platform(
    key="slack",
    title="Slack",
    limits=Limits(3000, label=75, caption=3000, file_buttons=False),
    data_bytes=255,  # Block Kit: action_id
    widgets=(PickPeople, PickDate),
    home=True,
    threads=True,
    groups=True,
)
PLATFORMS = (TELEGRAM, SLACK)


def platform_named(name: str) -> Platform | None:
    """The platform called "telegram" or "rehearsal-telegram" (and so on), in any case."""
    wanted = name.strip().casefold()
    return next((one for one in PLATFORMS if wanted in {one.key, one.channel}), None)


def length(text: str, limits: Limits) -> int:
    """How long a text is in the units in which the platform counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 if limits.utf16 else len(text)


def objection(platform: Platform, content: Outbound) -> str | None:
    """Why the platform would refuse this outbound, in one sentence; None when it would take it."""
    match content:
        case Pin(latitude=latitude, longitude=longitude):
            is_one = abs(latitude) <= 90 and abs(longitude) <= 180
            return None if is_one else f"{latitude:g}, {longitude:g} is no place; {platform.title} refuses it."
        case Remove():
            return None
        case OpenRoom() | RoomLink() | InviteInto():
            return "There are no rooms of several in rehearsal."
        case Gather(text=text):
            return _text_objection(platform, text, platform.limits.text)
        case File(text=text, buttons=buttons):
            if buttons and not platform.limits.file_buttons:
                return f"There are buttons on a file; {platform.title} has none there."
            found = _text_objection(platform, text or "-", platform.limits.caption)
        case _:
            found = _text_objection(platform, content.text, platform.limits.text)
    widget = content.widget if isinstance(content, Say) else None
    return found or _buttons_objection(platform, content.buttons, widget)


def _buttons_objection(platform: Platform, buttons: Sequence[Button], widget: Widget | None) -> str | None:
    if len(buttons) > platform.limits.buttons:
        return f"There are {len(buttons)} buttons; {platform.title} allows {platform.limits.buttons}."
    wrong = (_button_objection(platform, button) for button in buttons)
    found = next((one for one in wrong if one), None)
    return found or (_label_objection(platform, widget.label) if widget else None)


def _text_objection(platform: Platform, text: str, most: int) -> str | None:
    if not text.strip():
        return f"The text is empty; {platform.title} refuses empty messages."
    size = length(text, platform.limits)
    return f"The text is {size} characters long; {platform.title} allows {most}." if size > most else None


def _button_objection(platform: Platform, button: Button) -> str | None:
    carried = len(button.data.encode("utf-8", "surrogatepass"))
    if not 1 <= carried <= platform.data_bytes:
        return (
            f"The button “{button.label}” carries {carried} bytes; {platform.title} allows 1 to {platform.data_bytes}."
        )
    return _label_objection(platform, button.label)


def _label_objection(platform: Platform, label: str) -> str | None:
    if not label.strip():
        return f"A button has no label; {platform.title} refuses such buttons."
    size, allowed = length(label, platform.limits), platform.limits.label
    if size > allowed:
        return f"The label “{label}” is {size} characters long; {platform.title} allows {allowed}."
    return None

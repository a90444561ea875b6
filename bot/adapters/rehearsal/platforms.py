"""The two platforms that are rehearsed, and the rules each would hold us to."""

from __future__ import annotations

from dataclasses import dataclass

from bot.words.messages import Button, Limits, Outbound, PickDate, PickPeople, Say, ShareLocation, Widget


@dataclass(frozen=True, slots=True)
class Platform:
    """One platform as it is rehearsed: `key` is what the page and the HTTP interface call it.

    `widgets` are the native widgets it has; others are left out, as they would be there. With `keyboard` a widget
    replaces the person's keyboard: the buttons beside it send their label as words.
    """

    key: str
    title: str
    limits: Limits
    data_bytes: int
    widgets: tuple[type[Widget], ...]
    keyboard: bool = False
    home: bool = False

    @property
    def channel(self) -> str:
        return f"rehearsal-{self.key}"


TELEGRAM = Platform(
    key="telegram",
    title="Telegram",
    limits=Limits(4096, utf16=True, label=64),
    data_bytes=64,  # Bot API: InlineKeyboardButton.callback_data, 1-64 bytes
    widgets=(PickPeople, ShareLocation),
    keyboard=True,
)
SLACK = Platform(
    key="slack",
    title="Slack",
    limits=Limits(3000, label=75),
    data_bytes=255,  # Block Kit: action_id
    widgets=(PickPeople, PickDate),
    home=True,
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
    limits = platform.limits
    if not content.text.strip():
        return f"The text is empty; {platform.title} refuses empty messages."
    size = length(content.text, limits)
    if size > limits.text:
        return f"The text is {size} characters long; {platform.title} allows {limits.text}."
    if len(content.buttons) > limits.buttons:
        return f"There are {len(content.buttons)} buttons; {platform.title} allows {limits.buttons}."
    wrong = (_button_objection(platform, button) for button in content.buttons)
    found = next((one for one in wrong if one), None)
    if found or not (isinstance(content, Say) and content.widget):
        return found
    return _label_objection(platform, content.widget.label)


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

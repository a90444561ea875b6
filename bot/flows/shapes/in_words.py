"""What shapes have in common that are answered in words alone."""

from __future__ import annotations

from bot.flows.engine.shape import Asking, Option
from bot.words.messages import Json


class InWords:
    """No buttons, and the value is shown as it is."""

    __slots__ = ()

    def options(self, asking: Asking) -> tuple[Option, ...]:
        """None."""
        del asking
        return ()

    def show(self, value: Json, asking: Asking) -> str:
        """The words themselves."""
        del asking
        return value if isinstance(value, str) else ""

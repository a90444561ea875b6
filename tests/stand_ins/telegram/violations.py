"""What a bot did that Telegram's rules forbid."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Violation:
    """`rule` is a code such as "unknown-parameter"; `detail` says where."""

    method: str
    rule: str
    detail: str = ""


class Refused(Exception):
    """Telegram's own kind of no: a status, a description, and sometimes parameters."""

    def __init__(self, status: int, description: str, **parameters: object) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters


class Broken(Refused):
    """A refusal that is also a violation."""

    def __init__(self, rule: str, description: str, status: int = 400) -> None:
        super().__init__(status, description)
        self.rule = rule

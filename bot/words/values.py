"""Frozen dataclasses at the price of ordinary ones.

`frozen=True` makes dataclasses set every field through `object.__setattr__`: a turn makes some forty values, and that
alone was a twelfth of its time. Type checkers see the dataclasses' own decorator and refuse every assignment, and the
tests, and the processes they start, run with `STRICT`, in which it raises as ever; in the program itself these values
are ordinary objects that are compared, hashed and shown as frozen ones are.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

STRICT = "STRICT_VALUES" in os.environ

T = TypeVar("T")

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses

    def dataclass(*, frozen: bool, slots: bool) -> Callable[[type[T]], type[T]]:
        """As `dataclasses.dataclass`."""
        if STRICT or not frozen:
            return dataclasses.dataclass(frozen=frozen, slots=slots)
        return dataclasses.dataclass(slots=slots, unsafe_hash=True)


__all__ = ["STRICT", "dataclass"]

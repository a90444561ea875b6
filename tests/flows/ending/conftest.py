"""Two who walk together, as in the tests of what keeps them alive."""

from tests.flows.alive.conftest import couple, couple_of

__all__ = ["couple", "couple_of"]

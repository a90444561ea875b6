"""Programs are tried on the stage the flows play on."""

from tests.flows.conftest import stage

__all__ = ["stage"]
